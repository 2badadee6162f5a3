"""Tables from files, whichever kind they are, and back into files."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.source_tables import (
    SourceRow,
    SourceTable,
    find_header,
    is_list,
    is_prose,
    table_below,
)
from recipe_desktop.domain.values import Cell
from recipe_desktop.formats import csv_files, xlsx_files
from recipe_desktop.formats.files import COMPOUND, read_bytes
from recipe_desktop.formats.xlsx_merged import spread
from recipe_desktop.given_files import name_of
from recipe_desktop.i18n import _
from recipe_desktop.paths import not_replaced
from recipe_desktop.services import words

_OTHER_KINDS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "table.pdf"),
    (b"\x89PNG", "table.picture"),
    (b"\xff\xd8\xff", "table.picture"),
    (b"{\\rtf", "table.word_text"),
    (b"BEGIN:VCARD", "table.cards"),
    (b"<!DOCTYPE", "table.web_page"),
    (b"<html", "table.web_page"),
    (b"SQLite format 3\0", "table.store"),
    (b'{\n "recipe_card"', "table.card"),
    (b"part-0001.age\0", "table.bundle"),
    (b"{", "table.other_kind"),
    (b"\x1f\x8b", "table.other_kind"),
)


# A text that is XML: with its declaration, with a namespace, or closed by what opened it.
_XML = re.compile(
    r"\s*(?P<said><\?xml\b[^>]*>)?\s*(?:<!--.*?-->\s*)*<(?P<root>[A-Za-z_][\w:.-]*)(?P<more>[\s/][^>]*)?>",
    re.DOTALL,
)

# The names of the streams in a compound file tell what it is.
_IN_COMPOUND: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "table.password"),
    ("WordDocument", "table.word_text"),
    ("PowerPoint Document", "table.other_kind"),
    ("__properties_version1.0", "table.other_kind"),  # a mail
)
# The beginning of an old workbook, and behind it the record that says it is enciphered.
_BIFF = re.compile(rb"\x09\x08\x10\x00\x00\x06\x05\x00.{12}\x2f\x00", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file is to be read where somebody said so; what is None is found out.

    Args:
        sheet: of a workbook; without it the first whose headers are known, else the first that
            holds more than a line.
        encoding: of a text file, one of ``csv_files.ENCODINGS``.
        separator: between the columns of a text file.
        header_row: number of the line with the headers.
    """

    sheet: str | None = None
    encoding: str | None = None
    separator: str | None = None
    header_row: int | None = None


def otherwise(table: SourceTable, name: str, value: str) -> Reading:
    """How a file was read, but for what somebody chose: its sheet, encoding, separator or titles."""
    said: dict[str, Any] = {
        "sheet": table.sheet or None,
        "encoding": table.encoding or None,
        "separator": table.separator or None,
        "header_row": None if name == "sheet" else table.header_row,
    }
    said[name] = int(value) if name == "header_row" else value
    return Reading(**said)


_FOUND_OUT = Reading()
_WORKBOOKS: Final = frozenset({".xlsx", ".xlsm", ".xls"})
_NO_TABLE: Final = frozenset({"table.no_rows", "table.no_header", "table.open_quote"})


def _knows_no_header(_header: str) -> bool:
    return False


def read_table(
    path: Path,
    is_known: Callable[[str], bool] = _knows_no_header,
    reading: Reading = _FOUND_OUT,
) -> SourceTable:
    """Read the table of a workbook or text file; the kind is told by the content, not the name.

    Args:
        path: the file.
        is_known: whether a header is a word of the field; helps to find the header.
        reading: what somebody chose after a first look.

    Raises:
        UserError: file.*, table.*; nothing has been read.
    """
    try:
        read = _read(path, is_known, reading)
    except UserError as error:
        raise UserError(error.code, **{"name": path.name, **error.details}) from error
    if reading.sheet is not None and not read.sheets:
        raise UserError("table.no_sheets", name=path.name, sheet=reading.sheet)
    return read


def _read(path: Path, is_known: Callable[[str], bool], reading: Reading) -> SourceTable:
    content = read_bytes(path)
    for beginning, code in _OTHER_KINDS:
        if content.lstrip()[: len(beginning)].upper() == beginning.upper():
            raise UserError(code, name=path.name)
    if content.startswith(COMPOUND):
        raise UserError(_compound(content), name=path.name)
    if content.startswith(b"PK"):
        _refuse_other_archives(content, path.name)
        read = xlsx_files.read_workbook(content, reading.sheet, partial(is_list, is_known=is_known))
        headers = _header_place(read.rows, reading.header_row, is_known, path.name)
        titles, below = table_below(read.rows, headers)
        below = spread(_some(below, path.name), read.merged)
        return SourceTable(
            name_of(path),
            read.name,
            read.rows[headers][0],
            titles,
            below,
            read.sheets,
            hidden=read.hidden,
        )
    try:
        return _read_text(path, content, is_known, reading)
    except UserError as error:
        if path.suffix.lower() in _WORKBOOKS and error.code in _NO_TABLE:
            raise UserError("table.no_workbook") from error
        raise


