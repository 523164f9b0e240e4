"""For each state of each record: whom it waits for, and by which source Today says so.

A new state without a decision fails here. A source is named, or a sentence says why nobody has to do anything.
"""

from typing import Final

import pytest
from django.apps import apps
from django.db import models

from dashboard.waiting import BY_NAME, SOURCES

BY_ITSELF: Final = "It goes on by itself."
ENDED: Final = "Nothing is left to do."
OURS: Final = {
    "core", "team", "campaigns", "mail", "contacts", "coverage", "mediakits", "pitches", "inquiries", "events",
    "reports", "dashboard", "takeout",
}  # fmt: skip
UNCONFIRMED: Final = (
    "unconfirmed message",
    "unconfirmed follow up message",
    "answer in trouble",
    "other mail in trouble",
)
FAILED: Final = ("failed message", "failed follow up message", "answer in trouble", "other mail in trouble")

WAITS: Final[dict[str, dict[str, str | tuple[str, ...]]]] = {
    "core.Job": {
        "waiting": BY_ITSELF,
        "running": BY_ITSELF,
        "done": ENDED,
        "failed": ("import", "report", "monitor that did not look back"),
        "stopped": ("import", "report"),
    },
    "team.Review": {
        "waiting": ("review",),
        "approved": "What was approved waits as itself: to be sent, published, shared or mailed.",
        "changes": "What was sent back waits as itself, with what the reviewer said.",
        "withdrawn": ENDED,
        "void": "What was edited is a draft again and waits as such.",
    },
    "team.WebhookDelivery": {"waiting": BY_ITSELF, "taken": ENDED, "given_up": ("webhook that fails",)},
    "team.HookDelivery": {"waiting": BY_ITSELF, "delivered": ENDED, "failed": ("lines a channel lost",)},
    "campaigns.Campaign": {
        "planned": ("embargo that lifts", "campaign that is over"),
        "running": ("embargo that lifts", "campaign that is over"),
        "closed": ENDED,
    },
    "mail.OutgoingMessage": {
        "queued": BY_ITSELF,
        "claimed": BY_ITSELF,
        "handed_off": BY_ITSELF,
        "sent": ENDED,
        "unconfirmed": UNCONFIRMED,
        "failed": FAILED,
        "cancelled": ENDED,
    },
    "mail.Thread": {"open": ("conversation", "conversation of nobody"), "done": ENDED},
    "contacts.ContactImport": {
        "mapping": ("import",),
        "planning": "It goes on by itself; where its job failed, Today says so as of the import.",
        "planned": ("import",),
        "applying": "It goes on by itself; where its job failed, Today says so as of the import.",
        "applied": ENDED,
        "undoing": "It goes on by itself; where its job failed, Today says so as of the import.",
        "undone": ENDED,
    },
    "coverage.Sighting": {
        "waiting": BY_ITSELF,
        "read": ENDED,
        "failed": "A page that cannot be read stands on the page of its source; others bring the story too.",
        "passed": ENDED,
    },
    "coverage.Clip": {
        "waiting": ("clips to confirm",),
        "ours": ("thank-you", "clip without origin"),
        "not_ours": ENDED,
    },
    "mediakits.Document": {
        "draft": ("document draft",),
        "in_review": ("review",),
        "changes": ("document",),
        "approved": ("document", "document approved again", "release that appears"),
    },
    "mediakits.Kit": {
        "draft": ("kit draft",),
        "in_review": ("review",),
        "changes": ("kit",),
        "approved": ("kit", "kit approved again", "kit that opens", "kit that closes"),
    },
    "pitches.Pitch": {
        "draft": ("pitch draft", "contacts to verify"),
        "in_review": ("review",),
        "changes": ("pitch with changes", "contacts to verify"),
        "approved": ("pitch approved", "contacts to verify"),
        "scheduled": BY_ITSELF,
        "sending": ("follow-ups due", "answer to a pitch"),
        "sent": ("follow-ups due", "answer to a pitch"),
        "cancelled": ENDED,
    },
    "pitches.Attribution": {"proposed": ("clip without origin",), "confirmed": ENDED, "refused": ENDED},
    "inquiries.Inquiry": {
        "new": ("inquiry to acknowledge", "inquiry to answer"),
        "working": ("inquiry to answer",),
        "answered": ("inquiry without outcome",),
        "declined": ENDED,
        "closed": ENDED,
    },
    "inquiries.Question": {
        "open": "Its inquiry waits, with one row for all its questions.",
        "ready": "Its inquiry waits, with one row for all its questions.",
        "declined": ENDED,
    },
    "inquiries.Answer": {
        "draft": ("inquiry to answer",),
        "in_review": ("review", "sign-off", "sign-off by a spokesperson"),
        "changes": ("answer that was decided",),
        "approved": ("answer that was decided",),
        "sent": ENDED,
        "given": ENDED,
        "dropped": ENDED,
    },
    "inquiries.SignOff": {
        "waiting": ("sign-off", "sign-off by a spokesperson"),
        "approved": ENDED,
        "changes": "The answer waits for whoever writes it.",
        "void": ENDED,
    },
    "events.Interview": {
        "requested": ("interview to arrange",),
        "offered": ("interview to arrange",),
        "confirmed": ("interview soon", "interview declined", "interview to write up", "brief that was decided"),
        "held": ("interview without outcome",),
        "cancelled": ENDED,
        "declined": ENDED,
    },
    "events.Slot": {
        "offered": "It waits for the journalist; once all are over, the interview waits to be arranged.",
        "taken": ENDED,
        "withdrawn": ENDED,
    },
    "events.Brief": {
        "draft": ("interview soon",),
        "in_review": ("review",),
        "changes": ("brief that was decided",),
        "approved": ("brief that was decided",),
    },
    "events.Correction": {"asked": ("correction",), "made": ENDED, "refused": ENDED, "dropped": ENDED},
    "events.MediaEvent": {
        "planned": ("event without invitation", "event to follow up"),
        "open": ("event at the door", "event to follow up"),
        "closed": ("event at the door", "event to follow up"),
        "over": ("event to follow up",),
        "cancelled": ENDED,
    },
    "events.Invitee": {
        "invited": "It waits for the journalist.",
        "yes": ENDED,
        "waiting": "The waiting list moves up by itself when a seat is free.",
        "no": ENDED,
        "cancelled": ENDED,
    },
    "team.Demo": {
        "loaded": "It is there to be looked at; who wants it gone goes to Settings.",
        "clearing": "The job that removes it goes on by itself; where it cannot, the page of the demo says so.",
        "removed": ENDED,
    },
}
WITHOUT_STATE: Final = {
    "paused mailbox", "mailbox not read", "mailbox without copies", "promise", "statement to approve",
    "rights that end", "crisis", "dead source", "privacy request", "dead address", "monthly report in trouble",
    "monthly report to read", "invitation", "channel that is off", "API token that ends",
}  # fmt: skip
"""Sources of records that have no field of the name: their fields say how far they are."""


def with_a_state() -> list[type[models.Model]]:
    """Our own records; what pghistory keeps of them is history."""
    found = [model for model in apps.get_models() if model._meta.app_label in OURS]
    return [
        model
        for model in found
        if any(field.name == "state" for field in model._meta.concrete_fields)
        and not any(field.name == "pgh_obj" for field in model._meta.concrete_fields)
    ]


def test_every_record_with_a_state_is_decided_about() -> None:
    assert {model._meta.label for model in with_a_state()} == WAITS.keys()


@pytest.mark.parametrize("model", with_a_state(), ids=lambda model: model._meta.label)
def test_every_state_of_it_is_decided_about(model: type[models.Model]) -> None:
    states = {str(value) for value, _ in model._meta.get_field("state").flatchoices}
    assert WAITS[model._meta.label].keys() == states


def test_every_source_is_named_once_and_belongs_to_a_state_or_says_why_not() -> None:
    assert len(BY_NAME) == len(SOURCES)
    named = {
        name for states in WAITS.values() for says in states.values() if not isinstance(says, str) for name in says
    }
    assert named <= BY_NAME.keys()
    assert BY_NAME.keys() - named == WITHOUT_STATE
