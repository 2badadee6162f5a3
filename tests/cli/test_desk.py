"""An event from its first registration to the last file of a desk, by commands alone."""

import io

import pytest

HEADERS = "Attendee first name,Attendee last name,Attendee status,Barcode number,Event name"
LIST = f"""{HEADERS}
Ana,Costa,Attending,9100000001,Networking day
Wim,Jansen,Attending,9100000002,Networking day
Lourenço,Alves,Not Attending,9100000003,Networking day
"""


@pytest.fixture
def event(laptop):
    return laptop.new("events", name="Networking day", starts_on="2027-05-06", country="HU")


@pytest.fixture
def with_people(laptop, event):
    laptop.ask("import", "registrations", laptop.file("shop.csv", LIST), "--event", event)
    return event


def test_a_later_file_of_a_form_with_a_corrected_address_updates_and_never_doubles(laptop, event):
    form = "Időbélyeg;Teljes név;E-mail cím;Szervezet\n2021.09.01. 11:05:09;Balázs Ági;{};Rába\n"
    take = ("import", "registrations", laptop.file("form.csv"), "--event", event)

    for address in ("agi@exmaple.org", "agi@example.org", "agi@example.org"):
        laptop.file("form.csv", form.format(address))
        account = laptop.ask(*take)

    assert (account["new"], account["changed"], account["same"]) == (0, 0, 1)
    found = laptop.ask("list", "registrations", "--filter", "balazs")["rows"]
    assert [row["email"] for row in found] == ["agi@example.org"]


def test_of_several_columns_that_say_who_comes_the_days_are_taken_or_the_rest_is_named(
    laptop, event
):
    people = "Ana;Costa;no;yes\nZsófia;Nagy;yes;no\n"
    twice = laptop.file("twice.csv", f"First name;Last name;Attending;Workshop attending\n{people}")
    days = laptop.file("days.csv", f"First name;Last name;Presence D1;Presence D2\n{people}")
    take = ("import", "registrations", "--event", event)

    told = laptop.run(*take, twice, "--dry-run").err
    nothing_left = laptop.run(*take, days).err

    assert "The column “Workshop attending” says who comes, too, and is not taken over." in told
    assert "says who comes" not in nothing_left
    rows = laptop.ask("list", "registrations")["rows"]
    assert {row["family_name"]: row["days"] for row in rows} == {"Costa": "2", "Nagy": "1"}


def test_a_list_of_registrations_comes_in_for_its_event(laptop, event):
    path = laptop.file("shop.csv", LIST)

    tried = laptop.ask("import", "registrations", path, "--event", event, "--dry-run")
    first = laptop.ask("import", "registrations", path, "--event", event)
    again = laptop.ask("import", "registrations", path, "--event", event)

    assert (tried["new"], first["new"], again["same"]) == (3, 3, 3)
    [cancelled] = laptop.ask("list", "registrations", "--filter", "alves")["rows"]
    assert (cancelled["answer"], cancelled["source"]) == ("cancelled", "imported")


def test_a_list_of_another_event_is_taken_only_when_somebody_says_so(laptop, event):
    other = laptop.new("events", name="Cluster mission", starts_on="2027-09-01")
    path = laptop.file("shop.csv", LIST)

    assert laptop.refusal("import", "registrations", path, "--event", other) == "import.other_event"
    assert laptop.refusal("import", "registrations", path) == "import.no_event"
    assert (
        "Networking day"
        in laptop.run("import", "registrations", path, "--event", other, "--dry-run").err
    )

    taken = laptop.ask("import", "registrations", path, "--event", other, "--other-event")

    assert taken["new"] == 3
    assert laptop.ask("list", "events")["rows"][0]["organiser"]


def test_a_sentence_that_ends_with_a_hungarian_day_has_one_full_stop(laptop, event):
    path = laptop.file("own.csv", "Full name;E-mail\nAna Costa;ana@costa.example\n")

    told = laptop.run(
        *("import", "registrations", path, "--event", event, "--dry-run", "--lang", "hu")
    ).err

    assert "2027. máj. 6." in told
    assert ".." not in told