def _read_text(
    path: Path, content: bytes, is_known: Callable[[str], bool], reading: Reading
) -> SourceTable:
    text = csv_files.decode(content, reading.encoding)
    if code := _markup(text.text):
        raise UserError(code, name=path.name)
    split_by = reading.separator or csv_files.find_separator(text.text)
    rows = csv_files.parse(text.text, split_by)
    headers = _header_place(rows, reading.header_row, is_known, path.name)
    titles, below = table_below(rows, headers)
    return SourceTable(
        name_of(path),
        "",
        rows[headers][0],
        titles,
        _some(below, path.name),
        encoding=text.encoding,
        separator=split_by,
        is_encoding_certain=text.is_certain,
        strays=text.strays,
    )


def write_table(
    path: Path, sheet: str, headers: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> None:
    """Write CSV or XLSX, as the name ends; equal rows give equal bytes.

    Raises:
        UserError: table.unknown_suffix, table.too_many_rows, file.disk_full, file.needs_name,
            file.no_folder, file.not_writable.
    """
    if not_replaced(path) == "file.needs_name":  # a folder, whose ending says nothing
        raise UserError("file.needs_name", name=path.name)
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        xlsx_files.write_xlsx(path, sheet, headers, rows)
    elif suffix in {".csv", ".txt"}:
        csv_files.write_csv(path, headers, rows)
    elif suffix == ".tsv":
        csv_files.write_csv(path, headers, rows, "\t")
    else:
        raise UserError("table.unknown_suffix", name=path.name)


def write_rejects(
    path: Path, table: SourceTable, reasons: Mapping[int, str], *, source: Path
) -> None:
    """The lines that could not be taken over, as they were, with a column that says why.

    The file has the columns of the original, so that it can be mended and imported again; the
    reasons that such a file came with, whatever its language, give way to those of now.

    Args:
        path: the file to write.
        table: what was imported.
        reasons: sentences by line number; only these lines are written.
        source: the file that was imported; rejected lines in its place would be all that is
            left of it.

    Raises:
        UserError: import.rejects_over_list; as write_table.
    """
    if path.exists() and source.exists() and path.samefile(source):
        raise UserError("import.rejects_over_list", file=source.name)
    own = table.own_headers(words.titles_of_reasons())
    left = (row for row in table.rows if row.number in reasons)
    rows = ((*row.cells[: len(own)], reasons[row.number]) for row in left)
    write_table(path, table.sheet or _("Rows"), (*own, _("Reason")), rows)


def _markup(text: str) -> str:
    """What a file of XML is, as a code: a plan, which the roadmap takes, or another; else empty."""
    found = _XML.match(text)
    if found is None:
        return ""
    root, more = found["root"], found["more"] or ""
    if not found["said"] and "xmlns" not in more and not text.rstrip().endswith(f"</{root}>"):
        return ""
    return "table.plan" if root.rpartition(":")[2].lower() == "project" else "table.xml"


def _compound(content: bytes) -> str:
    """Why a compound file cannot be read."""
    for stream, code in _IN_COMPOUND:
        if stream.encode("utf-16-le") in content:
            return code
    return "table.password" if _BIFF.search(content) else "table.old_excel"


def _refuse_other_archives(content: bytes, name: str) -> None:
    beginning = content[:200]
    if b"mimetypeapplication/vnd.oasis.opendocument" in beginning:
        raise UserError("table.open_document", name=name)
    if b"[Content_Types].xml" not in content and b"xl/" not in content:
        raise UserError("table.other_kind", name=name)


def _header_place(
    rows: Sequence[tuple[int, Sequence[Cell]]],
    header_row: int | None,
    is_known: Callable[[str], bool],
    name: str,
) -> int:
    if not rows:
        raise UserError("table.no_rows", name=name)
    if header_row is not None:
        for place, (number, _) in enumerate(rows):
            if number == header_row:
                return place
        raise UserError("table.no_header", name=name)
    found = find_header(rows, is_known)
    if is_prose(rows, found, is_known):
        raise UserError("table.prose", name=name)
    if found is None:
        raise UserError("table.no_header", name=name)
    return found


def _some(rows: tuple[SourceRow, ...], name: str) -> tuple[SourceRow, ...]:
    if not rows:
        raise UserError("table.no_rows", name=name)
    return rows
