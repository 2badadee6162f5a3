"""Walk-ins that were a slip: somebody was typed in at a desk, let in, and taken back."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from recipe_desktop.domain.ids import Uid
from recipe_desktop.services import records
from recipe_desktop.services.sql import run

# What became of the arrivals of those who were typed in at a desk: none, standing, or taken back.
_ARRIVALS = """
SELECT r.uid, count(c.uid) AS arrivals,
  sum(EXISTS (SELECT 1 FROM check_in AS u WHERE u.undoes_uid = c.uid AND u.what = 'undo')) AS undone
FROM registration AS r
LEFT JOIN check_in AS c ON c.registration_uid = r.uid AND c.what = 'arrival'
WHERE r.source = 'desk' AND {some} GROUP BY r.uid
"""
_OF_EVENTS = _ARRIVALS.format(some="r.event_uid IN (SELECT value FROM json_each(?))")
_OF_PEOPLE = _ARRIVALS.format(some="r.uid IN (SELECT value FROM json_each(?))")


def taken_back(session: Session, events: Sequence[Uid], hidden: Mapping[Uid, Uid]) -> set[Uid]:
    """The walk-ins of some events who count nowhere, as each of their arrivals was taken back.

    Whose arrival has not come from its desk yet counts, and so does who was let in once more.

    Args:
        hidden: for a registration that was merged into another, the other one; while one of those
            that stand for a person counts, the person does.
    """
    return _slips(run(session, _OF_EVENTS, records.as_json(events)), hidden)


def taken_back_of(session: Session, people: Collection[Uid], hidden: Mapping[Uid, Uid]) -> set[Uid]:
    """Those of some people, each the shown one of several, of whom the same holds."""
    every = [*people, *(away for away, stands in hidden.items() if stands in people)]
    return _slips(run(session, _OF_PEOPLE, records.as_json(every)), hidden)


def _slips(rows: Iterable[Any], hidden: Mapping[Uid, Uid]) -> set[Uid]:
    slips = {Uid(row.uid) for row in rows if row.arrivals and row.arrivals == row.undone}
    return slips - {stands for away, stands in hidden.items() if away not in slips}
