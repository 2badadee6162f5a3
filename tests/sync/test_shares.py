"""A share among three offices: two of them see it, and nothing of it reaches the third."""

from functools import partial

import pytest

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import named_uid, new_uid
from recipe_desktop.new_files import new_file
from recipe_desktop.services import (
    attachments,
    conflicts,
    exchange_steps,
    exchanges,
    history,
    records,
    shares,
)
from recipe_desktop.services.sql import run
from recipe_desktop.store.journal import founding, log
from recipe_desktop.sync import knowledge, receiving, roster, sending
from recipe_desktop.sync.bundle import Content, write_part
from recipe_desktop.sync.container import ContainerWriter, open_container, read_lines
from recipe_desktop.sync.keys import Keys
from recipe_desktop.sync.manifest import Manifest
from tests.conftest import rows
from tests.sync.offices import card, carry, keys, meet, reopen

SECRET = "Wants to learn how the cells are cooled"
CV = "CV of Péter Takács"


@pytest.fixture
def offices(a_laptop):
    made = a_laptop("HU"), a_laptop("FR"), a_laptop("DE")
    meet(*made)
    return made


def member(workspace, code):
    found = workspace.ask(records.listing, "members")
    return next(m.uid for m in found if m.fields["code"] == code)


def make(workspace, kind, **values):
    return workspace.do(records.create, kind, values).uid


FILE = {"motivation": SECRET, "documents": CV}


def visit(workspace, *partners, file=FILE):
    """An exchange between members, with its file; written on one laptop."""
    firms = [make(workspace, "organisations", name=f"Firm of {code}") for code in partners]
    named = dict(zip(("visitor_member", "host_member"), partners, strict=False))
    return make(
        workspace,
        "exchanges",
        visitor=firms[0],
        host=firms[-1],
        **file,
        **{name: member(workspace, code) for name, code in named.items()},
    )


def motivation(workspace, uid):
    return workspace.ask(records.show, "exchanges", uid).fields["motivation"]


def readers(workspace, uid):
    return workspace.ask(shares.readers, "exchanges", uid)


def everything(workspace):
    """All that lies in a store, whatever the table."""
    tables = rows_of(workspace, "SELECT name FROM sqlite_master WHERE type = 'table'")
    return "\n".join(
        repr(row) for (table,) in tables for row in rows_of(workspace, f'SELECT * FROM "{table}"')
    )


def rows_of(workspace, sql):
    return workspace.ask(lambda session: rows(session, sql))


def what_opens(workspace, file):
    """Every line of a file that a laptop has the key to."""
    lines = []
    with open_container(file) as container:
        for number in range(1, len(container.parts) + 1):
            try:
                lines += read_lines(container, number, keys(workspace).identity)
            except UserError as error:
                assert error.code == "bundle.foreign"  # noqa: PT017 - the others must open
    return b"\n".join(lines)


def test_the_paper_of_an_exchange_tells_up_to_when_its_file_is_known(offices, box, monkeypatch):
    first, second, third = offices
    monkeypatch.setenv("RECIPE_NOW", "2027-05-03T09:00:00+00:00")
    uid = visit(first, "HU", "FR")
    carry(box, first, second, third)
    monkeypatch.setenv("RECIPE_NOW", "2027-05-06T09:00:00+00:00")
    first.do(records.edit, "exchanges", uid, {"motivation": f"{SECRET}, and heated"})

    carry(box, first, second, third)

    told = [
        {of.member: of.day.day for of in office.ask(exchanges.paper, uid).imprint.known}
        for office in offices
    ]
    assert [known["HU"] for known in told] == [6, 6, 3], "the third office does not see the file"


def test_the_members_involved_see_the_file_and_the_others_not_a_byte_of_it(offices, box):
    hungary, france, germany = offices
    uid = visit(hungary, "HU", "FR")
    [share] = hungary.ask(shares.listing)

    carry(box, *offices)

    assert readers(hungary, uid) == ("FR", "HU")
    assert motivation(france, uid) == SECRET
    assert readers(france, uid) == ("FR", "HU")
    assert motivation(germany, uid) == ""
    assert germany.ask(shares.listing) == []
    for trace in (SECRET, CV, share.uid):
        assert trace not in everything(germany)
        assert trace in everything(france)
        for file in box.iterdir():
            assert trace.encode() not in file.read_bytes()
            assert trace.encode() not in what_opens(germany, file)
    assert any(SECRET.encode() in what_opens(france, file) for file in box.iterdir())


