"""Two and more laptops on the command line."""

import shutil

import pytest

from tests.cli.conftest import carry, meet


@pytest.fixture
def two(new_laptop):
    hu, fr = new_laptop("HU"), new_laptop("FR")
    meet(hu, fr)
    return hu, fr


def test_what_one_writes_the_other_has_after_a_file(two):
    hu, fr = two
    uid = hu.new("organisations", name="Győri Kft.")

    answer = carry(hu, fr)

    assert answer["bundles"] == 1
    assert fr.show("organisations", uid)["name"] == "Győri Kft."
    assert hu.export() == fr.export()


def test_people_and_contact_data_stay_in_the_own_office(two, new_laptop):
    hu, fr = two
    uid = hu.new("organisations", name="Alfa", email="info@alfa.hu")
    hu.new("people", family_name="Nagy", organisation=uid)
    carry(hu, fr)
    assert fr.show("organisations", uid)["email"] == ""
    assert fr.ask("list", "people")["rows"] == []

    second = new_laptop("HU")
    meet(hu, second)
    carry(hu, second)

    assert second.show("organisations", uid)["email"] == "info@alfa.hu"
    assert [row["family_name"] for row in second.ask("list", "people")["rows"]] == ["Nagy"]


def test_a_conflict_is_decided_by_its_owner_and_the_decision_travels(two):
    hu, fr = two
    uid = hu.new("organisations", name="Alfa", city="Győr")
    carry(hu, fr)
    hu.ask("set", "organisations", uid, "city=Budapest")
    fr.ask("set", "organisations", uid, "city=Pécs")
    assert carry(fr, hu)["conflicts"] == 1
    assert carry(hu, fr)["conflicts"] == 1
    [conflict] = hu.ask("sync", "conflicts")["conflicts"]
    assert {value["value"] for value in conflict["values"]} == {"Budapest", "Pécs"}
    assert [value["shown"] for value in conflict["values"]].count(True) == 1
    number = [value["value"] for value in conflict["values"]].index("Pécs") + 1

    suggested = fr.ask("sync", "resolve", conflict["id"], "--take", number)
    decided = hu.ask("sync", "resolve", conflict["id"][-8:].upper(), "--take", number)
    carry(fr, hu)
    carry(hu, fr)

    assert (suggested["decided"], decided["decided"]) == (False, True)
    for laptop in two:
        assert laptop.show("organisations", uid)["city"] == "Pécs"
        assert laptop.ask("sync", "conflicts") == {"conflicts": []}
    assert hu.export() == fr.export()


def test_a_third_value_may_be_written(two):
    hu, fr = two
    uid = hu.new("organisations", name="Alfa", city="Győr")
    carry(hu, fr)
    hu.ask("set", "organisations", uid, "city=Budapest")
    fr.ask("set", "organisations", uid, "city=Pécs")
    carry(fr, hu)
    [conflict] = hu.ask("sync", "conflicts")["conflicts"]

    hu.ask("sync", "resolve", conflict["id"], "--value", "Szeged")

    assert hu.show("organisations", uid)["city"] == "Szeged"
    assert hu.refusal("sync", "resolve", conflict["id"], "--take", "1") == "conflict.unknown"


@pytest.mark.parametrize(
    ("kind", "field", "apart", "said", "code"),
    [
        ("organisations", "city", ("Győr", "Pécs"), "x" * 501, "value.too_long"),
        ("organisations", "name", ("Beta", "Gamma"), "", "record.needs"),
        ("organisations", "country", ("HU", "FR"), "Atlantis", "value.no_country"),
        ("organisations", "staff", ("8", "9"), "-1", "value.too_small"),
        ("organisations", "staff", ("8", "9"), "ten", "value.not_a_number"),
        ("tasks", "duration_days", ("8", "9"), "99999", "value.too_large"),
        ("tasks", "starts_on", ("2026-03-02", "2026-03-03"), "2026-02-30", "value.not_a_day"),
        (
            "events",
            "ends_on",
            ("2026-03-04", "2026-03-05"),
            "2026-03-02",
            "record.ends_before_start",
        ),
    ],
)
def test_a_third_value_keeps_the_limits_of_its_field(two, kind, field, apart, said, code):
    hu, fr = two
    begun = {"starts_on": "2026-03-03"} if kind == "events" else {}
    uid = hu.new(kind, name="Alfa", **begun)
    carry(hu, fr)
    for laptop, value in zip(two, apart, strict=True):
        laptop.ask("set", kind, uid, f"{field}={value}")
    carry(fr, hu)
    [conflict] = hu.ask("sync", "conflicts")["conflicts"]

    assert hu.refusal("sync", "resolve", conflict["id"], "--value", said) == code
    assert hu.ask("sync", "conflicts")["conflicts"] == [conflict]


