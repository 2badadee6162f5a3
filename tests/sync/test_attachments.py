"""Documents among offices: those involved get them whole, others not a byte, and no harm is kept."""

import os
from dataclasses import replace

import pytest
from pyrage import x25519

from recipe_desktop.domain.errors import UserError
from recipe_desktop.new_files import new_file
from recipe_desktop.services import attachments, conflicts, history, records, shares, stores
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.store import contents
from recipe_desktop.sync import enclosures, receiving, sending
from recipe_desktop.sync.bundle import Content, inspect, write_part
from recipe_desktop.sync.container import ContainerWriter, open_container, read_content
from recipe_desktop.sync.manifest import MAX_BYTES, Enclosed
from tests.sync.laptops import manifest
from tests.sync.offices import card, carry, keys, meet, reopen
from tests.sync.test_interrupted import killed
from tests.sync.test_shares import everything, member, rows_of, what_opens

NAME = "Önéletrajz Takács Péter.pdf"
CV = b"%PDF-1.7 Takacs Peter has cooled cells for nine years. " + os.urandom(200_000)


@pytest.fixture
def offices(a_laptop):
    made = a_laptop("HU", driver="encrypted"), a_laptop("FR"), a_laptop("DE")
    meet(*made)
    return made


def visit(workspace, *partners):
    """An exchange between two members."""
    names = dict(zip(("visitor_member", "host_member"), partners, strict=True))
    firm = workspace.do(records.create, "organisations", {"name": "Akku Kft."}).uid
    values = {"visitor": firm, **{name: member(workspace, code) for name, code in names.items()}}
    return workspace.do(records.create, "exchanges", values).uid


def attach(workspace, uid, content=CV, name=NAME):
    given = attachments.ContentSource(name, content)
    return workspace.do(attachments.add, "exchanges", uid, given)


@pytest.fixture
def made(offices):
    """A document of Hungary in the file of a visit to France."""
    hungary, _, _ = offices
    return attach(hungary, visit(hungary, "HU", "FR"))


def documents(workspace, uid):
    return workspace.ask(attachments.of_record, "exchanges", uid)


def files(workspace):
    folder = contents.folder_of(workspace.path)
    return list(folder.iterdir()) if folder.exists() else []


def opened(workspace, file):
    """What a laptop can read of a file, contents included, as it hands them over."""
    found = []
    with open_container(file) as container:
        for number in range(1, len(container.parts) + 1):
            try:
                found.append(b"".join(read_content(container, number, keys(workspace).identity)))
            except UserError as error:
                assert error.code == "bundle.foreign"  # noqa: PT017 - the others must open
    return b"".join(found)


def test_those_involved_get_a_document_and_the_third_office_not_a_byte(offices, made, box):
    _, france, germany = offices
    uid = made.record

    carry(box, *offices)

    [theirs] = documents(france, uid)
    assert (theirs.name, theirs.is_here, theirs.number) == (NAME, True, made.number)
    assert france.ask(attachments.content, theirs.uid) == CV
    assert documents(germany, uid) == []
    assert files(germany) == []
    for trace in (NAME, made.sha256, made.sha256[:16]):
        assert trace not in everything(germany)
        for file in box.iterdir():
            assert trace.encode() not in file.read_bytes()
            assert trace.encode() not in opened(germany, file)
            assert trace.encode() not in what_opens(germany, file)
    for file in box.iterdir():
        assert CV[:40] not in file.read_bytes()
        assert CV[:40] not in opened(germany, file)


def test_what_was_said_to_be_there_is_not_sent_again(offices, made, box, tmp_path):
    hungary, france, _ = offices

    first = sending.send(hungary, box)
    again = sending.send(hungary, tmp_path / "again")
    got = receiving.receive(france, [box])
    sending.send(france, box)
    receiving.receive(hungary, [box])
    then = sending.send(hungary, tmp_path / "then")

    assert (first.contents, again.contents, then.contents) == (1, 1, 0)
    assert got.contents == 1
    assert receiving.receive(france, [tmp_path / "again", tmp_path / "then"]).contents == 0
    assert (tmp_path / "then").stat().st_size < len(CV) // 4


