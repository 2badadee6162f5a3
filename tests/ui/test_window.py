import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QMenu, QWidget
from shiboken6 import isValid

from recipe_desktop import i18n
from recipe_desktop.domain.errors import UserError
from recipe_desktop.ui.actions import Action, Actions, key_sequence
from recipe_desktop.ui.cards import RecordHead
from recipe_desktop.ui.dialogs import Dialog, ProgressPlace, Statement, Verb, confirm, say
from recipe_desktop.ui.errors import Errors
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.theme import Scheme
from recipe_desktop.ui.look.tokens import DARK, LIGHT
from recipe_desktop.ui.notices import Notices
from recipe_desktop.ui.palette import Palette
from recipe_desktop.ui.preferences import Preferences
from recipe_desktop.ui.single import Single
from recipe_desktop.ui.view import Label, Languages
from tests.ui import samples
from tests.ui.hands import elided_labels, nameless, type_text

LEFT = Qt.MouseButton.LeftButton


def test_a_click_in_the_sidebar_shows_a_section(window, qtbot):
    qtbot.mouseClick(window.sidebar.entries["events"], LEFT)

    assert window.section == "events"
    assert window.sidebar.entries["events"].isChecked()
    assert not window.sidebar.entries["partners"].isChecked()


def test_the_arrow_keys_walk_through_the_sidebar(window, qtbot):
    entry = window.sidebar.entries["partners"]
    entry.setFocus()

    qtbot.keyClick(entry, Qt.Key.Key_Down)

    assert QApplication.focusWidget() is window.sidebar.entries["events"]


def test_a_page_is_built_once_and_kept(window):
    first = window.go("partners")
    window.go("events")

    assert window.go("partners") is first


def test_building_a_page_takes_no_focus_from_the_window(qtbot, look, jobs, preferences, qapp):
    made = samples.window(look, jobs, preferences)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    left = []
    qapp.focusWindowChanged.connect(left.append)

    for section in ("home", "partners", "events"):
        made.go(section)
        qapp.processEvents()

    qapp.focusWindowChanged.disconnect(left.append)
    assert left == []


def test_everything_that_takes_the_focus_has_a_name(window):
    for section in ("home", "partners", "events", "sync"):
        window.go(section)

    assert nameless(window) == []


def test_the_walker_finds_what_has_no_name(qtbot):
    root = QWidget()
    qtbot.addWidget(root)
    field = QLineEdit(root)

    assert nameless(root) == [field]


def test_the_count_of_a_section_is_part_of_its_name(window):
    entries = window.sidebar.entries

    assert entries["partners"].accessibleName() == "Partners, 1,284"
    assert entries["sync"].accessibleName() == "Sync, 3 to decide"


def test_below_eighty_units_the_sidebar_shows_icons_only(window, qtbot):
    window.resize(1000, 700)

    qtbot.waitUntil(lambda: window.sidebar.folded)
    assert window.sidebar.width() == 52
    assert window.sidebar.entries["home"].toolTip() == "Home"

    window.resize(1366, 768)
    qtbot.waitUntil(lambda: not window.sidebar.folded)


def test_at_twice_the_text_size_the_sidebar_folds_too(window, look):
    look.use(percent=200)

    assert window.sidebar.folded


def test_all_labels_fit_at_the_usual_size(window):
    for section in ("home", "partners", "events"):
        window.go(section)
        QApplication.processEvents()
        assert elided_labels(window.pages.currentWidget()) == []


def test_the_pages_can_be_used_in_every_theme(window, look, qtbot):
    grounds = []
    for scheme, tokens in ((Scheme.DARK, DARK), (Scheme.LIGHT, LIGHT)):
        look.use(scheme)
        image = window.go("partners").grab().toImage()
        grounds.append((image.pixelColor(3, 3).name().upper(), tokens.canvas))

    assert all(seen == wanted for seen, wanted in grounds)


def test_another_language_reaches_the_whole_window(window, qtbot, qapp):
    assert window.sidebar.find_field.text() == "Go to or do"

    Languages(qapp).use(i18n.PSEUDO)

    assert window.sidebar.find_field.text().startswith("[G")
    assert window.go("partners").column.filter.field.placeholderText().startswith("[F")


