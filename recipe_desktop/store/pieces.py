"""Long texts of many lines, written and read a piece at a time, so that none is held as a whole."""

from collections.abc import Callable, Iterable, Iterator
from itertools import count
from typing import Final

_PIECE: Final = 1_000_000  # letters of lines that are written and read at once


def passing(lines: Iterable[str], write: Callable[[int, str], object]) -> Iterator[str]:
    """Lines without line ends, which are written down as they are drawn.

    Args:
        lines: to the last one, or the last piece is missing.
        write: takes a piece, and its number from 0 on.
    """
    numbers = count()
    piece: list[str] = []
    length = 0
    for line in lines:
        piece.append(line)
        length += len(line)
        if length >= _PIECE:
            write(next(numbers), "\n".join(piece))
            piece, length = [], 0
        yield line
    if piece:
        write(next(numbers), "\n".join(piece))


def drawn(read: Callable[[int], str | None]) -> Iterator[str]:
    """The lines that were written so; others may write between two pieces.

    Args:
        read: gives the piece of a number, None behind the last.
    """
    for number in count():
        piece = read(number)
        if piece is None:
            return
        yield from piece.split("\n")
