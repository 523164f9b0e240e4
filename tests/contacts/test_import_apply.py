import pytest
from django.core.files.base import ContentFile

from contacts.importing import applying, headings, planning, undoing
from contacts.models import Beat, ContactImport, ImportRow, Journalist, Outlet, Tag, TimelineEntry
from tests.contacts import messy


def uploaded(content, name="press.csv", by=None, mapping=None):
    """An import whose file lies there, mapped by guess."""
    made = ContactImport(file_name=name, created_by=by)
    made.file.save(name, ContentFile(content if isinstance(content, bytes) else content.encode()), save=False)
    made.save()
    with planning.opened(made) as table:
        made.reading, made.mapping = table.reading, mapping or headings.guess(table.headings)
    made.save()
    return made


def planned(content, **how):
    made = uploaded(content, **how)
    planning.plan(contact_import=made)
    return made


def applied(content, by=None, **how):
    made = planned(content, by=by, **how)
    applying.apply(contact_import=made, by=by)
    return made


def outcomes(made):
    return list(made.rows.values_list("line", "outcome"))


@pytest.mark.parametrize("encoding", messy.FLAVOURS)
def test_plan_of_the_messy_file_is_true(db, encoding):
    file = messy.make(encoding)
    made = planned(file.content, name=file.name)

    assert made.counts == {
        "rows": 1000,
        "new": file.new,
        "changed": 0,
        "duplicate": file.duplicate,
        "invalid": file.invalid,
    }
    found = {
        row.line: next((p["field"], p["weight"]) for p in row.problems if p["weight"] != "notice")
        for row in made.rows.exclude(outcome="new")
    }
    assert found == file.wrong


def test_apply_of_the_messy_file_and_once_more(db):
    file = messy.make("utf-16")
    applied(file.content, name=file.name)

    assert Journalist.objects.count() == file.new
    again = planned(file.content, name=file.name)
    assert (again.counts["new"], again.counts["changed"]) == (0, 0)
    assert again.counts["invalid"] == file.invalid


BASE = "Name,Email,Outlet,Job title,Beats\n"


def test_apply_writes_the_whole_person(specialist):
    content = (
        "First name,Last name,E-mail,Email 2,Mobile,Phone,Outlet,Role,"
        "Beats,Tags,Country,City,Language,Twitter,Notes,Website\n"
        '"Inés",Núñez,INES@diario.example,in@mail.example,+49 170 1234567,030 901820,El Diario,Editor,'
        '"energy; ports",vip,'
        'Deutschland,Berlin,Spanish,@ines,"Line one\nline two",ines.example\n'
    )
    applied(content, by=specialist)

    ines = Journalist.objects.get()
    assert (ines.name, ines.given_name, ines.family_name) == ("Inés Núñez", "Inés", "Núñez")
    assert (ines.country, ines.city, ines.language, ines.website) == ("DE", "Berlin", "es", "https://ines.example")
    assert ines.notes == "Line one\nline two\nTwitter: @ines"
    assert ines.source == "Import of press.csv"
    assert [(e.address, e.is_primary) for e in ines.emails.all()] == [
        ("INES@diario.example", True),
        ("in@mail.example", False),
    ]
    assert [(p.number, p.kind) for p in ines.phones.all()] == [("+491701234567", "mobile"), ("+4930901820", "work")]
    position = ines.positions.get()
    assert (position.outlet.name, position.role, position.is_primary) == ("El Diario", "Editor", True)
    assert sorted(ines.beats.values_list("name", flat=True)) == ["energy", "ports"]
    assert list(ines.tags.values_list("name", flat=True)) == ["vip"]
    entry = ines.timeline.get()
    assert (entry.kind, entry.headline, entry.by) == ("imported", "Imported from press.csv", specialist)
    assert Journalist.objects.matching("nunez diario").get() == ines, "search finds them at once"


def test_plan_writes_no_journalist(db):
    made = planned(BASE + "Ann Lee,ann@a.example,A,Editor,energy\n")

    assert made.counts["new"] == 1
    assert not Journalist.objects.exists()
    assert not Outlet.objects.exists()