def test_both_write_into_one_share_even_if_they_began_it_apart(offices, box):
    hungary, france, _ = offices
    uid = visit(hungary, "HU", "FR")
    hungary.do(history.undo)
    carry(box, *offices)
    uid = make(hungary, "exchanges", visitor=make(hungary, "organisations", name="Akku"))
    partners = {"visitor_member": member(hungary, "HU"), "host_member": member(hungary, "FR")}
    hungary.do(records.edit, "exchanges", uid, partners)
    carry(box, *offices)

    hungary.do(records.edit, "exchanges", uid, {"motivation": SECRET})
    france.do(records.edit, "exchanges", uid, {"documents": CV})
    carry(box, *offices)

    for office in (hungary, france):
        fields = office.ask(records.show, "exchanges", uid).fields
        assert (fields["motivation"], fields["documents"]) == (SECRET, CV)
        assert len(office.ask(shares.listing)) == 1


def test_who_comes_in_gets_another_share_and_who_leaves_sees_no_more(offices, box):
    hungary, france, germany = offices
    uid = visit(hungary, "HU", "FR")
    carry(box, *offices)

    hungary.do(records.edit, "exchanges", uid, {"host_member": member(hungary, "DE")})
    carry(box, *offices)

    assert readers(hungary, uid) == readers(germany, uid) == ("DE", "HU")
    assert motivation(germany, uid) == SECRET
    assert motivation(france, uid) == ""
    ended = {share.members: share.ended_on for share in france.ask(shares.listing)}
    assert list(ended) == [("FR", "HU")]
    assert None not in ended.values()


def test_who_came_in_and_leaves_again_sees_no_more(offices, box):
    hungary, france, germany = offices
    uid = visit(hungary, "HU", "FR")
    for paying in (member(hungary, "DE"), None):
        hungary.do(records.edit, "exchanges", uid, {"paying_member": paying})
        carry(box, *offices)

    hungary.do(records.edit, "exchanges", uid, {"assessment": "Sound"})
    carry(box, *offices)

    assert readers(hungary, uid) == readers(france, uid) == ("FR", "HU")
    shown = france.ask(records.show, "exchanges", uid).fields
    assert (shown["motivation"], shown["assessment"]) == (SECRET, "Sound")
    assert motivation(germany, uid) == ""
    assert "Sound" not in everything(germany)


def test_sharing_with_others_by_hand_stays_when_the_partners_change(offices, box):
    hungary, _, germany = offices
    uid = visit(hungary, "HU", "FR")
    share = hungary.do(shares.begin, "exchanges", uid, ["DE", "FR"])
    assert (share.members, share.also) == (("DE", "FR", "HU"), ("DE",))
    carry(box, *offices)
    assert motivation(germany, uid) == SECRET

    hungary.do(records.edit, "exchanges", uid, {"host_member": member(hungary, "NL")})

    assert readers(hungary, uid) == ("DE", "HU", "NL")


def test_what_is_ended_is_deleted_for_the_others_and_kept_by_the_own_office(offices, box):
    hungary, france, _ = offices
    uid = visit(hungary, "HU", "FR")
    carry(box, *offices)

    hungary.do(shares.end, hungary.ask(shares.of_record, "exchanges", uid).uid)
    carry(box, *offices)

    assert (motivation(hungary, uid), motivation(france, uid)) == (SECRET, "")
    assert readers(hungary, uid) == ("HU",)
    hungary.do(records.edit, "exchanges", uid, {"assessment": "Fits"})
    assert readers(hungary, uid) == ("HU",), "what somebody ended is not begun by itself"
    hungary.do(shares.begin, "exchanges", uid, ["FR"])
    carry(box, *offices)
    assert motivation(france, uid) == SECRET