def test_the_same_list_imported_on_both_makes_each_organisation_once(two):
    hu, fr = two
    for laptop in two:
        table = laptop.file("list.csv", "Name;Country;City\nAlfa Kft.;HU;Győr\nBeta SAS;FR;Rouen\n")
        laptop.ask("import", "organisations", table)

    carry(hu, fr)
    carry(fr, hu)

    assert len(hu.ask("list", "organisations")["rows"]) == 2
    assert hu.export() == fr.export()
    assert hu.ask("sync", "conflicts")["conflicts"] == []


def test_a_number_that_gave_way_to_a_lower_one_goes_on_leading_to_its_record(two):
    hu, fr = two
    given = {}
    for laptop in two:
        table = laptop.file("list.csv", "Name;Country;City\nAlfa Kft.;HU;Győr\nBeta SAS;FR;Rouen\n")
        laptop.ask("import", "organisations", table)
        rows = laptop.ask("list", "organisations", "--filter", "alfa")["rows"]
        given[laptop] = rows[0]["number"], rows[0]["uid"]
    carry(hu, fr)
    carry(fr, hu)

    for laptop in two:
        for number, uid in given.values():
            assert laptop.ask("show", "organisations", number)["uid"] == uid
            found = laptop.ask("list", "organisations", "--filter", number.lower())["rows"]
            assert [row["uid"] for row in found] == [uid]
    hu.ask("delete", "organisations", given[hu][1])
    for number, _ in given.values():
        assert hu.refusal("show", "organisations", number) == "record.unknown"


def test_own_old_and_repeated_files_count_nothing_and_are_no_error(two):
    hu, fr = two
    hu.new("organisations", name="Alfa")
    file = hu.file("all.recipe-changes")
    hu.ask("sync", "send", file)
    fr.ask("sync", "receive", file)

    again, own = fr.ask("sync", "receive", file), hu.ask("sync", "receive", file)

    assert again["bundles"] == own["bundles"] == 0
    assert again["refused"] == own["refused"] == []


def test_a_dry_run_says_what_would_come_and_takes_nothing(two):
    hu, fr = two
    uid = hu.new("organisations", name="Alfa")
    file = hu.file("all.recipe-changes")
    hu.ask("sync", "send", file)

    rehearsed = fr.ask("sync", "receive", file, "--dry-run")

    assert fr.refusal("show", "organisations", uid) == "record.unknown"
    assert "would be taken in" in fr.run("sync", "receive", file, "--dry-run").out
    assert fr.ask("sync", "receive", file) == rehearsed


def test_one_damaged_file_stops_no_folder_but_ends_with_one(two):
    hu, fr = two
    uid = hu.new("organisations", name="Alfa")
    folder = hu.folder / "stick"
    folder.mkdir()
    assert hu.ask("sync", "send", folder)["files"] == 1
    [good] = folder.iterdir()
    (folder / "bad.recipe-changes").write_bytes(good.read_bytes()[:-700])

    answer = fr.ask("sync", "receive", folder, code=1)

    assert answer["bundles"] == 1
    assert [refused["file"] for refused in answer["refused"]] == ["bad.recipe-changes"]
    assert fr.show("organisations", uid)["name"] == "Alfa"


def test_who_lacks_what_is_known(two):
    hu, fr = two
    hu.new("organisations", name="Alfa")
    before = hu.ask("sync", "status")
    carry(hu, fr)
    carry(fr, hu)
    after = hu.ask("sync", "status")

    assert (before["only_here"], after["only_here"]) == (1, 0)
    assert before["devices"][0]["last_heard"] is None
    assert after["devices"][0]["behind"] == 0
    assert after["devices"][0]["last_heard"] is not None


def test_a_card_is_admitted_only_after_its_code_was_compared(new_laptop):
    hu, fr = new_laptop("HU"), new_laptop("FR")
    card = fr.file("card.recipe-card")
    fr.ask("sync", "identity", card)

    refused = hu.ask("sync", "admit", card, code=1)["error"]

    assert refused["code"] == "sync.not_compared"
    assert refused["details"]["letters"] in refused["message"]
    assert hu.ask("sync", "status")["devices"] == []
    assert hu.refusal("sync", "send", hu.file("x")) == "sync.nobody_admitted"
    admitted = hu.ask("sync", "admit", card, "--yes")
    assert admitted["code"] == refused["details"]["letters"]


