"""Words that one office writes into a file while another one moves it: none of them is lost."""

import pytest

from recipe_desktop.services import attachments, conflicts, history, records, shares, stores
from recipe_desktop.services.attachments import ContentSource
from recipe_desktop.sync import receiving, sending
from tests.sync.offices import carry, meet
from tests.sync.test_shares import SECRET, make, member, motivation, rows_of, visit


@pytest.fixture
def offices(a_laptop):
    made = a_laptop("HU"), a_laptop("FR"), a_laptop("PT")
    meet(*made)
    return made


@pytest.fixture
def uid(offices, box):
    made = visit(offices[0], "HU", "FR")
    carry(box, *offices)
    return made


def exchange(office, uid):
    return office.ask(records.show, "exchanges", uid).fields


def meet_again(box, offices):
    """Everybody hears of everything, what the program does by itself included."""
    for _ in range(3):
        carry(box, *offices)
        for office in offices:
            office.tidy_files()


@pytest.mark.parametrize("by_hand", [False, True])
def test_what_is_written_while_another_office_moves_the_file_follows_it(offices, box, uid, by_hand):
    hungary, france, _ = offices
    if by_hand:
        france.do(shares.begin, "exchanges", uid, ["HU", "PT"])
    else:
        paying = {"paying_member": member(france, "PT"), "host_person": "Anne"}
        france.do(records.edit, "exchanges", uid, paying)
    hungary.do(records.edit, "exchanges", uid, {"motivation": "New", "assessment": "Sound"})
    hungary.do(attachments.add, "exchanges", uid, ContentSource("late.txt", b"late"))

    meet_again(box, offices)

    for office in offices:
        fields = exchange(office, uid)
        assert (fields["motivation"], fields["assessment"]) == ("New", "Sound")
        assert fields["host_person"] == ("" if by_hand else "Anne")
        assert [a.name for a in office.ask(attachments.of_record, "exchanges", uid)] == ["late.txt"]
        assert office.ask(shares.readers, "exchanges", uid) == ("FR", "HU", "PT")
        assert office.ask(conflicts.inbox) == []


def test_what_both_wrote_into_one_field_stands_under_each_other(offices, box, uid):
    hungary, france, _ = offices
    moved = {"paying_member": member(france, "PT"), "motivation": "Of Lyon"}
    france.do(records.edit, "exchanges", uid, moved)
    hungary.do(records.edit, "exchanges", uid, {"motivation": "Of Győr"})

    meet_again(box, offices)

    for office in offices:
        assert motivation(office, uid) == "Of Lyon\nOf Győr"


def test_two_offices_widen_a_share_apart_and_one_ends_it_and_each_keeps_its_words(
    offices, box, uid
):
    hungary, france, _ = offices
    paying = {"paying_member": member(france, "PT")}
    france.do(records.edit, "exchanges", uid, {**paying, "host_person": "Anne"})
    share = france.ask(shares.of_record, "exchanges", uid)
    france.do(shares.end, share.uid)
    hungary.do(records.edit, "exchanges", uid, {**paying, "motivation": "New"})

    meet_again(box, offices)

    assert motivation(hungary, uid) == "New"
    assert exchange(france, uid)["host_person"] == "Anne"
    assert SECRET in motivation(france, uid)
    for office in offices:
        assert office.ask(conflicts.inbox) == []


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 0, 2)])
def test_words_in_two_shares_that_were_begun_apart_come_together(offices, box, order):
    hungary, france, _ = offices
    uid = visit(hungary, "HU", "FR", file={})
    carry(box, *offices)
    hungary.do(records.edit, "exchanges", uid, {"paying_member": member(hungary, "PT")})
    hungary.do(records.edit, "exchanges", uid, {"motivation": "Of Győr"})
    france.do(records.edit, "exchanges", uid, {"motivation": "Of Lyon", "host_person": "Anne"})

    meet_again(box, [offices[place] for place in order])

    for office in offices:
        fields = exchange(office, uid)
        assert (fields["motivation"], fields["host_person"]) == ("Of Győr\nOf Lyon", "Anne")
        assert office.ask(conflicts.inbox) == []


