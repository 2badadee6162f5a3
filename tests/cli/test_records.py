"""Single records on the command line."""

import pytest

from recipe_desktop.domain.exchange_rules import RULES
from recipe_desktop.services.words_sources import SOURCES

SEED = "projects"


def test_a_new_organisation_is_found_without_its_accents(laptop):
    made = laptop.ask("new", "organisations", "name=Győri Járműipari Kft.", "country=HU")

    [row] = laptop.ask("list", "organisations", "--filter", "jarmu gyo")["rows"]

    assert row["uid"] == made["uid"]
    assert row["number"] == made["number"]


@pytest.mark.parametrize("typed", ["osszegy", "ÖSSZEGY", "gyor lod"])
def test_a_filter_of_any_kind_is_blind_to_accents(laptop, typed):
    task = laptop.new("tasks", name="Összegyűjteni: Łódź–Győr kapcsolatfelvétel")
    laptop.new("tasks", name="Másik összegzés")

    [row] = laptop.ask("list", "tasks", "--filter", typed)["rows"]

    assert row["uid"] == task


@pytest.mark.parametrize("typed", ["zalai", "technopole", "zal tech", "NUMBER"])
def test_an_exchange_is_listed_by_its_number_and_by_who_visits_whom(laptop, typed):
    firms = [laptop.new("organisations", name=name) for name in ("Zalai Kft.", "Technopôle")]
    exchange = laptop.new("exchanges", visitor=firms[0], host=firms[1])
    laptop.new("exchanges", visitor=laptop.new("organisations", name="Alfa"))
    number = laptop.show("exchanges", exchange)["number"]

    rows = laptop.ask("list", "exchanges", "--filter", typed.replace("NUMBER", number))["rows"]

    assert [row["uid"] for row in rows] == [exchange]


@pytest.mark.parametrize("part", [lambda m: m["number"].lower(), lambda m: m["uid"][-8:]])
def test_a_record_is_named_by_its_number_or_the_end_of_its_uid(laptop, part):
    made = laptop.ask("new", "organisations", "name=Alfa")

    assert laptop.ask("show", "organisations", part(made))["uid"] == made["uid"]


@pytest.mark.parametrize("typed", ["FR", "fr"])
def test_a_member_is_named_by_its_letters(laptop, typed):
    visitor = laptop.new("organisations", name="Alfa")
    exchange = laptop.new("exchanges", visitor=visitor, visitor_member=typed)

    member = laptop.ask("show", "members", "FR")["uid"]
    assert laptop.show("exchanges", exchange)["visitor_member"] == member


def test_the_history_says_who_changed_what_where(laptop):
    uid = laptop.new("organisations", name="Alfa", city="Gyor")
    laptop.ask("set", "organisations", uid, "city=Győr")

    [last, *_] = laptop.ask("show", "organisations", uid)["history"]

    assert {name: last[name] for name in ("by", "device", "field", "old", "new")} == {
        "by": "Zsófia Nagy",
        "device": "Desk 1",
        "field": "city",
        "old": "Gyor",
        "new": "Győr",
    }


def test_the_history_calls_what_a_field_points_to_by_its_name(laptop):
    uids = [laptop.new("organisations", name=name) for name in ("Alfa", "Beta")]
    exchange = laptop.new("exchanges", visitor=uids[0])
    laptop.ask("set", "exchanges", exchange, f"visitor={uids[1]}", "visitor_member=HU")

    said = laptop.run("show", "exchanges", exchange).out

    assert "Alfa \N{RIGHTWARDS ARROW} Beta" in said
    assert "\N{EN DASH} \N{RIGHTWARDS ARROW} ZONE" in said
    assert not any(uid in said for uid in uids)
    [moved] = [
        change
        for change in laptop.ask("show", "exchanges", exchange)["history"]
        if change["field"] == "visitor" and change["old"]
    ]
    assert [moved["old"], moved["new"]] == uids, "programs go by the identity"


def test_a_desk_without_its_letter_is_refused_by_the_name_of_the_field(laptop):
    event = laptop.new("events", name="Suppliers' day", starts_on="2026-11-23")

    for letter in ((), ("letter=",), ("letter= ",)):
        ran = laptop.run("new", "desks", f"event={event}", "name=A", *letter)
        assert (ran.code, ran.out) == (1, "")
        assert "This cannot be saved without: Letter." in ran.err

    assert laptop.ask("list", "desks")["rows"] == []
    desk = laptop.new("desks", event=event, letter="A")
    assert laptop.refusal("set", "desks", desk, "letter=") == "record.needs"
    assert laptop.show("desks", desk)["letter"] == "A"