def test_a_laptop_that_joins_is_vouched_for_and_then_known_to_all(two, new_laptop):
    hu, fr = two
    card = hu.file("card.recipe-card")
    joined = new_laptop("HU", "--join", card)
    uid = joined.new("organisations", name="From the second desk")
    joined.ask("sync", "identity", joined.file("card.recipe-card"))

    hu.ask("sync", "sign", joined.file("card.recipe-card"))
    carry(hu, fr)
    carry(joined, hu)
    carry(hu, fr)

    assert fr.show("organisations", uid)["name"] == "From the second desk"
    assert len(fr.ask("sync", "status")["devices"]) == 2


def test_joining_needs_the_card_of_a_colleague(two, new_laptop):
    _, fr = two
    fresh = new_laptop("HU", init=False)
    options = ("--member", "HU", "--device", "Desk 9", "--join")

    code = fresh.refusal("init", fresh.store, *options, fr.file("card.recipe-card"))

    assert code == "card.other_member"
    assert not fresh.store.exists()


def test_undo_takes_back_what_nobody_built_on_and_names_the_rest(new_laptop):
    one, two = new_laptop(), new_laptop("FR")
    meet(one, two)
    one.ask("import", "organisations", one.file("m.csv", "Name,Country\nAlfa,HU\nBeta,HU\n"))
    carry(one, two)
    alfa = next(r["uid"] for r in two.ask("list", "organisations")["rows"] if r["name"] == "Alfa")
    two.ask("set", "organisations", alfa, "staff=40")
    carry(two, one)

    undone = one.ask("undo")

    assert [gone["fields"] for gone in undone["changed"] if gone["kind"] == "organisations"] == [{}]
    assert undone["left"] == [{"kind": "organisations", "uid": alfa, "name": "Alfa", "fields": []}]
    assert [r["name"] for r in one.ask("list", "organisations")["rows"]] == ["Alfa"]


def test_undo_of_a_step_that_stays_as_a_whole_is_refused_and_makes_way(new_laptop):
    one, two = new_laptop(), new_laptop("FR")
    meet(one, two)
    alfa = one.new("organisations", name="Alfa")
    beta = one.new("organisations", name="Beta")
    carry(one, two)
    two.ask("set", "organisations", beta, "staff=40")
    carry(two, one)

    ran = one.run("undo")

    assert ran.code == 1
    assert "Nothing could be taken back." in ran.out
    assert "left as it is: Beta" in ran.out
    assert [gone["uid"] for gone in one.ask("undo")["changed"]] == [alfa]


def test_a_change_is_counted_alike_before_it_goes_in_the_file_and_where_it_comes_in(new_laptop):
    home, away = new_laptop("HU"), new_laptop("FR")
    meet(home, away)
    carry(home, away)
    carry(away, home)
    before = home.ask("sync", "status")["only_here"]
    members = home.file("members.csv", "Name,Country\nAlfa,HU\nBéta,HU\nGamma,HU\n")
    home.ask("import", "organisations", members)

    waits = home.ask("sync", "status")
    file = home.file("more.recipe-changes")
    ran = home.run("sync", "send", file)
    got = away.ask("sync", "receive", file)

    shared = 3  # the three organisations; what each line of the list said stays in the office
    assert waits["devices"][0]["behind"] == got["operations"] == shared
    assert waits["only_here"] - before >= shared
    assert f"{shared} changes are in" in ran.out


def test_what_a_laptop_wrote_that_is_not_admitted_waits_for_its_card(new_laptop):
    kecskemet, szeged, lyon = new_laptop("HU"), new_laptop("HU"), new_laptop("FR")
    meet(kecskemet, szeged)
    meet(kecskemet, lyon)
    uid = szeged.new("organisations", name="Rába Kft.")
    szeged.new("organisations", name="Tisza Kft.")
    carry(szeged, kecskemet)
    file = kecskemet.file("on.recipe-changes")
    kecskemet.ask("sync", "send", file)
    said = "2 changes wait for the card of a laptop that is not admitted here; ask for it"

    rehearsed = lyon.run("sync", "receive", file, "--dry-run").out
    received = lyon.ask("sync", "receive", file)
    status = lyon.run("sync", "status").out

    assert said in rehearsed
    assert "2 changes came and wait" in rehearsed
    assert said in status
    assert "Nothing new" in lyon.run("sync", "receive", file).out
    assert "earlier file" not in rehearsed + status
    assert (received["held"], received["unadmitted"]) == (2, 2)
    lyon.ask("sync", "admit", szeged.file("card.recipe-card"), "--yes")
    assert lyon.show("organisations", uid)["name"] == "Rába Kft."
    after = lyon.ask("sync", "status")
    assert (after["held"], after["unadmitted"]) == (0, 0)
    assert said not in lyon.run("sync", "status").out


