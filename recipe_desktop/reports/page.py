"""The sheet: its size and margins, inks, running head and foot, and what the funder wants on it."""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from PIL import Image

from recipe_desktop.domain.errors import Finding, Severity
from recipe_desktop.i18n import _, format_day, format_number
from recipe_desktop.reports.display_list import Begin, End, Face, Item, Line, Picture, Text
from recipe_desktop.reports.fonts import missing_glyphs, width
from recipe_desktop.reports.wrap import wrap

INK = "#1D1C1A"
SECOND_INK = "#57544E"
ACCENT = "#2A49B0"
HAIRLINE = "#C5CDD6"
SMALL = 7.0  # points; 6.5 is the floor of anything printed
HAIR_WIDTH = 0.35

_HEAD = 34.0  # from the upper edge to the baseline of the running head
_FOOT_LEADING = 9.0
EMBLEM_HEIGHT = 42.0  # the rules ask for 1 cm at least
EMBLEM_GAP = 14.0
_WIDEST_EMBLEM = 6.0  # times its height; a wider one is drawn together


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet and the area for its content, in points."""

    width: float
    height: float
    left: float = 48.0
    right: float = 48.0
    top: float = 60.0
    bottom: float = 66.0

    @property
    def landscape(self) -> "Paper":
        """The same sheet, lying."""
        return replace(self, width=self.height, height=self.width)

    @property
    def inner_width(self) -> float:
        """Between the side margins."""
        return self.width - self.left - self.right

    @property
    def lower_edge(self) -> float:
        """Where content must end."""
        return self.height - self.bottom


A4 = Paper(595.28, 841.89)
A3 = Paper(841.89, 1190.55)


@dataclass(frozen=True, slots=True)
class Imprint:
    """What stands on every document of a project; funding line and emblem come from its settings.

    Args:
        provenance: whose data the document holds, up to which day, in words.
        emblem: content of a PNG or JPEG file.
    """

    project: str
    state_of: date
    provenance: tuple[str, ...] = ()
    funding_line: str = ""
    disclaimer: str = ""
    emblem: bytes = b""

    def findings(self) -> list[Finding]:
        """What the funder will miss on the paper."""
        missing = {
            "report.no_funding_line": not self.funding_line,
            "report.no_disclaimer": not self.disclaimer,
            "report.no_emblem": not self.emblem,
            "report.unreadable_emblem": bool(self.emblem) and not _aspect(self.emblem),
        }
        source = _("Grant agreement: visibility of the funding")
        return [Finding(code, Severity.WARN, source) for code, gone in missing.items() if gone]

    def texts(self) -> tuple[str, ...]:
        """Every text of it that comes from the project's settings."""
        return self.project, self.funding_line, self.disclaimer


def unprintable(texts: Iterable[str]) -> list[Finding]:
    """What the paper's font cannot show of some texts; empty when it is nothing."""
    return [unprintable_chars(chars)] if (chars := missing_glyphs(texts)) else []


def unprintable_chars(chars: Sequence[str], **more: Sequence[str]) -> Finding:
    """The finding about characters that the paper's font cannot show.

    Args:
        more: details that lead to where they stand.
    """
    source = _("The paper’s font, DejaVu Sans Condensed")
    details = {"characters": " ".join(chars), **more}
    return Finding("report.missing_glyphs", Severity.WARN, source, details)


def state_words(imprint: Imprint) -> str:
    """Of when the document is and whose data it holds."""
    day = format_day(imprint.state_of)
    if not imprint.provenance:
        return _("State of {day}").format(day=day)
    return _("State of {day}, holds data of {partners}").format(
        day=day, partners=", ".join(imprint.provenance)
    )


def page_words(number: int, total: int) -> str:
    """Page x of y."""
    return _("Page {page} of {pages}").format(
        page=format_number(number), pages=format_number(total)
    )


def with_room_for_foot(paper: Paper, imprint: Imprint) -> Paper:
    """The paper with as much room below as the foot needs, so that nothing of it is cut off."""
    lines = len(_foot_lines(paper, imprint))
    return replace(paper, bottom=max(paper.bottom, 48 + _FOOT_LEADING * lines))


