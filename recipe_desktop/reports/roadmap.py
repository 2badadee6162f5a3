"""The roadmap report: cover, summary, objectives, Gantt, critical path and every task in full."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
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
from recipe_desktop.reports.flow import Flow, Paint
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
from recipe_desktop.reports.table import Column, Table
from recipe_desktop.reports.wrap import wrap

_FIGURES = 70.0  # points from the line above a figure to what follows
_FIRST_WORDS = 160  # letters of a long text in the list of what is not translated
_WORDY = (1, 10)  # columns of the register: name and why
_NUMBER, _STATUS, _WAITS = 0, 8, 9


@dataclass(frozen=True, slots=True)
class _Section:
    """Pages that belong together, what stands in the head of each, and the headings on them."""

    pages: Sequence[Paint]
    heads: Sequence[str]
    marks: Sequence[tuple[str, Target]]


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
                lines = (
                    format_number(len(texts)),
                    *map(_begun, texts),
                )  # each on a line of its own
                names = "\n  ".join(lines)
                found.append(Finding(code, Severity.WARN, data.title, {"names": names}))
        return found + unprintable(_texts(data))


def write(data: RoadmapData, path: Path, progress: Progress = unheard) -> pdf.WrittenFile:
    """Lay out the report and write it as a PDF file.

    Raises:
        UserError: file.disk_full, file.is_store, file.no_file, file.not_writable.
    """
    return pdf.write(layout(data), path, progress)


def layout(data: RoadmapData) -> Document:
    """Lay out the report; where everything breaks is decided here, pages are made when asked."""
    with in_language(data.language):
        sheet = A3 if data.paper == "A3" else A4
        paper = with_room_for_foot(sheet.landscape, data.imprint)
        before, behind = Flow(paper), Flow(paper)
        _summary(before, data, paper)
        _parts(before, data, paper)
        gantt = Gantt(data, paper, 2 + len(before.pages))
        _critical(behind, data, paper)
        _register(behind, data, paper)
        _untranslated(behind, data, paper)
        sections = [_flowed(before), _gantt(gantt), _flowed(behind)]
        paints = [paint for section in sections for paint in section.pages]
        heads = [head for section in sections for head in section.heads]
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
        for title, at in section.marks:
            yield Bookmark(title, 0, Target(page + at.page, at.y))
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


def _flowed(flow: Flow) -> _Section:
    return _Section(flow.pages, flow.heads, flow.marks)


def _summary(flow: Flow, data: RoadmapData, paper: Paper) -> None:
    """Four figures, and what was not calculated."""
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

    def painted(top: float) -> Iterator[Item]:
        step = paper.inner_width / len(figures)
        for place, (count, word) in enumerate(figures):
            x, y = paper.left + place * step, top + 10
            yield Line(x, y, x + step - 20, y, 0.8, ACCENT)
            yield Begin("P")
            yield Text(x, y + 34, format_number(count), 26, Face.BOLD, ACCENT)
            yield Text(x, y + 50, word, 9, colour=SECOND_INK)
            yield End()

    flow.put(_("Summary"), _FIGURES, painted)
    if remarks := [(text,) for text in data.remarks]:
        columns = (Column(_("Not calculated"), 1),)
        flow.go_on(Table(columns, remarks, paper.inner_width, key="remarks"))


def _parts(flow: Flow, data: RoadmapData, paper: Paper) -> None:
    """Chapters of the strategy, objectives, actions."""
    number, name = Column(_("No."), 0.12), Column(_("Name"), 0.32, face=Face.BOLD)
    columns = (number, name, Column(_("Text"), 0.56))
    for title, group in groupby(data.parts, key=lambda part: part.title):
        rows = [(part.code, part.name, part.text) for part in group]
        filled = [any(row[place].strip() for row in rows) for place in range(len(columns))]
        shown = [column for column, has in zip(columns, filled, strict=True) if has] or [name]
        places = [columns.index(column) for column in shown]
        named = [tuple(row[place] for place in places) for row in rows]
        key = f"parts {title}"
        flow.put_table(title, Table(shown, named, paper.inner_width, key=key))


def _gantt(gantt: Gantt) -> _Section:
    def painted(index: int) -> Paint:
        return lambda: gantt.paint(index)

    numbers = range(gantt.pages)
    return _Section(
        [painted(index) for index in numbers],
        [gantt.section(index) for index in numbers],
        [(_("Gantt"), Target(0))],
    )


def _critical(flow: Flow, data: RoadmapData, paper: Paper) -> None:
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
        table = Table(columns, rows, paper.inner_width, key="critical")
        flow.put_table(_("Critical path"), table)


def _register(flow: Flow, data: RoadmapData, paper: Paper) -> None:
    """Every task and milestone with all its words; a column without any gives way."""
    every = (
        Column(_("No."), 0.055),
        Column(_("Name and text"), 0.205, face=Face.BOLD),
        Column(_("Lead"), 0.045),
        Column(_("Cal."), 0.045),
        Column(_("Start"), 0.09),
        Column(_("End"), 0.09),
        Column(_("Slack, days"), 0.065, is_number=True),
        Column(_("Done, %"), 0.058, is_number=True),
        Column(_("Status"), 0.075),
        Column(_("Waits for"), 0.075),
        Column(_("Why"), 0.202),
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
            "; ".join(_waits(data.rows[place], word) for place, word in row.waits_for),
            row.why,
        )
        for row in data.rows
    ]
    empty = {
        place
        for place in (_NUMBER, _STATUS, _WAITS)
        if rows and not any(row[place].strip() for row in rows)
    }
    wordy = (*_WORDY, _WAITS) if _NUMBER in empty and _WAITS not in empty else _WORDY
    wider = sum(every[place].share for place in empty) / len(wordy)
    columns = [
        replace(column, share=column.share + wider * (place in wordy))
        for place, column in enumerate(every)
        if place not in empty
    ]
    cells = [[cell for place, cell in enumerate(row) if place not in empty] for row in rows]
    texts = [row.text for row in data.rows]
    table = Table(columns, cells, paper.inner_width, key="register", texts=texts)
    flow.put_table(_("Task register"), table)


def _waits(row: RoadmapRow, word: str) -> str:
    return "\N{NO-BREAK SPACE}".join(filter(None, (row.code or row.name, word)))


def _untranslated(flow: Flow, data: RoadmapData, paper: Paper) -> None:
    """Which texts are printed without a translation, or with one that is too old."""
    rows = [(_begun(text), _("not translated")) for text in data.untranslated]
    rows += [(_begun(text), _("changed since it was translated")) for text in data.stale]
    columns = (Column(_("Text"), 0.75), Column(_("Translation"), 0.25))
    if rows:
        table = Table(columns, rows, paper.inner_width, key="translations")
        flow.put_table(_("Missing translations"), table)


def _begun(text: str) -> str:
    """The first words of a text that stands in full on a page before."""
    return shorten(text, _FIRST_WORDS, placeholder=" …")


def _texts(data: RoadmapData) -> Iterator[str]:
    yield from (data.title, data.cluster, *data.imprint.texts(), *data.remarks)
    for row in data.rows:
        yield from (row.code, row.name, row.text, row.owner, row.why)
    for part in data.parts:
        yield from (part.code, part.name, part.text)
