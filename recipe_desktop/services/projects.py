"""Which project papers, rules and settings are about, where a store holds several."""

from sqlalchemy.orm import Session

from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.names import fold
from recipe_desktop.services import records
from recipe_desktop.services.records import Shown
from recipe_desktop.services.sql import run
from recipe_desktop.store.journal import log

KIND = "projects"


def names(session: Session) -> frozenset[str]:
    """What the partnership itself may be called, folded."""
    project = present(session)
    said = (project.fields[name] for name in ("name", "full_name")) if project else ()
    return frozenset(fold(str(name)) for name in said if name)


def present(session: Session) -> Shown | None:
    """The project that every store begins with; without it the first of the others by its uid.

    So a further project takes over nothing, on whichever laptop it was written.
    """
    seeded = {
        Uid(row)
        for (row,) in run(
            session,
            "SELECT row FROM op JOIN txn ON txn.id = op.txn JOIN stream ON stream.id = txn.stream "
            "WHERE device = ? AND tbl = 'project' AND kind = 'I'",
            log.SEED,
        )
    }
    found = records.listing(session, KIND)
    return min(found, key=lambda shown: (shown.uid not in seeded, shown.uid), default=None)
