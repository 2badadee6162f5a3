"""Excel workbooks: values only, whatever formulas or tricks stand in them."""

import io
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Protocol
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError
from xml.sax.saxutils import escape, quoteattr

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.source_tables import column_letters
from recipe_desktop.domain.values import Cell, Formula, text_of
from recipe_desktop.formats.files import (
    LARGEST_CELL,
    LARGEST_COLUMN_COUNT,
    LARGEST_ROW_COUNT,
    Once,
)
from recipe_desktop.formats.xlsx_formulas import uncalculated
from recipe_desktop.formats.xlsx_merged import Spans, merged_lines
from recipe_desktop.new_files import new_file

_LARGEST_UNPACKED = 512 * 2**20
_LARGEST_RATIO = 400  # sheets of one repeated value pack to about a hundredth
_MOST_PARTS = 5_000
_LITERAL = re.compile(r'"[^"]*"|\\.')  # of a format: what is only written beside the number
_BROKEN_ARCHIVE = (zipfile.BadZipFile, zlib.error, struct.error)


class ReadCell(Protocol):
    """What is asked of a cell; openpyxl has a class for each kind."""

    @property
    def value(self) -> object: ...

    @property
    def number_format(self) -> str: ...


Rows = Sequence[tuple[int, tuple[Cell, ...]]]
"""The lines that hold something, with their numbers."""


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """One sheet of a workbook.

    Args:
        sheets: the names of all.
        hidden: of those that nobody sees who opens the workbook.
        rows: its lines that hold something, numbered.
        merged: its cells that stand beside several lines, in ``rows`` in the first alone.
    """

    sheets: tuple[str, ...]
    name: str
    rows: list[tuple[int, tuple[Cell, ...]]]
    merged: Spans
    hidden: tuple[str, ...] = ()


def _has_lines(rows: Rows) -> bool:
    return len(rows) > 1  # a line alone is a cover


def read_workbook(
    content: bytes, sheet: str | None = None, is_wanted: Callable[[Rows], bool] = _has_lines
) -> ReadSheet:
    """The sheet of a workbook that is wanted.

    Args:
        content: of the file.
        sheet: its name; without it the first sheet that is wanted, else the first of several
            lines, else the first that holds something. Hidden ones come after all others.
        is_wanted: whether the lines of a sheet, with their numbers, are what is looked for.

    Raises:
        UserError: table.damaged, table.unpacks_too_large, table.outside_reference,
            table.no_sheet, table.too_many_rows, table.too_many_columns, table.cell_too_long.
    """
    from openpyxl import load_workbook  # a quarter of a second that most starts need not spend
    from openpyxl.utils.exceptions import InvalidFileException

    _refuse_traps(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # drawings and filters that openpyxl leaves out
            book = load_workbook(
                io.BytesIO(content), read_only=True, data_only=True, keep_links=False
            )
            try:
                pages = {page.title: page for page in book.worksheets}
                if sheet is not None and sheet not in pages:
                    raise UserError("table.no_sheet", sheet=sheet)
                rows: list[tuple[int, tuple[Cell, ...]]] = []
                chosen = ""
                merged: Spans = {}
                hidden = tuple(one for one in pages if pages[one].sheet_state != "visible")
                seen_first = sorted(pages, key=hidden.__contains__)
                for title in [sheet] if sheet is not None else seen_first:
                    pages[title].reset_dimensions()  # what a file says of its size may be wrong
                    part: str = pages[title]._worksheet_path  # type: ignore[attr-defined]  # noqa: SLF001
                    bare = uncalculated(content, part)
                    found = _rows(pages[title].iter_rows(), bare)
                    is_found = is_wanted(found)
                    if is_found or not chosen or (_has_lines(found) and not _has_lines(rows)):
                        chosen, rows, merged = title, found, merged_lines(content, part)
                    if is_found:
                        break
                return ReadSheet(tuple(pages), chosen, rows, merged, hidden)
            finally:
                book.close()
    except UserError:
        raise
    except (
        *(*_BROKEN_ARCHIVE, InvalidFileException, ParseError, KeyError, ValueError, TypeError),
        *(AttributeError, IndexError, OSError, EOFError, AssertionError, NotImplementedError),
        *(OverflowError, RuntimeError, SyntaxError, ExpatError),
    ) as problem:
        raise UserError("table.damaged", reason=str(problem)[:200]) from None


def _rows(
    lines: Iterable[Sequence[ReadCell]], bare: Mapping[int, Sequence[int]]
) -> list[tuple[int, tuple[Cell, ...]]]:
    """The lines that hold something, with their numbers.

    Args:
        bare: the places of formulas without a result, by number of the line.
    """
    once = Once()
    rows: list[tuple[int, tuple[Cell, ...]]] = []
    for number, read in enumerate(lines, start=1):
        line = [_value(cell) for cell in read]
        if number not in bare and not any(value is not None and value != "" for value in line):
            continue
        if len(line) > LARGEST_COLUMN_COUNT and any(
            value is not None for value in line[LARGEST_COLUMN_COUNT:]
        ):
            raise UserError("table.too_many_columns", row=number, most=LARGEST_COLUMN_COUNT)
        cells = [_cell(value) for value in line[:LARGEST_COLUMN_COUNT]]
        for place in bare.get(number, ()):
            cells += [None] * (place + 1 - len(cells))
            cells[place] = Formula.NOT_CALCULATED
        if any(isinstance(cell, str) and len(cell) > LARGEST_CELL for cell in cells):
            raise UserError("table.cell_too_long", row=number, most=LARGEST_CELL)
        rows.append((number, tuple(map(once, cells))))
        if len(rows) > LARGEST_ROW_COUNT:
            raise UserError("table.too_many_rows", most=LARGEST_ROW_COUNT)
    return rows


def _value(cell: ReadCell) -> object:
    """What stands in a cell; a number that is shown as per cent, as it is shown: 0.5 as 50%."""
    value = cell.value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    try:
        is_share = "%" in _LITERAL.sub("", cell.number_format)
    except IndexError:  # a style that the workbook does not have
        return value
    return f"{(Decimal(f'{value:.15g}') * 100).normalize():f}%" if is_share else value


def _cell(value: object) -> Cell:
    if value is None or isinstance(value, str | int | float | Decimal | date | datetime):
        return value
    return str(value)


def _refuse_traps(content: bytes) -> None:
    """Refuses what would unpack to far more than a table, or reaches out of the file."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            unpacked = sum(part.file_size for part in parts)
            if (
                len(parts) > _MOST_PARTS
                or unpacked > _LARGEST_UNPACKED
                or unpacked > _LARGEST_RATIO * len(content) + 2**20
            ):
                raise UserError("table.unpacks_too_large", largest_mb=_LARGEST_UNPACKED // 2**20)
            for part in parts:
                if part.filename.lower().endswith((".xml", ".rels", ".vml")):
                    _refuse_entities(packed, part)
    except (*_BROKEN_ARCHIVE, OSError, EOFError, ValueError, NotImplementedError) as problem:
        raise UserError("table.damaged", reason=str(problem)[:200]) from None
    except RuntimeError:  # a part behind a password
        raise UserError("table.password") from None


def _refuse_entities(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """A workbook has no document type: one that has brings entities, ours or somebody's file."""
    with packed.open(part) as file:
        beginning = file.read(64 * 1024).replace(b"\0", b"").upper()
    if b"<!DOCTYPE" in beginning or b"<!ENTITY" in beginning:
        raise UserError("table.outside_reference")


# --- Writing -----------------------------------------------------------------------------------
# Written by hand: equal rows give equal bytes (no time of writing), 100,000 rows stream.

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPES}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPES}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><numFmts count="1">'
    '<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>",
}
_HEADER_STYLE = ' s="1"'
_DATE_STYLE = ' s="2"'
_EPOCH = date(1899, 12, 30)
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SHEET_SIGNS = re.compile(r"[\\/*?:\[\]]")


