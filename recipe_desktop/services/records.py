"""Records of any kind: new, shown, listed, edited, deleted; window and command line use the same."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy.orm import Session

from recipe_desktop.domain.clock import now
from recipe_desktop.domain.codes import badge_code
from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.ids import Uid, named_uid
from recipe_desktop.services import (
    days_of_event,
    field_values,
    former_numbers,
    links,
    searching,
    seed,
    shared_rows,
    shares,
    spans,
    trees,
)
from recipe_desktop.services.here import PARTNERSHIP, event_scope, here, next_number
from recipe_desktop.services.kinds import FieldOf, Kept, Kind, kind_of, name_of
from recipe_desktop.services.sql import insert
from recipe_desktop.store import schema
from recipe_desktop.store.base import instant_text
from recipe_desktop.store.journal import founding

_NOTHING: Final[Mapping[str, Value]] = {}

_FOUNDING: Final = ("projects", "members")  # that came with the seed: everything names them
_SHORTEST_ID = 8  # letters of a uid's beginning or end that may stand for it


@dataclass(frozen=True, slots=True)
class Made:
    """A record that was made."""

    kind: str
    uid: Uid
    number: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A record as it stands; fields by name, with references as uids."""

    kind: str
    uid: Uid
    fields: Mapping[str, Value]


def create(
    session: Session,
    kind: str,
    values: Mapping[str, Value],
    uid: Uid | None = None,
    given: Mapping[str, Value] = _NOTHING,
) -> Made:
    """Make a record; of what joins two others a second one is refused.

    Args:
        values: by field name, as text or as kept.
        uid: an identity that the record's source gives it.
        given: columns that nobody types, as kept.

    Raises:
        UserError: kind.unknown, field.unknown, field.fixed, value.*, record.needs,
            record.ends_before_start, record.is_there, tree.circle_refused.
    """
    of = kind_of(kind)
    read = _read(session, of, values)
    needed = [name for name in of.needed if read.get(name) not in (None, "")]
    missing = [name for name in (*of.parents, *of.told_by) if read.get(name) in (None, "")]
    if not needed or missing:
        raise UserError("record.needs", kind=kind, fields=", ".join(missing or of.needed))
    spans.refuse_crossed(read, read)
    if of.organiser and not read.get(of.organiser):
        read[of.organiser] = _own_member(session)
    if uid is None:
        known = links.there(session, of.table, read)
        if known is not None:
            raise UserError("record.is_there", kind=kind, id=known)
        uid = links.uid_of_new(session, of.table, read)
    trees.refuse_circle(session, of, uid, read)
    number = next_number(session) if of.is_numbered else ""
    own: dict[str, Value] = {"uid": uid, "scope": _scope_of_new(session, of, read)}
    if of.is_numbered:
        own |= {"number": number, "created_at": instant_text(now())}
    if of.is_coded:
        code = badge_code(Uid(str(read["event"])), uid)
        own |= {"code": code, "created_at": instant_text(now()), "source": "typed"}
    insert(session, of.table, {**own, **_own(of, read), **given})
    _settle(session, of, uid, read)
    _write_facets(session, of, uid, read)
    return Made(kind, uid, number)


def edit(
    session: Session,
    kind: str,
    uid: Uid,
    values: Mapping[str, Value],
    *,
    may_cross: bool = False,
) -> Mapping[str, Value]:
    """Write some fields of a record; returns those that changed, as they now are.

    Args:
        may_cross: for a list that says when something ends and not when it began.

    Raises:
        UserError: record.unknown, field.unknown, field.fixed, value.*, record.needs,
            record.ends_before_start, record.starts_after_end, share.not_involved,
            tree.circle_refused.
    """
    of = kind_of(kind)
    before = show(session, kind, uid).fields
    read = _read(session, of, values, before)
    changed = {name: value for name, value in read.items() if before[name] != value}
    if not may_cross:
        spans.refuse_crossed({**before, **changed}, changed)
    shared = shared_rows.words_table(of)
    if shared and any(of.field(name).facet == shared for name, value in changed.items() if value):
        shares.refuse_outsider(session, kind, uid)
    _refuse(session, of, uid, before, changed)
    cells = _own(of, changed)
    if cells:
        named = ", ".join(f'"{column}" = ?' for column in cells)
        _run(session, f"UPDATE {of.table} SET {named} WHERE uid = ?", (*cells.values(), uid))
    _settle(session, of, uid, changed)
    _write_facets(session, of, uid, changed)
    return changed