def test_a_content_that_was_lost_comes_again(offices, made, box):
    hungary, france, _ = offices
    uid = made.record
    carry(box, *offices)
    [file] = files(france)
    file.unlink()
    [waiting] = documents(france, uid)
    assert not waiting.is_here

    sending.send(france, box)
    receiving.receive(hungary, [box])
    sending.send(hungary, box)
    heard = []
    france.listen(heard.append)
    receiving.receive(france, [box])

    assert france.ask(attachments.content, waiting.uid) == CV
    assert any(changes.touches("attachment") for changes in heard)


def test_a_row_whose_content_did_not_come_says_so(offices, made, box):
    hungary, france, _ = offices
    uid = made.record
    [file] = files(hungary)
    whole = file.read_bytes()
    file.write_bytes(whole[:-1])  # damaged: it is not passed on

    sent = sending.send(hungary, box)
    receiving.receive(france, [box])

    assert sent.contents == 0
    [waiting] = documents(france, uid)
    assert not waiting.is_here
    with pytest.raises(UserError, match=r"attachment\.not_here"):
        france.ask(attachments.content, waiting.uid)
    file.write_bytes(whole)
    sending.send(hungary, box)
    receiving.receive(france, [box])
    assert france.ask(attachments.content, waiting.uid) == CV


def test_a_document_for_a_wider_share_reaches_those_who_came_later(offices, made, box):
    hungary, france, _germany = offices
    uid = made.record
    carry(box, *offices)

    hungary.do(shares.begin, "exchanges", uid, ["HU", "FR", "DE"])
    carry(box, *offices)

    for workspace in offices:
        [one] = documents(workspace, uid)
        assert workspace.ask(attachments.content, one.uid) == CV
    assert len(files(france)) == 1


def test_what_was_removed_goes_from_the_others_disk_and_comes_again_when_it_is_back(
    offices, made, box
):
    hungary, france, _ = offices
    uid = made.record
    carry(box, *offices)

    hungary.do(attachments.remove, made.uid)
    carry(box, *offices)
    gone = documents(france, uid), files(france)
    kept = files(hungary)
    hungary.do(history.undo)
    carry(box, *offices)

    assert gone == ([], [])
    assert len(kept) == 1, "undo could bring it back"
    [back] = documents(france, uid)
    assert france.ask(attachments.content, back.uid) == CV


def test_the_end_of_a_share_takes_the_documents_from_the_others_disk(offices, made, box):
    hungary, france, _ = offices
    uid = made.record
    carry(box, *offices)
    hungary.do(shares.end, hungary.ask(shares.of_record, "exchanges", uid).uid)
    end = sending.send(hungary, box)

    receiving.receive(france, [end.path], dry_run=True)
    rehearsed = files(france)
    receiving.receive(france, [end.path])

    assert len(rehearsed) == 1
    assert files(france) == []
    assert rows_of(france, "SELECT * FROM kept_content") == []
    [own] = documents(hungary, uid)
    assert hungary.ask(attachments.content, own.uid) == CV
    hungary.do(shares.begin, "exchanges", uid, ["FR"])
    carry(box, *offices)
    [again] = documents(france, uid)
    assert france.ask(attachments.content, again.uid) == CV


def test_what_an_own_document_still_holds_stays_when_a_share_ends(offices, made, box):
    hungary, france, _ = offices
    uid = made.record
    carry(box, *offices)
    own = attach(france, visit(france, "FR", "FR"), name="the same.pdf")

    hungary.do(shares.end, hungary.ask(shares.of_record, "exchanges", uid).uid)
    carry(box, *offices)

    assert documents(france, uid) == []
    assert france.ask(attachments.content, own.uid) == CV


