"""Lists of any kind come in: one stored plan is shown and then carried out."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import count
from typing import Any, cast

from sqlalchemy.orm import Session

from recipe_desktop.domain.clock import now, today
from recipe_desktop.domain.doubles import DoubleIndex
from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.fold import Value as Stored
from recipe_desktop.domain.ids import Uid, named_uid, new_uid
from recipe_desktop.domain.import_columns import ColumnMapping, Kind, propose_mapping
from recipe_desktop.domain.import_lines import InterpretedRow, RejectedRow, Value, Values
from recipe_desktop.domain.import_plans import (
    Action,
    ImportPlan,
    Known,
    KnownRow,
    PlanLine,
    classify,
    organisation_uid,
    told_truly,
)
from recipe_desktop.domain.import_questions import Question, ReadingChoices, questions
from recipe_desktop.domain.imports import Account, account, interpret, said_text, said_values
from recipe_desktop.domain.names import fold
from recipe_desktop.domain.source_tables import SourceTable
from recipe_desktop.progress import Progress, unheard
from recipe_desktop.services import (
    hand_written,
    identity,
    import_exchanges,
    import_people,
    import_pieces,
    links,
    records,
    registered,
    touched,
    words,
)
from recipe_desktop.services.here import here
from recipe_desktop.services.history import TakenBack, take_back
from recipe_desktop.services.import_exchanges import NameFinder
from recipe_desktop.services.import_people import Employers
from recipe_desktop.services.kinds import kind_of
from recipe_desktop.services.registered import ChosenEvent
from recipe_desktop.services.traits import organisation_traits
from recipe_desktop.services.workspace import position
from recipe_desktop.store.models.imports import ImportMapping
from recipe_desktop.store.models.imports import ImportPlan as StoredPlan

_BATCH = 500  # rows between two looks at the progress


@dataclass(frozen=True, slots=True)
class Proposal:
    """How a file would be read, to be shown and changed."""

    mapping: ColumnMapping
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What carrying out a plan will do.

    Args:
        uid: of the stored plan; empty where it was only looked at.
        occasion: of registrations, the event that the file names beside the one that was chosen.
    """

    uid: Uid
    file: str
    plan: ImportPlan
    occasion: ChosenEvent | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a file's lines come from.

    Args:
        name: by which a later file of the same source is known, such as its headers.
        file: the file's name, for people.
        event: of registrations, the event that they are for.
        takes_all: whether somebody said that lines which name another event are for this one.
        former: the name that it had while the column of reasons still counted; or empty.
    """

    name: str
    file: str
    event: Uid | None = None
    takes_all: bool = False
    former: str = ""


def source_of(
    table: SourceTable,
    mapping_name: str = "",
    event: Uid | None = None,
    *,
    takes_all: bool = False,
) -> Source:
    """The source of a file: the name that the user gave it, or its headers.

    Rejected lines that come back with their reasons are of the source that they came from.
    """
    if mapping_name:
        return Source(mapping_name, table.name, event, takes_all)
    name, former = map(_titles, (table.own_headers(words.titles_of_reasons()), table.headers))
    return Source(name, table.name, event, takes_all, former if former != name else "")


def _titles(headers: Sequence[str]) -> str:
    return " | ".join(filter(None, map(fold, headers)))


def _known_source(session: Session, source: Source, kind: Kind) -> Source:
    """A list of which only the former name is known keeps it, with all that was said of its rows."""
    names = [name for name in (source.name, source.former) if name]
    known = (name for name in names if session.get(ImportMapping, (name, kind)) is not None)
    return replace(source, name=next(known, source.name), former="")


def unknown_source(session: Session, name: str, kind: str) -> tuple[str, ...] | None:
    """Where no list of a kind came under a name yet: names that did, the likeliest first.

    None where one did, or where there is nothing to mistake it for.
    """
    rows = session.connection().exec_driver_sql(
        "SELECT DISTINCT source FROM import_key WHERE kind = ? ORDER BY source", (kind,)
    )
    known = [source for (source,) in rows if " | " not in source]  # those are headers, no names
    if not known or name in known:
        return None
    by_fold = {fold(source): source for source in known}
    near = get_close_matches(fold(name), by_fold, n=len(by_fold), cutoff=0.0)
    return tuple(by_fold[word] for word in near)


def propose(session: Session, table: SourceTable, kind: Kind, source: Source) -> Proposal:
    """How a file would be read; what was chosen for this source last time comes first."""
    remembered = _remembered(session, _known_source(session, source, kind).name, kind)
    mapping = propose_mapping(table.headers, table.rows, kind, remembered)
    return Proposal(mapping, questions(table, mapping))


def _remembered(session: Session, source: str, kind: Kind) -> dict[str, str]:
    """Where the columns of earlier files of a source went, of all that any of them had."""
    row = session.get(ImportMapping, (source, kind))
    return {} if row is None else dict(json.loads(row.mapping))


def look(  # noqa: PLR0913 - a file, how it is understood, and who listens
    session: Session,
    table: SourceTable,
    mapping: ColumnMapping,
    choices: ReadingChoices,
    source: Source,
    *,
    progress: Progress = unheard,
) -> Preview:
    """Judge every line; nothing is written, so it goes on while another program writes.

    Args:
        progress: hears of every line twice, as it is read and as it is judged.

    Raises:
        UserError: import.no_event (of registrations), record.unknown.
    """
    source = _known_source(session, source, mapping.kind)
    filled = [row for row in table.rows if _filled(row.cells)]
    steps = count(1)

    def step() -> None:
        progress(next(steps), 2 * len(filled))

    rows = []
    for row in filled:
        step()
        rows.append(interpret(row, mapping, choices))
    if mapping.kind == import_exchanges.KIND:
        rows = import_exchanges.resolved(NameFinder(session, source.name), rows)
    if mapping.kind == import_people.KIND:
        rows = import_people.resolved(Employers(session), rows)
    rows = _keyed(session, mapping.kind, rows)
    occasion = None
    if mapping.kind == "registrations":
        occasion, rows = registered.for_event(
            session, source.event, rows, source=source.name, takes_all=source.takes_all
        )
    known = replace(
        _known(session, mapping.kind, source, rows),
        edited=hand_written.decided(session, mapping.kind),
        undecided=hand_written.undecided(session, mapping.kind),
    )
    made = _told_truly(session, classify(mapping.kind, rows, known, step))
    return Preview(Uid(""), source.file, made, occasion)


def _told_truly(session: Session, made: ImportPlan) -> ImportPlan:
    held = {line.uid for line in made.lines if line.held and line.uid is not None}
    if not held:
        return made
    fields = {field.name for field in kind_of(made.kind).fields}
    return told_truly(made, hand_written.by_hand(session, made.kind, sorted(held)), fields)


def plan(  # noqa: PLR0913 - as of ``look``
    session: Session,
    table: SourceTable,
    mapping: ColumnMapping,
    choices: ReadingChoices,
    source: Source,
    *,
    progress: Progress = unheard,
) -> Preview:
    """Judge every line and store what is to be done; nothing else is written.

    Args:
        progress: as of ``look``.

    Raises:
        UserError: import.no_event (of registrations), record.unknown.
    """
    source = _known_source(session, source, mapping.kind)
    looked = look(session, table, mapping, choices, source, progress=progress)
    occasion = looked.occasion
    stored = StoredPlan(uid=new_uid(), kind=mapping.kind, file=source.file, made_at=now(), plan="")
    stored.plan = json.dumps(
        {
            "source": source.name,
            "occasion": None if occasion is None else occasion.to_store(),
            "mapping": mapping.to_remember(),
            "position": position(session),
        },
        ensure_ascii=False,
    )
    session.add(stored)
    import_pieces.keep(session, stored.uid, looked.plan.lines)
    return replace(looked, uid=stored.uid)


def preview(session: Session, uid: Uid) -> Preview:
    """A stored plan.

    Raises:
        UserError: import.unknown.
    """
    stored = _stored(session, uid)
    plan = ImportPlan(cast(Kind, stored.kind), tuple(import_pieces.kept(session, uid)))
    return Preview(uid, stored.file, plan, _occasion(json.loads(stored.plan)))


def _occasion(document: Mapping[str, Any]) -> ChosenEvent | None:
    found = document["occasion"]
    return None if found is None else ChosenEvent.from_store(found)


def execute(session: Session, uid: Uid, progress: Progress = unheard) -> Account:
    """Carry out a stored plan, line by line; one undo takes all of it back.

    Raises:
        UserError: import.unknown, import.done, import.stale (records changed since the preview).
    """
    stored = _stored(session, uid)
    if stored.is_done:
        raise UserError("import.done", file=stored.file)
    document = json.loads(stored.plan)
    source, kind, occasion = document["source"], cast(Kind, stored.kind), _occasion(document)
    changing, outcomes, total = [], [], 0
    for line in import_pieces.kept(session, uid):
        outcomes.append(line.outcome)
        total += _is_to_do(line)
        if line.uid and line.action is not Action.NONE:
            changing.append(line.uid)
    if touched.since(session, kind, changing, document["position"]):
        raise UserError("import.stale", file=stored.file)  # that would be overwritten unseen
    del changing
    event = None if occasion is None else occasion.event
    writer = _Writer(session, Source(source, stored.file, event), kind)
    todo = filter(_is_to_do, import_pieces.kept(session, uid))
    for done, line in enumerate(todo):
        if done % _BATCH == 0:
            progress(done, total)
        writer.write(line)
    writer.tie_legs()
    remembered = _remembered(session, source, kind) | document["mapping"]
    session.merge(
        ImportMapping(source=source, kind=kind, mapping=json.dumps(remembered, ensure_ascii=False))
    )
    stored.is_done = True
    progress(total, total)
    return account(outcomes)


def _is_to_do(line: PlanLine) -> bool:
    return line.action is not Action.NONE or line.said is not None


def discard(session: Session, uid: Uid) -> None:
    """Forget a plan that is not to be carried out; one that is gone already stays so."""
    stored = session.get(StoredPlan, uid)
    if stored is not None:
        session.delete(stored)
        import_pieces.forget(session, uid)


def take_back_import(session: Session, group: str, progress: Progress = unheard) -> TakenBack:
    """Take back a whole import, but for what somebody has built on since.

    Raises:
        UserError: history.unknown.
    """
    return take_back(session, group, progress)


class _Writer:
    """Writes the lines of a plan, and what the source said of each."""

    def __init__(self, session: Session, source: Source, kind: Kind) -> None:
        self._session = session
        self._source = source.name
        self._event = source.event
        self._kind = kind
        self._me = here(session)
        self._fields = {field.name for field in kind_of(kind).fields}
        self._member = (
            session.connection()
            .exec_driver_sql("SELECT uid FROM member WHERE code = ?", (self._me.member,))
            .scalar_one_or_none()
        )
        self._organisations = _by_name(session) if kind == "registrations" else {}
        self._hidden = identity.canonical(session, kind) if kind == "organisations" else {}
        self._behind: dict[Uid, list[Uid]] = {}
        for away, kept in self._hidden.items():
            self._behind.setdefault(kept, []).append(away)
        self._employers = Employers(session) if kind == import_people.KIND else None
        is_exchanges = kind == import_exchanges.KIND
        self._named = NameFinder(session, source.name) if is_exchanges else None
        self._legs: dict[Uid, str] = {}
        self._made: dict[str, Uid] = {}

    def write(self, line: PlanLine) -> None:
        uid = line.uid
        if line.action is Action.ADD and self._event is not None:
            uid = registered.add(self._session, self._event, line, self._organisations)
        elif line.action is Action.ADD:
            plain = self._plain(line.values, None)
            if self._named is not None:
                plain |= import_exchanges.partners(self._session, plain)
            uid = records.create(self._session, self._kind, plain, line.uid).uid
        elif line.action is Action.UPDATE and uid is not None:
            plain = self._plain(line.values, uid)
            records.edit(self._session, self._kind, uid, plain, may_cross=True)
        if uid is None:
            return
        if self._named is not None:
            self._made[line.key] = uid
        leg = str(line.values.get(import_exchanges.LEG, ""))
        if self._named is not None and leg and self._named.exchange(leg) is None:
            self._legs[uid] = leg
        if line.action is not Action.NONE and self._kind == "organisations":
            self._attach(uid, line.values)
        if line.said is not None:
            self._remember(line.key, uid, line.said)

    def tie_legs(self) -> None:
        """After the last line: exchanges whose other leg came only further down."""
        import_exchanges.legs(self._session, self._legs, self._made)

    def _plain(self, values: Values, uid: Uid | None) -> dict[str, Stored]:
        """The record's own fields; an organisation that a person names is looked up."""
        if self._named is not None:
            return import_exchanges.plain(self._named, values)
        if self._employers is not None:
            return import_people.plain(self._session, self._employers, values, uid)
        return {name: value for name, value in values.items() if name in self._fields}

    def _attach(self, uid: Uid, values: Values) -> None:
        """A membership and a former name are records of their own, made once."""
        if self._member and "is_member" in values:
            if values["is_member"]:
                self._join(uid, self._member)
            else:
                self._leave(uid, self._member)
        former = str(values.get("former_name", ""))
        if former:
            self._once(
                "former-names",
                named_uid("organisation_name", uid, fold(former)),
                {"organisation": uid, "name": former},
            )

    def _join(self, uid: Uid, member: Uid) -> None:
        """Who was a member before is one again from today, unless that membership still runs."""
        day = today().isoformat()
        memberships = self._memberships(uid, member)
        running = [row for row, end in memberships.items() if end is None or end >= day]
        for row in running:
            records.edit(self._session, "memberships", row, {"until_on": None})
        values: dict[str, Stored] = {"organisation": uid, "member": member}
        if not memberships:
            self._once("memberships", named_uid("membership", uid, self._me.member), values)
        elif not running:
            again = named_uid("membership", uid, self._me.member, day)
            self._once("memberships", again, values | {"from_on": day})

    def _leave(self, uid: Uid, member: Uid) -> None:
        """A list says that somebody is no member, not since when: today is the last day."""
        for row, end in self._memberships(uid, member).items():
            if end is None:
                ended = {"until_on": today().isoformat()}
                records.edit(self._session, "memberships", row, ended, may_cross=True)

    def _memberships(self, uid: Uid, member: Uid) -> dict[Uid, str | None]:
        """The last day of each membership of an organisation, those merged with it included."""
        kept = self._hidden.get(uid, uid)
        same = [kept, *self._behind.get(kept, ())]
        rows = self._session.connection().exec_driver_sql(
            # the plus keeps SQLite from the index of members, which would read all of the cluster's
            "SELECT uid, until_on FROM membership WHERE +member_uid = ? "
            "AND organisation_uid IN (SELECT value FROM json_each(?)) ORDER BY uid",
            (member, records.as_json(same)),
        )
        return {row: end for row, end in rows}  # noqa: C416 - rows are no pairs to mypy

    def _once(self, kind: str, uid: Uid, values: Mapping[str, Stored]) -> None:
        table = kind_of(kind).table
        if not records.shown(self._session, kind, [uid]) and not links.there(
            self._session, table, values
        ):
            records.create(self._session, kind, values, uid)

    def _remember(self, key: str, record: Uid, said: Values) -> None:
        scope = self._me.scope
        uid = named_uid("import_key", scope, self._source, self._kind, key)
        connection = self._session.connection()
        text = said_text(said)
        changed = connection.exec_driver_sql(
            "UPDATE import_key SET said = ?, record_uid = ? WHERE uid = ?", (text, record, uid)
        )
        if not changed.rowcount:
            connection.exec_driver_sql(
                "INSERT INTO import_key (uid, scope, source, kind, key, record_uid, said) "
                "VALUES (?,?,?,?,?,?,?)",
                (uid, scope, self._source, self._kind, key, record, text),
            )


