"""Pairs that one person called one thing and another two things, each without knowing of the other.

Both judgements hold as records of their own, and the merge is what is shown. Nobody is asked to
give way by a rule: the pair is named, with who said what and when, until one takes theirs back.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from recipe_desktop.domain.fold import INSERT
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.operations import wall_time
from recipe_desktop.services import history, identity
from recipe_desktop.store.journal import history as journal


@dataclass(frozen=True, slots=True)
class Judgement:
    """Who judged a pair, and when.

    Args:
        by: the person with the laptop, as far as they are known.
    """

    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Dispute:
    """Two records that are merged although somebody said that they are two things.

    Args:
        shown: the record that is shown for both.
    """

    shown: Uid
    left: Uid
    right: Uid
    merged: Judgement
    parted: Judgement


@dataclass(frozen=True, slots=True)
class Rejection:
    """A record that somebody called another thing than one that is looked at.

    Args:
        other: the one that is shown for it.
    """

    other: Uid
    parted: Judgement


def rejections(session: Session, kind: str, uid: Uid) -> list[Rejection]:
    """What somebody said a record, or what is merged into it, is not; the last word on each."""
    shown = identity.canonical(session, kind)
    others: dict[Uid, Uid] = {}
    for one, left, right in identity.rejected(session, kind):
        pair = {shown.get(left, left), shown.get(right, right)}
        if uid in pair and len(pair) > 1:
            others[one] = next(iter(pair - {uid}))
    said = _judgements(session, {"not_same": list(others)}) if others else {}
    last: dict[Uid, Judgement] = {}
    for one in sorted(others, key=lambda one: said[one].at):
        last[others[one]] = said[one]
    return [Rejection(other, parted) for other, parted in sorted(last.items())]


def disputes(session: Session, kind: str) -> list[Dispute]:
    """The disputed pairs of a kind."""
    shown = identity.canonical(session, kind)
    connection = session.connection()
    apart = [
        (uid, left, right)
        for uid, left, right in identity.rejected(session, kind)
        if shown.get(left, left) == shown.get(right, right)
    ]
    if not apart:
        return []
    merges: dict[Uid, list[tuple[Uid, frozenset[Uid]]]] = {}
    for uid, kept, away in connection.exec_driver_sql(
        "SELECT uid, kept_uid, away_uid FROM same_as WHERE kind = ? ORDER BY uid", (kind,)
    ):
        merges.setdefault(shown.get(kept, kept), []).append((uid, frozenset((kept, away))))
    said = _judgements(
        session,
        {
            "not_same": [uid for uid, _, _ in apart],
            "same_as": [uid for some in merges.values() for uid, _ in some],
        },
    )
    found = []
    for uid, left, right in apart:
        of_class = merges[shown.get(left, left)]
        # The very pair, or else what brought the two together over a third record.
        own = [one for one, pair in of_class if pair == {left, right}]
        merged = max((said[one] for one in own or [one for one, _ in of_class]), key=lambda s: s.at)
        found.append(Dispute(shown.get(left, left), left, right, merged, said[uid]))
    return found


def _judgements(session: Session, rows: Mapping[str, Iterable[Uid]]) -> dict[Uid, Judgement]:
    """The last time that each assertion was made."""
    names = history.device_names(session)
    events = journal.events(
        session.connection(), {table: list(uids) for table, uids in rows.items()}
    )
    return {
        event.row: Judgement(
            ", ".join(filter(None, (event.by, names.get(event.device, event.device[:8])))),
            wall_time(event.clock),
        )
        for event in events
        if event.kind == INSERT and not event.column
    }
