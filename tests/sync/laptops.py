"""Laptops without a store, and bundles made by hand, for the tests of the formats."""

import json
from dataclasses import dataclass, replace
from pathlib import Path

from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.operations import (
    Operation,
    Transaction,
    decode,
    digest,
    encode,
    segment_hash,
    segment_message,
)
from recipe_desktop.new_files import new_file
from recipe_desktop.store.journal import intake
from recipe_desktop.store.journal.log import Segment
from recipe_desktop.store.state import State
from recipe_desktop.sync import bundle, container
from recipe_desktop.sync.cards import LaptopCard, own_card
from recipe_desktop.sync.keys import Keys
from recipe_desktop.sync.manifest import Manifest

DATA = Path(__file__).parents[1] / "data/sync"


@dataclass
class Laptop:
    """Keys, a card, and what was written so far, without a store."""

    keys: Keys
    card: LaptopCard

    def transaction(self, seq, *, note="", operations=1):
        rows = [
            Operation("organisation", Uid(f"{seq:016x}{i:016x}"), "I", json.dumps({"name": note}))
            for i in range(operations)
        ]
        clock = (1_790_000_000_000 + seq) << 16
        salt = f"{seq:032x}"
        head = (self.card.replica, seq, clock, {}, "Zsófia", "partners.edit", f"{seq:032x}", "", 1)
        return Transaction(*head, salt, tuple(rows))

    def segment(self, scope, first, notes, *, previous=""):
        return self.sealed(
            scope,
            first,
            [self.transaction(first + i, note=note) for i, note in enumerate(notes)],
            previous=previous,
        )

    def sealed(self, scope, first, transactions, *, previous=""):
        device = self.card.replica
        digests = [digest(t) for t in transactions]
        signature = self.keys.sign(segment_message(scope, device, first, previous, digests)).hex()
        lines = [encode(t) for t in transactions]
        return Signed(Segment(device, first, len(lines), previous, signature, iter(())), lines)


@dataclass
class Signed:
    """A segment that can be drawn more than once."""

    head: Segment
    texts: list

    @property
    def hash(self):
        said, digests = self.head, [digest(decode(line)) for line in self.texts]
        return segment_hash(
            segment_message("partnership", said.device, said.first, said.previous, digests)
        )

    def fresh(self, **changes):
        return replace(self.head, lines=iter(self.texts), **changes)


def roster(*laptops):
    return {one.card.replica: one.card for one in laptops}


def manifest(sender, recipients, **changes):
    said = Manifest(
        bundle="0" * 32,
        part=1,
        parts=1,
        scope="partnership",
        sender=sender.card.replica,
        member=sender.card.member,
        recipients=tuple(one.card.replica for one in recipients),
        app="0.1.0",
        schema=1,
        created=1,
        base={},
        target={},
        known={},
    )
    return replace(said, **changes)


def write_bundle(path, sender, parts):
    """Parts are (scope, recipients, signed segments), or Content with its recipients."""
    with new_file(path) as file:
        writer = container.ContainerWriter(file)
        for number, (scope, recipients, segments, *more) in enumerate(parts, 1):
            changes = more[0] if more else {}
            said = {"scope": scope, "part": number, "parts": len(parts), **changes}
            cards = said.pop("cards", ())
            content = bundle.Content(
                manifest(sender, recipients, **said), (s.fresh() for s in segments), cards
            )
            bundle.write_part(writer, content, [one.card for one in recipients], sender.keys)
        writer.finish()
    return path


def write_lines(path, parts):
    """A container of any lines; parts are (lines, recipients)."""
    with new_file(path) as file:
        writer = container.ContainerWriter(file)
        for lines, recipients in parts:
            writer.add(lines, [one.card.age_recipient for one in recipients])
        writer.finish()
    return path


def lines_of(path, reader, number=1):
    with container.open_container(path) as opened:
        return list(container.read_lines(opened, number, reader.keys.identity))


def content_of(path, reader, cards):
    """(scope, device, first, lines) of everything that a reader can open and whose author is known."""
    found = bundle.inspect(path, reader.keys, cards)
    with container.open_container(path) as opened:
        return [
            (scope, s.device, s.first, _checked(scope, s))
            for part in found.parts
            for scope in [part.manifest.scope]
            for s in bundle.read_segments(opened, part, reader.keys)
            if s.device not in part.unknown
        ]


def _checked(scope, segment):
    lines = list(segment.lines)
    intake.check(scope, replace(segment, lines=iter(lines)))
    return lines


def fixed_laptops():
    """The laptops of the committed vectors: two of HU, one of FR."""
    return [_fixed(said) for said in json.loads((DATA / "laptops.json").read_text("utf-8"))]


def _fixed(said):
    seed = bytes.fromhex(said["signing_seed"])
    keys = Keys(State(DATA, Uid(said["replica"]), None, seed, said["age_identity"]))
    names = {name: said[name] for name in ("device", "member", "person")}
    return Laptop(keys, own_card(keys, is_steward=said["steward"], **names))