def _known(session: Session, kind: Kind, source: Source, rows: Sequence[object]) -> Known:
    """What the store knows that bears on these lines."""
    said = session.connection().exec_driver_sql(
        "SELECT key, record_uid, said FROM import_key WHERE source = ? AND kind = ?",
        (source.name, kind),
    )
    known_rows = {key: KnownRow(record, said_values(text)) for key, record, text in said}
    read = [row for row in rows if isinstance(row, InterpretedRow)]
    named = {row.key: Uid(row.key) for row in read if row.record and row.key == row.record}
    if kind in ("organisations", import_people.KIND):
        named = _shown(session, kind, named)
    uids = {row.uid for row in known_rows.values()} | set(named.values())
    if kind == "organisations":
        uids |= {organisation_uid(row.key) for row in read if row.key not in named}
        current = _current(session, kind, sorted(uids))
        return Known(known_rows, current, doubles=_doubles(session), named=named)
    if kind == import_exchanges.KIND:
        named = import_exchanges.named_rows(session, read)
        uids |= set(named.values())
        present = import_exchanges.current(session, sorted(uids))
        return Known(known_rows, present, named=named)
    if kind == "registrations" and source.event is not None:
        uids |= registered.named_by_tickets(rows)
        current = _current(session, kind, sorted(uids))
        people = registered.people(session, source.event)
        return Known(known_rows, current, people=people)
    return Known(known_rows, _current(session, kind, sorted(uids)), named=named)