def frame(  # noqa: PLR0913 - a frame is what surrounds everything
    paper: Paper, imprint: Imprint, *, title: str, section: str, number: int, total: int
) -> list[Item]:
    """Running head and foot of one page; furniture, so without tags."""
    items: list[Item] = []
    right = paper.width - paper.right
    if section:
        start = right - width(section, Face.REGULAR, SMALL)
        items.append(Text(start, _HEAD, section, SMALL, colour=SECOND_INK))
    head = "  ·  ".join(filter(None, (imprint.project, title)))
    room = paper.inner_width - (width(section, Face.REGULAR, SMALL) + 16 if section else 0)
    head_line, *rest = wrap(head, Face.REGULAR, SMALL, room)
    if rest:  # the title page has all of it
        head_line = wrap(head, Face.REGULAR, SMALL, room - SMALL)[0] + "…"
    items.append(Text(paper.left, _HEAD, head_line, SMALL, colour=SECOND_INK))
    items.append(Line(paper.left, _HEAD + 7, right, _HEAD + 7, HAIR_WIDTH, HAIRLINE))

    foot = paper.lower_edge + 16
    items.append(Line(paper.left, foot, right, foot, HAIR_WIDTH, HAIRLINE))
    page = page_words(number, total)
    start = right - width(page, Face.BOLD, SMALL)
    items.append(Text(start, foot + 12, page, SMALL, Face.BOLD, INK))
    for line, text in enumerate(_foot_lines(paper, imprint)):
        y = foot + 12 + line * _FOOT_LEADING
        items.append(Text(paper.left, y, text, SMALL, colour=SECOND_INK))
    return items


def _foot_lines(paper: Paper, imprint: Imprint) -> Sequence[str]:
    beside = width(page_words(9999, 9999), Face.BOLD, SMALL) + 16  # the page number at its longest
    room = paper.inner_width - beside
    texts = filter(None, (state_words(imprint), imprint.funding_line))
    return [line for text in texts for line in wrap(text, Face.REGULAR, SMALL, room)]


def funding_block(paper: Paper, imprint: Imprint) -> list[Item]:
    """Emblem, funding line and disclaimer at the foot of a title page."""
    left, size, leading = paper.left, 8.0, 11.0
    emblem_width = emblem_room(imprint)
    if emblem_width:
        left += emblem_width + EMBLEM_GAP
    room = paper.width - paper.right - left
    lines = [
        (line, face)
        for text, face in ((imprint.funding_line, Face.BOLD), (imprint.disclaimer, Face.REGULAR))
        if text
        for line in wrap(text, face, size, room)
    ]
    if not lines and not emblem_width:
        return []
    height = max(leading * len(lines), EMBLEM_HEIGHT if emblem_width else 0)
    top = paper.height - 48 - height
    items: list[Item] = [
        Line(paper.left, top - 14, paper.width - paper.right, top - 14, HAIR_WIDTH, HAIRLINE)
    ]
    items += emblem(imprint, paper.left, top)
    items.append(Begin("P"))
    for place, (line, face) in enumerate(lines):
        y = top + 8 + place * leading
        items.append(Text(left, y, line, size, face, INK if face is Face.BOLD else SECOND_INK))
    items.append(End())
    return items


def emblem_room(imprint: Imprint, height: float = EMBLEM_HEIGHT) -> float:
    """How wide the emblem is; 0 where there is none that can be read."""
    return height * min(_aspect(imprint.emblem), _WIDEST_EMBLEM)


def emblem(
    imprint: Imprint, left: float, top: float, height: float = EMBLEM_HEIGHT
) -> Iterator[Item]:
    """The emblem, where there is one that can be read."""
    wide = emblem_room(imprint, height)
    if wide:
        yield Begin("Figure", alt=_("Emblem of the funder"))
        yield Picture(left, top, wide, height, imprint.emblem)
        yield End()


@lru_cache(maxsize=8)
def _aspect(picture: bytes) -> float:
    """Width to height; 0 where there is no picture, or none that can be read."""
    if not picture:
        return 0.0
    try:
        with Image.open(io.BytesIO(picture), formats=("PNG", "JPEG")) as opened:
            opened.convert("RGBA")  # as it will be put on paper; some depths cannot
            return opened.width / opened.height
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return 0.0
