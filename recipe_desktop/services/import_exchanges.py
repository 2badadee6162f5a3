"""What a list of exchanges names: organisations, members and catalogue words, found in the store."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from recipe_desktop.domain.fold import Value as Stored
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.import_columns import EXCHANGE_NAMES
from recipe_desktop.domain.import_lines import InterpretedRow, Reason, RejectedRow, Value, Values
from recipe_desktop.domain.names import fold
from recipe_desktop.services import identity, records
from recipe_desktop.services.words_exchanges import CATEGORIES, SHORT_CATEGORIES

KIND: Final = "exchanges"
LEG: Final = "leg_of"
_PARTIES: Final = ("visitor", "host")
_MEMBERS: Final = ("visitor_member", "host_member", "paying_member")
_TERMS: Final = {
    "category": "exchange_category",
    "purposes": "purpose",
    "activities": "activity_type",
}
_FLAGS_OF_FILE: Final = ("has_permit", "has_business")
_AMBIGUOUS: Final = Uid("")


class NameFinder:
    """Finds what people write for a record: a name, a former one, a number, a code, a uid.

    Args:
        source: of a list of exchanges, by whose numbers those that it brought before are known.
    """

    def __init__(self, session: Session, source: str = "") -> None:
        connection = session.connection()
        self._hidden = identity.canonical(session, "organisations")
        self._organisations: dict[str, Uid] = {}
        self._called: dict[Uid, str] = {}
        self._numbers: dict[Uid, str] = {}
        self._read_organisations(connection)
        self._members, self._codes = _members(connection)
        self._terms = _terms(session)
        self.in_list = _in_list(connection, source)
        by_word, self._exchange_numbers = _exchanges(connection)
        self._exchanges = {**self.in_list, **by_word}

    def _read_organisations(self, connection: Connection) -> None:
        """By present names, numbers and uids; former names stand behind the present ones."""
        for uid, name, number in connection.exec_driver_sql(
            "SELECT uid, name, number FROM organisation ORDER BY uid"
        ).all():
            for word in (fold(name), fold(number), uid):
                self._learn(word, Uid(uid))
            if uid not in self._hidden:
                self._called[Uid(uid)], self._numbers[Uid(uid)] = name, number
        for uid, name in connection.exec_driver_sql(
            "SELECT organisation_uid, name FROM organisation_name ORDER BY uid"
        ).all():
            if fold(name) not in self._organisations:
                self._learn(fold(name), Uid(uid))

    def _learn(self, word: str, uid: Uid) -> None:
        shown = self._hidden.get(uid, uid)
        if word:
            is_other = self._organisations.get(word, shown) != shown
            self._organisations[word] = _AMBIGUOUS if is_other else shown

    def organisation(self, typed: str) -> Uid | None:
        """The organisation; an empty uid where several are called so."""
        return self._organisations.get(typed if typed in self._organisations else fold(typed))

    def member(self, typed: str) -> Uid | None:
        """The member of the partnership."""
        return self._members.get(typed if typed in self._members else fold(typed))

    def term(self, field: str, typed: str) -> str | None:
        """The code of a catalogue's word."""
        return self._terms.get((_TERMS[field], fold(typed)))

    def exchange(self, typed: str) -> Uid | None:
        """The exchange of a number or uid, or of the number that it had in its list."""
        uid = self._exchanges.get(typed.strip().upper())
        return uid if uid in self._exchange_numbers else None

    def name_of(self, field: str, uid: Uid) -> str:
        """What a record is written as: its name, or its number where several are called so."""
        if field == LEG:
            return self._exchange_numbers.get(uid, "")
        if field in _MEMBERS:
            return self._codes.get(uid, "")
        shown = self._hidden.get(uid, uid)
        name = self._called.get(shown, "")
        return name if self._organisations.get(fold(name)) else self._numbers.get(shown, name)