def test_a_file_from_before_does_not_bring_a_content_back(offices, made, box, tmp_path):
    hungary, france, _ = offices
    before = sending.send(hungary, tmp_path / "before").path
    carry(box, *offices)
    hungary.do(attachments.remove, made.uid)
    carry(box, *offices)

    got = receiving.receive(france, [before])

    assert (got.refused, got.contents) == ([], 0)
    assert files(france) == []


def test_a_content_stays_while_something_that_names_it_waits(offices, made, box, tmp_path):
    hungary, france, _ = offices
    uid = made.record
    carry(box, *offices)
    hungary.do(attachments.remove, made.uid)
    deleted = sending.send(hungary, tmp_path / "deleted").path
    hungary.do(records.edit, "exchanges", uid, {"motivation": "To see it"})
    lost = sending.send(hungary, tmp_path / "lost").path
    attach(hungary, uid, name="again.pdf")
    hungary.do(acknowledge, france)
    later = sending.send(hungary, tmp_path / "later").path

    assert receiving.receive(france, [later]).held == 1
    receiving.receive(france, [deleted])

    assert documents(france, uid) == []
    assert len(files(france)) == 1
    receiving.receive(france, [lost])
    [again] = documents(france, uid)
    assert france.ask(attachments.content, again.uid) == CV


def test_a_content_stays_while_a_deletion_waits_for_a_decision(offices, made, box):
    hungary, france, _ = offices
    uid = made.record
    carry(box, *offices)
    hungary.do(records.remove, "exchanges", uid)
    france.do(records.edit, "exchanges", uid, {"starts_on": "2027-03-01"})

    carry(box, *offices)

    assert documents(france, uid) == []
    assert len(files(france)) == 1
    [asked] = hungary.ask(conflicts.inbox)
    assert asked.kind_of == "delete"
    hungary.do(conflicts.take, asked.id, 2)
    carry(box, *offices)
    assert france.ask(records.listing, "exchanges") == []
    france.close()
    again = reopen(france)
    try:
        assert files(again) == []
    finally:
        again.close()


def test_a_program_killed_before_it_drops_a_content_does_so_when_it_is_opened(offices, made, box):
    hungary, france, _ = offices
    uid = made.record
    carry(box, *offices)
    hungary.do(attachments.remove, made.uid)
    sending.send(hungary, box)
    france.close()
    assert len(files(france)) == 1

    france = killed(
        france,
        "from recipe_desktop.store import contents; contents.drop_unwanted = die; "
        f"receiving.receive(workspace, [Path({str(box)!r})])",
    )

    try:
        assert documents(france, uid) == []
        assert files(france) == []
        assert rows_of(france, "SELECT * FROM kept_content") == []
    finally:
        france.close()


def test_a_rehearsal_writes_no_content(offices, box):
    hungary, france, _ = offices
    attach(hungary, visit(hungary, "HU", "FR"))
    sending.send(hungary, box)

    said = receiving.receive(france, [box], dry_run=True)

    assert said.contents == 1
    assert files(france) == []


@pytest.mark.parametrize("harm", ["cut", "flip"])
def test_a_file_that_is_cut_or_changed_brings_nothing(offices, made, tmp_path, harm):
    hungary, france, _ = offices
    uid = made.record
    sent = sending.send(hungary, tmp_path / "good")
    good = sent.path.read_bytes()
    for place in range(1, 12):
        at = len(good) * place // 12
        flipped = good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :]
        bad = tmp_path / f"bad{place}"
        bad.write_bytes(good[:at] if harm == "cut" else flipped)

        [refused] = receiving.receive(france, [bad]).refused

        expected = "bundle.truncated" if harm == "cut" else "bundle.damaged"
        assert refused.error.code == expected
    assert files(france) == []
    assert documents(france, uid) == []


