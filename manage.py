#!/usr/bin/env python
"""Mediarel's command line. Without DATABASE_URL or REDIS_URL it uses the embedded servers under var/."""

import os
import sys

from core.embedded import services


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mediarel.settings")
    with services():
        from django.core.management import execute_from_command_line  # reads settings, which need the servers' URLs

        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
