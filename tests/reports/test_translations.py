"""What stands on paper can be printed in the languages of those who print it."""

import pytest

from recipe_desktop import catalogues, paths
from recipe_desktop.services import words_exchanges, words_fields, words_plan, words_values
from recipe_desktop.services.kinds import KINDS

PRINTING = (  # sources whose every text stands on paper
    "recipe_desktop/reports/",
    "recipe_desktop/services/words_exchanges.py",
    "recipe_desktop/services/words_exchange_cards.py",
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


@pytest.mark.parametrize("code", ["hu"])
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
