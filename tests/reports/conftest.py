"""Small directories and documents to print."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from recipe_desktop.reports.directory import DirectoryData, DirectoryEntry, DirectoryGroup
from recipe_desktop.reports.display_list import Document, Item, Page
from recipe_desktop.reports.page import Imprint

TODAY = date(2026, 11, 24)

MakeDirectory = Callable[..., DirectoryData]
MakeDocument = Callable[..., Document]

IMPRINT: Mapping[str, object] = {
    "project": "RECiPE4Mobility",
    "state_of": TODAY,
    "provenance": ("HU up to 24 Nov 2026", "FR up to 20 Nov 2026"),
    "funding_line": "Co-funded by the programme",
    "disclaimer": "The content is the author's view alone.",
}
HUNGARIAN = (
    DirectoryEntry(
        "Győri Akkumulátortechnika Kft.",
        former_names=("Rába Elektronika Bt.",),
        kind_word="SME",
        size_word="Small",
        place="Győr",
        country="Hungary",
        website="https://www.example.org/akku/",
        vat_number="HU12345678",
        ecosystems=("Electronics", "Mobility-Transport-Automotive"),
        number="HU-KQF-417",
    ),
    DirectoryEntry("Őrségi Kötöde (1998) Zrt.", kind_word="SME", place="Őriszentpéter"),
)
EUROPEAN = (
    DirectoryEntry("Fahrzeugsicherheitsprüfgesellschaft Oberpfalz mbH", place="Weiden"),
    DirectoryEntry("Klaster Łódź Sp. z o.o.", kind_word="Cluster", place="Łódź"),
    DirectoryEntry("Þór hf.", place="Reykjavík"),
    DirectoryEntry("Σύνδεσμος Ελλήνων Κατασκευαστών", place="Αθήνα"),
    DirectoryEntry("Български клъстер ООД", place="София"),
)


@pytest.fixture
def a_directory() -> MakeDirectory:
    """Make a directory of two countries, or of whatever a test names."""

    def make(imprint: Mapping[str, object] = IMPRINT, **changes: object) -> DirectoryData:
        values: dict[str, object] = {
            "title": "Partner directory",
            "cluster": "Győr Mobility Cluster",
            "language": "en",
            "groups": (
                DirectoryGroup("Hungary", HUNGARIAN),
                DirectoryGroup("Elsewhere", EUROPEAN),
            ),
            "imprint": Imprint(**{**IMPRINT, **imprint}),
        }
        return DirectoryData(**{**values, **changes})  # type: ignore[arg-type]

    return make


@pytest.fixture
def many_entries() -> tuple[DirectoryEntry, ...]:
    """Six hundred organisations in alphabetical order, their names and cards of any length."""
    words = ("Automotive", "Batterien", "Ćwik", "Dél", "Élan", "Ferrovia", "Győr", "Holding")
    names = (
        " ".join((first, *words[: number % 7], f"{number:03}"))
        for first in words
        for number in range(75)
    )
    return tuple(
        DirectoryEntry(
            name,
            former_names=("Fahrzeugsicherheitsprüfgesellschaft",) * (place % 3),
            kind_word="SME" if place % 2 else "",
            website="example.org" if place % 4 else "",
            ecosystems=("Digital", "Energy-renewables")[: place % 3],
            number=f"HU-KQF-{place}",
        )
        for place, name in enumerate(names)
    )


@pytest.fixture
def a_document() -> MakeDocument:
    """Make a document of A4 pages from lists of items."""

    def make(*pages: list[Item], **more: object) -> Document:
        sheets = [Page(595.28, 841.89, tuple(items)) for items in pages]
        return Document(pages=sheets, title="Title", language="hu", state_of=TODAY, **more)  # type: ignore[arg-type]

    return make
