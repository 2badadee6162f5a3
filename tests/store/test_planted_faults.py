"""Faults planted into fold and journal: the three offices must notice each of them.

A test of the tests. Every fault is one that some merger shipped; where the machine stops noticing
one, it has lost its teeth.
"""

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from recipe_desktop.domain import fold as folding
from recipe_desktop.domain.fold import Knowledge, Row, Write, fold
from recipe_desktop.store.journal import intake, log, merge
from tests.store.offices import ALL, ORGANISATIONS
from tests.store.three_offices import ThreeOffices

UNSOUND = "what a planted fault wrote is unsound, and the offices stop where they notice it"


def last_clock_wins(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Knowledge, "saw", lambda _, later, earlier: later.rank > earlier.rank)


def deletion_wins_silently(patch: pytest.MonkeyPatch) -> None:
    def fold_with_deaths(writes: list[Write], *rest: Any) -> Row:
        row = fold(writes, *rest)
        return fold([], *rest) if row.deletions else row

    patch.setattr(merge, "fold", fold_with_deaths)


def gaps_are_skipped(patch: pytest.MonkeyPatch) -> None:
    take = intake._Intake.take

    def take_anyway(self: Any, segment: log.Segment) -> None:
        stream, known, epoch = self._stream(segment.device)
        self._streams[segment.device] = (stream, max(known, segment.first - 1), epoch)
        take(self, segment)

    patch.setattr(intake._Intake, "take", take_anyway)


def own_decisions_are_not_folded(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(merge, "settle", lambda connection, sealed: None)


def fast_way_without_asking(patch: pytest.MonkeyPatch) -> None:
    fast = intake._fast

    def fast_and_blind(fresh: Any, before: Any, known: Any) -> Any:
        own = [earlier._replace(device=fresh[0].device) for earlier in before]
        return fast(fresh, own, known)

    patch.setattr(intake, "_fast", fast_and_blind)


def knowledge_is_not_told(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(log, "_news", lambda *_: {})


def knowledge_reaches_back(patch: pytest.MonkeyPatch) -> None:
    learn = log._learn
    patch.setattr(log, "_learn", lambda c, stream, epoch, seen: learn(c, stream, 0, seen))


def last_arrival_wins(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(folding, "_RANK", itemgetter(2))


def later_decisions_are_not_folded(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(intake, "_disputed", lambda connection, rows: set())


FAULTS: Sequence[Callable[[pytest.MonkeyPatch], None]] = (
    last_clock_wins,
    deletion_wins_silently,
    gaps_are_skipped,
    own_decisions_are_not_folded,
    fast_way_without_asking,
    knowledge_is_not_told,
    knowledge_reaches_back,
    last_arrival_wins,
)


@pytest.mark.slow
@pytest.mark.damages(UNSOUND)
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_the_offices_notice_the_fault(fault, monkeypatch):
    fault(monkeypatch)

    with pytest.raises(AssertionError):
        run_state_machine_as_test(
            ThreeOffices,
            settings=settings(
                max_examples=300,
                stateful_step_count=40,
                phases=[Phase.generate],
                derandomize=True,
                database=None,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )


def a_decision_travels() -> None:
    """Two offices disagree, both know it, one decides, the other hears of the decision."""
    offices = ThreeOffices()
    offices.found()
    try:
        offices.disagree((ALL, 0, 1), ORGANISATIONS[0], "name")
        offices.hand_over((ALL, 1, 0))
        offices.decide(1, 0, "keep")
        offices.hand_over((ALL, 1, 0))
    finally:
        offices.teardown()


def test_a_decision_clears_the_inbox_of_the_other_office_too():
    a_decision_travels()


@pytest.mark.damages(UNSOUND)
def test_the_offices_notice_that_later_decisions_are_not_folded(monkeypatch):
    later_decisions_are_not_folded(monkeypatch)  # survives hundreds of random examples

    with pytest.raises(AssertionError):
        a_decision_travels()
