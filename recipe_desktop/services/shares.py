"""Shares: which members keep a record's file together, and where the file lies.

A file, with the documents attached to it, belongs to the members involved. Where that is more
than one office, it lies in a share of theirs, which is begun with the first word that is written;
otherwise it stays in the own cluster. Members never change: who else is involved gets another
share, with a copy of the file, and the former one ends. What was sent before cannot be called back
from the laptops that have it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy.orm import Session

from recipe_desktop.domain.clock import today
from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import Uid
from recipe_desktop.services import involvement, shared_rows
from recipe_desktop.services.here import MEMBERS, device_members, here
from recipe_desktop.services.involvement import INVOLVED
from recipe_desktop.services.sql import insert
from recipe_desktop.store.journal import founding

_FEWEST: Final = 2  # members of a share; what one office keeps needs none


@dataclass(frozen=True, slots=True)
class Share:
    """Some members and what they share.

    Args:
        record: the record whose file it holds.
        also: members that were added by hand.
        without: members that are involved and were left out by hand.
        ended_on: None while it lasts.
    """

    uid: Uid
    kind: str
    record: Uid
    members: tuple[str, ...]
    also: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    ended_on: date | None = None

    @property
    def scope(self) -> str:
        """Where its rows lie."""
        return founding.share_scope(self.uid)


def begin(session: Session, kind: str, record: Uid, members: Iterable[str]) -> Share:
    """Share a record's file with some members; the own one is always among them.

    The file moves there from where it lay. Doing it twice does no harm.

    Raises:
        UserError: share.not_for_kind, share.unknown_member, share.needs_two, share.not_involved,
            record.unknown.
    """
    if kind not in INVOLVED:
        raise UserError("share.not_for_kind", kind=kind, kinds=list(INVOLVED))
    involved = _involved(session, kind, record)
    refuse_outsider(session, kind, record)
    codes = {code.strip().upper() for code in members}
    if unknown := codes - set(MEMBERS):
        raise UserError("share.unknown_member", member=min(unknown), members=", ".join(MEMBERS))
    codes.add(here(session).member)
    if len(codes) < _FEWEST:
        raise UserError("share.needs_two")
    return _begin(session, kind, record, codes, involved)


def choose(session: Session, kind: str, record: Uid, members: Collection[str]) -> None:
    """Have exactly these members see a record's file; alone, the own office keeps it.

    Raises:
        UserError: as ``begin``.
    """
    codes = {*members, here(session).member}
    if len(codes) >= _FEWEST:
        begin(session, kind, record, codes)
        return
    for share in _of(session, kind, record):
        if share.ended_on is None:
            end(session, share.uid)
    involved = _involved(session, kind, record)
    if len(involved) >= _FEWEST and here(session).member in involved:
        uid = founding.share_uid(kind, record, involved)
        if uid not in {share.uid for share in _of(session, kind, record)}:
            _insert(session, kind, record, involved)  # so that it is not begun by itself
            _run(session, "UPDATE share SET ended_on = ? WHERE uid = ?", (today().isoformat(), uid))


def end(session: Session, uid: Uid) -> Share:
    """End a share: its file is deleted there, and the own office keeps a copy for itself.

    Raises:
        UserError: share.unknown, share.has_ended.
    """
    share = show(session, uid)
    if share.ended_on is not None:
        raise UserError("share.has_ended")
    shared_rows.move(session, share.kind, share.record, share.scope, here(session).scope)
    _run(session, "UPDATE share SET ended_on = ? WHERE uid = ?", (today().isoformat(), uid))
    return show(session, uid)


def show(session: Session, uid: Uid) -> Share:
    """One share.

    Raises:
        UserError: share.unknown.
    """
    for share in listing(session):
        if share.uid == uid:
            return share
    raise UserError("share.unknown", id=uid)


def find(session: Session, given: str) -> Share:
    """The share that an ID stands for: its uid, or a unique beginning or end of it.

    Raises:
        UserError: share.unknown, share.ambiguous.
    """
    text = given.strip().lower()
    found = [s for s in listing(session) if s.uid.startswith(text) or s.uid.endswith(text)]
    if len(text) < 8 or not found:
        raise UserError("share.unknown", id=given)
    if len(found) > 1:
        raise UserError("share.ambiguous", id=given)
    return found[0]


def listing(session: Session) -> list[Share]:
    """All shares that this office is in, those that have ended included."""
    rows = _run(
        session,
        "SELECT uid, kind, record_uid, members, also, without, ended_on FROM share ORDER BY uid",
        (),
    )
    return [share for share in map(_share, rows) if share is not None]


def of_record(
    session: Session, kind: str, record: Uid, without: Collection[Uid] = ()
) -> Share | None:
    """The share in which a record's file lies; None where it is the own office's alone.

    Args:
        without: identities of shares that do not count.
    """
    every = [share for share in _of(session, kind, record) if share.uid not in without]
    live = [share for share in every if share.ended_on is None]
    return _best(session, kind, record, live) if live else None


def scopes(session: Session) -> list[str]:
    """The scopes of the shares that last and that the own office is in."""
    me = here(session).member
    return [s.scope for s in listing(session) if s.ended_on is None and me in s.members]


def places(session: Session, kind: str, records: Collection[Uid]) -> dict[Uid, str]:
    """The scope in which the file of each record lies, or would lie."""
    own = here(session).scope
    found = present(session, kind)
    return {uid: found[uid].scope if uid in found else own for uid in records}


def readers(session: Session, kind: str, record: Uid) -> tuple[str, ...]:
    """The members that see a record's file, or will see it once something is written."""
    share = of_record(session, kind, record)
    if share is not None:
        return share.members
    me, wanted = here(session).member, _involved_or_none(session, kind, record)
    will_be_shared = me in wanted and len(wanted) >= _FEWEST
    ended = {one.uid for one in _of(session, kind, record)}
    if not will_be_shared or founding.share_uid(kind, record, wanted) in ended:
        return (me,)
    return tuple(sorted(wanted))