def test_one_undo_takes_the_share_back_and_the_others_hear_of_it(offices, box):
    hungary, france, _ = offices
    uid = visit(hungary, "HU", "FR")
    carry(box, *offices)
    assert motivation(france, uid) == SECRET

    hungary.do(history.undo)
    carry(box, *offices)

    assert france.ask(records.listing, "exchanges") == []
    assert rows_of(france, "SELECT * FROM exchange_file") == []
    assert rows_of(france, "SELECT * FROM share") == []


def test_an_office_alone_keeps_the_file_to_itself_until_somebody_is_involved(offices, box):
    hungary, france, _ = offices
    uid = visit(hungary, "HU")
    assert hungary.ask(shares.listing) == []
    assert readers(hungary, uid) == ("HU",)

    hungary.do(records.edit, "exchanges", uid, {"host_member": member(hungary, "FR")})
    carry(box, *offices)

    assert motivation(france, uid) == SECRET
    assert rows_of(hungary, "SELECT DISTINCT substr(scope, 1, 6) FROM exchange_file") == [
        ("share:",)
    ]


def test_a_second_laptop_of_a_member_gets_the_shares_as_well(offices, a_laptop, box):
    hungary, france, _ = offices
    uid = visit(hungary, "HU", "FR")
    second = a_laptop("FR")
    meet(hungary, second)
    meet(france, second)

    carry(box, hungary, second)

    assert motivation(second, uid) == SECRET


def test_who_is_no_member_cannot_write_himself_into_a_share(offices, box, tmp_path):
    """A German laptop begins the share of Hungary and France in a list of its own."""
    hungary, _, germany = offices
    uid = make(germany, "exchanges", visitor=make(germany, "organisations", name="Akku"))
    wanted = founding.share_uid("exchanges", uid, ["HU", "FR"])
    scope = founding.share_scope(wanted)

    def forge(session):
        session.connection().exec_driver_sql(
            "INSERT INTO share (uid, scope, kind, record_uid, members) VALUES (?, ?, ?, ?, ?)",
            (wanted, scope, "exchanges", uid, "DE FR HU"),
        )

    germany.do(forge)
    hungary_card = card(hungary)
    file = forged(germany, scope, hungary_card, tmp_path / "forged.recipe-changes")

    taken = receiving.receive(hungary, [file])

    assert taken.refused == []
    assert taken.held == 1, "a share that nobody in it has begun waits"
    assert rows_of(hungary, "SELECT * FROM share") == []
    carry_only_partnership(box, germany, hungary)
    hungary.do(records.edit, "exchanges", uid, partners_of(hungary, "HU", "FR"))
    hungary.do(records.edit, "exchanges", uid, {"motivation": SECRET})
    again = receiving.receive(hungary, [forged(germany, scope, hungary_card, tmp_path / "2.x")])
    assert [refused.error.code for refused in again.refused] == ["bundle.not_allowed"]
    sending.send(hungary, box)
    for sent in box.iterdir():
        assert SECRET.encode() not in what_opens(germany, sent)


def partners_of(workspace, visitor, host):
    return {
        "visitor_member": member(workspace, visitor),
        "host_member": member(workspace, host),
    }


def carry_only_partnership(box, one, other):
    sending.send(one, box)
    assert receiving.receive(other, [box]).refused == []


def forged(sender, scope, reader, path):
    """A bundle with one part that the program itself would not write."""

    def write(session, own):
        connection = session.connection()
        sending.seal(session, [own])
        me = roster.identity(session, own)
        vector = log.vector(connection, scope)
        manifest = Manifest(
            *(new_uid(), 1, 1, scope, own.replica, me.member, (me.replica, reader.replica)),
            *("1", 2, 1, {}, vector, vector),
        )
        with new_file(path) as file:
            writer = ContainerWriter(file)
            content = Content(manifest, log.segments(connection, scope, {}))
            write_part(writer, content, [me, reader], own)
            writer.finish()

    sender.do(write, Keys(sender.state))
    return path


