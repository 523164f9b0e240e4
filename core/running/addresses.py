"""Where `make run` listens, and what to say when somebody else does already."""

import errno
import os
import socket
from pathlib import Path

from core.embedded import EmbeddedError


def number(variable: str, default: int) -> int:
    """A port from the environment."""
    value = os.environ.get(variable) or str(default)
    if not value.isdigit() or not 0 < int(value) < 65536:
        raise EmbeddedError(f"{variable} is {value!r}: give a port number between 1 and 65535.")
    return int(value)


def visible_host(host: str) -> str:
    """The address to open in a browser on this machine."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)


def free_port(host: str) -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((host, 0))
        port: int = probe.getsockname()[1]
    return port


def require_free(host: str, port: int, variable: str) -> None:
    """Refuse to start when the address is taken, and say by whom and which setting changes it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError:
            raise EmbeddedError(f"Port {port} is reserved for root. Set {variable} to one above 1023.") from None
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise EmbeddedError(
                    f"Port {port} on {host} is taken by {_owner(port)}. Stop that, or choose another: "
                    f"`make run {variable}={port + 1}`."
                ) from None
            raise EmbeddedError(
                f"{host}:{port} cannot be listened on ({error.strerror}). Check HOST and {variable}."
            ) from None


def _owner(port: int) -> str:
    """The program that listens on the port, as far as the system tells us."""
    try:
        inodes = {
            fields[9]
            for table in ("/proc/net/tcp", "/proc/net/tcp6")
            for fields in map(str.split, Path(table).read_text().splitlines()[1:])
            if fields[1].endswith(f":{port:04X}") and fields[3] == "0A"
        }
        for descriptor in Path("/proc").glob("[0-9]*/fd/*"):
            try:
                target = os.readlink(descriptor)
            except OSError:
                continue
            if target.startswith("socket:[") and target[8:-1] in inodes:
                pid = descriptor.parts[2]
                name = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                name = " ".join(name.split())
                return f"process {pid} ({name[:60]})"
    except OSError:
        pass
    return "another program"