def keepers(session: Session, kind: str, record: Uid) -> tuple[str, ...]:
    """The members with whom a record's file lies where the own office is none of them.

    Empty where the own office is involved, or nobody is yet, or a share was begun with it.
    """
    me, involved = here(session).member, _involved_or_none(session, kind, record)
    share = of_record(session, kind, record)
    if me in involved or (share is not None and me in share.members):
        return ()
    return tuple(sorted(involved))


def refuse_outsider(session: Session, kind: str, record: Uid) -> None:
    """Let nobody write into a file who could only write beside it.

    Raises:
        UserError: share.not_involved.
    """
    found = keepers(session, kind, record)
    if found:
        raise UserError("share.not_involved", keepers=found)


def settle(session: Session, kind: str, record: Uid, *, writes: bool) -> None:
    """Have the file lie where the members involved see it, and nobody else.

    What cannot be settled from here stays as it is: an office that is not involved cannot give
    the file to others, and what somebody ended by hand is not begun again by itself. One that
    ended since another member came in goes on when that one leaves.

    Args:
        writes: whether something is about to be written into the file.
    """
    me, involved = here(session).member, _involved(session, kind, record)
    live = [s for s in _of(session, kind, record) if s.ended_on is None]
    chosen = _chosen_within(session, live, involved)
    wanted = involved.difference(*(s.without for s in chosen)).union(*(s.also for s in chosen))
    if me not in wanted or len(wanted) < _FEWEST:
        return
    known = {s.uid: s for s in _of(session, kind, record)}
    share = known.get(founding.share_uid(kind, record, wanted))
    has_ended = share is not None and share.ended_on is not None
    if has_ended and (not live or any(not wanted.issuperset(s.also) for s in live)):
        return
    is_alone = shared_rows.lie_in(session, kind, record, here(session).scope)
    if is_alone or (share is None or has_ended or len(live) > 1 if live else writes):
        _begin(session, kind, record, wanted, involved)


def _chosen_within(session: Session, shares: list[Share], involved: set[str]) -> list[Share]:
    """The shares that somebody began who sees the file; nobody else can give it to others."""
    members = device_members(session)
    found: list[Share] = []
    within = set(involved)
    while True:
        fresh = [s for s in shares if s not in found and _founders(session, s, members) & within]
        if not fresh:
            return found
        found += fresh
        within.update(*(share.members for share in fresh))