def _members(connection: Connection) -> tuple[dict[str, Uid], dict[Uid, str]]:
    """By code, name, former name and uid the members, and the code of each."""
    by_word: dict[str, Uid] = {}
    codes: dict[Uid, str] = {}
    for uid, code, name in connection.exec_driver_sql("SELECT uid, code, name FROM member"):
        by_word |= dict.fromkeys((fold(code), fold(name), uid), Uid(uid))
        codes[Uid(uid)] = code
    for uid, name in connection.exec_driver_sql("SELECT member_uid, name FROM member_name"):
        by_word.setdefault(fold(name), Uid(uid))
    return by_word, codes


def _terms(session: Session) -> dict[tuple[str, str], str]:
    """By catalogue and word the codes: those of the program, and those of this store."""
    found = {
        (_TERMS["category"], fold(word)): code
        for code, name in CATEGORIES.items()
        for word in (code, name, SHORT_CATEGORIES.get(code, name))
    }
    for row in records.listing(session, "terms"):
        catalogue, code = str(row.fields["catalogue"]), str(row.fields["code"])
        found |= dict.fromkeys(
            ((catalogue, fold(word)) for word in (code, str(row.fields["name"]))), code
        )
    return found


def _in_list(connection: Connection, source: str) -> dict[str, Uid]:
    """By the number that it had in an earlier list of a source, the exchange."""
    rows = connection.exec_driver_sql(
        "SELECT key, record_uid FROM import_key WHERE source = ? AND kind = ?", (source, KIND)
    )
    return {str(key).upper(): Uid(uid) for key, uid in rows}


def _exchanges(connection: Connection) -> tuple[dict[str, Uid], dict[Uid, str]]:
    """By number and uid the exchanges, and the number that each has here."""
    by_word: dict[str, Uid] = {}
    numbers: dict[Uid, str] = {}
    for uid, number in connection.exec_driver_sql("SELECT uid, number FROM exchange"):
        by_word |= dict.fromkeys((str(number).upper(), str(uid).upper()), Uid(uid))
        numbers[Uid(uid)] = str(number)
    return by_word, numbers


def resolved(
    named: NameFinder, rows: Iterable[InterpretedRow | RejectedRow]
) -> list[InterpretedRow | RejectedRow]:
    """The lines with everything that they name in one spelling; who names nobody is rejected."""
    found = [row if isinstance(row, RejectedRow) else _resolved(named, row) for row in rows]
    keys = {row.key for row in found if isinstance(row, InterpretedRow)}
    return [row if isinstance(row, RejectedRow) else _with_leg(named, row, keys) for row in found]


def _with_leg(
    named: NameFinder, row: InterpretedRow, keys: AbstractSet[str]
) -> InterpretedRow | RejectedRow:
    """The other leg of a journey stands in the same list, or is here already."""
    values = dict(row.values)
    typed = [str(values.pop(name)) for name in (LEG, EXCHANGE_NAMES[LEG]) if values.get(name)]
    if not typed:
        return row
    in_list = (keys | named.in_list.keys()) - {row.key}
    in_file = next((word.upper() for word in typed if word.upper() in in_list), "")
    here = next(filter(None, map(named.exchange, typed)), None)
    if not in_file and here is None:
        return RejectedRow(row.number, (Reason("exchange.unknown", LEG, typed[-1]),))
    values[LEG] = in_file or named.name_of(LEG, here or Uid(""))
    return InterpretedRow(row.number, row.key, values, row.notes)


def _resolved(named: NameFinder, row: InterpretedRow) -> InterpretedRow | RejectedRow:
    values: dict[str, Value] = dict(row.values)
    reasons = []
    for field in (*_PARTIES, *_MEMBERS):
        name = str(values.pop(EXCHANGE_NAMES.get(field, ""), ""))
        typed = str(values.get(field, name))
        if not typed:
            continue
        if field in _PARTIES and name and named.organisation(typed) is None:
            typed = name  # the uid of another store
        what = "organisation" if field in _PARTIES else "member"
        uid = named.organisation(typed) if field in _PARTIES else named.member(typed)
        if uid:
            values[field] = named.name_of(field, uid)
        else:
            why = "unknown" if uid is None else "ambiguous"
            reasons.append(Reason(f"{what}.{why}", field, typed))
    for field in _TERMS:
        words = [w.strip() for w in str(values.get(field, "")).replace(",", ";").split(";")]
        codes = [named.term(field, word) for word in words if word]
        if None in codes:
            reasons.append(Reason("term.unknown", field, str(values[field])))
        elif codes:
            values[field] = ";".join(code for code in codes if code)
    if reasons:
        return RejectedRow(row.number, tuple(reasons))
    return InterpretedRow(row.number, row.key, values, row.notes)


