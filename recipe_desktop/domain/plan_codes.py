"""The order of the codes by which a plan names its parts: A2 before A10."""

import re
from typing import Final, TypeAlias

from recipe_desktop.domain.names import fold

_DIGITS: Final = re.compile(r"([0-9]+)")


_Key: TypeAlias = tuple[tuple[str, int, str], ...]


def code_key(code: str) -> _Key:
    """Sorts codes by their letters, and numbers in them as numbers."""
    parts = _DIGITS.split(fold(code))
    numbers = [number.lstrip("0") for number in parts[1::2]] + [""]
    return tuple(
        (letters, len(number), number) for letters, number in zip(parts[::2], numbers, strict=True)
    )


def named_key(code: str, name: str) -> tuple[_Key, _Key]:
    """Sorts by the code, and what has none by its name in the same way: Action 2 before 10."""
    return code_key(code), () if code else code_key(name)
