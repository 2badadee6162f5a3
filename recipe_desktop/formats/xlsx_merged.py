"""Cells of a workbook that are merged over several lines, and so stand beside each of them.

The file keeps the value in the first line alone, and openpyxl passes over merged cells where it
reads a sheet line by line.
"""

import io
import re
import zipfile
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from recipe_desktop.domain.source_tables import SourceRow, column_place
from recipe_desktop.domain.values import Cell

_CHUNK: Final = 1 << 20  # bytes
_OVERLAP: Final = 200
_MERGED: Final = re.compile(
    rb"<(?:\w+:)?mergeCell\b[^<>]*?\bref\s*=\s*[\"']"
    rb"([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})[\"']"
)

Spans = Mapping[int, Sequence[tuple[int, int]]]
"""By place of the column: first and last number of the lines of each merged cell."""


def merged_lines(content: bytes, part: str) -> Spans:
    """The merged cells of a sheet that go over several lines; over columns they count once.

    Args:
        content: of the workbook.
        part: the path of the sheet in it.
    """
    found: dict[int, set[tuple[int, int]]] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as packed, packed.open(part) as sheet:
        before = b""
        while chunk := sheet.read(_CHUNK):
            for letters, first, last in _MERGED.findall(before + chunk):
                if int(first) < int(last):
                    place = column_place(letters.decode())
                    found.setdefault(place, set()).add((int(first), int(last)))
            before = chunk[-_OVERLAP:]
    return {place: sorted(spans) for place, spans in found.items()}


def spread(rows: Sequence[SourceRow], merged: Spans) -> tuple[SourceRow, ...]:
    """The lines below the header, each with what stands beside it in a merged cell.

    One that begins in the header or above it is a title, and goes into no line.
    """
    numbers = [row.number for row in rows]
    filled: dict[int, dict[int, Cell]] = {}
    for place, spans in merged.items():
        done = 0  # in a broken file they overlap
        for first, last in spans:
            at = bisect_left(numbers, first)
            begins = at < len(rows) and numbers[at] == first and place < len(rows[at].cells)
            if not begins or first <= done:
                continue
            for below in range(at + 1, bisect_left(numbers, last + 1)):
                filled.setdefault(below, {})[place] = rows[at].cells[place]
            done = last
    if not filled:
        return tuple(rows)
    return tuple(
        replace(row, cells=tuple(filled[at].get(n, cell) for n, cell in enumerate(row.cells)))
        if at in filled
        else row
        for at, row in enumerate(rows)
    )
