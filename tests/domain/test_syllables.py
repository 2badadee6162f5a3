import pytest

from recipe_desktop.domain.syllables import last_seam, takes_hyphen


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("Prüfgesells|chaft", "Prüfgesell-schaft"),
        ("Infrastrukt|ur", "Infrastruk-tur"),
        ("ungar|ische", "unga-rische"),
        ("Közlekedésb|iztonsági", "Közlekedés-biztonsági"),
        ("Könnyűsz|erkezet", "Könnyű-szerkezet"),
    ],
)
def test_a_word_is_parted_before_the_consonants_that_open_a_syllable(written, parts):
    word = written.replace("|", "")

    place = last_seam(word, written.index("|"))

    assert f"{word[:place]}-{word[place:]}" == parts


def test_a_word_without_syllables_is_parted_where_the_line_ends():
    assert last_seam("bcdfgh", 4) == 4


@pytest.mark.parametrize("written", ["www.example.org", "name@example", "HU12345678", "a/b"])
def test_addresses_and_numbers_take_no_hyphen(written):
    assert not takes_hyphen(written)