def test_qts_own_buttons_follow_the_language(qtbot, qapp):
    from PySide6.QtWidgets import QDialogButtonBox

    languages = Languages(qapp)
    languages.use("de")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert "Abbrechen" in box.button(QDialogButtonBox.StandardButton.Cancel).text()

    languages.use("en")

    qtbot.waitUntil(lambda: "Cancel" in box.button(QDialogButtonBox.StandardButton.Cancel).text())


def test_a_closed_window_is_freed(qtbot, look, jobs, preferences):
    made = samples.window(look, jobs, preferences)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    made.show()
    page = made.go("partners")

    with qtbot.waitSignal(made.destroyed):
        made.close()

    assert not isValid(page)


def test_the_buttons_of_a_dialog_are_not_cut_off_in_a_language_with_long_words(window, look):
    long = "Fahrzeugsicherheitsprüfgesellschaft benachrichtigen"
    dialog = Dialog(look, window, Statement("Wem?"), [Verb(long), Verb(f"{long} lassen")])
    dialog.open()

    assert all(b.width() >= b.sizeHint().width() for b in dialog.buttons)
    panel = dialog.panel.rect()
    assert all(panel.contains(b.geometry()) for b in dialog.buttons)


def test_a_name_is_not_broken_into_bits_beside_buttons_with_long_words(qtbot, look):
    head = RecordHead(look)
    qtbot.addWidget(head)
    for words in ("Namensschilder", "Unterschriftenliste", "Anmeldetisch öffnen"):
        head.buttons.addWidget(Button(look, words))
    head.show_record("calendar-event", "Suppliers’ networking day", "Zalaegerszeg")
    head.resize(look.px(60), head.sizeHint().height())
    head.show()
    beside = head.heightForWidth(look.px(60))

    head.resize(look.px(36), look.px(10))

    name = head.head.title
    qtbot.waitUntil(lambda: name.width() > look.px(30))
    assert beside < look.px(4)


def test_alt_shows_the_menu_bar_and_hides_it_again(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_Alt)
    assert window.menuBar().isVisible()
    titles = [action.text() for action in window.menuBar().actions()]
    assert titles == ["&File", "&Edit"]

    qtbot.keyClick(window, Qt.Key.Key_Alt)
    assert not window.menuBar().isVisible()


