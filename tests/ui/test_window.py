import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from shiboken6 import isValid
from typing_extensions import override

from recipe_desktop import i18n
from recipe_desktop.domain.errors import UserError
from recipe_desktop.ui.background.notices import Notices
from recipe_desktop.ui.cards import RecordHead
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.theme import Scheme
from recipe_desktop.ui.look.tokens import DARK, LIGHT
from recipe_desktop.ui.preferences import Preferences
from recipe_desktop.ui.start.single import Single
from recipe_desktop.ui.view import Label, Languages, View
from recipe_desktop.ui.window.pages import Pages
from recipe_desktop.ui.window.sidebar import Section, Sidebar
from tests.ui import samples
from tests.ui.hands import elided_labels, nameless

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


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_key_shows_the_section_that_has_the_keyboard(window, qtbot, key):
    entry = window.sidebar.entries["events"]
    entry.setFocus()

    qtbot.keyClick(entry, key)

    assert window.section == "events"


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


def test_whoever_has_thousands_to_decide_hears_them_as_the_language_writes_numbers(qtbot, look):
    section = Section("sync", lambda: "Sync", "transfer", QWidget, alarm=lambda: 1234)
    sidebar = Sidebar(look, (section,), "Ctrl+K")
    qtbot.addWidget(sidebar)

    sidebar.refresh()

    assert sidebar.entries["sync"].accessibleName() == "Sync, 1,234 to decide"


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


class Gone(View):
    """Asks a store for its texts that is no longer there."""

    def __init__(self, look, parent=None):
        super().__init__(look, parent)
        self.asked = 0

    def retranslate(self):
        self.asked += 1
        if self.asked > 1:  # the test is over
            return
        raise UserError("store.gone", file="office.recipe", folder="there")


def test_a_language_reaches_what_lies_in_a_part_whose_store_is_gone(qtbot, qapp, look):
    top = Gone(look)
    qtbot.addWidget(top)
    parts = [top, Gone(look, top), Gone(look, top)]
    parts.append(Gone(look, parts[1]))
    top.show()

    with qtbot.captureExceptions() as risen:
        Languages(qapp).use(i18n.PSEUDO)
        qtbot.waitUntil(lambda: len(risen) == len(parts))

    assert [part.asked for part in parts] == [1] * len(parts)
    assert {error.code for _kind, error, _trace in risen} == {"store.gone"}


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


@pytest.mark.parametrize("percent", ["huge", "9" * 5_000, "\N{SUPERSCRIPT TWO}"])
def test_preferences_that_make_no_sense_count_as_not_set(tmp_path, percent):
    file = tmp_path / "window.ini"
    file.write_text(f"language=xy\n[look]\nscheme=pink\npercent={percent}\n", "utf-8")

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
        "import sys, recipe_desktop.ui.window.frame, recipe_desktop.ui.forms.form, recipe_desktop.ui.start.errors;"
        "print([m for m in ('sqlalchemy', 'reportlab', 'openpyxl', 'babel.dates') if m in sys.modules])"
    )
    root = Path(__file__).resolve().parents[2]
    out = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=True
    )

    assert out.stdout.strip() == "[]", out.stderr


def test_the_first_window_fits_the_screen_with_its_frame(
    look, jobs, preferences, qtbot, monkeypatch
):
    monkeypatch.setattr("recipe_desktop.ui.window.frame.USUAL", (9000, 9000))

    made = samples.window(look, jobs, preferences)
    qtbot.addWidget(made)

    screen = made.screen().availableSize()
    assert made.width() <= max(screen.width(), made.minimumWidth())
    assert made.height() <= max(screen.height() - 40, made.minimumHeight())


def test_text_of_double_size_asks_for_no_larger_screen_than_there_is(
    look, jobs, preferences, qtbot
):
    made = samples.window(look, jobs, preferences)
    qtbot.addWidget(made)

    look.use(percent=200)

    assert made.minimumWidth() <= 1366 - 16
    assert made.minimumHeight() <= 672


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


class Told(QWidget):
    """Notes in which language it was last asked for its texts, as its children are after it."""

    def __init__(self):
        super().__init__()
        self.said = i18n.language()

    @override
    def changeEvent(self, event):
        if event.type() == QEvent.Type.LanguageChange:
            self.said = i18n.language()


def test_a_page_out_of_sight_is_told_of_another_language_when_it_is_seen(qtbot, qapp):
    pages, seen, unseen = Pages(), Told(), Told()
    qtbot.addWidget(pages)
    for page in (seen, unseen):
        pages.add(page)
    pages.show()

    Languages(qapp).use(i18n.PSEUDO)

    qtbot.waitUntil(lambda: seen.said == i18n.PSEUDO)
    assert unseen.said == "en"
    pages.setCurrentWidget(unseen)
    assert unseen.said == i18n.PSEUDO