def test_setting_what_is_so_already_changes_nothing(laptop):
    uid = laptop.new("organisations", name="Alfa")

    assert laptop.ask("set", "organisations", uid, "name=Alfa") == {"changed": []}


def test_contact_data_hides_behind_the_organisations_field_names(laptop):
    uid = laptop.new("organisations", name="Alfa", email="info@alfa.hu")

    changed = laptop.ask("set", "organisations", uid, "phone=+36 1 234")["changed"]

    assert changed == [{"kind": "organisations", "uid": uid, "fields": {"phone": "+36 1 234"}}]
    assert laptop.show("organisations", uid)["email"] == "info@alfa.hu"


def test_undo_takes_back_the_last_action_and_says_what_it_changed(laptop):
    uid = laptop.new("organisations", name="Alfa", city="Győr")
    laptop.ask("set", "organisations", uid, "city=Pécs", "email=info@alfa.hu")

    changed = laptop.ask("undo")["changed"]

    assert changed == [
        {"kind": "organisations", "uid": uid, "fields": {"city": "Győr", "email": ""}}
    ]


def test_undo_brings_back_what_was_deleted_with_its_people_untouched(laptop):
    uid = laptop.new("organisations", name="Alfa", email="info@alfa.hu")
    laptop.ask("delete", "organisations", uid)
    assert laptop.refusal("show", "organisations", uid) == "record.unknown"

    laptop.ask("undo")

    assert laptop.show("organisations", uid)["email"] == "info@alfa.hu"


def test_undo_with_nothing_done_is_refused(laptop):
    assert laptop.refusal("undo") == "history.nothing_to_undo"


def test_of_two_merged_organisations_only_the_kept_one_is_listed_and_exported(laptop):
    kept = laptop.new("organisations", name="Alfa Kft.", country="HU")
    away = laptop.new("organisations", name="ALFA Korlátolt", country="HU")
    person = laptop.new("people", family_name="Nagy", organisation=away)

    laptop.ask("merge", "organisations", kept, away)

    assert [r["uid"] for r in laptop.ask("list", "organisations")["rows"]] == [kept]
    assert [
        r["uid"] for r in laptop.ask("list", "organisations", "--filter", "korlatolt")["rows"]
    ] == [kept]
    assert away not in laptop.export().decode()
    laptop.ask("export", "people", laptop.file("people.csv"), "--scope", "cluster:HU")
    assert kept in laptop.file("people.csv").read_text("utf-8")
    assert laptop.show("people", person)["organisation"] == away

    laptop.ask("unmerge", "organisations", away)

    assert len(laptop.ask("list", "organisations")["rows"]) == 2


def test_findings_name_their_rule_and_those_to_mend_come_first(laptop):
    laptop.new("organisations", name="Alfa", country="HU", vat_number="HU12345678", staff="12")
    laptop.new("terms", catalogue="organisation_type", code="factory", name="Factory")
    wrong = laptop.new("organisations", name="Beta", organisation_type="factory")

    found = laptop.ask("check", "organisations")["findings"]

    assert found[0] == {
        "uid": wrong,
        "code": "organisation.unknown_type",
        "severity": "block",
        "rule": 0,
        "source": "RECiPE Desktop",
        "reason": None,
    }
    assert {"vat.check_digit", "organisation.no_figures_day"} <= {f["code"] for f in found}


def test_where_a_rule_comes_from_is_told_in_the_language_of_the_answer(laptop):
    laptop.new("organisations", name="Alfa", country="HU", vat_number="HU12345678", staff="12")
    sources = {
        f["source"]
        for f in laptop.ask("check", "organisations")["findings"]
        if f["source"] != "RECiPE Desktop"
    } | {rule.source for rule in RULES.values() if rule.source != "RECiPE Desktop"}

    said = laptop.run("check", "organisations", "--lang", "xx").out

    assert "VIES: structure of VAT numbers" in sources
    assert not any(source in said for source in sources)
    assert sources <= SOURCES


