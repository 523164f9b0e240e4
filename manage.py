#!/usr/bin/env python
"""Mediarel's command line. Without DATABASE_URL or REDIS_URL it uses the embedded servers under var/."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mediarel.settings")
    from django.core.management import execute_from_command_line

    from core.embedded import (
        services,  # not at the top: it must come after the settings module is named
    )

    with services():
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
