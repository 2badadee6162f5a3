"""Who changed what, when and where: as an excerpt beside the fields, and in full."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from itertools import groupby
from typing import Final

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QSizePolicy,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from recipe_desktop.domain.unseen import one_line
from recipe_desktop.i18n import _, format_number, format_zone, ngettext
from recipe_desktop.services import words
from recipe_desktop.services.history import Change
from recipe_desktop.ui.cards import PAGE_MARGIN, CardHead
from recipe_desktop.ui.cards.initials import initials, series
from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.buttons import LinkButton
from recipe_desktop.ui.look.parting import LEADING, folded
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.near_days import when, when_in_full
from recipe_desktop.ui.tables.records import LINE
from recipe_desktop.ui.tables.rows import RowsView, TellingRows
from recipe_desktop.ui.tables.short import ShortTable
from recipe_desktop.ui.view import View

Index = QModelIndex | QPersistentModelIndex
Resolve = Callable[[str], str]
_EXCERPT: Final = 5
_NAMING: Final = ("name", "member", "cluster_name")
_ARROW: Final = "\N{RIGHTWARDS ARROW}"
_HEAD_UNITS, _LINE_UNITS = 3.5, 1.6
_LABEL_UNITS: Final = 18.0  # at most
_MOST_LINES: Final = 6  # of a value; the tool tip has all of it
_LEAST_SHARE: Final = 0.35  # of a headline: what it is about keeps as much beside a long value


@dataclass(frozen=True, slots=True)
class Deed:
    """One step of work on a record: who did it when, and what it changed."""

    changes: tuple[Change, ...]

    @property
    def first(self) -> Change:
        """What all its changes have in common."""
        return self.changes[0]


def deeds(changes: Sequence[Change]) -> list[Deed]:
    """Changes that were made together, newest first."""
    together = groupby(changes, key=lambda change: (change.at, change.by, change.action))
    return [Deed(tuple(group)) for _key, group in together]


class Wording:
    """Says what a deed did.

    Args:
        kind: of the record whose history it is; of others the kind is named.
        resolve: gives the name of a record that a value points to.
        zone: of the record's own place, None where it has none.
    """

    def __init__(
        self, kind: str, resolve: Resolve, zone: Callable[[], tzinfo | None] = lambda: None
    ) -> None:
        self._kind, self._resolve, self._zone = kind, resolve, zone

    def when(self, deed: Deed) -> str:
        """Day and time on this laptop, with its zone where the clocks of the place differ.

        Nothing of what came with the program.
        """
        if deed.first.is_seed:
            return ""
        zone, at = self._zone(), deed.first.at
        said = when_in_full(at)
        if zone is None or at.astimezone(zone).utcoffset() == at.astimezone().utcoffset():
            return said
        return _("{time} here ({zone})").format(time=said, zone=format_zone(at))

    def headline(self, deed: Deed) -> tuple[str, str]:
        """The deed in one line: what it was about, and behind that a value, if it is about one."""
        told = [c for c in deed.changes if c.field] or list(deed.changes)
        whole = [c for c in deed.changes if not c.field and c.kind == self._kind]
        if whole:
            seed = deed.first.is_seed
            return _("Came with the program") if seed else words.what_happened(whole[0].what), ""
        others = [c for c in deed.changes if not c.field]
        if len(told) == 1 and told[0].field and not others:
            return self._parts(told[0])
        if others:
            return self._other(others[0], deed), ""
        names = list(dict.fromkeys(self.field(change) for change in told))
        if len(names) <= 2:
            return ", ".join(names), ""
        more = ngettext("{first} and {count} more", "{first} and {count} more", len(names) - 1)
        return more.format(first=names[0], count=format_number(len(names) - 1)), ""

    def _other(self, change: Change, deed: Deed) -> str:
        """Something that hangs on the record was made or deleted, if possible with its name."""
        naming = [c for c in deed.changes if c.uid == change.uid and c.field in _NAMING]
        for named in naming:
            old, new = self.values(named)
            if called := new or old:
                said = _("{kind} added: {name}") if change.what == "made" else "{kind}: {name}"
                return said.format(kind=self._kind_word(change), name=called)
        return self.line(change)

    def line(self, change: Change) -> str:
        """One change: the field with what stood there and what stands there now."""
        if not change.field:
            return f"{self._about(change)}{words.what_happened(change.what).lower()}"
        return "".join(self._parts(change))

    def _parts(self, change: Change) -> tuple[str, str]:
        old, new = self.values(change)
        now = new or _("empty")
        if not old or change.is_confirmed:
            return self.field(change), f": {now}"
        return self.field(change), f" {old} {_ARROW} {now}"

    def title(self, deed: Deed) -> str:
        """What sort of step it was, and of what where it is not the record's own."""
        if deed.first.is_seed:
            return _("Came with the program")
        step, other = words.action_name(deed.first.action), self._only_other(deed)
        return f"{step}: {words.kind_name(other)}" if other else step

    def field_in(self, deed: Deed, change: Change) -> str:
        """Which field, below the title of its deed."""
        alone = self._only_other(deed)
        return words.field_label(change.kind, change.field) if alone else self.field(change)

    def field(self, change: Change) -> str:
        """Which field, and of what where it is not the record's own."""
        label = words.field_label(change.kind, change.field)
        return label if change.kind == self._kind else f"{self._about(change)}{label}"

    def values(self, change: Change) -> tuple[str, str]:
        """What stood there and what stands there now, for people."""
        old, new = (
            self._resolve(str(value))
            or words.value_word(change.kind, change.field, value, self._zone())
            for value in (change.old, change.new)
        )
        return old, new

    def who(self, deed: Deed) -> str:
        """The person, or the laptop where nobody sat at it."""
        return deed.first.by or deed.first.device or _("RECiPE Desktop")

    def _only_other(self, deed: Deed) -> str:
        kinds = {change.kind for change in deed.changes}
        return kinds.pop() if len(kinds) == 1 and self._kind not in kinds else ""

    def _about(self, change: Change) -> str:
        return _("{kind}: ").format(kind=self._kind_word(change))

    def _kind_word(self, change: Change) -> str:
        name = words.kind_name(change.kind)
        return name[:1].upper() + name[1:]