def test_a_share_whose_beginner_is_not_admitted_waits_for_the_card(a_laptop, box):
    """The second Hungarian laptop began it; France knows only the first."""
    first, second, france = a_laptop("HU"), a_laptop("HU"), a_laptop("FR")
    meet(first, second)
    meet(first, france)
    uid = visit(second, "HU", "FR")
    sending.send(second, box)
    receiving.receive(first, [box])
    first.do(records.edit, "exchanges", uid, {"assessment": "Fits"})
    sending.send(first, box)

    waits = receiving.receive(france, [box])

    assert waits.held == waits.waiting == waits.unadmitted > 0
    assert rows_of(france, "SELECT * FROM exchange_file") == []
    meet(second, france)
    fields = france.ask(records.show, "exchanges", uid).fields
    assert (fields["motivation"], fields["assessment"]) == (SECRET, "Fits")
    assert france.ask(knowledge.held) == 0


def test_reasons_of_refusal(workspace):
    uid = make(workspace, "exchanges", visitor=make(workspace, "organisations", name="Akku"))
    for error, kind, members in (
        ("share.needs_two", "exchanges", ["HU"]),
        ("share.unknown_member", "exchanges", ["XX"]),
        ("share.not_for_kind", "organisations", ["FR"]),
    ):
        with pytest.raises(UserError, match=error.replace(".", r"\.")):
            workspace.do(shares.begin, kind, uid, members)
    share = workspace.do(shares.begin, "exchanges", uid, ["FR"])
    assert workspace.ask(shares.find, share.uid[:8]).uid == share.uid
    workspace.do(shares.end, share.uid)
    with pytest.raises(UserError, match=r"share\.has_ended"):
        workspace.do(shares.end, share.uid)
    with pytest.raises(UserError, match=r"share\.unknown"):
        workspace.ask(shares.find, "ffff")


def end(workspace, uid):
    workspace.do(shares.end, workspace.ask(shares.of_record, "exchanges", uid).uid)


def test_who_hears_of_an_end_keeps_what_its_office_wrote_and_nothing_else(offices, a_laptop, box):
    hungary, france, _ = offices
    second = a_laptop("HU")
    meet(second, hungary)
    meet(second, france)
    uid = visit(hungary, "HU", "FR")
    everybody = (*offices, second)
    carry(box, *everybody)
    france.do(records.edit, "exchanges", uid, {"assessment": "Fits", "documents": "Seen"})
    carry(box, *everybody)

    end(france, uid)
    carry(box, *everybody)

    for office in (hungary, second):
        fields = office.ask(records.show, "exchanges", uid).fields
        assert (fields["motivation"], fields["documents"]) == (SECRET, CV)
        assert fields["assessment"] == "", "that is what the other office wrote"
        assert readers(office, uid) == ("HU",)
        assert office.ask(exchanges.card, uid).ended_by == "FR"
        assert office.ask(conflicts.inbox) == []
    kept = france.ask(records.show, "exchanges", uid).fields
    assert (kept["motivation"], kept["assessment"]) == (SECRET, "Fits")
    assert france.ask(exchanges.card, uid).ended_by == ""


def test_what_was_taken_home_can_be_written_on_and_cleared_for_good(offices, box):
    hungary, france, _ = offices
    uid = visit(hungary, "HU", "FR")
    carry(box, *offices)
    end(france, uid)
    carry(box, *offices)

    hungary.do(records.edit, "exchanges", uid, {"motivation": "", "documents": "None"})
    again = reopen(hungary)

    assert motivation(again, uid) == ""
    again.do(shares.begin, "exchanges", uid, ["FR"])
    carry(box, again, france)
    assert france.ask(records.show, "exchanges", uid).fields["documents"] == "None"


def test_nobody_undoes_what_was_taken_home_unasked(offices, box):
    hungary, france, _ = offices
    uid = visit(hungary, "HU", "FR")
    carry(box, *offices)
    before = hungary.ask(history.steps)
    end(france, uid)
    carry(box, *offices)

    assert hungary.ask(history.steps) == before


def test_both_end_a_share_apart_and_each_keeps_its_copy(offices, box):
    hungary, france, _ = offices
    uid = visit(hungary, "HU", "FR")
    carry(box, *offices)
    france.do(records.edit, "exchanges", uid, {"assessment": "Fits"})
    carry(box, *offices)

    end(hungary, uid)
    end(france, uid)
    hungary.do(records.edit, "exchanges", uid, {"motivation": "Another"})
    carry(box, *offices)

    assert motivation(hungary, uid) == "Another"
    assert hungary.ask(records.show, "exchanges", uid).fields["assessment"] == "Fits"
    assert motivation(france, uid) == SECRET


