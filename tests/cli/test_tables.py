"""Whole lists on the command line."""

import csv
import errno
import os

import pytest

LIST = """\
Members of the cluster, 2024
Name;Country;City;VAT number;Staff
Győri Járműipari Kft.;Hungary;Győr;HU12345676;12
NextDrive SAS;France;Rouen;FR40303265045;250

GYŐRI JÁRMŰIPARI KFT;HU;Gyor;HU12345676;12
Unknown Land Ltd;Atlantis;Poseidonis;;3
No Numbers GmbH;DE;Regensburg;;many
Total;4;;;
"""


LISTED = ("list", "organisations")


@pytest.fixture
def firms(laptop):
    return laptop.file("firms.csv", LIST)


def counts(answer):
    return {n: answer[n] for n in ("rows", "new", "changed", "same", "suspicious", "rejected")}


def test_every_line_is_accounted_for(laptop, firms):
    answer = laptop.ask("import", "organisations", firms)

    account = counts(answer)
    assert account.pop("rows") == sum(account.values()) == 6
    assert account["new"] == 2
    assert account["rejected"] == 3
    assert [reject["row"] for reject in answer["rejects"]] == [7, 8, 9]
    assert len(laptop.ask("list", "organisations")["rows"]) == 2


def test_a_second_import_adds_and_changes_nothing(laptop, firms):
    laptop.ask("import", "organisations", firms)
    before = laptop.export()

    again = counts(laptop.ask("import", "organisations", firms))

    assert (again["new"], again["changed"], again["suspicious"]) == (0, 0, 0)
    assert laptop.export() == before


def test_who_is_no_member_in_another_list_either_is_the_same(laptop):
    listed = "Name;Country;Cluster member\nAlfa;HU;no\nBeta;HU;yes\n"
    laptop.ask("import", "organisations", laptop.file("a.csv", listed))

    other = laptop.ask(
        "import", "organisations", laptop.file("b.csv", listed), "--mapping", "Other"
    )

    assert (other["new"], other["changed"], other["same"]) == (0, 0, 2)


def test_who_is_no_member_any_more_was_one_up_to_the_day_of_the_list(laptop, monkeypatch):
    monkeypatch.setenv("RECIPE_NOW", "2026-03-10T10:00:00Z")
    laptop.ask("import", "organisations", members(laptop, "yes"))
    monkeypatch.setenv("RECIPE_NOW", "2026-05-04T10:00:00Z")
    rehearsed = laptop.run("import", "organisations", members(laptop, "no"), "--dry-run")

    left = laptop.ask("import", "organisations", members(laptop, "no"))
    again = laptop.ask("import", "organisations", members(laptop, "no"))

    assert "Line 2: No longer a member: the membership ends" in rehearsed.out
    assert (left["changed"], again["changed"], again["same"]) == (1, 0, 1)
    assert days(laptop) == [(None, "2026-05-04")]


def test_a_membership_that_a_list_ended_runs_on_when_the_import_is_undone(laptop):
    laptop.ask("import", "organisations", members(laptop, "yes"))
    laptop.ask("import", "organisations", members(laptop, "no"))

    laptop.ask("undo")

    assert days(laptop) == [(None, None)]
    assert laptop.ask("import", "organisations", members(laptop, "no"))["changed"] == 1


def test_who_comes_back_is_a_member_from_that_day_and_a_slip_of_the_day_ends_nothing(
    laptop, monkeypatch
):
    monkeypatch.setenv("RECIPE_NOW", "2026-05-04T10:00:00Z")
    for said in ("yes", "no", "yes"):
        assert laptop.ask("import", "organisations", members(laptop, said))["rejected"] == 0
    assert days(laptop) == [(None, None)]
    laptop.ask("import", "organisations", members(laptop, "no"))

    monkeypatch.setenv("RECIPE_NOW", "2026-09-01T10:00:00Z")
    back = laptop.ask("import", "organisations", members(laptop, "yes"))

    assert back["changed"] == 1
    assert sorted(days(laptop), key=str) == [("2026-09-01", None), (None, "2026-05-04")]


