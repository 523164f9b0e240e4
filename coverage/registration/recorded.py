"""How sources, monitors and clips stand in the audit trail, and which changes can be put back."""

from typing import Any

from coverage.feeds import keeping
from coverage.forms.monitors import MonitorForm
from coverage.forms.sources import NewsletterForm, SourceForm
from coverage.models import Clip, Monitor, Source
from coverage.monitors import saving
from team.models import User
from team.trail.kinds import Kind, PutBack, register
from team.trail.undoing import setting


def register_all() -> None:
    register(
        Kind(
            Source,
            put_back=PutBack(
                form=_source_form,
                save=setting(lambda source, by: keeping.save(source)),
                fields=frozenset({"name", "url", "site_url", "outlet", "sender", "mailbox"}),
                note="With its old address the source starts afresh.",
            ),
        ),
        Kind(
            Monitor,
            put_back=PutBack(
                form=lambda monitor, user, data: MonitorForm(data, instance=monitor, user=user),
                save=setting(lambda monitor, by: saving.save(monitor=monitor, by=by)),
                fields=frozenset(saving.SET_BY_PEOPLE),
            ),
        ),
        Kind(Clip, named=("article",)),
    )


def _source_form(source: Source, user: User, data: Any) -> SourceForm | NewsletterForm:
    if source.kind == Source.Kind.NEWSLETTER:
        return NewsletterForm(data, instance=source, user=user)
    return SourceForm(data, instance=source)
