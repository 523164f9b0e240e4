"""How mailboxes and domains stand in the audit trail. Of a mailbox that somebody has for themselves nobody reads but
they and the admins."""

from mail.models import Mailbox, SendingDomain
from team.trail.kinds import Kind, register


def register_all() -> None:
    register(
        Kind(Mailbox, named=("address",), page="mail:mailbox-edit", private=True),
        Kind(SendingDomain, named=("domain",), private=True),
    )
