"""The papers of an event: the signed list of a day, and badges."""

import pypdf
import pytest


@pytest.fixture
def event(laptop):
    uid = laptop.new(
        "events", name="Suppliers' networking day", starts_on="2026-11-23", ends_on="2026-11-24"
    )
    people = (
        ("Anna", "Kovács", ""),
        ("Béla", "Nagy", "2"),
        ("Rui", "Alves", ""),
    )
    for given, family, days in people:
        values = {"given_name": given, "family_name": family, "days": days}
        laptop.new("registrations", event=uid, organisation_name="Győri Kft.", **values)
    laptop.new("registrations", event=uid, given_name="No", family_name="Show", answer="cancelled")
    return uid


def text_of(file):
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(file).pages).split())


def test_the_list_of_a_day_holds_those_who_come_on_it(laptop, event):
    paper = laptop.file("list.pdf")

    answer = laptop.ask("report", "signed-list", event, paper, "--language", "hu")

    assert (answer["people"], answer["day"], answer["pages"]) == (2, "2026-11-23", 1)
    assert "1 Alves Rui Győri Kft." in text_of(paper)
    assert "2 Kovács Anna" in text_of(paper)
    second = laptop.ask("report", "signed-list", event, paper, "--day", "2026-11-24")
    assert second["people"] == 3


def test_a_list_of_nobody_has_numbered_rows_for_who_comes_and_says_so(laptop):
    event = laptop.new("events", name="Open day", starts_on="2026-11-23")
    paper = laptop.file("list.pdf")

    ran = laptop.run("report", "signed-list", event, paper, "--draft")
    answer = laptop.ask("report", "signed-list", event, paper)

    assert "Nobody is registered for this day; the rows are empty" in ran.err
    assert answer["findings"][0]["code"] == "report.nobody_listed"
    assert (answer["people"], answer["pages"]) == (0, 1)
    rows = text_of(paper).partition("Signature ")[2].partition(" Signatures")[0]
    assert rows.split() == [str(number) for number in range(1, 21)]


def test_who_registers_after_printing_stands_on_a_sheet_of_its_own(laptop, event):
    paper = laptop.file("list.pdf")
    laptop.ask("report", "signed-list", event, paper)
    laptop.new("registrations", event=event, given_name="Late", family_name="Aaa")

    answer = laptop.ask("report", "signed-list", event, paper)

    assert answer["pages"] == 2
    assert "1 Alves Rui" in text_of(paper)
    assert "registered later" in text_of(paper)


def test_a_draft_says_so_and_moves_nobody_to_a_later_sheet(laptop, event):
    paper = laptop.file("list.pdf")
    laptop.ask("report", "signed-list", event, paper, "--draft")
    laptop.new("registrations", event=event, given_name="Late", family_name="Aaa")

    answer = laptop.ask("report", "signed-list", event, laptop.file("real.pdf"))

    assert "draft, not for signing" in text_of(paper)
    assert answer["pages"] == 1
    assert "1 Aaa Late" in text_of(laptop.file("real.pdf"))
    assert "draft" not in text_of(laptop.file("real.pdf"))


def test_a_list_that_cannot_be_written_is_not_kept_as_printed(laptop, event):
    laptop.refusal("report", "signed-list", event, laptop.folder / "usb" / "list.pdf")
    laptop.new("registrations", event=event, given_name="Late", family_name="Aaa")

    paper = laptop.file("list.pdf")
    assert laptop.ask("report", "signed-list", event, paper)["pages"] == 1


def test_everybody_who_comes_gets_a_badge(laptop, event):
    paper = laptop.file("badges.pdf")

    answer = laptop.ask("report", "badges", event, paper)

    assert (answer["badges"], answer["pages"]) == (3, 3)
    assert "Kovács" in text_of(paper)
    assert "Show" not in text_of(paper)
    assert laptop.ask("report", "badges", event, paper, "--sheets")["pages"] == 1


def test_without_anybody_there_are_no_badges(laptop):
    event = laptop.new("events", name="Nobody yet", starts_on="2026-12-01")
    paper = laptop.folder / "badges.pdf"

    assert laptop.refusal("report", "badges", event, paper) == "report.no_badges"

    assert not paper.exists()


def test_a_list_needs_a_day_that_is_one(laptop, event):
    undated = laptop.new("events", name="Some day")

    assert laptop.refusal("report", "signed-list", undated, laptop.file("x.pdf")) == "event.no_day"
    refused = laptop.refusal("report", "signed-list", event, laptop.file("x.pdf"), "--day", "later")
    assert refused == "value.not_a_day"
    other = ("report", "signed-list", event, laptop.file("x.pdf"), "--day", "2027-01-01")
    assert laptop.refusal(*other) == "event.not_its_day"


def test_what_to_know_of_a_paper_is_said_before_it_is_written(laptop):
    event = laptop.new("events", name="Open day", starts_on="2026-11-23")
    nowhere = laptop.folder / "nowhere" / "paper.pdf"

    signed_list = laptop.run("report", "signed-list", event, nowhere)
    directory = laptop.run("report", "directory", nowhere)

    assert (signed_list.code, directory.code) == (1, 1)
    assert "Nobody is registered for this day; the rows are empty" in signed_list.err
    assert "There is nothing to list yet" in directory.err