def _keyed(
    session: Session, kind: Kind, rows: Iterable[InterpretedRow | RejectedRow]
) -> list[InterpretedRow | RejectedRow]:
    """The lines of an exported list by the record that they name, where this store has it.

    Two laptops may hold it under one uid, or a third have made its own of the same list: there
    the row key decides, as for any other list.
    """
    lines = list(rows)
    wanted = [Uid(row.record) for row in lines if isinstance(row, InterpretedRow) and row.record]
    here_too = records.present(session, kind, wanted)
    return [
        replace(row, key=row.record)
        if isinstance(row, InterpretedRow) and row.record in here_too
        else row
        for row in lines
    ]


def _shown(session: Session, kind: Kind, named: Mapping[str, Uid]) -> dict[str, Uid]:
    """The record that stands for each: the kept one of those that are merged."""
    hidden = identity.canonical(session, kind)
    return {key: hidden.get(uid, uid) for key, uid in named.items()}


def _current(session: Session, kind: Kind, uids: Sequence[Uid]) -> dict[Uid, dict[str, Value]]:
    """The present values of records under the names that import fields have."""
    found = {
        shown.uid: {n: v for n, v in shown.fields.items() if v not in (None, "")}
        for shown in records.shown(session, kind, uids)
    }
    if kind == "people":
        employers = Employers(session)
        for fields in found.values():
            firm = employers.written(Uid(str(fields.pop("organisation", ""))))
            if firm:
                fields["organisation"] = firm
        return found
    if kind != "organisations":
        return found
    connection = session.connection()
    members = connection.exec_driver_sql(
        "SELECT organisation_uid FROM membership JOIN member ON member.uid = member_uid "
        "WHERE code = ? AND until_on IS NULL",
        (here(session).member,),
    )
    hidden = identity.canonical(session, kind)
    standing = {hidden.get(uid, uid) for (uid,) in members}
    for uid, fields in found.items():
        if hidden.get(uid, uid) in standing:
            fields["is_member"] = True
    for uid, name in connection.exec_driver_sql(
        "SELECT organisation_uid, name FROM organisation_name ORDER BY uid"
    ):
        if uid in found:
            found[uid].setdefault("former_name", name)
    return found


def _doubles(session: Session) -> DoubleIndex:
    index = DoubleIndex()
    for traits in organisation_traits(session):
        index.add(traits)
    return index


def _by_name(session: Session) -> dict[str, Uid]:
    """Organisations by folded name, where the name belongs to one alone."""
    found: dict[str, Uid | None] = {}
    rows = session.connection().exec_driver_sql("SELECT uid, name FROM organisation")
    for uid, name in rows:
        found[fold(name)] = None if fold(name) in found else uid
    return {name: uid for name, uid in found.items() if uid is not None}


def _stored(session: Session, uid: Uid) -> StoredPlan:
    found = session.get(StoredPlan, uid)
    if found is None:
        raise UserError("import.unknown")
    return found


def _filled(cells: Iterable[object]) -> bool:
    return any(cell not in (None, "") for cell in cells)
