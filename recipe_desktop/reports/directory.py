"""The partner directory: who is in the network, by country, for a reader outside the office."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from recipe_desktop.domain.errors import Finding, Severity
from recipe_desktop.i18n import _, format_day, in_language
from recipe_desktop.reports import pdf
from recipe_desktop.reports.directory_body import Body
from recipe_desktop.reports.directory_front import Front, cover
from recipe_desktop.reports.display_list import Bookmark, Document, Page, Pages, Target
from recipe_desktop.reports.fonts import missing_glyphs
from recipe_desktop.reports.page import A4, Imprint, frame, with_room_for_foot


@dataclass(frozen=True, slots=True)
class DirectoryEntry:
    """One organisation; every text is shown as it is, an empty one is left out."""

    name: str
    former_names: tuple[str, ...] = ()
    kind_word: str = ""
    size_word: str = ""
    place: str = ""
    country: str = ""
    website: str = ""
    vat_number: str = ""
    ecosystems: tuple[str, ...] = ()
    number: str = ""


@dataclass(frozen=True, slots=True)
class DirectoryGroup:
    """One country, its entries in the order in which they are printed."""

    name: str
    entries: tuple[DirectoryEntry, ...]


@dataclass(frozen=True, slots=True)
class DirectoryData:
    """Everything the directory says.

    Args:
        cluster: who publishes it.
        provenance: whose data it holds up to which day, such as ``HU up to 24 Nov 2026``.
        filter_words: what was searched for, when the directory shows a part of all.
        emblem: content of a PNG or JPEG file.
    """

    title: str
    cluster: str
    project: str
    language: str
    state_of: date
    groups: tuple[DirectoryGroup, ...]
    provenance: tuple[str, ...] = ()
    filter_words: str = ""
    funding_line: str = ""
    disclaimer: str = ""
    emblem: bytes = b""

    @property
    def imprint(self) -> Imprint:
        """What every page of it says about the project."""
        return Imprint(
            project=self.project,
            state_of=self.state_of,
            provenance=self.provenance,
            funding_line=self.funding_line,
            disclaimer=self.disclaimer,
            emblem=self.emblem,
        )


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


def write(
    data: DirectoryData, path: Path, progress: pdf.Progress | None = None
) -> pdf.Written:
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
