"""Bundles between laptops: what one wrote stands on the others, nothing else, and nothing twice."""

import shutil
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from recipe_desktop.domain.errors import UserError
from recipe_desktop.services import conflicts, history, records, stores, words
from recipe_desktop.store import session as store_session
from recipe_desktop.store.journal import log
from recipe_desktop.sync import container, knowledge, receiving, roster, sending
from tests.conftest import rows
from tests.sync.laptops import lines_of
from tests.sync.offices import card, carry, keys, meet, names, organisation, reopen

SECRET = "+36 76 555 4711"


def test_what_one_laptop_wrote_stands_on_the_other(pair, box):
    one, two = pair
    organisation(one, "Győri Akku Kft.", phone=SECRET)

    sent = sending.send(one, box)
    answer = receiving.receive(two, [box])

    assert names(two) == ["Győri Akku Kft."]
    assert (sent.scopes, sent.transactions, answer.transactions) == (2, 2, 2)
    assert sent.operations == answer.operations > 1
    assert (answer.bundles, answer.held, answer.conflicts, answer.refused) == (1, 0, 0, [])
    assert answer.senders == ["Laptop 1"]
    [uid] = answer.touched["organisation"]
    assert two.ask(records.show, "organisations", uid).fields["phone"] == SECRET


def test_views_hear_of_what_came_in(pair, box):
    one, two = pair
    uid = organisation(one, "Rába Kft.")
    sending.send(one, box)
    heard = []
    two.listen(heard.append)

    receiving.receive(two, [box])

    [said] = [c.action for c in heard if uid in c.touched.get("organisation", ())]
    assert words.action_name(said) == "Changes received"


def test_a_rehearsal_says_what_would_come_and_changes_nothing(pair, box):
    one, two = pair
    organisation(one, "Rába Kft.")
    sending.send(one, box)

    rehearsed = receiving.receive(two, [box], dry_run=True)

    assert names(two) == []
    assert receiving.receive(two, [box]) == rehearsed
    assert names(two) == ["Rába Kft."]


def test_a_file_that_another_program_takes_in_just_now_is_taken_in_once(pair, box):
    one, two = pair
    organisation(one, "Rába Kft.")
    sending.send(one, box)
    other = reopen(two)
    seen = []

    def meanwhile(_done, every):
        if every and not seen:  # it was looked at, and is about to be taken in
            seen.append(receiving.receive(other, [box]).operations)

    answer = receiving.receive(two, [box], progress=meanwhile)
    other.close()

    assert (seen, answer.operations, answer.refused) == ([1], 0, [])
    assert names(two) == ["Rába Kft."]


def test_repeated_old_and_own_files_count_nothing_and_are_not_refused(pair, box, tmp_path):
    one, two = pair
    organisation(one, "Rába Kft.")
    sending.send(one, box)
    sending.send(one, box)  # nothing acknowledged: the same again under another name
    [first, _] = box.iterdir()
    shutil.copy(first, box / "conflicted copy (1).recipe-changes")

    one_own = receiving.receive(one, [box])
    new = receiving.receive(two, [box])
    again = receiving.receive(two, [box, first])

    assert (one_own.bundles, one_own.transactions, one_own.refused) == (0, 0, [])
    assert (new.bundles, new.refused) == (1, [])
    assert (again.bundles, again.transactions, again.refused, again.foreign) == (0, 0, [], 0)


def test_what_is_not_acknowledged_is_sent_again_and_then_no_more(pair, box, tmp_path):
    one, two = pair
    organisation(one, "Rába Kft.")
    sending.send(one, tmp_path / "lost")

    again = sending.send(one, box)
    receiving.receive(two, [box])
    sending.send(two, box)
    receiving.receive(one, [box])
    settled = sending.send(one, tmp_path / "empty.recipe-changes")

    assert again.transactions == 1
    assert (settled.transactions, settled.operations) == (0, 0)
    assert settled.path.is_file()


def test_a_lost_file_is_waited_for_and_heals_by_itself(pair, tmp_path):
    one, two = pair
    organisation(one, "First")
    sending.send(one, tmp_path / "1")
    receiving.receive(two, [tmp_path / "1"])
    sending.send(two, tmp_path / "ack")
    receiving.receive(one, [tmp_path / "ack"])
    organisation(one, "Second")
    sending.send(one, tmp_path / "lost")
    said = acknowledge_by_hand(one, two)
    organisation(one, "Third")
    sending.send(one, tmp_path / "3")

    waiting = receiving.receive(two, [tmp_path / "3"])
    assert (waiting.held, waiting.transactions, waiting.bundles) == (1, 0, 1)
    assert waiting.unadmitted == 0
    assert names(two) == ["First"]

    reopened = reopen(two)
    try:
        assert reopened.ask(knowledge.status, keys(reopened)).held == 1
        healed = receiving.receive(reopened, [tmp_path / "lost"])
    finally:
        reopened.close()
    assert said == 2
    assert (healed.held, healed.transactions) == (0, 2)
    assert names(two) == ["First", "Second", "Third"]


