"""The sheet on a lost laptop: what is known stands on it, what is not is left to be filled in."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pypdf
import pytest

from recipe_desktop.domain.ids import Uid
from recipe_desktop.reports import exchange_file
from recipe_desktop.reports.losses import loss_data
from recipe_desktop.services.imprints import ProjectImprint
from recipe_desktop.services.losses import Amount, Confirmation, Loss, Stock, Unsent

LOST_AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
PROJECT = ProjectImprint("HU", "RECiPE4Mobility", "Co-funded", "", (), date(2026, 11, 24))
KNOWN = Loss(
    uid=Uid("0" * 32),
    name="Kecskemét 2",
    member="HU",
    since=LOST_AT,
    by="Kecskemét 1",
    is_revoked=True,
    person="Nagy Zsófia",
    is_steward=False,
    admitted_at=LOST_AT,
    due=LOST_AT + timedelta(hours=72),
    confirmations=(Confirmation("Kecskemét 1", "HU", LOST_AT), Confirmation("Lyon", "FR", None)),
    stocks=(
        Stock(
            "cluster:HU",
            "",
            Amount(812, 410, {"person": 410}),
            Amount(815, 412, {"person": 412}),
            LOST_AT,
        ),
        Stock(
            "event:" + "a" * 32, "Mobility Day", Amount(), Amount(9, 5, {"registration": 5}), None
        ),
    ),
    unsent=Unsent(LOST_AT, LOST_AT, 37, 2, 1),
    replacements=(),
    stewards=("Kecskemét 1",),
    colleagues=("Kecskemét 1",),
)


def text_of(path):
    return " ".join(" ".join(p.extract_text().split()) for p in pypdf.PdfReader(path).pages)


def printed(known, path, language="en"):
    exchange_file.write(loss_data(known, PROJECT, language), path)
    return text_of(path)


def test_the_sheet_says_what_is_known(tmp_path):
    said = printed(KNOWN, tmp_path / "sheet.pdf")

    for part in (
        *("Lost laptop: Kecskemét 2", "Art. 33 GDPR", "27 Nov 2026", "Nagy Zsófia"),
        *("812 to 815", "410 to 412", "The people of Mobility Day", "0 to 5"),
        *("People: names, functions", "Registrations for events"),
        *("Lyon", "not yet", "2 steps of it are with other laptops"),
        *("exists only on it", "Data-protection officer", "Revoked: what is sent from now on"),
    ):
        assert part in said, part


def test_what_the_program_cannot_know_is_left_to_be_filled_in(tmp_path):
    said = printed(replace(KNOWN, person="", is_revoked=False), tmp_path / "sheet.pdf")

    for part in (
        "Used by ...",
        "When and where it was lost ...",
        "When the office came to know ...",
        "Not known here: no laptop tells another how it keeps its store.",
        "Disk encrypted, and how ...",
        "What may follow for the persons ...",
        "Measures taken ...",
        "It is still trusted until a steward",
    ):
        assert part in said, part


def test_the_same_loss_gives_the_same_bytes_and_is_tagged(tmp_path):
    for name in ("one.pdf", "two.pdf"):
        printed(KNOWN, tmp_path / name, "hu")

    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()
    root = pypdf.PdfReader(tmp_path / "one.pdf").root_object
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("hu", True)


MISSING = {
    "en": ("not known here", "what only ZONE Klaszter sees, with its people", "Ask there."),
    "hu": ("itt nem ismert", "amit csak ZONE Klaszter lát, a személyeivel együtt"),
    "fr": ("inconnu ici", "ce que seul ZONE Klaszter voit, avec ses personnes"),
    "de": ("hier nicht bekannt", "Was nur ZONE Klaszter sieht, mit den Personen dort"),
    "nl": ("hier niet bekend", "wat alleen ZONE Klaszter ziet, met de personen daar"),
    "pt": ("desconhecido aqui", "o que só ZONE Klaszter vê, com as suas pessoas"),
}


@pytest.mark.parametrize("language", MISSING)
def test_what_only_the_other_office_sees_is_said_to_be_missing(tmp_path, language):
    elsewhere = replace(KNOWN, stocks=KNOWN.stocks[1:], unseen="HU")

    said = printed(elsewhere, tmp_path / "sheet.pdf", language)

    for part in MISSING[language]:
        assert part in said, part
        assert part not in printed(KNOWN, tmp_path / "own.pdf", language)


@pytest.mark.parametrize("language", ["hu", "fr", "de", "nl", "pt"])
def test_the_sheet_is_in_the_language_that_was_asked_for(tmp_path, language):
    said = printed(KNOWN, tmp_path / "sheet.pdf", language)

    assert "Not known here" not in said
    assert "Kecskemét 2" in said
