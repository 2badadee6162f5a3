"""Tables for a terminal, and the line above the account of an import."""

import unicodedata
from collections.abc import Sequence

from recipe_desktop.i18n import format_number, ngettext


def account_title(file: str, rows: int, *, dry_run: bool) -> str:
    """What stands above what a file brought, or would bring."""
    would = ngettext(
        "{file} would bring, of {rows} line:", "{file} would bring, of {rows} lines:", rows
    )
    did = ngettext("{file} brought, of {rows} line:", "{file} brought, of {rows} lines:", rows)
    return (would if dry_run else did).format(file=file, rows=format_number(rows))


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
