"""Home: the day, what waits, and beside it what there is and what came in."""

from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from recipe_desktop.domain.clock import today
from recipe_desktop.i18n import _, format_day, format_list, format_number, ngettext
from recipe_desktop.services import home, organisations, words
from recipe_desktop.ui.background.overviews import Situation
from recipe_desktop.ui.cards import BETWEEN, INSIDE, Card, CardHead, Line, PageHead, page_layout
from recipe_desktop.ui.cards.lines import Remark, TaskRow, clear
from recipe_desktop.ui.home import promises
from recipe_desktop.ui.home.tasks import TaskLine, Turn, tasks
from recipe_desktop.ui.layout.scrolling import NO_LIMIT, scrolled
from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.buttons import Button, LinkButton
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.look.tokens import Status
from recipe_desktop.ui.near_days import ago
from recipe_desktop.ui.surroundings import Surroundings
from recipe_desktop.ui.sync.came_in import came_line
from recipe_desktop.ui.view import Label, View
from recipe_desktop.ui.window.frame import FOLD_BELOW

SIDE: Final = 23.0  # units; the column of cards at the right
_COUNTRIES: Final = 5


class _Share(QWidget):
    """A country with the number of its organisations, and a bar for their share."""

    def __init__(self, look: Look, name: str, count: int, most: int) -> None:
        super().__init__()
        self._look, self._name, self._count, self._most = look, name, count, most
        self.setAccessibleName(f"{name} {format_number(count)}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._look.px(8), self._look.px(2))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look, u, t = self._look, self._look.u, self._look.tokens
        first = QRectF(0, 0, self.width(), 1.3 * u)
        number = format_number(self._count)
        draw.text(painter, first, number, look.fonts.figures, t.text, draw.RIGHT)
        room = first.adjusted(0, 0, -look.fonts.figures.width(number) - u, 0)
        draw.text(painter, room, self._name, look.fonts.body, t.text)
        bar = QRectF(0, 1.45 * u, self.width(), 0.3 * u)
        draw.bar(painter, look, bar, self._count / max(1, self._most))
        painter.end()


def _how_much(found: list[TaskLine]) -> str:
    """How many things wait for us, and how many of them are late."""
    count = sum(1 for task in found if task.turn is not Turn.OTHERS)
    late = sum(1 for task in found if task.turn is Turn.LATE)
    if not count:
        return _("Nothing waits for you")
    waits = ngettext("{count} thing waits for you", "{count} things wait for you", count)
    said = waits.format(count=format_number(count))
    if late:
        behind = ngettext("{count} of them is late", "{count} of them are late", late)
        return f"{said}, {behind.format(count=format_number(late))}"
    return said


class HomePage(View):
    """What a person sees first: every row opens what it names."""

    def __init__(self, given: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(given.look, parent, ground="canvas")
        self._given = given
        self._rows: list[TaskRow] = []
        self._said: list[tuple[str, str, str]] | None = None
        look = given.look
        self.head = PageHead(look)
        self.receive = Button(look, symbol="file-download")
        self.begin = Button(look, symbol="file-import", primary=True)
        self.head.buttons.addWidget(self.receive)
        self.head.buttons.addWidget(self.begin)
        self.waiting = Card(look)
        self.waiting.body.setContentsMargins(
            look.px(0.375), look.px(INSIDE), look.px(0.375), look.px(INSIDE)
        )
        self.waiting.body.setSpacing(0)
        self.partners = Card(look)
        self.promises = Card(look)
        self.came_in = Card(look)
        self._side = QVBoxLayout()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._build()
        self.retranslate()

        self.receive.clicked.connect(lambda: given.ways.action.emit("sync.receive"))
        self.begin.clicked.connect(lambda: given.ways.list_import.emit(""))
        given.overviews.changed.connect(self.refresh)

    def _build(self) -> None:
        look = self.look
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        page = View(look)
        outer.addWidget(scrolled(page))
        layout = page_layout(page)
        layout.addWidget(self.head)
        layout.addSpacing(look.px(0.25))
        self._columns.setSpacing(look.px(1.25))
        self._side.setSpacing(look.px(BETWEEN))
        self._side.addWidget(self.promises)
        self._side.addWidget(self.partners)
        self._side.addWidget(self.came_in, 1)  # so that both columns end at one line
        self._columns.addWidget(self.waiting, 1)
        self._columns.addLayout(self._side)
        layout.addLayout(self._columns, 1)
        for card in (self.promises, self.partners, self.came_in):
            card.setFixedWidth(look.px(SIDE))

    @override
    def retranslate(self) -> None:
        self.receive.setText(_("Receive a file"))
        self.begin.setText(_("Import a list"))
        self.waiting.setAccessibleName(_("What waits for you"))
        self._said = None  # that nothing waits is said anew, too
        self.refresh()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @override
    def measure(self) -> None:
        self._arrange()
        self.refresh()

    def _arrange(self) -> None:
        """One column where there is no room for two."""
        narrow = self.window().width() < FOLD_BELOW * self.look.u
        way = QBoxLayout.Direction
        self._columns.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        side = SIDE if self.width() < 90 * self.look.u else 28
        for card in (self.promises, self.partners, self.came_in):
            if narrow:
                card.setMinimumWidth(0)
                card.setMaximumWidth(NO_LIMIT)
            else:
                card.setFixedWidth(self.look.px(side))

    def refresh(self) -> None:
        """Show how things stand now."""
        day = format_day(today(), "full")
        situation, trouble = self._given.overviews.now, self._given.overviews.trouble
        for card in (self.promises, self.partners, self.came_in):
            card.setVisible(trouble is None)
        if trouble is not None:
            said, advice = words.sentence_and_advice(trouble)
            self.head.show_texts(day, said)
            self._show_trouble(advice)
            return
        if situation is None:
            self.head.show_texts(day, _("Looking at what waits for you"))
            return
        found = tasks(situation, self._given.ways)
        self.head.show_texts(day, _how_much(found))
        self._show_tasks(found)
        self._show_promises(situation.overview)
        self._show_partners(situation.overview)
        self._show_came_in(situation)

    def _show_trouble(self, advice: str) -> None:
        """What to do where nothing can be said of what waits."""
        body = self.waiting.body
        clear(body)
        self._rows, self._said = [], None
        line = Remark(self.look, "alert-octagon", advice, status=Status.BLOCK)
        line.setContentsMargins(self.look.px(0.75), self.look.px(0.3), self.look.px(0.75), 0)
        body.addWidget(line)
        body.addStretch()

    def _show_tasks(self, found: list[TaskLine]) -> None:
        body = self.waiting.body
        said = [(task.name, task.second, task.aside) for task in found]
        if said == self._said:
            return  # the same rows stay: what somebody points at must not be made anew
        self._said = said
        focused = next((row.text() for row in self.rows() if row.hasFocus()), "")
        clear(body)
        self._rows = []
        if not found:
            body.addWidget(self._all_done())
            body.addStretch()
            return
        titles = {
            Turn.LATE: (_("Late"), "block"),
            Turn.OURS: (_("Waits for you"), "text2"),
            Turn.OTHERS: (_("Waiting for others"), "text2"),
        }
        for turn, (title, ink) in titles.items():
            self._show_group(title, ink, [task for task in found if task.turn is turn], focused)
        body.addStretch()

    def _show_group(self, title: str, ink: str, found: list[TaskLine], focused: str) -> None:
        look, body = self.look, self.waiting.body
        if not found:
            return
        if self._rows:
            body.addSpacing(look.px(0.9))
        head = QHBoxLayout()
        head.setContentsMargins(look.px(0.75), 0, 0, look.px(0.4))
        head.setSpacing(look.px(0.5))
        head.addWidget(Label(look, title, face="small_strong", ink=ink))
        head.addWidget(Label(look, format_number(len(found)), face="second", ink="text2"))
        head.addStretch()
        body.addLayout(head)
        for number, task in enumerate(found, start=1):
            row = TaskRow(
                look,
                task.symbol,
                task.status,
                task.name,
                task.second,
                aside=task.aside,
                pill=task.pill,
            )
            row.last = number == len(found)
            row.clicked.connect(task.run)
            self._rows.append(row)
            body.addWidget(row)
            if task.name == focused:
                row.setFocus()

    def rows(self) -> list[TaskRow]:
        """What waits, row by row."""
        return list(self._rows)

    def _all_done(self) -> QWidget:
        line = Remark(
            self.look,
            "circle-check",
            _(
                "No conflict is open, nothing looks like a double, and the partners have all you wrote."
            ),
            status=Status.OK,
        )
        line.setContentsMargins(self.look.px(0.75), self.look.px(0.3), self.look.px(0.75), 0)
        return line

    def _show_promises(self, seen: home.FirstPage) -> None:
        """Done, planned and still to do of every promise about exchanges."""
        look, body = self.look, self.promises.body
        clear(body)
        self.promises.setVisible(bool(seen.exchanges))
        link = LinkButton(look, _("Open Exchanges"))
        link.clicked.connect(lambda: self._given.ways.section.emit("exchanges", ""))
        body.addWidget(CardHead(look, _("Exchanges promised"), link))
        whole = [promise for promise in seen.promises if promise.code == "exchanges"]
        for promise in whole:
            body.addWidget(promises.Whole(look, promise))
        body.addWidget(promises.Heading(look))
        lines = QVBoxLayout()
        lines.setSpacing(look.px(promises.ROW_GAP_UNITS))
        for promise in seen.promises:
            if promise not in whole:
                lines.addWidget(promises.CategoryLine(look, promise))
        for promise in seen.counted:
            lines.addWidget(promises.CategoryLine(look, promise, promise.name))
        body.addLayout(lines)
        if seen.uncounted:
            told = [words.uncounted_words(t.code, t.name, t.amount) for t in seen.uncounted]
            said = _("Also promised, not counted: {targets}").format(targets=format_list(told))
            body.addWidget(Label(look, said, face="second", ink="text2", wrap=True))

    def _show_partners(self, seen: home.FirstPage) -> None:
        look, body = self.look, self.partners.body
        clear(body)
        link = LinkButton(look, _("Open Partners"))
        link.clicked.connect(lambda: self._given.ways.section.emit("partners", ""))
        body.addWidget(CardHead(look, _("Partners"), link))
        row = QHBoxLayout()
        row.setSpacing(look.px(0.6))
        number = Label(look, format_number(seen.organisations), face="display")
        row.addWidget(number)
        people = ngettext("{count} person", "{count} people", seen.people)
        said = _("{organisations}, {people}").format(
            organisations=words.kind_name("organisations", seen.organisations),
            people=people.format(count=format_number(seen.people)),
        )
        row.addWidget(Label(look, said, ink="text2"), 1)
        body.addLayout(row)
        if seen.exchanges:
            return  # then promises are more urgent than countries, and all fits on one screen
        counted = self._given.workspace.ask(organisations.countries)
        for code, count in counted[:_COUNTRIES]:
            body.addWidget(_Share(look, words.country_word(code), count, counted[0][1]))
        rest = len(counted) - _COUNTRIES
        if rest > 0:
            more = ngettext("and {count} more country", "and {count} more countries", rest)
            body.addWidget(
                Label(look, more.format(count=format_number(rest)), face="second", ink="text2")
            )

    def _show_came_in(self, situation: Situation) -> None:
        look, body, seen = self.look, self.came_in.body, situation.overview
        clear(body)
        link = LinkButton(look, _("Open Sync"))
        link.clicked.connect(lambda: self._given.ways.section.emit("sync", ""))
        body.addWidget(CardHead(look, _("Came in"), link))
        # With promises above, the foot shall be in sight all the same; Sync has them all.
        for came in seen.came_in[: 1 if seen.exchanges else None]:
            body.addWidget(came_line(look, came))
        if not seen.came_in:
            body.addWidget(
                Label(
                    look,
                    _("Nothing has come in from the partners yet."),
                    ink="text2",
                    wrap=True,
                )
            )
        body.addWidget(Line(look))
        copied_at = situation.copied_at
        said = _("Last backup: {day}").format(day=ago(copied_at)) if copied_at else ""
        body.addWidget(Remark(look, "database", said or _("No backup has been made yet")))
        body.addStretch()
