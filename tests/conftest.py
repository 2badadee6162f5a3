"""What every test may use: laptops with stores of their own, examined when the test ends."""

import os
import sqlite3
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pyrage
import pytest
from sqlalchemy.orm import Session

from recipe_desktop import i18n
from recipe_desktop.services import stores
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.store import engine
from tests import quick_packs
from tests.examined import Examined
from tests.passed_folders import PassedFolders
from tests.ready_stores import ReadyStores

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

pytest.register_assert_rewrite("tests.store.three_offices")

DRIVERS = {"encrypted": None, "plain": sqlite3}

MakeLaptop = Callable[..., Workspace]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long, so that no worker is left with it when the others are done."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


_FAILED = pytest.StashKey[bool]()
_PASSED = PassedFolders()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Have the folder of a test that passed go after a while.

    That of one that failed stays, and so do those of tests with windows: a window that was closed
    may live on, and look into its store when the language or the size of all texts changes.
    """
    report = yield
    if report.failed:
        item.stash[_FAILED] = True
    if (
        report.when == "teardown"
        and _FAILED not in item.stash
        and isinstance(item, pytest.Function)
        and "qapp" not in item.fixturenames
    ):
        folder = item.funcargs.get("tmp_path")
        if folder is not None:
            _PASSED.add(folder)
    return report


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test touches the user's own keys and settings."""
    state = tmp_path / "state"
    monkeypatch.setenv("RECIPE_STATE", str(state))
    monkeypatch.delenv("RECIPE_NOW", raising=False)
    return state


@pytest.fixture(autouse=True)
def _back_in_english() -> Iterator[None]:
    """No test leaves its language to the next one, as a command does that was given another."""
    yield
    i18n.use_language(i18n.SOURCE)


@pytest.fixture(autouse=True)
def _examined(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[None]:
    """No test ends with a store that it wrote and that ``doctor`` did not find sound since."""
    examined = Examined(tmp_path)
    with examined.watching():
        yield
    found = examined.problems()
    damages = request.node.get_closest_marker("damages")
    assert not found or damages, f"unsound stores (see the marker 'damages'): {found}"
    assert damages is None or (len(damages.args) == 1 and damages.args[0])  # its reason


@pytest.fixture(params=list(DRIVERS))
def driver(request: pytest.FixtureRequest) -> str:
    """Both drivers in turn, for tests of the store itself."""
    return str(request.param)


@pytest.fixture
def usual_driver() -> str:
    """That of laptops of which nothing else is said; the quicker one."""
    return "plain"


@pytest.fixture(scope="session")
def ready_stores(tmp_path_factory: pytest.TempPathFactory) -> ReadyStores:
    """What new laptops are copied from."""
    return ReadyStores(tmp_path_factory.mktemp("ready"))


@pytest.fixture
def a_laptop(tmp_path: Path, usual_driver: str, ready_stores: ReadyStores) -> Iterator[MakeLaptop]:
    """Make laptops; each store is examined by ``doctor`` when the test ends."""
    made: list[Workspace] = []

    def make(
        member: str = "HU",
        device: str = "",
        person: str = "Zsófia Nagy",
        driver: str = usual_driver,
    ) -> Workspace:
        name = device or f"Laptop {len(made) + 1}"
        with ready_stores.at_hand():
            workspace = stores.create(
                tmp_path / f"{name}.recipe",
                stores.Owner(member, name, person),
                plain=driver == "plain",
                driver=DRIVERS[driver],
            )
        made.append(workspace)
        return workspace

    yield make
    for workspace in made:
        assert workspace.ask(stores.problems) == []
        workspace.close()


@pytest.fixture
def workspace(a_laptop: MakeLaptop) -> Workspace:
    """One laptop of the Hungarian member."""
    return a_laptop()


@pytest.fixture
def quick_packs_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Desk packs are made that open in no time; for tests of what is in them."""
    monkeypatch.setattr(pyrage.passphrase, "encrypt", quick_packs.encrypt)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits five seconds for another program, which in the test does not give way."""
    monkeypatch.setattr(engine, "_PRAGMAS", (*engine._PRAGMAS, "busy_timeout = 50"))


def rows(session: Session, sql: str) -> list[tuple[object, ...]]:
    """What a raw query of a test finds."""
    return [tuple(row) for row in session.connection().exec_driver_sql(sql)]


@pytest.fixture
def box(tmp_path: Path) -> Path:
    """A folder that all reach."""
    folder = tmp_path / "box"
    folder.mkdir()
    return folder