def test_plan_tells_duplicates_within_the_file(db):
    made = planned(
        BASE
        + "Ann Lee,ann@a.example,Stromblatt,,\n"
        + "Somebody Else,ANN@A.example,Other,,\n"
        + "Ann  LEE,ann2@a.example,STROMBLATT,,\n"
        + "Bo Ek,bo@xn--bcher-kva.example,B,,\n"
        + "Bo E,bo@bücher.example,C,,\n"
    )

    assert outcomes(made) == [(2, "new"), (3, "duplicate"), (4, "duplicate"), (5, "new"), (6, "duplicate")]
    reasons = [row.problems[0]["reason"] for row in made.rows.filter(outcome="duplicate")]
    assert reasons == ["E-mail as on line 2.", "Name and outlet as on line 2.", "E-mail as on line 5."]


def test_plan_finds_people_by_name_and_outlet_whatever_the_accents(db):
    applied(BASE + "Inés Núñez,,El Diario,,\n")
    made = planned(BASE + "ines nunez,ines@diario.example,el diario,,\n")

    row = made.rows.get()
    assert (row.outcome, row.changes) == ("changed", {"email": ["", "ines@diario.example"]})


def test_changes_add_and_never_empty(db):
    applied(BASE + "Ann Lee,ann@a.example,Stromblatt,Editor,energy\n")
    applied(BASE + 'Ann Lee,ann@a.example; ann@b.example,Nordkurier,,"energy, ports"\n')

    ann = Journalist.objects.get()
    assert [(e.address, e.is_primary) for e in ann.emails.all()] == [("ann@a.example", True), ("ann@b.example", False)]
    assert [(p.outlet.name, p.role, p.is_primary) for p in ann.positions.all()] == [
        ("Nordkurier", "", True),
        ("Stromblatt", "Editor", False),
    ]
    assert sorted(ann.beats.values_list("name", flat=True)) == ["energy", "ports"]
    assert [entry.headline for entry in ann.timeline.all()] == ["Updated from press.csv", "Imported from press.csv"]


def test_changes_keep_notes_and_what_journalists_said_themselves(db):
    from django.utils import timezone

    applied("Name,Email,Notes,How to pitch,Beats\nAnn Lee,ann@a.example,First,By phone,energy\n")
    Journalist.objects.update(preferences_set_at=timezone.now())
    applied("Name,Email,Notes,How to pitch,Beats\nAnn Lee,ann@a.example,Second,By mail,ports\n")

    ann = Journalist.objects.get()
    assert (ann.notes, ann.how_to_pitch) == ("First\n\nSecond", "By phone")
    assert list(ann.beats.values_list("name", flat=True)) == ["energy"]


def test_do_not_contact_is_never_lifted(db):
    applied("Name,Email,Do not contact\nAnn Lee,ann@a.example,yes\n")
    made = applied("Name,Email,Do not contact,City\nAnn Lee,ann@a.example,no,Berlin\n")

    ann = Journalist.objects.get()
    assert (ann.do_not_contact, ann.city) == (True, "Berlin")
    assert made.rows.get().problems == [
        {"field": "do_not_contact", "reason": "Not to be contacted, and stays so.", "weight": "notice"}
    ]


def test_suppressed_people_come_back_closed(db):
    from mail.suppression import suppress

    suppress("ann@a.example", source="unsubscribe")
    made = applied("Name,Email\nAnn Lee,Ann@a.example\nBo Ek,bo@b.example\n")

    closed = dict(Journalist.objects.values_list("name", "do_not_contact"))
    assert closed == {"Ann Lee": True, "Bo Ek": False}
    assert made.rows.first().problems[0]["reason"] == "Ann@a.example gets no more mail from us, and stays so."


def test_addresses_of_two_people_in_one_row_are_a_conflict(db):
    applied(BASE + "Ann Lee,ann@a.example,A,,\nBo Ek,bo@b.example,B,,\n")
    row = planned(BASE + "Ann Lee,ann@a.example; bo@b.example,A,,\n").rows.get()

    assert row.outcome == "invalid"
    assert row.problems[0]["reason"].startswith("These addresses belong to different journalists: Ann Lee and Bo Ek.")