REASON = "The passport was seen at the office"


def doubt(workspace, uid, code):
    [found] = workspace.ask(exchange_steps.findings_of, uid, code)
    return found


def test_a_reason_for_what_the_file_holds_goes_to_those_alone_who_see_the_file(offices, box):
    hungary, france, germany = offices
    uid = visit(hungary, "HU", "FR")
    hungary.do(records.edit, "exchanges", uid, {"nationality": "CH"})

    open_ = doubt(hungary, uid, "residence_open")
    hungary.do(exchange_steps.give_reason, uid, open_, REASON, "Ana")
    hungary.do(
        exchange_steps.give_reason, uid, doubt(hungary, uid, "visitor_no_type"), "A new firm", "Ana"
    )
    carry(box, *offices)

    assert doubt(france, uid, "residence_open").given.reason == REASON
    assert "A new firm" in everything(germany)
    for trace in (REASON, "residence_open"):
        assert trace not in everything(germany)
    france.do(exchange_steps.give_reason, uid, open_, "Another reason", "Luc")
    carry(box, *offices)
    assert doubt(hungary, uid, "residence_open").given.reason == "Another reason"
    hungary.do(exchange_steps.take_reason_back, uid, doubt(hungary, uid, "residence_open"))
    carry(box, *offices)
    assert doubt(france, uid, "residence_open").given is None


def test_a_reason_moves_with_the_file_and_is_kept_by_who_gave_it(offices, box):
    hungary, france, germany = offices
    uid = visit(hungary, "HU", "FR")
    hungary.do(records.edit, "exchanges", uid, {"nationality": "CH"})
    hungary.do(
        exchange_steps.give_reason, uid, doubt(hungary, uid, "residence_open"), REASON, "Ana"
    )
    hungary.do(records.edit, "exchanges", uid, {"host_member": member(hungary, "DE")})
    carry(box, *offices)
    assert doubt(germany, uid, "residence_open").given.reason == REASON
    assert REASON not in rows_of_reasons(france)

    end(germany, uid)
    carry(box, *offices)

    assert doubt(hungary, uid, "residence_open").given.reason == REASON


def rows_of_reasons(workspace):
    return repr(rows_of(workspace, "SELECT * FROM finding_reason"))


def test_a_reason_that_an_older_program_told_everybody_goes_into_the_file(offices, box):
    hungary, _, germany = offices
    uid = visit(hungary, "HU", "FR")
    hungary.do(records.edit, "exchanges", uid, {"nationality": "CH"})
    found = doubt(hungary, uid, "residence_open")

    def as_before(session):
        run(
            session,
            "INSERT INTO finding_reason (uid, scope, exchange_uid, code, about, reason, name) "
            "VALUES (?, 'partnership', ?, 'exchange.residence_open', ?, ?, 'Ana')",
            *(named_uid("finding_reason", uid, found.code, found.about), uid, found.about, "Old"),
        )

    hungary.do(as_before)
    carry(box, *offices)
    assert doubt(hungary, uid, "residence_open").given.reason == "Old"

    hungary.do(exchange_steps.give_reason, uid, found, REASON, "Ana")
    carry(box, *offices)

    assert doubt(hungary, uid, "residence_open").given.reason == REASON
    assert rows_of_reasons(germany) == "[]"


def test_an_office_that_is_not_involved_neither_takes_a_file_nor_writes_beside_it(offices, box):
    hungary, _, germany = offices
    uid = visit(hungary, "HU", "FR")
    carry(box, *offices)

    for taking in (
        partial(germany.do, shares.begin, "exchanges", uid, ["HU"]),
        partial(germany.do, records.edit, "exchanges", uid, {"motivation": "ours"}),
    ):
        with pytest.raises(UserError, match=r"share\.not_involved"):
            taking()