def remove(session: Session, kind: str, uid: Uid) -> None:
    """Delete a record with what hangs on it; one ``undo`` brings all of it back.

    Raises:
        UserError: record.unknown, record.append_only, record.founding, record.held.
    """
    of = kind_of(kind)
    fields = show(session, kind, uid).fields
    if kind in _FOUNDING and seed.brought(session.connection(), of.table, uid):
        raise UserError("record.founding", name=name_of(of, fields))
    if of.is_append_only:
        raise UserError("record.append_only", kind=kind)
    for holder, column in of.holders.items():
        table = kind_of(holder).table
        found = _run(session, f"SELECT count(*) FROM {table} WHERE {column} = ?", (uid,))
        if count := int(found.scalar_one()):
            raise UserError("record.held", kind=kind, holder=holder, count=count)
    for table, column in of.children.items():
        _run(session, f"DELETE FROM {table} WHERE {column} = ?", (uid,))
    _run(session, f"DELETE FROM {of.table} WHERE uid = ?", (uid,))


def show(session: Session, kind: str, uid: Uid) -> Shown:
    """One record with all its fields.

    Raises:
        UserError: kind.unknown, record.unknown.
    """
    found = shown(session, kind, [uid])
    if not found:
        raise UserError("record.unknown", kind=kind, id=uid)
    return found[0]


def shown(session: Session, kind: str, uids: Sequence[Uid]) -> list[Shown]:
    """Some records with all their fields, in the order asked for; absent ones are left out."""
    of = kind_of(kind)
    own = [f for f in of.fields if not f.facet]
    columns = ", ".join(f'"{f.place}"' for f in own)
    given = json.dumps(list(uids))
    rows = _run(
        session,
        f"SELECT uid, {columns} FROM {of.table} WHERE uid IN (SELECT value FROM json_each(?))",
        (given,),
    )
    names = [f.name for f in own]
    found = {row[0]: dict(zip(names, row[1:], strict=True)) for row in rows}
    for facet in _facets(of):
        _read_facet(session, of, facet, given, found)
    order = [f.name for f in of.fields]
    return [
        Shown(kind, uid, {name: found[uid][name] for name in order}) for uid in uids if uid in found
    ]


def present(session: Session, kind: str, uids: Iterable[Uid]) -> frozenset[Uid]:
    """Those of some records that exist."""
    rows = _run(
        session,
        f"SELECT uid FROM {kind_of(kind).table} WHERE uid IN (SELECT value FROM json_each(?))",
        (as_json(uids),),
    )
    return frozenset(row[0] for row in rows)


def listing(session: Session, kind: str, text: str = "") -> list[Shown]:
    """All records of a kind that a filter finds, in the kind's order."""
    return shown(session, kind, order(session, kind, text))


def order(session: Session, kind: str, text: str = "") -> list[Uid]:
    """The uids of a kind's records that a filter finds, sorted.

    Every word that was typed begins a word of the record, or of what some kinds point to.
    """
    return searching.order(session, kind_of(kind), text)


