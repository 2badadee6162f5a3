"""What is printed stays: nobody's row moves, whatever is changed after the list went to the printer."""

from datetime import date

import pytest

from recipe_desktop.domain.signed_lists import Row
from recipe_desktop.reports import signed_list
from recipe_desktop.reports.events import signed_list_data
from recipe_desktop.services import (
    event_papers,
    history,
    identity,
    records,
    signed_lists,
    stores,
    words,
)
from recipe_desktop.sync import packs, receiving, sending

TODAY = date(2027, 5, 6)


@pytest.fixture
def event(workspace):
    values = {"name": "Networking day", "country": "HU", "starts_on": "2027-05-06"}
    return workspace.do(records.create, "events", values).uid


@pytest.fixture
def people(workspace, event):
    made = {}
    for family in ("Balogh", "Cseh", "Kiss", "Nagy"):
        values = {"event": event, "given_name": "Anna", "family_name": family}
        made[family] = workspace.do(records.create, "registrations", values).uid
    return made


def print_list(workspace, event):
    pages = workspace.ask(signed_lists.signed_list, event, TODAY)
    workspace.do(signed_lists.list_printed, event, TODAY, pages)


def rows(workspace, event):
    return dict(workspace.ask(signed_lists.signed_rows, event, TODAY))


def test_a_cancellation_a_new_name_and_a_newcomer_move_nobody(workspace, event, people):
    print_list(workspace, event)
    before = rows(workspace, event)

    workspace.do(records.edit, "registrations", people["Balogh"], {"answer": "cancelled"})
    workspace.do(records.edit, "registrations", people["Nagy"], {"family_name": "Ábel"})
    first = {"event": event, "given_name": "A", "family_name": "Aaa"}
    late = workspace.do(records.create, "registrations", first).uid

    assert before == {uid: Row(1, n) for n, uid in enumerate(people.values(), start=1)}
    assert rows(workspace, event) == before
    print_list(workspace, event)
    assert rows(workspace, event) == {**before, late: Row(2, 1)}


def test_a_new_range_of_a_desk_moves_nobody_who_is_on_paper(workspace, event, people):
    print_list(workspace, event)
    before = rows(workspace, event)
    values = {"event": event, "letter": "B", "surnames_from": "K", "surnames_until": "Z"}

    workspace.do(records.create, "desks", values)

    assert rows(workspace, event) == before


def test_the_paper_says_who_belongs_to_another_desk_since_it_was_printed(workspace, event, people):
    desk = {"event": event, "letter": "B", "surnames_from": "K"}
    print_list(workspace, event)
    workspace.do(records.create, "desks", desk)

    data = signed_list_data(workspace.ask(event_papers.signed_list, event, TODAY), "en")

    assert data.elsewhere == 2  # Kiss and Nagy
    [told] = [f for f in signed_list.findings(data) if f.code == "report.shared_out_later"]
    assert words.finding_sentence(told).endswith("belongs to another desk now: 2.")


def test_a_second_print_keeps_the_sheets_of_the_first(workspace, event, people):
    print_list(workspace, event)
    print_list(workspace, event)

    pages = workspace.ask(signed_lists.signed_list, event, TODAY)
    assert [(page.number, page.is_printed, page.is_continuation) for page in pages] == [
        (1, True, False)
    ]
    assert rows(workspace, event) == {u: Row(1, n) for n, u in enumerate(people.values(), 1)}


def test_who_was_merged_signs_where_the_first_of_both_stands(workspace, event, people):
    print_list(workspace, event)

    workspace.do(identity.confirm, "registrations", people["Cseh"], people["Kiss"])

    kept = rows(workspace, event)
    assert kept.keys() >= {people["Balogh"], people["Nagy"]}
    [both] = kept.keys() - {people["Balogh"], people["Nagy"]}
    assert kept[both] == Row(1, 2)
    assert kept[people["Nagy"]] == Row(1, 4)


def test_a_print_that_is_undone_was_none(workspace, event, people):
    print_list(workspace, event)
    workspace.do(records.edit, "registrations", people["Balogh"], {"answer": "cancelled"})
    workspace.do(history.undo)
    workspace.do(history.undo)
    workspace.do(records.edit, "registrations", people["Balogh"], {"answer": "cancelled"})

    assert rows(workspace, event)[people["Cseh"]] == Row(1, 1)


def test_a_desk_knows_the_paper_that_the_office_printed(
    workspace, event, people, tmp_path, quick_packs_only
):
    print_list(workspace, event)
    pack = tmp_path / "a.recipe-desk"
    packs.pack(workspace, event, pack, "secret")
    workspace.do(records.edit, "registrations", people["Balogh"], {"answer": "cancelled"})
    sent = sending.send(workspace, tmp_path / "more.recipe-changes")
    target = tmp_path / "desk.recipe"
    packs.open_pack(pack, "secret", target, ("Laptop", "Zoé"), plain=True)
    there = stores.open_store(target)

    receiving.receive(there, [sent.path])

    assert rows(there, event) == rows(workspace, event)
    assert rows(there, event)[people["Nagy"]] == Row(1, 4)
    there.close()
