"""From a kind of records to the fields of a form, and from its values to what one sees and back."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from recipe_desktop.domain.countries import country_codes
from recipe_desktop.domain.exchanges import Category
from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.name_order import Order, sort_key
from recipe_desktop.i18n import language
from recipe_desktop.services import records, words, words_reference
from recipe_desktop.services.kinds import FieldOf, Kept, kind_of
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.forms.fields import Choice, Field, Kind
from recipe_desktop.ui.view import Words

_KINDS: Final[Mapping[Kept, Kind]] = {
    Kept.LONG_TEXT: Kind.LONG,
    Kept.NUMBER: Kind.INTEGER,
    Kept.MONEY: Kind.MONEY,
    Kept.DAY: Kind.DATE,
    Kept.ROUGH_DAY: Kind.ROUGH_DATE,
    Kept.INSTANT: Kind.INSTANT,
    Kept.CHOICE: Kind.CHOICE,
    Kept.CHOICES: Kind.MANY,
    Kept.EVENT_DAYS: Kind.MANY,
    Kept.REFERENCE: Kind.CHOICE,
}
# What staff of the five members and of their partners write in.
_LANGUAGES: Final = [
    "bg",
    "cs",
    "da",
    "de",
    "el",
    "en",
    "es",
    "et",
    "fi",
    "fr",
    "ga",
    "hr",
    "hu",
    "it",
    "lt",
    "lv",
    "mt",
    "nl",
    "no",
    "pl",
    "pt",
    "ro",
    "sk",
    "sl",
    "sr",
    "sv",
    "tr",
    "uk",
]


class Catalogues:
    """The choices of every field that has some, in the user's language.

    Codes of the store are read once; ``forget`` has them read again.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._codes: dict[str, list[str]] | None = None
        self._sorted: dict[tuple[str, str], list[Choice]] = {}
        self._members: list[Choice] | None = None

    def forget(self) -> None:
        """Read the store's catalogues anew when they are next wanted."""
        self._codes = self._members = None

    def choices(self, of: FieldOf) -> Sequence[Choice]:
        """What a field may be; the first choice is that nothing is known."""
        if of.kept is Kept.EVENT_DAYS:
            return ()  # those of the event, which the page knows
        nothing = () if of.kept is Kept.CHOICES else (Choice("", ""),)
        if of.kept is Kept.REFERENCE:
            return (*nothing, *self.members())
        if of.catalogue == "country":
            return (*nothing, *self._by_word("country", country_codes()))
        if of.catalogue == "language":
            return (*nothing, *self._by_word("language", _LANGUAGES))
        if of.catalogue == "exchange_category":
            named = (Choice(c, words.choice_word(of.catalogue, c)) for c in Category)
            return (*nothing, *named)
        codes = self._terms().get(of.catalogue) or words.choice_codes(of.catalogue)
        return (*nothing, *(Choice(c, words.choice_word(of.catalogue, c)) for c in codes))

    def members(self) -> list[Choice]:
        """The members of the partnership, by uid."""
        if self._members is None:
            shown = self._workspace.ask(records.listing, "members")
            self._members = [Choice(m.uid, str(m.fields["name"])) for m in shown]
        return self._members

    def _by_word(self, catalogue: str, codes: Sequence[str]) -> list[Choice]:
        key = catalogue, language()
        if key not in self._sorted:
            choices = [Choice(code, words.choice_word(catalogue, code)) for code in codes]
            order: Order = "hu" if language() == "hu" else "root"
            choices.sort(key=lambda choice: sort_key(choice.word, order))
            self._sorted[key] = choices
        return self._sorted[key]

    def _terms(self) -> dict[str, list[str]]:
        if self._codes is None:
            self._codes = {}
            for term in self._workspace.ask(records.listing, "terms"):
                codes = self._codes.setdefault(str(term.fields["catalogue"]), [])
                codes.append(str(term.fields["code"]))
        return self._codes


def fields_of(kind: str, names: Sequence[str], catalogues: Catalogues) -> tuple[Field, ...]:
    """The form's fields for some fields of a kind."""
    return tuple(_field(kind, kind_of(kind).field(name), catalogues) for name in names)


def to_form(kind: str, values: Mapping[str, Value]) -> dict[str, Any]:
    """A record's values as a form shows them."""
    return {name: _to_form(kind_of(kind).field(name), value) for name, value in values.items()}


def from_form(value: Any) -> Value:
    """A value of a form as ``records`` takes it."""
    if isinstance(value, date):  # moments, too
        return value.isoformat()
    if isinstance(value, tuple):
        return ";".join(value)
    kept: Value = value
    return kept


def _field(kind: str, of: FieldOf, catalogues: Catalogues) -> Field:
    if of.name == "certainty":  # kept as a code that no catalogue lists
        return Field(of.name, _label(kind, of.name), Kind.CHOICE, _certainties)
    made = Kind.READ_ONLY if of.is_fixed else _KINDS.get(of.kept, Kind.TEXT)
    return Field(of.name, _label(kind, of.name), made, lambda: catalogues.choices(of))


def _certainties() -> Sequence[Choice]:
    known = words_reference.certainties()
    return Choice("", ""), *(Choice(code, word) for code, word in known.items())


def _label(kind: str, name: str) -> Words:
    return lambda: words.field_label(kind, name)


def _to_form(of: FieldOf, value: Value) -> Any:
    if of.kept is Kept.DAY:
        return date.fromisoformat(str(value)) if value else None
    if of.kept is Kept.INSTANT:
        return datetime.fromisoformat(str(value)) if value else None
    if of.kept in (Kept.CHOICES, Kept.EVENT_DAYS):
        return tuple(code.strip() for code in str(value or "").split(";") if code.strip())
    if of.kept is Kept.FLAG:
        return "" if value is None else str(int(value))
    if of.kept is Kept.CHOICE and of.is_fixed and value:
        return words.choice_word(of.catalogue, str(value))  # it is read, never chosen
    return value