def acknowledge_by_hand(one, two):
    """As if the other had said that it has what was lost on the way."""

    def note(session):
        session.connection().exec_driver_sql(
            "UPDATE peer_known SET seq = 2 WHERE device = ? AND scope = 'partnership'",
            (one.here.device_uid,),
        )
        return 2

    return one.do(note)


def test_both_changing_one_field_is_a_conflict_whose_decision_travels(pair, box):
    one, two = pair
    uid = organisation(one, "Rába Kft.")
    carry(box, one, two)
    one.do(records.edit, "organisations", uid, {"name": "Rába Zrt."})
    two.do(records.edit, "organisations", uid, {"name": "Raba Kft."})

    sending.send(one, box)
    sending.send(two, box)
    answers = [receiving.receive(w, [box]) for w in (one, two)]

    assert [answer.conflicts for answer in answers] == [1, 1]
    assert names(one) == names(two)
    [clash] = one.ask(conflicts.inbox)
    one.do(conflicts.take, clash.id, 2)
    carry(box, one, two)
    assert names(one) == names(two)
    assert one.ask(conflicts.inbox) == two.ask(conflicts.inbox) == []


def test_another_member_gets_the_partnership_and_no_byte_of_the_cluster(a_laptop, tmp_path):
    one, lyon = a_laptop(), a_laptop("FR", "Lyon")
    two = a_laptop("HU", "Kecskemét 2")
    meet(one, two, lyon)
    organisation(one, "Győri Akku Kft.", phone=SECRET)
    file = sending.send(one, tmp_path / "x").path

    receiving.receive(lyon, [file])
    receiving.receive(two, [file])

    [abroad] = lyon.ask(records.listing, "organisations")
    [home] = two.ask(records.listing, "organisations")
    assert (abroad.fields["phone"], home.fields["phone"]) == ("", SECRET)
    readable = file.read_bytes() + lyon.path.read_bytes()
    with container.open_container(file) as opened:
        for number in range(1, len(opened.parts) + 1):
            with suppress(UserError):  # bundle.foreign
                readable += b"".join(lines_of(file, _Reader(lyon), number))
    assert b"555 4711" not in readable
    assert b"cluster:HU" not in readable
    assert b"Akku" in readable


class _Reader:
    def __init__(self, workspace):
        self.keys = keys(workspace)


@pytest.fixture
def in_a_row(a_laptop, box):
    """Three laptops of which only neighbours know each other; the first's words came to the second."""
    one, two, three = a_laptop(), a_laptop(), a_laptop()
    meet(one, two)
    meet(two, three)
    organisation(one, "Rába Kft.")
    sending.send(one, box)
    receiving.receive(two, [box])
    return one, two, three


def test_a_third_laptop_learns_through_the_second(in_a_row, tmp_path):
    one, two, three = in_a_row
    sending.send(two, tmp_path / "2")

    stranger = receiving.receive(three, [tmp_path / "2"])
    assert (stranger.held, stranger.transactions, names(three)) == (1, 0, [])
    assert stranger.unadmitted == 1

    three.do(roster.admit, keys(three), card(one))
    assert names(three) == ["Rába Kft."]
    assert three.ask(knowledge.held) == 0


def test_what_a_stranger_is_said_to_have_written_and_has_not_is_forgotten(in_a_row, tmp_path):
    one, two, three = in_a_row
    two.do(forge_signatures, one.here.device_uid)
    sending.send(two, tmp_path / "2")
    assert receiving.receive(three, [tmp_path / "2"]).held == 1

    three.do(roster.admit, keys(three), card(one))

    assert (names(three), three.ask(knowledge.held)) == ([], 0)


def forge_signatures(session, device):
    session.connection().exec_driver_sql(
        "UPDATE segment SET signature = ? WHERE stream IN (SELECT id FROM stream WHERE device = ?)",
        ("0" * 128, device),
    )