def test_alt_with_another_key_leaves_the_menu_bar_alone(window, qtbot):
    field = QComboBox(window.go("partners"))
    field.addItems(["Győr", "Lenti"])
    field.show()
    field.setFocus()

    qtbot.keyPress(field, Qt.Key.Key_Alt)
    qtbot.keyPress(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    field.hidePopup()
    qtbot.keyRelease(window, Qt.Key.Key_Alt)

    assert not window.menuBar().isVisible()


def test_the_three_lines_open_the_same_menu(window, qtbot):
    qtbot.mouseClick(window.sidebar.menu_button, LEFT)

    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == ["&File", "&Edit"]
    menu.close()


# -- actions ------------------------------------------------------------------------------


def test_a_shortcut_does_its_action(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)

    assert window.done_ == ["new"]


def test_no_shortcut_is_given_twice(window):
    window.actions_.add([Action("a.b", lambda: "A", lambda: None, shortcut="Ctrl+Shift+B")])

    keys = [key_sequence(a.shortcut).toString() for a in window.actions_ if a.shortcut]
    assert len(keys) == len(set(keys))
    with pytest.raises(ValueError, match=r"x\.new"):
        window.actions_.add([Action("x.new", lambda: "X", lambda: None, shortcut="Ctrl+N")])


def test_an_action_that_cannot_be_done_is_off_and_tells_why(window):
    undo = window.actions_.qaction("edit.undo")

    assert not undo.isEnabled()
    assert undo.toolTip() == "Nothing has been done yet"


def test_actions_that_write_wait_while_a_job_writes(qtbot, look):
    holder = QWidget()
    qtbot.addWidget(holder)
    writing = [True]
    actions = Actions(look, holder, lambda: writing[0])
    actions.add([Action("a.write", lambda: "Write", lambda: None, writes=True)])
    assert not actions.qaction("a.write").isEnabled()

    writing[0] = False
    actions.refresh()

    assert actions.qaction("a.write").isEnabled()


# -- palette ------------------------------------------------------------------------------


def entries(palette):
    return [getattr(e, "name", e) for e in palette._entries.things]


def test_the_palette_finds_records_and_commands_without_accents(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = window.findChild(Palette)

    type_text(palette.field, "győri")
    palette.look_up()

    assert entries(palette)[:3] == [
        "Partners",
        "Győri Akkumulátortechnika Kft.",
        "Győri Közlekedésfejlesztési Nonprofit Kft.",
    ]


def test_the_palette_says_that_it_found_nothing(window):
    palette = window.open_palette()
    type_text(palette.field, "qqqq")
    palette.look_up()

    assert palette.nothing.isVisible()
    assert palette.nothing.words == "Nothing is called “qqqq”"
    assert not palette.list.isVisible()


def test_the_palette_does_a_command_with_enter_and_goes(window, qtbot):
    palette = window.open_palette()
    type_text(palette.field, "new")

    qtbot.keyClick(palette.field, Qt.Key.Key_Return)

    assert window.done_ == ["new"]
    assert not (isValid(palette) and palette.isVisible())


def test_the_palette_steps_over_headings_and_closes_with_escape(window, qtbot):
    palette = window.open_palette()
    type_text(palette.field, "gyor")
    palette.look_up()
    assert entries(palette)[palette.list.currentIndex().row()].startswith("Győri Akku")

    for _step in range(3):
        qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    assert entries(palette)[palette.list.currentIndex().row()] == "New partner, Győr"

    with qtbot.waitSignal(palette.destroyed):
        qtbot.keyClick(palette.field, Qt.Key.Key_Escape)


def test_the_palette_gives_the_focus_back(window, qtbot):
    field = window.go("partners").column.filter.field
    field.setFocus()
    palette = window.open_palette()
    assert QApplication.focusWidget() is palette.field

    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)

    assert QApplication.focusWidget() is field


# -- dialogs ------------------------------------------------------------------------------


def test_a_dialog_keeps_the_keys_to_itself(window, qtbot):
    dialog = samples.damaged_file(window.look, window)

    qtbot.keyClick(dialog.buttons[-1], Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert window.done_ == []

    seen = set()
    for _step in range(6):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.add(QApplication.focusWidget())
    assert all(dialog.isAncestorOf(widget) for widget in seen)
    assert len(seen) == 3


def test_a_dialog_says_what_happened_to_a_screen_reader_too(window):
    dialog = samples.damaged_file(window.look, window)

    assert dialog.accessibleName() == "This file is damaged"
    assert "Nothing of it was taken in" in dialog.accessibleDescription()
    assert nameless(dialog) == []


def test_details_for_support_are_folded(window, qtbot):
    dialog = samples.damaged_file(window.look, window)
    assert not dialog.details.isVisible()
    before = dialog.panel.height()

    qtbot.mouseClick(dialog._more, LEFT)

    assert dialog.details.isVisible()
    assert dialog.panel.height() > before + 80


def test_a_dialog_has_one_primary_button_and_ends_freed(window, qtbot):
    dialog = say(window.look, window, Statement("Done"))
    assert [button.isDefault() for button in dialog.buttons] == [True]

    with qtbot.waitSignal(dialog.destroyed):
        qtbot.keyClick(dialog.buttons[-1], Qt.Key.Key_Return)


def test_without_a_reason_nothing_irrevocable_is_done(window, qtbot):
    reasons = []
    dialog = confirm(
        window.look,
        window,
        Statement("The conflict will be closed"),
        "Close it",
        reasons.append,
        reason="Reason",
    )
    assert not dialog.buttons[-1].isEnabled()

    type_text(dialog.reason, "Telefonon egyeztetve, Győr")
    qtbot.mouseClick(dialog.buttons[-1], LEFT)

    assert reasons == ["Telefonon egyeztetve, Győr"]


def test_cancelling_a_question_does_nothing(window, qtbot):
    reasons = []
    dialog = confirm(window.look, window, Statement("It will go"), "Remove it", reasons.append)

    qtbot.keyClick(dialog.buttons[-1], Qt.Key.Key_Escape)

    assert reasons == []


def test_slow_work_shows_progress_with_words_and_can_be_cancelled(window, jobs, qtbot):
    gate, told = threading.Event(), threading.Event()

    def work(progress):
        progress.step(62, 100, "62 of 100 changes")
        told.set()
        gate.wait(10)
        progress.step(63, 100)

    place = ProgressPlace(window.look, window)
    job = jobs.start(work)
    place.follow(job)
    assert not place.isVisible()

    qtbot.waitUntil(place.isVisible)
    qtbot.waitUntil(lambda: place.words.words == "62 of 100 changes")
    assert place.bar.value() == 62
    with qtbot.waitSignal(job.cancelled):
        qtbot.mouseClick(place.cancel, LEFT)
        gate.set()
    qtbot.waitUntil(lambda: not place.isVisible())


def test_work_that_does_not_heed_cancel_offers_none(window, jobs, qtbot):
    gate = threading.Event()
    place = ProgressPlace(window.look, window)
    job = jobs.start(lambda progress: gate.wait(10))
    place.follow(job, can_cancel=False)

    qtbot.waitUntil(place.isVisible)
    assert not place.cancel.isVisible()

    with qtbot.waitSignal(job.finished):
        gate.set()


# -- errors -------------------------------------------------------------------------------


@pytest.fixture
def errors(window, monkeypatch):
    made = Errors(
        window.look,
        lambda error: f"The store is busy\nTry again. {error.code}",
        lambda error: f"report of {type(error).__name__}",
        lambda: window,
        window,
    )
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    return made


def test_a_refusal_is_put_into_words(errors):
    errors.show(UserError("store.busy"))

    assert errors.shown.title.words == "The store is busy"


def test_a_bug_gives_a_report_that_can_be_copied(errors, qtbot):
    errors.show(ZeroDivisionError())
    assert errors.shown.details.toPlainText() == "report of ZeroDivisionError"

    qtbot.mouseClick(errors.shown.buttons[0], LEFT)

    assert QApplication.clipboard().text() == "report of ZeroDivisionError"


def test_a_second_error_opens_no_second_dialog(errors, qtbot):
    errors.show(ZeroDivisionError())
    first = errors.shown

    errors.show(UserError("store.busy"))
    assert errors.shown is first

    first.reject()
    errors.show(UserError("store.busy"))
    assert errors.shown is not first


def test_a_bug_in_the_words_does_not_loop(errors):
    errors._words = lambda error: 1 / 0

    errors.show(UserError("store.busy"))

    assert errors.shown is None
    errors.show(ZeroDivisionError())
    assert errors.shown is not None


def test_an_exception_in_a_thread_reaches_the_window(errors, qtbot):
    errors.install()

    def fail():
        raise UserError("store.busy")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()

    qtbot.waitUntil(lambda: errors.shown is not None)
    assert errors.shown.title.words == "The store is busy"


# -- the rest -----------------------------------------------------------------------------


def test_news_from_another_thread_arrive_in_the_windows_thread(qtbot, qapp):
    listeners, threads = [], []

    class View(QObject):
        def hear(self, changes):
            threads.append((changes, threading.get_ident()))

    view = View()
    notices = Notices(listeners.append, qapp)
    notices.committed.connect(view.hear)

    thread = threading.Thread(target=lambda: listeners[0]("changes"))
    thread.start()
    thread.join()
    assert threads == []
    qtbot.waitUntil(lambda: threads == [("changes", threading.get_ident())])

    listeners[0]("at once")
    assert threads[-1] == ("at once", threading.get_ident())
    notices.deleteLater()


def test_a_second_start_raises_the_first_window(qtbot, tmp_path):
    first, second = Single(tmp_path / "store.lock"), Single(tmp_path / "store.lock")
    assert first.take()

    with qtbot.waitSignal(first.raise_wanted):
        assert not second.take()
    with qtbot.waitSignal(first.raise_wanted):
        assert not second.take()

    first.release()
    assert second.take()
    second.release()


def test_preferences_survive_a_restart(tmp_path):
    file = tmp_path / "window.ini"
    first = Preferences(file)
    first.scheme, first.percent, first.language, first.section = Scheme.DARK, 120, "hu", "sync"
    first.save()

    again = Preferences(file)

    assert (again.scheme, again.percent) == (Scheme.DARK, 120)
    assert (again.language, again.section) == ("hu", "sync")


def test_preferences_that_make_no_sense_count_as_not_set(tmp_path):
    file = tmp_path / "window.ini"
    file.write_text("language=xy\n[look]\nscheme=pink\npercent=huge\n")

    read = Preferences(file)

    assert (read.scheme, read.percent) == (Scheme.SYSTEM, 100)
    assert read.language in i18n.LANGUAGES


def test_the_window_opens_where_it_was(qtbot, look, jobs, preferences):
    first = samples.window(look, jobs, preferences)
    qtbot.addWidget(first)
    first.show()
    first.resize(790, 640)
    first.close()

    again = samples.window(look, jobs, preferences)
    qtbot.addWidget(again)

    assert (again.width(), again.height()) == (790, 640)


def test_a_label_too_long_for_its_place_has_a_tool_tip(qtbot, look):
    label = Label(look, "Fahrzeugsicherheitsprüfgesellschaft Oberpfalz mbH")
    qtbot.addWidget(label)
    label.resize(120, 20)
    label.show()

    assert label.text().endswith("…")
    assert label.toolTip() == "Fahrzeugsicherheitsprüfgesellschaft Oberpfalz mbH"

    label.resize(600, 20)
    assert label.toolTip() == ""


def test_qt_takes_no_reference_off_none(qtbot):
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)

    for number in range(1000):
        label.setText(str(number))

    assert abs(sys.getrefcount(None) - before) < 50


def test_importing_the_interface_does_not_load_what_only_services_need():
    import subprocess

    code = (
        "import sys, recipe_desktop.ui.window, recipe_desktop.ui.forms.form, recipe_desktop.ui.errors;"
        "print([m for m in ('sqlalchemy', 'reportlab', 'openpyxl', 'babel.dates') if m in sys.modules])"
    )
    root = Path(__file__).resolve().parents[2]
    out = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=True
    )

    assert out.stdout.strip() == "[]", out.stderr


