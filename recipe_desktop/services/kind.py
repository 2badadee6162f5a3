"""What a kind of records is: its fields, where each is kept, and what holds of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from recipe_desktop.domain.errors import UserError


class Kept(StrEnum):
    """How a field's value is typed."""

    TEXT = "text"
    LONG_TEXT = "long text"
    NUMBER = "number"
    MONEY = "money"  # cents
    DAY = "day"
    ROUGH_DAY = "rough day"  # a day, a month or a year, as far as it is known
    INSTANT = "instant"
    FLAG = "flag"
    CHOICE = "choice"
    CHOICES = "choices"  # codes with a semicolon between
    EVENT_DAYS = "event days"  # numbers of the days of its event with a semicolon between
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class FieldOf:
    """One field of a kind.

    Args:
        column: where it is kept, when not under its own name.
        facet: the facet table that holds it, empty for the record's own.
        catalogue: of a choice: where its codes come from.
        kind: of a reference: the kind that it points to.
        or_kind: of a reference: another kind that it may point to.
        least: of a number or of money: the smallest that can be right.
        most: the largest; None for the largest that anything is kept with.
        is_fixed: given once and never edited.
        is_tree: of a reference to the own kind: no record may come to hang on itself.
    """

    name: str
    kept: Kept = Kept.TEXT
    column: str = ""
    facet: str = ""
    catalogue: str = ""
    kind: str = ""
    or_kind: str = ""
    least: int = 0
    most: int | None = None
    is_fixed: bool = False
    is_tree: bool = False

    @property
    def place(self) -> str:
        """The column."""
        return self.column or self.name


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record.

    Args:
        scope: ``partnership``, ``cluster``, or ``event``: that of the event in the field so named.
        needed: fields without which a record makes no sense; one of them suffices.
        parents: fields that must point to a record.
        told_by: fields all of which a new one must have, as they tell it from others.
        children: tables whose rows go with the record, and their column that points to it.
        holders: kinds whose records keep this one from being deleted, and their column.
        organiser: the field that names the own member where nobody else is named.
        is_numbered: whether new ones get a human number.
        is_append_only: whether its records are evidence, never changed and never deleted.
        is_coded: whether new ones get a code that a scanner reads from a badge.
        order: the columns that lists are sorted by.
    """

    name: str
    table: str
    fields: tuple[FieldOf, ...]
    scope: str = "partnership"
    needed: tuple[str, ...] = ("name",)
    parents: tuple[str, ...] = ()
    told_by: tuple[str, ...] = ()
    children: Mapping[str, str] = field(default_factory=dict)
    holders: Mapping[str, str] = field(default_factory=dict)
    organiser: str = ""
    is_numbered: bool = False
    is_append_only: bool = False
    is_coded: bool = False
    order: tuple[str, ...] = ("name",)

    def field(self, name: str) -> FieldOf:
        """The field of a name.

        Raises:
            UserError: field.unknown, field.none.
        """
        for found in self.fields:
            if found.name == name:
                return found
        names = ", ".join(f.name for f in self.fields if not f.is_fixed)
        if not names:
            raise UserError("field.none", field=name, kind=self.name)
        raise UserError("field.unknown", field=name, kind=self.name, fields=names)