def test_two_organisations_with_one_number_point_at_each_other(laptop):
    for name in ("Alfa", "Zulu"):
        laptop.new("organisations", name=name, country="PT", vat_number="PT 501442600")

    found = [
        f for f in laptop.ask("check")["findings"] if f["code"] == "organisation.shared_number"
    ]

    assert len({f["uid"] for f in found}) == 2
    assert "Zulu holds the same number" in laptop.run("check", "organisations").out


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (["new", "ships", "name=Alfa"], "kind.unknown"),
        (["new", "organisations", "nam=Alfa"], "field.unknown"),
        (["new", "check-ins", "at=2027-05-05"], "field.fixed"),
        (["new", "check-ins", "x=1"], "field.none"),
        (["show", "organisations", ""], "record.no_id"),
        (["import", "ships", "list.csv"], "kind.unknown"),
        (["export", "organisations", "list.csv", "--to", "x"], "export.no_content"),
        (["export", "roadmap", "list.csv", "--to", "x"], "export.no_content"),
        (["report", "directory", "x.pdf", "--country", "ZZ"], "value.no_country"),
        (["new", "organisations", "Alfa"], "field.no_value"),
        (["new", "organisations", "city=Győr"], "record.needs"),
        (["new", "organisations", "name=Alfa", "number=HU-1"], "field.fixed"),
        (["new", "organisations", "name=Alfa", "staff=few"], "value.not_a_number"),
        (["new", "organisations", "name=Alfa", "figures_on=1.2.2024"], "value.not_a_day"),
        (["new", "organisations", "name=Alfa", "staff=-4"], "value.too_small"),
        (["new", "organisations", "name=Alfa", "staff=9" + "0" * 12], "value.too_large"),
        (["new", "organisations", "name=Alfa", "staff=" + "9" * 5000], "value.too_large"),
        (["new", "organisations", "name=Alfa", "turnover_cents=-1"], "value.too_small"),
        (["new", "organisations", "name=Alfa", "founded_on=31.02.2020"], "value.not_a_rough_day"),
        (["new", "organisations", "name=Alfa", "founded_on=2020-13"], "value.not_a_rough_day"),
        (["new", "organisations", "name=Alfa", "organisation_type=x"], "value.not_in_catalogue"),
        (["new", "organisations", "name=Alfa", "ecosystems=x;y"], "value.not_in_catalogue"),
        (["new", "exchanges", "is_virtual=perhaps"], "value.not_yes_no"),
        (["new", "exchanges", "distance_km=-1"], "value.too_small"),
        (["new", "tasks", "name=A", "progress=101"], "value.too_large"),
        (["new", "organisations", "name=" + "y" * 501], "value.too_long"),
        (["new", "organisations", "name=Alfa", "notes=" + "y" * 20_001], "value.too_long"),
        (["new", "tasks", "name=A", "status=sleeping"], "value.not_in_catalogue"),
        (["new", "events", "name=A", "capacity=-1"], "value.too_small"),
        (["new", "events", "name=A", "time_zone=Győr"], "value.unknown_zone"),
        (
            ["new", "events", "name=A", "starts_on=2027-05-05", "ends_on=2027-05-03"],
            "record.ends_before_start",
        ),
        (["new", "tasks", "name=A", "ends_on=2027-05-03"], "field.unknown"),  # it has a duration
        (["show", "organisations", "HU-AAA-9"], "record.unknown"),
        (["delete", "people", "0" * 32], "record.unknown"),
        (["list", "ships"], "kind.unknown"),
        (["check", "ships"], "kind.unknown"),
    ],
)
def test_what_cannot_be_done_is_refused_with_its_own_sentence(laptop, command, code):
    ran = laptop.run(*command)

    assert ran.code == 1
    assert ran.out == ""
    assert ran.err.count("\n") == 1
    assert "{" not in ran.err
    assert laptop.refusal(*command) == code
    assert laptop.ask("list", "organisations")["rows"] == []


def test_who_misspells_a_kind_is_told_the_words_to_type(laptop):
    assert "organisations, people, " in laptop.run("list", "ships").err


def test_what_is_never_shared_alone_is_refused_with_the_kinds_that_are(laptop):
    alfa = laptop.ask("new", "organisations", "name=Alfa")["uid"]

    ran = laptop.run("share", "new", "--for", "organisations", alfa, "FR")

    assert "Shared are the files of: exchanges." in ran.err