def test_a_formula_never_calculated_makes_the_row_invalid(db):
    from tests.contacts.test_import_reading import workbook

    content = workbook([["Name", "Email"], ["Ann Lee", '=LOWER("ANN@A.EXAMPLE")'], ["Bo Ek", "bo@b.example"]])
    made = planned(content, name="press.xlsx")

    assert outcomes(made) == [(2, "invalid"), (3, "new")]


def test_cells_beyond_the_headings_are_told(db):
    row = planned("Name,Email\nAnn Lee,ann@a.example,more,cells\n").rows.get()

    assert (row.outcome, row.problems[0]["weight"]) == ("new", "notice")
    assert row.problems[0]["reason"].startswith("2 cells beyond the last heading left out.")


def test_correct_judges_the_row_and_its_doubles_again(db):
    made = planned("Name,Email\nAnn Lee,ann@@a.example\nBo Ek,bo@b.example\nBo Two,bo@b.example\n")
    broken, first, second = made.rows.all()
    assert [broken.outcome, first.outcome, second.outcome] == ["invalid", "new", "duplicate"]

    planning.correct(row=broken, values={"name": "Ann Lee", "email": "ann@a.example"})
    planning.correct(row=first, values={"name": "Bo Ek", "email": "bo@other.example"})

    assert [row.outcome for row in made.rows.all()] == ["new", "new", "new"]
    made.refresh_from_db()
    assert made.counts == {"rows": 3, "new": 3, "changed": 0, "duplicate": 0, "invalid": 0}

    planning.correct(row=made.rows.get(line=4), values={"name": "Ann Double", "email": "ann@a.example"})
    assert made.rows.get(line=4).problems[0]["reason"] == "E-mail as on line 2."


def test_apply_takes_up_where_it_was_killed_without_doubling(db):
    lines = "".join(f"Person P{n},p{n}@press.example,A,,\n" for n in range(600))
    made = planned(BASE + lines)

    class Killed(BaseException):
        pass

    def kill(done, total):
        raise Killed

    with pytest.raises(Killed):
        applying.apply(contact_import=made, by=None, progress=kill)
    assert Journalist.objects.count() == applying.CHUNK
    seen = []
    applying.apply(contact_import=made, by=None, progress=lambda *told: seen.append(told))

    assert Journalist.objects.count() == TimelineEntry.objects.count() == 600
    assert Outlet.objects.count() == 1
    assert seen == [(500, 600), (600, 600)]


def test_apply_heeds_what_happened_since_the_plan(db):
    made = planned(BASE + "Ann Lee,ann@a.example,A,,\nBo Ek,bo@b.example,B,,\n")
    applied(BASE + "Ann Lee,ann@a.example,A,,\n")
    counts = applying.apply(contact_import=made, by=None)

    assert Journalist.objects.count() == 2
    assert (counts["new"], counts["duplicate"]) == (1, 1)


def test_apply_of_a_row_that_the_database_refuses_costs_no_other(db):
    made = planned("Name,Email\nAnn Lee,ann@a.example\nBo Ek,bo@b.example\nCy Dahl,cy@c.example\n")
    bad = made.rows.get(line=3)
    ImportRow.objects.filter(pk=bad.pk).update(values={"name": "Bo Ek", "email": "bo@b.example", "country": "x\x01"})
    from django.db import connection

    with connection.cursor() as cursor:  # a rule of the operator's own, which the plan cannot know
        cursor.execute("ALTER TABLE contacts_journalist ADD CONSTRAINT no_bo CHECK (name <> 'Bo Ek')")
    counts = applying.apply(contact_import=made, by=None)

    assert sorted(Journalist.objects.values_list("name", flat=True)) == ["Ann Lee", "Cy Dahl"]
    assert (counts["new"], counts["invalid"]) == (2, 1)


# ---- undo


