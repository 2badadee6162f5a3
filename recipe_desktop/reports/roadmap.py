"""The roadmap report: cover, summary, objectives, Gantt, critical path and every task in full."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from textwrap import shorten

from recipe_desktop.domain.errors import Finding, Severity
from recipe_desktop.i18n import _, format_day, format_number, in_language, ngettext
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
from recipe_desktop.reports.fonts import missing_glyphs, printable
from recipe_desktop.reports.gantt import Gantt
from recipe_desktop.reports.page import (
    A3,
    A4,
    ACCENT,
    INK,
    SECOND_INK,
    Paper,
    frame,
    funding_block,
    unprintable,
    with_room_for_foot,
)
from recipe_desktop.reports.roadmap_data import RoadmapData, RoadmapRow
from recipe_desktop.reports.table import Column, Piece, Table
from recipe_desktop.reports.wrap import wrap

_TITLE = 34.0
_FIRST_WORDS = 160  # letters of a long text in the list of what is not translated
_NAMED = 12  # names of texts without translation that a finding spells out

Paint = Callable[[], list[Item]]


@dataclass(frozen=True, slots=True)
class _Section:
    """Pages under one heading."""

    title: str
    pages: Sequence[Paint]
    heads: Sequence[str] = ()


def findings(data: RoadmapData) -> list[Finding]:
    """What to know before it is printed; empty when all is well."""
    with in_language(data.language):
        found = data.imprint.findings()
        if not data.rows:
            found.append(Finding("report.empty", Severity.WARN, data.title))
        for code, texts in (
            ("report.missing_translations", data.untranslated),
            ("report.stale_translations", data.stale),
        ):
            if texts:
                more = " …" if len(texts) > _NAMED else ""
                names = "; ".join(texts[:_NAMED]) + f"{more} ({format_number(len(texts))})"
                found.append(Finding(code, Severity.WARN, data.title, {"names": names}))
        return found + unprintable(_texts(data))


def write(data: RoadmapData, path: Path, progress: Progress = unheard) -> pdf.Written:
    """Lay out the report and write it as a PDF file.

    Raises:
        UserError: report.not_written.
    """
    return pdf.write(layout(data), path, progress)


def layout(data: RoadmapData) -> Document:
    """Lay out the report; where everything breaks is decided here, pages are made when asked."""
    with in_language(data.language):
        sheet = A3 if data.paper == "A3" else A4
        paper = with_room_for_foot(sheet.landscape, data.imprint)
        sections = [_summary(data, paper)]
        sections += _parts(data, paper)
        gantt = Gantt(data, paper, 2 + sum(len(section.pages) for section in sections))
        sections.append(_gantt(gantt))
        sections += _critical(data, paper)
        sections.append(_register(data, paper))
        sections += _untranslated(data, paper)
        paints = [paint for section in sections for paint in section.pages]
        heads = [head for s in sections for head in (s.heads or [s.title] * len(s.pages))]
        total = 1 + len(paints)

        def page(number: int) -> Page:
            with in_language(data.language):
                if number == 0:
                    return Page(paper.width, paper.height, tuple(_cover(data, paper)))
                around = frame(
                    paper,
                    data.imprint,
                    title=printable(data.title),
                    section=heads[number - 1],
                    number=number + 1,
                    total=total,
                )
                return Page(paper.width, paper.height, (*around, *paints[number - 1]()))

        return Document(
            pages=Pages(total, page, (paper.width, paper.height)),
            title=printable(f"{data.title}, {format_day(data.imprint.state_of)}"),
            language=data.language,
            state_of=data.imprint.state_of,
            author=data.cluster,
            outline=tuple(_outline(data, sections)),
            missing_glyphs=missing_glyphs(_texts(data)),
        )


def _outline(data: RoadmapData, sections: Sequence[_Section]) -> Iterator[Bookmark]:
    yield Bookmark(printable(data.title), 0, Target(0))
    page = 1
    for section in sections:
        yield Bookmark(section.title, 0, Target(page))
        page += len(section.pages)


def _cover(data: RoadmapData, paper: Paper) -> list[Item]:
    """The title page: what it is, whose, of when, and who paid."""
    items: list[Item] = [Rect(paper.left, 96, 64, 5, fill=ACCENT)]
    span = ""
    if data.rows:
        span = _("From {start} to {end}").format(
            start=format_day(data.start, "long"), end=format_day(data.end, "long")
        )
    calendars = ""
    if data.calendars:
        calendars = _("Working calendars: {names}").format(names=", ".join(data.calendars))
    provenance = ""
    if data.imprint.provenance:
        partners = ", ".join(data.imprint.provenance)
        provenance = _("Holds data of {partners}").format(partners=partners)
    day = format_day(data.imprint.state_of, "long")
    y = 128.0
    for role, text, size, leading, face in (
        ("H1", data.title, 30.0, 36.0, Face.BOLD),
        ("P", data.cluster, 14.0, 22.0, Face.REGULAR),
        ("P", data.imprint.project, 10.0, 16.0, Face.REGULAR),
        ("P", span, 14.0, 40.0, Face.BOLD),
        ("P", _("State of {day}").format(day=day), 10.0, 18.0, Face.REGULAR),
        ("P", calendars, 10.0, 15.0, Face.REGULAR),
        ("P", provenance, 10.0, 15.0, Face.REGULAR),
    ):
        if not text:
            continue
        items.append(Begin(role))
        for line, words in enumerate(wrap(printable(text), face, size, paper.inner_width)):
            y += leading if not line else size * 1.25
            items.append(Text(paper.left, y, words, size, face, INK))
        items.append(End())
    return items + funding_block(paper, data.imprint)


def _heading(paper: Paper, title: str) -> list[Item]:
    return [
        Begin("H2"),
        Text(paper.left, paper.top + 16, title, 16, Face.BOLD, INK),
        End(),
    ]


def _summary(data: RoadmapData, paper: Paper) -> _Section:
    """Four figures, and what was not calculated."""
    title = _("Summary")
    tasks = [row for row in data.rows if not row.is_summary and not row.is_milestone]
    milestones = [row for row in data.rows if row.is_milestone]
    critical = sum(row.is_critical for row in data.rows if not row.is_summary)
    done = sum(row.progress >= 100 for row in tasks)
    figures = (
        (len(tasks), ngettext("task", "tasks", len(tasks))),
        (done, _("done")),
        (len(milestones), ngettext("milestone", "milestones", len(milestones))),
        (critical, _("on the critical path")),
    )
    remarks = [(text,) for text in data.remarks]
    table = Table((Column(_("Not calculated"), 1),), remarks, paper.inner_width, key="remarks")
    top = 130.0
    room = paper.lower_edge - paper.top
    pieces = list(table.pieces(room - top, room)) if remarks else []

    def first() -> list[Item]:
        items = _heading(paper, title)
        step = paper.inner_width / len(figures)
        for place, (count, word) in enumerate(figures):
            x, y = paper.left + place * step, paper.top + 44
            items.append(Line(x, y, x + step - 20, y, 0.8, ACCENT))
            items += [
                Begin("P"),
                Text(x, y + 34, format_number(count), 26, Face.BOLD, ACCENT),
                Text(x, y + 50, word, 9, colour=SECOND_INK),
                End(),
            ]
        if pieces and pieces[0].first < pieces[0].stop:
            items += table.paint(pieces[0], paper.left, paper.top + top)
        return items

    return _Section(title, [first, *(_painted(table, piece, paper) for piece in pieces[1:])])


def _painted(table: Table, piece: Piece, paper: Paper) -> Paint:
    return lambda: table.paint(piece, paper.left, paper.top)


def _tabled(  # noqa: PLR0913, PLR0917 - a table is its columns, its rows and where they stand
    title: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    paper: Paper,
    key: str,
    texts: Sequence[str] = (),
) -> _Section:
    """A heading and a table on as many pages as it takes."""
    table = Table(columns, rows, paper.inner_width, key=key, texts=texts)
    room = paper.lower_edge - paper.top
    pieces = list(table.pieces(room - _TITLE, room)) or [Piece(0, 0)]

    def first() -> list[Item]:
        return _heading(paper, title) + table.paint(pieces[0], paper.left, paper.top + _TITLE)

    return _Section(title, [first, *(_painted(table, piece, paper) for piece in pieces[1:])])


def _parts(data: RoadmapData, paper: Paper) -> Iterator[_Section]:
    """Chapters of the strategy, objectives, actions."""
    number, name = Column(_("No."), 0.12), Column(_("Name"), 0.32, face=Face.BOLD)
    columns = (number, name, Column(_("Text"), 0.56))
    for title, group in groupby(data.parts, key=lambda part: part.title):
        rows = [(part.code, part.name, part.text) for part in group]
        shown = 3 if any(text.strip() for _code, _name, text in rows) else 2
        named = [row[:shown] for row in rows]
        yield _tabled(title, columns[:shown], named, paper, f"parts {title}")


def _gantt(gantt: Gantt) -> _Section:
    def painted(index: int) -> Paint:
        return lambda: gantt.paint(index)

    numbers = range(gantt.pages)
    return _Section(
        _("Gantt"),
        [painted(index) for index in numbers],
        [gantt.section(index) for index in numbers],
    )


def _critical(data: RoadmapData, paper: Paper) -> Iterator[_Section]:
    """The critical path in the order of its days, each with the reason."""
    columns = (
        Column(_("No."), 0.08),
        Column(_("Name"), 0.3, face=Face.BOLD),
        Column(_("Start"), 0.1),
        Column(_("End"), 0.1),
        Column(_("Why"), 0.42),
    )
    rows = [
        (row.code, row.name, format_day(row.start), format_day(row.end), row.why)
        for row in (data.rows[place] for place in data.critical)
    ]
    if rows:
        yield _tabled(_("Critical path"), columns, rows, paper, "critical")


def _register(data: RoadmapData, paper: Paper) -> _Section:
    """Every task and milestone with all its words."""
    columns = (
        Column(_("No."), 0.055),
        Column(_("Name and text"), 0.205, face=Face.BOLD),
        Column(_("Lead"), 0.045),
        Column(_("Cal."), 0.045),
        Column(_("Start"), 0.092),
        Column(_("End"), 0.092),
        Column(_("Slack, days"), 0.065, is_number=True),
        Column(_("Done, %"), 0.05, is_number=True),
        Column(_("Status"), 0.075),
        Column(_("Waits for"), 0.085),
        Column(_("Why"), 0.196),
    )
    rows = [
        (
            row.code,
            row.name,
            row.owner,
            row.calendar,
            format_day(row.start),
            format_day(row.end),
            format_number(row.float_days),
            format_number(row.progress),
            row.status,
            "; ".join(_waits(data.rows[place], place, word) for place, word in row.waits_for),
            row.why,
        )
        for row in data.rows
    ]
    texts = [row.text for row in data.rows]
    return _tabled(_("Task register"), columns, rows, paper, "register", texts)


def _waits(row: RoadmapRow, place: int, word: str) -> str:
    return " ".join(filter(None, (row.code or format_number(place + 1), word)))


def _untranslated(data: RoadmapData, paper: Paper) -> Iterator[_Section]:
    """Which texts are printed without a translation, or with one that is too old."""
    rows = [(_begun(text), _("not translated")) for text in data.untranslated]
    rows += [(_begun(text), _("changed since it was translated")) for text in data.stale]
    columns = (Column(_("Text"), 0.75), Column(_("Translation"), 0.25))
    if rows:
        yield _tabled(_("Missing translations"), columns, rows, paper, "translations")


def _begun(text: str) -> str:
    """The first words of a text that stands in full on a page before."""
    return shorten(text, _FIRST_WORDS, placeholder=" …")


def _texts(data: RoadmapData) -> Iterator[str]:
    yield from (data.title, data.cluster, *data.imprint.texts(), *data.remarks)
    for row in data.rows:
        yield from (row.code, row.name, row.text, row.owner, row.why)
    for part in data.parts:
        yield from (part.code, part.name, part.text)