def test_the_window_covered_by_a_dialog_is_dimmed(window, qtbot):
    before = window.grab().toImage().pixelColor(QPoint(1300, 700))

    samples.damaged_file(window.look, window)

    after = window.grab().toImage().pixelColor(QPoint(1300, 700))
    assert after.lightness() < before.lightness() * 0.75


def test_the_first_window_fits_the_screen(look, jobs, preferences, qtbot, monkeypatch):
    monkeypatch.setattr("recipe_desktop.ui.window.USUAL", (9000, 9000))

    made = samples.window(look, jobs, preferences)
    qtbot.addWidget(made)

    screen = made.screen().availableSize()
    assert made.width() <= max(screen.width(), made.minimumWidth())
    assert made.height() <= max(screen.height(), made.minimumHeight())


def test_a_word_wider_than_the_head_of_a_record_is_parted_and_kept_whole(qtbot, look):
    head = RecordHead(look)
    qtbot.addWidget(head)
    name = "Fahrzeugsicherheitsprüfgesellschaft Oberpfalz mbH"
    head.show_record("building", name, "Large company")
    head.resize(look.px(14), look.px(12))
    head.show()

    title = head.head.title
    lines = title.text().replace("-\n", "\n").split("\n")

    assert title.words == title.accessibleName() == name
    assert "".join(lines) == name
    assert len(lines) > 1
    assert look.fonts.record.width(lines[0] + "-") <= title.width()