def test_a_share_that_a_stranger_began_takes_nothing(offices, box, monkeypatch):
    hungary, france, germany = offices
    uid = visit(hungary, "HU", "FR")
    carry(box, *offices)
    with monkeypatch.context() as earlier:
        earlier.setattr(shares, "refuse_outsider", lambda *_: None)  # as a former version did
        germany.do(shares.begin, "exchanges", uid, ["HU"])
    carry(box, *offices)

    hungary.do(records.edit, "exchanges", uid, {"assessment": "Sound"})
    carry(box, *offices)

    assert motivation(germany, uid) == ""
    for office in (hungary, france):
        assert motivation(office, uid) == SECRET
        assert office.ask(shares.readers, "exchanges", uid) == ("FR", "HU")


def test_who_is_added_by_an_involved_office_may_add_another(a_laptop, box):
    offices = [a_laptop(code) for code in ("HU", "FR", "DE", "PT")]
    hungary, _, germany, _ = offices
    meet(*offices)
    uid = visit(hungary, "HU", "FR")
    hungary.do(shares.begin, "exchanges", uid, ["FR", "DE"])
    carry(box, *offices)
    germany.do(shares.begin, "exchanges", uid, ["FR", "HU", "PT"])
    carry(box, *offices)

    hungary.do(records.edit, "exchanges", uid, {"assessment": "Sound"})
    carry(box, *offices)

    assert {motivation(office, uid) for office in offices} == {SECRET}


def bytes_beside(workspace):
    """The bytes of a store and of all that lies beside it under its name, documents included."""
    found = workspace.path.parent.glob(f"{workspace.path.stem}*")
    beside = [f for one in found for f in (one, *one.rglob("*")) if f.is_file()]
    assert beside
    return b"\n".join(f.read_bytes() for f in beside)


def what_opens_of(box, workspace):
    """What a laptop has the keys to, of all files that were ever sent."""
    sent = [f for f in box.rglob("*") if f.is_file()]
    assert sent
    return [what_opens(workspace, f) for f in sent]


PARTS = {"visitor_member": "visitor", "host_member": "host", "paying_member": "payer"}


def claimed(workspace, uid):
    found = workspace.ask(exchanges.card, uid).findings
    return [one for one in found if one.code.endswith("_claimed")]


@pytest.mark.parametrize("part", PARTS)
def test_an_outsider_does_not_take_a_file_by_naming_itself(offices, box, part):
    hungary, france, germany = offices
    uid = visit(hungary, "HU", "FR")
    cv = attachments.ContentSource("cv.txt", b"SECRET CONTENT")
    hungary.do(attachments.add, "exchanges", uid, cv)
    hungary.do(records.edit, "exchanges", uid, {"paying_member": member(hungary, "HU")})
    carry(box, *offices)

    germany.do(records.edit, "exchanges", uid, {part: member(germany, "DE")})
    carry(box, *offices)
    hungary.do(records.edit, "exchanges", uid, {"assessment": "Sound"})
    france.do(records.edit, "exchanges", uid, {"host_person": "Luc"})
    carry(box, *offices)

    for office in (hungary, france):
        [asked] = claimed(office, uid)
        assert asked.code == f"exchange.{PARTS[part]}_claimed"
        assert asked.details == {"member": "DE", "by": "DE"}
        assert readers(office, uid) == ("FR", "HU")
        assert motivation(office, uid) == SECRET
    assert claimed(germany, uid) == []
    assert germany.ask(shares.keepers, "exchanges", uid) == ("FR", "HU")
    with pytest.raises(UserError, match=r"share\.not_involved"):
        germany.do(records.edit, "exchanges", uid, {"motivation": "ours"})
    for secret in (SECRET, CV, "SECRET CONTENT", "Sound", "Luc"):
        assert secret not in everything(germany)
        assert secret.encode() not in bytes_beside(germany)
        assert secret.encode() not in b"".join(what_opens_of(box, germany))


