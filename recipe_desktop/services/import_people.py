"""Whom a list of people works for: found in the store by uid, number, name or register."""

from collections.abc import Iterable
from typing import Final

from sqlalchemy.orm import Session

from recipe_desktop.domain.fold import Value as Stored
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.import_columns import EMPLOYER
from recipe_desktop.domain.import_lines import InterpretedRow, Reason, RejectedRow, Value, Values
from recipe_desktop.domain.names import fold
from recipe_desktop.domain.organisations import postcode_key, registration_key, vat_key
from recipe_desktop.services import identity, records
from recipe_desktop.services.import_exchanges import NameFinder

KIND: Final = "people"
_FIELD: Final = "organisation"


class Employers:
    """Finds the organisation that a line means."""

    def __init__(self, session: Session) -> None:
        self._named = NameFinder(session)
        self._by_name: dict[tuple[str, str], set[Uid]] = {}
        self._by_number: dict[str, set[Uid]] = {}
        self._numbers: dict[Uid, set[str]] = {}
        self._postcodes: dict[Uid, str] = {}
        hidden = identity.canonical(session, "organisations")
        columns = "uid, name, country, postcode, vat_number, registration_number"
        for uid, name, country, postcode, *numbers in session.connection().exec_driver_sql(
            f"SELECT {columns} FROM organisation ORDER BY uid"
        ):
            shown = hidden.get(uid, Uid(uid))
            self._by_name.setdefault((fold(name), country), set()).add(shown)
            self._postcodes.setdefault(shown, postcode_key(postcode))
            self._numbers.setdefault(shown, set()).update(_numbers(country, *numbers))
            for number in _numbers(country, *numbers):
                self._by_number.setdefault(number, set()).add(shown)

    def find(self, values: Values) -> Uid | None:
        """The organisation that a line names; an empty uid where it may be several."""
        typed, name, country, postcode, vat, registration = (
            str(values.get(field, "")) for field in (_FIELD, *EMPLOYER)
        )
        if typed and (uid := self._named.organisation(typed)):
            return uid
        numbers = set(_numbers(country, vat, registration))
        found = self._by_name.get((fold(name or typed), country)) or set()
        found = {uid for uid in found if not _contradict(numbers, self._numbers[uid])}
        for narrower in (
            {uid for uid in found if numbers & self._numbers[uid]},
            {uid for uid in found if postcode and self._postcodes[uid] == postcode_key(postcode)},
        ):
            if len(found) > 1 and narrower:
                found = narrower
        if not found:
            found = set().union(*(self._by_number.get(number, ()) for number in numbers))
        if not found and not country:
            return self._named.organisation(name or typed)
        return min(found) if len(found) == 1 else Uid("") if found else None

    def plain(self, written: str) -> Uid | None:
        """The organisation that ``resolved`` has written as one word."""
        return self._named.organisation(written) or None

    def written(self, uid: Uid) -> str:
        """What an organisation is written as: its name, or its number where several have it."""
        return self._named.name_of(_FIELD, uid)


def _numbers(country: str, vat: str, registration: str) -> tuple[str, ...]:
    """Both numbers under their own letter, with the country of a register."""
    tax, register = vat_key(vat, country), registration_key(registration)
    return tuple(
        filter(None, (tax and f"V{tax}", register and country and f"R{country} {register}"))
    )


def _contradict(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether both hold a number of one sort, and none in common."""
    firsts, seconds = set(one), set(other)
    sorts = {number[0] for number in firsts} & {number[0] for number in seconds}
    return bool(sorts) and not firsts & seconds


def resolved(
    employers: Employers, rows: Iterable[InterpretedRow | RejectedRow]
) -> list[InterpretedRow | RejectedRow]:
    """The lines with the organisation in one spelling; a note where it is not here."""
    return [row if isinstance(row, RejectedRow) else _resolved(employers, row) for row in rows]


def _resolved(employers: Employers, row: InterpretedRow) -> InterpretedRow:
    values: dict[str, Value] = {n: v for n, v in row.values.items() if n not in EMPLOYER}
    called = str(row.values.get("organisation_name") or row.values.get(_FIELD) or "")
    if not called:
        return InterpretedRow(row.number, row.key, values, row.notes, row.record)
    uid = employers.find(row.values)
    values[_FIELD] = employers.written(uid) if uid else called
    notes = row.notes
    if not uid:
        why = "person.organisation_unknown" if uid is None else "person.organisation_ambiguous"
        notes = (*notes, Reason(why, _FIELD, called))
    return InterpretedRow(row.number, row.key, values, notes, row.record)


def plain(
    session: Session, employers: Employers, values: Values, uid: Uid | None
) -> dict[str, Stored]:
    """The fields as they are kept; the name of an organisation that is not here becomes a note.

    Args:
        uid: the person, whose own notes stay; None for a new one.
    """
    kept: dict[str, Stored] = dict(values)
    if _FIELD not in kept:
        return kept
    called = str(kept[_FIELD])
    kept[_FIELD] = employers.plain(called)
    if kept[_FIELD] is None:
        before = kept.get("notes") or (
            records.show(session, KIND, uid).fields["notes"] if uid is not None else ""
        )
        lines = [*str(before or "").splitlines(), called]
        kept["notes"] = "\n".join(dict.fromkeys(lines))
    return kept
