"""Words that were written in a record and could not be saved before it went out of sight."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Protocol, runtime_checkable

if TYPE_CHECKING:
    from recipe_desktop.ui.forms.field_row import FieldRow
    from recipe_desktop.ui.forms.form import Form

_NAMES: Final = ("name", "given_name", "family_name", "number")


@dataclass(frozen=True, slots=True)
class WayBack:
    """How one goes on where the words were written.

    Args:
        kind: of the record that the window shows first, such as the one that an entry hangs on.
        entry: kind and uid of that entry; no uid if it is yet to be made.
        form: with the fields; it may be gone when somebody wants to go back.
        take_up: puts the words into their fields again, when it is shown; gives the first one.
            A new entry goes to the record that is shown, of which it is given the uid.
    """

    kind: str
    uid: str
    entry: tuple[str, str] | None
    form: "Form"
    take_up: Callable[[str], "FieldRow | None"]


@dataclass(frozen=True, slots=True)
class LeftWords:
    """What was written, as label and words of each field; no words where a field was emptied.

    Args:
        record: what the record is called; empty where it has no name yet.
        reasons: why it was not saved, as whole sentences.
        back: None where the record went.
    """

    record: str
    fields: Sequence[tuple[str, str]]
    reasons: Sequence[str]
    back: WayBack | None

    @property
    def text(self) -> str:
        """The words alone."""
        return "\n".join(words for _field, words in self.fields if words)


@runtime_checkable
class KeepsWords(Protocol):
    """A window that shows what was left until somebody has read it."""

    def keep_words(self, left: LeftWords) -> None:
        """Show them, with a way to have them back."""


def called(values: Mapping[str, Any]) -> str:
    """What a record with such fields is called."""
    names = [str(values.get(name) or "") for name in _NAMES]
    return names[0] or " ".join(filter(None, names[1:3])) or names[3]
