"""Taking an action back: what is still as it left it is written as it was before."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from types import MappingProxyType
from typing import Final, NamedTuple

from sqlalchemy import Connection

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.fold import DELETE, INSERT, KEEP, UPDATE, Knowledge, Row, Value, Write
from recipe_desktop.domain.ids import Uid
from recipe_desktop.progress import Progress, unheard
from recipe_desktop.store.journal import log, merge
from recipe_desktop.store.journal.deeds import NOTHING_VOID, Void
from recipe_desktop.store.journal.history import decide, open_transaction
from recipe_desktop.store.schema import blank, columns, companions, synchronised_tables

_DOT: Final = itemgetter(0, 1, 2)  # of a write, whatever of its values counts


@dataclass(frozen=True, slots=True)
class Left:
    """A row in which an action was not taken back, since somebody has written on it after.

    Args:
        columns: those that stay as they are; empty where that is the row as a whole.
        values: what stands in the row, or stood in it last.
        is_deleted: whether somebody has deleted it.
        is_theirs_too: whether nobody has changed it, but somebody else made the same row.
    """

    table: str
    row: Uid
    columns: tuple[str, ...]
    values: Mapping[str, Value]
    is_deleted: bool = False
    is_theirs_too: bool = False


@dataclass(frozen=True, slots=True)
class Reverted:
    """What taking an action back came to.

    Args:
        rows: how many are again as they were.
    """

    rows: int
    left: tuple[Left, ...]


def revert(  # noqa: PLR0913 - what to take back, for whom, and what may not go
    connection: Connection,
    group: str,
    device: str,
    part_of: Mapping[str, str],
    progress: Progress = unheard,
    *,
    evidence: Collection[str] = (),
    facets: Collection[str] = (),
    kept: Collection[Uid] = (),
    loose: Collection[str] = (),
) -> Reverted:
    """Write what was there before an action, through the tables, so that it is captured.

    Only what is still as the action left it is taken back. What somebody wrote on since stays,
    with what it refers to and what hangs on it, so that nothing is left half or in the air.

    Args:
        device: ours, whose own actions count as if they never were where they were taken back.
        part_of: tables whose rows are part of another record, and their column that says of which.
        progress: hears how far it is; judging the rows is one half, writing them the other.
        evidence: tables from which nothing is deleted.
        facets: tables of ``part_of`` with some cells of that record, of which nobody knows that
            they lie in a row of their own: where the record stays they are emptied. A row that
            went would take along what another laptop writes into it, or ask about it.
        kept: rows that are deleted only together with what they refer to.
        loose: tables whose rows may refer to what is gone.

    Raises:
        UserError: history.unknown.
    """
    txns = connection.exec_driver_sql(
        "SELECT id, scope FROM txn WHERE group_uid = ? ORDER BY id", (group,)
    ).all()
    if not txns:
        raise UserError("history.unknown")
    void = Void.beside(connection, group, device)
    by_scope: dict[str, list[int]] = {}
    for txn, scope in txns:
        by_scope.setdefault(scope, []).append(txn)
    plans: list[_Plan] = []
    left: list[Left] = []
    shared: list[Left] = []
    again = _done_again(connection, group)
    rows = _rows(connection, [txn for txn, _ in txns])
    for scope, action in by_scope.items():
        for found in _judged(connection, scope, action, void, again.get(scope, frozenset())):
            progress(min(len(plans) + len(left) + len(shared), rows), 2 * rows)
            if isinstance(found, Left):
                (shared if found.is_theirs_too else left).append(found)
            elif found.kind != DELETE or found.table not in evidence:
                plans.append(found)
    links = {table: part_of[table] for table in facets}
    plans += _hollow(connection, plans, left, links)
    spared = _spared(connection, plans, left, part_of, loose, since=(txns[0][0], void))
    left += [Left(p.table, p.row, (), p.values) for p in plans if p.row in spared]
    plans = [plan for plan in plans if plan.row not in spared]
    plans = list(_emptied(_without(plans, kept), links))
    # An action may leave nothing to write, as a decision for what was shown, or one on which
    # somebody has built; that it was taken back is noted all the same, else it would be the next
    # to undo for ever.
    open_transaction(connection, txns[0][1])
    # What was deleted comes back first, old values follow, what was made goes last.
    in_order = [p for order in (INSERT, UPDATE, KEEP, DELETE) for p in plans if p.kind == order]
    for number, plan in enumerate(in_order):
        progress(rows + min(number, rows), 2 * rows)
        _write(connection, plan)
    return Reverted(len(plans), (*left, *shared))


def bring_back(
    connection: Connection, groups: Collection[str], record: Uid, part_of: Mapping[str, str]
) -> None:
    """Write again what some actions deleted of one record: the record itself and its parts.

    Args:
        groups: the actions; what two of them deleted is written once.
        part_of: as of ``revert``.
    """
    for plan in list(_deleted_of(connection, groups, record, part_of)):
        _write(connection, plan)


def could_bring_back(
    connection: Connection, groups: Collection[str], record: Uid, part_of: Mapping[str, str]
) -> bool:
    """Whether ``bring_back`` would write anything."""
    return any(_deleted_of(connection, groups, record, part_of))


def _deleted_of(
    connection: Connection, groups: Collection[str], record: Uid, part_of: Mapping[str, str]
) -> Iterator["_Plan"]:
    txns = connection.exec_driver_sql(
        "SELECT scope, id FROM txn WHERE group_uid IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(groups)),),
    ).all()
    for scope in sorted({scope for scope, _ in txns}):
        actions = sorted(txn for where, txn in txns if where == scope)
        for found in _judged(connection, scope, actions):
            if isinstance(found, _Plan) and found.kind == INSERT:
                owner = found.values.get(part_of.get(found.table, ""))
                if record in (found.row, owner):
                    yield found._replace(asked=())


def _done_again(connection: Connection, group: str) -> dict[str, frozenset[tuple[str, int]]]:
    """Device and number of the transactions, by scope, that an action took back; mostly none.

    Where what it took back had been done again before, those are among them that did it.
    """
    found: dict[str, frozenset[tuple[str, int]]] = {}
    action = connection.exec_driver_sql(
        "SELECT reverts FROM txn WHERE group_uid = ? LIMIT 1", (group,)
    ).scalar_one()
    rows = connection.exec_driver_sql(
        "SELECT txn.scope, device, seq FROM txn JOIN stream ON stream.id = stream "
        "WHERE ?1 <> '' AND (group_uid = ?1 "
        "OR reverts IN (SELECT group_uid FROM txn WHERE reverts = ?1))",
        (action,),
    )
    for scope, device, seq in rows:
        found[scope] = found.get(scope, frozenset()) | {(device, seq)}
    return found


def _rows(connection: Connection, action: list[int]) -> int:
    found = connection.exec_driver_sql(
        f"SELECT count(DISTINCT row) FROM txn JOIN op ON {log.OF_TXN} "
        "WHERE txn.id IN (SELECT value FROM json_each(?)) AND kind <> 'T'",
        (json.dumps(action),),
    )
    return int(found.scalar_one())


class _Plan(NamedTuple):
    """What is to be written to one row.

    Args:
        values: of a row that goes, what stands in it.
        decided: values that are shown already, while another one still waits for a decision.
        asked: of a row that comes back, what was open about it, as lines of the conflict cache.
    """

    kind: str
    table: str
    scope: str
    row: Uid
    values: Mapping[str, Value] = MappingProxyType({})
    decided: Mapping[str, Value] = MappingProxyType({})
    asked: Sequence[merge.ConflictLine] = ()


def _judged(
    connection: Connection,
    scope: str,
    action: list[int],
    void: Void = NOTHING_VOID,
    again: Collection[tuple[str, int]] = (),
) -> Iterator[_Plan | Left]:
    """For the rows of one scope: what makes it as if an action never was, and what must stay.

    Args:
        action: its transactions in the scope.
        void: what else counts as if it never was.
        again: device and number of what the action itself took back.
    """
    rows = connection.exec_driver_sql(
        f"SELECT DISTINCT tbl, row FROM txn JOIN op ON {log.OF_TXN} "
        "WHERE txn.id IN (SELECT value FROM json_each(?)) AND kind <> 'T'",
        (json.dumps(action),),
    ).all()
    known = log.knowledge(connection, scope)
    uids = [row for _, row in rows]
    present = merge.writes_of(connection, uids)
    others = merge.writes_of(connection, uids, without=action)
    for table, uid in rows:
        own = [w for w in present[uid] if w not in others[uid]]
        former = void.without(scope, others[uid])
        now = merge.fold_row(table, present[uid], known)
        then = merge.fold_row(table, former, known)
        if then.alive and not now.alive:
            values, still = merge.projected(table, then), replace(then, clashes=())
            asked = merge.conflict_rows(table, uid, still)
            yield _Plan(INSERT, table, scope, uid, values, asked=asked)
        elif now.alive and not then.alive:
            yield _Plan(DELETE, table, scope, uid, merge.projected(table, now))
        elif not now.alive:
            if not _is_made(own):  # what the action made and somebody deleted is gone as wished
                kept = [w for w in present[uid] if w.kind != DELETE]
                last = merge.projected(table, merge.fold_row(table, kept, known))
                yield Left(table, uid, (), last, is_deleted=True)
        elif (_is_made(own) and not _is_made(former)) or (
            then.deletions and any(w.kind == KEEP for w in own)  # nothing unsays that it is kept
        ):
            yield Left(table, uid, (), merge.projected(table, now))
        else:
            if any(w in own for w in now.deletions):
                yield _kept((table, scope, uid), now, former)
            cells = list(_cells((table, scope, uid), (now, then), own, former, again))
            yield from cells
            if _is_made_apart(own, former, known) and not any(isinstance(c, Left) for c in cells):
                yield Left(table, uid, (), merge.projected(table, now), is_theirs_too=True)


def _kept(where: tuple[str, str, Uid], now: Row, former: list[Write]) -> _Plan | Left:
    """A record that lives on against a deletion; when others deleted it too, that stays open."""
    if any(deletion in former for deletion in now.deletions):
        return Left(where[0], where[2], (), merge.projected(where[0], now))
    return _Plan(KEEP, *where)


def _cells(
    where: tuple[str, str, Uid],
    states: tuple[Row, Row],
    own: list[Write],
    former: list[Write],
    again: Collection[tuple[str, int]],
) -> Iterator[_Plan | Left]:
    """The columns that an action wrote, as they were; left are those that somebody wrote since.

    Args:
        where: table, scope and uid.
        states: the row as it is and as it would be without the action.
        own: what the action wrote.
        former: what remains when all that counts as if it never was is left out.
        again: as of ``_judged``.
    """
    table, _, _ = where
    now, then = states
    written = {column for w in own for column in w.values}
    was, present = merge.projected(table, then), merge.projected(table, now)
    others = {_DOT(w) for w in former}
    waiting = {clash.column for clash in now.clashes}
    disputed = {clash.column: clash.heads for clash in then.clashes}
    values, decided, left = {}, {}, []
    for column in columns(table) if _is_made(own) else written & set(columns(table)):
        heads = now.heads.get(column, ())
        if heads and all(_DOT(head) in others for head in heads):
            if column in written:
                left.append(column)
        elif column in disputed:  # to write one of those values would decide against the others
            own_word = [w for w in disputed[column] if (w.device, w.seq) in again]
            if own_word and column not in waiting:  # who does it again has seen the other one
                values[column] = own_word[0].values[column]
            else:
                left.append(column)
        elif was[column] != present[column]:
            values[column] = was[column]
        elif column in waiting:
            decided[column] = was[column]
    _keep_together(companions(table), was, (values, decided), left)
    if values or decided:
        yield _Plan(UPDATE, *where, values, decided)
    if left:
        yield Left(table, where[2], tuple(sorted(left)), present)


def _keep_together(
    pairs: Mapping[str, str],
    was: Mapping[str, Value],
    written: tuple[dict[str, Value], dict[str, Value]],
    left: list[str],
) -> None:
    """Have a column and what another one says of it stay together, or go back together.

    Args:
        pairs: a column by the one that says something of it.
        written: values that change, and those that are only said again.
    """
    values, decided = written
    for companion, column in pairs.items():
        pair = {companion, column}
        if pair & set(left):
            left[:] = sorted({*left, column} - {companion})
            for name in pair:
                values.pop(name, None)
                decided.pop(name, None)
        elif pair & {*values, *decided}:
            decided.update({name: was[name] for name in pair - values.keys()})


def _is_made(writes: Iterable[Write]) -> bool:
    return any(w.kind == INSERT for w in writes)


def _is_made_apart(own: list[Write], others: list[Write], known: Knowledge) -> bool:
    """Whether somebody made the same row without knowing of ours, nor we of theirs."""
    mine, theirs = ([w for w in some if w.kind == INSERT] for some in (own, others))
    return any(not known.saw(a, b) and not known.saw(b, a) for a in mine for b in theirs)


def _spared(  # noqa: PLR0913 - what goes and stays, and what hangs on what
    connection: Connection,
    plans: Iterable[_Plan],
    left: Iterable[Left],
    part_of: Mapping[str, str],
    loose: Collection[str],
    *,
    since: tuple[int, Void],
) -> set[Uid]:
    """The rows that may not go although nobody wrote on them.

    That is what a row that stays goes on referring to, and what is part of a record that stays
    whole.

    Args:
        loose: as of ``revert``.
        since: the first transaction of the action, as what referred to a row before waited for it,
            and what does not count: what was only taken back and done again is no newer.
    """
    going = {plan.row: plan for plan in plans if plan.kind == DELETE}
    led_back = {(plan.row, name) for plan in plans if plan.kind == UPDATE for name in plan.values}
    whole = {one.row for one in left if not one.columns and not one.is_deleted}
    referring: dict[Uid, set[Uid]] = {}
    given = json.dumps(list(going))
    first, void = since
    for table in synchronised_tables().keys() - set(loose):
        for column in (name for name in columns(table) if name.endswith("_uid")):
            pairs = connection.exec_driver_sql(
                f"SELECT uid, scope, {column}, json_group_array(op.txn) "
                f"FROM {table} JOIN op ON op.row = uid "
                f"WHERE {column} IN (SELECT value FROM json_each(?)) "
                "AND op.txn >= ? AND op.kind <> 'T' AND json_type(op.body, ?) IS NOT NULL "
                "GROUP BY uid",
                (given, first, f"$.{column}"),
            ).all()
            by_row = {row: (where, of, set(json.loads(found))) for row, where, of, found in pairs}
            doubtful = [row for row, (_, _, txns) in by_row.items() if txns <= void.numbers.keys()]
            writes = merge.writes_of(connection, doubtful) if doubtful else {}
            for row, (scope, referred, txns) in by_row.items():
                counts = row not in writes or void.counts(scope, writes[row], column, txns)
                if counts and (row, column) not in led_back:
                    referring.setdefault(referred, set()).add(row)
    owners = {
        row: plan.values[part_of[plan.table]]
        for row, plan in going.items()
        if plan.table in part_of
    }
    spared: set[Uid] = set()
    while True:
        found = {
            row
            for row in going.keys() - spared
            if owners.get(row) in whole | spared
            or any(other not in going or other in spared for other in referring.get(row, ()))
        }
        if not found:
            return spared
        spared |= found


def _without(plans: Sequence[_Plan], kept: Collection[Uid]) -> list[_Plan]:
    """The plans without the deletions of some rows, but for those whose owners go."""
    going = {plan.row for plan in plans if plan.kind == DELETE}
    return [
        plan
        for plan in plans
        if plan.kind != DELETE or plan.row not in kept or going & set(plan.values.values())
    ]


def _hollow(
    connection: Connection, plans: Sequence[_Plan], left: Sequence[Left], facets: Mapping[str, str]
) -> list[_Plan]:
    """Rows of facets that were emptied before; they hold no record back that is to go."""
    going = json.dumps([plan.row for plan in plans if plan.kind == DELETE])
    known = {plan.row for plan in plans} | {one.row for one in left}
    found = []
    for table, link in facets.items():
        unwritten = blank(table)
        names = ", ".join(f'"{name}"' for name in unwritten)
        rows = connection.exec_driver_sql(
            f"SELECT uid, scope, {names} FROM {table} "
            f"WHERE {link} IN (SELECT value FROM json_each(?))",
            (going,),
        )
        for uid, scope, *cells in rows:
            values = dict(zip(unwritten, cells, strict=True))
            if uid not in known and values == {**unwritten, link: values[link]}:
                found.append(_Plan(DELETE, table, scope, uid, values))
    return found


def _emptied(plans: Sequence[_Plan], facets: Mapping[str, str]) -> Iterator[_Plan]:
    """The plans, where a facet's row stays that would go without its record.

    One that the action only brought from another place goes back there.

    Args:
        facets: their tables with the column that says of which record they are.
    """
    going = {plan.row for plan in plans if plan.kind == DELETE}
    coming = {
        (plan.table, plan.values[facets[plan.table]])
        for plan in plans
        if plan.kind == INSERT and plan.table in facets
    }
    for plan in plans:
        link = facets.get(plan.table, "")
        of = plan.values.get(link)
        if plan.kind != DELETE or not link or of in going or (plan.table, of) in coming:
            yield plan
            continue
        unwritten = blank(plan.table)
        written = [name for name, value in plan.values.items() if value != unwritten[name]]
        emptied = {name: unwritten[name] for name in written if name != link}
        yield plan._replace(kind=UPDATE, values=emptied)


def _write(connection: Connection, plan: _Plan) -> None:
    kind, table, scope, uid, values, decided, asked = plan
    names = list(values)
    if kind == KEEP:
        decide(connection, scope, table, uid, None)
    elif kind == DELETE:
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE uid = ?", (uid,))
    elif kind == INSERT:
        quoted = "".join(f', "{name}"' for name in names)
        marks = ",".join("?" * (len(names) + 2))
        connection.exec_driver_sql(
            f"INSERT INTO {table} (uid, scope{quoted}) VALUES ({marks})",
            (uid, scope, *values.values()),
        )
        if asked:  # an insertion would answer it, and an update does not
            connection.exec_driver_sql(
                "UPDATE op SET kind = ? WHERE txn = (SELECT txn FROM sync_now) "
                "AND row = ? AND kind = ?",
                (UPDATE, uid, INSERT),
            )
            merge.open_conflicts(connection, asked)
    elif names:
        cells = ", ".join(f'"{name}" = ?' for name in names)
        connection.exec_driver_sql(
            f"UPDATE {table} SET {cells} WHERE uid = ?", (*values.values(), uid)
        )
    if decided:
        decide(connection, scope, table, uid, decided)
