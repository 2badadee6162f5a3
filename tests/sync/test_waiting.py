"""What has to wait for an earlier file: kept as it streams by, and taken in when its turn comes."""

import os
import signal
import sqlite3
import subprocess
import sys
import tracemalloc
from contextlib import closing
from pathlib import Path

import pytest

from recipe_desktop.domain.ids import new_uid
from recipe_desktop.services import stores
from recipe_desktop.store import contents, pieces
from recipe_desktop.store.models.replica import PeerKnown
from recipe_desktop.sync import knowledge, receiving, sending
from tests.sync.offices import names, organisation, reopen

ROOT = Path(__file__).parents[2]
KILLED = """
import os, signal, sys
from pathlib import Path
from recipe_desktop.services import stores
from recipe_desktop.store.journal import intake
from recipe_desktop.sync import receiving

def then_die(act):
    def acting(*given, **more):
        act(*given, **more)
        os.kill(os.getpid(), signal.SIGKILL)
    return acting

store, file, moment = sys.argv[1:]
setattr(intake, moment, then_die(getattr(intake, moment)))
receiving.receive(stores.open_store(Path(store)), [Path(file)])
"""


@pytest.fixture
def files(pair, tmp_path):
    """Three files, each with what the one before does not bring; the first was taken in."""
    one, two = pair
    organisation(one, "0")
    begun = sending.send(one, tmp_path / "begun").path
    receiving.receive(two, [begun])
    receiving.receive(one, [sending.send(two, tmp_path / "ack").path])
    made = []
    for number in (1, 2):
        for letter in "abc":
            organisation(one, f"{number}{letter}", website=letter * 400)
        made.append(sending.send(one, tmp_path / f"{number}").path)
        believe(one, two, 1 + 3 * number)
    return made


def believe(one, two, seq):
    """Have one laptop believe that the other has so much of what it wrote."""
    said = PeerKnown(
        peer=two.here.device_uid, scope="partnership", device=one.here.device_uid, seq=seq
    )
    one.do(lambda session: session.merge(said) and None)


@pytest.mark.parametrize("piece", [1, 5_000, pieces._PIECE])
def test_what_waits_is_taken_in_whole_wherever_it_is_cut(pair, files, monkeypatch, piece):
    _, two = pair
    monkeypatch.setattr(pieces, "_PIECE", piece)
    lost, early = files

    waits = receiving.receive(two, [early])
    again = receiving.receive(two, [early])
    two.close()
    with closing(reopen(two)) as reopened:
        heals = receiving.receive(reopened, [lost])

    assert (waits.held, waits.operations, again.held) == (3, 0, 3)
    assert (heals.held, heals.transactions) == (0, 6)
    assert names(two) == ["0", "1a", "1b", "1c", "2a", "2b", "2c"]
    assert pieces_held(two) == 0


def pieces_held(laptop):
    counted = "SELECT count(*) FROM held_piece"
    return laptop.ask(lambda s: s.connection().exec_driver_sql(counted).scalar_one())


def test_an_attachment_of_which_something_waiting_speaks_is_still_wanted(pair, files):
    _, two = pair
    receiving.receive(two, [files[1]])

    def spoken_of(session):
        return [contents._waits(session.connection(), {word}) for word in ("c" * 400, "d" * 9)]

    assert two.ask(spoken_of) == [True, False]


def test_what_waits_in_a_store_of_the_former_schema_is_taken_in_after_its_upgrade(pair, files):
    _, two = pair
    receiving.receive(two, [files[1]])
    two.close()
    _as_the_former_schema_kept_it(two.path)

    with closing(reopen(two)) as laptop:
        assert laptop.ask(knowledge.held) == 3
        receiving.receive(laptop, [files[0]])
        assert names(laptop) == ["0", "1a", "1b", "1c", "2a", "2b", "2c"]


def _as_the_former_schema_kept_it(path):
    connection = sqlite3.connect(path)
    connection.executescript(
        """
        ALTER TABLE held ADD COLUMN lines TEXT NOT NULL DEFAULT '';
        UPDATE held SET lines = (SELECT group_concat(p.lines, char(10)) FROM held_piece AS p
            WHERE (p.scope, p.device, p.first) = (held.scope, held.device, held.first));
        DROP TABLE held_piece;
        DROP TABLE import_plan_piece;
        DROP TABLE told_share;
        UPDATE alembic_version SET version_num = '0011';
        """
    )
    connection.close()


@pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")
@pytest.mark.parametrize(
    ("number", "moment"), [(1, "check"), (1, "hold"), (0, "release"), (0, "_take_held")]
)
def test_who_is_killed_while_something_is_kept_or_taken_up_has_all_or_nothing(
    pair, files, number, moment
):
    _, two = pair
    two.close()
    if number == 0:
        with closing(reopen(two)) as laptop:
            receiving.receive(laptop, [files[1]])
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(two.path), str(files[number]), moment],
        cwd=ROOT,
        env=dict(os.environ),
        check=False,
    )

    with closing(reopen(two)) as laptop:
        assert killed.returncode == -signal.SIGKILL
        assert laptop.ask(stores.problems) == []
        assert names(laptop) == ["0"]
        assert laptop.ask(knowledge.held) == (3 if number == 0 else 0)
        for file in files:
            receiving.receive(laptop, [file])
        assert names(laptop) == ["0", "1a", "1b", "1c", "2a", "2b", "2c"]


def test_what_waits_is_never_in_memory_as_a_whole(pair, tmp_path):
    one, two = pair
    organisation(one, "First")
    lost = sending.send(one, tmp_path / "lost").path
    believe(one, two, 1)
    for _ in range(80):
        one.do(_long)
    early = sending.send(one, tmp_path / "early").path

    assert 0 < peak(receiving.receive, two, [early]) < 8_000_000  # of 16 million letters
    assert two.ask(knowledge.held) == 80
    assert 0 < peak(receiving.receive, two, [lost]) < 48_000_000
    assert len(names(two)) == 81


def _long(session):
    session.connection().exec_driver_sql(
        "INSERT INTO organisation (uid, scope, name, website) VALUES (?, 'partnership', 'Long', ?)",
        (new_uid(), "x" * 200_000),
    )


def peak(act, *given):
    tracemalloc.start()
    act(*given)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most
