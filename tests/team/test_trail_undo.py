"""The last change of a record is put back: by whom, when, and when not."""

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Statement
from core.history import history_of
from inquiries import statements
from team.models import TeamPolicy
from team.templatetags.trail import offered
from team.trail import kinds, undoing
from tests.factories.campaigns import CampaignFactory, ClientFactory
from tests.factories.contacts import JournalistFactory, OutletFactory
from tests.factories.coverage import MonitorFactory, SourceFactory
from tests.factories.pitches import PitchFactory

pytestmark = pytest.mark.django_db


def address_of(record):
    return reverse("team:putting-back", args=[record._meta.label, record.pk])


def newest(record):
    return type(record).pgh_event_model.objects.filter(pgh_obj_id=record.pk).latest("pgh_id").pgh_id


def change(record, **values):
    for name, value in values.items():
        setattr(record, name, value)
    record.save()
    return record


def put_back(record, by, event=None):
    kind = kinds.find(record._meta.label)
    kept = undoing.put_back(kind=kind, key=record.pk, event=event or newest(record), by=by)
    record.refresh_from_db()
    return kept


def is_offered(record, user):
    return bool(offered(record, history_of(record), user).put_back)


def test_it_says_what_would_come_back_and_does_it_as_a_change_of_its_own(specialist, client_for):
    outlet = change(OutletFactory(name="The Harbour Post", city="Kiel"), city="Lübeck")
    browser = client_for(specialist)

    assert address_of(outlet) in browser.get(outlet.get_absolute_url()).content.decode()
    page = browser.get(address_of(outlet))
    assert [(c.label, c.old, c.new) for c in page.context["offer"].changes] == [("City", "Lübeck", "Kiel")]
    outlet.refresh_from_db()
    assert outlet.city == "Lübeck"

    answer = browser.post(address_of(outlet), {"event": newest(outlet)})
    assert answer["Location"] == outlet.get_absolute_url()
    outlet.refresh_from_db()
    assert outlet.city == "Kiel"
    latest = history_of(outlet)[0]
    assert (latest.by, [(c.old, c.new) for c in latest.changes]) == ("Maya Lindqvist", [("Lübeck", "Kiel")])


def test_putting_back_can_be_put_back(specialist):
    outlet = change(OutletFactory(city="Kiel"), city="Lübeck")
    put_back(outlet, specialist)
    put_back(outlet, specialist)
    assert outlet.city == "Lübeck"


def test_only_the_last_change_and_only_what_it_changed(specialist):
    outlet = change(OutletFactory(city="Kiel", notes="old"), notes="new")
    change(outlet, city="Lübeck", country="DE")
    put_back(outlet, specialist)
    assert (outlet.city, outlet.country, outlet.notes) == ("Kiel", "", "new")


def test_what_was_changed_in_between_stands(specialist, colleague, client_for):
    outlet = change(OutletFactory(city="Kiel"), city="Lübeck")
    seen = newest(outlet)
    change(outlet, city="Rostock")

    answer = client_for(specialist).post(address_of(outlet), {"event": seen})

    assert answer.status_code == 409
    assert "It has been changed since you looked." in answer.content.decode()
    outlet.refresh_from_db()
    assert outlet.city == "Rostock"


@pytest.mark.parametrize("event", ["", "x", "0", "9" * 40, "-1"])
def test_a_post_that_names_no_change_changes_nothing(event, specialist, client_for):
    outlet = change(OutletFactory(city="Kiel"), city="Lübeck")
    assert client_for(specialist).post(address_of(outlet), {"event": event}).status_code == 409
    outlet.refresh_from_db()
    assert outlet.city == "Lübeck"


def test_a_record_that_was_changed_past_its_history_is_left_alone(specialist):
    outlet = change(OutletFactory(city="Kiel"), city="Lübeck")
    seen = newest(outlet)
    change(outlet, city="Rostock")
    type(outlet).pgh_event_model.objects.filter(pgh_obj_id=outlet.pk).latest("pgh_id").delete()
    with pytest.raises(undoing.CannotPutBack, match="changed since you looked"):
        put_back(outlet, specialist, event=seen)


