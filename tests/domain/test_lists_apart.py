"""What two changes of one list come to together."""

import pytest

from recipe_desktop.domain.lists_apart import are_equal, together


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ([("a", "a;b"), ("a", "a;c")], "a;b;c"),
        ([("a", "a;c"), ("a", "a;b")], "a;c;b"),
        ([("a;b", "b"), ("a;b", "a;b;c")], "b;c"),
        ([("a;b", "a"), ("a;b", "b")], ""),
        ([("a", ""), ("a", "b")], "b"),
        ([("", "a; b"), ("", "b ;c")], "a;b;c"),
        ([("a", "b"), ("", "a")], "b;a"),  # the other one had not seen it, and added it
        ([("a", "a;b"), ("a", "a;c"), ("a", "d")], "b;c;d"),
        ([("", "")], ""),
    ],
)
def test_what_was_added_stays_and_what_was_taken_out_goes(changes, found):
    assert together(changes) == found


def test_lists_are_equal_in_any_order():
    assert are_equal("a;b", " b; a;")
    assert not are_equal("a", "a;b")
