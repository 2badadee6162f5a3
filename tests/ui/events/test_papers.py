"""The papers of an event: previewed, saved, and printed again over the desk."""

import pypdf

from recipe_desktop.domain.signed_lists import Row
from recipe_desktop.services import (
    event_papers,
    records,
    signed_lists,
)
from tests.ui.events.conftest import press


def test_the_signed_list_is_previewed_saved_and_keeps_its_rows(
    page, qtbot, workspace, event, tmp_path, monkeypatch
):
    press(qtbot, page.detail.signed_list)
    sheet = page.sheet
    qtbot.waitUntil(lambda: sheet.preview is not None and sheet.save.isEnabled())
    assert len(sheet.preview.pages.document.pages) == 1
    assert [word for word, _field in sheet.choices()] == ["Day", "Language"]

    with qtbot.waitSignal(sheet.saved):
        sheet.write(tmp_path / "list.pdf")

    text = "".join(page.extract_text() for page in pypdf.PdfReader(tmp_path / "list.pdf").pages)
    assert "Kovács Anna" in text
    monkeypatch.setenv("RECIPE_NOW", "2026-11-23T09:00:00+00:00")
    newcomer = {"event": event, "given_name": "A", "family_name": "Aaa"}
    late = workspace.do(records.create, "registrations", newcomer).uid
    day = workspace.ask(event_papers.day_of, event)
    assert late not in workspace.ask(signed_lists.signed_rows, event, day)
    sheet.lay_out_paper()
    qtbot.waitUntil(sheet.save.isEnabled)
    assert sheet.told.text() == "2 sheets; printed before, and kept as they are: 1"
    with qtbot.waitSignal(sheet.saved):
        sheet.write(tmp_path / "again.pdf")
    assert workspace.ask(signed_lists.signed_rows, event, day)[late] == Row(2, 1)
    sheet.reject()


def test_badges_are_previewed_and_saved(page, qtbot, tmp_path):
    press(qtbot, page.detail.badges)
    sheet = page.sheet
    qtbot.waitUntil(lambda: sheet.preview is not None and sheet.save.isEnabled())
    assert len(sheet.preview.pages.document.pages) == 1
    assert [word for word, _field in sheet.choices()] == ["Paper", "Language"]
    sheet.choice.setCurrentIndex(1)
    qtbot.waitUntil(lambda: sheet.save.isEnabled() and len(sheet.preview.pages.document.pages) == 3)

    with qtbot.waitSignal(sheet.saved):
        sheet.write(tmp_path / "badges.pdf")

    assert len(pypdf.PdfReader(tmp_path / "badges.pdf").pages) == 3
    sheet.reject()


def test_badges_of_an_event_to_which_nobody_comes_are_nothing_to_print(page, qtbot, workspace):
    nobodys = workspace.do(records.create, "events", {"name": "Later", "starts_on": "2026-12-01"})
    assert page.open(nobodys.uid)
    press(qtbot, page.detail.badges)
    sheet = page.sheet

    qtbot.waitUntil(lambda: sheet.told.words == "There is nothing to print")

    assert not sheet.save.isEnabled()
    assert not sheet.window().grab().isNull()
    sheet.reject()


def test_a_badge_is_printed_again_over_the_desk_and_kept_on_record(
    page, qtbot, workspace, event, people, tmp_path
):
    press(qtbot, page.detail.desk)
    desk_screen = page.desk
    desk_screen.badge_wanted.emit(people["Kovács"])
    sheet = page.sheet
    assert sheet.parentWidget() is desk_screen
    qtbot.waitUntil(sheet.save.isEnabled)

    with qtbot.waitSignal(sheet.saved):
        sheet.write(tmp_path / "badge.pdf")

    pages = pypdf.PdfReader(tmp_path / "badge.pdf").pages
    assert [("Kovács" in p.extract_text()) for p in pages] == [True]
    done = workspace.ask(records.listing, "check-ins")
    assert [(r.fields["what"], r.fields["registration"]) for r in done] == [
        ("badge", people["Kovács"])
    ]
    desk_screen.close()
