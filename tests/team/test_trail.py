"""The audit trail: a line for whatever happens, in words, for those who may read it."""

import pghistory
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contacts.models import EmailAddress, Journalist
from core.history import history_of
from mail.models import Mailbox
from team import api_tokens
from team.models import TrailLine, User
from team.trail import kinds, wiring
from team.trail.telling import tell
from tests.factories.campaigns import CampaignFactory, ClientFactory
from tests.factories.contacts import EmailAddressFactory, JournalistFactory, OutletFactory, PositionFactory
from tests.factories.coverage import ClipFactory
from tests.factories.mail import MailboxFactory
from tests.factories.pitches import PitchFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_before(manager, specialist, admin_user):
    """What made the people of the test is not looked at."""
    TrailLine.objects.all().delete()


def as_user(user):
    return pghistory.context(user=user.pk)


def told(reader, **narrowed):
    return tell(list(TrailLine.objects.filter(**narrowed).order_by("at", "pk")), to=reader)


def test_every_event_table_writes_its_lines():
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = %s", [wiring.TRIGGER])
        wired = {name for (name,) in cursor.fetchall()}
    assert wired == {model._meta.db_table for model in wiring.event_models()}
    assert wiring.wire() == 0


def test_deletions_are_kept_of_every_tracked_model():
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE 'pgtrigger_delete_delete_%'")
        kept = {name for (name,) in cursor.fetchall()}
    assert kept == {kind.model._meta.db_table for kind in kinds.all_kinds().values()}


def test_made_changed_and_deleted_by_whom(specialist, manager):
    outlet = OutletFactory(name="The Harbour Post", city="Kiel")
    outlet.city = "Lübeck"
    with as_user(specialist):
        outlet.save()
    with as_user(manager):
        outlet.delete()

    made, changed, deleted = told(manager, kind="contacts.Outlet")
    assert (made.by, made.verb, made.kind, made.name, made.url) == (
        "Mediarel", "created", "outlet", "The Harbour Post", "",
    )  # fmt: skip
    assert (changed.by, changed.verb) == ("Maya Lindqvist", "changed")
    assert [(c.label, c.old, c.new) for c in changed.changes] == [("City", "Kiel", "Lübeck")]
    assert (deleted.by, deleted.verb, deleted.name, deleted.url) == ("Daniel Osei", "deleted", "The Harbour Post", "")


def test_what_is_a_part_says_of_what_and_leads_there(manager):
    journalist = JournalistFactory(name="Ines Albrecht")
    EmailAddressFactory(journalist=journalist, address="ines@press.example.org")
    PositionFactory(journalist=journalist, outlet=OutletFactory(name="The Harbour Post"), role="")

    address = told(manager, kind="contacts.EmailAddress")[0]
    position = told(manager, kind="contacts.Position")[0]

    assert (address.name, address.url) == ("ines@press.example.org", "")
    assert (address.part_of, address.part_url) == ("Ines Albrecht", journalist.get_absolute_url())
    assert position.name == "The Harbour Post"


def test_foreign_keys_that_changed_are_named(manager, specialist, colleague):
    campaign = CampaignFactory(owner=specialist)
    campaign.owner = colleague
    campaign.save()

    change = told(manager, kind="campaigns.Campaign", what="update")[0].changes[0]
    assert (change.label, change.old, change.new) == ("Owner", "Maya Lindqvist", "Priya Raman")


def test_a_role_that_changed_is_told_and_only_admins_are_led_to_the_member(manager, admin_user, specialist):
    with as_user(admin_user):
        User.objects.filter(pk=specialist.pk).update(role="manager")

    to_manager, to_admin = told(manager, kind="team.User")[0], told(admin_user, kind="team.User")[0]
    assert (to_manager.by, to_manager.name) == ("Ruth Abara", "Maya Lindqvist")
    assert [(c.label, c.old, c.new) for c in to_manager.changes] == [("Role", "Specialist", "Manager")]
    assert to_manager.url == ""
    assert to_admin.url == reverse("team:member-detail", args=[specialist.pk])


def test_passwords_counters_and_sign_ins_are_in_no_state():
    columns = {f"{kind.label}.{field.name}" for kind in kinds.all_kinds().values()
               for field in kind.event_model._meta.fields}  # fmt: skip
    words = ("password", "secret", "digest", "token", "private_key", "service_key", "last_login")
    kept = {name for name in columns if any(word in name.split(".")[-1] for word in words)}
    assert kept == {
        "events.Interview.token", "events.Interview.token_revoked_at", "events.MediaEvent.checkin_token",
        "mediakits.Kit.token",
    }  # fmt: skip


