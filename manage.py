#!/usr/bin/env python
"""Mediarel's command line. Without DATABASE_URL or REDIS_URL it uses the embedded servers under var/."""

import os
import sys

from core.embedded import EmbeddedError, nothing, services


def needs_nothing(arguments: list[str]) -> bool:
    """`clip --batch` reads files and stores nothing: no server is started for it."""
    return arguments[1:2] == ["clip"] and any(argument.split("=")[0] == "--batch" for argument in arguments)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mediarel.settings")
    with nothing() if needs_nothing(sys.argv) else services():
        from django.core.management import execute_from_command_line  # reads settings, which need the servers' URLs
        from django.db import OperationalError

        try:
            execute_from_command_line(sys.argv)
        except OperationalError as error:
            if "connection" not in str(error):
                raise
            sys.exit(f"The database cannot be reached: {str(error).splitlines()[0]}. Check DATABASE_URL.")


if __name__ == "__main__":
    try:
        main()
    except EmbeddedError as error:
        sys.exit(str(error))