@dataclass(frozen=True, slots=True)
class _Head:
    deed: Deed


@dataclass(frozen=True, slots=True)
class _Line:
    deed: Deed
    change: Change


def _entries(changes: Sequence[Change]) -> Iterator[_Head | _Line]:
    for deed in deeds(changes):
        yield _Head(deed)
        written = {change.uid for change in deed.changes if change.field}
        for change in reversed(deed.changes):
            if change.field or change.uid not in written:
                yield _Line(deed, change)


class _Rows(TellingRows):
    """Heads with a disc, below each its changes with field, old and new."""

    def __init__(self, look: Look, wording_of: Wording, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._wording = look, wording_of
        self._widest = 0.0  # of the names of fields, in pixels

    def fit(self, entries: Sequence[_Head | _Line]) -> None:
        """Have one column for the names of fields, as wide as these need."""
        lines = [entry for entry in entries if isinstance(entry, _Line) and entry.change.field]
        names = {self._wording.field_in(line.deed, line.change) for line in lines}
        self._widest = max(map(self._look.fonts.body.width, names), default=0.0)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry, parent = index.data(LINE), self.parent()
        wide = parent.viewport().width() if isinstance(parent, RowsView) else self._look.px(20)
        if isinstance(entry, _Head):
            return QSize(wide, self._look.px(_HEAD_UNITS))
        above = self._look.px(_LINE_UNITS) - self._leading
        return QSize(wide, round(above + self._leading * self._count(entry, wide)))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        entry, whole = index.data(LINE), QRectF(option.rect)
        if isinstance(entry, _Head):
            self._head(painter, whole, entry.deed, first=index.row() == 0)
        elif isinstance(entry, _Line):
            self._change(painter, whole, entry)
        painter.restore()

    @override
    def hidden_text(self, whole: QRectF, index: Index) -> str:
        entry = index.data(LINE)
        if isinstance(entry, _Head):
            name = self._wording.title(entry.deed)
            room = self._name_room(whole, entry.deed).width()
            return name if self._look.fonts.strong.width(name) > room else ""
        if not isinstance(entry, _Line):
            return ""
        said, face, change = self._wording.line(entry.change), self._look.fonts.body, entry.change
        line, named = self._line_rooms(whole)
        if not change.field:
            return said if face.width(said) > line.width() else ""
        label = self._wording.field_in(entry.deed, change)
        is_cut = any(
            len(folded(value, face, room, _MOST_LINES + 1)) > _MOST_LINES
            for value, room in self._values(change, self._value_room(whole))
        )
        return said if is_cut or face.width(label) > named.width() else ""

    @property
    def _leading(self) -> float:
        return LEADING * self._look.fonts.body.metrics.height()

    def _value_room(self, whole: QRectF) -> float:
        line, named = self._line_rooms(whole)
        return line.right() - named.right() - 0.5 * self._look.u

    def _arrow_room(self) -> float:
        return self._look.fonts.body.width(_ARROW) + 0.4 * self._look.u

    def _values(self, change: Change, room: float) -> list[tuple[str, float]]:
        """What stood there, if anything, and what stands there now, with the room of each.

        They are two where they do not stand in one line.
        """
        old, new = self._wording.values(change)
        behind = [(new or _("empty"), room - (self._arrow_room() if old else 0))]
        return [(old, room), *behind] if old else behind

    def _is_one_line(self, values: Sequence[tuple[str, float]], room: float) -> bool:
        wide = sum(self._look.fonts.body.width(one_line(value)) for value, _room in values)
        return wide + (len(values) - 1) * (self._arrow_room() + 0.4 * self._look.u) <= room

    def _count(self, entry: _Line, wide: int) -> int:
        """How many lines a change takes in a list that is so wide."""
        if not entry.change.field:
            return 1
        room = self._value_room(QRectF(0, 0, wide, 0))
        values = self._values(entry.change, room)
        if self._is_one_line(values, room):
            return 1
        face = self._look.fonts.body
        return sum(len(folded(value, face, within, _MOST_LINES)) for value, within in values)

    def _name_room(self, whole: QRectF, deed: Deed) -> QRectF:
        u, fonts = self._look.u, self._look.fonts
        taken = fonts.second.width(self._wording.when(deed)) + u
        line = QRectF(2.25 * u, whole.top() + 0.55 * u, whole.width() - 2.25 * u, 1.3 * u)
        return line.adjusted(0, 0, -taken, 0)

    def _line_rooms(self, whole: QRectF) -> tuple[QRectF, QRectF]:
        """Where a change stands, and the left part of it for the field."""
        u = self._look.u
        line = QRectF(2.25 * u, whole.top(), whole.width() - 2.25 * u, whole.height())
        label = min(self._widest + 1.5 * u, _LABEL_UNITS * u, 0.4 * line.width())
        return line, QRectF(line.left(), line.top(), label - 0.5 * u, line.height())

    def _head(self, painter: QPainter, whole: QRectF, deed: Deed, *, first: bool) -> None:
        u, t, fonts, change = self._look.u, self._look.tokens, self._look.fonts, deed.first
        if not first:
            draw.hairline(painter, 2.25 * u, whole.right(), whole.top() + 0.25 * u, t.line)
        who = self._wording.who(deed)
        disc = QRectF(0, whole.top() + 0.95 * u, 1.5 * u, 1.5 * u)
        draw.disc(painter, self._look, disc, initials(who), series(who))
        at = self._wording.when(deed)
        line = QRectF(2.25 * u, whole.top() + 0.55 * u, whole.width() - 2.25 * u, 1.3 * u)
        name = self._name_room(whole, deed)
        draw.text(painter, name, self._wording.title(deed), fonts.strong, t.text)
        draw.text(painter, line, at, fonts.second, t.text3, draw.RIGHT)
        where = change.device if change.by else ""
        second = ", ".join(part for part in (who, where) if part)
        draw.text(painter, line.translated(0, 1.25 * u), second, fonts.second, t.text2)

    def _change(self, painter: QPainter, whole: QRectF, entry: _Line) -> None:
        change = entry.change
        u, t, fonts = self._look.u, self._look.tokens, self._look.fonts
        whole = QRectF(whole.left(), whole.top(), whole.width(), _LINE_UNITS * u)
        line, named = self._line_rooms(whole)
        if not change.field:
            draw.text(painter, line, self._wording.line(change), fonts.body, t.text2)
            return
        label_words = self._wording.field_in(entry.deed, change)
        draw.text(painter, named, label_words, fonts.body, t.text2)
        old, new = self._wording.values(change)
        left = named.right() + 0.5 * u
        at = QRectF(left, line.top(), line.right() - left, line.height())
        values = self._values(change, at.width())
        if old and self._is_one_line(values, at.width()):
            at.setLeft(at.left() + draw.text(painter, at, old, fonts.body, t.text2) + 0.4 * u)
        elif old:
            at.translate(0, self._lines(painter, at, old, t.text2))
        if old:
            draw.text(painter, at, _ARROW, fonts.body, t.text3)
            at.setLeft(at.left() + self._arrow_room())
        self._lines(painter, at, new or _("empty"), t.text if new else t.text3)

    def _lines(self, painter: QPainter, at: QRectF, value: str, ink: str) -> float:
        """Paint a value on as many lines as it takes; gives how high these are."""
        face = self._look.fonts.body
        lines = folded(value, face, at.width(), _MOST_LINES)
        for number, said in enumerate(lines):
            draw.text(painter, at.translated(0, number * self._leading), said, face, ink)
        return len(lines) * self._leading


class HistoryList(RowsView):
    """The full history of a record; its bar stands in the margin of the page."""

    def __init__(self, look: Look, wording_of: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wording = wording_of
        self.deeds = ShortTable(self._said_of, self)
        self.setUniformItemSizes(False)  # heads are higher than their lines
        self.setResizeMode(RowsView.ResizeMode.Adjust)  # a value takes as many lines as it needs
        self.setSelectionMode(RowsView.SelectionMode.NoSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        bar = self.verticalScrollBar().sizeHint().width()
        self.setViewportMargins(0, 0, max(0, look.px(PAGE_MARGIN) - bar), 0)  # the bar is in it
        self.setModel(self.deeds)
        self._rows, self._entries = _Rows(look, wording_of, self), list[_Head | _Line]()
        self.setItemDelegate(self._rows)
        look.changed.connect(self._measure)

    def show_changes(self, changes: Sequence[Change]) -> None:
        """Show another history."""
        self._entries = list(_entries(changes))
        self._rows.fit(self._entries)
        self.deeds.show(self._entries)

    def _measure(self) -> None:
        self._rows.fit(self._entries)
        self.doItemsLayout()

    def _said_of(self, entry: _Head | _Line) -> str:
        if isinstance(entry, _Line):
            return self._wording.line(entry.change)
        said, deed = self._wording, entry.deed
        return ", ".join(filter(None, (said.title(deed), said.who(deed), said.when(deed))))


class _Deed(QWidget):
    """One deed of the excerpt; a line joins it with the one below."""

    def __init__(
        self, look: Look, headline: tuple[str, str], who: str, when: str, *, last: bool
    ) -> None:
        super().__init__()
        self._look, self._headline, self._who, self._last = look, headline, who, last
        self._second = ", ".join(filter(None, (who, when)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(look.px(2.625))
        said = "".join(headline)
        self.setToolTip(f"{said}\n{self._second}")
        self.setAccessibleName(f"{said}, {self._second}")

    def shown(self) -> str:
        """The headline as it has room: what it is about makes room for the value."""
        face = self._look.fonts.action
        about, value = self._headline
        room = self.width() - 2.1 * self._look.u
        left = room - face.width(value)
        least = min(face.width(about), _LEAST_SHARE * room)
        return face.elided(face.elided(about, max(left, least)) + value, room)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        u, t, fonts = self._look.u, self._look.tokens, self._look.fonts
        if not self._last:
            painter.fillRect(QRectF(0.7 * u, 1.9 * u, 1, 0.75 * u), t.line)
        disc = QRectF(0, 0.2 * u, 1.4 * u, 1.4 * u)
        draw.disc(painter, self._look, disc, initials(self._who), series(self._who))
        line = QRectF(2.1 * u, 0, self.width() - 2.1 * u, 1.2 * u)
        draw.text(painter, line, self.shown(), fonts.action, t.text)
        draw.text(painter, line.translated(0, 1.1 * u), self._second, fonts.second, t.text2)
        painter.end()


class Excerpt(View):
    """The latest deeds, and a link to all of them."""

    all_wanted = Signal()

    def __init__(self, look: Look, wording_of: Wording, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._wording = wording_of
        self._deeds: list[Deed] = []
        self._shown: list[_Deed] = []
        self.all = LinkButton(look)
        self.head = CardHead(look, aside=self.all)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self.head)
        self._layout.addSpacing(look.px(0.5))
        self._layout.addStretch()
        self.retranslate()
        self.all.clicked.connect(self.all_wanted)

    @override
    def retranslate(self) -> None:
        self.head.title.setText(_("History"))
        self._build()

    @override
    def measure(self) -> None:
        self._build()

    def show_deeds(self, made: Sequence[Deed]) -> None:
        """Show another history."""
        if list(made) != self._deeds:
            self._deeds = list(made)
            self._build()

    def headlines(self) -> list[str]:
        """What it says of each deed, as there is room."""
        return [deed.shown() for deed in self._shown]

    def _build(self) -> None:
        count = len(self._deeds)
        self.all.setText(_("All {count}").format(count=format_number(count)))
        self.all.setAccessibleName(_("The whole history"))
        self.all.updateGeometry()
        self.all.setVisible(count > 0)
        for old in self._shown:
            self._layout.removeWidget(old)
            old.hide()
            old.deleteLater()
        latest = self._deeds[:_EXCERPT]
        self._shown = [
            _Deed(
                self.look,
                self._wording.headline(deed),
                self._wording.who(deed),
                "" if deed.first.is_seed else when(deed.first.at),
                last=deed is latest[-1],
            )
            for deed in latest
        ]
        for place, made in enumerate(self._shown):
            self._layout.insertWidget(2 + place, made)
