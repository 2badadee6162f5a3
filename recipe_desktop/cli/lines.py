"""Tables for a terminal, and what is said around the account of an import."""

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from recipe_desktop.cli.command import Call
from recipe_desktop.domain.source_tables import SourceTable
from recipe_desktop.formats import sheets
from recipe_desktop.i18n import _, format_list, format_number, ngettext
from recipe_desktop.services import imports

_NAMED = 5  # sources in a sentence


class Counted(Protocol):
    """The account of an import, as far as lists and plans have it in common."""

    @property
    def new(self) -> int: ...
    @property
    def changed(self) -> int: ...
    @property
    def same(self) -> int: ...
    @property
    def suspicious(self) -> int: ...


def account_title(file: str, rows: int, *, dry_run: bool) -> str:
    """What stands above what a file brought, or would bring."""
    would = ngettext(
        "{file} would bring, of {rows} line:", "{file} would bring, of {rows} lines:", rows
    )
    did = ngettext("{file} brought, of {rows} line:", "{file} brought, of {rows} lines:", rows)
    return (would if dry_run else did).format(file=file, rows=format_number(rows))


def account_counts(account: Counted, rejected: int) -> str:
    """What became of the lines of a file."""
    said = _(
        "{new} new, {changed} changed, {same} same, {suspicious} suspicious, {rejected} rejected"
    )
    return said.format(
        new=account.new,
        changed=account.changed,
        same=account.same,
        suspicious=account.suspicious,
        rejected=rejected,
    )


def instant(at: datetime) -> str:
    """A moment as answers have it for programs."""
    return at.isoformat(timespec="milliseconds")


def pages(count: int) -> str:
    """How many pages a paper has, for a sentence."""
    return ngettext("{n} page", "{n} pages", count).format(n=format_number(count))


def tell_new_source(call: Call) -> None:
    """Say that a list comes from a source not met before, whose name may be a slip."""
    name, kind = call.arguments.mapping, call.arguments.kind
    others = call.workspace.ask(imports.unknown_source, name, kind) if name else None
    if others:
        said = _("No list has come from “{name}” before; a new source begins. Known are: {names}")
        names = format_list([f"“{other}”" for other in others[:_NAMED]])
        call.say(said.format(name=name, names=names))


def write_rejects(call: Call, read: SourceTable, reasons: Mapping[int, str]) -> None:
    """Write the lines of a list that were not taken to the file that was asked for, if any was.

    Args:
        read: the list.
        reasons: by line number.
    """
    said = call.arguments
    if said.rejects is not None:
        sheets.write_rejects(said.rejects, read, reasons, source=said.file)


def table(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns as wide as their widest cell; the last one is never padded."""
    everything = [list(headers), *(list(row) for row in rows)]
    widths = [max(_width(row[at]) for row in everything) for at in range(len(headers))]
    return "\n".join(_line(row, widths) for row in everything)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))
    return "  ".join(padded).rstrip()


def _width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )
