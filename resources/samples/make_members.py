"""Makes ``members.xlsx``: an invented list of members with the traps that real lists hold.

Every name is put together from invented syllables, so nobody real is meant. The same bytes come
out each time: ``python3 resources/samples/make_members.py``, in the project's environment.
"""

import random
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from recipe_desktop.domain.organisations import vat_doubts  # noqa: E402  # after the path is set
from recipe_desktop.formats.sheets import write_table  # noqa: E402

HEADERS = (
    *("Organisation", "Country", "City", "Postcode", "Type", "Employees (AWU)", "Turnover (k EUR)"),
    *("Figures of", "VAT no.", "Industrial ecosystem", "Website", "Member?", "Founded"),
)
TITLE = "Members and partners of the cluster, state of 1 September 2026 (invented sample)"
COUNTRIES = {
    "HU": (
        "Hungary",
        ("Győr", "Zalaegerszeg", "Kecskemét", "Székesfehérvár", "Hódmezővásárhely", "Őriszentpéter"),
        ("Kft.", "Zrt.", "Bt.", "Nyrt."),
        ("Járműipari", "Szerszám", "Logisztika", "Hajtástechnika", "Gumi", "Öntöde"),
        "{:04}",
    ),
    "FR": (
        "France",
        ("Rouen", "Le Havre", "Évreux", "Saint-Étienne-du-Rouvray", "Caen", "Versailles"),
        ("SAS", "SARL", "S.A."),
        ("Mobilités", "Câblages", "Équipements", "Énergie", "Systèmes embarqués", "Forge"),
        "{:05}",
    ),
    "DE": (
        "Germany",
        ("Regensburg", "Nürnberg", "Straubing", "Deggendorf", "Weiden i. d. OPf.", "Fürth"),
        ("GmbH", "GmbH & Co. KG", "AG", "UG (haftungsbeschränkt)"),
        ("Fahrzeugtechnik", "Werkzeugbau", "Gießerei", "Prüfstände", "Logistik", "Sensorik"),
        "{:05}",
    ),
    "NL": (
        "Netherlands",
        ("Helmond", "Eindhoven", "'s-Hertogenbosch", "IJmuiden", "Born", "Delft"),
        ("B.V.", "N.V."),
        ("Voertuigtechniek", "Aandrijvingen", "Laadtechniek", "Lichtgewicht", "Besturing", "Banden"),
        "{:04} AB",
    ),
    "PT": (
        "Portugal",
        ("Palmela", "Braga", "São João da Madeira", "Águeda", "Vila Nova de Gaia", "Oliveira do Bairro"),
        ("Lda.", "S.A."),
        ("Moldes", "Componentes", "Injeção", "Têxteis Técnicos", "Automação", "Fundição"),
        "{:04}-001",
    ),
}  # fmt: skip
TYPES = (
    *["SME"] * 9,
    *("Large company", "Technology centre", "Research institute", "University", "Incubator"),
    *("Business network", "Training provider", "kkv", "PME", "KMU"),
)
ECOSYSTEMS = (
    *["Mobility-Transport-Automotive"] * 5,
    *("Digital", "Electronics", "Energy-renewables", "Textiles", "Mobility-Transport-Automotive; Digital"),
)  # fmt: skip
STAFF = (3, 8, 9, 10, 12, 25, 49, 50, 80, 120, 249, 250, 400, 1800)
OPENINGS = (
    "b",
    "br",
    "d",
    "f",
    "g",
    "gr",
    "h",
    "k",
    "kl",
    "l",
    "m",
    "n",
    "p",
    "r",
    "t",
    "v",
    "w",
    "z",
)
VOWELS = ("a", "e", "i", "o", "u", "au", "ei")
CLOSINGS = ("", "l", "m", "n", "r", "s", "x")
ROWS = 1_560


def main() -> None:
    """Write the list."""
    chance = random.Random(1)  # noqa: S311  # the same list each time, no secret
    rows: list[list[object]] = [list(_firm(chance)) for _ in range(ROWS)]
    rows += _traps(chance, rows)
    chance.shuffle(rows)
    for at in (100, 700, 1_300):
        rows.insert(at, [""] * len(HEADERS))
    rows.append(["Total", "", "", "", "", 123_456, *[""] * (len(HEADERS) - 6)])
    table = [("internal, do not forward",), ("",), HEADERS, *(tuple(row) for row in rows)]
    write_table(Path(__file__).with_name("members.xlsx"), "Members", (TITLE,), table)  # type: ignore[arg-type]  # cells of every kind


def _firm(chance: random.Random) -> tuple[object, ...]:
    code = chance.choice(tuple(COUNTRIES))
    country, cities, forms, trades, postcode = COUNTRIES[code]
    stem = "".join(_syllable(chance) for _ in range(3)).capitalize()
    name = f"{stem} {chance.choice(trades)} {chance.choice(forms)}"
    staff = chance.choice(STAFF)
    turnover = max(1, staff * chance.randint(60, 240))
    return (
        name,
        chance.choice((country, code)),
        chance.choice(cities),
        postcode.format(chance.randint(1_000, 9_899)),
        chance.choice(TYPES),
        staff,
        chance.choice((turnover, f"{turnover:,}".replace(",", " "), "")),
        chance.choice(("2025-12-31", "31.12.2025", "")),
        _vat(chance, code),
        chance.choice(ECOSYSTEMS),
        f"https://{stem.lower()}.example",
        chance.choice(("yes", "igen", "oui", "ja", "sim", "no")),
        chance.choice(("1998", "2011-07-01", "03.05.2016", "")),
    )


def _syllable(chance: random.Random) -> str:
    return chance.choice(OPENINGS) + chance.choice(VOWELS) + chance.choice(CLOSINGS)


def _vat(chance: random.Random, code: str) -> str:
    """A number with the right check digit, or none."""
    if chance.random() < 0.15:
        return ""
    while True:
        digits = {"HU": 8, "FR": 11, "DE": 9, "NL": 9, "PT": 9}[code]
        number = code + "".join(chance.choices("0123456789", k=digits))
        if code == "NL":
            number += "B01"
        if not vat_doubts(number, code):
            return number


def _traps(chance: random.Random, rows: list[list[object]]) -> list[list[object]]:
    """What real lists hold: repeated, misspelt and missing things."""
    name, country, city, vat, staff, figures = 0, 1, 2, 8, 5, 7
    traps = []
    for row in chance.sample(rows, 14):  # the same firm, shouted
        twin = list(row)
        twin[name] = str(row[name]).upper()
        traps.append(twin)
    for row in chance.sample(rows, 8):  # one letter wrong
        twin = list(row)
        twin[name], twin[vat] = str(row[name]).replace("e", "é", 1) + " ", ""
        traps.append(twin)
    numbered = [row for row in rows if row[vat]]
    for row in chance.sample(numbered, 6):  # another firm under the same number
        other = list(_firm(chance))
        other[country], other[vat] = row[country], row[vat]
        traps.append(other)
    changes: tuple[tuple[int, object], ...] = (
        *((country, "Švýcarsko"), (country, ""), (name, ""), (staff, "about 30")),
        *(
            (staff, -4),
            (figures, "31.02.2025"),
            (country, "UK"),
            (country, "EL"),
            (name, "+Zewelpro Automação Lda."),
        ),
    )
    for place, value in changes:
        row = list(_firm(chance))
        row[place] = value
        if place == country:
            row[vat], row[city] = "", "Bern" if value == "Švýcarsko" else row[city]
        traps.append(row)
    return traps


if __name__ == "__main__":
    main()
