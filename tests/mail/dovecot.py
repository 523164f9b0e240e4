"""A real IMAP server for tests: Dovecot with a configuration, folders and a certificate of its own, on free ports."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

PROGRAM = shutil.which("dovecot") or next((p for p in ["/usr/sbin/dovecot"] if Path(p).exists()), None)
PASSWORD = "an app password"
NOBODY = 65534

CONFIG = """
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <{home}/cert.pem
ssl_key = <{home}/key.pem
disable_plaintext_auth = no
default_login_user = {login_user}
default_internal_user = {internal_user}
default_internal_group = {internal_group}
first_valid_uid = 1
mail_location = maildir:{home}/mail/%u
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
auth_failure_delay = 0
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={home}/mail/%u
}}
"""


def self_signed(host: str, *, days: int = 1) -> tuple[bytes, bytes]:
    """A key and a certificate for it, in PEM; negative days make one that has expired."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=10))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return pem, certificate.public_bytes(serialization.Encoding.PEM)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextmanager
def running(more: str = "") -> "Iterator[Dovecot]":
    """A server with `more` in its configuration, as long as the block lasts."""
    server = Dovecot(more)
    try:
        server.start()
        yield server
    finally:
        server.stop()


class Dovecot:
    """Serves every user name with one password. As root it keeps mail as "nobody", else as whoever runs the tests."""

    def __init__(self, more: str = "") -> None:
        self.home = Path(tempfile.mkdtemp(prefix="dovecot-"))
        self.home.chmod(0o755)
        self.port, self.tls_port = free_port(), free_port()
        as_root = os.getuid() == 0
        self.uid, self.gid = (NOBODY, NOBODY) if as_root else (os.getuid(), os.getgid())
        me = subprocess.check_output(["id", "-un"], text=True).strip()
        group = subprocess.check_output(["id", "-gn"], text=True).strip()
        key, certificate = self_signed("localhost")
        (self.home / "key.pem").write_bytes(key)
        (self.home / "cert.pem").write_bytes(certificate)
        (self.home / "mail").mkdir()
        os.chown(self.home / "mail", self.uid, self.gid)
        self.config = self.home / "dovecot.conf"
        self.config.write_text(
            CONFIG.format(
                home=self.home,
                port=self.port,
                tls_port=self.tls_port,
                password=PASSWORD.replace(" ", "_"),
                uid=self.uid,
                gid=self.gid,
                login_user="dovenull" if as_root else me,
                internal_user="dovecot" if as_root else me,
                internal_group="dovecot" if as_root else group,
            )
            + more
        )
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def password(self) -> str:
        return PASSWORD.replace(" ", "_")

    def start(self) -> None:
        assert PROGRAM
        self.process = subprocess.Popen([PROGRAM, "-F", "-c", str(self.config)])
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        raise RuntimeError(f"Dovecot did not start: {self.log()}")

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(20)
        shutil.rmtree(self.home, ignore_errors=True)

    def log(self) -> str:
        path = self.home / "log"
        return path.read_text() if path.exists() else ""

    def maildir(self, user: str) -> Path:
        return self.home / "mail" / user

    def deliver(self, user: str, raw: bytes, *, name: str | None = None) -> Path:
        """Put a message into the inbox of a user, as a delivery agent does."""
        folder = self.maildir(user)
        for part in ("", "new", "cur", "tmp"):
            (folder / part).mkdir(exist_ok=True)
            os.chown(folder / part, self.uid, self.gid)
        self._count = getattr(self, "_count", 0) + 1
        path = folder / "new" / (name or f"{int(time.time())}.M{self._count:06}.test")
        path.write_bytes(raw)
        os.chown(path, self.uid, self.gid)
        return path

    def number_anew(self, user: str) -> None:
        """Forget the folder's UIDs, as a server does that was restored from a backup."""
        for path in self.maildir(user).glob("dovecot*"):
            path.unlink()

    def flags(self, user: str) -> list[str]:
        """Where each message lies and how it is marked: "new" means that nobody has touched it."""
        found = sorted((self.maildir(user) / "new").iterdir()) + sorted((self.maildir(user) / "cur").iterdir())
        return [path.name.partition(":2,")[2] for path in found]
