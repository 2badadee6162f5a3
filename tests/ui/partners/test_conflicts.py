"""A field that two laptops wrote apart: said in the list and at the record, decided elsewhere."""

import pytest
from PySide6.QtCore import Qt

from recipe_desktop.services import records
from recipe_desktop.sync import receiving, roster, sending
from recipe_desktop.sync.keys import Keys
from recipe_desktop.ui.cards import FindingLine
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.tokens import Status


@pytest.fixture
def disputed(workspace, a_laptop, an_organisation, tmp_path):
    """An organisation whose number of staff was written on two laptops."""
    box = tmp_path / "box"
    box.mkdir()
    other = a_laptop()
    for one, two in ((workspace, other), (other, workspace)):
        card = two.ask(roster.identity, Keys(two.state))
        one.do(roster.admit, Keys(one.state), card)
    uid = an_organisation("Alfa", staff="36")
    sending.send(workspace, box)
    receiving.receive(other, [box])
    other.do(records.edit, "organisations", uid, {"staff": "40"})
    sending.send(other, box)
    workspace.do(records.edit, "organisations", uid, {"staff": "38"})
    return uid, lambda: receiving.receive(workspace, [box])


def test_a_conflict_that_comes_in_is_said_and_leads_to_its_decision(qtbot, open_page, disputed):
    uid, receive = disputed
    page = open_page()

    receive()

    row = page.listing._row(page.list.table.line(0))
    assert (row.status, row.word) == (Status.CONFLICT, "1 conflict")
    staff = page.detail.overview.figures.rows["staff"]
    assert staff._note == "two values, not decided yet"
    [decide] = [
        button
        for line in page.detail.overview.findings.findChildren(FindingLine)
        for button in line.findChildren(Button)
    ]
    with qtbot.waitSignal(page.decision_wanted) as asked:
        qtbot.mouseClick(decide, Qt.MouseButton.LeftButton)
    assert asked.args == [uid]


def test_a_record_that_one_office_deleted_says_so(open_page, workspace, disputed):
    uid, receive = disputed
    page = open_page()
    workspace.do(records.remove, "organisations", uid)

    receive()

    said = [note.sentence for note in page.detail.overview.findings._shown]
    assert "One office deleted what another went on with" in said
    assert not [sentence for sentence in said if sentence.startswith(":")]