def find(session: Session, kind: str, given: str) -> Uid:
    """The record that an ID stands for: a uid, a unique beginning or end of one, number or code.

    Raises:
        UserError: record.no_id, record.unknown, record.ambiguous.
    """
    of = kind_of(kind)
    text = given.strip()
    if not text:
        raise UserError("record.no_id", kind=kind)
    for column in ("number", "code"):
        if column in schema.columns(of.table):
            named = f"SELECT uid FROM {of.table} WHERE {column} IN (?, ?)"
            rows = _run(session, named, (text, text.upper())).all()
            if len(rows) > 1:  # two laptops may have given one number
                raise UserError("record.ambiguous", kind=kind, id=given)
            if rows:
                return Uid(rows[0][0])
    former = former_numbers.bearers(session, of.table, text)
    if former:
        return former[0]
    text = text.lower()
    if len(text) < _SHORTEST_ID or not set(text) <= set("0123456789abcdef"):
        raise UserError("record.unknown", kind=kind, id=given)
    rows = _run(
        session,
        f"SELECT uid FROM {of.table} WHERE uid LIKE ? OR uid LIKE ? LIMIT 2",
        (f"{text}%", f"%{text}"),
    ).all()
    if len(rows) > 1:
        raise UserError("record.ambiguous", kind=kind, id=given)
    if not rows:
        raise UserError("record.unknown", kind=kind, id=given)
    return Uid(rows[0][0])


def read_values(
    session: Session, kind: str, uid: Uid, values: Mapping[str, Value]
) -> Mapping[str, Value]:
    """Values as the columns keep them, as far as ``edit`` would write them into a record.

    Raises:
        UserError: as ``edit``.
    """
    of = kind_of(kind)
    before = show(session, kind, uid).fields
    read = _read(session, of, values, before)
    changed = {name: value for name, value in read.items() if before[name] != value}
    spans.refuse_crossed({**before, **changed}, changed)
    _refuse(session, of, uid, before, changed)
    return read


def scope_of(session: Session, kind: str, uid: Uid) -> str:
    """The scope in which a record is kept.

    Raises:
        UserError: kind.unknown, record.unknown.
    """
    found = _run(session, f"SELECT scope FROM {kind_of(kind).table} WHERE uid = ?", (uid,))
    scope = found.scalar_one_or_none()
    if scope is None:
        raise UserError("record.unknown", kind=kind, id=uid)
    return str(scope)


def _refuse(
    session: Session,
    of: Kind,
    uid: Uid,
    before: Mapping[str, Value],
    changed: Mapping[str, Value],
) -> None:
    """Refuse what would leave a record without its name, in another scope, or below itself."""
    if changed.keys() & set(of.needed) and not any({**before, **changed}[n] for n in of.needed):
        raise UserError("record.needs", kind=of.name, fields=", ".join(of.needed))
    fixed = {of.scope, of.organiser} & changed.keys()  # they say who may see what belongs to it
    if fixed:
        raise UserError("field.fixed", field=min(fixed))
    trees.refuse_circle(session, of, uid, changed)


def _scope_of_new(session: Session, of: Kind, values: Mapping[str, Value]) -> str:
    match of.scope:
        case "partnership":
            return PARTNERSHIP
        case "event":
            scope = event_scope(Uid(str(values["event"])))
            _refuse_strange_event(session, scope)
            return scope
        case _:
            return here(session).scope


def _refuse_strange_event(session: Session, scope: str) -> None:
    """An event's people lie with its organiser; what another office wrote would reach nobody."""
    organisers = founding.organisers_of(session.connection(), scope)
    if organisers and here(session).member not in organisers:
        raise UserError("event.other_organiser", keepers=sorted(organisers))


def _read(
    session: Session,
    of: Kind,
    values: Mapping[str, Value],
    before: Mapping[str, Value] = _NOTHING,
) -> dict[str, Value]:
    read: dict[str, Value] = {}
    for name, value in values.items():
        found = of.field(name)
        if found.is_fixed:
            raise UserError("field.fixed", field=name)
        read[name] = _value(session, found, value, before.get(name))
    for name, value in read.items():
        event = read.get("event", before.get("event"))
        if of.field(name).kept is Kept.EVENT_DAYS and value and event:
            read[name] = days_of_event.read(session, Uid(str(event)), value, before.get(name))
    lacking = [name for name, value in read.items() if value in (None, "") and _binds(of, name)]
    if lacking:
        raise UserError("record.needs", kind=of.name, fields=", ".join(lacking))
    return read


