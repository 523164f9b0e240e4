"""What goes wrong between us and a mail server, in words for the person whose mailbox it is: what, and what to do."""

import imaplib
import re
import smtplib
import socket
import ssl
from dataclasses import dataclass

from imap_tools.errors import MailboxFolderSelectError, MailboxLoginError, MailboxStarttlsError

from core.fields import UnreadableSecret


@dataclass(frozen=True)
class Problem:
    """`lasting`: trying again helps only after a person has mended something."""

    what: str
    todo: str
    lasting: bool = True

    def __str__(self) -> str:
        return f"{self.what} {self.todo}".strip()


CERTIFICATE_FAULTS = {
    10: ("has expired", "Ask whoever runs the server to renew it; do not send passwords until then."),
    18: ("is self-signed, so nobody vouches for it", "Ask for a certificate of a known authority on the server."),
    19: ("is signed by an authority that this machine does not know", "Ask for a certificate of a known authority."),
    20: ("comes without the chain that proves it", "Ask whoever runs the server to install the whole chain."),
    62: ("is for another name", "Use the name that stands in the certificate, as your provider writes it."),
    64: ("is for another name", "Use the server's name instead of its number."),
}
CHECK_SIGN_IN = (
    "Check user name and password. Many providers want an app password, made in the account's security settings."
)


def explain(error: BaseException, *, host: str, port: int) -> Problem:
    """The problem behind an error of socket, ssl, smtplib or imaplib while talking to `host`."""
    where = f"{host}, port {port}"
    if isinstance(error, smtplib.SMTPServerDisconnected) and "timed out" in str(error):
        error = TimeoutError()
    match error:
        case UnreadableSecret():
            return Problem(str(error), "")
        case ssl.SSLCertVerificationError():
            what, todo = CERTIFICATE_FAULTS.get(error.verify_code, (f"is not valid: {error.verify_message}", ""))
            return Problem(f"The certificate of {host} {what}.", todo)
        case ssl.SSLError() if "WRONG_VERSION_NUMBER" in str(error) or "UNKNOWN_PROTOCOL" in str(error):
            return Problem(
                f"The server at {where} does not begin with TLS.",
                "Choose STARTTLS for this port, or the port for TLS (465 for sending, 993 for reading).",
            )
        case ssl.SSLError():
            return Problem(
                f"No encrypted connection to {where} came about ({error.reason or error}).",
                "The server may be too old for today's encryption; ask whoever runs it.",
            )
        case socket.gaierror() | UnicodeError():
            return Problem(
                f"There is no server with the name “{host}”.",
                "Check the spelling; your provider's help pages give the name.",
                lasting=False,
            )
        case TimeoutError():
            return Problem(
                f"{where} does not answer.",
                "Check name and port. A firewall between us and the server may also be in the way.",
                lasting=False,
            )
        case ConnectionRefusedError():
            return Problem(
                f"{host} refuses connections on port {port}.",
                "Check the port, and that the server runs.",
                lasting=False,
            )
        case smtplib.SMTPAuthenticationError() | MailboxLoginError():
            return Problem(f"The server does not accept user name and password{_said(error)}.", CHECK_SIGN_IN)
        case MailboxFolderSelectError():
            return Problem(f"The folder cannot be opened{_said(error)}.", "Check its name.")
        case smtplib.SMTPNotSupportedError() | MailboxStarttlsError():
            return _not_offered(error, where)
    return _broken_off(error, where)


def _not_offered(error: BaseException, where: str) -> Problem:
    if "STARTTLS" in str(error).upper():
        return Problem(
            f"The server at {where} does not offer STARTTLS.",
            "Try TLS with port 465 for sending or 993 for reading. Unencrypted, a password can be read on the way.",
        )
    return Problem(
        f"The server at {where} does not offer signing in with a password here.",
        "Choose TLS or STARTTLS, or leave the user name empty if the server wants none.",
    )


def _broken_off(error: BaseException, where: str) -> Problem:
    if "STARTTLS" in str(error).upper():
        return _not_offered(error, where)
    if isinstance(error, OSError) and not str(error).strip("() "):
        error = ConnectionError("the connection was closed")
    return Problem(
        f"The conversation with {where} broke off{_said(error)}.",
        "If it stays like this, check the port: the server may speak something else there.",
        lasting=False,
    )


def _said(error: BaseException) -> str:
    """The server's own words, in quotes."""
    if isinstance(error, smtplib.SMTPResponseException):
        reply = error.smtp_error
        text = f"{error.smtp_code} {reply.decode('utf-8', 'replace') if isinstance(reply, bytes) else reply}"
    elif hasattr(error, "command_result"):
        lines = error.command_result[1] if len(error.command_result) > 1 else []
        text = " ".join(line.decode("utf-8", "replace") for line in lines if isinstance(line, bytes))
    elif isinstance(error, imaplib.IMAP4.error) or str(error):
        text = re.sub(r"^b?['\"]|['\"]$", "", str(error))
    else:
        text = type(error).__name__
    text = " ".join(text.split())[:300]
    return f": it says “{text}”" if text else ""
