"""Words in a text that is not shown any more are kept, and can be gone on with when it is."""

from recipe_desktop.services import roadmap
from tests.ui.hands import settle, type_text
from tests.ui.typing import LEFT


def test_words_in_a_language_that_became_that_of_the_source(qtbot, page, plan, workspace):
    ask = plan.uids["Ask"]
    page.open(ask)
    settle(qtbot, page.house)
    page.detail.show_part_with(page.detail.texts)
    german = page.detail.texts.forms["name"].rows["name:de"].editor
    qtbot.mouseClick(german, LEFT)
    type_text(german, "Frag")
    workspace.do(roadmap.say_language, "tasks", ask, "de")
    settle(qtbot, page.house)
    left = page.window().left

    qtbot.mouseClick(left.back, LEFT)

    assert "deleted" not in left.words.words
    assert left.words.words.endswith("Where they were written is not shown at present.")
    workspace.do(roadmap.say_language, "tasks", ask, "en")
    settle(qtbot, page.house)
    qtbot.mouseClick(left.back, LEFT)
    assert (german.isVisible(), german.text(), left.isHidden()) == (True, "Frag", True)