def test_those_involved_let_in_whom_an_outsider_named_or_leave_it(offices, box):
    hungary, france, germany = offices
    uid = visit(hungary, "HU", "FR")
    carry(box, *offices)
    germany.do(records.edit, "exchanges", uid, {"paying_member": member(germany, "DE")})
    carry(box, *offices)

    [asked] = claimed(hungary, uid)
    hungary.do(exchange_steps.give_reason, uid, asked, "It pays, and that is all")
    carry(box, *offices)
    assert [one.given.reason for one in claimed(france, uid)] == ["It pays, and that is all"]
    assert "and that is all" not in everything(germany)

    france.do(shares.choose, "exchanges", uid, ["HU", "FR", "DE"])
    carry(box, *offices)
    germany.do(records.edit, "exchanges", uid, {"assessment": "Sound"})
    carry(box, *offices)

    for office in offices:
        assert readers(office, uid) == ("DE", "FR", "HU")
        assert motivation(office, uid) == SECRET
        assert office.ask(records.show, "exchanges", uid).fields["assessment"] == "Sound"
        assert claimed(office, uid) == []


def test_an_outsider_puts_nobody_out_of_a_file(a_laptop, box):
    offices = [a_laptop(code) for code in ("HU", "FR", "DE", "PT")]
    hungary, _, germany, portugal = offices
    meet(*offices)
    uid = visit(hungary, "HU", "FR")
    hungary.do(records.edit, "exchanges", uid, {"paying_member": member(hungary, "PT")})
    carry(box, *offices)

    germany.do(records.edit, "exchanges", uid, {"paying_member": member(germany, "DE")})
    carry(box, *offices)
    hungary.do(records.edit, "exchanges", uid, {"assessment": "Sound"})
    carry(box, *offices)

    assert readers(portugal, uid) == ("FR", "HU", "PT")
    assert motivation(portugal, uid) == SECRET
    assert motivation(germany, uid) == ""


def test_who_enters_the_exchange_of_others_may_name_them_one_by_one(offices, box):
    hungary, france, germany = offices
    firm = make(germany, "organisations", name="Firm")
    uid = make(germany, "exchanges", visitor=firm)
    for part, code in (("visitor_member", "HU"), ("host_member", "FR"), ("paying_member", "DE")):
        germany.do(records.edit, "exchanges", uid, {part: member(germany, code)})
    carry(box, *offices)

    hungary.do(records.edit, "exchanges", uid, {"motivation": SECRET})
    carry(box, *offices)

    assert {motivation(office, uid) for office in offices} == {SECRET}
    assert {readers(office, uid) for office in (hungary, france)} == {("DE", "FR", "HU")}


def test_who_entered_an_exchange_takes_no_file_that_others_began(offices, box):
    hungary, france, germany = offices
    firm = make(germany, "organisations", name="Firm")
    uid = make(
        germany,
        "exchanges",
        visitor=firm,
        visitor_member=member(germany, "HU"),
        host_member=member(germany, "FR"),
    )
    carry(box, *offices)
    hungary.do(records.edit, "exchanges", uid, {"motivation": SECRET})
    carry(box, *offices)

    germany.do(records.edit, "exchanges", uid, {"paying_member": member(germany, "DE")})
    carry(box, *offices)
    hungary.do(records.edit, "exchanges", uid, {"assessment": "Sound"})
    carry(box, *offices)

    assert [one.details["member"] for one in claimed(france, uid)] == ["DE"]
    assert SECRET not in everything(germany)


def test_who_was_taken_out_does_not_come_back_by_its_own_word(offices, box):
    hungary, _, germany = offices
    uid = visit(hungary, "HU", "FR")
    for code in ("DE", "HU"):
        hungary.do(records.edit, "exchanges", uid, {"paying_member": member(hungary, code)})
    carry(box, *offices)

    germany.do(records.edit, "exchanges", uid, {"paying_member": member(germany, "DE")})
    carry(box, *offices)
    hungary.do(records.edit, "exchanges", uid, {"assessment": "New word"})
    carry(box, *offices)

    assert "New word" not in everything(germany)
    assert [one.details["member"] for one in claimed(hungary, uid)] == ["DE"]
    hungary.do(records.edit, "exchanges", uid, {"paying_member": member(hungary, "HU")})
    hungary.do(records.edit, "exchanges", uid, {"paying_member": member(hungary, "DE")})
    carry(box, *offices)
    assert motivation(germany, uid) == SECRET