def named_rows(session: Session, rows: Iterable[InterpretedRow]) -> dict[str, Uid]:
    """By row key, the exchange that a line names by its number, its uid, or as the same visit."""
    known: dict[str, Uid] = {}
    named = NameFinder(session)
    for uid, number, visitor, host, start in session.connection().exec_driver_sql(
        "SELECT uid, number, visitor_uid, host_uid, starts_on FROM exchange"
    ):
        guest = named.name_of("visitor", Uid(visitor)) if visitor else ""
        place = named.name_of("host", Uid(host)) if host else ""
        known[_visit(guest, place, start or "")] = Uid(uid)
        known[str(number).upper()] = known[str(uid).upper()] = Uid(uid)
    found = {}
    for row in rows:
        guest, place, start = (
            str(row.values.get(name, "")) for name in ("visitor", "host", "starts_on")
        )
        uid_or_none = known.get(row.key) or known.get(_visit(guest, place, start))
        if uid_or_none:
            found[row.key] = uid_or_none
    return found


def _visit(visitor: str, host: str, start: str) -> str:
    return "|".join((fold(visitor), fold(host), fold(start)))


def current(session: Session, uids: Sequence[Uid]) -> dict[Uid, dict[str, Value]]:
    """The present values of exchanges as a line would write them."""
    named = NameFinder(session)
    return {
        shown.uid: _as_written(named, shown.fields) for shown in records.shown(session, KIND, uids)
    }


def _as_written(named: NameFinder, fields: Mapping[str, Stored]) -> dict[str, Value]:
    found: dict[str, Value] = {n: v for n, v in fields.items() if v not in (None, "")}
    for field in _FLAGS_OF_FILE:
        if not found[field]:  # as in a file that nobody has written yet
            del found[field]
    for field in (*_PARTIES, *_MEMBERS, LEG):
        if field in found:
            found[field] = named.name_of(field, Uid(str(found[field])))
    return found


def plain(named: NameFinder, values: Values) -> dict[str, Stored]:
    """The fields as they are kept."""
    kept: dict[str, Stored] = dict(values)
    for field in _PARTIES:
        if field in kept:
            kept[field] = named.organisation(str(kept[field]))
    for field in _MEMBERS:
        if field in kept:
            kept[field] = named.member(str(kept[field]))
    if LEG in kept and (leg := named.exchange(str(kept.pop(LEG)))):
        kept[LEG] = leg  # else its line comes later in the list, see legs
    return kept


def legs(session: Session, wanted: Mapping[Uid, str], made: Mapping[str, Uid]) -> None:
    """Tie those together whose other leg stood further down in the list.

    Args:
        wanted: by exchange, the number of the other leg in the list.
        made: by number in the list, the exchange.
    """
    for uid, number in wanted.items():
        if number in made:
            records.edit(session, KIND, uid, {LEG: made[number]})


def partners(session: Session, fields: Mapping[str, Stored]) -> dict[str, Stored]:
    """The members that look after visitor and host, where a line leaves them open."""
    missing: dict[str, Stored] = {}
    for part in _PARTIES:
        if fields.get(part) and not fields.get(f"{part}_member"):
            found = session.connection().exec_driver_sql(
                "SELECT DISTINCT member_uid FROM membership "
                "WHERE organisation_uid = ? AND member_uid IS NOT NULL AND until_on IS NULL",
                (fields[part],),
            )
            members = [uid for (uid,) in found]
            if len(members) == 1:
                missing[f"{part}_member"] = members[0]
    looks_after = fields.get("visitor_member") or missing.get("visitor_member")
    if looks_after and not fields.get("paying_member"):
        missing["paying_member"] = looks_after
    return missing