def test_a_copied_laptop_is_told_of_by_whoever_hears_of_both(two, new_laptop):
    hu, fr = two
    hu.new("organisations", name="Common")
    carry(hu, fr)
    twin = new_laptop(init=False)
    shutil.copytree(hu.folder, twin.folder, dirs_exist_ok=True)
    files = {}
    for laptop, name in ((hu, "Here"), (twin, "There")):
        where = ("--store", laptop.store)
        laptop.ask("new", "organisations", f"name={name}", *where)
        files[name] = laptop.file(f"{name}.recipe-changes")
        laptop.ask("sync", "send", files[name], *where)
    fr.ask("sync", "receive", files["Here"])
    said = "1 laptop goes on twice under one name, so its further changes are put aside."

    answers = [
        fr.run("sync", "receive", files["There"]).out,
        fr.run("sync", "receive", files["There"]).out,
        fr.run("sync", "status").out,
    ]

    assert ["put aside: 1" in out for out in answers] == [True, False, False]
    assert all(said in out and "is here already" not in out for out in answers)
    assert "goes on twice" in answers[-1].split("\n\n")[0]


def test_a_folder_without_files_of_changes_is_named(two):
    hu, _fr = two
    folder = hu.folder / "stick"
    folder.mkdir()
    (folder / "holiday.jpg").touch()

    ran = hu.run("sync", "receive", folder)

    assert ran.code == 0
    assert "stick holds no files that end in .recipe-changes." in ran.out
    assert "here already" not in ran.out


def test_who_decided_for_what_was_shown_is_in_the_history(two):
    hu, fr = two
    uid = hu.new("organisations", name="Alfa", staff="4")
    carry(hu, fr)
    hu.ask("set", "organisations", uid, "staff=5")
    fr.ask("set", "organisations", uid, "staff=6")
    carry(fr, hu)
    [conflict] = hu.ask("sync", "conflicts")["conflicts"]
    shown = conflict["values"][0]["value"]

    hu.ask("sync", "resolve", conflict["id"], "--take", 1)
    carry(hu, fr)

    for laptop in two:
        last = laptop.ask("show", "organisations", uid)["history"][0]
        assert (last["field"], last["old"], last["new"]) == ("staff", shown, shown)
        said = laptop.run("show", "organisations", uid).out
        assert f"Decision of a conflict: Staff: {shown}" in said


def test_lists_written_apart_are_decided_together(two):
    hu, fr = two
    uid = hu.new("organisations", name="Alfa", registered_in="HU")
    carry(hu, fr)
    hu.ask("set", "organisations", uid, "registered_in=HU;DE")
    fr.ask("set", "organisations", uid, "registered_in=HU;FR")
    carry(fr, hu)
    said = hu.run("sync", "conflicts").out
    assert "--together  Hungary, " in said
    [conflict] = hu.ask("sync", "conflicts")["conflicts"]

    assert hu.ask("sync", "resolve", conflict["id"], "--together")["decided"]

    assert set(hu.show("organisations", uid)["registered_in"].split(";")) == {"HU", "DE", "FR"}


def test_what_stood_on_a_lost_laptop_is_told_and_printed(two, new_laptop):
    hu, _ = two
    second = new_laptop("HU")
    meet(hu, second)
    hu.new("people", family_name="Nagy", given_name="Éva")
    carry(hu, second)
    carry(second, hu)
    [device] = [d for d in hu.ask("sync", "status")["devices"] if d["member"] == "HU"]
    assert hu.refusal("sync", "loss", device["uid"]) == "device.not_lost"

    hu.ask("sync", "revoke", device["uid"], "--notice", hu.folder / "x.recipe-notice")
    known = hu.ask("sync", "loss", device["uid"])
    printed = hu.ask("report", "loss", device["uid"], hu.folder / "sheet.pdf")

    [own] = [one for one in known["scopes"] if one["scope"] == "cluster:HU"]
    assert (own["said"]["persons"], own["most"]["persons"]) == (1, 1)
    assert [one["at"] is None for one in known["confirmations"]] == [False, True]
    assert (known["revoked"], known["encrypted"], known["replacements"]) == (True, None, [])
    assert (printed["uid"], (hu.folder / "sheet.pdf").is_file()) == (device["uid"], True)
    said = hu.run("sync", "loss", device["uid"]).out
    assert "What only" in said
    assert "1. Make a new store on the new laptop" in said


