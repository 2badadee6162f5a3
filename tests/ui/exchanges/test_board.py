"""The board of exchanges: the same data as the list, moved by keys and by the mouse."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from recipe_desktop.domain.errors import UserError
from recipe_desktop.services import exchange_steps, exchanges, history, records
from recipe_desktop.services.exchange_steps import Reached
from recipe_desktop.services.exchanges import Narrowed
from recipe_desktop.ui.look.parting import folded
from tests.ui.hands import nameless, type_text, words_on


@pytest.fixture
def begun(page, firms, workspace):
    """One exchange at each of the first two columns; the board is shown."""
    new = workspace.do(exchange_steps.begin, firms["HU"], firms["FR"])
    accepted = workspace.do(exchange_steps.begin, firms["FR"], firms["HU"])
    days = dict.fromkeys(("registered_on", "assessed_on"), "2021-08-30")
    workspace.do(records.edit, "exchanges", accepted, days)
    page.show_way("board")
    return page.board.board, new, accepted


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def shown(board):
    """The uids in every column that has any."""
    found = {}
    for column, view in board.columns.items():
        uids = [view.list.table.uid(row) for row in range(view.list.table.rowCount())]
        if uids:
            found[column] = uids
    return found


def test_every_exchange_stands_where_its_facts_put_it(begun, workspace):
    board, new, accepted = begun

    assert shown(board) == {Reached.REGISTERED: [new], Reached.ACCEPTED: [accepted]}
    head = board.columns[Reached.ACCEPTED].head
    assert (head.name.words, head.count.words) == ("Accepted", "1")
    workspace.do(records.edit, "exchanges", new, {"cancelled_on": "2021-09-01"})
    assert shown(board) == {Reached.ACCEPTED: [accepted]}


def test_keys_walk_over_the_board_and_take_the_step(qtbot, page, begun, workspace):
    board, new, accepted = begun
    board.choose_first()
    first, second = (board.columns[c].list for c in (Reached.REGISTERED, Reached.ACCEPTED))
    assert board.uid == new

    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert board.uid == accepted
    assert second.hasFocus()
    qtbot.keyClick(second, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)

    assert shown(board) == {Reached.REGISTERED: [new], Reached.MATCHED: [accepted]}
    assert board.uid == accepted, "the keyboard stays with the card"
    assert board.columns[Reached.MATCHED].list.hasFocus()
    assert "Moved to Matched" in page.board.told.words.words
    press(qtbot, page.board.told.undo)
    assert shown(board)[Reached.ACCEPTED] == [accepted]


def test_what_the_next_step_does_not_allow_is_refused_with_its_reason(qtbot, begun):
    board, new, _ = begun
    board.choose(new)

    with qtbot.captureExceptions() as raised:
        qtbot.keyClick(
            board.columns[Reached.REGISTERED].list,
            Qt.Key.Key_Right,
            Qt.KeyboardModifier.ControlModifier,
        )

    [(kind, error, _)] = raised
    assert kind is UserError
    assert error.code == "exchange.other_step_first"
    assert shown(board)[Reached.REGISTERED] == [new]


def drag(board, uid, to, *, drop=True):
    """Take a card with the mouse to another column."""
    for column in board.columns.values():
        row = column.list.table.row(uid)
        if row is not None:
            source = column.list
            index = source.table.index(row, 0)
    target = board.columns[to]
    start = source.visualRect(index).center()
    view = source.viewport()
    end = view.mapFromGlobal(target.mapToGlobal(target.rect().center()))
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    for at in (start + QPoint(20, 0), end, end + QPoint(1, 1)):
        QTest.mouseMove(view, at)
    if drop:
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)
    return source


def test_a_card_is_dragged_where_its_next_step_leads(begun, workspace):
    board, _, accepted = begun

    drag(board, accepted, Reached.MATCHED)

    assert shown(board)[Reached.MATCHED] == [accepted]
    fields = workspace.ask(records.show, "exchanges", accepted).fields
    assert fields["matched_on"] == "2021-09-01"
    workspace.do(history.undo)
    assert shown(board)[Reached.ACCEPTED] == [accepted]


def test_over_a_column_that_is_forbidden_the_reason_stands_instead_of_a_mark(begun):
    board, new, _ = begun

    source = drag(board, new, Reached.CLOSING, drop=False)

    assert board.why_not.isVisible()
    assert "Another step comes first: Register the visitor" in board.why_not.words.words
    QTest.keyClick(source, Qt.Key.Key_Escape)
    QTest.mouseRelease(source.viewport(), Qt.MouseButton.LeftButton)
    assert not board.why_not.isVisible()
    assert shown(board)[Reached.REGISTERED] == [new]


def test_board_and_list_show_the_same_and_keep_filter_and_choice(page, begun):
    board, new, accepted = begun
    board.choose(accepted)
    page.board.narrow(Narrowed("gyori"))

    page.show_way("list")

    assert page.listing.column.filter.field.text() == "gyori"
    assert page.list.uid == accepted
    page.listing.narrow(Narrowed("lyon"))
    page.show_way("board")
    assert shown(board) == {}
    page.board.narrow(Narrowed(only_ours=True))
    assert {uid for uids in shown(board).values() for uid in uids} == {new}


def choose(chip, said):
    """Choose what a filter's menu says."""
    menu = chip.open_menu()
    action = next(a for a in menu.actions() if a.text().startswith(said))
    action.trigger()
    menu.close()


