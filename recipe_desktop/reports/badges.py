"""Badges to wear: A6 each, alone or four on a sheet with marks to cut along.

The name is as large as it can be, and never cut off. The QR code holds the ticket code alone, no
personal data.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from recipe_desktop.domain.errors import Finding, Severity
from recipe_desktop.i18n import _, in_language
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
from recipe_desktop.reports.page import A4, ACCENT, INK, SECOND_INK, Imprint, unprintable

A6 = (A4.width / 2, A4.height / 2)

_EDGE = 20.0  # printers leave 4 mm white, scissors miss by 2
_SLOT = 34.0  # above the text: room for the hole of a clip
_BAND = 26.0
_MODULE = 3.2  # of the QR code: 1.1 mm; a code of 16 letters is 24 mm wide
_WIDEST_QR = 96.0
_QUIET = 4  # modules of white that a reader needs on every side
_ASCENT = 0.76
_GIVEN, _FAMILY = 40.0, 30.0
_SMALLEST_NAME = 15.0


@dataclass(frozen=True, slots=True)
class Badge:
    """What one badge says.

    Args:
        given_name: stands largest; the whole name where it was never parted.
        role: word on the band at the foot, such as ``Speaker``.
        code: of the ticket, in the QR code; empty where somebody has none.
        number: for people, below the code.
    """

    given_name: str
    family_name: str = ""
    organisation: str = ""
    country: str = ""
    role: str = ""
    code: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class BadgesData:
    """All badges of an event.

    Args:
        occasion: day and place in words.
        four_on_a4: with marks to cut along; otherwise pages of A6.
    """

    event: str
    occasion: str
    badges: tuple[Badge, ...]
    cluster: str
    language: str
    imprint: Imprint
    four_on_a4: bool = False

    def texts(self) -> Iterator[str]:
        """Every text that comes from the data."""
        yield from (self.event, self.occasion, self.imprint.funding_line)
        for badge in self.badges:
            yield from (badge.given_name, badge.family_name, badge.organisation)
            yield from (badge.country, badge.role, badge.number)


def findings(data: BadgesData) -> list[Finding]:
    """What to know before they are printed; empty when all is well."""
    with in_language(data.language):
        found = []
        if not data.imprint.funding_line:
            source = _("Grant agreement: visibility of the funding")
            found.append(Finding("report.no_funding_line", Severity.WARN, source))
        return found + unprintable(data.texts())


def layout(data: BadgesData) -> Document:
    """Lay out the badges in their order."""
    with in_language(data.language):
        kind = _("Badges")
    title = f"{kind}: {printable(data.event)}"
    on_page = 4 if data.four_on_a4 else 1
    size = (A4.width, A4.height) if data.four_on_a4 else A6
    count = -(-len(data.badges) // on_page)

    def page(index: int) -> Page:
        items: list[Item] = list(_cut_marks()) if data.four_on_a4 else []
        with in_language(data.language):
            for place, badge in enumerate(data.badges[index * on_page : (index + 1) * on_page]):
                corner = (place % 2 * A6[0], place // 2 * A6[1])
                items += _badge(data, badge, *corner)
        return Page(*size, tuple(items))

    return Document(
        pages=Pages(count, page, size),
        title=title,
        language=data.language,
        state_of=data.imprint.state_of,
        author=data.cluster,
        outline=tuple(_outline(data.badges, on_page)),
        missing_glyphs=missing_glyphs(data.texts()),
    )


def write(data: BadgesData, path: Path, progress: Progress = unheard) -> pdf.WrittenFile:
    """Lay out the badges and write them as PDF.

    Raises:
        UserError: file.disk_full, file.is_store, file.no_file, file.not_writable.
    """
    return pdf.write(layout(data), path, progress)


def _outline(badges: Sequence[Badge], on_page: int) -> Iterator[Bookmark]:
    """Whose badge is where: one is looked for by the family name."""
    for number, badge in enumerate(badges):
        name = " ".join(filter(None, (badge.family_name, badge.given_name)))
        said = printable(", ".join(filter(None, (name, badge.organisation))) or badge.number)
        place = number % on_page
        yield Bookmark(said, 0, Target(number // on_page, place // 2 * A6[1]))


def _cut_marks() -> Iterator[Item]:
    """Short lines where the scissors go: at the edges, and a cross in the middle."""
    middle_x, middle_y, long = A4.width / 2, A4.height / 2, 24.0
    for y in (0.0, middle_y - long / 2, A4.height - long):
        yield Line(middle_x, y, middle_x, y + long, 0.3, SECOND_INK)
    for x in (0.0, middle_x - long / 2, A4.width - long):
        yield Line(x, middle_y, x + long, middle_y, 0.3, SECOND_INK)


def _badge(data: BadgesData, badge: Badge, x: float, y: float) -> Iterator[Item]:
    """One badge, from its upper left corner."""
    wide, high = A6
    inner = wide - 2 * _EDGE
    left, top = x + _EDGE, y + _EDGE + _SLOT
    foot = y + high - _EDGE
    yield Begin("Sect")
    event = _Block(data.event, Face.BOLD, ACCENT, Room(inner, 27), 11, 7)
    occasion = _Block(data.occasion, Face.REGULAR, SECOND_INK, Room(inner, 20), 8.5, 6.5)
    yield from event.items(left, top)
    top += event.height + 1
    yield from occasion.items(left, top)
    top += occasion.height
    band = foot - (_BAND if badge.role else 0)
    funding = _Block(data.imprint.funding_line, Face.REGULAR, SECOND_INK, Room(inner, 24), 6.5, 6.5)
    low = band - 8 - funding.height
    yield from funding.items(left, low)
    if badge.code:  # white around the code as the reader needs it
        low -= _qr_width(badge.code) + _QUIET * _module(badge.code)
    yield from _names(badge, left, (top + 12, low - 10), inner)
    if badge.code:
        yield from _code(badge, left, low, inner)
    if badge.role:
        yield from _role(badge.role, left, band, inner)
    yield End()


def _names(badge: Badge, left: float, between: tuple[float, float], inner: float) -> Iterator[Item]:
    """Names, organisation and country, in the middle of what is left between."""
    top, low = between
    room = low - top
    blocks = [
        _Block(
            badge.given_name, Face.BOLD, INK, Room(inner, room * 0.36), _GIVEN, _SMALLEST_NAME, "H1"
        ),
        _Block(badge.family_name, Face.BOLD, INK, Room(inner, room * 0.3), _FAMILY, _SMALLEST_NAME),
        _Block(badge.organisation, Face.REGULAR, INK, Room(inner, room * 0.2, 3), 15, 8),
        _Block(badge.country, Face.REGULAR, SECOND_INK, Room(inner, room * 0.1), 12, 7),
    ]
    shown = [block for block in blocks if block.height]
    y = top + max(0.0, (room - sum(block.height for block in shown) - 8) / 2.6)
    for block in shown:
        if block is blocks[2]:
            y += 8
        yield from block.items(left, y)
        y += block.height


def _code(badge: Badge, left: float, top: float, inner: float) -> Iterator[Item]:
    """The QR code with the number beside it."""
    side = _qr_width(badge.code)
    yield Begin("Figure", alt=_qr_words(badge.code))
    modules = qr_modules(badge.code)
    module = _module(badge.code)
    x, y = left, top
    for line, row in enumerate(modules):
        for start, stop in _runs(row):
            yield Rect(
                x + start * module,
                y + line * module,
                (stop - start) * module,
                module,
                fill="#000000",
            )
    yield End()
    if badge.number:
        beside = left + side + _QUIET * module
        room = Room(inner + left - beside, 30, 1)
        number = _Block(badge.number, Face.BOLD, INK, room, 20, 9)
        yield from number.items(beside, top + side - number.height)


def _role(role: str, left: float, top: float, inner: float) -> Iterator[Item]:
    """A band with the word, white on ink: colours mean nothing on a black and white printer."""
    yield Rect(left, top, inner, _BAND, fill=INK)
    made = fitted(printable(role), Face.BOLD, Room(inner - 20, _BAND - 6), largest=13, smallest=7)
    yield Begin("P")
    y = top + (_BAND - made.height) / 2 + made.leading / 2 + made.size * _ASCENT / 2 - 0.6
    for place, line in enumerate(made.lines):
        x = left + (inner - width(line, Face.BOLD, made.size)) / 2
        yield Text(x, y + place * made.leading, line, made.size, Face.BOLD, "#FFFFFF")
    yield End()


@dataclass(frozen=True)
class _Block:
    """A text in the largest type that its room allows."""

    text: str
    face: Face
    colour: str
    room: Room
    largest: float
    smallest: float
    role: str = "P"

    @cached_property
    def _made(self) -> Fitted:
        text = printable(self.text)
        return fitted(text, self.face, self.room, largest=self.largest, smallest=self.smallest)

    @property
    def height(self) -> float:
        """Of all its lines; 0 where there is nothing to say."""
        return self._made.height if self.text else 0.0

    def items(self, x: float, y: float) -> Iterator[Item]:
        """From the upper left corner."""
        if not self.text:
            return
        made = self._made
        yield Begin(self.role)
        for place, line in enumerate(made.lines):
            base = y + place * made.leading + made.size * 0.95
            yield Text(x, base, line, made.size, self.face, self.colour)
        yield End()


@lru_cache(maxsize=512)
def qr_modules(code: str) -> tuple[tuple[bool, ...], ...]:
    """The dark modules of a QR code (ISO/IEC 18004) that survives a quarter of it lost."""
    from reportlab.graphics.barcode import qrencoder

    made = qrencoder.QRCode(None, qrencoder.QRErrorCorrectLevel.Q)
    made.addData(code)
    made.make()
    return tuple(tuple(map(bool, row)) for row in made.modules)


def _module(code: str) -> float:
    return min(_MODULE, _WIDEST_QR / len(qr_modules(code)))


def _qr_width(code: str) -> float:
    return len(qr_modules(code)) * _module(code)


def _qr_words(code: str) -> str:
    return _("QR code of the ticket {code}").format(code=code)


def _runs(row: tuple[bool, ...]) -> Iterator[tuple[int, int]]:
    """Where dark modules stand side by side, as (first, behind the last)."""
    start = None
    for place, dark in enumerate((*row, False)):
        if dark and start is None:
            start = place
        elif not dark and start is not None:
            yield start, place
            start = None
