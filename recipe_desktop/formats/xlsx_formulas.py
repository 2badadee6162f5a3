"""Formulas of a workbook whose result is not in the file, since no program ever calculated them.

A program that only writes workbooks leaves the results to whoever opens them. Such a cell reads as
an empty one, and only the XML of its sheet tells it apart.
"""

import io
import re
import zipfile
from typing import IO, Final
from xml.parsers import expat

from recipe_desktop.domain.source_tables import column_place
from recipe_desktop.formats.files import LARGEST_COLUMN_COUNT

_CHUNK: Final = 1 << 20  # bytes
_OVERLAP: Final = 200
# A formula with no value behind it, or an empty one; most sheets have none and are not parsed.
_BARE: Final = re.compile(
    rb"(?:<(?:\w+:)?f\b[^<>]*/>|</(?:\w+:)?f>)\s*"
    rb"(?:</(?:\w+:)?c>|<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</)"
)
_PLACE: Final = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def uncalculated(content: bytes, part: str) -> dict[int, list[int]]:
    """By number of the line, the places of the cells with such a formula.

    Args:
        content: of the workbook.
        part: the path of the sheet in it.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        with packed.open(part) as sheet:
            if not _has_bare(sheet):
                return {}
        cells = _Cells()
        parser = expat.ParserCreate()
        parser.StartElementHandler = cells.start
        parser.EndElementHandler = cells.end
        parser.CharacterDataHandler = cells.text
        with packed.open(part) as sheet:
            parser.ParseFile(sheet)
    return cells.found


def _has_bare(sheet: IO[bytes]) -> bool:
    before = b""
    while chunk := sheet.read(_CHUNK):
        if _BARE.search(before + chunk):
            return True
        before = chunk[-_OVERLAP:]
    return False


class _Cells:
    """Follows the cells of a sheet; those without a place of their own stand beside the last."""

    def __init__(self) -> None:
        self.found: dict[int, list[int]] = {}
        self._line = self._place = 0
        self._kind, self._inside = "", ""
        self._has_formula = self._has_value = False

    def start(self, name: str, said: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "row":
                self._line = int(said["r"]) if said.get("r", "").isdecimal() else self._line + 1
                self._place = 0
            case "c":
                if found := _PLACE.fullmatch(said.get("r", "")):
                    self._place = column_place(found[1]) + 1
                else:
                    self._place += 1
                self._kind = said.get("t", "")
                self._has_formula = self._has_value = False
            case "f":
                self._has_formula = True
            case "v":
                self._inside = "v"
                self._has_value = self._kind == "str"  # a text may be empty
            case _:
                pass

    def end(self, name: str) -> None:
        plain = name.rpartition(":")[2]
        if plain == "v":
            self._inside = ""
        is_bare = plain == "c" and self._has_formula and not self._has_value
        if is_bare and self._place <= LARGEST_COLUMN_COUNT:
            self.found.setdefault(self._line, []).append(self._place - 1)

    def text(self, words: str) -> None:
        if self._inside and words.strip():
            self._has_value = True
