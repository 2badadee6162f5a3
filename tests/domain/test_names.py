import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recipe_desktop.domain.name_likeness import likeness, may_be_alike, name_core
from recipe_desktop.domain.name_order import sort_key
from recipe_desktop.domain.names import fold, fold_variants, searched_words

ORDER = json.loads(
    (Path(__file__).parents[1] / "data" / "names" / "order.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(
    ("typed", "found_as"),
    [
        ("Győr", "gyor"),
        ("Gyo\u030br", "gyor"),
        ("Großmann", "grossmann"),
        ("STRAẞE", "strasse"),
        ("Łódź", "lodz"),
        ("Smørrebrød", "smorrebrod"),
        ("Þórður", "thordur"),
        ("Æro Œuvre", "aero oeuvre"),
        ("Đuro", "duro"),
        ("İstanbul Diyarbakır", "istanbul diyarbakir"),
        ("Mov’eo", "moveo"),
        ("Mov'eo", "moveo"),
        ("Île-de-France", "ile de france"),
        ("Ελλάδα", "ellada"),
        ("София", "sofiya"),
        ("  R-Tech   GmbH ", "r tech gmbh"),
        ("ﬁrm №²", "firm no2"),
        ("!?", ""),
    ],
)
def test_a_name_is_found_without_its_accents_and_signs(typed, found_as):
    assert fold(typed) == found_as


@settings(max_examples=150)
@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


def test_a_german_name_is_found_in_both_spellings():
    assert fold_variants("Müller") == ("muller", "mueller")
    assert fold_variants("Kovács") == ("kovacs",)
    assert fold_variants("Mueller") == ("mueller",)


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (("Győri Gép Kft.", "Győr", "HU-KQF-7"), "hu kqf 7 gyori gep kft gyor"),
        (("Müller GmbH",), " muller gmbh mueller gmbh"),
        (("H&M", "Lyon"), "h m lyon hm"),
        (
            ("Plan B", "C Kft."),
            "plan b c kft",
        ),  # letters of two texts do not stand beside each other
        (("É&O Kft.",), " e o kft eo"),
        (("L'Oreal SA", "Pau"), "loreal sa pau oreal"),
        (("Qu’Été",), " quete ete"),
        ((), ""),
    ],
)
def test_words_are_searched_with_those_behind_an_elision_and_joined_letters(texts, words):
    assert searched_words(texts) == words


@pytest.mark.parametrize("order", ["root", "hu"])
def test_keys_give_the_order_that_the_window_would_give(order):
    names = ORDER[order]
    backwards = names[::-1]

    assert sorted(backwards, key=lambda name: sort_key(name, order)) == names


@pytest.mark.parametrize("order", ["root", "hu"])
def test_keys_compare_alike_as_text_and_as_stored_bytes(order):
    keys = [sort_key(name, order) for name in ORDER[order]]

    assert [key.encode() for key in keys] == sorted(key.encode() for key in keys)


def test_hungarian_digraphs_stand_after_their_first_letter():
    words = ["cukor", "csak", "meggy", "mehet", "megye", "oroszlán", "öröm", "olt", "unoka", "ügy"]

    assert sorted(words, key=lambda word: sort_key(word, "hu")) == [
        *["cukor", "csak", "megye", "meggy", "mehet"],
        *["olt", "oroszlán", "öröm", "unoka", "ügy"],
    ]


@settings(max_examples=150)
@given(st.text(max_size=30), st.sampled_from(["root", "hu"]))
def test_every_text_has_a_key_that_can_be_stored(text, order):
    key = sort_key(text, order)

    assert "\0" not in key
    assert key.encode()[:1] != b"\0"


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("Kovács Zrt.", "kovacs"),
        ("KOVÁCS ZRT", "kovacs"),
        ("Zalai Útmérés Nonprofit Kft.", "zalai utmeres"),
        ("Bt. Alfa", "alfa"),
        ("Lindner Bauer GmbH & Co. KG", "lindner bauer"),
        ("SCHMIDTKE GMBH", "schmidtke"),
        ("Otto Schweitzer GbR", "otto schweitzer"),
        ("Zobel KGaA", "zobel"),
        ("Förderkreis e.V.", "forderkreis"),
        ("S.A.R.L. Dupont", "dupont"),
        ("Leleu Dufour SARL", "leleu dufour"),
        ("Étienne Giraud S.A.S.", "etienne giraud"),
        ("Knoers B.V.", "knoers"),
        ("Stichting Groen", "groen"),
        ("Simões Lopes S/A", "simoes lopes"),
        ("Indústria X, S.A.", "industria x"),
        ("Alves Esteves Unipessoal, Lda.", "alves esteves"),
        ("AG", "ag"),
        ("J. P. Morgan", "jp morgan"),
        ("", ""),
    ],
)
def test_the_core_of_a_name_lacks_its_legal_form(name, core):
    assert name_core(name) == core


def test_spellings_of_one_firm_are_more_alike_than_two_firms():
    assert likeness("Virág és társa KFT", "Virag es Tarsa Kft.") == 1
    assert likeness("Szabó és Nagy Bt.", "Nagy és Szabó Bt.") == 1
    assert likeness("Étienne Giraud S", "Étienne Giraud SA") > 0.85
    assert likeness("Metsier", "Meister") > likeness("Meister", "Schuster")
    assert likeness("Meister", "Pacheco") < 0.4
    assert likeness("", "Meister") == 0


@settings(max_examples=60)
@given(st.text(max_size=12), st.text(max_size=12))
def test_likeness_is_a_share_and_the_same_both_ways(one, two):
    assert 0 <= likeness(one, two) <= 1
    assert likeness(one, two) == pytest.approx(likeness(two, one))


def slips(one, two):
    """Optimal string alignment, by the table that defines it."""
    table = {(row, 0): row for row in range(len(one) + 1)}
    table |= {(0, column): column for column in range(len(two) + 1)}
    for row, char in enumerate(one, start=1):
        for column, other in enumerate(two, start=1):
            ways = [table[row - 1, column] + 1, table[row, column - 1] + 1]
            ways.append(table[row - 1, column - 1] + (char != other))
            if row > 1 and column > 1 and char == two[column - 2] and other == one[row - 2]:
                ways.append(table[row - 2, column - 2] + 1)
            table[row, column] = min(ways)
    return table[len(one), len(two)]


WORDS = st.text("abcd", min_size=1, max_size=12)


@given(WORDS, WORDS)
def test_likeness_counts_the_slips_between_two_words(one, two):
    longest = max(len(one), len(two))

    assert likeness(one, two) == pytest.approx(1 - slips(one, two) / longest)


@given(WORDS, WORDS, st.sampled_from([0.5, 0.8]))
def test_names_whose_letters_differ_too_much_are_never_alike(one, two, least):
    if not may_be_alike(one, two, least):
        assert likeness(one, two) < least


def test_the_letters_tell_most_names_apart():
    assert not may_be_alike("Meister", "Pacheco", 0.8)
    assert may_be_alike("Meister", "Metsier", 0.8)
