"""Comma-separated text: the encoding and the separator are found out, said, and can be changed."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.values import Cell, text_of
from recipe_desktop.formats.code_pages import looks_central, page_of
from recipe_desktop.formats.files import (
    LARGEST_CELL,
    LARGEST_COLUMN_COUNT,
    LARGEST_ROW_COUNT,
    Once,
)
from recipe_desktop.new_files import new_file

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1250", "cp1252", "mac_roman")
SEPARATORS = (";", ",", "\t", "|")
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f]")
_MAC = "mac_roman"  # that of Macs before 2001, and of Excel on them to this day
_SENSELESS = 10  # one in so many signs out of place, and it is no text
_STRAY = 3  # signs of control that a short list may have caught on its way; cells go without them
_DASHES = "\N{EN DASH}\N{EM DASH}"
_BESIDE_ANY = (
    "\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
    "\N{SINGLE LOW-9 QUOTATION MARK}\N{LEFT DOUBLE QUOTATION MARK}"
    "\N{RIGHT DOUBLE QUOTATION MARK}\N{DOUBLE LOW-9 QUOTATION MARK}«»…€°®™"
)
_READ = 500_000  # letters by which code pages are told from each other
_BESIDE_LETTERS = re.compile(r"(?<=[^\W\d_])[^\x00-\x7f]|[^\x00-\x7f](?=[^\W\d_])")
_UTF8 = ("utf-8", "utf-8-sig")
_IN_UTF8 = re.compile(rb"[\xc2-\xc5\xce-\xd1][\x80-\xbf]|\xe2[\x80-\x84][\x80-\xbf]")
_STRAYS = re.compile("[\udc80-\udcff]")  # bytes that are none of UTF-8, as Python hands them on
_LETTERS = re.compile("[^\x00-\x7f\udc80-\udcff]")
_FAR_MORE = 2  # letters in UTF-8 to one that is none
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Text:
    """A decoded text file.

    Args:
        is_certain: whether its bytes say how they are meant.
        strays: lines of a text in UTF-8 that somebody wrote in a code page, as they were read.
    """

    text: str
    encoding: str
    is_certain: bool
    strays: tuple[str, ...] = ()


def decode(content: bytes, encoding: str | None = None) -> Text:
    """The text of a file; without a given encoding, the one its bytes show.

    Raises:
        UserError: table.encoding, table.not_text.
    """
    if encoding is not None:
        try:
            text = content.decode(encoding)
        except (UnicodeError, LookupError):
            mended = _with_strays(content, encoding) if encoding in _UTF8 else None
            if mended is None:
                raise UserError("table.encoding", encoding=encoding) from None
            return mended
        return Text(_checked(text).removeprefix("\ufeff"), encoding, is_certain=True)
    for mark, name in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if content.startswith(mark):
            return decode(content, name)
    wide = _utf16_without_mark(content)
    if wide:
        return decode(content, wide)
    try:
        return Text(_checked(content.decode()), "utf-8", is_certain=True)
    except UnicodeDecodeError:
        return _with_strays(content, "utf-8") or _decode_code_page(content)


def _with_strays(content: bytes, encoding: str) -> Text | None:
    """A text in UTF-8 into which lines of another encoding were copied; None if it is no such."""
    text = content.decode(encoding, "surrogateescape")
    if len(_IN_UTF8.findall(content)) < _FAR_MORE * len(_STRAYS.findall(text)):
        return None
    odd = [line for line in text.splitlines() if _STRAYS.search(line)]
    page = page_of(_LETTERS.sub("", "\n".join(odd)).encode("ascii", "surrogateescape"))

    def read(line: str) -> str:
        return _STRAYS.sub(lambda found: _byte(found[0]).decode(page, "replace"), line)

    return Text(_checked(read(text)), encoding, is_certain=False, strays=tuple(map(read, odd)))


def _byte(stray: str) -> bytes:
    return stray.encode("ascii", "surrogateescape")


def _utf16_without_mark(content: bytes) -> str | None:
    sample = content[:2000]
    if len(sample) < 4 or len(content) % 2:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > len(sample) * 0.3 and even == 0:
        return "utf-16-le"
    return "utf-16-be" if even > len(sample) * 0.3 and odd == 0 else None


def _decode_code_page(content: bytes) -> Text:
    readings = {_MAC: content.decode(_MAC)}
    for encoding in ("cp1252", "cp1250"):
        with suppress(UnicodeDecodeError):
            readings[encoding] = content.decode(encoding)
    out_of_place = {encoding: _out_of_place(text[:_READ]) for encoding, text in readings.items()}
    score = looks_central(content)
    wanted = ("cp1250", "cp1252") if score > 0 else ("cp1252", "cp1250")
    pages = [encoding for encoding in wanted if encoding in readings]
    if not score:
        pages.sort(key=lambda encoding: out_of_place[encoding])
    chosen = pages[0] if pages else _MAC
    if chosen == _MAC and out_of_place[_MAC] * _SENSELESS > sum(byte > 0x7F for byte in content):
        raise UserError("table.not_text")  # whatever bytes there are, that one reads them
    if out_of_place[_MAC] < out_of_place[chosen]:
        chosen = _MAC
    elif out_of_place[_MAC] > out_of_place[chosen]:
        del readings[_MAC]  # nobody would ask for it
    is_certain = len(set(readings.values())) == 1 and not out_of_place[chosen]
    return Text(_checked(readings[chosen]), chosen, is_certain=is_certain)


def _out_of_place(text: str) -> int:
    """How many signs beside letters are none, or are small or capital where the others are not."""
    count = 0
    for found in _BESIDE_LETTERS.finditer(text):
        at = found.start()
        before, sign, after = text[at - 1 : at], found[0], text[at + 1 : at + 2]
        if sign.isupper():
            count += before.islower()
        elif sign.isalpha():
            count += sign != "ß" and before.isupper() and after.isupper()
        elif sign in _DASHES:
            count += before.islower() and after.islower()
        else:
            count += sign not in _BESIDE_ANY
    return count


def _checked(text: str) -> str:
    strange = sum(1 for char in text[:20_000] if char < " " and char not in "\t\r\n\f\v\x1a")
    if "\0" in text or strange > max(_STRAY, len(text[:20_000]) // 100):
        raise UserError("table.not_text")
    return text


def find_separator(text: str) -> str:
    """The sign that splits most of the first lines into the same number of columns."""
    first_line, _, _ = text.partition("\n")
    if found := re.fullmatch(r"sep=([^\"])", first_line.strip("\r "), re.IGNORECASE):
        return found[1]
    best, best_score = ",", 1.0
    for separator in SEPARATORS:
        lines = csv.reader(io.StringIO(text[:50_000], newline=""), delimiter=separator)
        widths: list[int] = []
        try:
            for line in lines:
                if len(widths) == 60:
                    break
                if any(line):
                    widths.append(len(line))
        except csv.Error:
            continue
        if not widths:
            continue
        usual = max(set(widths), key=lambda width: (widths.count(width), width))
        score = usual * widths.count(usual) / len(widths)
        if usual > 1 and score > best_score:
            best, best_score = separator, score
    return best


def parse(text: str, separator: str) -> list[tuple[int, tuple[Cell, ...]]]:
    """Numbered lines; a line break inside quotes belongs to its cell.

    Raises:
        UserError: table.open_quote, table.cell_too_long, table.too_many_columns,
            table.too_many_rows, table.not_text.
    """
    skipped = 0
    if re.match(r"sep=.\r?\n", text, re.IGNORECASE):
        skipped, text = 1, text.partition("\n")[2]
    try:
        return _parse(text, separator, skipped, strict=True)
    except csv.Error as problem:
        if "unexpected end" in str(problem):
            raise UserError("table.open_quote") from None
    try:  # signs after a closing quote: sloppy, but its meaning is clear
        return _parse(text, separator, skipped, strict=False)
    except csv.Error:
        raise UserError("table.not_text") from None


def _with_ends(text: str) -> Iterator[str]:
    """The lines of a text with whatever ends them; StringIO would copy all of it, four times as long."""
    return (found[0] for found in _LINE.finditer(text))


def _whole(lines: Iterator[list[str]]) -> Iterator[list[str]]:
    """The lines, with a sentence for a cell that the reader of the standard library gives up on."""
    done = 0
    while True:
        try:
            line = next(lines)
        except StopIteration:
            return
        except csv.Error as problem:
            if "field larger" in str(problem):
                raise UserError("table.cell_too_long", row=done + 1, most=LARGEST_CELL) from None
            raise
        done += 1
        yield line


def _parse(
    text: str, separator: str, skipped: int, *, strict: bool
) -> list[tuple[int, tuple[Cell, ...]]]:
    once = Once()
    rows: list[tuple[int, tuple[Cell, ...]]] = []
    lines = csv.reader(_with_ends(text), delimiter=separator, strict=strict)
    for number, line in enumerate(_whole(lines), start=1 + skipped):
        if len(line) > LARGEST_COLUMN_COUNT:
            raise UserError("table.too_many_columns", row=number, most=LARGEST_COLUMN_COUNT)
        if any(len(cell) > LARGEST_CELL for cell in line):
            raise UserError("table.cell_too_long", row=number, most=LARGEST_CELL)
        if any(line):
            rows.append((number, tuple(once(_unguarded(cell)) for cell in line)))
        if len(rows) > LARGEST_ROW_COUNT:
            raise UserError("table.too_many_rows", most=LARGEST_ROW_COUNT)
    return rows


def write_csv(
    path: Path,
    headers: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    separator: str = ",",
) -> None:
    """UTF-8 with a mark, as spreadsheets expect it; no cell can start a formula.

    Raises:
        UserError: file.disk_full, file.not_writable.
    """
    with new_file(path) as file:
        text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline="")
        writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
        writer.writerow([_guarded(header) for header in headers])
        writer.writerows([_guarded(cell) for cell in row] for row in rows)
        text.flush()
        text.detach()


def _guarded(cell: Cell) -> str:
    text = _CONTROLS.sub("", cell) if isinstance(cell, str) else text_of(cell)
    if isinstance(cell, str) and text.lstrip("'").startswith(_FORMULA_SIGNS):
        return f"'{text}"
    return text


def _unguarded(text: str) -> str:
    """Without the apostrophe that a writer put before a sign which would start a formula."""
    if text.startswith("'") and text.lstrip("'").startswith(_FORMULA_SIGNS):
        return text[1:]
    return text