def test_a_refused_file_does_not_stop_the_others(pair, a_laptop, box, tmp_path):
    one, two = pair
    stranger = a_laptop()
    stranger.do(roster.admit, keys(stranger), card(two))
    organisation(one, "Rába Kft.")
    sending.send(one, box)
    sending.send(stranger, box / "b.recipe-changes")
    (box / "a.recipe-changes").write_bytes(b"noise")
    (box / "growing.recipe-changes.1234.part").write_bytes(b"half")
    (box / "empty.recipe-changes").touch()
    (box / "letter.pdf").write_bytes(b"%PDF")

    answer = receiving.receive(two, [box])

    assert [(r.file, r.error.code) for r in answer.refused] == [
        ("a.recipe-changes", "bundle.not_ours"),
        ("b.recipe-changes", "bundle.unknown_sender"),
    ]
    assert names(two) == ["Rába Kft."]


def test_a_file_for_others_counts_as_foreign_in_a_folder_and_is_refused_alone(pair, a_laptop, box):
    one, _ = pair
    other = a_laptop("FR")
    sending.send(one, box)
    [file] = box.iterdir()

    in_folder = receiving.receive(other, [box])
    alone = receiving.receive(other, [file])

    assert (in_folder.foreign, in_folder.refused) == (1, [])
    assert [r.error.code for r in alone.refused] == ["bundle.foreign"]


def test_a_file_that_goes_from_the_folder_while_it_is_looked_through_is_no_fault_of_it(
    pair, box, monkeypatch
):
    one, two = pair
    organisation(one, "Rába Kft.")
    sending.send(one, box)
    looks = Path.is_file

    def seen_for_the_last_time(path):
        is_there = looks(path)
        if path.parent == box:
            path.unlink(missing_ok=True)
        return is_there

    monkeypatch.setattr(Path, "is_file", seen_for_the_last_time)

    answer = receiving.receive(two, [box])

    assert (answer.refused, answer.empty, answer.bundles) == ([], 0, 0)


def test_a_file_of_which_nothing_has_arrived_is_counted_and_taken_in_later(pair, box):
    one, two = pair
    organisation(one, "Rába Kft.")
    sending.send(one, box)
    [file] = box.iterdir()
    content = file.read_bytes()
    file.write_bytes(b"")

    early = receiving.receive(two, [box])
    file.write_bytes(content)
    later = receiving.receive(two, [box])

    assert (early.empty, early.bundles, early.refused) == (1, 0, [])
    assert (later.empty, later.bundles) == (0, 1)
    assert names(two) == ["Rába Kft."]


@pytest.mark.parametrize("is_rehearsal", [True, False], ids=["rehearsal", "in earnest"])
def test_what_an_author_did_not_sign_is_refused_and_undone_with_all_before_it(
    a_laptop, tmp_path, is_rehearsal
):
    one, two, lyon = a_laptop(), a_laptop(), a_laptop("FR")
    meet(one, two, lyon)
    organisation(one, "Rába Kft.")
    sending.send(one, tmp_path / "first")
    receiving.receive(two, [tmp_path / "first"])
    organisation(two, "Zala Kft.")
    two.do(sending.seal, [keys(two)])
    two.do(forge_signatures, one.here.device_uid)  # signs a file with false pieces in it
    sending.send(two, tmp_path / "forged")
    organisation(one, "Mosoni Kft.")
    sending.send(one, tmp_path / "good")

    answer = receiving.receive(lyon, [tmp_path / "forged", tmp_path / "good"], dry_run=is_rehearsal)

    [refused] = answer.refused
    assert (refused.file, refused.error.code) == ("forged", "bundle.damaged")
    assert refused.error.details["file"] == "forged"
    assert (answer.bundles, answer.senders) == (1, [one.here.device])
    assert names(lyon) == ([] if is_rehearsal else ["Mosoni Kft.", "Rába Kft."])
    assert lyon.ask(stores.problems) == []


def test_nothing_is_sent_before_anybody_is_admitted(a_laptop, tmp_path):
    with pytest.raises(UserError, match=r"sync\.nobody_admitted"):
        sending.send(a_laptop(), tmp_path / "x")

    assert not (tmp_path / "x").exists()


def test_status_says_who_lacks_what(pair, box):
    one, two = pair
    organisation(one, "Rába Kft.")
    before = one.ask(knowledge.status, keys(one))

    carry(box, one, two)
    after = one.ask(knowledge.status, keys(one))

    assert [(p.name, p.member, p.behind, p.last_heard) for p in before.peers] == [
        ("Laptop 2", "HU", 1, None)
    ]
    assert (before.only_here, before.unreadable, before.held, before.forks) == (1, 0, 0, 0)
    [peer] = after.peers
    assert (peer.behind, after.only_here, peer.is_steward, peer.is_revoked) == (0, 0, True, False)
    assert peer.last_heard is not None


