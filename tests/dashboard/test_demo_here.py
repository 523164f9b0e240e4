"""The demo in an installation: loaded whole or not at all, removed whole, and never anything that is not the demo's."""

import json
from io import StringIO

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.mail import EmailMessage, get_connection
from django.core.management import call_command
from django.db import connection
from django.db.models.signals import pre_delete
from django.urls import reverse
from django.utils import timezone

from contacts.models import Journalist
from core import demo_mail, jobs
from core.management.commands import prepare
from core.models import Job
from dashboard import demo
from dashboard.demo.taken_back import files_taken_back
from dashboard.demo_here import leftovers, marks, removing, work
from dashboard.tasks import forget_leftovers
from mail.models import Mailbox
from pitches.models import Pitch
from team.models import Demo, FirstSteps, TeamPolicy, TrailLine, User
from team.trail.telling import tell
from tests.factories.contacts import JournalistFactory
from tests.factories.mail import MailboxFactory
from tests.factories.pitches import PitchFactory
from tests.factories.team import UserFactory

pytestmark = pytest.mark.django_db


def at_once():
    """A test is one transaction, and PostgreSQL empties no table on which checks are still to be made."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.fixture
def founder(db):
    user = UserFactory(name="Ada Quinn", email="ada@alder.example.org", admin=True)
    FirstSteps.objects.create(user=user)
    return user


@pytest.fixture
def small_demo(founder):
    """What a demo leaves: people of its own, their work, a photo, another policy."""
    maya = UserFactory(name="Maya", email="maya@harbourlane.example.com")
    UserFactory(name="Noor", email="noor@harbourlane.example.com", admin=True)
    PitchFactory(owner=maya, title="Switch-on")
    MailboxFactory(owner=maya)
    for other in marks.real_people().exclude(pk=founder.pk):  # whoever the factories brought along
        User.objects.filter(pk=other.pk).update(email=f"p{other.pk}@harbourlane.example.com")
    maya.photo.save("maya.webp", ContentFile(b"a face"))
    before = TeamPolicy.current()
    TeamPolicy.objects.update_or_create(pk=1, defaults=demo.POLICY | {"inquiry_legal": maya})
    kept = {name: getattr(before, name) for name in demo.POLICY}
    return Demo.objects.create(pk=1, marks=marks.marks(), policy=kept, password="kelp-and-iron")


def remove(by, seen=None):
    at_once()
    removing.remove(seen=removing.question(by=by).seen if seen is None else seen, by_id=by.pk, job_id=None)


def test_removing_leaves_the_founder_and_nothing_of_the_demo(founder, small_demo):
    photo = User.objects.get(name="Maya").photo.name
    assert default_storage.exists(photo)
    Job.objects.create(kind="contacts.apply_import", title="Old")

    remove(founder)

    assert list(User.objects.all()) == [founder]
    assert marks.what_is_here() == []
    emptied = [model for model in removing.tables_to_empty() if model is not TrailLine]
    assert not any(model._base_manager.exists() for model in emptied)
    policy = TeamPolicy.current()
    assert (policy.organisation, policy.outlet_cap, policy.inquiry_legal) == ("Our press office", 3, None)
    assert not default_storage.exists(photo)
    assert not Job.objects.exists()
    row = Demo.objects.get()
    assert (row.state, row.files, row.password) == (Demo.State.REMOVED, [], "")
    assert FirstSteps.objects.get(user=founder).closed_at is None


def told_to(reader):
    return [(line.by, line.verb, line.said) for line in tell(list(TrailLine.objects.all()), to=reader)]


def test_who_removed_the_demo_is_all_that_the_trail_tells_afterwards(founder, small_demo):
    assert TrailLine.objects.count() > 1
    remove(founder)
    assert told_to(founder) == [("Ada Quinn", "removed the demo", "")]


def test_removed_by_one_of_its_own_people_the_trail_says_as_whom(founder, small_demo):
    remove(User.objects.get(name="Noor"))
    assert told_to(founder) == [
        ("somebody who is gone", "removed the demo", "as Noor, who was one of its people"),
    ]


def test_where_nobody_stays_the_next_visitor_is_asked_for_the_first_admin(small_demo, founder, client):
    founder.delete()
    noor = User.objects.get(name="Noor")
    assert removing.question(by=noor).stay == []
    remove(noor)
    assert not User.objects.exists()
    assert client.get("/", follow=True).redirect_chain[-1][0] == "/setup/"


def test_what_people_added_is_counted_and_named(founder, small_demo):
    assert removing.question(by=founder).in_words == ""
    JournalistFactory()
    PitchFactory()
    asked = removing.question(by=founder)
    assert [str(each) for each in asked.added if "journalist" in str(each)] == ["1 journalist"]
    assert "1 pitch" in asked.in_words


def test_nothing_goes_that_the_person_was_not_shown(founder, small_demo):
    shown = removing.question(by=founder).seen
    JournalistFactory()
    with pytest.raises(removing.NotNow, match="Meanwhile somebody added to what would go: 1 journalist"):
        remove(founder, seen=shown)
    assert User.objects.filter(name="Maya").exists()
    assert Journalist.objects.exists()
    assert Demo.objects.get().state == Demo.State.LOADED


def test_people_without_an_admin_among_them_are_not_left_alone(founder, small_demo):
    User.objects.filter(pk=founder.pk).update(role=User.Role.SPECIALIST)
    with pytest.raises(removing.NotNow, match="Make one of your own people an admin first, such as Ada Quinn"):
        removing.question(by=User.objects.get(name="Noor"))


def test_killed_in_the_middle_nothing_was_removed_and_it_can_be_done_again(founder, small_demo):
    def die(**_):
        raise RuntimeError("killed")

    at_once()
    pre_delete.connect(die, sender=User)
    try:
        with pytest.raises(RuntimeError):
            remove(founder)
    finally:
        pre_delete.disconnect(die, sender=User)
    assert Pitch.objects.filter(title="Switch-on").exists()
    assert Demo.objects.get().state == Demo.State.LOADED
    remove(founder)
    assert Demo.objects.get().state == Demo.State.REMOVED


def test_files_that_cannot_be_deleted_are_deleted_later(founder, small_demo, settings):
    stubborn = settings.MEDIA_ROOT / "people" / "stubborn.webp"
    (stubborn / "inside").mkdir(parents=True)  # a folder with something in it, where a file should be
    User.objects.filter(name="Maya").update(photo="people/stubborn.webp")
    with pytest.raises(removing.NotNow, match="1 of its files could not be deleted"):
        remove(founder)
    assert (Demo.objects.get().state, Demo.objects.get().files) == (Demo.State.CLEARING, ["people/stubborn.webp"])
    assert list(User.objects.all()) == [founder]
    (stubborn / "inside").rmdir()
    removing.remove(seen="", by_id=founder.pk, job_id=None)
    assert Demo.objects.get().state == Demo.State.REMOVED


def test_every_table_is_emptied_or_kept_for_a_reason():
    emptied = {model._meta.label for model in removing.tables_to_empty()}
    assert not emptied & set(removing.KEPT)
    ours = {
        model._meta.label
        for label in marks.OURS
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }
    assert emptied | set(removing.KEPT) == ours | {"pghistory.Context"}
    assert set(marks.COUNTED) <= emptied


def test_loading_is_refused_where_somebody_works(founder):
    MailboxFactory(owner=founder)
    with pytest.raises(work.Refused, match=r"There is work of yours here already \(1 mailbox\)"):
        work.start_loading(by=founder)
    Mailbox.objects.all().delete()
    UserFactory()
    with pytest.raises(work.Refused, match="There are people in this database already"):
        work.start_loading(by=founder)
    assert not Job.objects.exists()


def test_loading_is_started_once(founder):
    job = work.start_loading(by=founder)
    assert (job.kind, job.created_by, job.total) == (work.LOADING, founder, work.STEPS)
    with pytest.raises(work.Refused, match="under way already"):
        work.start_loading(by=founder)


def test_loading_that_dies_half_way_leaves_nothing(founder, settings):
    said = []

    def die_at_the_third(line):
        said.append(line)
        if len(said) == 3:
            default_storage.save("people/late.webp", ContentFile(b"x"))
            raise RuntimeError("killed")

    with pytest.raises(RuntimeError):
        demo.load(journalists=200, say=die_at_the_third, keeping=founder)
    assert said[:2] == ["120 outlets", "200 journalists"]
    assert list(User.objects.all()) == [founder]
    assert marks.what_is_here() == []
    assert not default_storage.exists("people/late.webp")
    assert TeamPolicy.current().organisation == "Our press office"
    marks.refuse_others(founder)  # so it can be tried again


def test_files_of_what_came_to_be_stay():
    announced = []
    with files_taken_back(announced.append):
        default_storage.save("people/kept.webp", ContentFile(b"x"))
        name = default_storage.save("people/kept.webp", ContentFile(b"y"))
    assert announced == ["people/kept.webp", name], "each under the name that it got, also where another had it"
    assert default_storage.exists(name)
    assert "save" not in vars(default_storage._wrapped)


def a_load(state, *, attempt=1, **written):
    ended = None if state == Job.State.RUNNING else timezone.now()
    return Job.objects.create(
        kind=work.LOADING, title="x", state=state, attempt=attempt, result={"written": written}, ended_at=ended
    )


def stored(*names):
    for name in names:
        default_storage.save(name, ContentFile(b"x"))
    return names


def there(*names):
    return [default_storage.exists(name) for name in names]


def test_at_night_files_go_that_no_row_names_of_loads_that_are_over(founder):
    founder.photo.save("mine.webp", ContentFile(b"a face"))
    orphan, another, at_work = stored("people/orphan.webp", "a/b/another.pdf", "people/at-work.webp")
    failed = a_load(Job.State.FAILED, **{"1": [orphan, "people/never.webp"], "2": [founder.photo.name, another]})
    a_load(Job.State.RUNNING, **{"1": [at_work]})

    assert forget_leftovers() == 4
    assert there(orphan, another, founder.photo.name, at_work) == [False, False, True, True]
    failed.refresh_from_db()
    assert failed.result == {}
    assert forget_leftovers() == 0


def test_what_cannot_be_deleted_is_tried_again_the_next_night(settings):
    stubborn = settings.MEDIA_ROOT / "people" / "stubborn.webp"
    (stubborn / "inside").mkdir(parents=True)
    job = a_load(Job.State.FAILED, **{"1": ["people/stubborn.webp", *stored("people/soft.webp")]})
    assert forget_leftovers() == 1
    job.refresh_from_db()
    assert leftovers.names() == ["people/stubborn.webp"]
    (stubborn / "inside").rmdir()
    stubborn.rmdir()
    assert forget_leftovers() == 1
    assert leftovers.names() == []


def test_an_attempt_that_came_to_its_end_clears_what_those_before_it_left(founder):
    old, both, mine = stored("people/old.webp", "people/both.webp", "people/mine.webp")
    job = a_load(Job.State.RUNNING, attempt=3, **{"1": [old], "2": [both], "3": [both, mine]})
    leftovers.write_down(job, "people/new.webp")
    job.refresh_from_db()
    assert job.result["written"]["3"] == [both, mine, "people/new.webp"]
    assert leftovers.clear_after(job) == {}
    assert there(old, both, mine) == [False, True, True]


def test_removing_the_demo_takes_what_was_left_too(founder, small_demo):
    (orphan,) = stored("people/orphan.webp")
    a_load(Job.State.FAILED, **{"1": [orphan]})
    remove(founder)
    assert there(orphan) == [False]


@pytest.mark.django_db(transaction=True)
def test_what_others_write_meanwhile_is_seen_from_outside(founder):
    assert marks.meanwhile(keeping=founder) == []
    JournalistFactory()
    UserFactory()
    assert {str(each) for each in marks.meanwhile(keeping=founder)} == {"1 journalist", "1 member"}


def test_demo_of_an_earlier_version_is_not_removed_by_a_guess(founder, client_for):
    UserFactory(email="maya@harbourlane.example.com")
    assert marks.demo_is_unmarked()
    page = client_for(founder).get(reverse("dashboard:demo")).content.decode()
    assert "did not write down what is the demo’s own" in page
    assert reverse("dashboard:demo-removal") not in page


def test_next_start_names_the_password_of_this_installation(small_demo):
    said = StringIO()
    call_command("demo", "--json", stdout=said)
    assert json.loads(said.getvalue())["password"] == "kelp-and-iron"


def test_next_start_does_not_bring_back_what_was_removed(founder, small_demo):
    founder.delete()
    remove(User.objects.get(name="Noor"))
    assert prepare.Command()._demo() == {}
    assert not User.objects.exists()


def test_removal_asks_for_a_word_where_more_than_the_demo_goes(founder, small_demo, client_for):
    browser, address = client_for(founder), reverse("dashboard:demo-removal")
    JournalistFactory()
    page = browser.get(reverse("dashboard:demo")).content.decode()
    assert "1 journalist" in page
    assert "Type “remove” to confirm" in page
    seen = removing.question(by=founder).seen
    assert browser.post(address, {"seen": seen, "word": "yes"}).status_code == 422
    assert not Job.objects.exists()
    browser.post(address, {"seen": "another", "word": "remove"})
    assert not Job.objects.exists()
    browser.post(address, {"seen": seen, "word": "Remove"})
    assert Job.objects.get().arguments == {"seen": seen, "by": founder.pk}


def test_removal_asks_plainly_where_only_the_demo_goes(founder, small_demo, client_for):
    browser = client_for(founder)
    page = browser.get(reverse("dashboard:demo")).content.decode()
    assert "Nothing was added since the demo was loaded." in page
    assert "Type “remove”" not in page
    assert "kelp-and-iron" in page
    browser.post(reverse("dashboard:demo-removal"), {"seen": removing.question(by=founder).seen})
    job = Job.objects.get()
    at_once()
    assert jobs.run(job_id=job.pk).state == Job.State.DONE
    assert browser.get(reverse("dashboard:demo")).status_code == 200
    assert not User.objects.filter(marks.demo_people()).exists()


@pytest.mark.parametrize("name", ["demo", "demo-removal"])
def test_only_admins_come_near_it(name, founder, manager, small_demo, client_for):
    answer = client_for(manager).post(reverse(f"dashboard:{name}"), {"word": "remove"})
    assert answer.status_code == 403
    assert b"kelp" not in client_for(manager).get(reverse("dashboard:demo")).content
    assert not Job.objects.exists()


def test_settings_name_the_demo_to_admins_while_it_is_here(founder, manager, small_demo, client_for):
    link = f'href="{reverse("dashboard:demo")}"'
    assert link in client_for(founder).get("/team/").content.decode()
    assert link not in client_for(manager).get("/team/").content.decode()
    Demo.objects.update(state=Demo.State.REMOVED)
    assert link not in client_for(founder).get("/team/").content.decode()


def test_mail_to_the_demos_people_does_not_leave(settings):
    settings.EMAIL_BACKEND = "core.demo_mail.Backend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody listens there: whatever left would fail
    letter = EmailMessage("You are told", "x", to=["Maya <maya@harbourlane.example.com>"])
    assert get_connection().send_messages([letter]) == 1
    for_somebody = EmailMessage("x", "x", to=["maya@harbourlane.example.com", "ada@alder.example.org"])
    with pytest.raises(OSError, match="refused"):
        get_connection().send_messages([for_somebody])
    assert not demo_mail.is_of_the_demo("maya@notharbourlane.example.com.org")


def test_mailboxes_of_the_demo_lead_to_the_catcher_and_wait_where_there_is_none(specialist, settings):
    settings.EMAIL_HOST, settings.EMAIL_PORT = "smtp.alder.example.org", 587
    box = MailboxFactory(owner=specialist, smtp_host="smtp.alder.example.org")
    demo._use_catcher()
    box.refresh_from_db()
    assert (box.smtp_host, box.smtp_port) == ("127.0.0.1", settings.CATCHER_PORT)
    assert box.paused_at is not None
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", settings.CATCHER_PORT
    demo._use_catcher()
    box.refresh_from_db()
    assert box.paused_at is None
