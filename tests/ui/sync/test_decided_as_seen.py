"""A conflict is decided by who has seen all its values; what came meanwhile is shown before."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt

from recipe_desktop.services import conflicts, records, stores
from recipe_desktop.sync import receiving, sending
from tests.conftest import DRIVERS
from tests.sync.offices import meet, organisation, value
from tests.ui.hands import hold, type_text, words_on
from tests.ui.sync.opening import sync

LEFT = Qt.MouseButton.LeftButton
ANEW = "Changed since you looked\nNothing is decided yet. These are the values now."


@pytest.fixture
def three_apart(a_laptop, box, tmp_path):
    """Three offices wrote 11, 22 and 33; the first knows of 22, the file with 33 is beside it."""
    one = a_laptop("HU", "Győr 1", "Réka Kis")
    two = a_laptop("FR", "Lyon 1", "Luc Blanc")
    three = a_laptop("DE", "Ulm 1", "Uwe Groß")
    meet(one, two, three)
    uid = organisation(one, "Vasműves Zrt.", country="HU", staff="10")
    sending.send(one, box)
    for other in (two, three):
        receiving.receive(other, [box])
    for office, staff in ((one, "11"), (two, "22"), (three, "33")):
        office.do(records.edit, "organisations", uid, {"staff": staff})
    receiving.receive(one, [sending.send(two, tmp_path / "two.recipe-changes").path])
    file = sending.send(three, tmp_path / "three.recipe-changes").path
    return SimpleNamespace(one=one, two=two, uid=uid, file=file)


@pytest.fixture
def beside():
    """The command line on the same laptop, of whose writing a window has not heard yet."""
    opened = []

    def on(workspace):
        opened.append(stores.open_store(workspace.path, driver=DRIVERS["plain"]))
        return opened[-1]

    yield on
    for one in opened:
        one.close()


@pytest.fixture
def unhurried(qapp):
    """As long as the test takes, somebody may still have meant what stood there before."""
    usual = qapp.doubleClickInterval()
    qapp.setDoubleClickInterval(60_000)
    yield
    qapp.setDoubleClickInterval(usual)


@pytest.fixture
def inbox(a_house, three_apart, qtbot):
    """The inbox with the conflict of 11 and 22."""
    page = sync(a_house(three_apart.one), "conflicts").conflicts
    assert sorted(values(page)) == [11, 22]
    return page


def looked_at(qtbot, page):
    """Wait until a click may be meant for what is shown now."""
    qtbot.waitUntil(lambda: not page.detail.anew.isActive())


def values(page):
    return [rival.value for rival in page.detail.item.rivals]


def of_inbox(workspace):
    return [sorted(rival.value for rival in item.rivals) for item in workspace.ask(conflicts.inbox)]


@pytest.mark.parametrize("by", ["mouse", "key"])
@pytest.mark.parametrize("number", [1, 2])
def test_nothing_is_decided_while_a_value_has_not_been_seen(
    inbox, three_apart, beside, qtbot, by, number
):
    one, uid, file = three_apart.one, three_apart.uid, three_apart.file
    receiving.receive(beside(one), [file])
    shown = value(one, uid, "staff")

    if by == "mouse":
        qtbot.mouseClick(inbox.detail.cards[number - 1].take, LEFT)
    else:
        inbox.list.setFocus()
        qtbot.keyClick(inbox.list, Qt.Key(Qt.Key.Key_0 + number))

    assert of_inbox(one) == [[11, 22, 33]]
    assert value(one, uid, "staff") == shown
    assert ANEW in words_on(inbox.detail)
    assert sorted(values(inbox)) == [11, 22, 33]

    looked_at(qtbot, inbox)
    wanted = values(inbox).index(22)
    qtbot.mouseClick(inbox.detail.cards[wanted].take, LEFT)

    assert value(one, uid, "staff") == 22
    assert of_inbox(one) == []


def test_another_value_is_not_written_over_one_that_has_not_been_seen(
    inbox, three_apart, beside, qtbot
):
    one, uid, file = three_apart.one, three_apart.uid, three_apart.file
    qtbot.mouseClick(inbox.detail.another, LEFT)
    type_text(inbox.detail.field, "44")
    receiving.receive(beside(one), [file])

    qtbot.keyClick(inbox.detail.field, Qt.Key.Key_Return)

    assert of_inbox(one) == [[11, 22, 33]]
    assert ANEW in words_on(inbox.detail)
    assert inbox.detail.field.text() == "44"

    looked_at(qtbot, inbox)
    qtbot.keyClick(inbox.detail.field, Qt.Key.Key_Return)

    assert value(one, uid, "staff") == 44
    assert of_inbox(one) == []


def test_nothing_is_suggested_either_about_a_value_that_has_not_been_seen(
    a_house, three_apart, beside, qtbot, tmp_path
):
    guest = three_apart.two
    receiving.receive(guest, [sending.send(three_apart.one, tmp_path / "1.recipe-changes").path])
    inbox = sync(a_house(guest), "conflicts").conflicts
    assert "another office, which decides" in words_on(inbox)
    receiving.receive(beside(guest), [three_apart.file])

    qtbot.mouseClick(inbox.detail.cards[0].take, LEFT)

    [item] = guest.ask(conflicts.inbox)
    assert item.suggestions == ()
    assert ANEW in words_on(inbox.detail)

    looked_at(qtbot, inbox)
    qtbot.mouseClick(inbox.detail.cards[0].take, LEFT)
    [item] = guest.ask(conflicts.inbox)
    assert [said.value for said in item.suggestions] == [values(inbox)[0]]
    assert "Changed since" not in words_on(inbox.detail)


def test_a_click_that_was_aimed_at_the_values_before_decides_nothing(
    inbox, three_apart, qtbot, unhurried
):
    one, file = three_apart.one, three_apart.file

    receiving.receive(one, [file])
    qtbot.mouseClick(inbox.detail.cards[0].take, LEFT)

    assert of_inbox(one) == [[11, 22, 33]]
    assert sorted(values(inbox)) == [11, 22, 33]
    assert ANEW in words_on(inbox.detail)


@pytest.mark.parametrize("writes", [True, False])
def test_neither_a_double_click_nor_a_held_key_decides_twice(
    inbox, three_apart, beside, qtbot, writes
):
    one, file = three_apart.one, three_apart.file
    if writes:
        qtbot.mouseClick(inbox.detail.another, LEFT)
        type_text(inbox.detail.field, "44")
    receiving.receive(beside(one), [file])

    if writes:
        hold(inbox.window(), Qt.Key.Key_Return, "\r")
        looked_at(qtbot, inbox)
        hold(inbox.window(), Qt.Key.Key_Return, "\r", begins=False)
    else:
        qtbot.mouseClick(inbox.detail.cards[0].take, LEFT)
        looked_at(qtbot, inbox)
        take = inbox.detail.cards[0].take
        qtbot.mouseDClick(take, LEFT)  # the second press and no more
        qtbot.mouseRelease(take, LEFT)

    assert of_inbox(one) == [[11, 22, 33]]


def test_what_was_decided_meanwhile_is_not_decided_again(inbox, three_apart, beside, qtbot):
    one, uid = three_apart.one, three_apart.uid
    [item] = one.ask(conflicts.inbox)
    beside(one).do(conflicts.take, item.id, 1)
    decided = value(one, uid, "staff")

    with qtbot.captureExceptions() as raised:
        qtbot.mouseClick(inbox.detail.cards[1].take, LEFT)

    assert [error.code for _kind, error, _trace in raised] == ["conflict.unknown"]
    assert value(one, uid, "staff") == decided
    assert inbox.empty.isVisible()
