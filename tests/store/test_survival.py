"""What was acknowledged survives a killed process, a full disk and a second program."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from recipe_desktop.domain.errors import UserError
from recipe_desktop.services import identity, imports, organisations, records, stores
from tests.services.test_imports import LINES, a_list, planned

ROOT = Path(__file__).resolve().parents[2]
WRITER = """
import sys
from pathlib import Path
from recipe_desktop.services import records, stores
workspace = stores.open_store(Path(sys.argv[1]))
for number in range(int(sys.argv[2])):
    name = f"{sys.argv[3]} {number}"
    made = workspace.do(records.create, "organisations", {"name": name, "phone": "1"})
    print(made.uid, flush=True)
"""


def writer(path: Path, count: int, name: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), str(count), name],
        cwd=ROOT,
        env=dict(os.environ),
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("acknowledged", [1, 7, 23])
@pytest.mark.parametrize("driver", ["encrypted"], indirect=True)
def test_nothing_acknowledged_is_lost_when_the_process_is_killed(a_laptop, acknowledged):
    workspace = a_laptop()
    with writer(workspace.path, 10_000, "Firm") as process:
        assert process.stdout is not None
        told = [process.stdout.readline().strip() for _ in range(acknowledged)]
        process.send_signal(signal.SIGKILL)
        told += [line.strip() for line in process.stdout if len(line) == 33]

    opened = stores.open_store(workspace.path)
    kept = set(opened.ask(organisations.order))

    assert set(told) <= kept
    assert len(kept) - len(told) in (0, 1)  # the one that was committed but not yet told
    assert opened.ask(stores.problems) == []
    opened.close()


@pytest.mark.parametrize("driver", ["encrypted"], indirect=True)
def test_two_programs_write_to_one_store_in_turn(a_laptop):
    workspace = a_laptop()
    heard = []
    workspace.listen(heard.append)

    with writer(workspace.path, 15, "One") as one, writer(workspace.path, 15, "Two") as two:
        for _ in range(5):
            workspace.do(records.create, "organisations", {"name": "Here"})
        assert one.wait() == two.wait() == 0
    assert workspace.poll()
    assert heard[-1].everything

    names = [r.fields["name"] for r in workspace.ask(records.listing, "organisations")]
    numbers = {r.fields["number"] for r in workspace.ask(records.listing, "organisations")}
    assert len(names) == len(numbers) == 35
    workspace.do(records.create, "organisations", {"name": "Ours"})
    assert not workspace.poll()  # our own writes are no news


def test_a_full_disk_is_refused_in_words_and_nothing_is_half_done(a_laptop):
    workspace = a_laptop()
    preview = planned(workspace, a_list(*LINES))

    def fill(session):
        run = session.connection().exec_driver_sql
        pages = run("PRAGMA page_count").scalar_one()
        run(f"PRAGMA max_page_count = {pages}")

    def import_on_a_full_disk(session):
        fill(session)
        many = [
            (f"Firm {number} Kft.", "HU", "Győr", str(1000 + number), "", "", "", "")
            for number in range(400)
        ]
        for name, country, city, postcode, *_ in many:
            records.create(
                session,
                "organisations",
                {"name": name, "country": country, "city": city, "postcode": postcode},
            )

    with pytest.raises(UserError, match=r"store\.disk_full"):
        workspace.do(import_on_a_full_disk)

    assert workspace.ask(identity.count, "organisations") == 0
    assert workspace.ask(stores.problems) == []

    def free(session):
        session.connection().exec_driver_sql("PRAGMA max_page_count = 1073741823")

    workspace.do(free)
    workspace.do(imports.execute, preview.uid)
    assert workspace.ask(identity.count, "organisations") == 3
