"""From the first start to the last closing of a window."""

import json
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from time import sleep

import pytest
from PySide6.QtCore import QEvent, QFileSystemWatcher, QObject, Qt
from typing_extensions import override

from recipe_desktop.domain.errors import UserError
from recipe_desktop.i18n import LANGUAGES
from recipe_desktop.services import records, stores
from recipe_desktop.ui.dialogs.dialog import Dialog, ProgressPlace
from recipe_desktop.ui.start import catching_up
from recipe_desktop.ui.start.catching_up import CatchingUp
from recipe_desktop.ui.start.program import lock_of
from recipe_desktop.ui.start.single import Single
from recipe_desktop.ui.start.welcome import Welcome
from tests.another_program import holding_the_lock
from tests.ui.hands import choose_in_dialog, settle, type_text, words_on

LEFT = Qt.MouseButton.LeftButton
MatchFlag = Qt.MatchFlag


def test_the_first_start_makes_a_store_and_shows_its_window(a_program, qtbot, tmp_path):
    program = a_program()
    assert program.start(None)
    welcome = program.welcome
    type_text(welcome.person, "Éva Balogh")
    type_text(welcome.device, "Desk 2")
    welcome.place.setText(str(tmp_path / "new.recipe"))

    qtbot.mouseClick(welcome.make, LEFT)
    settle(qtbot, program.house)

    assert program.remembered == [tmp_path / "new.recipe"]
    assert program.house.window.isVisible()
    assert program.welcome is None
    here = program.house.workspace.here
    assert (here.person, here.device, here.member) == ("Éva Balogh", "Desk 2", "HU")


def test_a_new_store_without_a_name_of_the_laptop_is_refused_in_words(a_program, qtbot, tmp_path):
    program = a_program()
    program.start(None)
    program.welcome.place.setText(str(tmp_path / "new.recipe"))

    qtbot.mouseClick(program.welcome.make, LEFT)

    assert "The laptop has no name." in words_on(program.welcome)
    assert program.house is None
    assert not (tmp_path / "new.recipe").exists()


def test_a_long_sentence_of_trouble_does_not_squeeze_the_fields(qtbot, look, preferences, tmp_path):
    welcome = Welcome(look, lambda _path: None, tmp_path, lambda _code: None, preferences)
    qtbot.addWidget(welcome)
    long = tmp_path / "a folder with a very long name" / "and another one within it" / "x.recipe"
    welcome.show_trouble(UserError("store.missing", file=str(long)))
    welcome.resize(1366, 768)
    welcome.show()

    fields = (welcome.person, welcome.member, welcome.device, welcome.place)
    qtbot.waitUntil(lambda: all(f.height() >= f.sizeHint().height() for f in fields))


class Watcher(QObject):
    """Notes what the window says that stands there while a store is opened."""

    def __init__(self, parent):
        super().__init__(parent)
        self.said = []

    @override
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and isinstance(watched, CatchingUp):
            self.said.append(watched.words.words)
        return False


def test_what_a_killed_program_left_is_told_while_the_store_is_opened(
    a_program, qtbot, qapp, tmp_path, monkeypatch
):
    path = tmp_path / "plain.recipe"
    with closing(stores.create(path, stores.Owner("HU", "Desk 1", "Éva"), plain=True)) as office:
        values = [{"name": f"Firm {n}"} for n in range(4)]
        made = [office.do(records.create, "organisations", one).uid for one in values]
    with closing(sqlite3.connect(path)) as file, file:
        statement = "INSERT INTO search_todo (tbl, count, uids) VALUES ('organisation', 1, ?)"
        file.executemany(statement, [(json.dumps([uid]),) for uid in made])
    monkeypatch.setattr(catching_up, "SLOW_MS", 0)
    watcher = Watcher(qapp)
    qapp.installEventFilter(watcher)

    program = a_program()
    program.start(path)
    settle(qtbot, program.house)
    qapp.removeEventFilter(watcher)

    assert watcher.said[0] == "Filling the search index: 1 of 4"
    assert watcher.said[-1] == "Filling the search index: 4 of 4"
    assert program.house.window.isVisible()
    assert not any(isinstance(one, CatchingUp) for one in qapp.topLevelWidgets())


def test_an_existing_store_is_opened_from_the_welcome(a_program, qtbot, a_store):
    program = a_program()
    program.start(None)

    qtbot.mouseClick(program.welcome.open, LEFT)
    choose_in_dialog(qtbot, a_store)
    settle(qtbot, program.house)

    assert program.house.workspace.path == a_store


