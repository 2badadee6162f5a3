"""The text by which a laptop says that another was lost."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recipe_desktop.domain.errors import UserError
from recipe_desktop.sync.revocations import parse_revocation
from tests.sync.laptops import DATA, fixed_laptops

TEXTS = json.loads((DATA / "revocations.json").read_text("utf-8"))["texts"]


def test_the_vectors_are_read_written_and_signed_by_whom_they_say():
    cards = {one.card.replica: one.card for one in fixed_laptops()}

    for text in TEXTS:
        said = parse_revocation(text)
        assert said.text() == text
        assert said.is_signed_with(cards[said.by].verify_key)


def test_nobody_else_can_have_said_it():
    one, two, lyon = fixed_laptops()
    said = parse_revocation(TEXTS[0])

    assert not said.is_signed_with(lyon.card.verify_key)
    assert said.signed(two.keys).text() != TEXTS[0]
    assert said.by == one.card.replica


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('"last":41', '"last":42.0', "bundle.damaged"),
        ('"last":41', '"last":-1', "bundle.damaged"),
        ('"last":41', '"last":true', "bundle.damaged"),
        ('"partnership"', '"everywhere"', "bundle.damaged"),
        ("2026-11-27T23:05:00+00:00", "2026-11-27T23:05:00", "bundle.damaged"),
        ("2026-11-27T23:05:00+00:00", "yesterday", "bundle.damaged"),
        ('"last":41', '"last": 41', "bundle.damaged"),
        ('"recipe_revocation":1', '"recipe_revocation":2', "bundle.too_new"),
        ('"recipe_revocation":1', '"recipe_revocation":0', "bundle.damaged"),
    ],
)
def test_another_text_is_refused(old, new, code):
    assert old in TEXTS[0]

    with pytest.raises(UserError, match=code):
        parse_revocation(TEXTS[0].replace(old, new))


@given(st.text(max_size=300) | st.recursive(st.none() | st.integers(), st.lists).map(json.dumps))
def test_nothing_else_is_a_revocation(text):
    with pytest.raises(UserError, match="bundle"):
        parse_revocation(text)
