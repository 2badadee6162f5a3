"""The order of the codes by which a plan names its parts: A2 before A10."""

import re
from typing import Final

from recipe_desktop.domain.names import fold

_DIGITS: Final = re.compile(r"([0-9]+)")


def code_key(code: str) -> tuple[tuple[str, int, str], ...]:
    """Sorts codes by their letters, and numbers in them as numbers."""
    parts = _DIGITS.split(fold(code))
    numbers = [number.lstrip("0") for number in parts[1::2]] + [""]
    return tuple(
        (letters, len(number), number) for letters, number in zip(parts[::2], numbers, strict=True)
    )