@pytest.mark.parametrize(
    ("content", "code"), [("", "file.empty"), ("Dear colleagues", "desk.not_a_pack")]
)
def test_no_passphrase_is_asked_for_what_is_no_pack(laptop, content, code):
    file = laptop.file("a.recipe-desk")
    file.write_text(content)

    assert laptop.refusal("desk", "open", file) == code


def test_a_desk_is_packed_opened_worked_at_and_handed_in(
    laptop, new_laptop, with_people, monkeypatch
):
    there = new_laptop(init=False)
    pack, secret = laptop.file("a.recipe-desk"), there.file("secret")
    packed = laptop.ask("desk", "pack", with_people, pack)
    secret.write_text(packed["passphrase"] + "\n", "utf-8")

    assert there.refusal("desk", "open", pack) == "desk.needs_passphrase"
    store = there.file("desk.recipe")
    opened = there.ask("desk", "open", pack, "--passphrase-file", secret, "--store", store)
    assert (opened["letter"], opened["people"]) == ("A", 3)

    scanned = b"9100000001\n\n9100000003\nBEGIN:VCARD\n\xc9bc\xff\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(scanned), "utf-8"))
    results = there.ask("desk", "scan", "-")["results"]
    more = there.ask("desk", "scan", "9100000001", "9100000002")["results"]
    assert [r["outcome"] for r in results + more] == [
        "in", "look", "unknown", "unknown", "already", "in"]  # fmt: skip

    sealed = there.ask("desk", "seal", there.file("a.recipe-changes"))
    received = laptop.ask("sync", "receive", sealed["file"])
    assert (received["bundles"], received["refused"]) == (1, [])
    assert len(laptop.ask("list", "check-ins")["rows"]) == sealed["check_ins"]
    assert there.ask("doctor")["ok"]
    assert laptop.ask("doctor")["ok"]


def test_a_pack_with_a_passphrase_of_ones_own_prints_none(laptop, with_people):
    secret = laptop.file("secret", "correct horse battery staple\n")

    packed = laptop.ask("desk", "pack", with_people, laptop.file("p"), "--passphrase-file", secret)

    assert "passphrase" not in packed
    missing = laptop.file("nothing")
    again = ("desk", "pack", with_people, laptop.file("q"), "--passphrase-file", missing)
    assert laptop.refusal(*again) == "desk.no_passphrase_file"
    absent = ("desk", "open", laptop.folder / "absent.recipe-desk", "--passphrase-file", secret)
    assert laptop.refusal(*absent, "--store", laptop.folder / "d.recipe") == "file.missing"


def test_an_office_scans_at_its_own_desk(laptop, with_people):
    assert laptop.ask("desk", "scan", "9100000001")["results"][0]["outcome"] == "in"

    laptop.new("events", name="Another day")

    assert laptop.refusal("desk", "scan", "9100000002") == "desk.which_event"
    [result] = laptop.ask("desk", "scan", "9100000002", "--event", with_people)["results"]
    assert result["outcome"] == "in"
    assert laptop.refusal("desk", "seal", laptop.file("x")) == "desk.no_desk"


def test_an_event_with_people_is_cancelled_and_not_deleted(laptop, with_people):
    assert laptop.refusal("delete", "events", with_people) == "record.held"
    assert "while it has 3 registrations" in laptop.run("delete", "events", with_people).err
    assert laptop.ask("set", "events", with_people, "cancelled_on=2027-05-01")["changed"]

    item = laptop.new(
        "agenda-items", event=with_people, name="Opening", starts_at="2027-05-06T09:00+02:00"
    )

    assert laptop.show("agenda-items", item)["starts_at"] == "2027-05-06T07:00:00.000+00:00"
    for command in (("list", "agenda-items"), ("show", "agenda-items", item)):
        assert "09:00 GMT+02:00" in laptop.run(*command).out  # the clock at the place
    bad = ("set", "agenda-items", item, "starts_at=2027-05-06T09:00")
    assert laptop.refusal(*bad) == "value.no_time_zone"
    laptop.ask("undo")