def test_undo_leaves_nothing_behind(db, specialist):
    made = applied(messy.make("cp1252").content[:20_000], by=specialist)
    people = Journalist.objects.count()
    tally = undoing.undo(contact_import=made, by=specialist)

    assert tally == {"removed": people, "restored": 0, "kept": 0}
    assert not any(model.objects.exists() for model in (Journalist, Outlet, Beat, Tag, TimelineEntry))


def test_undo_restores_what_it_changed(db):
    first = (
        "Name,Email,Outlet,Role,City,Beats,Phone,Notes\nAnn Lee,ann@a.example,Stromblatt,Editor,Berlin,energy,,Old\n"
    )
    applied(first)
    before = Journalist.objects.values().get() | {"updated_at": None}
    made = applied(
        "Name,Email,Outlet,Role,City,Beats,Phone,Notes\n"
        'Ann Leigh,ann@a.example; ann@b.example,Nordkurier,Chief,Bonn,"energy, ports",+49 30 901820,New\n'
    )
    assert made.counts["changed"] == 1
    tally = undoing.undo(contact_import=made, by=None)

    ann = Journalist.objects.get()
    assert tally == {"removed": 0, "restored": 1, "kept": 0}
    assert Journalist.objects.values().get() | {"updated_at": None} == before
    assert [email.address for email in ann.emails.all()] == ["ann@a.example"]
    assert [(p.outlet.name, p.role, p.is_primary) for p in ann.positions.all()] == [("Stromblatt", "Editor", True)]
    assert not ann.phones.exists()
    assert list(Beat.objects.values_list("name", flat=True)) == ["energy"]
    assert list(Outlet.objects.values_list("name", flat=True)) == ["Stromblatt"]
    assert [entry.headline for entry in ann.timeline.all()] == ["Imported from press.csv"]


def test_undo_keeps_what_was_used_or_edited_since_and_says_why(db, specialist):
    from contacts.models import MediaList, MediaListMember

    made = applied(
        BASE + "".join(f"P{name},{name}@a.example,Shared,,\n" for name in ("used", "edited", "called", "plain"))
    )
    people = {journalist.name: journalist for journalist in Journalist.objects.all()}
    storage = MediaList.objects.create(name="Storage", owner=specialist)
    MediaListMember.objects.create(media_list=storage, journalist=people["Pused"])
    TimelineEntry.objects.create(journalist=people["Pcalled"], kind="call", at="2026-01-01T10:00Z", headline="Called")
    ImportRow.objects.update(applied_at="2020-01-01T00:00Z")  # the test is one transaction: all of it is one moment
    Journalist.objects.exclude(name="Pplain").update(source=made.source)
    ImportRow.objects.exclude(journalist=people["Pedited"]).update(applied_at="2100-01-01T00:00Z")

    tally = undoing.undo(contact_import=made, by=specialist)

    assert tally == {"removed": 1, "restored": 0, "kept": 3}
    assert dict(made.rows.exclude(kept_because="").values_list("journalist__name", "kept_because")) == {
        "Pused": "Is on a media list.",
        "Pedited": "Was edited since.",
        "Pcalled": "Has entries on the timeline since.",
    }
    assert Outlet.objects.get().name == "Shared", "others still work there"


def test_undo_keeps_a_field_that_was_changed_since(db):
    applied("Name,Email,City,Country\nAnn Lee,ann@a.example,Berlin,DE\n")
    made = applied("Name,Email,City,Country\nAnn Lee,ann@a.example,Bonn,AT\n")
    Journalist.objects.update(city="Köln")
    tally = undoing.undo(contact_import=made, by=None)

    ann = Journalist.objects.get()
    assert (ann.city, ann.country) == ("Köln", "DE")
    assert tally["kept"] == 1
    assert made.rows.get().kept_because == "Changed or used since: city. The rest was restored."


def test_undo_twice_changes_nothing_more(db):
    made = applied(BASE + "Ann Lee,ann@a.example,A,,\n")
    first = undoing.undo(contact_import=made, by=None)

    assert undoing.undo(contact_import=made, by=None) == first