def write_xlsx(
    path: Path, sheet: str, headers: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> None:
    """One sheet with a bold header that stays in sight; texts are texts, never formulas.

    Raises:
        UserError: file.disk_full, file.not_writable, table.too_many_rows.
    """
    title = _SHEET_SIGNS.sub(" ", sheet).strip("' ")[:31] or "Sheet1"
    book = (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name={quoteattr(title)} sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    with (
        new_file(path) as file,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed,
    ):
        for name, body in {**_PARTS, "xl/workbook.xml": book}.items():
            packed.writestr(_part(name), _XML + body)
        with packed.open(_part("xl/worksheets/sheet1.xml"), "w", force_zip64=True) as out:
            out.write(_sheet_start(headers).encode())
            out.write(_row(1, headers, _HEADER_STYLE).encode())
            for number, row in enumerate(rows, start=2):
                if number > 2**20:
                    raise UserError("table.too_many_rows", most=2**20 - 1)
                out.write(_row(number, row).encode())
            out.write(b"</sheetData></worksheet>")


def _part(name: str) -> zipfile.ZipInfo:
    part = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    part.compress_type = zipfile.ZIP_DEFLATED
    part.external_attr = 0o644 << 16
    part.create_system = 3  # the same bytes on every system
    return part


def _sheet_start(headers: Sequence[str]) -> str:
    widths = "".join(
        f'<col min="{place}" max="{place}" width="{max(12, min(40, len(header) + 4))}" '
        'customWidth="1"/>'
        for place, header in enumerate(headers, start=1)
    )
    columns = f"<cols>{widths}</cols>" if widths else ""
    return (
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        f"</sheetView></sheetViews>{columns}<sheetData>"
    )


def _row(number: int, cells: Sequence[Cell], style: str = "") -> str:
    written = "".join(
        _written(f"{column_letters(place)}{number}", cell, style)
        for place, cell in enumerate(cells)
    )
    return f'<row r="{number}">{written}</row>'


def _written(place: str, cell: Cell, style: str) -> str:
    if cell is None or cell == "":
        return ""
    if isinstance(cell, bool):
        return f'<c r="{place}"{style} t="b"><v>{int(cell)}</v></c>'
    # Excel keeps 15 digits: a longer number is kept whole as text.
    if isinstance(cell, int | float | Decimal) and len(str(cell)) <= 15:
        return f'<c r="{place}"{style}><v>{cell}</v></c>'
    if isinstance(cell, date) and not isinstance(cell, datetime) and cell.year >= 1901:
        return f'<c r="{place}"{_DATE_STYLE}><v>{(cell - _EPOCH).days}</v></c>'
    text = escape(_NO_XML.sub("", cell if isinstance(cell, str) else text_of(cell)))
    return (
        f'<c r="{place}"{style} t="inlineStr"><is><t xml:space="preserve">'
        f"{text[:LARGEST_CELL]}</t></is></c>"
    )
