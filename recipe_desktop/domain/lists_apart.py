"""Lists of codes in one text, as two offices changed them apart: what both changes come to together."""

from collections.abc import Iterable, Sequence
from typing import Final

_BETWEEN: Final = ";"


def together(changes: Sequence[tuple[str, str]]) -> str:
    """A list with what somebody added, and without what somebody took out and nobody added.

    Args:
        changes: the list before and after each change, that which is shown first.
    """
    lists = [(codes_of(before), codes_of(after)) for before, after in changes]
    every = dict.fromkeys(code for _, after in lists for code in after)
    return _BETWEEN.join(code for code in every if _stays(code, lists))


def are_equal(one: str, other: str) -> bool:
    """Whether two lists hold the same, in whatever order."""
    return set(codes_of(one)) == set(codes_of(other))


def codes_of(text: str) -> list[str]:
    """The codes of a list."""
    return [code.strip() for code in text.split(_BETWEEN) if code.strip()]


def _stays(code: str, lists: Iterable[tuple[list[str], list[str]]]) -> bool:
    changes = [(code in before, code in after) for before, after in lists]
    is_added = (False, True) in changes
    return is_added or (True, False) not in changes
