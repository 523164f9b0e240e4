"""How the press stands in the audit trail, and which changes can be put back.

What journalists wish (not to be contacted, no follow-ups, a pause, no counting) is put back by nobody at a click.
"""

from typing import Any

from contacts import journalists, outlets
from contacts.forms.journalists import JournalistForm
from contacts.forms.outlets import MediaListForm, OutletForm
from contacts.models import EmailAddress, Journalist, MediaList, Outlet, PhoneNumber, Position
from team.models import User
from team.trail.kinds import Kind, PutBack, register
from team.trail.undoing import setting


def register_all() -> None:
    wishes = {"never_follow_up", "no_tracking", "paused_until"}
    register(
        Kind(
            Journalist,
            put_back=PutBack(
                form=lambda journalist, user, data: JournalistForm(data, instance=journalist),
                save=_save_journalist,
                fields=frozenset(JournalistForm.Meta.fields) - wishes,
            ),
        ),
        Kind(EmailAddress, belongs_to="journalist"),
        Kind(PhoneNumber, belongs_to="journalist"),
        Kind(Position, named=("role", "outlet"), belongs_to="journalist"),
        Kind(
            Outlet,
            put_back=PutBack(
                form=lambda outlet, user, data: OutletForm(data, instance=outlet),
                save=setting(lambda outlet, by: outlets.save(outlet=outlet, by=by)),
                fields=frozenset(OutletForm.Meta.fields),
            ),
        ),
        Kind(
            MediaList,
            put_back=PutBack(
                form=lambda media_list, user, data: MediaListForm(data, instance=media_list),
                save=setting(lambda media_list, by: _saved(media_list)),
                fields=frozenset(MediaListForm.Meta.fields),
            ),
        ),
    )


def _save_journalist(journalist: Journalist, values: dict[str, Any], by: User) -> Journalist:
    return journalists.update(journalist=journalist, by=by, **values)


def _saved(media_list: MediaList) -> MediaList:
    media_list.save()
    return media_list
