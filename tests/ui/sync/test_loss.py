"""A laptop that was lost, in the window: reported, told to the others, and who has heard."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from recipe_desktop.services import records, stores
from recipe_desktop.services.losses import Amount, Stock
from recipe_desktop.sync import lost, receiving, revoking, sending
from recipe_desktop.sync.keys import Keys
from recipe_desktop.ui.dialogs.dialog import Dialog
from recipe_desktop.ui.files import choosing
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.sync.lost_page import steps
from tests.reports.test_losses import KNOWN
from tests.sync.offices import meet
from tests.ui.hands import drop, settle, words_on

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def offices(a_laptop):
    """Two laptops of one member, one of which is lost, and one of another."""
    made = a_laptop("HU", "Office"), a_laptop("HU", "Stolen"), a_laptop("FR", "Lyon")
    meet(*made)
    return made


def report(house, qtbot, device):
    page = house.window.go("sync")
    page.show_tab("devices")
    settle(qtbot, house)
    wanted = f"Report {device} as lost"
    [button] = [b for b in page.devices.findChildren(Button) if b.accessibleName() == wanted]
    qtbot.mouseClick(button, LEFT)
    [dialog] = [d for d in house.window.findChildren(Dialog) if d.isVisible()]
    return page, dialog


def test_a_lost_laptop_is_reported_and_the_others_are_told_by_a_notice(
    a_house, offices, qtbot, tmp_path, monkeypatch
):
    office, _, lyon = offices
    notice = tmp_path / "Stolen.recipe-notice"
    monkeypatch.setattr(choosing, "save_file", lambda *given: given[-1](notice))
    house = a_house(office)
    page, dialog = report(house, qtbot, "Stolen")
    assert "Nothing is encrypted for it any more" in words_on(dialog)
    assert receiving.receive(lyon, [tmp_path]).revoked == []

    qtbot.mouseClick(dialog.buttons[-1], LEFT)
    settle(qtbot, house)

    said = words_on(page.devices)
    assert "Stolen is revoked." in said
    assert [one.is_revoked for one in office.ask(lost.listing)] == [True]
    assert "1. End the trust in it" in said
    assert "Heard by Office.\nNot heard yet by Lyon." in said
    qtbot.mouseClick(page.devices.lost_page.back, LEFT)
    assert "Heard by Office. Not heard yet by Lyon." in words_on(page.devices)
    answered = a_house(lyon)
    drop(answered.window, notice)
    settle(qtbot, answered)
    there = words_on(answered.window.go("sync").receive)
    assert "Stolen is reported as lost; nothing more is taken from it" in there


def test_of_another_office_its_stewards_are_asked(a_house, offices, qtbot, tmp_path, monkeypatch):
    office, _, lyon = offices
    monkeypatch.setattr(
        choosing, "save_file", lambda *given: given[-1](tmp_path / "x.recipe-notice")
    )
    house = a_house(office)
    page, dialog = report(house, qtbot, "Lyon")

    assert "Its own office decides" in words_on(dialog)
    qtbot.mouseClick(dialog.buttons[-1], LEFT)
    settle(qtbot, house)

    assert "asked to revoke Lyon." in words_on(page.devices)
    sending.send(lyon, tmp_path / "still.recipe-changes")
    assert receiving.receive(office, [tmp_path / "still.recipe-changes"]).refused == []


def test_the_page_of_a_lost_laptop_guides_and_saves_the_sheet(
    a_house, offices, qtbot, tmp_path, monkeypatch
):
    office, _, _ = offices
    office.do(records.create, "people", {"family_name": "Costa"})
    office.do(revoking.revoke, Keys(office.state), "Stolen")
    monkeypatch.setattr(choosing, "save_file", lambda *given: given[-1](tmp_path / "sheet.pdf"))
    house = a_house(office)
    page = house.window.go("sync")
    page.show_tab("devices")
    settle(qtbot, house)
    [button] = [
        b for b in page.devices.findChildren(Button) if b.accessibleName() == "What to do: Stolen"
    ]

    qtbot.mouseClick(button, LEFT)
    settle(qtbot, house)
    said = words_on(page.devices.lost_page)
    qtbot.mouseClick(page.devices.lost_page.sheet, LEFT)
    settle(qtbot, house)

    for part in (
        "Lost laptop: Stolen",
        "2. Tell everybody",
        "On it: 0 to 1 records about persons.",
        "no laptop tells another how it keeps its store",
        "Nothing of it has arrived here",
        "5. Have another laptop of",
        "Make a new store on the new laptop",
    ):
        assert part in said, part
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert "Saved as sheet.pdf" in words_on(page.devices)


def test_a_colleague_takes_the_place_of_the_only_steward_and_revokes_it(
    a_house, a_laptop, qtbot, tmp_path, monkeypatch, ready_stores
):
    stolen = a_laptop("HU", "Stolen")
    with ready_stores.at_hand():
        owner = stores.Owner("HU", "Colleague", "Éva Kis", is_steward=False)
        colleague = stores.create(tmp_path / "colleague.recipe", owner, plain=True)
    meet(stolen, colleague)
    colleague.do(revoking.revoke, Keys(colleague.state), "Stolen")
    monkeypatch.setattr(
        choosing, "save_file", lambda *given: given[-1](tmp_path / "mine.recipe-card")
    )
    house = a_house(colleague)
    page = house.window.go("sync")
    page.show_tab("devices")
    settle(qtbot, house)
    guide = page.devices.lost_page
    page.devices.show_lost(stolen.here.device_uid)
    settle(qtbot, house)
    assert "On Colleague choose Become steward" in words_on(guide)
    assert not guide.revoke.isVisible()

    qtbot.mouseClick(guide.steward, LEFT)
    settle(qtbot, house)
    assert not guide.steward.isVisible()
    qtbot.mouseClick(guide.revoke, LEFT)
    settle(qtbot, house)

    assert "and revoked: nothing is encrypted for it any more" in words_on(guide)
    assert (tmp_path / "mine.recipe-card").is_file()
    assert ".recipe-notice" not in words_on(page)  # there is nobody to tell
    colleague.close()


def test_the_page_says_of_another_office_that_not_all_is_known_here(
    a_house, offices, qtbot, tmp_path
):
    office, _, lyon = offices
    office.do(records.create, "people", {"family_name": "Costa"})
    office.do(revoking.revoke, Keys(office.state), "Stolen")
    sending.notify(office, tmp_path / "x.recipe-notice")
    receiving.receive(lyon, [tmp_path / "x.recipe-notice"])
    house = a_house(lyon)
    page = house.window.go("sync")
    page.show_tab("devices")

    page.devices.show_lost(office.ask(lost.listing)[0].uid)
    settle(qtbot, house)

    said = words_on(page.devices.lost_page)
    assert "Known here: 0 records about persons." in said
    assert "can be told by ZONE Klaszter alone. Ask there." in said
    assert "On it:" not in said


def test_one_record_is_one_and_a_range_is_many():
    def said(least, most):
        stock = Stock("cluster:HU", "", Amount(least, least), Amount(most, most), None)
        return " ".join(list(steps(replace(KNOWN, stocks=(stock,))))[2].lines)

    assert "1 record, about persons: 1, known up to" in said(1, 1)
    assert "0 to 1 records, about persons: 0 to 1, known up to" in said(0, 1)
