"""The three offices again, with real bundles: sealed, signed, encrypted, lost, repeated, spoilt."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule
from sqlalchemy.orm import Session
from typing_extensions import override

from recipe_desktop.services import stores
from recipe_desktop.sync import receiving, roster, sending
from recipe_desktop.sync.keys import Keys
from tests.store.office_work import OfficeWork, offices
from tests.store.offices import SCOPES, SKEWS, Office

MEMBERS = ("HU", "HU", "FR")


class Laptop(Office):
    """An office whose store has keys and a seed, and that is reached through its workspace."""

    def __init__(self, path: Path, skew: int) -> None:
        self.path, self.skew, self.minutes = path, skew, 0
        self.written = []
        self.kept = -1
        self._open()

    def _open(self) -> None:
        self.workspace = stores.open_store(self.path, driver=sqlite3)
        self.store = self.workspace._store
        self.store._wall = self.wall
        self.device = self.workspace.here.device_uid

    @override
    def close(self) -> None:
        self.workspace.close()

    @override
    def restart(self) -> None:
        self.close()
        self._open()

    def keep(self) -> None:
        """Copy the store as it is now."""
        self._copy.unlink(missing_ok=True)
        stores.back_up(self.workspace, self._copy)
        self.kept = self.workspace.state.number

    def put_back(self) -> None:
        """Go on from the copy, unless that would be another device: whoever wrote since is one."""
        if self.kept != self.workspace.state.number:
            return
        self.close()
        for file in self.path.parent.glob(f"{self.path.name}*"):
            if file.is_file():
                file.unlink()
        stores.restore(self._copy, self.path)
        self._open()

    @property
    def _copy(self) -> Path:
        return self.path.with_suffix(".copy")

    @override
    def do(self, work: Callable[[Session], str | None]) -> None:
        def use_case(session: Session) -> None:
            session.info["reverts"] = work(session) or ""

        self.workspace.do(use_case)


@cache
def _founded() -> Path:
    """Three laptops that have admitted each other, to copy with their keys."""
    folder = Path(tempfile.mkdtemp(prefix="recipe-laptops-"))
    with patch.dict(os.environ, RECIPE_STATE=str(folder / "state")):
        made = [
            stores.create(
                folder / f"{number}.recipe",
                stores.Owner(member, f"Laptop {number}", "Ana"),
                plain=True,
                driver=sqlite3,
            )
            for number, member in enumerate(MEMBERS)
        ]
        cards = [one.ask(roster.identity, Keys(one.state)) for one in made]
        for one in made:
            for card in cards:
                if card.replica != one.here.device_uid:
                    one.do(roster.admit, Keys(one.state), card)
        for one in made:
            one.close()
    return folder


class ThreeLaptops(OfficeWork):
    """They exchange bundles."""

    offices: list[Laptop]

    @initialize()
    def found(self) -> None:
        self.leave = ExitStack()
        self.folder = Path(self.leave.enter_context(tempfile.TemporaryDirectory(prefix="recipe-")))
        shutil.copytree(_founded(), self.folder, dirs_exist_ok=True)
        state = patch.dict(os.environ, RECIPE_STATE=str(self.folder / "state"))
        self.leave.enter_context(state)
        self.offices = []
        for number, skew in enumerate(SKEWS):
            self.offices.append(Laptop(self.folder / f"{number}.recipe", skew))
            self.leave.callback(self.offices[-1].close)
        self.files: list[Path] = []

    @rule(at=offices)
    def send(self, at: int) -> None:
        self.files.append(sending.send(self.offices[at].workspace, self.folder).path)

    @precondition(lambda self: self.files)
    @rule(to=offices, which=st.integers(0, 99))
    def deliver(self, to: int, which: int) -> None:
        """Any file, new or old, to anybody."""
        file = self.files[-1 - which % len(self.files)]
        self._take(to, file)
        pictures = [self.offices[to].picture(scope) for scope in SCOPES]
        assert self._take(to, file).transactions == 0
        assert [self.offices[to].picture(scope) for scope in SCOPES] == pictures

    @rule(at=offices, to=offices)
    def hand_over(self, at: int, to: int) -> None:
        self.send(at)
        self._take(to, self.files[-1])

    @precondition(lambda self: self.files)
    @rule(to=offices, which=st.integers(0, 99), at=st.integers(0, 2**20), bit=st.integers(0, 7))
    def deliver_spoilt(self, to: int, which: int, at: int, bit: int) -> None:
        """One bit of a file is wrong: whatever was in it, nothing of it counts."""
        content = bytearray(self.files[-1 - which % len(self.files)].read_bytes())
        content[at % len(content)] ^= 1 << bit
        spoilt = self.folder / "spoilt.recipe-changes"
        spoilt.write_bytes(content)
        before = [self.offices[to].picture(scope) for scope in SCOPES]
        answer = receiving.receive(self.offices[to].workspace, [spoilt])
        assert len(answer.refused) == 1
        assert [self.offices[to].picture(scope) for scope in SCOPES] == before

    @rule(at=offices)
    def keep_a_copy(self, at: int) -> None:
        self.offices[at].keep()

    @rule(at=offices)
    def go_on_from_the_copy(self, at: int) -> None:
        """What came in since the copy was made is lost, and was acknowledged perhaps."""
        self.offices[at].put_back()

    @override
    def tell_everybody(self, scope: str, members: tuple[int, ...]) -> None:
        for _ in range(2):
            for at in members:
                self.send(at)
                for to in members:
                    answer = self._take(to, self.files[-1])
        assert answer.held == 0

    def _take(self, to: int, file: Path) -> receiving.Receipt:
        answer = receiving.receive(self.offices[to].workspace, [file])
        assert answer.refused == []
        return answer


pytestmark = pytest.mark.slow

TestThreeLaptops = ThreeLaptops.TestCase
TestThreeLaptops.settings = settings(
    max_examples=int(os.environ.get("RECIPE_EXAMPLES", "40")) // 5,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