def test_a_list_ends_the_membership_of_a_merged_record_too(laptop):
    laptop.ask("import", "organisations", members(laptop, "yes"))
    kept = laptop.ask("new", "organisations", "name=Alfa Zrt.", "country=HU")["uid"]
    [away] = [row["organisation"] for row in laptop.ask("list", "memberships")["rows"]]
    laptop.ask("merge", "organisations", kept, away)

    assert laptop.ask("import", "organisations", members(laptop, "no"))["changed"] == 1
    assert [end is not None for _, end in days(laptop)] == [True]


def members(laptop, said):
    return laptop.file("members.csv", f"Name;Country;Cluster member\nAlfa;HU;{said}\n")


def days(laptop):
    rows = laptop.ask("list", "memberships")["rows"]
    return [(row["from_on"], row["until_on"]) for row in rows]


def test_a_dry_run_says_the_same_and_does_nothing(laptop, firms):
    rehearsed = laptop.ask("import", "organisations", firms, "--dry-run")

    assert laptop.ask("list", "organisations")["rows"] == []
    assert laptop.ask("import", "organisations", firms) == rehearsed


def test_rejected_lines_come_back_with_their_reason(laptop, firms):
    rejects = laptop.file("rejects.csv")

    laptop.ask("import", "organisations", firms, "--rejects", rejects)

    with rejects.open(encoding="utf-8-sig", newline="") as lines:
        [headers, *rows] = list(csv.reader(lines))
    assert headers[0] == "Name"
    assert [row[0] for row in rows] == ["Unknown Land Ltd", "No Numbers GmbH", "Total"]
    assert "Atlantis" in rows[0][-1]


def test_nothing_is_imported_when_the_rejected_lines_cannot_be_written(laptop, firms):
    code = laptop.refusal("import", "organisations", firms, "--rejects", laptop.file("no/such.csv"))

    assert code == "file.no_folder"
    assert laptop.ask("list", "organisations")["rows"] == []


def test_rejected_lines_never_take_the_place_of_the_list(laptop, firms):
    before = firms.read_bytes()

    code = laptop.refusal("import", "organisations", firms, "--rejects", firms)

    assert code == "import.rejects_over_list"
    assert firms.read_bytes() == before
    assert laptop.ask("list", "organisations")["rows"] == []


def test_one_line_is_one_line(laptop):
    firm = laptop.file("firm.csv", "Name;Country\nAlfa;HU\n")

    assert "would bring, of 1 line:" in laptop.run("import", "organisations", firm, "--dry-run").out
    assert "brought, of 1 line:" in laptop.run("import", "organisations", firm).out


def test_an_import_is_undone_as_one(laptop, firms):
    laptop.ask("import", "organisations", firms)

    changed = laptop.ask("undo")["changed"]

    assert {c["kind"] for c in changed} == {"organisations"}
    assert laptop.ask("list", "organisations")["rows"] == []


def test_people_are_imported_to_their_organisation(laptop, firms):
    laptop.ask("import", "organisations", firms)
    people = laptop.file(
        "people.csv", "Given name;Family name;Organisation;Email\nAna;Costa;NextDrive SAS;a@b.eu\n"
    )

    laptop.ask("import", "people", people)

    [person] = laptop.ask("list", "people")["rows"]
    firm = laptop.show("organisations", person["organisation"])
    assert (person["family_name"], firm["name"]) == ("Costa", "NextDrive SAS")


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_an_export_can_be_imported_again_elsewhere(laptop, new_laptop, firms, suffix):
    laptop.ask("import", "organisations", firms)
    [*_, last] = laptop.ask(*LISTED)["rows"]
    laptop.ask("set", "organisations", last["uid"], "turnover_cents=190000000")
    table = laptop.file(f"out.{suffix}")
    laptop.ask("export", "organisations", table)

    other = new_laptop("FR")
    answer = counts(other.ask("import", "organisations", table))

    assert (answer["new"], answer["rejected"]) == (2, 0)
    given = {"uid", "number", "created_at"}  # of the laptop, not of the line
    [here, there] = [
        [{f: v for f, v in row.items() if f not in given} for row in of.ask(*LISTED)["rows"]]
        for of in (laptop, other)
    ]
    assert here == there
    assert sum(row["turnover_cents"] is not None for row in there) == 1


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_an_exported_list_comes_back_as_it_went(laptop, suffix):
    for name in ("Twin Kft.", "Twin Kft."):
        firm = laptop.new("organisations", name=name)
    laptop.new("organisations", name="Ötvös & Társa", country="HU", vat_number="HU12345676")
    laptop.new("people", family_name="Nagy", organisation=firm, notes="Calls\nlate")
    laptop.new("people", given_name="Éva", family_name="Kis")

    for kind, scope in (("organisations", "partnership"), ("people", "cluster:HU")):
        table = laptop.file(f"{kind}.{suffix}")
        rows = laptop.ask("export", kind, table, "--scope", scope)["rows"]
        for arguments in (("--dry-run",), (), ()):
            account = counts(laptop.ask("import", kind, table, *arguments))
            assert account == {**dict.fromkeys(account, 0), "rows": rows, "same": rows}