def test_a_path_that_is_longer_than_any_is_no_store(a_program, tmp_path):
    program = a_program()

    assert program.start(tmp_path / ("x" * 300))

    assert "There is no store at" in words_on(program.welcome)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(None, "There is no store at"), (b"not a store" * 500, "is not a store, whatever")],
)
def test_a_store_that_cannot_be_opened_gets_a_sentence(a_program, tmp_path, content, sentence):
    path = tmp_path / "broken.recipe"
    if content is not None:
        path.write_bytes(content)
    program = a_program()

    assert program.start(path)

    said = words_on(program.welcome)
    assert sentence in said
    assert "--" not in said  # a command is no advice to somebody before a window
    assert content is None or path.read_bytes() == content


@pytest.mark.damages("alters the store as other programs might")
@pytest.mark.parametrize(
    ("sql", "sentence", "advice"),
    [
        (
            "UPDATE alembic_version SET version_num = '9999'",
            "office.recipe was last used with a newer version",
            "Install the newer version to open it.",
        ),
        (
            "DELETE FROM alembic_version",
            "office.recipe is damaged",
            "Open the last copy that was saved of it",
        ),
        ("DROP TRIGGER open_txn", "(open_txn)", "Open the last copy that was saved of it"),
    ],
)
def test_a_store_that_is_not_as_it_should_be_says_what_to_do(
    a_program, tmp_path, sql, sentence, advice
):
    path = tmp_path / "office.recipe"
    stores.create(path, stores.Owner("HU", "Desk 1", "Zsófia Nagy"), plain=True).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute(sql)
    program = a_program()

    assert program.start(path)

    said = words_on(program.welcome)
    assert sentence in said
    assert advice in said


def test_while_another_program_writes_the_window_opens_and_says_why_it_cannot_save(
    a_program, qtbot, tmp_path
):
    path = tmp_path / "office.recipe"
    stores.create(path, stores.Owner("HU", "Desk 1", "Zsófia Nagy"), plain=True).close()
    other = holding_the_lock(path)
    program = a_program()
    try:
        assert program.start(path)
        page = program.house.window.go("events")
        with qtbot.captureExceptions() as risen:
            qtbot.mouseClick(page.empty.primary, LEFT)
    finally:
        other.communicate("")
    [(_kind, refusal, _trace)] = risen
    program.errors.show(refusal)

    said = words_on(program.errors.shown)
    assert "Another program is writing to office.recipe" in said
    assert "Try again in a moment." in said
    assert page.listing.total == 0


def test_a_second_start_raises_the_first_window_and_ends(a_program, qtbot, a_store):
    first = a_program()
    first.start(a_store)
    settle(qtbot, first.house)
    first.house.window.showMinimized()
    code = (
        "import sys; from pathlib import Path; from recipe_desktop.ui.start.program import run_gui; "
        "sys.exit(run_gui(Path(sys.argv[1]), lambda path: print('opened')))"
    )

    second = subprocess.run(
        [sys.executable, "-c", code, str(a_store)], capture_output=True, text=True, check=False
    )

    assert (second.returncode, second.stdout) == (0, "")
    qtbot.waitUntil(lambda: not first.house.window.isMinimized())


@pytest.mark.parametrize("left", [b"", bytes(40), b"4242\npython3\nanother-laptop\n\n\n"])
def test_what_a_power_cut_left_of_the_lock_keeps_no_window_from_opening(
    a_program, qtbot, a_store, left
):
    lock_of(a_store).write_bytes(left)
    program = a_program()

    assert program.start(a_store)

    assert program.house.window.isVisible()


def test_a_lock_that_cannot_be_kept_gets_a_sentence(a_program, a_store, own_state):
    (own_state / "windows").write_text("a file where the folder should be")
    program = a_program()

    assert program.start(a_store)

    assert f"cannot be kept in {own_state}" in words_on(program.welcome)


def test_a_lock_that_was_let_go_of_watches_nothing(qapp, tmp_path):
    single = Single(tmp_path / "store.lock")
    assert single.take()
    assert single.findChildren(QFileSystemWatcher) != []

    single.release()

    assert single.findChildren(QFileSystemWatcher) == []


def test_the_lock_is_the_same_however_the_path_is_written(a_store):
    around = a_store.parent / "sub" / ".." / a_store.name
    (a_store.parent / "sub").mkdir()

    assert lock_of(around) == lock_of(a_store)


