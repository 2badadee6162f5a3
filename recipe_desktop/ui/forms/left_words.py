"""Words that were written in a record and could not be saved before it went out of sight."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol, runtime_checkable

_NAMES: Final = ("name", "given_name", "family_name", "number")


@dataclass(frozen=True, slots=True)
class LeftWords:
    """What was written, as label and words of each field.

    Args:
        record: what the record is called; empty where it has no name yet.
        is_gone: whether the record went, rather than what was written being refused.
    """

    record: str
    fields: Sequence[tuple[str, str]]
    is_gone: bool


@runtime_checkable
class KeepsWords(Protocol):
    """A window that shows what was left until somebody has read it."""

    def keep_words(self, left: LeftWords) -> None:
        """Show them, with a way to have them back."""


def called(values: Mapping[str, Any]) -> str:
    """What a record with such fields is called."""
    names = [str(values.get(name) or "") for name in _NAMES]
    return names[0] or " ".join(filter(None, names[1:3])) or names[3]
