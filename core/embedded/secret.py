"""The SECRET_KEY of a Mediarel that was never given one."""

import os
import secrets

from core.embedded.errors import EmbeddedError
from core.embedded.folders import explain, private_folder, var_folder


def require_secret_key() -> None:
    """Make var/secret_key, for its owner alone, unless it is there or SECRET_KEY is set. The settings read it."""
    file = var_folder() / "secret_key"
    if os.environ.get("SECRET_KEY") or file.exists():
        return
    fresh = private_folder(var_folder()) / f"secret_key.{os.getpid()}"
    try:
        with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as new:
            new.write(secrets.token_urlsafe(48))
        os.link(fresh, file)  # of two commands started together, one makes the key
    except FileExistsError:
        pass
    except OSError as error:
        raise EmbeddedError(explain(error, file)) from error
    finally:
        fresh.unlink(missing_ok=True)
