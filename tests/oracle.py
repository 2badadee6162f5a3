"""What a row is, told once more from the rules alone: with sets, slowly, and without the fold.

Written from the merge rules, not from ``domain/fold.py``, so that the two have no mistake in
common. An insertion states every column here, with a mark for what it does not name.
"""

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from recipe_desktop.domain.fold import Row, Write

Dot = tuple[str, int, int]
Claim = tuple[str, int, str, int]
"""Device, epoch, peer, seq: from this epoch on the device knew the peer's numbers up to seq."""

UNNAMED = object()


@dataclass(frozen=True)
class Told:
    """The state of a row as sets of dots, which compare without regard to order."""

    alive: bool
    shown: Mapping[str, Any]
    heads: Mapping[str, frozenset[Dot]]
    clashes: frozenset[str]
    deletions: frozenset[Dot]


def told_by(row: Row) -> Told:
    """The fold's answer in the same terms."""
    return Told(
        row.alive,
        dict(row.values),
        {column: frozenset(map(dot, writes)) for column, writes in row.heads.items()},
        frozenset(clash.column for clash in row.clashes),
        frozenset(map(dot, row.deletions)),
    )


def dot(write: Write) -> Dot:
    return write.device, write.seq, write.place


def oracle(
    writes: Collection[Write],
    claims: Collection[Claim],
    policies: Mapping[str, str],
    compare: Mapping[str, str],
) -> Told:
    """The state of one row by the rules."""
    every = {dot(w): w for w in writes if w.kind != "X"}
    after = {(a, b) for a in every for b in every if _saw(every[a], every[b], claims)}

    def overridden(one: Dot, by: Collection[Dot]) -> bool:
        return any((other, one) in after for other in by)

    kind = {k: {d for d, w in every.items() if w.kind == k} for k in "IUDTK"}
    living = {d for d in every if d not in kind["D"] and not overridden(d, kind["D"])}
    if not living:
        return Told(alive=False, shown={}, heads={}, clashes=frozenset(), deletions=frozenset())

    stands, before = living, frozenset()
    while stands != before:
        before = stands
        stands = stands | {
            d
            for d in every.keys() - kind["D"]
            for s in stands
            if (s, d) in after and not any((s, x) in after for x in kind["D"] if (x, d) in after)
        }
    inserted, written = kind["I"] & stands, (kind["I"] | kind["U"]) & stands
    shown, heads, clashes = {}, {}, set()
    for column in {c for d in written for c in every[d].values}:
        states = {d: every[d].values.get(column, UNNAMED) for d in inserted}
        states |= {d: every[d].values[column] for d in written if column in every[d].values}
        top = {d for d in states if not overridden(d, states.keys())} or states.keys()
        named = {d: states[d] for d in top if states[d] is not UNNAMED}
        if named:
            policy = policies.get(column, "review")
            heads[column] = frozenset(named)
            shown[column] = _shown(named, every, policy)
            plain = {_plain(value, compare.get(column)) for value in named.values()}
            if len(plain) > 1 and policy not in {"max", "min", "or", "lww"}:
                clashes.add(column)

    answers = kind["I"] | kind["K"] | kind["D"]
    deletions = {
        d
        for d in kind["D"]
        if not overridden(d, answers) and any((one, d) not in after for one in living)
    }
    if not deletions:
        apart = {
            d
            for d in kind["D"]
            if not overridden(d, kind["I"] | kind["K"])
            and any({(d, w), (w, d)}.isdisjoint(after) for w in kind["I"] | kind["U"] | kind["T"])
        }
        deletions = {d for d in apart if not overridden(d, apart)}
    return Told(
        alive=True,
        shown=shown,
        heads=heads,
        clashes=frozenset(clashes),
        deletions=frozenset(deletions),
    )


def _saw(later: Write, earlier: Write, claims: Collection[Claim]) -> bool:
    if later.device == earlier.device:
        return (later.seq, later.place) > (earlier.seq, earlier.place)
    # Of two who each claim to have seen the other one lies, so neither is believed.
    return _claims(later, earlier, claims) and not _claims(earlier, later, claims)


def _claims(later: Write, earlier: Write, claims: Collection[Claim]) -> bool:
    return any(
        device == later.device
        and epoch <= later.epoch
        and peer == earlier.device
        and seq >= earlier.seq
        for device, epoch, peer, seq in claims
    )


def _shown(named: Mapping[Dot, Any], every: Mapping[Dot, Write], policy: str) -> Any:
    def lateness(one: Dot) -> tuple[int, Dot]:
        return every[one].clock, one

    known = [d for d, value in named.items() if value is not None and value != ""]
    if policy in {"max", "min", "or"} and known:
        by_value = sorted(known, key=lambda d: (isinstance(named[d], str), named[d]))
        return named[by_value[0 if policy == "min" else -1]]
    return named[max(named, key=lateness)]


def _plain(value: Any, compare: str | None) -> Any:
    if not isinstance(value, str):
        return value
    text = unicodedata.normalize("NFC", value).strip()
    return text.casefold() if compare == "email" else text
