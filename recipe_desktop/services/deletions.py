"""Deleting a record of whichever kind, and telling what went with it and what named it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from recipe_desktop.domain.errors import CHANGED, UserError
from recipe_desktop.domain.ids import Uid
from recipe_desktop.services import planning, records, touched
from recipe_desktop.services.kinds import KINDS, Kept
from recipe_desktop.services.sql import run
from recipe_desktop.services.written import Written, written


@dataclass(frozen=True, slots=True)
class Deletion:
    """What one step deleted beside what was meant, and how many records stay that named any of it.

    Args:
        stay: by kind.
    """

    went: tuple[Written, ...] = ()
    stay: Mapping[str, int] = field(default_factory=dict)

    @property
    def went_by_kind(self) -> Mapping[str, int]:
        """How many records went, by kind."""
        counted = Counter(one.kind for one in self.went)
        return {kind: counted[kind] for kind in KINDS if kind in counted}


def delete(session: Session, kind: str, uid: Uid, *, seen: int | None = None) -> None:
    """Delete a record with what hangs on it, of the roadmap with all that is done for it.

    Args:
        seen: the position of the log up to which whoever deletes it has seen the record.

    Raises:
        UserError: record.changed_meanwhile, and those of ``records.remove``.
    """
    if seen is not None and touched.since(session, kind, [uid], seen):
        raise UserError(CHANGED)
    if kind in planning.ROWS:
        planning.remove(session, kind, uid)
    else:
        records.remove(session, kind, uid)


def deleted(session: Session, group: str, uid: Uid) -> Deletion:
    """What a step did by which a record was deleted.

    Args:
        group: of the journal.
        uid: the record that was meant.
    """
    every = [one for one in written(session, group) if one.kind in KINDS]
    gone = {
        (one.kind, one.uid) for one in every if not records.present(session, one.kind, [one.uid])
    }
    went = tuple(one for one in every if (one.kind, one.uid) in gone and one.uid != uid)
    return Deletion(went, _naming(session, {uid, *(one.uid for one in went)}))


def _naming(session: Session, gone: set[Uid]) -> Mapping[str, int]:
    """How many records of each kind point to some that are not there any more."""
    found = {}
    for kind in KINDS.values():
        columns = [f.place for f in kind.fields if f.kept is Kept.REFERENCE and not f.facet]
        if not columns:
            continue
        given = records.as_json(gone)
        where = " OR ".join(f"{column} IN (SELECT value FROM json_each(?))" for column in columns)
        counted = run(
            session, f"SELECT count(*) FROM {kind.table} WHERE {where}", *[given] * len(columns)
        )
        if count := int(counted.scalar_one()):
            found[kind.name] = count
    return found
