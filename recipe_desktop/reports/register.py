"""A register: one long table under a title, on as many pages as it takes."""

from collections.abc import Sequence
from dataclasses import replace

from recipe_desktop.i18n import _, format_number, in_language, language
from recipe_desktop.reports.display_list import (
    Begin,
    Bookmark,
    Document,
    End,
    Face,
    Item,
    Page,
    Pages,
    Target,
    Text,
)
from recipe_desktop.reports.fonts import missing_glyphs, printable
from recipe_desktop.reports.page import (
    A4,
    INK,
    SECOND_INK,
    Imprint,
    Paper,
    frame,
    state_words,
    with_room_for_foot,
)
from recipe_desktop.reports.table import Column, Piece, Table
from recipe_desktop.reports.wrap import wrap

_TITLE, _TITLE_LEADING = 16.0, 20.0


def register(
    title: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    imprint: Imprint,
    *,
    paper: Paper = A4,
) -> Document:
    """Lay out a register in the language of the moment, which its pages keep."""
    paper = with_room_for_foot(paper, imprint)
    imprint = replace(imprint, project=printable(imprint.project))
    head, head_height = _head(printable(title), len(rows), imprint, paper)
    table = Table(columns, rows, paper.inner_width, key="register")
    room = paper.lower_edge - paper.top
    pieces = list(table.pieces(room - head_height, room)) or [Piece(0, 0)]
    chosen = language()

    def page(index: int) -> Page:
        with in_language(chosen):
            items = frame(
                paper,
                imprint,
                title=printable(title),
                section="",
                number=index + 1,
                total=len(pieces),
            )
            y = paper.top
            if index == 0:
                items += head
                y += head_height
            items += table.paint(pieces[index], paper.left, y)
        return Page(paper.width, paper.height, tuple(items))

    return Document(
        pages=Pages(len(pieces), page, (paper.width, paper.height)),
        title=printable(title),
        language=chosen,
        state_of=imprint.state_of,
        author=imprint.project,
        outline=(Bookmark(printable(title), 0, Target(0, paper.top)),),
        missing_glyphs=missing_glyphs([title, *(cell for row in rows for cell in row)]),
    )


def _head(title: str, count: int, imprint: Imprint, paper: Paper) -> tuple[list[Item], float]:
    """Title and summary above the table, and their height."""
    items: list[Item] = [Begin("H1")]
    y = paper.top + 8
    for line in wrap(title, Face.BOLD, _TITLE, paper.inner_width):
        y += _TITLE_LEADING
        items.append(Text(paper.left, y, line, _TITLE, Face.BOLD, INK))
    items += [End(), Begin("P")]
    y += 4
    rows = _("Rows: {count}").format(count=format_number(count))
    for line in wrap(f"{rows}. {state_words(imprint)}", Face.REGULAR, 9, paper.inner_width):
        y += 12
        items.append(Text(paper.left, y, line, 9, colour=SECOND_INK))
    items.append(End())
    return items, y + 12 - paper.top