def test_the_window_waits_for_what_is_being_written(a_house, workspace, qtbot):
    house = a_house(workspace)
    go_on = threading.Event()
    job = house.jobs.start(lambda progress: go_on.wait(20), writes=True)

    house.window.close()

    assert house.window.isVisible()
    [dialog] = [w for w in house.window.children() if isinstance(w, Dialog)]
    assert "The window closes by itself when it is done." in words_on(dialog)

    go_on.set()

    qtbot.waitUntil(lambda: not house.window.isVisible())
    assert job.is_over
    assert not house.window.isVisible()


def test_closing_asks_again_after_the_question_was_dismissed(a_house, workspace, qtbot):
    house = a_house(workspace)
    go_on = threading.Event()
    house.jobs.start(lambda progress: go_on.wait(20), writes=True)

    def asked():
        return [w for w in house.window.children() if isinstance(w, Dialog) and w.isVisible()]

    house.window.close()
    qtbot.keyClick(asked()[0].buttons[-1], Qt.Key.Key_Escape)
    assert asked() == []

    house.window.close()

    qtbot.mouseClick(asked()[0].buttons[-1], LEFT)
    go_on.set()
    settle(qtbot, house)
    assert house.window.isVisible()


@pytest.mark.parametrize("is_asked_before", [True, False])
def test_what_is_committed_is_not_said_to_be_lost_when_one_stops(
    a_house, workspace, qtbot, is_asked_before
):
    house = a_house(workspace)
    write, go_on = threading.Event(), threading.Event()

    def work(_progress):
        write.wait(20)
        workspace.do(records.create, "organisations", {"name": "Kovács Kft."})
        go_on.wait(20)

    job = house.jobs.start(work, writes=True)
    place = ProgressPlace(house.look, house.window)
    place.follow(job)
    if is_asked_before:
        house.window.close()
    assert not place.cancel.isHidden()
    write.set()
    qtbot.waitUntil(lambda: job.is_kept)
    house.window.close()

    [asked] = [w for w in house.window.findChildren(Dialog) if w.isVisible()]
    assert asked.windowTitle() == "Everything is saved"
    assert [button.text() for button in asked.buttons] == ["Keep the window open"]
    assert place.cancel.isHidden()
    go_on.set()
    qtbot.waitUntil(lambda: not house.window.isVisible())


def test_what_goes_on_after_a_commit_can_be_stopped_again(a_house, workspace, qtbot):
    house = a_house(workspace)

    def work(progress):
        workspace.do(records.create, "organisations", {"name": "Kovács Kft."})
        while True:
            progress.step(1, 2)
            sleep(0.01)

    job = house.jobs.start(work, writes=True)
    place = ProgressPlace(house.look, house.window)
    place.follow(job)
    with qtbot.waitSignals([job.kept, job.kept]):
        pass

    assert not place.cancel.isHidden()
    with qtbot.waitSignal(job.cancelled):
        place.cancel.click()


def test_the_window_opens_again_where_it_was_left(a_program, qtbot, a_store):
    program = a_program()
    program.start(a_store)
    program.house.window.go("sync")
    program.house.window.close()
    program.end()
    again = a_program()

    again.start(a_store)

    assert again.house.window.section == "sync"


def test_a_refusal_that_nobody_caught_is_shown_in_words(a_program, qtbot, a_store):
    program = a_program()
    program.start(a_store)
    workspace = program.house.workspace
    with pytest.raises(UserError) as refused:
        workspace.do(records.edit, "organisations", "0" * 32, {})

    program.errors.show(refused.value)

    assert "No record is known by" in words_on(program.errors.shown)
    assert program.errors.shown.parentWidget() is program.house.window


def test_enter_presses_the_button_that_has_the_keyboard(a_house, a_laptop, qtbot):
    house = a_house(a_laptop(person=""))
    [dialog] = [w for w in house.window.children() if isinstance(w, Dialog)]
    type_text(dialog.reason, "Somebody else")
    cancel = dialog.buttons[0]
    cancel.setFocus()

    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(cancel, Qt.Key.Key_Return)

    assert house.workspace.here.person == ""


def test_the_language_is_chosen_at_the_first_start_and_takes_effect_at_once(
    a_program, qtbot, preferences, tmp_path
):
    program = a_program()
    program.start(tmp_path / "gone.recipe")
    welcome = program.welcome
    field = welcome.language
    assert [field.itemText(at) for at in range(field.count())] == list(LANGUAGES.values())
    field.setFocus()

    while field.currentData() != "hu":
        qtbot.keyClick(field, Qt.Key.Key_Down)

    qtbot.waitUntil(lambda: welcome.member.findText("Magyarország", MatchFlag.MatchContains) >= 0)
    assert preferences.language == "hu"
    assert "There is no store at" in words_on(welcome)
    assert field.hasFocus()