def test_the_board_is_filtered_by_country_category_and_who_must_act(qtbot, page, begun):
    board, new, accepted = begun
    filters = page.board.filters
    assert [a.text() for a in filters.category.open_menu().actions()][2:] == [
        "SME\t1",
        "Technology centres\t1",
    ]

    choose(filters.country, "Hungary")
    assert shown(board) == {Reached.REGISTERED: [new]}
    assert "1 open" in page.board.counted.words
    choose(filters.category, "Technology")
    assert shown(board) == {}
    qtbot.keyClick(filters.country, Qt.Key.Key_Delete)
    assert shown(board) == {Reached.ACCEPTED: [accepted]}

    page.show_way("list")

    assert page.listing.filters.category.value == "Technology centres"
    assert page.listing.table.rowCount() == 1
    filters = page.listing.filters
    choose(filters.acts, "ZONE")
    assert page.listing.table.rowCount() == 0
    page.open(new)
    assert page.list.uid == new
    assert filters.category.value == "", "what hid it is taken off"


def test_open_findings_are_filtered_by_what_they_ask_for(qtbot, page, begun, workspace):
    board, new, _accepted = begun
    too_short = {"starts_on": "2021-09-20", "ends_on": "2021-09-21"}
    workspace.do(records.edit, "exchanges", new, too_short)
    filters = page.board.filters
    said = [action.text() for action in filters.finding.open_menu().actions()][2:]
    assert said == ["To mend\t1", "To look at\t2"]

    choose(filters.finding, "To mend")

    assert shown(board) == {Reached.REGISTERED: [new]}
    page.show_way("list")
    assert page.listing.filters.finding.value == "To mend"
    workspace.do(records.edit, "exchanges", new, {"cancelled_on": "2021-09-01"})
    said = [action.text() for action in page.listing.filters.finding.open_menu().actions()]
    assert not [text for text in said if text.startswith("To mend,")]


def test_the_search_of_the_board_finds_by_words_while_one_types(qtbot, page, begun):
    board, new, accepted = begun

    type_text(page.board.filter.field, "rouen gyo")
    qtbot.waitUntil(lambda: page.board.board.narrowed.text == "rouen gyo")

    assert {uid for uids in shown(board).values() for uid in uids} == {new, accepted}
    number = next(iter(shown(board).values()))[0]
    page.board.filter.field.setText("rouen xyz")
    qtbot.waitUntil(lambda: shown(board) == {})
    assert "Nothing matches" in words_on(page.board)
    assert not board.isVisible()
    qtbot.mouseClick(page.board.nothing.clear, Qt.MouseButton.LeftButton)
    assert page.board.filter.field.text() == ""
    assert board.isVisible()
    qtbot.waitUntil(lambda: number in {uid for uids in shown(board).values() for uid in uids})