def forged(hungary, france, path, content, **said):
    """A file by an admitted laptop that says one thing of a content and brings another."""
    uid = visit(hungary, "HU", "FR")
    made = attach(hungary, uid)
    receiving.receive(france, [sending.send(hungary, path.with_name("before")).path])
    for file in files(france):
        file.unlink()
    scope = hungary.ask(records.scope_of, "attachments", made.uid)
    cards = sorted((card(w) for w in (hungary, france)), key=lambda one: one.replica)
    enclosed = Enclosed(2, str(x25519.Identity.generate()), ((made.sha256, len(CV)),))
    told = replace(
        manifest(Sender(hungary), [Reader(one) for one in cards]),
        scope=scope,
        parts=2,
        enclosed=replace(enclosed, **said),
    )
    reader = str(x25519.Identity.from_str(enclosed.key).to_public())
    with new_file(path) as file:
        writer = ContainerWriter(file)
        write_part(writer, Content(told, ()), cards, keys(hungary))
        writer.add_content(iter(content), [reader])
        writer.finish()
    return receiving.receive(france, [path])


class Sender:
    """What the builder of manifests needs of a laptop with a store."""

    def __init__(self, workspace):
        self.card = card(workspace)


class Reader:
    def __init__(self, known):
        self.card = known


@pytest.mark.parametrize(
    ("content", "said", "code"),
    [
        ([CV[:-1] + b"x"], {}, "bundle.content_altered"),
        ([CV[:-1]], {}, "bundle.content_altered"),
        ([CV, b"more"], {}, "bundle.content_altered"),
        ([], {}, "bundle.content_altered"),
        ([CV], {"part": 3}, "bundle.damaged"),
        ([CV], {"key": "AGE-SECRET-KEY-1NONE"}, "bundle.damaged"),
        ([CV], {"key": str(x25519.Identity.generate())}, "bundle.damaged"),
        ([CV], {"contents": (("0" * 64, MAX_BYTES + 1),)}, "bundle.content_too_large"),
        ([CV], {"contents": (("no hash", 3),)}, "bundle.damaged"),
        (
            [b"abc"],
            {
                "contents": (
                    ("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 3),
                )
            },
            "bundle.content_unknown",
        ),
    ],
)
def test_what_is_not_what_its_sender_says_is_refused_in_words(
    offices, tmp_path, content, said, code
):
    hungary, france, _ = offices

    got = forged(hungary, france, tmp_path / "forged", content, **said)

    assert [refused.error.code for refused in got.refused] == [code]
    assert files(france) == []
    receiving.receive(hungary, [sending.send(france, tmp_path / "asks").path])
    receiving.receive(france, [sending.send(hungary, tmp_path / "mended").path])
    assert len(files(france)) == 1


def test_a_content_whose_row_still_waits_is_passed_over_and_comes_again(offices, box, tmp_path):
    hungary, france, _ = offices
    uid = visit(hungary, "HU", "FR")
    hungary.do(records.edit, "exchanges", uid, {"motivation": "To see"})
    first = sending.send(hungary, tmp_path / "first").path
    receiving.receive(france, [first])
    receiving.receive(hungary, [sending.send(france, tmp_path / "knows").path])
    hungary.do(records.edit, "exchanges", uid, {"motivation": "To see it"})
    lost = sending.send(hungary, tmp_path / "lost").path
    attach(hungary, uid)
    hungary.do(lambda session: acknowledge(session, france))
    later = sending.send(hungary, tmp_path / "later").path

    got = receiving.receive(france, [later])
    assert got.refused == []
    assert files(france) == []
    receiving.receive(france, [lost])
    receiving.receive(hungary, [sending.send(france, tmp_path / "asks").path])
    receiving.receive(france, [sending.send(hungary, tmp_path / "again").path])

    [one] = documents(france, uid)
    assert france.ask(attachments.content, one.uid) == CV


def acknowledge(session, france):
    """Have Hungary believe that France has what is in the file that was lost."""
    session.connection().exec_driver_sql(
        "UPDATE peer_known SET seq = (SELECT known - 1 FROM stream WHERE stream.device = "
        "peer_known.device AND stream.scope = peer_known.scope) "
        "WHERE peer = ? AND scope LIKE 'share:%' AND device <> ?",
        (france.here.device_uid, france.here.device_uid),
    )


def test_a_program_killed_between_content_and_row_has_received_nothing(offices, made, box):
    hungary, france, _ = offices
    uid = made.record
    sending.send(hungary, box)

    france = killed(
        france,
        "from recipe_desktop.sync import enclosures; enclosures._rows = die; "
        f"receiving.receive(workspace, [Path({str(box)!r})])",
    )

    try:
        assert files(france) == []  # it was whole, and dropped by the opening
        assert documents(france, uid) == []
        assert france.ask(stores.problems) == []
        assert receiving.receive(france, [box]).contents == 1
        [one] = documents(france, uid)
        assert france.ask(attachments.content, one.uid) == CV
    finally:
        france.close()


def test_an_older_program_finds_the_contents_meant_for_somebody_else(offices, box):
    hungary, france, _ = offices
    attach(hungary, visit(hungary, "HU", "FR"))
    file = sending.send(hungary, box).path

    assert CV[:40] not in opened(france, file)  # by the device's own key alone
    found = inspect(file, keys(france), {card(w).replica: card(w) for w in offices})
    [enclosed] = [p.manifest.enclosed for p in found.parts if p.manifest.enclosed]
    assert enclosed.part not in {part.number for part in found.parts}
    assert enclosed.key not in repr(enclosed)


def test_the_largest_contents_pass_and_many_at_once(offices, box):
    hungary, france, _ = offices
    uid = visit(hungary, "HU", "FR")
    given = [os.urandom(MAX_BYTES), *(f"letter {n}".encode() for n in range(40))]
    for number, content in enumerate(given):
        attach(hungary, uid, content, f"{number}.txt")

    carry(box, *offices)

    found = documents(france, uid)
    assert [france.ask(attachments.content, one.uid) for one in found] == given


def test_nothing_is_enclosed_for_nobody():
    assert enclosures.enclose(2, []) is None


def test_an_office_keeps_its_own_documents_when_another_ends_the_share(offices, box):
    hungary, france, _ = offices
    uid = visit(hungary, "HU", "FR")
    attach(hungary, uid)
    carry(box, *offices)
    attach(france, uid, content=b"%PDF The letter of invitation", name="Invitation.pdf")
    attach(france, uid, content=CV, name="The same under another name.pdf")
    carry(box, *offices)

    france.do(shares.end, france.ask(shares.of_record, "exchanges", uid).uid)
    carry(box, *offices)

    [kept] = documents(hungary, uid)
    assert (kept.name, hungary.ask(attachments.content, kept.uid)) == (NAME, CV)
    assert len(files(hungary)) == 1
    hungary.do(attachments.remove, kept.uid)
    again = reopen(hungary)
    assert documents(again, uid) == [], "what was removed afterwards does not come back"


def test_a_program_killed_before_it_took_documents_home_does_so_when_it_is_opened(
    offices, box, monkeypatch
):
    hungary, france, _ = offices
    uid = visit(hungary, "HU", "FR")
    attach(hungary, uid)
    carry(box, *offices)
    france.do(shares.end, france.ask(shares.of_record, "exchanges", uid).uid)
    sending.send(france, box)
    with monkeypatch.context() as patched:
        patched.setattr(Workspace, "tidy_files", lambda _self: None)  # as when it is killed there
        receiving.receive(hungary, [box])
    assert documents(hungary, uid) == []

    again = reopen(hungary)

    [kept] = documents(again, uid)
    assert again.ask(attachments.content, kept.uid) == CV


def test_a_document_that_went_to_and_fro_lies_in_the_share_once(offices, box):
    hungary, france, _ = offices
    uid = visit(hungary, "HU", "FR")
    attach(hungary, uid)
    carry(box, *offices)
    france.do(shares.end, france.ask(shares.of_record, "exchanges", uid).uid)
    carry(box, *offices)

    hungary.do(shares.begin, "exchanges", uid, ["FR"])
    carry(box, *offices)
    france.do(records.edit, "exchanges", uid, {"assessment": "Fits"})
    carry(box, *offices)

    assert [one.name for one in documents(hungary, uid)] == [NAME]
    assert documents(hungary, uid) == documents(france, uid)
