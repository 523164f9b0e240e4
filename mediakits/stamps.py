"""What tells a newsroom's cached pages that they are old."""

from core.tokens import new_token
from mediakits.models import Newsroom


def touch(*, client_id: int) -> None:
    """Say that something shown in the client's newsroom has changed. Call it in the transaction of the change."""
    Newsroom.objects.filter(client=client_id).update(stamp=new_token())