def test_observers_and_strangers_put_nothing_back(observer, client_brand, client_for):
    change(client_brand, about="Other words")
    seen = newest(client_brand)
    assert client_for(observer).post(address_of(client_brand), {"event": seen}).status_code == 403
    assert client_for(None).post(address_of(client_brand), {"event": seen}).status_code == 302
    assert not is_offered(client_brand, observer)
    client_brand.refresh_from_db()
    assert client_brand.about == "Other words"


def test_the_policy_is_put_back_by_managers_alone(specialist, manager, client_for):
    policy = change(TeamPolicy.current(), cool_off_days=21)
    seen = newest(policy)
    assert client_for(specialist).get(address_of(policy)).status_code == 403
    assert client_for(specialist).post(address_of(policy), {"event": seen}).status_code == 403
    assert not is_offered(policy, specialist)
    assert is_offered(policy, manager)
    put_back(policy, manager)
    assert policy.cool_off_days == 14


def test_what_goes_through_states_is_no_kind_that_is_put_back(manager, client_for):
    pitch = change(PitchFactory(), title="Another title")
    assert not is_offered(pitch, manager)
    assert client_for(manager).get(address_of(pitch)).status_code == 404
    assert client_for(manager).post(address_of(pitch), {"event": newest(pitch)}).status_code == 404
    with_it = {label for label, kind in kinds.all_kinds().items() if kind.put_back}
    assert with_it == {
        "team.TeamPolicy", "campaigns.Client", "campaigns.Campaign", "campaigns.Spokesperson", "campaigns.Statement",
        "contacts.Journalist", "contacts.Outlet", "contacts.MediaList", "coverage.Source", "coverage.Monitor",
        "reports.Goal",
    }  # fmt: skip


def test_states_and_decisions_are_among_the_fields_of_no_kind():
    for kind in kinds.all_kinds().values():
        for name in kind.put_back.fields if kind.put_back else ():
            kind.event_model._meta.get_field(name)
            assert name not in {"state", "archived_at", "approved_at", "approved_by", "is_active", "do_not_contact"}
            assert not name.endswith(("_at", "token"))


@pytest.mark.parametrize(
    "wish", [{"do_not_contact": True, "do_not_contact_reason": "Asked us"}, {"never_follow_up": True}]
)
def test_what_a_journalist_wishes_is_not_put_back(wish, manager):
    journalist = change(JournalistFactory(), **wish)
    assert not is_offered(journalist, manager)
    with pytest.raises(undoing.CannotPutBack, match="not put back by itself"):
        put_back(journalist, manager)


def test_a_wish_that_came_with_other_changes_holds_all_of_it(manager):
    journalist = change(JournalistFactory(city="Kiel"), city="Lübeck", never_follow_up=True)
    with pytest.raises(undoing.CannotPutBack):
        put_back(journalist, manager)
    assert (journalist.city, journalist.never_follow_up) == ("Lübeck", True)


def test_the_closing_of_a_campaign_is_no_change_of_words(manager):
    campaign = change(CampaignFactory(), state="closed")
    assert not is_offered(campaign, manager)
    with pytest.raises(undoing.CannotPutBack):
        put_back(campaign, manager)


def test_key_messages_stay_when_a_campaign_is_put_back(specialist):
    campaign = CampaignFactory(objective="Be heard.")
    campaign.key_messages.create(text="It is safe.", position=0)
    change(campaign, objective="Be seen.")
    put_back(campaign, specialist)
    assert campaign.objective == "Be heard."
    assert [message.text for message in campaign.key_messages.all()] == ["It is safe."]


def a_statement(specialist):
    return statements.save(
        statement=Statement(), by=specialist, client=ClientFactory(), title="Safety", text="It is safe."
    )


def test_old_words_of_a_statement_come_back_without_their_approval(specialist, manager):
    statement = a_statement(specialist)
    statements.approve(statement=statement, by=manager, text="It is safe.")
    statements.save(statement=statement, by=specialist, text="It is quite safe.")
    kind = kinds.find("campaigns.Statement")
    offer = undoing.offer(kind=kind, record=statement, user=specialist)
    assert [change.new for change in offer.changes] == ["It is safe."]
    assert "a manager approves the words anew" in offer.note

    put_back(statement, specialist)
    assert (statement.text, statement.approved_at, statement.approved_by) == ("It is safe.", None, None)
    assert "it is safe." in statement.search_text


