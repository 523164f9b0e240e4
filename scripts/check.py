"""`make check`: all that can be known about the code without running it. Goes on after a failure, and sums up."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PY = sys.executable
# As in production, so that `check --deploy` means something. Nothing below connects to these servers.
PRODUCTION = {
    "DATABASE_URL": "postgres://nobody@127.0.0.1:9/nothing",
    "REDIS_URL": "redis://127.0.0.1:9/0",
    "SECRET_KEY": "Xk2-only-for-make-check-9fT_qWzR7mB4vYc1LdHs8uNjEa3Pg6oKiSx",
    "SITE_URL": "https://press.example.com",
    "EMAIL_URL": "smtp+tls://mail.example.com:587",
    "DEBUG": "0",
}
CHECKS = {
    "ruff": [PY, "-m", "ruff", "check", "--quiet", "."],
    "format": [PY, "-m", "ruff", "format", "--check", "--quiet", "."],
    "templates": [PY, "-m", "djlint", "--lint", "--quiet", "templates"],
    "types": [PY, "-m", "mypy", "--no-error-summary", "."],
    "imports": [PY, "-c", "import sys; from importlinter.cli import lint_imports_command as run; sys.exit(run())"],
    "deployment": [PY, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
    "migrations": [PY, "manage.py", "makemigrations", "--check", "--dry-run"],
}


def main(chosen: list[str]) -> int:
    failed = []
    for name in chosen or list(CHECKS):
        env = {**os.environ, **PRODUCTION}
        if name == "migrations":  # it compares the history with a database
            env = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "REDIS_URL"}}
            env |= {key: value for key, value in PRODUCTION.items() if key not in {"DATABASE_URL", "REDIS_URL"}}
        done = subprocess.run(
            CHECKS[name], cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
        print(f"{name:<12} {'ok' if done.returncode == 0 else 'FAILED'}", flush=True)
        if done.returncode != 0:
            failed.append(name)
            print(done.stdout.rstrip() + "\n", flush=True)
    print(f"make check: {'all good' if not failed else ', '.join(failed) + ' failed'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