@pytest.mark.parametrize(
    ("typed", "kept", "shown"),
    [
        ("2020", "2020", "2020"),
        ("2020-05", "2020-05", "május"),
        ("30.5.2020", "2020-05-30", "2020. máj. 30"),
        ("", "", ""),
    ],
)
def test_a_foundation_is_known_to_the_day_the_month_or_the_year(laptop, typed, kept, shown):
    uid = laptop.new("organisations", name="Alfa", founded_on=typed)

    assert laptop.show("organisations", uid)["founded_on"] == kept
    assert shown in laptop.run("show", "organisations", uid, "--lang", "hu").out


def test_what_is_too_large_is_said_with_the_limit(laptop):
    said = laptop.run("new", "organisations", "name=Alfa", "staff=9000000000000").err

    assert "9,000,000,000,000 is too large. The most that can be kept is 999,999,999,999" in said
    said = laptop.run("new", "organisations", "name=Alfa", "balance_cents=-100").err
    assert "EUR\N{NO-BREAK SPACE}-1 is too small" in said


def test_an_edit_after_an_import_that_was_undone_and_done_again_can_be_undone(laptop):
    members = laptop.file("members.csv", "Name,Country,City\nAlfa,HU,Győr\n")
    laptop.ask("import", "organisations", members)
    laptop.ask("undo")
    laptop.ask("import", "organisations", members)
    [alfa] = laptop.ask("list", "organisations")["rows"]
    laptop.ask("set", "organisations", alfa["uid"], "city=Pécs")

    laptop.ask("undo")

    assert laptop.show("organisations", alfa["uid"])["city"] == "Győr"
    laptop.ask("undo")
    assert laptop.ask("list", "organisations")["rows"] == []


def test_undoing_a_merge_names_the_record_that_is_shown_again(laptop):
    kept = laptop.new("organisations", name="Alfa")
    away = laptop.new("organisations", name="Alpha")
    laptop.ask("merge", "organisations", kept, away)

    merged = laptop.ask("undo")["changed"]
    laptop.ask("merge", "organisations", kept, away)
    laptop.ask("unmerge", "organisations", away)
    unmerged = laptop.ask("undo")["changed"]

    assert merged == [{"kind": "organisations", "uid": away, "fields": {"same_as": None}}]
    assert unmerged == [{"kind": "organisations", "uid": away, "fields": {"same_as": kept}}]


def test_deleting_the_shown_record_of_a_merge_brings_the_hidden_one_to_light(laptop):
    kept = laptop.new("organisations", name="Alfa")
    away = laptop.new("organisations", name="Alpha")
    laptop.ask("merge", "organisations", kept, away)

    laptop.ask("delete", "organisations", kept)

    [left] = laptop.ask("list", "organisations")["rows"]
    assert left["uid"] == away
    laptop.ask("undo")
    [shown] = laptop.ask("list", "organisations")["rows"]
    assert shown["uid"] == kept


def test_what_is_no_text_is_refused(laptop):
    for words in (
        ("new", "organisations", "name=Alf\udcff"),
        ("show", "organisations", "Alf\udcff"),
        ("reason", "Alf\udcff", "x", "y"),
        ("report", "directory", laptop.file("d.pdf"), "--title", "Alf\udcff"),
    ):
        assert laptop.refusal(*words) == "value.not_text"
    assert laptop.refusal("backup", laptop.file("Alf\udcff.recipe")) == "file.name_no_text"
    assert laptop.refusal("new", "organisations", "name=Alf\0a") == "value.not_text"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("EL", "GR"), ("gr", "GR"), ("UK", "GB"), ("Magyarország", "HU"), ("D", "DE"), ("", "")],
)
def test_a_country_is_kept_by_its_iso_letters_however_it_is_typed(laptop, typed, kept):
    uid = laptop.new("organisations", name="Alfa", country=typed)
    assert laptop.show("organisations", uid)["country"] == kept

    laptop.ask("set", "organisations", uid, "country=PT")
    changed = laptop.ask("set", "organisations", uid, f"country={typed}")["changed"]

    assert changed[0]["fields"] == {"country": kept}


def test_what_is_no_country_is_refused_with_what_to_write(laptop):
    ran = laptop.run("new", "organisations", "name=Alfa", "country=ZZ")

    assert ran.code == 1
    assert "Country: ZZ is no country that is known. Write its two letters" in ran.err
    assert laptop.ask("list", "organisations")["rows"] == []


