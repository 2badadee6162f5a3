"""Three offices that work apart on the same records, and exchange files whenever they like.

A Hypothesis state machine over real stores: random edits through the ORM and by SQL, deletions,
links, imports, decisions and undo; clocks that are wrong or jump back; packets that come twice,
late, in pieces, in any order or never; restarts. In the end everybody has everything, and then
all must show the same, and what the rules say.
"""

import random
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from recipe_desktop.domain.ids import Uid
from tests.store.office_work import OfficeWork, columns, offices, organisations, ways
from tests.store.offices import (
    ALL,
    DEVICES,
    SCOPES,
    SKEWS,
    Office,
    Packet,
    blank_store,
)


class ThreeOffices(OfficeWork):
    """They exchange signed segments as the journal gives and takes them."""

    @initialize()
    def found(self) -> None:
        """Three new stores."""
        self.leave = ExitStack()
        folder = Path(self.leave.enter_context(tempfile.TemporaryDirectory(prefix="recipe-")))
        self.offices = []
        for number, (device, skew) in enumerate(zip(DEVICES, SKEWS, strict=True)):
            path = folder / f"{number}.recipe"
            shutil.copyfile(blank_store(), path)
            self.offices.append(Office(device, path, skew))
            self.leave.callback(self.offices[-1].close)
        self.packets: list[Packet] = []
        self.vectors: list[dict[str, int]] = [{}]

    @rule(way=ways, how=st.sampled_from(["full", "own", "delta", "tail"]))
    def send(self, way: tuple[str, int, int], how: str) -> None:
        """Write a file; whether and when anybody gets it is another matter."""
        scope, at, _ = way
        office = self.offices[at]
        stale = self.vectors[-1 - len(self.packets) % len(self.vectors)]
        packet = office.send(scope, stale if how == "delta" else {})
        numbers = list(range(len(packet.segments)))
        if how == "own":
            numbers = [n for n in numbers if packet.segments[n].device == office.device]
        elif how == "tail":
            numbers = numbers[len(numbers) // 2 :]
        self.packets.append(packet.part(numbers))
        self.vectors.append(office.vector(scope))

    @precondition(lambda self: self.packets)
    @rule(to=offices, which=st.integers(0, 99), seed=st.none() | st.integers(0, 99))
    def deliver(self, to: int, which: int, seed: int | None) -> None:
        """Any file, new or old, to anybody in its scope; with a seed, in any order of pieces."""
        packet = self.packets[-1 - which % len(self.packets)]
        if to not in SCOPES[packet.scope]:
            return
        office = self.offices[to]
        order = list(range(len(packet.segments)))
        if seed is not None:
            random.Random(seed).shuffle(order)  # noqa: S311 - no secret
        before = office.vector(packet.scope)
        office.receive(packet.part(order))
        after = office.vector(packet.scope)
        assert all(after[device] >= number for device, number in before.items())
        picture = office.picture(packet.scope)
        office.receive(packet)
        assert office.picture(packet.scope) == picture

    @rule(way=ways)
    def hand_over(self, way: tuple[str, int, int]) -> None:
        self._hand_over(*way)

    @rule(way=ways, uid=organisations, column=columns)
    def lose_a_file(self, way: tuple[str, int, int], uid: Uid, column: str) -> None:
        """What was written so far goes into a file that nobody gets; the next one arrives."""
        scope, sender, receiver = way
        office = self.offices[sender]
        office.send(scope, {})
        sent = office.vector(scope)
        self.write_in_sql(sender, uid, column, "after the loss")
        self.offices[receiver].receive(office.send(scope, sent))

    @rule(way=ways, uid=organisations, column=columns)
    def disagree(self, way: tuple[str, int, int], uid: Uid, column: str) -> None:
        """Both write the same field before they hear of each other."""
        _, one, other = way
        self.write_in_sql(one, uid, column, "the one")
        self.write_through_the_orm(other, uid, column, "the other")
        self._hand_over(ALL, one, other)

    def _hand_over(self, scope: str, sender: int, receiver: int) -> None:
        known = self.offices[receiver].vector(scope)
        self.offices[receiver].receive(self.offices[sender].send(scope, known))

    def tell_everybody(self, scope: str, members: tuple[int, ...]) -> None:
        for _ in range(2):
            for sender in members:
                packet = self.offices[sender].send(scope, {})
                for receiver in members:
                    received = self.offices[receiver].receive(packet)
        assert received.held == 0
        first, *others = (self.offices[number].vector(scope) for number in members)
        assert all(other == first for other in others)
