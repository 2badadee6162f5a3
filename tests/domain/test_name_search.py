"""People found as their name is typed, with one error forgiven."""

import pytest

from recipe_desktop.domain.name_search import begins_nearly, fits, pieces, typed_words

ANNA = ["kovacs", "anna", "zone", "klaszter"]


@pytest.mark.parametrize("text", ["", "k", "k a", " - "])
def test_less_than_two_letters_find_nobody(text):
    assert typed_words(text) == []


@pytest.mark.parametrize("text", ["Ko", "ann kov", "KOVÁCS A", "zone anna"])
def test_beginnings_of_words_fit_in_any_order(text):
    assert fits(ANNA, typed_words(text))


@pytest.mark.parametrize("text", ["kvacs", "kovvacs", "kobacs", "okvacs", "kovasc", "Anna Kovasc"])
def test_one_error_is_forgiven(text):
    assert fits(ANNA, typed_words(text))


@pytest.mark.parametrize("text", ["kwwacs", "kvacs amna", "xo", "kxv", "kovacs bela"])
def test_two_errors_or_a_short_word_with_one_fit_nobody(text):
    assert not fits(ANNA, typed_words(text))


@pytest.mark.parametrize("word", ["kovacs", "szabo", "van"])
def test_half_of_a_misspelled_word_stands_in_the_right_one(word):
    letters = "abcdefghijklmnopqrstuvwxyz"
    errors = [word[:n] + word[n + 1 :] for n in range(len(word))]
    errors += [word[:n] + c + word[n:] for n in range(len(word) + 1) for c in letters]
    errors += [word[:n] + c + word[n + 1 :] for n in range(len(word)) for c in letters]
    errors += [word[:n] + word[n + 1] + word[n] + word[n + 2 :] for n in range(len(word) - 1)]
    for wrong in errors:
        assert begins_nearly(word, wrong)
        parts = pieces([wrong])
        assert not parts or any(part in word for part in parts)
