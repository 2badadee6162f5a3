"""The exchange file: facts, what the rules say with their sources, the lump sum, signatures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from recipe_desktop.domain.errors import Finding
from recipe_desktop.i18n import _, in_language
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
from recipe_desktop.reports.fitting import Room, fitted
from recipe_desktop.reports.fonts import missing_glyphs, printable
from recipe_desktop.reports.page import (
    A4,
    ACCENT,
    EMBLEM_GAP,
    EMBLEM_HEIGHT,
    HAIRLINE,
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
from recipe_desktop.reports.table import Column, Table
from recipe_desktop.reports.wrap import wrap

_SIGN_HEIGHT = 74.0
_GUTTER = 22.0


@dataclass(frozen=True, slots=True)
class TitledTable:
    """A heading with a table below it; a section without rows is left out."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """One of those who sign: their part, who they are, and the day when they signed already."""

    part: str
    name: str
    signed: str = ""


@dataclass(frozen=True, slots=True)
class ExchangeFileData:
    """Everything the file says, in the words of its language."""

    title: str
    subject: str
    state: str
    sections: tuple[TitledTable, ...]
    signatures_title: str
    signatures: tuple[Signature, ...]
    cluster: str
    language: str
    imprint: Imprint

    def texts(self) -> Iterator[str]:
        """Every text that comes from the data."""
        yield from (self.title, self.subject, self.state, *self.imprint.texts())
        for section in self.sections:
            yield from (cell for row in section.rows for cell in row)
            yield section.note
        for signature in self.signatures:
            yield signature.name


class _Flow:
    """Puts blocks below each other, on as many pages as it takes."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self.pages: list[list[Item]] = [[]]
        self.outline: list[tuple[str, int, float]] = []
        self._y = paper.top

    @property
    def room(self) -> float:
        """What is left on the page."""
        return self._paper.lower_edge - self._y

    def turn(self) -> None:
        """Go on with a new page."""
        self.pages.append([])
        self._y = self._paper.top

    def words(  # noqa: PLR0913, PLR0917 - a line of type has so many properties
        self,
        text: str,
        role: str,
        size: float,
        leading: float,
        face: Face = Face.REGULAR,
        colour: str = INK,
    ) -> None:
        """A paragraph; it may go on over pages."""
        for place, line in enumerate(wrap(printable(text), face, size, self._paper.inner_width)):
            if self.room < leading:
                self.turn()
            self._y += leading
            key = f"{role}{len(self.outline)}{text[:20]}" if place else ""
            item = Text(self._paper.left, self._y - 3, line, size, face, colour)
            self.pages[-1] += [Begin(role, key), item, End()]

    def gap(self, height: float) -> None:
        """Some room, where the page does not end anyway."""
        self._y = min(self._y + height, self._paper.lower_edge)

    def heading(self, title: str, below: float) -> None:
        """A heading that stays with what stands below it."""
        self.gap(18)
        if self.room < 24 + below:
            self.turn()
        self.outline.append((title, len(self.pages) - 1, self._y))
        self.words(title, "H2", 11.5, 16, Face.BOLD)
        self.gap(3)

    def table(self, section: TitledTable, key: str) -> None:
        """A table below its heading."""
        paper = self._paper
        table = Table(section.columns, section.rows, paper.inner_width, key=key)
        self.heading(section.title, table.head_height + 40)
        whole = paper.lower_edge - paper.top
        for place, piece in enumerate(table.pieces(self.room, whole)):
            if place:
                self.turn()
            if piece.stop > piece.first:
                self.pages[-1] += table.paint(piece, paper.left, self._y)
                self._y += table.height(piece)
        if section.note:
            self.gap(3)
            self.words(section.note, "P", 8, 11, colour=SECOND_INK)

    def signatures(self, title: str, signatures: Sequence[Signature]) -> None:
        """Fields to sign in, two beside each other; a pair is never parted."""
        self.heading(title, (len(signatures) + 1) // 2 * _SIGN_HEIGHT)
        paper = self._paper
        wide = (paper.inner_width - _GUTTER) / 2
        for first in range(0, len(signatures), 2):
            if self.room < _SIGN_HEIGHT:
                self.turn()
            for place, signature in enumerate(signatures[first : first + 2]):
                x = paper.left + place * (wide + _GUTTER)
                self.pages[-1] += _field(signature, x, self._y, wide)
            self._y += _SIGN_HEIGHT

    def funding(self, imprint: Imprint) -> None:
        """The emblem with the disclaimer beside it, on one page; the funding line is in the foot."""
        wide, said = emblem_room(imprint), imprint.disclaimer
        self.gap(10 if wide or said else 0)
        if not wide:
            if said:
                self.words(said, "P", 7.5, 10, colour=SECOND_INK)
            return
        left = self._paper.left + wide + EMBLEM_GAP
        room = self._paper.width - self._paper.right - left
        lines = wrap(printable(said), Face.REGULAR, 7.5, room) if said else ()
        high = max(EMBLEM_HEIGHT, 10.0 * len(lines))
        if self.room < high:
            self.turn()
        page = self.pages[-1]
        page += emblem(imprint, self._paper.left, self._y)
        for place, line in enumerate(lines, 1):
            text = Text(left, self._y + 10 * place - 3, line, 7.5, colour=SECOND_INK)
            page += [Begin("P", f"disclaimer{len(self.pages)}"), text, End()]
        self._y += high


def _field(signature: Signature, x: float, y: float, wide: float) -> Iterator[Item]:
    yield Begin("P")
    yield Text(x, y + 12, signature.part, 8, Face.BOLD, INK)
    name = fitted(
        printable(signature.name), Face.REGULAR, Room(wide, 26, lines=3), largest=8, smallest=6.5
    )
    for place, line in enumerate(name.lines):
        yield Text(x, y + 23 + place * name.leading, line, name.size, colour=SECOND_INK)
    yield End()
    yield Line(x, y + 58, x + wide, y + 58, 0.6, HAIRLINE)
    yield Begin("P")
    yield Text(x, y + 67, signature.signed or _("Place, day, signature"), 7, colour=SECOND_INK)
    yield End()


def findings(data: ExchangeFileData) -> list[Finding]:
    """What to know before it is printed; empty when all is well."""
    with in_language(data.language):
        return data.imprint.findings() + unprintable(data.texts())


def layout(data: ExchangeFileData) -> Document:
    """Lay out the file."""
    with in_language(data.language):
        paper = with_room_for_foot(A4, data.imprint)
        flow = _Flow(paper)
        flow.pages[0].append(Rect(paper.left, paper.top, 48, 4, fill=ACCENT))
        flow.gap(14)
        flow.words(data.title, "H1", 18, 24, Face.BOLD)
        flow.words(data.subject, "P", 12, 16)
        flow.words(data.state, "P", 9, 13, colour=SECOND_INK)
        for place, section in enumerate(data.sections):
            if section.rows:
                flow.table(section, f"section{place}")
        flow.signatures(data.signatures_title, data.signatures)
        flow.funding(data.imprint)
    total = len(flow.pages)

    def page(index: int) -> Page:
        with in_language(data.language):
            around = frame(
                paper, data.imprint, title=data.title, section="", number=index + 1, total=total
            )
        return Page(paper.width, paper.height, (*around, *flow.pages[index]))

    return Document(
        pages=Pages(total, page, (paper.width, paper.height)),
        title=data.title,
        language=data.language,
        state_of=data.imprint.state_of,
        author=data.cluster,
        outline=tuple(Bookmark(title, 0, Target(at, y)) for title, at, y in flow.outline),
        missing_glyphs=missing_glyphs(data.texts()),
    )


def write(data: ExchangeFileData, path: Path) -> pdf.WrittenFile:
    """Lay out the file and write it as PDF.

    Raises:
        UserError: file.disk_full, file.is_store, file.no_file, file.not_writable.
    """
    return pdf.write(layout(data), path)