def test_progress_is_told_for_each_file_when_all_were_looked_at(pair, box):
    one, two = pair
    for name in ("A", "B"):
        organisation(one, name)
        sending.send(one, box)
    told = []

    receiving.receive(two, [box], progress=lambda done, of: told.append((done, of)))

    assert list(dict.fromkeys(told)) == [(0, 0), (0, 2), (1, 2)]


def test_a_copied_laptop_that_goes_on_apart_is_noticed_and_harms_nothing(pair, tmp_path):
    one, two = pair
    organisation(one, "Common")
    one_copy = tmp_path / "copy.recipe"
    shutil.copy(one.path, one_copy)
    for end in ("-wal", "-shm"):
        if one.path.with_name(one.path.name + end).exists():
            shutil.copy(one.path.with_name(one.path.name + end), f"{one_copy}{end}")
    organisation(one, "Here")
    sending.send(one, tmp_path / "1")
    receiving.receive(two, [tmp_path / "1"])
    twin = stores.Workspace(store_session.Store.open(one_copy), replace(one.state))
    try:
        organisation(twin, "There")
        sending.send(twin, tmp_path / "2")
    finally:
        twin.close()

    answer = receiving.receive(two, [tmp_path / "2"])

    assert (answer.transactions, answer.refused, answer.forks) == (0, [], 1)
    assert answer.only_forked
    status = two.ask(knowledge.status, keys(two))
    assert (status.forks, [peer.is_forked for peer in status.peers]) == (1, [True])
    again = receiving.receive(two, [tmp_path / "2"])
    assert (again.forked, again.forks) == (0, 1)
    assert names(two) == ["Common", "Here"]


@pytest.mark.parametrize("first", ["truth", "forgery"])
def test_nobody_draws_a_record_out_of_a_narrower_scope(a_laptop, tmp_path, first):
    one, two, lyon = a_laptop(), a_laptop(), a_laptop("FR", "Lyon")
    meet(one, two, lyon)
    uid = one.do(records.create, "people", {"family_name": "Nagy", "email": "n@example.hu"}).uid
    lyon.do(forge_person, uid)
    files = {
        "truth": sending.send(one, tmp_path / "truth").path,
        "forgery": sending.send(lyon, tmp_path / "forgery").path,
    }

    for name in sorted(files, reverse=first == "truth"):
        receiving.receive(two, [files[name]])
    receiving.receive(one, [files["forgery"]])

    for workspace in (one, two):
        [person] = workspace.ask(persons)
        assert person == ("cluster:HU", "Nagy", "n@example.hu")
        assert workspace.ask(conflicts.inbox) == []


def forge_person(session, uid):
    session.connection().exec_driver_sql(
        "INSERT INTO person (uid, scope, family_name) VALUES (?, 'partnership', 'Forged')", (uid,)
    )


def persons(session):
    sql = "SELECT scope, family_name, email FROM person"
    return [tuple(row) for row in session.connection().exec_driver_sql(sql)]


def test_an_import_that_came_in_stands_in_the_history_with_its_laptop(pair, box):
    one, two = pair
    uid = organisation(one, "Rába Kft.")
    carry(box, one, two)

    lines = two.ask(history.of_record, "organisations", uid)

    assert {(c.by, c.device) for c in lines} == {("Zsófia Nagy", "Laptop 1")}


def test_very_long_texts_of_one_action_are_cut_into_what_others_can_read(pair, box, monkeypatch):
    monkeypatch.setattr(log, "LONGEST_TRANSACTION", 30_000)
    one, two = pair

    def fill(session):
        for number in range(40):
            notes = f"{number} " + "Ω" * 3_000
            made = records.create(
                session, "organisations", {"name": f"Firm {number}", "notes": notes}
            )
            records.edit(session, "organisations", made.uid, {"notes": f"{notes} again"})

    one.do(fill)
    carry(box, one, two)

    assert {str(o.fields["notes"])[-5:] for o in two.ask(records.listing, "organisations")} == {
        "again"
    }
    for office in pair:
        [(longest, count)] = office.ask(
            rows,
            "SELECT max(length), count(*) FROM (SELECT sum(length(body)) AS length FROM op "
            "JOIN txn ON txn.id = op.txn WHERE action LIKE '%.fill' GROUP BY txn)",
        )
        assert count > 1
        assert longest <= 30_000
    assert one.do(history.undo).is_whole
    carry(box, one, two)
    assert names(two) == []
