"""Stores that older programs wrote: opened with all that is in them, or left as they were."""

import gzip
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from recipe_desktop.services import conflicts, records, stores
from recipe_desktop.store.session import before_upgrade

ROOT = Path(__file__).resolve().parents[2]
OLD_STORES = sorted((ROOT / "tests" / "data" / "stores").glob("*.gz"))
KILLED = """
import os, signal, sys
from pathlib import Path
from recipe_desktop.services import stores
from recipe_desktop.store import migrate
setattr(migrate, sys.argv[2], lambda *_: os.kill(os.getpid(), signal.SIGKILL))
stores.open_store(Path(sys.argv[1]))
"""


@pytest.fixture(params=OLD_STORES, ids=lambda path: path.stem)
def old(request, tmp_path) -> Path:
    path = tmp_path / "office.recipe"
    path.write_bytes(gzip.decompress(request.param.read_bytes()))
    return path


def assert_everything_is_there(path: Path) -> None:
    workspace = stores.open_store(path)
    try:
        assert workspace.ask(stores.problems) == []
        found = {
            kind: [row.fields for row in workspace.ask(records.listing, kind)]
            for kind in ("organisations", "people", "tasks", "milestones", "exchanges")
        }
        assert {kind: len(rows) for kind, rows in found.items()} == {
            "organisations": 6,
            "people": 1,
            "tasks": 31,
            "milestones": 12,
            "exchanges": 1,
        }
        assert "Őrségi Fűtéstechnika Kft." in {row["name"] for row in found["organisations"]}
        (asked,) = workspace.ask(conflicts.inbox)
        assert {rival.value for rival in asked.rivals} == {120, 130}
        workspace.do(records.create, "organisations", {"name": "Later Kft.", "country": "HU"})
        assert workspace.ask(stores.problems) == []
    finally:
        workspace.close()


def test_an_older_store_opens_with_everything_and_a_copy_lies_beside_it(old):
    before = old.read_bytes()

    assert_everything_is_there(old)

    copy = before_upgrade(old)
    assert len(copy.read_bytes()) == len(before)
    assert_everything_is_there(copy)


@pytest.mark.parametrize("moment", ["_copy", "_run_alembic", "renew_triggers", "verify"])
def test_an_upgrade_that_is_killed_at_any_moment_is_done_by_the_next_start(old, moment):
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(old), moment],
        cwd=ROOT,
        env=dict(os.environ),
        check=False,
    )

    assert killed.returncode == -signal.SIGKILL
    assert_everything_is_there(old)
