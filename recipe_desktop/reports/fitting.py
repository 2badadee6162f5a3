"""Type that shrinks until it fits: names on badges and in rows of a fixed height."""

from collections.abc import Iterator
from dataclasses import dataclass

from recipe_desktop.reports.display_list import Face
from recipe_desktop.reports.fonts import width
from recipe_desktop.reports.wrap import wrap

_STEP = 0.5
_LAST = 1.0  # points; nobody reads it, but no word is lost
_LEADING = 1.18  # of the size


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines that fit, and the size in which they do."""

    size: float
    lines: tuple[str, ...]

    @property
    def leading(self) -> float:
        """From one baseline to the next."""
        return self.size * _LEADING

    @property
    def height(self) -> float:
        """Of all lines together."""
        return self.leading * len(self.lines)


@dataclass(frozen=True, slots=True)
class Room:
    """The box that type has to fit into.

    Args:
        width, height: in points.
        lines: at most, as long as the type is not smaller than it should be.
    """

    width: float
    height: float
    lines: int = 2


def fitted(text: str, face: Face, room: Room, *, largest: float, smallest: float) -> Fitted:
    """The largest type in which a text stands in its room.

    Down to ``smallest`` words stay whole; else they are parted, in the largest type that does.
    What fits in no other way becomes smaller still, on as many lines as there is height for: it
    is never cut off.
    """
    widest = max(width(word, face, 1) for word in text.split(" "))
    for is_whole in (True, False):
        for size in _sizes(largest, smallest):
            if is_whole and widest * size > room.width:
                continue
            made = Fitted(size, wrap(text, face, size, room.width))
            if len(made.lines) <= room.lines and made.height <= room.height:
                return made
    for size in _sizes(smallest, _LAST):
        made = Fitted(size, wrap(text, face, size, room.width))
        if made.height <= room.height:
            return made
    return Fitted(_LAST, wrap(text, face, _LAST, room.width))


def _sizes(largest: float, smallest: float) -> Iterator[float]:
    size = largest
    while size >= smallest:
        yield size
        size -= _STEP
