"""The partner directory: who is in the network, by country, for a reader outside the office."""

from collections.abc import Iterator
from pathlib import Path

from recipe_desktop.domain.errors import Finding, Severity
from recipe_desktop.i18n import _, format_day, in_language
from recipe_desktop.reports import pdf
from recipe_desktop.reports.directory_body import Body
from recipe_desktop.reports.directory_data import DirectoryData, DirectoryEntry, DirectoryGroup
from recipe_desktop.reports.directory_front import Front, cover
from recipe_desktop.reports.display_list import Bookmark, Document, Page, Pages, Target
from recipe_desktop.reports.fonts import missing_glyphs
from recipe_desktop.reports.page import A4, frame, with_room_for_foot

__all__ = ["DirectoryData", "DirectoryEntry", "DirectoryGroup", "findings", "layout", "write"]


def findings(data: DirectoryData) -> list[Finding]:
    """What to know before it is printed; empty when all is well."""
    with in_language(data.language):
        found = data.imprint.findings()
        if not any(group.entries for group in data.groups):
            found.append(Finding("report.empty", Severity.WARN, data.title))
        if missing := missing_glyphs(_texts(data)):
            found.append(
                Finding(
                    "report.missing_glyphs",
                    Severity.WARN,
                    _("The paper's font, DejaVu Sans Condensed"),
                    {"characters": " ".join(missing), "names": _names_with(missing, data)},
                )
            )
        return found


def layout(data: DirectoryData) -> Document:
    """Lay out the directory; where everything breaks is decided here, pages are made when asked."""
    with in_language(data.language):
        paper = with_room_for_foot(A4, data.imprint)
        body = Body(data, paper)
        front = Front(data, paper, body)
        before = 1 + front.pages
        total = before + body.pages

        def page(index: int) -> Page:
            with in_language(data.language):
                if index == 0:
                    return Page(paper.width, paper.height, tuple(cover(data, paper)))
                if index < before:
                    section, items = _("Contents"), front.paint(index - 1, first_body_page=before)
                else:
                    section, items = body.section(index - before), body.paint(index - before)
                around = frame(
                    paper,
                    data.imprint,
                    title=data.title,
                    section=section,
                    number=index + 1,
                    total=total,
                )
                return Page(paper.width, paper.height, (*around, *items))

        outline = [Bookmark(data.title, 0, Target(0)), Bookmark(_("Contents"), 0, Target(1))]
        for section in body.sections:
            page_of = before + section.page
            outline.append(Bookmark(section.name, 0, Target(page_of, section.y)))
            outline += [
                Bookmark(letter.name, 1, Target(before + letter.page, letter.y))
                for letter in section.letters
            ]
        return Document(
            pages=Pages(total, page),
            title=f"{data.title}, {format_day(data.state_of)}",
            language=data.language,
            state_of=data.state_of,
            author=data.cluster,
            outline=tuple(outline),
            missing_glyphs=missing_glyphs(_texts(data)),
        )


def write(data: DirectoryData, path: Path, progress: pdf.Progress | None = None) -> pdf.Written:
    """Lay out the directory and write it as a PDF file.

    Raises:
        UserError: report.not_written.
    """
    return pdf.write(layout(data), path, progress)


def _texts(data: DirectoryData) -> Iterator[str]:
    yield from (data.title, data.cluster, data.project, data.funding_line, data.disclaimer)
    yield from (data.filter_words, *data.provenance)
    for group in data.groups:
        yield group.name
        for entry in group.entries:
            yield from _entry_texts(entry)


def _entry_texts(entry: DirectoryEntry) -> Iterator[str]:
    yield from (entry.name, entry.kind_word, entry.size_word, entry.place, entry.country)
    yield from (entry.website, entry.vat_number, entry.number)
    yield from entry.former_names
    yield from entry.ecosystems


def _names_with(chars: tuple[str, ...], data: DirectoryData) -> tuple[str, ...]:
    """The organisations whose entry has one of the characters."""
    wanted = set(chars)
    return tuple(
        entry.name
        for group in data.groups
        for entry in group.entries
        if not wanted.isdisjoint("".join(_entry_texts(entry)))
    )
