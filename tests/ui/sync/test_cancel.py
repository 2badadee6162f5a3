"""Cancel: what is stopped has never been, and can be done again."""

from contextlib import contextmanager
from threading import Event

from PySide6.QtCore import Qt

from recipe_desktop.services import records
from recipe_desktop.sync import sending
from recipe_desktop.ui.dialogs.dialog import Dialog
from tests.sync.offices import organisation
from tests.ui.hands import (
    drop,
    settle,
    words_on,
)
from tests.ui.sync.opening import sync

LEFT = Qt.MouseButton.LeftButton


@contextmanager
def behind_another_writer(house):
    """What is begun here waits until the end of the block, so that there is time for Cancel."""
    go_on = Event()
    house.jobs.start(lambda progress: go_on.wait(20), writes=True)
    try:
        yield
    finally:
        go_on.set()


def cancel(qtbot, place):
    qtbot.waitUntil(place.cancel.isVisible)
    qtbot.mouseClick(place.cancel, LEFT)


def test_cancel_stops_sending_and_no_file_is_written(a_house, pair, box, qtbot):
    one, _ = pair
    organisation(one, "Győri Akku Kft.")
    house = a_house(one)
    page = sync(house)

    house.preferences.exchange_folder = box

    with behind_another_writer(house):
        qtbot.mouseClick(page.send().again, LEFT)
        cancel(qtbot, page.overview.progress)
    settle(qtbot, house)

    assert list(box.iterdir()) == []
    assert not page.overview.progress.isVisible()
    assert page.send_button.isEnabled()
    qtbot.mouseClick(page.send().again, LEFT)
    settle(qtbot, house)
    assert len(list(box.iterdir())) == 1


def test_what_is_dropped_while_other_changes_are_looked_at_is_told(a_house, pair, box, qtbot):
    one, two = pair
    organisation(two, "Lyon Batteries")
    sending.send(two, box)
    [file] = box.iterdir()
    house = a_house(one)
    page = sync(house)

    with behind_another_writer(house):
        drop(house.window, file)
        drop(house.window, file)
        [told] = [w for w in house.window.findChildren(Dialog) if w.isVisible()]
    settle(qtbot, house)

    assert told.windowTitle() == f"{file.name} was not opened"
    assert page.receive.incoming.paths


def test_sync_opened_while_something_is_written_waits_with_sending(a_house, pair, qtbot):
    house = a_house(pair[0])

    with behind_another_writer(house):
        page = sync(house)
        assert not page.send_button.isEnabled()
        assert page.send_button.toolTip() == "Wait until what is being written is done"
    settle(qtbot, house)

    assert page.send_button.isEnabled()


def test_cancel_stops_a_look_and_the_page_is_as_before(a_house, pair, box, qtbot):
    one, two = pair
    organisation(two, "Mobinov Testes Lda.")
    sending.send(two, box)
    house = a_house(one)
    page = sync(house)

    with behind_another_writer(house):
        page.show_files([box])
        cancel(qtbot, page.receive.question.progress)
    settle(qtbot, house)

    assert page.receive.incoming is None
    assert page.receive.empty.isVisible()
    page.show_files([box])
    settle(qtbot, house)
    assert page.receive.take.text() == "Take in 1 change"


def test_cancel_stops_taking_in_and_it_can_be_taken_in_later(a_house, pair, box, qtbot):
    one, two = pair
    organisation(two, "Mobinov Testes Lda.")
    sending.send(two, box)
    house = a_house(one)
    page = sync(house)
    page.show_files([box])
    settle(qtbot, house)

    with behind_another_writer(house):
        qtbot.mouseClick(page.receive.take, LEFT)
        cancel(qtbot, page.receive.question.progress)
    settle(qtbot, house)

    assert one.ask(records.listing, "organisations") == []
    assert page.receive.take.isEnabled()
    qtbot.mouseClick(page.receive.take, LEFT)
    settle(qtbot, house)
    assert "Taken in" in words_on(page.receive)
    assert len(one.ask(records.listing, "organisations")) == 1


def test_cancel_among_several_files_shows_what_is_left_of_them(a_house, pair, tmp_path, qtbot):
    one, two = pair
    files = []
    for number, names in enumerate((["Alfa", "Béta"], ["Gamma"])):
        for name in names:
            organisation(two, name)
        files.append(tmp_path / f"{number}.recipe-changes")
        sending.send(two, files[-1])
    house = a_house(one)
    page = sync(house)
    page.show_files(files)
    settle(qtbot, house)
    assert page.receive.take.text() == "Take in 3 changes"
    one.listen(lambda _changes: house.jobs.cancel_all())  # after the first file

    qtbot.mouseClick(page.receive.take, LEFT)
    settle(qtbot, house)
    qtbot.waitUntil(lambda: page.receive.take.text() == "Take in 1 change")

    assert [o.fields["name"] for o in one.ask(records.listing, "organisations")] == ["Alfa", "Béta"]
    assert page.receive.take.isEnabled()
    assert "nothing is written yet" in words_on(page.receive)