def test_words_that_were_given_to_few_reach_nobody_else_by_a_wider_share(offices, box):
    hungary, france, portugal = offices
    ends = {name: make(hungary, "organisations", name=name) for name in ("visitor", "host")}
    uid = make(hungary, "exchanges", **ends)
    carry(box, *offices)
    hungary.do(shares.begin, "exchanges", uid, ["FR"])
    france.do(shares.begin, "exchanges", uid, ["HU", "PT"])
    hungary.do(records.edit, "exchanges", uid, {"motivation": "Of Győr"})
    france.do(records.edit, "exchanges", uid, {"motivation": "Of Lyon"})

    meet_again(box, offices)

    for office in (hungary, france):
        assert set(motivation(office, uid).split("\n")) == {"Of Győr", "Of Lyon"}
    assert "Of Győr" not in (motivation(portugal, uid) or "")
    france.do(shares.begin, "exchanges", uid, ["HU", "PT"])  # somebody wants them to see it
    meet_again(box, offices)
    assert set(motivation(portugal, uid).split("\n")) == {"Of Győr", "Of Lyon"}


OF_LISBON = "Of Lisbon"


def words(office):
    """Every word of a file that stands in a store's tables, wherever it lies."""
    of = "visitor_person || host_person || motivation || documents || assessment"
    return "".join(text for (text,) in rows_of(office, f"SELECT {of} FROM exchange_file"))


def take_off(office, uid):
    office.do(shares.begin, "exchanges", uid, ["FR"])


def take_back(office, _uid):
    office.do(history.undo)


@pytest.mark.parametrize("narrow", [take_off, take_back])
def test_who_is_taken_off_keeps_its_unsent_words_and_nothing_of_the_others(
    offices, a_laptop, box, uid, narrow
):
    hungary, france, portugal = offices
    second = a_laptop("PT")
    meet(second, portugal)
    meet(second, hungary)
    everybody = (*offices, second)
    hungary.do(attachments.add, "exchanges", uid, ContentSource("cv.txt", b"cv"))
    hungary.do(shares.begin, "exchanges", uid, ["FR", "PT"])
    carry(box, *everybody)
    assert motivation(second, uid) == SECRET
    added = {"motivation": f"{SECRET}\n{OF_LISBON}", "assessment": "Sound"}
    portugal.do(records.edit, "exchanges", uid, added)
    portugal.do(attachments.add, "exchanges", uid, ContentSource("late.txt", b"late"))
    [cv] = [a for a in portugal.ask(attachments.of_record, "exchanges", uid) if a.name == "cv.txt"]
    portugal.do(records.edit, "attachments", cv.uid, {"note": "Seen"})

    narrow(hungary, uid)
    meet_again(box, everybody)

    for office in (portugal, second):
        fields = exchange(office, uid)
        assert (fields["motivation"], fields["assessment"]) == (OF_LISBON, "Sound")
        assert SECRET not in words(office)
        assert rows_of(office, "SELECT name FROM attachment") == [("late.txt",)]
    for office in (hungary, france):
        assert motivation(office, uid) == SECRET
        assert OF_LISBON not in words(office)
    for office in everybody:
        assert office.ask(conflicts.inbox) == []
        assert office.ask(stores.problems) == []


def test_who_takes_its_words_out_leaves_those_of_a_third_office_to_it(offices, box, tmp_path, uid):
    hungary, france, portugal = offices
    hungary.do(shares.begin, "exchanges", uid, ["FR", "PT"])
    carry(box, *offices)
    france.do(records.edit, "exchanges", uid, {"host_person": "Anne"})
    receive(portugal, send(france, tmp_path / "first"))
    portugal.do(records.edit, "exchanges", uid, {"assessment": "Sound"})
    take_off(hungary, uid)
    narrowed = send(hungary, tmp_path / "second")
    receive(portugal, narrowed)
    assert words(portugal) == "Sound"

    receive(france, send(portugal, tmp_path / "third"), narrowed)
    meet_again(box, offices)

    for office in (hungary, france):
        fields = exchange(office, uid)
        assert (fields["motivation"], fields["host_person"]) == (SECRET, "Anne")
        assert office.ask(conflicts.inbox) == []
    assert words(portugal) == "Sound"


def send(office, folder):
    folder.mkdir()
    sending.send(office, folder)
    return folder


def receive(office, *folders):
    assert receiving.receive(office, list(folders)).refused == []
    office.tidy_files()


def test_who_moved_a_file_and_is_taken_off_keeps_only_what_it_had_written(offices, box, uid):
    hungary, france, _ = offices
    paying = {"paying_member": member(france, "PT"), "host_person": "Anne"}
    france.do(records.edit, "exchanges", uid, paying)
    carry(box, *offices)

    hungary.do(shares.begin, "exchanges", uid, ["PT"])
    meet_again(box, offices)

    assert words(france) == "Anne"
    assert exchange(france, uid)["host_person"] == "Anne"
