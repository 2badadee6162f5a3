"""The order in which things happened, whatever the clocks of the laptops said."""

import json
from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Connection

from recipe_desktop.domain.fold import Knowledge
from recipe_desktop.store.journal import merge
from recipe_desktop.store.journal.merge import Place

Moment = tuple[int, str, int]
"""What transactions are sorted by: the clock, put forward where need be; device and number."""


def moments(connection: Connection, txns: Iterable[int]) -> dict[int, Moment]:
    """When some closed transactions came: by their clocks, but none before one its author had seen.

    A laptop with a slow clock goes on from what it has seen, and says an earlier time.
    """
    places = merge.places_of(connection, txns)
    clocks = {txn: place.clock for txn, place in places.items()}
    by_scope: dict[str, dict[int, Place]] = {}
    for txn, place in places.items():
        by_scope.setdefault(place.scope, {})[txn] = place
    for scope, some in by_scope.items():
        devices = {place.device for place in some.values()}
        if len(devices) > 1:
            _put_forward(clocks, some, _knowledge(connection, scope, devices))
    return {txn: (clocks[txn], place.device, place.seq) for txn, place in places.items()}


def _put_forward(clocks: dict[int, int], places: Mapping[int, Place], known: Knowledge) -> None:
    """Set clocks after those of what was seen, until all of them are."""
    streams: dict[str, list[tuple[int, int]]] = {}  # number and transaction, by device
    for txn, place in sorted(places.items(), key=lambda one: one[1].seq):
        streams.setdefault(place.device, []).append((place.seq, txn))
    for _ in streams:  # what one saw by way of another is one round away; a lie never settles
        changed = False
        for device, stream in streams.items():
            latest = 0
            for _, txn in stream:
                epoch = places[txn].epoch
                seen = (
                    _last(other, known.seen(device, epoch, peer))
                    for peer, other in streams.items()
                    if peer != device
                )
                after = max((clocks[one] + 1 for one in seen if one is not None), default=0)
                moved = max(clocks[txn], latest, after)
                changed |= moved != clocks[txn]
                clocks[txn] = latest = moved
        if not changed:
            return


def _last(stream: list[tuple[int, int]], seq: int) -> int | None:
    """The last transaction of a stream up to a number."""
    at = bisect_right(stream, seq, key=lambda one: one[0])
    return stream[at - 1][1] if at else None


def _knowledge(connection: Connection, scope: str, devices: Collection[str]) -> Knowledge:
    """What some devices had seen of each other in a scope."""
    found = Knowledge()
    some = json.dumps(sorted(devices))
    rows = connection.exec_driver_sql(
        "SELECT device, seen.epoch, peer, seq FROM seen JOIN stream ON stream.id = seen.stream "
        "WHERE scope = ? AND device IN (SELECT value FROM json_each(?)) "
        "AND peer IN (SELECT value FROM json_each(?)) ORDER BY stream, seen.epoch",
        (scope, some, some),
    )
    for device, epoch, peer, seq in rows:
        found.learn(device, epoch, peer, seq)
    return found
