"""The rows of a preview: what each line of the file will do, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import overload

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
)
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QListView,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.import_columns import Kind
from recipe_desktop.domain.import_plans import Action, Differing, Outcome, PlanLine
from recipe_desktop.i18n import _, ngettext
from recipe_desktop.services import words
from recipe_desktop.ui.imports.work import Planned
from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.look.tokens import STATUS_ICONS, Status
from recipe_desktop.ui.tables.records import LINE
from recipe_desktop.ui.tables.rows import PaintedRows, RowsView
from recipe_desktop.ui.tables.short import ShortTable
from recipe_desktop.ui.view import View

STATUS = {
    Outcome.NEW: Status.OK,
    Outcome.CHANGED: Status.NOTE,
    Outcome.SAME: Status.NEUTRAL,
    Outcome.SUSPICIOUS: Status.LOOK,
    Outcome.REJECTED: Status.BLOCK,
}
_ROW = 2.9
_MARGIN = 0.35  # units
_NUMBER, _NAME, _WHAT = 0.75, 4.4, 0.42  # left edges: units, units, share of the width
_NUMBER_END = 3.8  # units


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """What is shown of one line.

    Args:
        what: what becomes of it, in words.
        why: the reason below, with the status's symbol.
    """

    number: int
    outcome: Outcome
    name: str
    second: str
    what: str
    why: str


class PreviewRows(Sequence[PreviewRow]):
    """The rows with one outcome, or all; each is put in words when it is looked at.

    Of a long list only a few are ever seen.
    """

    def __init__(self, kind: Kind, planned: Planned, outcome: Outcome | None) -> None:
        plan = planned.preview.plan
        self._kind, self._planned = kind, planned
        self._lines = plan.lines if outcome is None else plan.of(outcome)

    @override
    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, at: int) -> PreviewRow: ...
    @overload
    def __getitem__(self, at: slice) -> list[PreviewRow]: ...
    @override
    def __getitem__(self, at: int | slice) -> PreviewRow | list[PreviewRow]:
        if isinstance(at, slice):
            return [_row(self._kind, line, self._planned) for line in self._lines[at]]
        return _row(self._kind, self._lines[at], self._planned)


def _row(kind: Kind, line: PlanLine, planned: Planned) -> PreviewRow:
    cells = planned.cells(line.number)
    name, second = _called(kind, cells)
    what, why = _judged(kind, line, planned)
    return PreviewRow(line.number, line.outcome, name, second, what, why)


def _called(kind: Kind, cells: Mapping[str, str]) -> tuple[str, str]:
    if kind in ("people", "registrations"):
        name = cells.get("full_name", "") or _joined(cells, " ", "given_name", "family_name")
        return name, _joined(cells, ", ", "organisation", "organisation_name", "email")
    if kind == "exchanges":
        names = _joined(cells, " \N{RIGHTWARDS ARROW} ", "visitor", "host")
        return names, _joined(cells, ", ", "number", "starts_on", "ends_on")
    return cells.get("name", ""), _joined(cells, ", ", "city", "country")


def _judged(kind: Kind, line: PlanLine, planned: Planned) -> tuple[str, str]:
    reasons = " ".join(words.reason_sentence(reason) for reason in line.reasons)
    notes = " ".join(words.reason_sentence(reason) for reason in line.notes)
    if line.outcome is Outcome.REJECTED:
        return _("Is not taken over"), reasons
    if line.alike:
        like = line.alike[0]
        other = _other(kind, like.ref, planned)
        more = len(line.alike) - 1
        if more:
            other = ngettext("{name} and {count} more", "{name} and {count} more", more).format(
                name=other, count=more
            )
        return _("Looks like {name}").format(name=other), words.doubles_words(like.reasons)
    if line.held:
        said = "; ".join(_held(kind, item) for item in line.held)
        return said, reasons
    if line.action is Action.UPDATE:
        return "; ".join(_written(kind, line)), notes
    if line.outcome is Outcome.SAME:
        return reasons or _("Nothing new"), notes
    return _("Is added"), notes


def _other(kind: Kind, ref: str, planned: Planned) -> str:
    if not ref.startswith("row:"):
        return planned.names.get(Uid(ref)) or _("a record that is here")
    number = int(ref.removeprefix("row:"))
    name, _second = _called(kind, planned.cells(number))
    return _("{name}, row {number}").format(name=name, number=number)


def _held(kind: Kind, item: Differing) -> str:
    return _("{field}: {here} stays, the file says {there}").format(
        field=words.field_label(kind, item.field),
        here=_value(kind, item.field, item.current),
        there=_value(kind, item.field, item.in_file),
    )


def _written(kind: Kind, line: PlanLine) -> list[str]:
    return [
        _("{field}: {value}").format(
            field=words.field_label(kind, name), value=_value(kind, name, value)
        )
        for name, value in line.values.items()
    ]


def _value(kind: Kind, name: str, value: object) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    shown = value if isinstance(value, str | int) else None
    return words.value_word(kind, name, shown) or _("nothing")


def _joined(cells: Mapping[str, str], between: str, *names: str) -> str:
    return between.join(cells[name] for name in names if cells.get(name))


def said_of(row: PreviewRow) -> str:
    """A row in one line."""
    parts = (str(row.number), row.name, row.second, row.what, row.why)
    return ", ".join(part for part in parts if part)


class _Rows(PaintedRows):
    @override
    def paint_row(
        self, painter: QPainter, whole: QRectF, ground: QRectF, line: PreviewRow, *, selected: bool
    ) -> float:
        look, t, u = self._look, self._look.tokens, self._look.u
        left = ground.left() + _NUMBER * u
        number = QRectF(whole.left(), whole.top(), _NUMBER_END * u, whole.height())
        figures = look.fonts.second_figures
        draw.text(painter, number, str(line.number), figures, t.text3, draw.RIGHT)
        name, second, what, why = self._places(whole, line)
        draw.text(painter, name, line.name or "\N{EN DASH}", look.fonts.action, t.text)
        draw.text(painter, second, line.second, look.fonts.second, t.text2)
        status = STATUS[line.outcome]
        quiet = line.outcome in (Outcome.NEW, Outcome.SAME)
        draw.text(painter, what, line.what, look.fonts.body, t.text2 if quiet else t.text)
        if line.why:
            ink = t.text2 if quiet else t.ink(status)
            symbol = "info-circle" if quiet else STATUS_ICONS[status]
            at = QPointF(why.left() - u, why.center().y() + 0.5)
            draw.icon(painter, look, at, symbol, ink, size=14 / 16)
            draw.text(painter, why, line.why, look.fonts.second, ink)
        return left

    def _places(self, whole: QRectF, row: PreviewRow) -> tuple[QRectF, QRectF, QRectF, QRectF]:
        u = self._look.u
        left = whole.left() + _NAME * u
        middle = whole.left() + _WHAT * whole.width()
        right = whole.right() - 1.1 * u
        high, top = 1.2 * u, whole.top() + 0.3 * u
        name = QRectF(left, top, middle - u - left, high)
        if not row.second:
            name = QRectF(left, whole.top(), middle - u - left, whole.height())
        second = QRectF(left, top + 1.1 * u, middle - u - left, high)
        what = QRectF(middle, top if row.why else whole.top(), right - middle, high)
        if not row.why:
            what.setHeight(whole.height())
        why = QRectF(middle + 1.35 * u, top + 1.1 * u, right - middle - 1.35 * u, high)
        return name, second, what, why

    @override
    def hidden_text(self, whole: QRectF, index: QModelIndex | QPersistentModelIndex) -> str:
        row = index.data(LINE)
        if not isinstance(row, PreviewRow):
            return ""
        name, second, what, why = self._places(whole, row)
        fonts = self._look.fonts
        elided = (
            fonts.action.width(row.name) > name.width()
            or fonts.second.width(row.second) > second.width()
            or fonts.body.width(row.what) > what.width()
            or fonts.second.width(row.why) > why.width()
        )
        parts = (row.name, row.second, row.what, row.why)
        return "\n".join(part for part in parts if part) if elided else ""


class _Heads(QWidget):
    """The heads of the columns, above those of the rows."""

    def __init__(self, look: Look, rows: QListView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._rows = look, rows
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._look.px(10), self._look.px(1.75))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look, u, t = self._look, self._look.u, self._look.tokens
        face, rect = look.fonts.small_strong, QRectF(self.rect())
        name, what = _NAME * u, _WHAT * self._rows.viewport().width()
        for left, right, words_, side in (
            (0.0, _NUMBER_END * u, _("Row"), draw.RIGHT),
            (name, what - 0.3 * u, _("Name"), draw.LEFT),
            (what, rect.right() - 0.3 * u, _("What it does"), draw.LEFT),
        ):
            place = QRectF(left, rect.top(), right - left, rect.height())
            draw.text(painter, place, words_, face, t.text2, side)
        edge = (_MARGIN + _NUMBER) * u
        draw.hairline(painter, edge, rect.right() - edge, rect.bottom() - 1, t.line)
        painter.end()


class PreviewList(View):
    """Heads and rows of a preview."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._model = ShortTable(said_of, self)
        self.list = RowsView()
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Rows(look, self.list, high=_ROW, margin=_MARGIN))
        self._heads = _Heads(look, self.list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._heads)
        layout.addWidget(self.list, 1)
        self.retranslate()

    @override
    def retranslate(self) -> None:
        self.list.setAccessibleName(_("Rows of the file"))
        self._heads.update()

    @override
    def measure(self) -> None:
        self.list.doItemsLayout()

    @property
    def rows(self) -> Sequence[PreviewRow]:
        """What is shown."""
        return self._model.things

    def show_rows(self, rows: Sequence[PreviewRow]) -> None:
        """Show other rows, from the first."""
        self._model.show(rows)
        if rows:
            self.list.setCurrentIndex(self._model.index(0))
            self.list.scrollToTop()
        self._heads.update()
