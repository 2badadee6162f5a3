"""Who wrote what stands in a field; apart from the history, which views load when they ask it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Writer:
    """Who wrote what stands in a field.

    Args:
        name: empty where nobody sat at the laptop, or nobody is known.
        took_back: this laptop took something back, or did it again, and so it stands there.
    """

    name: str = ""
    took_back: bool = False
