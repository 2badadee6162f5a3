"""Lists of ordinary names whose file does not say its encoding."""

import random

import pytest

from recipe_desktop.formats import sheets
from recipe_desktop.formats.csv_files import decode

# Firms, places and people as they stand in lists, by the page in which their office writes.
NAMES = {
    "cp1250": {
        "cs": "Česká Řepa|Plzeňské strojírny|Dvořák a syn|Železárny Třinec|Příbor nábytek|Čokoládovny|Růžový sad|Jiří Němec|Účetnictví|Děčín",
        "sk": "Slovenské elektrárne|Ľubovnianske mliekarne|Kováč a syn|Pekáreň Trenčín|Šaľa|Ďurica servis|Topoľčany|Mária Tóthová|Košice|Žilina",
        "pl": "Żółta Łódź|Gęśla Jaźń|Gdańsk|Poznań|Młyn Toruń|Wiśniewski i syn|Częstochowa|Kępno meble|Michał Wójcik|Spółdzielnia",
        "hu": "Győri Akku|Fűtéstechnika|Őrségi tejüzem|Szűcs Gergő|Hűtőház Pécs|Műszer|Kőszeg|Hegedűs zene|Gyümölcs|Tóth Ödön",
        "hr": "Đuro Đaković|Kovačić i sin|Šećerana Županja|Čelik Sisak|Pekara Babić|Međimurje|Željko Perić|Šibenik|Požega|Ćuk promet",
        "ro": "Oţelul Galaţi|Construcţii Braşov|Apă Băneasa|Timişoara|Şantierul Constanţa|Râmnicu|Mădălina|Ploieşti|Pâine Bacău|Piaţa Mică",
        "sl": "Kranjska čebela|Črnomelj|Žalec|Novo mesto Krč|Pečnik in sin|Kočevje|Šiška|Plečnikova|Večna pot|Matjaž Kovač",
    },
    "cp1252": {
        "de": "Müller & Söhne|Großmaß Köln|Jürgen Weiß|Bäckerei|Prüftechnik|Würzburg|Löwen Apotheke|Übersetzungen|Jäger|Straße",
        "fr": "Société Générale d’Électricité|Boulangerie Lefèvre|Forêt et Bois|Crèmerie|Besançon|Cœur de Ville|Hélène Côté|Où manger|Anaïs Rivière|Nîmes",
        "nl": "Coöperatie|Geïntegreerd|Enquêtebureau|Crèmefabriek|Financiële diensten|Zoë Bakker|Súdwest-Fryslân|Maïshandel|Renée Smit|Oriënt",
        "pt": "Construções João|Fundição Araújo|Irmãos Gonçalves|Agência Conceição|Câmara|Três irmãs|Covilhã|Nº 5|Évora|Inês Mêda",
        "es": "España|Muñoz e hijos|Cataluña|Niño Jesús|Núñez|Peña|Málaga|Señor|Mª José|Logroño",
        "it": "Forlì|Caffè Nero|Città di Castello|Niccolò|Più forte|Cantù|Qualità|Josuè|Così|È buono",
        "da": "Søren Kærgård|Ærø|Næstved|Malmø|Bøe|Sjøen|Læsø|Østerbro|Brødrene|Havnegade",
    },
}
SIGNS = ("“{}”", "„{}“", "{} – {}", "{} 1 200 €", "‘{}’")
DRAWINGS = [
    (page, language, rows, signs)
    for page, languages in NAMES.items()
    for language in languages
    for rows in (5, 25)
    for signs in (False, True)
]


def drawn(draw, names, rows, *, signs):
    lines = [[draw.choice(names) for _ in range(3)] for _ in range(rows)]
    if signs:
        lines = [[draw.choice(SIGNS).format(name, name) for name in line] for line in lines]
    return "Name;City;Contact\r\n" + "".join(";".join(line) + "\r\n" for line in lines)


@pytest.mark.parametrize(("page", "language", "rows", "signs"), DRAWINGS)
def test_a_list_is_read_in_the_page_of_its_language(page, language, rows, signs):
    draw = random.Random(f"{language}{rows}{signs}")  # noqa: S311  # no secret
    names = NAMES[page][language].split("|")

    for _ in range(10):
        text = drawn(draw, names, rows, signs=signs)
        assert decode(text.encode(page)).text == text
        capitals = text.upper()
        assert decode(capitals.encode(page)).text == capitals


LIST = "Name;Country\nGyőri Akku;HU\nŻółta Łódź;PL\nMüller;DE\n{}Ősi Kft;HU\n"


@pytest.mark.parametrize(
    ("line", "page"), [("Élan Réunis;FR\n", "cp1252"), ("Dvořák Plzeň;CZ\n", "cp1250")]
)
def test_one_line_of_another_page_does_not_spoil_a_list_in_utf8(tmp_path, line, page):
    before, after = LIST.split("{}")
    path = tmp_path / "list.csv"
    path.write_bytes(before.encode() + line.encode(page) + after.encode())

    table = sheets.read_table(path)

    assert [row.cells[0] for row in table.rows] == [
        *("Győri Akku", "Żółta Łódź", "Müller"),
        line.partition(";")[0],
        "Ősi Kft",
    ]
    assert table.encoding == "utf-8"
    assert not table.is_encoding_certain
    assert table.strays == (line.strip(),)
    said = sheets.read_table(path, reading=sheets.Reading(encoding="utf-8"))
    assert said.strays == table.strays


def test_a_list_of_a_code_page_is_not_taken_for_utf8_with_strays(tmp_path):
    text = "Name;Land\nÄ“pfel;DE\nMüller;DE\nJäger;DE\n"

    read = decode(text.encode("cp1252"))

    assert (read.text, read.encoding, read.strays) == (text, "cp1252", ())