def test_what_joins_the_same_twice_is_one_record_as_an_import_makes_it(laptop):
    listed = laptop.file("list.csv", "Name;Country;Cluster member;Former name\nAlfa;HU;yes;Béta\n")
    laptop.ask("import", "organisations", listed)
    [membership] = laptop.ask("list", "memberships")["rows"]
    [name] = laptop.ask("list", "former-names")["rows"]
    firm = f"organisation={membership['organisation']}"
    typed = {
        "memberships": (firm, f"member={membership['member']}"),
        "former-names": (firm, "name=béta"),
    }

    for kind, row in (("memberships", membership), ("former-names", name)):
        assert laptop.refusal("new", kind, *typed[kind]) == "record.is_there"
        laptop.ask("delete", kind, row["uid"])
        assert laptop.ask("new", kind, *typed[kind])["uid"] == row["uid"]
    assert (
        "This membership is there already"
        in laptop.run("new", "memberships", *typed["memberships"]).err
    )


def test_tasks_that_are_linked_twice_have_one_link_with_the_last_lag(laptop):
    one, two = laptop.new("tasks", name="Ask"), laptop.new("tasks", name="Build")

    first = laptop.new("task-links", before=one, after=two)
    second = laptop.new("task-links", before=one, after=two, lag_days="3")

    assert first == second
    [link] = laptop.ask("list", "task-links")["rows"]
    assert (link["uid"], link["lag_days"]) == (first, 3)


def test_former_names_are_listed_and_filtered(laptop):
    uid = laptop.new("organisations", name="Alfa")
    laptop.new("former-names", organisation=uid, name="Béta")

    assert [r["name"] for r in laptop.ask("list", "former-names")["rows"]] == ["Béta"]
    assert laptop.ask("list", "former-names", "--filter", "gamma")["rows"] == []


def test_only_kinds_in_which_something_may_stand_twice_are_merged(laptop):
    members = [row["uid"] for row in laptop.ask("list", "members")["rows"]]

    ran = laptop.run("merge", "members", *members[:2])

    assert ran.code == 1
    assert "organisations, people and registrations" in ran.err
    assert laptop.ask("list", "members")["rows"][0]["uid"] == members[0]
    assert laptop.run("unmerge", "members", members[1]).code == 1


def test_the_history_for_programs_tells_what_happened_to_the_record(laptop):
    uid = laptop.new("organisations", name="Alfa")
    laptop.ask("set", "organisations", uid, "city=Győr")
    laptop.ask("delete", "organisations", uid)
    laptop.ask("undo")

    lines = laptop.ask("show", "organisations", uid)["history"]

    assert [one["what"] for one in lines if not one["field"]] == ["back", "deleted", "made"]
    assert {one["what"] for one in lines if one["field"]} == {"changed"}


def test_the_undo_of_the_first_note_is_in_the_history(laptop):
    uid = laptop.new("organisations", name="Alfa")

    def notes():
        lines = laptop.ask("show", "organisations", uid)["history"]
        return [
            (line["old"] or "", line["new"] or "") for line in lines if line["field"] == "notes"
        ]

    laptop.ask("set", "organisations", uid, "notes=Seen in Győr")
    laptop.ask("undo")
    assert notes() == [("Seen in Győr", ""), ("", "Seen in Győr")]
    laptop.ask("set", "organisations", uid, "notes=Seen again")
    assert notes()[0] == ("", "Seen again")

    before = notes()
    laptop.ask("delete", "organisations", uid)
    laptop.ask("undo")
    assert notes() == before, "the words went and came back with the record"


def test_a_deletion_says_what_went_and_what_stays(laptop):
    whole = laptop.new("tasks", name="Whole")
    part = laptop.new("tasks", name="Part", parent=whole)
    firm = laptop.new("organisations", name="Alfa")
    laptop.new("people", family_name="Nagy", organisation=firm)

    answer = laptop.ask("delete", "tasks", whole)
    said = laptop.run("delete", "organisations", firm).out

    assert [(one["kind"], one["uid"]) for one in answer["changed"]] == [
        ("tasks", whole),
        ("tasks", part),
    ]
    assert answer["stay"] == {}
    assert said.strip() == "Deleted Alfa; still here, without it: 1 person"
    assert laptop.refusal("delete", "members", "DE") == "record.founding"
    assert "cannot be deleted" in laptop.run("delete", "members", "DE").err


@pytest.mark.parametrize("command", ["merge", "unmerge"])
def test_the_help_names_only_what_can_be_merged(laptop, command, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")

    said = laptop.run(command, "--help").out

    assert "one of: organisations, people, registrations" in said
    assert "exchanges" not in said
