"""Records as rows for files: in a fixed order, without anything that differs between two stores.

Rows hold what travels and nothing else: no local facts, no wording of a language. Two stores that
have received everything from each other write the same bytes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.import_columns import EMPLOYER, EXCHANGE_NAMES
from recipe_desktop.services import identity, records, shares
from recipe_desktop.services.here import PARTNERSHIP, here
from recipe_desktop.services.kinds import Kept, Kind, kind_of
from recipe_desktop.services.scopes import scopes_here

_SHORTEST_ID: Final = 8
_OF_A_UID: Final = frozenset("0123456789abcdef")


@dataclass(frozen=True, slots=True)
class Rows:
    """A table ready to be written.

    Args:
        headers: field names, which importing knows again.
    """

    kind: str
    scope: str
    headers: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """One person as an address book keeps one."""

    uid: Uid
    given_name: str
    family_name: str
    title: str
    organisation: str
    position: str
    email: str
    phone: str
    mobile: str


def visible(session: Session, kind: str, text: str = "") -> list[records.Shown]:
    """The records that lists show: of those that are merged only the kept one.

    Raises:
        UserError: kind.unknown.
    """
    hidden = identity.canonical(session, kind_of(kind).name)
    uids = [hidden.get(uid, uid) for uid in records.order(session, kind, text)]
    return records.shown(session, kind, list(dict.fromkeys(uids)))


def rows(session: Session, kind: str, scope: str = PARTNERSHIP) -> Rows:
    """What a scope holds of a kind, sorted by uid.

    Args:
        scope: ``partnership``, a cluster's such as ``cluster:HU``, an event's by its number or a
            part of its uid, or a share's by that of its exchange.

    Raises:
        UserError: kind.unknown, scope.not_held.
    """
    of = kind_of(kind)
    held = scopes_here(session)
    scope = _whole(session, scope, held)
    if scope not in held:
        raise UserError("scope.not_held", scope=scope, scopes=", ".join(held))
    fields = [f for f in of.fields if not f.facet or scope != PARTNERSHIP]
    canonical = {k: identity.canonical(session, k) for k in {kind, *(f.kind for f in fields)} if k}
    told = _told(session, kind)
    uids = sorted(uid for uid in _in_scope(session, of, scope) if uid not in canonical[kind])
    lines = []
    for record in records.shown(session, kind, uids):
        cells: list[Value] = [record.uid]
        for f in fields:
            value = record.fields[f.name]
            if f.kept is Kept.REFERENCE and value:
                value = canonical[f.kind].get(Uid(str(value)), Uid(str(value)))
            cells.append(value)
            if f.name in told:
                names, by_uid = told[f.name]
                cells += by_uid.get(str(value), ("",) * len(names))
        lines.append(tuple(cells))
    headers = ["uid"]
    for f in fields:
        headers.append(f.name)
        if f.name in told:
            headers += told[f.name][0]
    return Rows(kind, scope, tuple(headers), tuple(lines))


def _told(
    session: Session, kind: str
) -> Mapping[str, tuple[Sequence[str], Mapping[str, tuple[str, ...]]]]:
    """By field, the columns behind a uid by which another store can find what it stands for."""
    match kind:
        case "people":
            numbers = "name, country, postcode, vat_number, registration_number"
            return {"organisation": (EMPLOYER, _by_uid(session, "organisation", numbers))}
        case "exchanges":
            firms = _by_uid(session, "organisation", "name")
            known = {"leg_of": _by_uid(session, "exchange", "number")}
            return {
                field: ((name,), known.get(field, firms)) for field, name in EXCHANGE_NAMES.items()
            }
        case _:
            return {}


def _by_uid(session: Session, table: str, columns: str) -> dict[str, tuple[str, ...]]:
    result = session.connection().exec_driver_sql(f"SELECT uid, {columns} FROM {table}")
    return {uid: tuple(told) for uid, *told in result}


def contacts(session: Session, scope: str = PARTNERSHIP) -> list[Contact]:
    """The people of a scope, sorted by uid, for an address book."""
    names = {r.uid: str(r.fields["name"]) for r in visible(session, "organisations")}
    table = rows(session, "people", scope)
    found = []
    for row in table.rows:
        cells = {name: str(cell or "") for name, cell in zip(table.headers, row, strict=True)}
        found.append(
            Contact(
                Uid(cells["uid"]),
                cells["given_name"],
                cells["family_name"],
                cells["title"],
                names.get(Uid(cells["organisation"]), ""),
                cells["position"],
                cells["email"],
                cells["phone"],
                cells["mobile"],
            )
        )
    return found


def narrower_scopes(session: Session, kind: str) -> list[str]:
    """Where records of a kind lie that fewer hold than the partnership; the own cluster first.

    Raises:
        UserError: kind.unknown.
    """
    of, own = kind_of(kind), here(session).scope
    found = {
        scope
        for table in {of.table, *(field.facet for field in of.fields if field.facet)}
        for (scope,) in session.connection().exec_driver_sql(f"SELECT DISTINCT scope FROM {table}")
    }
    return sorted(found - {PARTNERSHIP}, key=lambda scope: (scope != own, scope))


def _whole(session: Session, scope: str, held: Sequence[str]) -> str:
    """A scope whose event or share is named as anywhere: by its number or a part of its uid."""
    kind, _colon, given = scope.strip().partition(":")
    if scope in held or kind not in {"event", "share"}:
        return scope
    try:
        if kind == "event":
            return f"event:{records.find(session, 'events', given)}"
        if len(given) >= _SHORTEST_ID and set(given.lower()) <= _OF_A_UID:
            return shares.find(session, given).scope
        share = shares.of_record(session, "exchanges", records.find(session, "exchanges", given))
    except UserError:
        return scope  # whoever asks says that it is not held here, and what is
    return scope if share is None else share.scope


def _in_scope(session: Session, of: Kind, scope: str) -> set[Uid]:
    """The records of a kind that a scope holds, itself or in a facet."""
    found: set[Uid] = set()
    facets = sorted({f.facet for f in of.fields if f.facet})
    tables = [(of.table, "uid"), *((facet, of.children[facet]) for facet in facets)]
    for table, column in tables:
        statement = f"SELECT {column} FROM {table} WHERE scope = ?"
        result = session.connection().exec_driver_sql(statement, (scope,))
        found.update(uid for (uid,) in result)
    return found
