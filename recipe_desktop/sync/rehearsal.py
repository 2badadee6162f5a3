"""What files would change, field by field: taken in for real, looked at, and rolled back."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy.orm import Session

from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.ids import Uid
from recipe_desktop.progress import Progress, unheard
from recipe_desktop.services import conflicts, records, titles
from recipe_desktop.services.kinds import KINDS, kind_of_table
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.store.schema import companions
from recipe_desktop.sync import receiving

Register = tuple[Uid, str]
ShownByKind = Mapping[str, Mapping[Uid, records.Shown]]


@dataclass(frozen=True, slots=True)
class PartOfIt:
    """What comes of one kind of records; each record counts once."""

    kind: str
    new: int = 0
    changed: int = 0
    removed: int = 0
    conflicts: int = 0


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a record that is here, before and after.

    Args:
        new: what would be shown, in a conflict, too.
        rivals: of a conflict, all the values that would be kept until somebody decides; the one
            that is here comes first.
    """

    kind: str
    uid: Uid
    name: str
    field: str
    old: Value
    new: Value
    rivals: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class NewSuggestion:
    """What another office would decide in a conflict that is open here."""

    about: conflicts.Conflict
    said: conflicts.Suggested


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What taking files in would come to.

    Args:
        ground: what the store stood on; on another one the same files may do something else.
    """

    paths: tuple[Path, ...]
    receipt: receiving.Receipt
    parts: tuple[PartOfIt, ...]
    changes: tuple[FieldChange, ...]
    suggestions: tuple[NewSuggestion, ...]
    ground: receiving.Ground


def rehearse(
    workspace: Workspace, paths: Sequence[Path], progress: Progress = unheard
) -> Rehearsal:
    """Say what files would bring; nothing is written.

    Args:
        progress: may raise, to give up.

    Raises:
        UserError: as ``receiving.receive``.
    """
    ground = workspace.ask(receiving.ground_of)
    after: dict[str, dict[Uid, records.Shown]] = {}
    open_then: list[conflicts.Conflict] = []

    def look(session: Session, receipt: receiving.Receipt) -> None:
        for kind, uids in _records(receipt).items():
            progress(0, 0)
            after[kind] = {shown.uid: shown for shown in records.shown(session, kind, sorted(uids))}
        open_then.extend(conflicts.inbox(session))

    receipt = receiving.receive(workspace, paths, dry_run=True, progress=progress, look=look)
    touched = _records(receipt)
    progress(0, 0)
    before = {
        kind: {s.uid: s for s in workspace.ask(records.shown, kind, sorted(uids))}
        for kind, uids in touched.items()
    }
    open_now = workspace.ask(conflicts.inbox)
    known = {(item.uid, item.field) for item in open_now}
    fresh = {
        (item.uid, item.field): tuple(rival.value for rival in item.rivals)
        for item in open_then
        if (item.uid, item.field) not in known
    }

    def name_of(shown: records.Shown) -> str:
        return workspace.ask(titles.title, KINDS[shown.kind], shown.fields)

    parts = [_part(kind, uids, before, after, fresh) for kind, uids in sorted(touched.items())]
    changes = _changes(before, after, fresh, name_of)
    suggestions = tuple(_suggestions(open_now, open_then))
    return Rehearsal(tuple(paths), receipt, tuple(parts), tuple(changes), suggestions, ground)


def take_in(
    workspace: Workspace, seen: Rehearsal, progress: Progress = unheard
) -> receiving.Receipt | Rehearsal:
    """Take in what was seen: these files, to this effect.

    Where other files lie there by now, or what was written here meanwhile changes the effect, nothing
    is taken in, and the answer is what it would come to now.

    Raises:
        UserError: as ``receiving.receive``.
    """
    while True:
        receipt = receiving.receive_seen(
            workspace, seen.paths, seen.receipt.digests, seen.ground, progress
        )
        if receipt is not None:
            return receipt
        now = rehearse(workspace, seen.paths, progress)
        if replace(now, ground=seen.ground) != seen:
            return now
        seen = now


def _suggestions(
    now: Sequence[conflicts.Conflict], then: Sequence[conflicts.Conflict]
) -> Iterable[NewSuggestion]:
    here = {(item.id, said) for item in now for said in item.suggestions}
    for item in then:
        for said in item.suggestions:
            if (item.id, said) not in here:
                yield NewSuggestion(item, said)


def _records(receipt: receiving.Receipt) -> dict[str, set[Uid]]:
    """The touched rows that are records of their own."""
    found: dict[str, set[Uid]] = {}
    for table, uids in receipt.touched.items():
        kind = kind_of_table(table)
        if kind is not None and kind.table == table:
            found.setdefault(kind.name, set()).update(uids)
    return found


def _part(
    kind: str, uids: set[Uid], before: ShownByKind, after: ShownByKind, fresh: Iterable[Register]
) -> PartOfIt:
    then, now = after.get(kind, {}), before[kind]
    return PartOfIt(
        kind,
        new=sum(1 for uid in uids if uid in then and uid not in now),
        changed=sum(1 for uid in uids if uid in then and uid in now),
        removed=sum(1 for uid in uids if uid not in then and uid in now),
        conflicts=sum(1 for uid, _field in fresh if uid in uids),
    )


def _changes(
    before: ShownByKind,
    after: ShownByKind,
    fresh: Mapping[Register, Sequence[Value]],
    name_of: Callable[[records.Shown], str],
) -> Iterable[FieldChange]:
    for kind, shown in sorted(before.items()):
        for uid, was in shown.items():
            becomes = after.get(kind, {}).get(uid)
            if becomes is None:
                continue
            name = name_of(becomes)
            hidden = companions(KINDS[kind].table)
            for field, old in was.fields.items():
                if field in hidden:
                    continue
                new = becomes.fields[field]
                rivals = dict.fromkeys(fresh.get((uid, field), ()))
                if old != new or rivals:
                    ours_first = tuple(sorted(rivals, key=lambda value: value != old))
                    yield FieldChange(kind, uid, name, field, old, new, ours_first)
