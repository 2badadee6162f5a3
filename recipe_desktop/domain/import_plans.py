"""What an import will do, line by line, judged against what is known. Shown first, then done."""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from recipe_desktop.domain.attendance import PeopleIndex, Person
from recipe_desktop.domain.doubles import Alike, DoubleIndex, Likened, Traits, likened
from recipe_desktop.domain.ids import Uid, named_uid
from recipe_desktop.domain.import_columns import Kind
from recipe_desktop.domain.import_lines import (
    InterpretedRow,
    Reason,
    RejectedRow,
    Value,
    Values,
)
from recipe_desktop.domain.imports import Account, account
from recipe_desktop.domain.names import fold
from recipe_desktop.domain.organisations import (
    email_key,
    phone_key,
    postcode_key,
    vat_key,
    web_key,
)
from recipe_desktop.domain.registrations import answer_key, registration_uid


class Outcome(StrEnum):
    """What becomes of a line."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    SUSPICIOUS = "suspicious"
    REJECTED = "rejected"


_STANDS_OTHERWISE: Final = frozenset({"field.edited", "field.otherwise"})
_NO_FIELDS: Final[frozenset[str]] = frozenset()


class Action(StrEnum):
    """What is written for a line."""

    ADD = "add"
    UPDATE = "update"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class KnownRow:
    """What a source said last about one row key.

    Args:
        uid: the record that the line made or found; the kept one after a merge.
        said: the values, see ``imports.said_values``.
    """

    uid: Uid
    said: Values


@dataclass(frozen=True, slots=True)
class Known:
    """What the store knows when a file comes in.

    Args:
        rows: by row key, what this source said last.
        records: current values by field name (as in ``import_columns.FIELDS``) of every record that a
            row names, or whose uid follows from a key of the file; what is deleted is absent.
        edited: fields of which a person decided what stands, after they were written apart; a
            current value that differs from what the source said counts as edited in any case.
        doubles: all organisations, to find those that a new line may repeat.
        people: all people of the event, for the same.
        named: by row key, the record that the line itself names.
        undecided: fields that were written apart, and of which nobody has decided yet.
    """

    rows: Mapping[str, KnownRow] = field(default_factory=dict)
    records: Mapping[Uid, Values] = field(default_factory=dict)
    edited: Mapping[Uid, frozenset[str]] = field(default_factory=dict)
    doubles: DoubleIndex = field(default_factory=DoubleIndex)
    people: PeopleIndex = field(default_factory=PeopleIndex)
    named: Mapping[str, Uid] = field(default_factory=dict)
    undecided: Mapping[Uid, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Differing:
    """A field that the file says otherwise than somebody wrote: shown, not written."""

    field: str
    in_file: Value
    current: Value | None


@dataclass(frozen=True, slots=True)
class PlanLine:
    """What one line does.

    Args:
        number: of the line in the file.
        outcome: where it counts.
        action: what is written.
        key: its row key; empty when rejected.
        uid: the record it changes or adds; None for a new person, who gets a fresh one.
        values: what is written: everything when added, the changed fields when updated.
        said: what this source says now, to be stored under the key; None leaves it as it is.
        held: fields that are shown and not written.
        reasons: why it is suspicious or rejected.
        notes: what is worth a look and changes nothing.
        alike: likely doubles, to be proposed for review.
    """

    number: int
    outcome: Outcome
    action: Action = Action.NONE
    key: str = ""
    uid: Uid | None = None
    values: Values = field(default_factory=dict)
    said: Values | None = None
    held: tuple[Differing, ...] = ()
    reasons: tuple[Reason, ...] = ()
    notes: tuple[Reason, ...] = ()
    alike: tuple[Alike, ...] = ()


_MANY: Final = ("held", "reasons", "notes", "alike")
_PLAIN: Final = tuple(one.name for one in fields(PlanLine) if one.name not in _MANY)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """Every line with what it does, in the order of the file."""

    kind: Kind
    lines: tuple[PlanLine, ...]

    @property
    def account(self) -> Account:
        """The five counts; they add up."""
        return account(line.outcome for line in self.lines)

    def of(self, outcome: Outcome) -> tuple[PlanLine, ...]:
        """The lines with one outcome."""
        return tuple(line for line in self.lines if line.outcome is outcome)


def traits_of(ref: str, values: Values) -> Traits:
    """What an organisation is compared by, from its values by field name.

    Args:
        ref: uid, or ``row:12``.
        values: as in ``import_columns.FIELDS``.
    """
    texts = {name: str(value) for name, value in values.items() if isinstance(value, str)}
    return Traits(
        ref,
        texts.get("name", ""),
        texts.get("country", ""),
        texts.get("postcode", ""),
        texts.get("city", ""),
        texts.get("vat_number", ""),
        texts.get("registration_number", ""),
        texts.get("website", ""),
        tuple(filter(None, (texts.get("former_name"),))),
    )


def line_text(line: PlanLine) -> str:
    """A line of a plan as text to store, so that what is carried out is what was shown."""
    stored = {name: getattr(line, name) for name in _PLAIN} | {
        name: [asdict(one) for one in getattr(line, name)] for name in _MANY
    }
    return json.dumps(stored, ensure_ascii=False, separators=(",", ":"))


def line_from(text: str) -> PlanLine:
    """The line that ``line_text`` stored."""
    line: dict[str, Any] = json.loads(text)
    reasons, notes = (
        tuple(Reason(**reason) for reason in line.pop(name)) for name in ("reasons", "notes")
    )
    return PlanLine(
        outcome=Outcome(line.pop("outcome")),
        action=Action(line.pop("action")),
        held=tuple(Differing(**held) for held in line.pop("held")),
        reasons=reasons,
        notes=notes,
        alike=tuple(
            Alike(alike["ref"], alike["score"], tuple(alike["reasons"]))
            for alike in line.pop("alike")
        ),
        **line,
    )


def organisation_uid(key: str) -> Uid:
    """The identity that a row key gives, so that two laptops make one record of one list."""
    return named_uid("organisation", *key.split("|"))


def told_truly(
    plan: ImportPlan, by_hand: Mapping[Uid, frozenset[str]], fields: Collection[str]
) -> ImportPlan:
    """The plan, saying of a field that stands otherwise that it was edited by hand where it was.

    Args:
        by_hand: fields that somebody wrote otherwise than by a list.
        fields: of which that is known.
    """

    def told(line: PlanLine) -> PlanLine:
        if not line.held or line.uid is None:
            return line
        hand = by_hand.get(line.uid, _NO_FIELDS)
        reasons = tuple(
            replace(reason, code="field.edited" if reason.field in hand else "field.otherwise")
            if reason.code in _STANDS_OTHERWISE and reason.field in fields
            else reason
            for reason in line.reasons
        )
        return replace(line, reasons=reasons)

    return ImportPlan(plan.kind, tuple(map(told, plan.lines)))


def classify(
    kind: Kind,
    rows: Sequence[InterpretedRow | RejectedRow],
    known: Known,
    step: Callable[[], object] = lambda: None,
) -> ImportPlan:
    """What each line does.

    Args:
        kind: what the lines are.
        rows: all lines of the file, in its order.
        known: what the store knows.
        step: called before each line.
    """
    judge = _Judge(kind, known)
    if kind == "registrations":
        judge.let_the_latest_stand(rows)
    lines = []
    for row in rows:
        step()
        lines.append(judge.line(row))
    return ImportPlan(kind, tuple(lines))


class _Judge:
    """Goes through a file once and remembers its lines."""

    def __init__(self, kind: Kind, known: Known) -> None:
        self._kind = kind
        self._known = known
        self._first: dict[str, InterpretedRow] = {}
        self._in_file = DoubleIndex()
        self._latest: tuple[InterpretedRow, Likened] | None = None
        self._people_in_file = PeopleIndex()
        self._answers = _answers(known.rows) if kind == "registrations" else {}

    def let_the_latest_stand(self, rows: Sequence[InterpretedRow | RejectedRow]) -> None:
        """Answers of a form are dated: of several by one person the last one counts."""
        for row in rows:
            if isinstance(row, InterpretedRow):
                standing = self._first.setdefault(row.key, row)
                if _is_later(row.values, standing.values):
                    self._first[row.key] = row

    def line(self, row: InterpretedRow | RejectedRow) -> PlanLine:
        if isinstance(row, RejectedRow):
            return PlanLine(row.number, Outcome.REJECTED, reasons=row.reasons)
        first = self._first.setdefault(row.key, row)
        if first is not row:
            return _repeated(row, first)
        source = self._known.rows.get(row.key) or self._same_answer(row)
        uid = self._uid(row, source)
        if source is not None:
            line = self._met_before(row, source)
        elif uid is not None and uid in self._known.records:
            line = self._made_elsewhere(row, uid)
        else:
            line = self._new(row, uid)
        if self._kind == "organisations":
            self._in_file.add(self._likened(row))
        if self._kind == "registrations":
            self._people_in_file.add(person_of(f"row:{row.number}", row.values))
        return line

    def _likened(self, row: InterpretedRow) -> Likened:
        """What a line is compared by; it is asked for twice, of one line after the other."""
        if self._latest is None or self._latest[0] is not row:
            self._latest = row, likened(traits_of(f"row:{row.number}", row.values))
        return self._latest[1]

    def _same_answer(self, row: InterpretedRow) -> KnownRow | None:
        """The answer of a form that this line corrects, unless the file still holds it as it was."""
        given = answer_key(row.key, row.values) if self._answers else None
        found = self._answers.get(given, {}) if given else {}
        if found.keys() & self._first.keys() or len({one.uid for one in found.values()}) != 1:
            return None
        return next(iter(found.values()))

    def _uid(self, row: InterpretedRow, source: KnownRow | None) -> Uid | None:
        if source is not None:
            return source.uid
        if self._kind == "registrations":
            return registration_uid(row.key)
        named = self._known.named.get(row.key)
        if named is None and self._kind == "organisations":
            return organisation_uid(row.key)
        return named

    def _met_before(self, row: InterpretedRow, source: KnownRow) -> PlanLine:
        """Only a difference from what the source said last counts."""
        if _is_later(source.said, row.values):
            older = Reason("row.older")
            return PlanLine(row.number, Outcome.SAME, key=row.key, uid=source.uid, notes=(older,))
        differing = {
            name: value
            for name, value in row.values.items()
            if not says_the_same(name, value, source.said.get(name), row.values)
        }
        record = self._known.records.get(source.uid)
        if not differing:
            return PlanLine(row.number, Outcome.SAME, key=row.key, uid=source.uid, notes=row.notes)
        if record is None:
            return PlanLine(
                row.number,
                Outcome.SUSPICIOUS,
                key=row.key,
                uid=source.uid,
                held=tuple(Differing(name, value, None) for name, value in differing.items()),
                reasons=(Reason("record.deleted"),),
                notes=row.notes,
            )
        return self._update(row, source.uid, differing, source.said)

    def _made_elsewhere(self, row: InterpretedRow, uid: Uid) -> PlanLine:
        """Another list or another laptop made this very record: gaps are filled, no more."""
        return self._update(row, uid, row.values, {})

    def _update(self, row: InterpretedRow, uid: Uid, differing: Values, said: Values) -> PlanLine:
        record = self._known.records[uid]
        edited = self._known.edited.get(uid, _NO_FIELDS)
        undecided = self._known.undecided.get(uid, _NO_FIELDS)
        written: dict[str, Value] = {}
        held: list[Differing] = []
        for name, value in differing.items():
            current = record.get(name)
            if says_the_same(name, value, current, row.values):
                continue
            untouched = name in said and current == said[name]
            if name not in edited | undecided and (untouched or current in (None, "")):
                written[name] = value
            else:
                held.append(Differing(name, value, current))

        def why(name: str) -> str:
            if name in undecided:
                return "field.undecided"
            return "field.edited" if name in edited or name in said else "field.otherwise"

        notes = row.notes
        if written.get("is_member") is False:
            notes = (*notes, Reason("membership.ends", "is_member"))
        outcome = Outcome.SUSPICIOUS if held else Outcome.CHANGED if written else Outcome.SAME
        return PlanLine(
            row.number,
            outcome,
            Action.UPDATE if written else Action.NONE,
            row.key,
            uid,
            written,
            {**said, **row.values},
            tuple(held),
            tuple(Reason(why(item.field), item.field, str(item.in_file)) for item in held),
            notes,
        )

    def _new(self, row: InterpretedRow, uid: Uid | None) -> PlanLine:
        if self._kind == "registrations":
            return self._new_person(row, uid)
        alike: tuple[Alike, ...] = ()
        if self._kind == "organisations":
            of = self._likened(row)
            alike = (*self._in_file.matches(of), *self._known.doubles.matches(of))
        reasons = tuple(
            Reason(
                "number.held" if "same_number" in other.reasons else "record.alike",
                "vat_number" if "same_number" in other.reasons else "name",
                other=other.ref,
            )
            for other in alike
        )
        return PlanLine(
            row.number,
            Outcome.SUSPICIOUS if alike else Outcome.NEW,
            Action.ADD,
            row.key,
            uid,
            row.values,
            row.values,
            reasons=reasons,
            notes=row.notes,
            alike=alike,
        )

    def _new_person(self, row: InterpretedRow, uid: Uid | None) -> PlanLine:
        """Somebody registered; what cannot be read in their line is shown with it."""
        person = person_of(f"row:{row.number}", row.values)
        found = (*self._people_in_file.matches(person), *self._known.people.matches(person))
        alike = tuple(Alike(other, pair.score, pair.reasons) for other, pair in found)
        reasons = (
            *row.notes,
            *(Reason("record.alike", "family_name", other=other.ref) for other in alike),
        )
        return PlanLine(
            row.number,
            Outcome.SUSPICIOUS if reasons else Outcome.NEW,
            Action.ADD,
            row.key,
            uid,
            row.values,
            row.values,
            reasons=reasons,
            alike=alike,
        )


def _answers(rows: Mapping[str, KnownRow]) -> dict[tuple[str, ...], dict[str, KnownRow]]:
    """The dated answers of a form that came before: by what they are known by, then by row key."""
    found: dict[tuple[str, ...], dict[str, KnownRow]] = {}
    for key, row in rows.items():
        if given := answer_key(key, row.said):
            found.setdefault(given, {})[key] = row
    return found


def person_of(ref: str, values: Values) -> Person:
    """What a registration is compared by, from its values by field name."""
    given, family, firm, email = (
        str(values.get(name) or "")
        for name in ("given_name", "family_name", "organisation_name", "email")
    )
    return Person(Uid(ref), given, family, firm, email)


def _is_later(one: Values, other: Values) -> bool:
    """Whether one answer was given after another; without dates nobody knows."""
    first, second = (str(values.get("registered_at", "")) for values in (one, other))
    if not first or not second:
        return False
    try:
        return datetime.fromisoformat(first) > datetime.fromisoformat(second)
    except TypeError:  # one of them without a time zone
        return first[: len("2021-09-15")] > second[: len("2021-09-15")]


def _repeated(row: InterpretedRow, first: InterpretedRow) -> PlanLine:
    """A second line of one key: the first one stands, a difference is shown with both."""
    held = tuple(
        Differing(name, value, first.values.get(name))
        for name, value in row.values.items()
        if name != "registered_at"
        and not says_the_same(name, value, first.values.get(name), row.values)
    )
    reason = Reason(
        "row.repeated_otherwise" if held else "row.repeated", other=f"row:{first.number}"
    )
    return PlanLine(
        row.number,
        Outcome.SUSPICIOUS if held else Outcome.SAME,
        key=row.key,
        held=held,
        reasons=(reason,),
        notes=row.notes,
    )


_SPELLED = frozenset(
    (
        "name former_name city address position organisation organisation_name title given_name "
        "family_name language diet ticket_type notes visitor host place"
    ).split()
)


def says_the_same(name: str, one: Value, two: Value | None, values: Values) -> bool:
    """Whether two values of a field differ in spelling only: KFT and Kft. do.

    Args:
        name: of the field.
        one: a value.
        two: another, None when there is none.
        values: of the line, for the country that a number belongs to.
    """
    if one == two:
        return True
    if name == "is_member" and not one and not two:
        return True  # a membership is a record: "no" and nothing both mean that there is none
    if not isinstance(one, str) or not isinstance(two, str):
        return False
    if name in _SPELLED:
        return fold(one) == fold(two)
    if name == "vat_number":
        country = str(values.get("country", ""))
        return vat_key(one, country) == vat_key(two, country)
    keys = {
        "postcode": postcode_key,
        "website": web_key,
        "email": email_key,
        "phone": phone_key,
        "mobile": phone_key,
    }
    return name in keys and keys[name](one) == keys[name](two)
