"""The partner directory: who is in the network, by country, for a reader outside the office."""

from collections.abc import Iterator
from pathlib import Path

from recipe_desktop.domain.errors import Finding, Severity
from recipe_desktop.i18n import _, format_day, in_language
from recipe_desktop.progress import Progress, unheard
from recipe_desktop.reports import pdf
from recipe_desktop.reports.directory_body import Body
from recipe_desktop.reports.directory_data import DirectoryData, DirectoryEntry, DirectoryGroup
from recipe_desktop.reports.directory_front import Front, cover
from recipe_desktop.reports.directory_index import Index
from recipe_desktop.reports.display_list import Bookmark, Document, Item, Page, Pages, Target
from recipe_desktop.reports.fonts import missing_glyphs
from recipe_desktop.reports.page import A4, frame, unprintable_chars, with_room_for_foot

__all__ = ["DirectoryData", "DirectoryEntry", "DirectoryGroup", "findings", "layout", "write"]


def findings(data: DirectoryData) -> list[Finding]:
    """What to know before it is printed; empty when all is well."""
    with in_language(data.language):
        found = data.imprint.findings()
        if not any(group.entries for group in data.groups):
            found.append(Finding("report.empty", Severity.WARN, data.title))
        if missing := missing_glyphs(_texts(data)):
            found.append(unprintable_chars(missing, names=_names_with(missing, data)))
        return found


def layout(data: DirectoryData) -> Document:
    """Lay out the directory; where everything breaks is decided here, pages are made when asked."""
    with in_language(data.language):
        paper = with_room_for_foot(A4, data.imprint)
        body = Body(data, paper)
        front = Front(data, paper, body)
        before = 1 + front.pages
        index = Index(body.places if len(body.sections) > 1 else (), paper)
        total = before + body.pages + index.pages

        def content(number: int) -> tuple[str, list[Item]]:
            """What stands on a page behind the title page, and what its head says."""
            if number < before:
                return _("Contents"), front.paint(number - 1, first_body_page=before)
            if number < before + body.pages:
                return body.section(number - before), body.paint(number - before)
            place = number - before - body.pages
            return index.section(place), index.paint(place, first_body_page=before)

        def page(number: int) -> Page:
            with in_language(data.language):
                if number == 0:
                    return Page(paper.width, paper.height, tuple(cover(data, paper)))
                section, items = content(number)
                around = frame(
                    paper,
                    data.imprint,
                    title=data.title,
                    section=section,
                    number=number + 1,
                    total=total,
                )
                return Page(paper.width, paper.height, (*around, *items))

        return Document(
            pages=Pages(total, page, (paper.width, paper.height)),
            title=f"{data.title}, {format_day(data.imprint.state_of)}",
            language=data.language,
            state_of=data.imprint.state_of,
            author=data.cluster,
            outline=tuple(_outline(data, body, before, index)),
            missing_glyphs=missing_glyphs(_texts(data)),
        )


def _outline(data: DirectoryData, body: Body, before: int, index: Index) -> Iterator[Bookmark]:
    """Title, contents, every country with its letters, the index with its letters."""
    yield Bookmark(data.title, 0, Target(0))
    yield Bookmark(_("Contents"), 0, Target(1))
    for section in body.sections:
        yield Bookmark(section.name, 0, Target(before + section.page, section.y))
        for letter in section.letters:
            yield Bookmark(letter.name, 1, Target(before + letter.page, letter.y))
    if index.pages:
        first = before + body.pages
        yield Bookmark(_("Index of names"), 0, Target(first))
        for letter in index.letters:
            yield Bookmark(letter.name, 1, Target(first + letter.page, letter.y))


def write(data: DirectoryData, path: Path, progress: Progress = unheard) -> pdf.WrittenFile:
    """Lay out the directory and write it as a PDF file.

    Raises:
        UserError: file.disk_full, file.is_store, file.no_file, file.not_writable.
    """
    return pdf.write(layout(data), path, progress)


def _texts(data: DirectoryData) -> Iterator[str]:
    yield from (data.title, data.cluster, *data.imprint.texts())
    yield from (data.filter_words, *data.imprint.provenance)
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
