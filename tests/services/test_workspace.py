import errno
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event, Timer

import pytest

from recipe_desktop.domain.errors import UserError
from recipe_desktop.services import identity, records
from recipe_desktop.store import state as states


def test_a_dear_answer_is_kept_until_somebody_writes(workspace):
    looked_at = []
    workspace.do(records.create, "organisations", {"name": "Alfa Kft.", "vat_number": "HU12345678"})

    def doubles():
        return workspace.ask_once(identity.organisation_doubles, lambda: looked_at.append(1))

    assert (doubles(), len(looked_at)) == ([], 1)
    assert (doubles(), len(looked_at)) == ([], 1)

    workspace.do(records.create, "organisations", {"name": "Alfa Bt.", "vat_number": "HU12345678"})

    assert len(doubles()) == 1
    assert len(looked_at) == 3


def test_an_answer_that_was_given_up_is_worked_out_by_who_asks_next(workspace):
    workspace.do(records.create, "organisations", {"name": "Alfa Kft."})

    def give_up():
        raise UserError("sync.cancelled")

    with pytest.raises(UserError):
        workspace.ask_once(identity.organisation_doubles, give_up)

    assert workspace.ask_once(identity.organisation_doubles, lambda: None) == []


def test_what_was_written_is_told_although_its_number_cannot_be_noted(workspace, monkeypatch):
    told = []
    workspace.listen(told.append)

    def full(_path, _content):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(states, "write_whole", full)
        made = workspace.do(records.create, "organisations", {"name": "Alfa Kft."})
        noted = workspace.state.number

    assert told
    assert workspace.ask(records.show, "organisations", made.uid).fields["name"] == "Alfa Kft."
    workspace.do(records.edit, "organisations", made.uid, {"name": "Alfa Bt."})
    assert workspace.state.number == noted + 2


@contextmanager
def job_that_writes(workspace):
    """A job of the window that has begun to write and goes on until the block ends."""
    begun, ends = Event(), Event()

    def write(session):
        begun.set()
        ends.wait(60)
        return records.create(session, "organisations", {"name": "Alfa"})

    with ThreadPoolExecutor() as pool:
        written = pool.submit(workspace.do, write)
        begun.wait(60)
        try:
            yield ends
        finally:
            ends.set()
        written.result()


def names(workspace):
    return sorted(
        record.fields["name"]
        for uid in workspace.ask(records.order, "organisations")
        for record in [workspace.ask(records.show, "organisations", uid)]
    )


def test_a_window_does_not_stand_still_behind_its_own_job(workspace):
    with job_that_writes(workspace), pytest.raises(UserError, match=r"store\.writing"):
        workspace.do(records.create, "organisations", {"name": "Beta"})

    workspace.do(records.create, "organisations", {"name": "Gamma"})
    assert names(workspace) == ["Alfa", "Gamma"]


def test_who_stands_at_the_desk_is_let_in_behind_a_job(workspace):
    with job_that_writes(workspace) as ends:
        Timer(0.3, ends.set).start()
        workspace.do_in_turn(records.create, "organisations", {"name": "Beta"})

    assert names(workspace) == ["Alfa", "Beta"]
