"""What stands on paper can be printed in the languages of those who print it."""

from datetime import date

import pytest

from recipe_desktop import catalogues, i18n, paths
from recipe_desktop.reports import badges, directory, exchange_file, roadmap, signed_list
from recipe_desktop.reports.badges import Badge, BadgesData
from recipe_desktop.reports.display_list import Begin, Text
from recipe_desktop.reports.exchange_file import ExchangeFileData, Signature
from recipe_desktop.reports.losses import loss_data
from recipe_desktop.reports.page import Imprint
from recipe_desktop.reports.roadmap_data import RoadmapData
from recipe_desktop.reports.signed_list import SignedListData, SignedSheet
from recipe_desktop.services import words_exchanges, words_fields, words_plan, words_values
from recipe_desktop.services.kinds import KINDS
from tests.reports.test_losses import KNOWN, PROJECT

PRINTING = (  # sources whose every text stands on paper
    "recipe_desktop/reports/",
    "recipe_desktop/services/words_exchanges.py",
    "recipe_desktop/services/words_exchange_cards.py",
    "recipe_desktop/services/words_loss.py",
)
WORDS = (
    *words_values.ORGANISATION_TYPES.values(),
    *words_values.ECOSYSTEMS.values(),
    *words_values.PURPOSES.values(),
    *words_values.ACTIVITIES.values(),
    *words_values.SIZES.values(),
    *words_values.SEVERITIES.values(),
    *words_exchanges.CATEGORIES.values(),
    *words_plan.STATUSES.values(),
    *words_plan._REASONS.values(),
    *(
        words_fields.FIELDS_OF_KIND.get(("exchanges", field.name))
        or words_fields.FIELDS.get(field.name, field.name)
        for field in KINDS["exchanges"].fields
    ),
    *("Yes", "No", "Rule {number}", "Passed with a reason", "Reason of {who}: {reason}"),
    *("Next: {task}", "Next: {task} ({actor})", "Visible to {members}", "Only {cluster} sees this"),
)


@pytest.mark.parametrize("code", catalogues.TRANSLATED)
def test_every_text_that_stands_on_paper_is_translated(code):
    catalogue = catalogues.read_catalogue(catalogues.po_file(paths.resource("locale"), code), code)

    open_texts = {
        message.id if isinstance(message.id, str) else message.id[0]
        for message in catalogue
        if message.id
        and not all([message.string] if isinstance(message.string, str) else message.string)
        and (
            message.id in WORDS
            or any(file.startswith(PRINTING) for file, _line in message.locations)
        )
    }
    assert open_texts == set()
    assert all(catalogue.get(word) for word in WORDS)


def of_the_day(**more):
    return {"cluster": "ZONE Klaszter", "language": "hu", "imprint": IMPRINT} | more


IMPRINT = Imprint("RECiPE4Mobility", date(2026, 11, 24))
PAPERS = {
    "badges": lambda _a_directory: badges.layout(
        BadgesData("Nap", "Győr", (Badge("Éva", "Kis", code="BCDFGHJKLNPRSTVX"),), **of_the_day())
    ),
    "directory": lambda a_directory: directory.layout(a_directory(language="hu")),
    "exchange file": lambda _a_directory: exchange_file.layout(
        ExchangeFileData("Akta", "A", "", (), "Aláírások", (Signature("A", "B"),), **of_the_day())
    ),
    "loss": lambda _a_directory: exchange_file.layout(loss_data(KNOWN, PROJECT, "hu")),
    "roadmap": lambda _a_directory: roadmap.layout(
        RoadmapData(
            title="Terv",
            paper="A4",
            rows=(),
            parts=(),
            critical=(),
            remarks=(),
            untranslated=("Kurs",),
            stale=(),
            calendars=(),
            **of_the_day(),
        )
    ),
    "signed list": lambda _a_directory: signed_list.layout(
        SignedListData("Nap", "Győr", (SignedSheet(1, "A", "", (None,)),), **of_the_day())
    ),
}


@pytest.mark.parametrize("paper", PAPERS)
def test_a_paper_keeps_its_language_whatever_that_of_the_window_is(a_directory, paper):
    with i18n.in_language(i18n.PSEUDO):
        document = PAPERS[paper](a_directory)
        items = [item for page in document.pages for item in page.items]

    said = [item.text for item in items if isinstance(item, Text)]
    said += [item.alt for item in items if isinstance(item, Begin)]
    said += [document.title, *(mark.title for mark in document.outline)]
    assert [text for text in said if "~]" in text] == []