def _binds(of: Kind, name: str) -> bool:
    """Whether a field points to what the record belongs to, without which it is nothing."""
    found = of.field(name)
    if found.kept is not Kept.REFERENCE:
        return False
    unwritten = schema.defaults(found.facet or of.table)[found.place]
    return name in of.parents or unwritten is not None  # the column is never NULL


def _value(session: Session, of: FieldOf, value: Value, before: Value) -> Value:
    """The value as the column keeps it."""
    if of.kept is Kept.REFERENCE and value not in (None, ""):
        return _referred(session, of, str(value))
    return field_values.read(session, of, value, before)


def _own_member(session: Session) -> Value:
    found = _run(session, "SELECT uid FROM member WHERE code = ?", (here(session).member,))
    return str(found.scalar_one_or_none() or "") or None


def _referred(session: Session, of: FieldOf, given: str) -> Uid:
    """The record that a reference means, of whichever kind it may be."""
    try:
        return find(session, of.kind, given)
    except UserError:
        if not of.or_kind:
            raise
        return find(session, of.or_kind, given)


def _own(of: Kind, values: Mapping[str, Value]) -> dict[str, Value]:
    return {of.field(n).place: value for n, value in values.items() if not of.field(n).facet}


def _facets(of: Kind) -> list[str]:
    return sorted({f.facet for f in of.fields if f.facet})


def _read_facet(
    session: Session, of: Kind, facet: str, given: str, found: dict[Uid, dict[str, Value]]
) -> None:
    fields = [f for f in of.fields if f.facet == facet]
    link = of.children[facet]
    columns = ", ".join(f'"{f.place}"' for f in fields)
    unwritten = schema.defaults(facet)
    for fields_of in found.values():
        fields_of.update({f.name: unwritten[f.place] for f in fields})
    rows = _run(
        session,
        f"SELECT {link}, scope, {columns} FROM {facet} "
        f"WHERE {link} IN (SELECT value FROM json_each(?))",
        (given,),
    )
    scopes = _facet_scopes(session, of, facet, found)
    for owner, scope, *cells in rows:
        if owner in found and scope == scopes[owner]:
            found[owner].update(zip((f.name for f in fields), cells, strict=True))


def _facet_scopes(
    session: Session, of: Kind, facet: str, uids: Collection[Uid]
) -> Mapping[Uid, str]:
    """Where what hides behind each record lies: in the own cluster, or in a share."""
    if facet == shared_rows.words_table(of):
        return shares.places(session, of.name, uids)
    return dict.fromkeys(uids, here(session).scope)


def _settle(session: Session, of: Kind, uid: Uid, values: Mapping[str, Value]) -> None:
    """Before a file is written, or after others are involved, have it lie where they see it."""
    facet = shared_rows.words_table(of)
    if facet:
        writes = any(values.get(f.name) for f in of.fields if f.facet == facet)
        shares.settle(session, of.name, uid, writes=writes)


def _write_facets(session: Session, of: Kind, uid: Uid, values: Mapping[str, Value]) -> None:
    """What not everybody sees goes into a row of its own, named after record and scope."""
    for facet in _facets(of):
        scope = _facet_scopes(session, of, facet, [uid])[uid]
        cells = {
            f.place: values[f.name] for f in of.fields if f.facet == facet and f.name in values
        }
        if not cells:
            continue
        facet_uid = named_uid(facet, uid, scope)
        if _run(session, f"SELECT 1 FROM {facet} WHERE uid = ?", (facet_uid,)).first():
            named = ", ".join(f'"{column}" = ?' for column in cells)
            _run(session, f"UPDATE {facet} SET {named} WHERE uid = ?", (*cells.values(), facet_uid))
        elif any(cells.values()):
            link = of.children[facet]
            insert(session, facet, {"uid": facet_uid, "scope": scope, link: uid, **cells})


def _run(session: Session, sql: str, values: Iterable[Value]) -> Any:
    return session.connection().exec_driver_sql(sql, tuple(values))


def as_json(uids: Iterable[Uid]) -> str:
    """Some uids as one bound value; ``json_each`` unpacks them."""
    return json.dumps(list(uids))
