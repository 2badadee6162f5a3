import pytest

from recipe_desktop.domain import doubles
from recipe_desktop.domain.doubles import Alike, DoubleIndex, Traits, doubles_of

KNOERS = Traits("a", "Koninklijke Knoers B.V.", "NL", "5919DD", "Bentveld", "NL004495445B01")


def likely(**other):
    fields = {"ref": "b", "name": "Knoers", "country": "NL", "postcode": "1000AA"} | other
    return alike(KNOERS, Traits(**fields))


def alike(one, two):
    """What makes the second like the first; None where nothing does."""
    return next((found for _, found in doubles_of([one, two])), None)


def test_a_shared_number_makes_two_alike_whatever_their_names():
    assert likely(vat_number="004495445B01").reasons == ("same_number",)


def test_name_and_place_together_make_two_alike_and_neither_alone():
    name = "Koninklijke Knoers"
    assert likely(name=name, postcode="5919 dd") == Alike("b", 95, ("same_name", "same_place"))
    assert likely(name="Koninklijke Knors NV", postcode="5919DD").reasons == (
        *("similar_name", "same_place"),
    )
    assert likely(name=name) is None
    assert likely(name="Bakkerij Jansen", postcode="5919DD") is None
    assert likely(name=name, postcode="", city="BENTVELD").reasons == ("same_name", "same_place")
    assert likely(name=name, postcode="5919DD", country="DE") is None
    assert likely(name=name, postcode="", city="") == Alike("b", 75, ("same_name",))
    assert likely(name=name, postcode="", city="Amsterdam") is None, "they say that they are two"


SPELLINGS = pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müller Fahrzeugtechnik GmbH", "Mueller Fahrzeugtechnik"),
        ("Zala Robotics Kft.", "Zala Robotic Kft."),
        ("TechnoSoft", "Techno Soft"),
        ("E-Mobil Solutions GmbH", "Emobil Solutions GmbH"),
        ("Győri Járműtechnika", "Győri Jármű-technika Kft."),
        ("AutoTech & Partner", "AutoTech és Partner"),
        ("Karpat Motor", "Carpat Motor"),
        ("Basal", "Bosal"),
        ("Rába Auto Kft.", "Auto Rabba"),
        ("Müller Motoren GmbH", "Mueller Motoren"),
        ("Nordlicht Systems", "Nordlicht Sytems"),
        ("E.On Drive AG", "EON Drive"),
        ("R-Tech GmbH", "RTech GmbH"),
        ("Automóveis Silvo Lda", "Silva Automóveis, Lda."),
        ("Saint-Gobain Verre SA", "St Gobain Verre"),
        ("Ιωάννου ΑΕ", "Ioannou AE"),
    ],
)


@SPELLINGS
def test_two_spellings_in_one_town_are_alike_without_a_postcode(one, other):
    towns = Traits("a", one, "HU", city="Győr"), Traits("b", other, "HU", city="GYOR")
    elsewhere = Traits("c", other, "HU", city="Pécs")

    assert alike(*towns).reasons == ("similar_name", "same_place")
    assert alike(towns[0], elsewhere) is None


def test_one_letter_makes_two_of_short_names_where_nobody_said_the_town():
    one, other = Traits("a", "Tesla", "HU", city="Győr"), Traits("b", "Tesda", "HU", city="Győr")

    assert alike(one, other).reasons == ("similar_name", "same_place")
    assert alike(one, Traits("b", "Tesda", "HU")) is None


@SPELLINGS
def test_two_spellings_are_alike_where_nobody_said_the_town_of_one_of_them(one, other):
    without = Traits("b", other, "HU")
    places = Traits("a", one, "HU"), Traits("a", one, "HU", "9021", "Győr")

    found = [alike(first, without) for first in places] + [alike(without, places[1])]

    assert {(one.score, one.reasons) for one in found} == {(found[0].score, ("similar_name",))}
    assert 60 <= found[0].score < 75, "less than one name in two letters"


def test_what_says_that_two_are_two_outweighs_two_spellings_without_a_town():
    one = {"name": "Müller Motoren GmbH", "country": "DE"}
    other = one | {"name": "Mueller Motoren"}

    def are_alike(first, second):
        return alike(Traits("a", **one, **first), Traits("b", **(other | second))) is not None

    assert are_alike({"city": "Köln"}, {"postcode": "50667"})
    assert are_alike({"vat_number": "DE136695976"}, {"registration_number": "HRB 8000"})
    assert not are_alike({"vat_number": "DE136695976"}, {"vat_number": "DE136695977"})
    assert not are_alike({"registration_number": "HRB 8000"}, {"registration_number": "HRB 8001"})
    assert not are_alike({"postcode": "50667"}, {"postcode": "20095"})
    assert not are_alike({}, {"country": "AT"})
    assert not are_alike({}, {"name": "Mueller Motoren 2"}), "a figure tells two firms apart"


def test_a_former_name_counts_as_a_name():
    found = likely(name="RAI", former_names=("Koninklijke Knoers",), postcode="5919DD")

    assert found.reasons == ("former_name", "same_place")


def test_one_web_address_shared_by_strangers_says_nothing():
    site = Traits("a", "Knoers", "NL", website="https://www.example.org/park/")

    assert alike(site, Traits("b", "Meister", "NL", website="example.org/park")) is None
    assert alike(site, Traits("b", "Knoers Groep", "BE", website="example.org/park")).reasons == (
        "same_website",
    )


def test_each_pair_is_found_once_with_the_likeliest_first():
    other = Traits("b", "Koninklijke Knoers", "NL", "5919DD")
    third = Traits("c", "Knoers Holding", "NL", "9999ZZ", vat_number="NL004495445B01")
    index = DoubleIndex()
    for traits in (KNOERS, other, third):
        index.add(traits)

    assert [alike.ref for alike in index.matches(KNOERS)] == ["b", "c"]
    assert [(first, alike.ref) for first, alike in doubles_of([KNOERS, other, third])] == [
        *(("a", "b"), ("a", "c")),
    ]


def test_a_beginning_that_all_firms_of_a_town_share_makes_no_work_of_each_with_each(monkeypatch):
    compared = []
    monkeypatch.setattr(doubles, "_alike", lambda one, other: compared.append((one, other)))
    for city in ("Győr", ""):
        firms = [Traits(f"row:{n}", f"Organisation {n}", "HU", city=city) for n in range(2000)]

        doubles_of(firms)

        assert len(compared) < 50 * len(firms)
        compared.clear()
