"""The whole screen of a desk, put together: it waits, shows results, searches, takes walk-ins."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.domain.errors import FOR_A_WHILE, UserError
from recipe_desktop.domain.ids import Uid
from recipe_desktop.i18n import _, format_number, ngettext
from recipe_desktop.ui.desk import wording
from recipe_desktop.ui.desk.dress import dress
from recipe_desktop.ui.desk.frame import EDGE, Key, KeyBar, LastFour, TopBar
from recipe_desktop.ui.desk.model import Deed, DeskWork, Hits, Result, ScanResult, TypedWalkIn
from recipe_desktop.ui.desk.result import ResultPane
from recipe_desktop.ui.desk.scanner import Scanner
from recipe_desktop.ui.desk.search import SearchPane
from recipe_desktop.ui.desk.sound import Sounds
from recipe_desktop.ui.desk.walk_in import WIDE, WalkInCard
from recipe_desktop.ui.dialogs.dialog import Dialog, Statement, Verb
from recipe_desktop.ui.dialogs.sheet import Sheet
from recipe_desktop.ui.files.choosing import READS_KEYS
from recipe_desktop.ui.layout.scrolling import scrolled
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.look.tokens import Status
from recipe_desktop.ui.view import View

BACK_MS: Final = 8000  # a result stays until the next scan, but not for ever
_CLOCK_MS: Final = 1000
_AGAIN_MS: Final = 250  # while another program writes
_LEAST_LETTERS: Final = 2
_HIGH_ENOUGH: Final = 28.0  # units
_MOST_OF_WIDTH: Final = 0.45
_LEAST_WIDTH: Final = 36.0  # units; what has words gives way before the screen grows


class DeskScreen(View):
    """A window of its own, over the whole screen.

    ``left`` tells that it was closed, ``files_wanted`` that files shall be handed over. The
    scanner is read wherever the focus is, also while somebody is looked for, so that no scan waits
    for the screen.

    Args:
        work: answers and does what is asked for here.
        sounds: of the outcomes; without them it is silent.
    """

    left = Signal()
    files_wanted = Signal()

    def __init__(
        self,
        look: Look,
        work: DeskWork,
        parent: QWidget | None = None,
        sounds: Sounds | None = None,
    ) -> None:
        super().__init__(look, parent)
        self._sounds = sounds
        self.setWindowFlag(Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._work = work
        self._unknown_code = ""
        self._told = ""
        self._undone_next = ""
        self._goes_on_shown = False
        self._waiting: list[Deed] = []  # while another program writes
        self._waits_shown = 0
        self.has_begun_walk_in = False  # it waits since a scan came while it was typed
        self.is_paused = False
        self.top = TopBar(look)
        self.result = ResultPane(look)
        self.search = SearchPane(look)
        self.walk_in = WalkInCard(look)
        self.last_four = LastFour(look)
        self.keys = KeyBar(look)
        self._searching = QWidget()
        self._beside = scrolled(self.walk_in)  # large text on a low screen still reaches all of it
        self._parts = QWidget()  # what is shown next is raised in it, and not over a sheet
        self._stack = QStackedLayout(self._parts)
        self._lay_out()
        self.measure()
        self.scanner = Scanner(self)
        self.setProperty(READS_KEYS, "yes")
        self.back = QTimer(self)
        self.back.setSingleShot(True)
        self.back.setInterval(BACK_MS)
        self._clock = QTimer(self)
        self._clock.setInterval(_CLOCK_MS)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN_MS)
        self.retranslate()

        self.scanner.scanned.connect(self.scan)
        self.search.typed.connect(self._look_up)
        self.search.chosen.connect(self.check_in)
        self.walk_in.wanted.connect(self.add_walk_in)
        self.walk_in.namesake_wanted.connect(self._take_namesake)
        self.walk_in.list_wanted.connect(self._look_in_the_list)
        self.walk_in.typed.connect(self._hint)
        self.back.timeout.connect(self.wait)
        self._again.timeout.connect(self._go_on)
        self._clock.timeout.connect(self._show_time)
        self._clock.start()

    # -- what is shown ----------------------------------------------------------------------

    @override
    def retranslate(self) -> None:
        self.setWindowTitle(_("Desk"))
        self._show_time()
        self._show_keys()
        self.refresh()

    def refresh(self) -> None:
        """Show the count and the last four as they are now."""
        standing = self._work.standing()
        self.top.show_standing(standing)
        self.result.show_others(standing.others)
        self.last_four.show_recent(self._work.recent())
        self.walk_in.show_words(self._work.walk_in_words())
        if self._names_undone and self._last_arrival() != self._undone_next:
            self._show_keys()

    def _last_arrival(self) -> str:
        return self._waiting[-1].said if self._waiting else self._work.last_arrival()

    @property
    def _names_undone(self) -> bool:
        """Whether the key for undo says who is taken back: not only who fills the screen."""
        return not self.is_searching and self.outcome is not ScanResult.IN

    @override
    def measure(self) -> None:
        self.keys.measure()
        self._share_width()
        self.setMinimumWidth(self.look.px(_LEAST_WIDTH))

    @property
    def outcome(self) -> ScanResult | None:
        """What fills the screen; None while it waits or searches."""
        shown = self.result.result
        return shown.outcome if shown is not None and not self.is_searching else None

    @property
    def is_searching(self) -> bool:
        """Whether a name is looked for."""
        return self._stack.currentWidget() is self._searching

    def wait(self) -> None:
        """Back to scanning."""
        self.back.stop()
        self._unknown_code = self._told = ""
        self.result.show_result(None)
        self._show_part(self.result)

    def show_result(self, result: Result) -> None:
        """Fill the screen with what came of a scan."""
        self._told = ""
        self._unknown_code = result.name if result.outcome is ScanResult.UNKNOWN else ""
        self.search.field.field.clear()
        if not self.has_begun_walk_in:
            self.has_begun_walk_in = self.walk_in.go_over()
        self.result.show_result(result)
        self._show_part(self.result)
        self.back.start()
        if self._sounds is not None:
            self._sounds.play(result.outcome)

    # -- what is done -----------------------------------------------------------------------

    def scan(self, code: str) -> None:
        """A code was read; a walk-in that was being typed waits."""
        if not self.is_paused:
            self._keep_walk_in()
            self.record(self._work.scan(code))

    def check_in(self, uid: str) -> None:
        """Somebody was chosen by name."""
        self.record(self._work.check_in(Uid(uid), self._unknown_code))

    def add_walk_in(self) -> None:
        """Add who was typed in."""
        self.has_begun_walk_in = False
        typed, absent = self.walk_in.walk_in, self.walk_in.absent
        deed = self._work.walk_in(typed)
        self.record(replace(deed, refused=lambda: self._put_back(typed, absent)))

    def _put_back(self, typed: TypedWalkIn, absent: str) -> None:
        """Who was refused late waits in the fields, or behind who is being typed there."""
        if self.walk_in.is_begun:
            self.walk_in.put_aside(typed, absent)
        else:
            self.walk_in.put_back(typed, absent)
            self.has_begun_walk_in = True
            self._show_keys()

    def record(self, deed: Deed) -> None:
        """Do something and show what came of it, behind what waits while another program writes.

        Who stands at the desk has gone on when that is told: nothing is given up, or left to be
        done once more by hand.
        """
        self._waiting.append(deed)
        if len(self._waiting) == 1:
            self._go_on(is_late=False)
        else:
            self._show_waiting()

    def _go_on(self, *, is_late: bool = True) -> None:
        """Record what waits, in its order, as far as that can be written now."""
        while self._waiting:
            try:
                result = self._waiting[0].run()
            except Exception as error:
                if isinstance(error, UserError) and error.code in FOR_A_WHILE:
                    self._show_waiting()
                    self._again.start()
                    return
                self._give_up(is_late=is_late)
                raise
            del self._waiting[0]
            if is_late:
                self._keep_walk_in()
            self.show_result(result)
        self._waits_shown = 0

    def _give_up(self, *, is_late: bool) -> None:
        """Leave undone what is refused; what waits behind it is tried when that has been told."""
        given_up = self._waiting.pop(0)
        if self._waiting:
            self._again.start()
        elif is_late:
            self.wait()
        if is_late:
            given_up.refused()

    def _show_waiting(self) -> None:
        """Say that something waits; who looks for a name meanwhile is not disturbed again."""
        count = len(self._waiting)
        if count == self._waits_shown and (self.is_searching or self.result.result is not None):
            return
        self._waits_shown = count
        self.show_result(wording.waiting([deed.said for deed in self._waiting]))
        self.back.stop()

    def _keep_walk_in(self) -> None:
        if self.is_searching and self.walk_in.is_begun:
            self.has_begun_walk_in = True

    def undo(self) -> None:
        """Take the last arrival of this desk back."""
        name = self._waiting.pop().said if self._waiting else self._work.undo()
        self.wait()
        said = _("Taken back: {name}").format(name=name) if name else _("Nothing to take back")
        self._told = said
        self._show_keys()
        self.refresh()

    def look_for(self, text: str = "") -> None:
        """Look for a name, beginning with these letters."""
        self.back.stop()
        code = self._unknown_code
        self._show_part(self._searching)
        self._unknown_code = code
        self.search.field.field.setText(text)
        self.search.field.field.setFocus(Qt.FocusReason.OtherFocusReason)
        if not text:
            self.search.show_hits(Hits())

    def begin_walk_in(self) -> None:
        """Go to the three fields, with the name that was looked for, or on with who waits."""
        if not self.is_searching:
            self.look_for()
        if self.has_begun_walk_in and self._goes_on:
            self.has_begun_walk_in = False
            self.walk_in.go_on()
            return
        if not self._goes_on:
            self._free_form()
        self.walk_in.begin(self.search.text.strip(), self._unknown_code)

    @property
    def _goes_on(self) -> bool:
        """Whether who stands in the fields is the one whom the key for walk-ins leads to."""
        name = self.search.text.strip() if self.is_searching else ""
        return self.walk_in.is_begun and (not name or self.walk_in.is_of(name))

    def _free_form(self) -> None:
        """Who waits there goes on waiting; who was left goes."""
        if self.has_begun_walk_in:
            self.walk_in.set_aside()
        else:
            self.walk_in.empty()
        self.has_begun_walk_in = False

    def begin_instead(self) -> None:
        """Go to the three fields for somebody who comes instead of the one who is marked."""
        hit = self.search.marked if self.is_searching else None
        if hit is not None:
            self._free_form()
            self.walk_in.begin_instead(hit.uid, hit.name, hit.organisation, self._unknown_code)

    def switch_sound(self) -> None:
        """Be silent, or no longer."""
        if self._sounds is not None:
            self._sounds.switch()
            self._show_keys()

    def pause(self) -> None:
        """Take no scans for a while, or take them again."""
        self.is_paused = not self.is_paused
        self.result.show_paused(paused=self.is_paused)
        self.wait()
        self._told = _("Paused: nothing is checked in") if self.is_paused else ""
        self._show_keys()

    # -- keys -------------------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat():
            return  # held down, undo would take back a morning, and Escape leave the desk
        key, text = event.key(), event.text()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if (does := self._keys_that_hold().get(key)) is not None:
            does()
        elif control and key == Qt.Key.Key_Z:
            self.undo()
        elif control and key == Qt.Key.Key_Q:
            self.close()
        elif self.is_searching:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.result.press(_("Enter"))
        elif text.strip() and text.isprintable() and not self._choose(text):
            self.look_for(text)
        else:
            super().keyPressEvent(event)

    def _choose(self, key: str) -> bool:
        """Do what a letter stands for; the first of several is no choice, every code begins so."""
        return not self.scanner.is_passing_several and self.result.press(key)

    def _keys_that_hold(self) -> dict[int, Callable[[], None]]:
        """What keys do wherever the focus is."""
        return {
            Qt.Key.Key_Escape: self._escape,
            Qt.Key.Key_Insert: self.begin_walk_in,
            Qt.Key.Key_F2: self.begin_instead,
            Qt.Key.Key_F3: partial(self.walk_in.press, "F3"),
            Qt.Key.Key_F4: partial(self.walk_in.press, "F4"),
            Qt.Key.Key_F5: partial(self.walk_in.press, "F5"),
            Qt.Key.Key_F6: partial(self.walk_in.press, "F6"),
            Qt.Key.Key_F9: self.pause,
            Qt.Key.Key_F10: self.files_wanted.emit,
            Qt.Key.Key_F11: self.switch_sound,
        }

    @override
    def event(self, event: QEvent) -> bool:
        # Before a field sees it: the keys of the bar hold wherever the focus is.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if control and event.key() == Qt.Key.Key_Z:
                event.accept()
                return True
        return super().event(event)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self._waiting:
            event.ignore()
            self._ask_before_leaving()
            return
        self.scanner.stop()
        self._clock.stop()
        super().closeEvent(event)
        self.left.emit()

    def _ask_before_leaving(self) -> None:
        if any(dialog.isVisible() for dialog in self.findChildren(Dialog)):
            return
        count = len(self._waiting)
        said = ngettext(
            "{count} entry is not recorded yet", "{count} entries are not recorded yet", count
        )
        statement = Statement(
            said.format(count=format_number(count)),
            _("Another program is writing to the store. This desk goes on when that is done."),
            status=Status.LOOK,
        )
        leave = ngettext("Leave without it", "Leave without them", count)
        # Enter stays: a scanner ends with it what it reads meanwhile.
        verbs = [Verb(leave, self._leave_undone), Verb(_("Stay at the desk"))]
        Dialog(self.look, self, statement, verbs).open()

    def _leave_undone(self) -> None:
        self._waiting.clear()
        self._again.stop()
        self.close()

    def _escape(self) -> None:
        if self.is_searching or self.result.result is not None:
            self.wait()
        else:
            self.close()

    # -- parts ------------------------------------------------------------------------------

    def _look_up(self, text: str) -> None:
        enough = len(text.strip()) >= _LEAST_LETTERS
        self.search.show_hits(self._work.find(text) if enough else Hits())
        if self.is_searching and self._goes_on != self._goes_on_shown:
            self._show_keys()

    def _take_namesake(self, uid: str) -> None:
        self.has_begun_walk_in = False
        self.check_in(uid)

    def _look_in_the_list(self, name: str) -> None:
        self.has_begun_walk_in = False
        self.look_for(name)

    def _hint(self) -> None:
        self.walk_in.show_hint(self._work.hint(self.walk_in.walk_in))

    def _show_part(self, part: QWidget) -> None:
        searching = part is self._searching
        if not searching:
            self.search.field.field.clear()
            if not any(sheet.isVisible() for sheet in self.findChildren(Sheet)):
                self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._stack.setCurrentWidget(part)
        self._show_last_four()
        for piece in (self.top, self.result, self.last_four, self.keys):
            piece.wear(self.outcome)
        self._show_keys()
        self.update()

    def _show_last_four(self) -> None:
        """Who came last, where the result leaves room for it."""
        is_high = self.height() >= self.look.px(_HIGH_ENOUGH)
        self.last_four.setVisible(is_high and not self.is_searching)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_last_four()
        self._share_width()

    def _share_width(self) -> None:
        """The names that are found need half of a narrow screen."""
        wide = min(self.look.px(WIDE), round(_MOST_OF_WIDTH * self.width()))
        self._beside.setFixedWidth(wide)

    def _show_keys(self) -> None:
        search = Key(_("A\N{EN DASH}Z"), _("Search a name"), self.look_for)
        self._goes_on_shown = self._goes_on
        walk_in = Key(_("Ins"), wording.walk_in(begun=self._goes_on), self.begin_walk_in)
        self._undone_next = self._last_arrival() if self._names_undone else ""
        undo = Key(_("Ctrl Z"), wording.undo(self._undone_next), self.undo, names=True)
        nothing = Key(_("Esc"), _("Nothing"), self.wait)
        if self.is_searching:
            keys = [
                Key("\N{UPWARDS ARROW} \N{DOWNWARDS ARROW}", _("Choose")),
                Key(_("Enter"), _("Check in the marked one"), self.search.take),
                walk_in,
                Key("F2", _("Comes instead of the marked one"), self.begin_instead),
                Key(_("Esc"), _("Back to scanning"), self.wait),
            ]
            self.keys.show_keys(keys, _("Scanning goes on working here"))
        elif self.outcome is None:
            pause = _("Go on") if self.is_paused else _("Pause")
            leave = Key(_("Esc"), _("Leave the desk"), self.close)
            hand_over = Key("F10", _("Files"), self.files_wanted.emit)
            keys = [search, walk_in, undo, Key("F9", pause, self.pause), hand_over]
            if self._sounds is not None:
                said = _("Sound on") if self._sounds.is_silent else _("Sound off")
                keys.append(Key("F11", said, self.switch_sound))
            keys.append(leave)
            self.keys.show_keys(keys, self._told)
        elif self.outcome is ScanResult.IN:
            self.keys.show_keys([search, walk_in, undo])
        else:
            waits = [walk_in] if self._goes_on else []
            self.keys.show_keys([nothing, search, *waits, undo])

    def _show_time(self) -> None:
        self.top.show_time(self._work.time())

    def _lay_out(self) -> None:
        look = self.look
        both = QHBoxLayout(self._searching)
        edge = look.px(EDGE)
        both.setContentsMargins(edge, look.px(0.35), edge, look.px(0.6))
        both.setSpacing(look.px(1.25))
        both.addWidget(self.search, 1)
        both.addWidget(self._beside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look.px(0.4))
        layout.addWidget(self.top)
        layout.addWidget(self._parts, 1)
        self._stack.addWidget(self.result)
        self._stack.addWidget(self._searching)
        layout.addWidget(self.last_four)
        layout.addWidget(self.keys)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), dress(self.look.tokens, self.outcome).ground)
        painter.end()