def _founders(session: Session, share: Share, members: Mapping[str, str]) -> set[str]:
    """The members whose laptops began a share."""
    rows = _run(
        session,
        "SELECT DISTINCT device FROM op JOIN txn ON txn.id = op.txn "
        "JOIN stream ON stream.id = txn.stream WHERE op.row = ? AND op.kind = 'I'",
        (share.uid,),
    )
    return {members[device] for (device,) in rows if device in members}


def present(session: Session, kind: str) -> dict[Uid, Share]:
    """The share of every record of a kind whose file lies in one."""
    found: dict[Uid, list[Share]] = {}
    for share in _live(session, kind):
        found.setdefault(share.record, []).append(share)
    return {uid: _best(session, kind, uid, shares) for uid, shares in found.items()}


def _begin(session: Session, kind: str, record: Uid, codes: set[str], involved: set[str]) -> Share:
    """Begin a share, or go on with one that ended, and move the file there."""
    uid = founding.share_uid(kind, record, codes)
    scope = founding.share_scope(uid)
    if _run(session, "SELECT 1 FROM share WHERE uid = ?", (uid,)).first():
        _run(session, "UPDATE share SET ended_on = NULL WHERE uid = ?", (uid,))
    else:
        _insert(session, kind, record, codes)
    by_hand = (_joined(codes - involved), _joined(involved - codes), uid)
    _run(session, "UPDATE share SET also = ?, without = ? WHERE uid = ?", by_hand)
    former = [s for s in _of(session, kind, record) if s.ended_on is None and s.uid != uid]
    for source in (*(s.scope for s in former), here(session).scope):
        shared_rows.move(session, kind, record, source, scope)
    for share in former:
        _run(
            session, "UPDATE share SET ended_on = ? WHERE uid = ?", (today().isoformat(), share.uid)
        )
    return show(session, uid)


def _insert(session: Session, kind: str, record: Uid, codes: Collection[str]) -> None:
    uid = founding.share_uid(kind, record, codes)
    cells = {"kind": kind, "record_uid": record, "members": _joined(codes)}
    insert(session, "share", {"uid": uid, "scope": founding.share_scope(uid), **cells})


def _joined(codes: Collection[str]) -> str:
    return " ".join(sorted(codes))


def _best(session: Session, kind: str, record: Uid, shares: list[Share]) -> Share:
    if len(shares) == 1:
        return shares[0]
    involved = _involved_or_none(session, kind, record)
    # That of fewer readers: what was given to few goes to nobody else without being asked.
    return max(shares, key=lambda s: (set(s.members) == involved, -len(s.members), s.uid))


def _live(session: Session, kind: str) -> Iterable[Share]:
    rows = _run(
        session,
        "SELECT uid, kind, record_uid, members, also, without, ended_on FROM share "
        "WHERE kind = ? AND ended_on IS NULL ORDER BY uid",
        (kind,),
    )
    return [share for share in map(_share, rows) if share is not None]


def _of(session: Session, kind: str, record: Uid) -> list[Share]:
    rows = _run(
        session,
        "SELECT uid, kind, record_uid, members, also, without, ended_on FROM share "
        "WHERE kind = ? AND record_uid = ? ORDER BY uid",
        (kind, record),
    )
    return [share for share in map(_share, rows) if share is not None]


def _share(row: Any) -> Share | None:
    """A row that is what its identity says; another one is nobody's share."""
    uid, kind, record, members, also, without, ended = row
    codes = tuple(sorted(set(str(members).split())))
    if founding.share_uid(str(kind), str(record or ""), codes) != uid:
        return None
    return Share(
        Uid(uid),
        str(kind),
        Uid(str(record)),
        codes,
        tuple(code for code in str(also).split() if code in codes),
        tuple(str(without).split()),
        date.fromisoformat(ended) if ended else None,
    )


def _involved(session: Session, kind: str, record: Uid) -> set[str]:
    """The codes of the members that take part in a record.

    Raises:
        UserError: record.unknown.
    """
    parts = involvement.of_record(session, kind, record)
    if parts is None:
        raise UserError("record.unknown", kind=kind, id=record)
    return set(parts.members)


def _involved_or_none(session: Session, kind: str, record: Uid) -> set[str]:
    try:
        return _involved(session, kind, record)
    except UserError:  # the record was deleted
        return set()


def _run(session: Session, sql: str, values: Iterable[Any]) -> Any:
    return session.connection().exec_driver_sql(sql, tuple(values))