def test_a_mailbox_of_somebodys_own_is_hidden_from_managers_also_when_it_is_gone(specialist, manager, admin_user):
    mailbox = MailboxFactory(owner=specialist, name="Maya privately", address="maya@private.example.org")
    mailbox.name = "Maya, quite privately"
    mailbox.save()
    for _ in range(2):
        lines = told(manager, kind="mail.Mailbox")
        assert all(line.hidden and not line.name and not line.changes and not line.url for line in lines)
        assert {line.name for line in told(admin_user, kind="mail.Mailbox")} == {"maya@private.example.org"}
        Mailbox.objects.filter(pk=mailbox.pk).delete()


def test_a_shared_mailbox_is_shown_to_managers(manager):
    MailboxFactory(owner=None, address="press@team.example.org")
    assert [line.name for line in told(manager, kind="mail.Mailbox")] == ["press@team.example.org"]


def test_tracked_models_that_hide_something_from_managers_are_private(manager):
    """Whoever writes a `visible_to` that narrows for managers says so to the trail."""
    for kind in kinds.all_kinds().values():
        rows = kind.model._default_manager.all()
        if hasattr(rows, "visible_to"):
            assert bool(rows.visible_to(manager).query.where) == kind.private, kind.label


def test_what_a_program_did_names_its_token_to_who_may_know_it(specialist, manager, admin_user, client_for):
    token, secret = api_tokens.make(owner=specialist, name="nightly export", scopes=["contacts:write"], expires_at=None)
    answer = client_for(None).post(
        "/api/v1/outlets", {"name": "Courier"}, "application/json", headers={"authorization": f"Bearer {secret}"}
    )
    assert answer.status_code == 201, answer.content

    line = TrailLine.objects.get(kind="contacts.Outlet")
    assert (line.by, line.token) == (specialist, token)
    assert tell([line], to=admin_user)[0].through == "API token nightly export"
    assert tell([line], to=manager)[0].through == "the API"


def test_whoever_is_erased_from_the_history_is_gone_from_the_trail(manager):
    journalist = JournalistFactory(name="Ines Albrecht", with_email=True)
    key = journalist.pk
    journalist.delete()
    Journalist.pgh_event_model.objects.filter(pgh_obj_id=key).delete()
    EmailAddress.pgh_event_model.objects.filter(journalist_id=key).delete()

    assert not TrailLine.objects.filter(kind__in=["contacts.Journalist", "contacts.EmailAddress"]).exists()


def test_the_trail_itself_holds_no_word_of_a_record():
    JournalistFactory(name="Ines Albrecht", with_email=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM team_trailline t WHERE t::text ILIKE %s OR said <> ''", ["%Albrecht%"])
        assert cursor.fetchone() == (0,)


def test_lines_that_point_at_nothing_any_more_are_told_all_the_same(manager):
    outlet = OutletFactory(name="Gone")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE contacts_outletevent DISABLE TRIGGER team_trail")
    type(outlet).pgh_event_model.objects.all().delete()
    assert (told(manager)[-1].kind, told(manager)[-1].name) == ("outlet", "")


def without_trigger(table):
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER team_trail ON {table}")
    TrailLine.objects.all().delete()


def test_what_was_tracked_before_the_trail_gets_its_lines(manager, specialist):
    with as_user(specialist):
        OutletFactory(name="Post")
    without_trigger("contacts_outletevent")

    assert wiring.wire() == 1
    assert [(line.by, line.verb, line.name) for line in told(manager)] == [("Maya Lindqvist", "created", "Post")]


def test_what_is_tracked_from_now_on_shows_its_first_change_and_invents_no_beginning(manager):
    outlet = OutletFactory(name="Post", city="Kiel")
    type(outlet).pgh_event_model.objects.all().delete()
    without_trigger("contacts_outletevent")

    assert wiring.wire() == 1
    assert told(manager) == []
    outlet.city = "Lübeck"
    outlet.save()

    assert [[(c.old, c.new) for c in line.changes] for line in told(manager)] == [[("Kiel", "Lübeck")]]
    assert [entry.what for entry in history_of(outlet)] == ["changed"]


def test_telling_costs_the_same_however_many_lines_there_are(manager, specialist):
    def something_of_many_kinds():
        campaign = CampaignFactory(owner=specialist, client=ClientFactory())
        campaign.owner = manager
        campaign.save()
        JournalistFactory(with_email=True, at_outlet=True)
        ClipFactory(client=campaign.client)
        PitchFactory(campaign=campaign)

    def queries():
        lines = list(TrailLine.objects.all())
        with CaptureQueriesContext(connection) as seen:
            tell(lines, to=manager)
        return len(seen)

    something_of_many_kinds()
    with_one = queries()
    for _ in range(3):
        something_of_many_kinds()
    assert queries() == with_one
    assert with_one <= 10
