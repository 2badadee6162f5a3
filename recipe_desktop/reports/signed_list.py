"""The list that people sign when they arrive: numbered rows, a pile of sheets for each desk.

How many rows a sheet has and who stands where comes from ``domain/signed_lists.py``, which the
desk's screen asks too. Rows have a fixed height, so a long name becomes smaller, never longer.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from recipe_desktop.domain.errors import Finding, Severity
from recipe_desktop.i18n import _, format_number, in_language
from recipe_desktop.progress import Progress, unheard
from recipe_desktop.reports import pdf
from recipe_desktop.reports.display_list import (
    Begin,
    Bookmark,
    Document,
    End,
    Face,
    Item,
    Line,
    Page,
    Pages,
    Rect,
    Target,
    Text,
)
from recipe_desktop.reports.fitting import Fitted, Room, fitted
from recipe_desktop.reports.fonts import missing_glyphs, printable, width
from recipe_desktop.reports.page import (
    A4,
    ACCENT,
    HAIR_WIDTH,
    INK,
    SECOND_INK,
    Imprint,
    Paper,
    emblem,
    emblem_room,
    frame,
    unprintable,
    with_room_for_foot,
)

_PAPER = Paper(A4.width, A4.height, left=34, right=34, top=52)
_HEAD_HEIGHT = 62.0  # event, day and place, sheet and desk
_TITLES_HEIGHT = 16.0
_SIGN_HEIGHT = 30.0  # below the rows: who has watched over the list
_ROW_LINE = "#8C959F"  # must survive a copying machine
_SHARES = (26.0, 160.0, 160.0)  # number, name, organisation; the rest is for the signature
_TALLEST_ROW = 30.0
_ROOM_FOR_A_COUNT = 54.0  # 19 mm, to be filled in by hand
_EMBLEM_HEIGHT = 29.0  # a little more than the 1 cm that the rules ask for
_PADDING = 4.0
_ASCENT = 0.76


@dataclass(frozen=True, slots=True)
class SignedRow:
    """Somebody who is expected."""

    name: str
    organisation: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class SignedSheet:
    """One sheet.

    Args:
        desk: empty where there is only one.
        surnames: first and last in words, such as ``Kis - Nagy``.
        rows: ``None`` is an empty line for a walk-in.
    """

    number: int
    desk: str
    surnames: str
    rows: tuple[SignedRow | None, ...]
    is_continuation: bool = False


@dataclass(frozen=True, slots=True)
class SignedListData:
    """Everything the list says, in the words of its language.

    Args:
        occasion: day and place in words.
        is_draft: whether it is only to look at, and its rows may still move.
        elsewhere: people on printed sheets whose surnames belong to another desk by now.
    """

    event: str
    occasion: str
    sheets: tuple[SignedSheet, ...]
    cluster: str
    language: str
    imprint: Imprint
    is_draft: bool = False
    elsewhere: int = 0

    def texts(self) -> Iterator[str]:
        """Every text that comes from the data."""
        yield from (self.event, self.occasion, self.imprint.project, self.imprint.funding_line)
        for sheet in self.sheets:
            yield from (sheet.desk, sheet.surnames)
            for row in filter(None, sheet.rows):
                yield from (row.name, row.organisation, row.place)


def findings(data: SignedListData) -> list[Finding]:
    """What to know before it is printed; empty when all is well."""
    with in_language(data.language):
        found = data.imprint.findings() + unprintable(data.texts())
        if not any(row for sheet in data.sheets for row in sheet.rows):
            source = _("The registrations of the event")
            found.insert(0, Finding("report.nobody_listed", Severity.WARN, source))
        if data.elsewhere:
            details = {"value": format_number(data.elsewhere)}
            found.append(Finding("report.shared_out_later", Severity.WARN, _("Desks"), details))
        return found


def layout(data: SignedListData) -> Document:
    """Lay out the list; every sheet is one page."""
    paper = with_room_for_foot(_PAPER, data.imprint)
    total = len(data.sheets)

    def page(index: int) -> Page:
        with in_language(data.language):
            painted = tuple(_SheetPainter(data, data.sheets[index], paper).items())
            around = frame(
                paper, data.imprint, title=_title(data), section="", number=index + 1, total=total
            )
        return Page(paper.width, paper.height, (*around, *painted))

    with in_language(data.language):
        title = f"{_title(data)}: {printable(data.event)}"
        outline = tuple(_outline(data.sheets))
    return Document(
        pages=Pages(total, page, (paper.width, paper.height)),
        title=title,
        language=data.language,
        state_of=data.imprint.state_of,
        author=data.cluster,
        outline=outline,
        missing_glyphs=missing_glyphs(data.texts()),
    )


def write(data: SignedListData, path: Path, progress: Progress = unheard) -> pdf.WrittenFile:
    """Lay out the list and write it as PDF.

    Raises:
        UserError: file.disk_full, file.is_store, file.no_file, file.not_writable.
    """
    return pdf.write(layout(data), path, progress)


def _title(data: SignedListData) -> str:
    return _("Signed list, draft") if data.is_draft else _("Signed list")


def _outline(sheets: Sequence[SignedSheet]) -> Iterator[Bookmark]:
    for place, sheet in enumerate(sheets):
        said = _("Sheet {number}").format(number=format_number(sheet.number))
        about = ", ".join(filter(None, (sheet.desk, sheet.surnames)))
        title = f"{said}: {about}" if about else said
        yield Bookmark(printable(title), 0, Target(place, _PAPER.top))


class _SheetPainter:
    """Paints one sheet."""

    def __init__(self, data: SignedListData, sheet: SignedSheet, paper: Paper) -> None:
        self._data, self._sheet, self._paper = data, sheet, paper
        self._rows_from = paper.top + _HEAD_HEIGHT + _TITLES_HEIGHT
        room = paper.lower_edge - self._rows_from - _SIGN_HEIGHT
        self._row_height = min(_TALLEST_ROW, room / max(1, len(sheet.rows)))
        edges = [paper.left]
        for share in _SHARES:
            edges.append(edges[-1] + share)
        self._edges = (*edges, paper.width - paper.right)

    def items(self) -> Iterator[Item]:
        """Head, table, and the lines below it."""
        yield from self._head()
        yield from self._table()
        yield from self._foot()

    def _head(self) -> Iterator[Item]:
        paper, sheet = self._paper, self._sheet
        said = _("Sheet {number}").format(number=format_number(sheet.number))
        right = paper.width - paper.right
        wide = width(said, Face.BOLD, 20)
        whose = printable(self._whose())
        beside = fitted(whose, Face.REGULAR, Room(190, 22), largest=9, smallest=6.5)
        taken = max(wide, *(width(line, Face.REGULAR, beside.size) for line in beside.lines))
        wide_emblem = emblem_room(self._data.imprint, _EMBLEM_HEIGHT)
        left = paper.left + (wide_emblem + 12 if wide_emblem else 0)
        room = right - left - taken - 18
        event = fitted(
            printable(self._data.event), Face.BOLD, Room(room, 34), largest=16, smallest=9
        )
        yield from emblem(self._data.imprint, paper.left, paper.top + 4, _EMBLEM_HEIGHT)
        yield Begin("H1")
        yield Text(right - wide, paper.top + 20, said, 20, Face.BOLD, ACCENT)
        yield from _lines(event, Face.BOLD, left, paper.top + 17, INK)
        yield End()
        yield Begin("P")
        y = paper.top + 17 + event.leading * (len(event.lines) - 1)
        below = Room(room, paper.top + _HEAD_HEIGHT - 5 - y)
        occasion = fitted(
            printable(self._data.occasion), Face.REGULAR, below, largest=9.5, smallest=6.5
        )
        yield from _lines(occasion, Face.REGULAR, left, y + 5.5 + occasion.size, SECOND_INK)
        for place, line in enumerate(beside.lines):
            x = right - width(line, Face.REGULAR, beside.size)
            y = paper.top + 35 + place * beside.leading
            yield Text(x, y, line, beside.size, colour=INK)
        yield End()

    def _whose(self) -> str:
        sheet = self._sheet
        parts = [_("Desk {desk}").format(desk=sheet.desk)] if sheet.desk else []
        if self._data.is_draft:
            parts.append(_("draft, not for signing"))
        if sheet.is_continuation:
            parts.append(_("registered later"))
        return ", ".join((*parts, sheet.surnames) if sheet.surnames else parts)

    def _table(self) -> Iterator[Item]:
        left, right = self._edges[0], self._edges[-1]
        titles = (_("No."), _("Name"), _("Organisation"), _("Signature"))
        yield Begin("Table", alt="")
        yield Begin("TR")
        base = self._rows_from - 5
        for title, x in zip(titles, self._edges, strict=False):
            yield Begin("TH")
            yield Text(x + _PADDING, base, title, 7.5, Face.BOLD, SECOND_INK)
            yield End()
        yield End()
        yield Line(left, self._rows_from, right, self._rows_from, 1.0, INK)
        for place, row in enumerate(self._sheet.rows):
            y = self._rows_from + place * self._row_height
            yield from self._row(place + 1, row, y)
        yield End()
        bottom = self._rows_from + len(self._sheet.rows) * self._row_height
        for x in self._edges[1:-1]:
            yield Line(x, self._rows_from, x, bottom, HAIR_WIDTH, _ROW_LINE)
        yield Rect(
            left,
            self._rows_from,
            right - left,
            bottom - self._rows_from,
            stroke=_ROW_LINE,
            stroke_width=0.6,
        )

    def _row(self, number: int, row: SignedRow | None, y: float) -> Iterator[Item]:
        middle, bottom = y + self._row_height / 2, y + self._row_height
        said = format_number(number)
        right = self._edges[1] - _PADDING
        yield Begin("TR")
        yield Begin("TD")
        x = right - width(said, Face.BOLD, 9)
        yield Text(x, middle + 9 * _ASCENT / 2 - 0.6, said, 9, Face.BOLD, INK)
        yield End()
        yield from self._cell(row.name if row else "", 1, middle, Face.BOLD, 10.5)
        about = ", ".join(filter(None, (row.organisation, row.place))) if row else ""
        yield from self._cell(about, 2, middle, Face.REGULAR, 8.5)
        yield Begin("TD")
        yield End()
        yield End()
        yield Line(self._edges[0], bottom, self._edges[-1], bottom, HAIR_WIDTH, _ROW_LINE)

    def _cell(
        self, text: str, column: int, middle: float, face: Face, size: float
    ) -> Iterator[Item]:
        yield Begin("TD")
        if text:
            room = Room(
                self._edges[column + 1] - self._edges[column] - 2 * _PADDING, self._row_height - 3
            )
            made = fitted(printable(text), face, room, largest=size, smallest=6.5)
            first = middle - made.height / 2 + made.leading / 2 + made.size * _ASCENT / 2 - 0.6
            yield from _lines(made, face, self._edges[column] + _PADDING, first, INK)
        yield End()

    def _foot(self) -> Iterator[Item]:
        y = self._rows_from + len(self._sheet.rows) * self._row_height + 22
        half = self._edges[2] - 20
        counted = _("Signatures on this sheet")
        least = self._edges[0] + width(counted, Face.REGULAR, 8) + 6 + _ROOM_FOR_A_COUNT
        ends = max(half - 40, least)
        blanks = ((counted, self._edges[0], ends),)
        signed = (_("For the organiser"), max(half, ends + 20), self._edges[-1])
        for words, left, right in (*blanks, signed):
            yield Begin("P")
            yield Text(left, y, words, 8, colour=SECOND_INK)
            yield End()
            start = left + width(words, Face.REGULAR, 8) + 6
            yield Line(start, y + 2, right, y + 2, 0.6, _ROW_LINE)


def _lines(made: Fitted, face: Face, x: float, first: float, colour: str) -> Iterator[Text]:
    for place, line in enumerate(made.lines):
        yield Text(x, first + place * made.leading, line, made.size, face, colour)
