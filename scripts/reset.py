"""`make reset`: forget everything that Mediarel keeps on this machine."""

import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from core.embedded.folders import var_folder  # noqa: E402 - needs the path
from core.embedded.locks import open_lock, try_lock  # noqa: E402


def main() -> None:
    var = var_folder()
    for keeper in var.glob("*/keeper"):
        with open_lock(keeper) as lock:
            if not try_lock(lock):
                sys.exit(f"Mediarel is running on {var}. Stop it first (Ctrl-C in its window).")
    if not var.exists():
        print("There is nothing to remove.")
    elif input(f"This removes {var} with the database and all uploads in it. Type yes to go on: ").strip() == "yes":
        shutil.rmtree(var)
        print("Gone. `make run` starts anew.")
    else:
        print("Nothing was removed.")


if __name__ == "__main__":
    try:
        main()
    except (EOFError, KeyboardInterrupt):
        print("\nNothing was removed.")
