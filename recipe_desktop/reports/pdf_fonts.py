"""The fonts of a PDF: only the letters that occur, and what each of them means."""

import hashlib
import threading
from collections.abc import Iterable

from recipe_desktop.reports.display_list import Face
from recipe_desktop.reports.fonts import REPLACEMENT, typeface
from recipe_desktop.reports.pdf_file import PdfFile, escape, number

_SYMBOLIC = 4
_ITALIC = 64
_HARD_SPACE = 0xA0
_subsetting = threading.Lock()  # reportlab's parsed font keeps a reading position


class _Codes(dict[int, int]):
    """Gives every character its code in the file when it first occurs.

    A hard space is the glyph of a space, and what the font does not have is the sign for that.
    """

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._known = typeface(face).charToGlyph

    def __missing__(self, char: int) -> int:
        if char == _HARD_SPACE:
            return self[ord(" ")]
        if char not in self._known:
            return self[ord(REPLACEMENT)]
        self[char] = code = len(self) + 1
        return code


class SubsetFont:
    """One face in one file; collects characters until it is written."""

    def __init__(self, face: Face) -> None:
        self._face = face
        self._codes = _Codes(face)

    @property
    def is_used(self) -> bool:
        """Whether any character has occurred."""
        return bool(self._codes)

    def encode(self, text: str) -> bytes:
        """The text as a literal string of two-byte codes."""
        return escape(text.translate(self._codes).encode("utf-16-be"))

    def write(self, file: PdfFile) -> int:
        """Write the font with the letters that occurred; its number."""
        parsed = typeface(self._face)
        chars = list(self._codes)
        with _subsetting:
            program = parsed.makeSubset(chars)
        name = _tag(chars) + b"+" + parsed.name
        program_stream = file.add_stream(program, b"/Length1 %d" % len(program))
        box = b" ".join(number(edge) for edge in parsed.bbox)
        descriptor = file.add(
            b"<</Type/FontDescriptor/FontName/%b/Flags %d/FontBBox[%b]/ItalicAngle %b"
            b"/Ascent %b/Descent %b/CapHeight %b/StemV %b/FontFile2 %d 0 R>>"
            % (
                name,
                _SYMBOLIC | (_ITALIC if parsed.italicAngle else 0),
                box,
                *map(number, (parsed.italicAngle, parsed.ascent, parsed.descent)),
                *map(number, (parsed.capHeight, parsed.stemV)),
                program_stream,
            )
        )
        glyphs = file.add_stream(_glyph_numbers(map(parsed.charToGlyph.__getitem__, chars)))
        widths = b" ".join(number(parsed.charWidths[char]) for char in chars)
        letters = file.add(
            b"<</Type/Font/Subtype/CIDFontType2/BaseFont/%b/FontDescriptor %d 0 R/DW %b/W[1[%b]]"
            b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            b"/CIDToGlyphMap %d 0 R>>"
            % (name, descriptor, number(parsed.defaultWidth), widths, glyphs)
        )
        meaning = file.add_stream(_meanings(chars))
        return file.add(
            b"<</Type/Font/Subtype/Type0/BaseFont/%b/Encoding/Identity-H"
            b"/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>" % (name, letters, meaning)
        )


def _tag(chars: Iterable[int]) -> bytes:
    """Six capitals that tell this subset from others."""
    digest = hashlib.sha256(",".join(map(str, chars)).encode()).digest()
    return bytes(ord("A") + byte % 26 for byte in digest[:6])


def _glyph_numbers(glyphs: Iterable[int]) -> bytes:
    """From code to glyph of the subset, which numbers glyphs by their first occurrence."""
    numbers = {0: 0}
    order = (numbers.setdefault(glyph, len(numbers)) for glyph in glyphs)
    return b"\0\0" + b"".join(place.to_bytes(2, "big") for place in order)


def _meanings(chars: list[int]) -> bytes:
    """From code to character, for searching, copying and reading aloud."""
    rows = [
        b"<%04X> <%b>" % (code, chr(char).encode("utf-16-be").hex().upper().encode())
        for code, char in enumerate(chars, start=1)
    ]
    blocks = b"".join(
        b"%d beginbfchar\n%b\nendbfchar\n" % (len(block), b"\n".join(block))
        for block in (rows[start : start + 100] for start in range(0, len(rows), 100))
    )
    return (
        b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        b"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        b"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        b"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        + blocks
        + b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    )