def test_chips_go_on_in_the_next_line_where_the_column_is_narrow(qtbot, page, begun):
    page.show_way("list")
    chips = page.listing.filters.chips
    qtbot.waitUntil(lambda: chips[-1].y() > chips[0].y())

    right = page.listing.width()
    assert all(chip.geometry().right() <= right for chip in chips)
    assert page.listing.list.geometry().top() >= 0


def test_enter_opens_the_exchange_and_the_finished_ones_unfold(qtbot, page, begun, workspace):
    board, new, _ = begun
    every = ("registered_on", "assessed_on", "matched_on", "visitor_signed_on", "host_signed_on")
    late = ("visitor_partner_signed_on", "host_partner_signed_on", "agreement_on", "reported_on")
    last = ("evidence_on", "validated_on", "paid_on")
    values = dict.fromkeys((*every, *late, *last), "2021-08-30")
    days = {"starts_on": "2021-08-02", "ends_on": "2021-08-06"}
    workspace.do(records.edit, "exchanges", new, values | days | {"amount_cents": "90000"})
    assert "1" in board.strip.accessibleName()

    press(qtbot, board.strip)
    assert shown(board)[Reached.PAID] == [new]
    assert board.columns[Reached.PAID].isVisible()
    board.choose(new)
    qtbot.keyClick(board.columns[Reached.PAID].list, Qt.Key.Key_Return)

    assert not page.shows_board
    assert page.detail.uid == new
    assert not page.listing.isVisible(), "with the whole width, as the board had it"
    press(qtbot, page.detail.back)
    assert page.shows_board
    assert board.uid == new


def test_the_delete_key_deletes_and_it_comes_back(qtbot, page, begun, workspace):
    board, new, _ = begun
    board.choose(new)

    qtbot.keyClick(board.columns[Reached.REGISTERED].list, Qt.Key.Key_Delete)

    assert workspace.ask(exchanges.count) == 1
    press(qtbot, page.board.told.undo)
    assert shown(board)[Reached.REGISTERED] == [new]


def test_everything_on_the_board_has_a_name_for_a_screen_reader(page, begun):
    board, _, _ = begun

    assert nameless(page.board) == []
    table = board.columns[Reached.REGISTERED].list.table
    spoken = table.data(table.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert "Győri Akku Kft." in spoken
    assert "Your turn" in spoken


def test_a_word_too_long_for_a_card_is_parted_with_a_hyphen(look):
    face = look.fonts.strong
    width = face.width("Fahrzeugsicherheits-")

    lines = folded("Fahrzeugsicherheitsprüfgesellschaft Oberpfalz mbH", face, width)

    assert lines[0].endswith("-")
    assert "".join(line.rstrip("-") for line in lines[:2]).startswith("Fahrzeugsicherheitsprüf")
    assert all(face.width(line) <= width for line in lines)
    assert len(folded("ein zwei drei vier fünf sechs", face, face.width("sechs "))) == 3


def test_a_board_without_an_exchange_says_what_belongs_there(qtbot, page, firms, workspace):
    page.show_way("board")
    board = page.board
    assert board.empty.isVisible()
    assert "No exchanges yet" in words_on(board)

    board.filter.field.setText("qqqq")
    board.narrow(Narrowed("qqqq"))
    assert board.nothing.isVisible()
    board.narrow(Narrowed())
    workspace.do(exchange_steps.begin, firms["HU"], firms["FR"])
    assert not board.empty.isVisible()
    assert board.board.isVisible()