def test_exported_people_find_their_organisation_in_a_store_that_knows_it(laptop, new_laptop):
    akku = {"name": "Akku Kft.", "country": "HU"}
    twin = {"name": "Akku Kft.", "country": "RO"}
    moved = {"name": "Now Ltd", "country": "HU", "vat_number": "HU12345676"}
    firm = laptop.new("organisations", **akku)
    renamed = laptop.new("organisations", **{**moved, "name": "Then Ltd"})
    gone = laptop.new("organisations", name="Nobody Knows Ltd", country="HU")
    for name, employer in (("Nagy", firm), ("Kis", renamed), ("Pap", gone)):
        laptop.new("people", family_name=name, organisation=employer, notes="Calls late")
    people = laptop.file("people.csv")
    laptop.ask("export", "people", people, "--scope", "cluster:HU")
    other = new_laptop("FR")
    there = [other.new("organisations", **fields) for fields in (akku, twin, moved)]

    ran = other.run("import", "people", people)

    found = {row["family_name"]: row for row in other.ask("list", "people")["rows"]}
    assert (found["Nagy"]["organisation"], found["Kis"]["organisation"]) == (there[0], there[2])
    assert (found["Pap"]["organisation"], found["Kis"]["notes"]) == (None, "Calls late")
    assert found["Pap"]["notes"] == "Calls late\nNobody Knows Ltd"
    assert "There is no organisation Nobody Knows Ltd here" in ran.out
    assert counts(other.ask("import", "people", people))["same"] == 3


def test_what_only_the_own_office_may_see_is_not_in_the_usual_export(laptop):
    laptop.new("organisations", name="Alfa", email="info@alfa.hu")
    own = laptop.file("own.csv")

    assert b"info@alfa.hu" not in laptop.export()
    laptop.ask("export", "organisations", own, "--scope", "cluster:HU")

    assert b"info@alfa.hu" in own.read_bytes()
    code = laptop.refusal("export", "organisations", own, "--scope", "cluster:FR")
    assert code == "scope.not_held"


def test_people_go_into_an_address_book(laptop):
    firm = laptop.new("organisations", name="Alfa; Beta")
    laptop.new("people", given_name="Zsófia", family_name="Nagy", email="z@a.hu", organisation=firm)
    book = laptop.file("people.vcf")

    laptop.ask("export", "people", book, "--scope", "cluster:HU")

    lines = book.read_bytes().decode().split("\r\n")
    assert "N:Nagy;Zsófia;;;" in lines
    assert "ORG:Alfa\\; Beta" in lines
    assert "EMAIL;TYPE=INTERNET:z@a.hu" in lines
    assert laptop.refusal("export", "organisations", book) == "table.unknown_suffix"


def test_events_go_into_a_calendar(laptop):
    event = laptop.new("events", name="Networking; day", starts_on="2026-11-23")
    hours = {"starts_at": "2026-11-23T09:00+01:00", "ends_at": "2026-11-23T10:00+01:00"}
    laptop.new("agenda-items", event=event, name="Megnyitó", **hours)
    laptop.new("agenda-items", event=event, name="Later")
    file, again = laptop.file("events.ics"), laptop.file("again.ics")

    answer = laptop.ask("export", "events", file)

    lines = file.read_bytes().decode().split("\r\n")
    assert f"UID:{event}" in lines
    assert "SUMMARY:Networking\\; day" in lines
    assert "DTSTART;VALUE=DATE:20261123" in lines
    assert "DTSTART:20261123T080000Z" in lines
    assert answer["rows"] == 2
    assert [one["count"] for one in answer["left_out"]] == [1]
    laptop.ask("export", "events", again)
    assert again.read_bytes() == file.read_bytes()
    assert laptop.refusal("export", "people", file) == "table.unknown_suffix"