def test_words_that_were_approved_since_lose_the_approval_when_the_old_ones_come_back(specialist, manager):
    """As they would by any edit: the approval is the newest change, so it is looked at first."""
    statement = a_statement(specialist)
    statements.save(statement=statement, by=specialist, text="It is quite safe.")
    seen = newest(statement)
    statements.approve(statement=statement, by=manager, text="It is quite safe.")
    for event in (seen, newest(statement)):
        with pytest.raises(undoing.CannotPutBack):
            put_back(statement, specialist, event=event)
    statement.refresh_from_db()
    assert statement.approved_by == manager


def test_a_monitor_asks_by_its_old_query_again(specialist):
    monitor = MonitorFactory(query="fernhall")
    before = monitor.compiled
    from coverage.monitors import saving  # here, where it reads as what it is: the verb of the edit page

    monitor.query = "kestrel"
    saving.save(monitor=monitor, by=specialist)
    put_back(monitor, specialist)
    assert (monitor.query, monitor.compiled) == ("fernhall", before)


def test_a_source_has_its_old_name_again(specialist):
    source = change(SourceFactory(name="Post"), name="The Post")
    put_back(source, specialist)
    assert source.name == "Post"


def test_old_values_that_do_not_fit_any_more_are_refused_with_the_reason(specialist):
    outlet = change(OutletFactory(reach=1000, reach_source="ABC", pitch_cap=2), reach=None, reach_source="")
    change(outlet, pitch_cap=3)
    kind = kinds.find("campaigns.Client")
    brand = change(ClientFactory(name="Fernhall"), name="Fernhall Storage")
    ClientFactory(name="fernhall")
    with pytest.raises(undoing.CannotPutBack, match=r"would not be taken today.*client of this name"):
        undoing.put_back(kind=kind, key=brand.pk, event=newest(brand), by=specialist)
    brand.refresh_from_db()
    assert brand.name == "Fernhall Storage"


def test_what_points_at_somebody_who_left_is_refused(specialist, colleague):
    journalist = change(JournalistFactory(owner=colleague), owner=specialist)
    colleague.is_active = False
    colleague.save()
    with pytest.raises(undoing.CannotPutBack, match="Owner"):
        put_back(journalist, specialist)


def test_what_was_only_made_or_is_gone_cannot_be_put_back(specialist, client_for):
    outlet = OutletFactory()
    assert not is_offered(outlet, specialist)
    assert client_for(specialist).get(address_of(outlet)).status_code == 409
    address = address_of(outlet)
    outlet.delete()
    assert client_for(specialist).get(address).status_code == 404


def test_times_keep_their_seconds_where_only_other_things_are_put_back(specialist):
    until = timezone.now()
    campaign = change(CampaignFactory(embargo_until=until, audience="Trade"), audience="Dailies")
    put_back(campaign, specialist)
    assert (campaign.audience, campaign.embargo_until) == ("Trade", until)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_put_back_once(specialist, colleague):
    """Whoever comes second waits for the first, and then sees another newest change."""
    import threading

    from django.db import connection

    outlet = change(OutletFactory(city="Kiel"), city="Lübeck")
    kind, seen, refused = kinds.find("contacts.Outlet"), newest(outlet), []

    def second():
        try:
            undoing.put_back(kind=kind, key=outlet.pk, event=seen, by=colleague)
        except undoing.CannotPutBack as why:
            refused.append(str(why))
        finally:
            connection.close()

    with transaction.atomic():
        undoing.put_back(kind=kind, key=outlet.pk, event=seen, by=specialist)
        other = threading.Thread(target=second)
        other.start()
        other.join(timeout=1)
        assert other.is_alive()
    other.join(timeout=30)
    outlet.refresh_from_db()
    assert (outlet.city, len(refused)) == ("Kiel", 1)
