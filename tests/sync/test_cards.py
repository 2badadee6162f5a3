import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import Uid, new_uid
from recipe_desktop.store.state import State
from recipe_desktop.sync.cards import (
    LaptopCard,
    is_vouched_for,
    narrowed_card,
    parse_card,
    read_card,
    short_code,
    signed_card,
    write_card,
)
from recipe_desktop.sync.keys import Keys, is_signed
from tests.sync.laptops import DATA, fixed_laptops

VECTORS = json.loads((DATA / "cards.json").read_text("utf-8"))


@pytest.fixture
def laptop(laptop):
    def make(*names, **more):
        one = laptop(*names, **more)
        return one.keys, one.card

    return make


def test_cards_are_written_as_the_vectors_say():
    one, _, lyon = (laptop.card for laptop in fixed_laptops())

    assert [card.content().decode() for card in (one, lyon)] == VECTORS["contents"]
    assert [json.loads(card.text()) for card in (one, lyon)] == VECTORS["cards"]
    assert short_code(one, lyon) == VECTORS["short_code"]


def test_cards_of_the_vectors_are_read():
    for document in VECTORS["cards"]:
        card = parse_card(json.dumps(document))
        assert (card.device, card.member) == (document["device"], document["member"])


def test_a_card_survives_its_file(tmp_path, laptop):
    _, card = laptop()
    file = tmp_path / "one.recipe-card"

    write_card(card, file)

    assert read_card(file) == card


def test_a_card_saved_again_by_an_editor_still_counts(tmp_path, laptop):
    _, card = laptop()
    file = tmp_path / "one.recipe-card"
    file.write_text(json.dumps(json.loads(card.text()), indent=8), "utf-8-sig")

    assert read_card(file) == card


def test_both_laptops_read_the_same_code_and_a_third_card_gives_another(laptop):
    _, one = laptop()
    _, two = laptop("Lyon", "FR")
    _, stranger = laptop("Lyon", "FR")

    assert short_code(one, two) == short_code(two, one)
    assert short_code(one, two) != short_code(one, stranger)


def test_a_stewards_signature_does_not_change_the_code(laptop):
    keys, one = laptop()
    _, two = laptop("Kecskemét 2")

    assert short_code(one, signed_card(two, one, keys)) == short_code(one, two)


def test_names_cannot_hide_characters(laptop):
    _, card = laptop(device="  Laptop\n\u202e 7\u200b ")

    assert card.device == "Laptop 7"
    assert parse_card(card.text()) == card


@pytest.mark.parametrize(
    "change",
    [
        {"device": "Another"},
        {"member": "FR"},
        {"person": ""},
        {"verify_key": "00" * 32},
        {"age_recipient": "age1qqqq"},
        {"is_steward": False},
        {"signature": "00" * 64},
        {"signature": "zz"},
        {"replica": Uid("0" * 32)},
        {"replica": Uid("../../etc/passwd")},
        {"device": "x" * 201},
        {"device": "\ud800"},
        {"signed_by": "0" * 32},
    ],
    ids=str,
)
def test_a_changed_card_is_refused(laptop, change):
    _, card = laptop()
    changed = replace(card, **change).text().replace("\ud800", "\\ud800")

    with pytest.raises(UserError, match=r"card\.damaged"):
        parse_card(changed)


def test_a_card_with_another_ones_keys_is_refused(laptop):
    keys, card = laptop()
    _, other = laptop("Lyon", "FR")
    forged = replace(card, age_recipient=other.age_recipient)

    with pytest.raises(UserError, match=r"card\.damaged"):
        parse_card(forged.text())
    assert is_signed(b"x", keys.sign(b"x").hex(), card.verify_key)
    assert not is_signed(b"x", keys.sign(b"x").hex(), other.verify_key)


@pytest.mark.parametrize("field", list(VECTORS["cards"][0]))
@pytest.mark.parametrize("value", [None, 1.5, [], {}, 7])
def test_a_field_of_another_kind_is_refused(field, value):
    document = VECTORS["cards"][0] | {field: value}

    with pytest.raises(UserError, match=r"card\.(damaged|unreadable|too_new)"):
        parse_card(json.dumps(document))


def test_a_card_of_a_later_format_is_too_new():
    with pytest.raises(UserError, match=r"card\.too_new"):
        parse_card(json.dumps(VECTORS["cards"][0] | {"recipe_card": 3, "more": 1}))


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"[]", b"[" * 9000, b"\xff\xfe\x00", b"PK\x03\x04", b"x" * 20_000, b"1" * 9000],
)
def test_what_is_no_card_is_said_to_be_none(tmp_path, content):
    file = tmp_path / "some.recipe-card"
    file.write_bytes(content)

    with pytest.raises(UserError, match=r"card\.unreadable") as refusal:
        read_card(file)
    assert refusal.value.details == {"file": "some.recipe-card"}


def test_a_folder_or_a_missing_file_is_no_card(tmp_path):
    for path in (tmp_path, tmp_path / "absent"):
        with pytest.raises(UserError, match=r"card\.unreadable"):
            read_card(path)


@given(st.data())
def test_no_change_of_one_byte_gives_another_card(data):
    document = VECTORS["cards"][0]
    original = parse_card(json.dumps(document))
    content = bytearray(json.dumps(document, ensure_ascii=False).encode())
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] = data.draw(st.integers(0, 255))

    try:
        card = parse_card(content.decode("utf-8", "replace"))
    except UserError:
        return
    assert card == original


def test_a_steward_signs_cards_of_the_own_member_only(laptop):
    keys, steward = laptop()
    _, colleague = laptop("Kecskemét 2", steward=False)
    _, foreign = laptop("Lyon", "FR")

    signed = signed_card(colleague, steward, keys)

    assert parse_card(signed.text()) == signed
    assert is_vouched_for(signed, steward)
    assert not is_vouched_for(colleague, steward)
    with pytest.raises(UserError, match=r"card\.other_member"):
        signed_card(foreign, steward, keys)
    with pytest.raises(UserError, match=r"card\.not_steward"):
        signed_card(steward, colleague, keys)


def test_a_signature_by_somebody_else_vouches_for_nothing(laptop):
    keys, steward = laptop()
    other_keys, other = laptop("Kecskemét 3")
    _, colleague = laptop("Kecskemét 2", steward=False)
    forged = replace(signed_card(colleague, other, other_keys), signed_by=steward.replica)
    demoted = replace(steward, is_steward=False)

    assert not is_vouched_for(forged, steward)
    assert not is_vouched_for(signed_card(colleague, steward, keys), demoted)


def test_a_card_opens_the_partnership_and_its_own_cluster(laptop):
    _, card = laptop(member="FR")

    assert card.scopes == {"partnership", "cluster:FR"}


def test_the_age_identity_is_made_once_and_kept(tmp_path):
    state = State.create(tmp_path, new_uid())

    first = Keys(state).age_recipient

    assert Keys(State.load(tmp_path, state.replica)).age_recipient == first
    assert [file.name for file in tmp_path.iterdir()] == [state.path.name]


def test_the_fields_of_a_card_are_all_signed(laptop):
    keys, office = laptop()
    card = narrowed_card(office, f"event:{new_uid()}", keys)
    signatures = {"signature", "signed_by", "steward_signature"}
    signed = set(json.loads(card.content())) - {"recipe_card"}

    assert len(signed) == len(LaptopCard.__dataclass_fields__) - len(signatures)
