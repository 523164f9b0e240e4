"""A real spamd for tests: SpamAssassin with Debian's rules, nothing asked of the network, on a free port."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Self

from tests.mail.sink import free_port

PROGRAM = shutil.which("spamd", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


class Spamd:
    def __init__(self) -> None:
        self.port = free_port()
        self.home = Path(tempfile.mkdtemp(prefix="spamd-"))
        self.home.chmod(0o755)

    def __enter__(self) -> Self:
        assert PROGRAM
        as_whom = ["--username", "nobody"] if os.getuid() == 0 else []
        self.process = subprocess.Popen(
            [
                PROGRAM, "--local", "--nouser-config", "--listen", f"127.0.0.1:{self.port}", "--max-children", "1",
                "--syslog", str(self.home / "log"), *as_whom,
            ],
            cwd=self.home,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        for _ in range(600):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return self
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        raise RuntimeError("spamd did not start")

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.home, ignore_errors=True)