def test_a_calendar_without_a_day_is_refused(laptop):
    laptop.new("events", name="Networking day")
    file = laptop.folder / "events.ics"

    assert laptop.refusal("export", "events", file) == "calendar.nothing_dated"
    assert not file.exists()


PROSE = b"""\
Dear colleagues, thank you for the company you kept us in Gy\xc5\x91r last week.
We saw the plant, the laboratory and the new line for cells; everybody was impressed.

Please send us your remarks until Friday, and do not forget the pictures.
"""
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BIFF = b"\x09\x08\x10\x00\x00\x06\x05\x00" + 12 * b"\x00"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("letter.txt", PROSE, "table.prose"),
        ("letter.csv", PROSE, "table.prose"),
        ("word.csv", b"Only\nshort\nlines\n", "import.no_names"),
        ("locked.xlsx", COMPOUND + "EncryptedPackage".encode("utf-16-le"), "table.password"),
        ("locked.xls", COMPOUND + BIFF + b"\x2f\x00", "table.password"),
        ("letter.doc", COMPOUND + "WordDocument".encode("utf-16-le"), "table.word_text"),
        ("gone.csv", None, "file.missing"),
        ("empty.csv", b"", "file.empty"),
        ("picture.xlsx", b"\x89PNG\r\n\x1a\n and so on", "table.picture"),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on", "table.old_excel"),
        ("paper.pdf", b"%PDF-1.7 and so on", "table.pdf"),
        ("headers.csv", b"Name;Country;City\n", "table.no_rows"),
    ],
)
def test_a_file_that_holds_no_list_is_refused_for_what_it_is(laptop, name, content, code):
    file = laptop.file(name)
    if content is not None:
        file.write_bytes(content)

    assert laptop.refusal("import", "organisations", file) == code
    assert laptop.refusal("undo") == "history.nothing_to_undo"


def test_the_directory_is_printed_with_every_name(laptop, firms):
    import pypdf

    laptop.ask("import", "organisations", firms)
    paper = laptop.file("directory.pdf")

    answer = laptop.ask("report", "directory", paper, "--language", "hu")

    text = "".join(page.extract_text() for page in pypdf.PdfReader(paper).pages)
    assert answer["organisations"] == 2
    assert answer["pages"] == len(pypdf.PdfReader(paper).pages)
    assert "Győri Járműipari Kft." in text
    assert "Magyarország" in text
    assert "report.no_emblem" in {f["code"] for f in answer["findings"]}


def test_a_narrowed_directory_holds_only_what_was_asked_for(laptop, firms):
    laptop.ask("import", "organisations", firms)

    answer = laptop.ask("report", "directory", laptop.file("fr.pdf"), "--country", "fr")

    assert answer["organisations"] == 1
    assert laptop.refusal("report", "directory", laptop.folder) == "file.needs_name"


@pytest.mark.parametrize("command", ["export people", "export roadmap", "report", "vcard"])
def test_a_full_disk_is_called_so_and_leaves_no_half_file(laptop, monkeypatch, command):
    laptop.new("people", family_name="Nagy", email="z@a.hu")
    laptop.new("tasks", name="Compare")
    typed = {
        "export people": ("export", "people", laptop.file("out.xlsx"), "--scope", "cluster:HU"),
        "export roadmap": ("export", "roadmap", laptop.file("out.xml")),
        "report": ("report", "directory", laptop.file("out.pdf")),
        "vcard": ("export", "people", laptop.file("out.vcf"), "--scope", "cluster:HU"),
    }
    before = set(laptop.folder.iterdir())

    def full(_file):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as at_a_full_disk:
        at_a_full_disk.setattr(os, "fsync", full)
        ran = laptop.run(*typed[command])

    assert ran.code == 1
    assert "The disk is full" in ran.err
    assert set(laptop.folder.iterdir()) == before