def test_a_colleague_becomes_steward_only_in_the_place_of_a_lost_one(two, new_laptop):
    hu, _ = two
    second = new_laptop("HU")
    meet(hu, second)
    [device] = [d for d in second.ask("sync", "status")["devices"] if d["member"] == "HU"]

    second.ask("sync", "revoke", device["uid"], "--notice", second.folder / "x.recipe-notice")
    answer = second.ask("sync", "steward", second.folder / "new.recipe-card")

    assert answer["member"] == "HU"
    assert (second.folder / "new.recipe-card").is_file()


def test_who_is_a_steward_already_is_told_so(new_laptop):
    hu = new_laptop("HU")
    card = hu.folder / "mine.recipe-card"

    ran = hu.run("sync", "steward", card)

    assert ran.code == 0
    assert "is a steward already, nothing has changed. Its card is in" in ran.out
    assert "revoke the lost laptop" not in ran.out
    assert card.is_file()


def test_laptops_meet_in_a_folder_that_each_looks_into(two, tmp_path):
    hu, fr = two
    shared = tmp_path / "shared"
    shared.mkdir()
    uid = hu.new("organisations", name="Győri Kft.")

    [wrote] = hu.ask("sync", "folder", shared)["folders"]
    [read] = fr.ask("sync", "folder", shared)["folders"]
    again = [laptop.ask("sync", "folder")["folders"][0] for laptop in (hu, fr, hu, fr)]

    assert wrote["sent"]["operations"] == read["received"]["operations"] == 1
    assert fr.show("organisations", uid)["name"] == "Győri Kft."
    assert again[-1]["sent"] is None
    assert len(list(shared.iterdir())) == len(two)
    assert fr.run("sync", "folder").out.endswith("Nothing new, and nothing to write.\n")


def test_a_folder_that_is_away_does_not_stop_the_others_and_can_be_left(two, tmp_path):
    hu, fr = two
    here, away = tmp_path / "here", tmp_path / "stick"
    for folder in (here, away):
        folder.mkdir()
        hu.ask("sync", "folder", folder)
    away.rename(tmp_path / "pulled out")
    uid = hu.new("organisations", name="Alfa")

    found = {one["folder"]: one for one in hu.ask("sync", "folder", code=1)["folders"]}
    fr.ask("sync", "folder", here)

    assert "stick" in found[str(away)]["problem"]
    assert fr.show("organisations", uid)["name"] == "Alfa"
    assert hu.refusal("sync", "folder", away) == "folder.unreadable"
    assert hu.ask("sync", "folder", away, "--leave") == {"folders": [], "left": str(away)}
    assert hu.refusal("sync", "folder", away, "--leave") == "folder.not_used"
    assert [one["folder"] for one in hu.ask("sync", "folder")["folders"]] == [str(here)]


def test_which_folder_is_asked_where_none_was_used(two):
    hu, _fr = two
    assert hu.refusal("sync", "folder") == "folder.which"
    assert hu.refusal("sync", "folder", "--leave") == "folder.which_to_leave"


def test_a_laptop_is_revoked_even_where_the_notice_cannot_be_written(new_laptop):
    hu, lost = new_laptop("HU"), new_laptop("HU")
    meet(hu, lost)
    meet(hu, new_laptop("FR"))
    [device] = [d for d in hu.ask("sync", "status")["devices"] if d["member"] == "HU"]

    ran = hu.run("sync", "revoke", device["uid"], "--notice", hu.folder / "none" / "x")
    again = hu.ask("sync", "revoke", device["uid"], "--notice", hu.folder / "x.recipe-notice")

    assert (ran.code, "was not written" in ran.err) == (0, True)
    assert "Send" not in ran.out
    assert again["revoked"]
    assert (hu.folder / "x.recipe-notice").is_file()
