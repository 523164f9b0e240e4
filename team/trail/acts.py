"""Acts that change no record, or take all of them: who signed in, what was taken out, who removed the demo."""

from django.utils import timezone

from team.models import TrailLine, User

LONGEST = 300


def note(what: TrailLine.What, *, by: User | None, about: User | None = None, said: str = "") -> None:
    """Write down an act. `about` is the person whom it concerns, `said` what a reader should know; neither passwords
    nor addresses that strangers typed."""
    TrailLine.objects.create(
        at=timezone.now(),
        what=what,
        by=by,
        kind=User._meta.label if about else "",
        record=about.pk if about else None,
        said=said[:LONGEST],
    )


def exported(what: str, *, by: User | None) -> None:
    """That somebody took data out; nobody is whoever sits at the server's command line."""
    note(TrailLine.What.EXPORTED, by=by, said=what)
