"""A plan comes in with a preview, goes out, and is printed."""

import pypdf
import pytest
from PySide6.QtCore import Qt

from recipe_desktop.formats import plans, sheets
from recipe_desktop.services import history, outline, records, roadmap
from recipe_desktop.ui.roadmap import exporting
from tests.ui.hands import choose_in_dialog, drop, nameless, settle, words_on

LEFT = Qt.MouseButton.LeftButton
SHEET = """Code;Name;Owner;Start;Duration;Predecessors
1;Strategy;HU;;;
1.1;Összevetés;HU;2026-09-07;20;
1.2;Write;FR;;10;1.1SS
2;;HU;;;
"""


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "plan.csv"
    path.write_text(SHEET, "utf-8")
    return path


@pytest.fixture
def house(qtbot, a_house, workspace):
    made = a_house(workspace)
    made.window.go("roadmap")
    settle(qtbot, made)
    return made


def looked_at(qtbot, house):
    page = house.window.pages.currentWidget()
    qtbot.waitUntil(lambda: page.import_dialog is not None)
    qtbot.waitUntil(lambda: page.import_dialog.looked is not None)
    return page.import_dialog


def test_a_dropped_sheet_is_shown_before_it_is_taken_in_and_undone_in_one_step(
    qtbot, house, workspace, sheet
):
    drop(house.window, sheet)
    dialog = looked_at(qtbot, house)

    said = words_on(dialog)
    assert "3 new, 0 changed, 0 same, 0 suspicious, 1 rejected" in said
    lines = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert lines[0] == "Line 5: The name is missing."
    assert any("another type than FS" in line for line in lines)
    assert nameless(dialog) == []
    assert workspace.ask(outline.count) == 0
    qtbot.mouseClick(dialog.run, LEFT)

    qtbot.waitUntil(lambda: workspace.ask(outline.count) == 3)
    workspace.do(history.undo)
    assert workspace.ask(outline.count) == 0


def test_rejected_rows_come_back_as_a_file_even_when_no_row_can_be_taken(
    qtbot, house, workspace, tmp_path
):
    path = tmp_path / "plan.csv"
    path.write_text("Name;Start\nCompare;2026-13-40\n;2026-09-07\n", "utf-8")
    drop(house.window, path)
    dialog = looked_at(qtbot, house)
    assert "0 new, 0 changed, 0 same, 0 suspicious, 2 rejected" in words_on(dialog)
    assert not dialog.run.isEnabled()

    qtbot.mouseClick(dialog.save, LEFT)
    choose_in_dialog(qtbot, tmp_path / "mend.xlsx")
    qtbot.waitUntil(dialog.news.isVisible)

    table = sheets.read_table(tmp_path / "mend.xlsx")
    assert table.headers == ("Name", "Start", "Reason")
    assert [row.cells for row in table.rows] == [
        ("Compare", "2026-13-40", "2026-13-40 is not a day."),
        (None, "2026-09-07", "The name is missing."),
    ]
    assert "mend.xlsx" in words_on(dialog)
    assert nameless(dialog) == []


OPEN = "Code;Name;Start;Days\n1;Ořech Žlutý;03/04/2026;1.500\n2;Příprava;05/06/2026;2\n"


def choose_otherwise(qtbot, dialog, title, value):
    """Choose in the field of that name with the keyboard, and wait until the file is read so."""
    before = dialog.looked
    [field] = [field for field in dialog.choices.fields if field.accessibleName() == title]
    field.setFocus()
    field.showPopup()
    field.view().setCurrentIndex(field.model().index(field.findData(value), 0))
    qtbot.keyClick(field.view(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.looked is not before or dialog.news.isVisible())


def test_what_a_sheet_leaves_open_is_asked_and_answered_before_it_is_taken_in(
    qtbot, house, workspace, tmp_path
):
    path = tmp_path / "plan.csv"
    path.write_bytes(OPEN.encode("cp1250"))
    drop(house.window, path)
    dialog = looked_at(qtbot, house)

    titles = [field.accessibleName() for field in dialog.choices.fields]
    assert titles == [
        "Are the letters with accents right?",
        "Which number of a date is the day?",
        "How are decimals written?",
        "Separator",
        "Row with the titles",
    ]
    assert nameless(dialog) == []
    choose_otherwise(qtbot, dialog, "Which number of a date is the day?", "mdy")
    choose_otherwise(qtbot, dialog, "How are decimals written?", ",")
    choose_otherwise(qtbot, dialog, "Are the letters with accents right?", "cp1252")
    assert dialog.looked.file.tasks[0].name == "Oøech Žlutý"
    choose_otherwise(qtbot, dialog, "Encoding", "cp1250")
    qtbot.mouseClick(dialog.run, LEFT)

    qtbot.waitUntil(lambda: workspace.ask(outline.count) == 2)
    tasks = [task.fields for task in workspace.ask(records.listing, "tasks")]
    assert [(task["name"], task["starts_on"], task["duration_days"]) for task in tasks] == [
        ("Ořech Žlutý", "2026-03-04", 1500),
        ("Příprava", "2026-05-06", 2),
    ]


def test_an_encoding_that_does_not_fit_is_refused_and_the_former_stays(qtbot, house, tmp_path):
    path = tmp_path / "plan.csv"
    path.write_bytes(OPEN.encode("cp1250"))
    drop(house.window, path)
    dialog = looked_at(qtbot, house)
    before = dialog.looked

    choose_otherwise(qtbot, dialog, "Are the letters with accents right?", "utf-8")

    assert dialog.looked is before
    assert dialog.run.isEnabled()
    assert dialog.choices.fields[0].currentData() == before.file.table.encoding


def test_a_plan_of_ms_project_has_nothing_to_choose(qtbot, house, tmp_path):
    path = tmp_path / "plan.xml"
    path.write_text(
        '<Project xmlns="http://schemas.microsoft.com/project"><Tasks><Task><UID>1</UID>'
        "<Name>Plan</Name><Duration>PT8H0M0S</Duration></Task></Tasks></Project>",
        "utf-8",
    )
    drop(house.window, path)

    dialog = looked_at(qtbot, house)

    assert dialog.choices.isHidden()


def test_cancel_while_a_plan_comes_in_takes_nothing_in_and_keeps_the_preview(
    qtbot, house, workspace, tmp_path
):
    path = tmp_path / "long.csv"
    path.write_text("Code;Name\n" + "".join(f"{n};Task {n}\n" for n in range(3000)), "utf-8")
    drop(house.window, path)
    dialog = looked_at(qtbot, house)
    qtbot.mouseClick(dialog.run, LEFT)
    job = dialog._job

    with qtbot.waitSignal(job.cancelled):
        qtbot.mouseClick(dialog.cancel, LEFT)
    qtbot.waitUntil(dialog.run.isEnabled)

    assert dialog.isVisible()
    assert workspace.ask(outline.count) == 0
    qtbot.mouseClick(dialog.run, LEFT)
    qtbot.waitUntil(lambda: workspace.ask(outline.count) == 3000)
    qtbot.waitUntil(lambda: not house.jobs.running, timeout=20_000)  # so many are indexed later


def test_a_start_that_is_no_day_is_told_before_the_plan_is_taken_in(qtbot, house, tmp_path):
    path = tmp_path / "plan.xml"
    path.write_text(
        '<Project xmlns="http://schemas.microsoft.com/project"><Tasks><Task><UID>1</UID>'
        "<Name>Mérés</Name><Start>2026-02-30T08:00:00</Start><Duration>PT8H0M0S</Duration></Task>"
        "</Tasks></Project>",
        "utf-8",
    )
    drop(house.window, path)

    dialog = looked_at(qtbot, house)

    [line] = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert line.startswith("Line 1: “Mérés” starts on 2026-02-30T08:00:00, which is not a day")


def test_a_plan_of_ms_project_is_known_wherever_it_is_dropped(qtbot, house, workspace, tmp_path):
    path = tmp_path / "plan.xml"
    path.write_text(
        '<Project xmlns="http://schemas.microsoft.com/project"><Tasks><Task><UID>1</UID>'
        "<Name>Plan</Name><Duration>PT8H0M0S</Duration></Task></Tasks></Project>",
        "utf-8",
    )
    house.window.go("home")
    drop(house.window, path)

    dialog = looked_at(qtbot, house)
    assert dialog.run.isEnabled()


def test_a_file_that_is_no_plan_is_refused_in_words(qtbot, house, tmp_path):
    path = tmp_path / "plan.xml"
    path.write_text("<Project><Tasks>", "utf-8")
    drop(house.window, path)
    page = house.window.pages.currentWidget()
    qtbot.waitUntil(page.import_dialog.news.isVisible)

    assert not page.import_dialog.run.isEnabled()


@pytest.mark.parametrize("suffix", [".xml", ".xlsx"])
def test_the_plan_goes_out_and_reads_back(qtbot, house, workspace, sheet, tmp_path, suffix):
    workspace.do(roadmap.take_in, plans.read_file(sheet))
    workspace.do(records.create, "chapters", {"name": "Vision"})
    page = house.window.pages.currentWidget()
    path = tmp_path / f"out{suffix}"

    exporting.write(page._given, page.told, path)
    qtbot.waitUntil(lambda: "3 rows written" in page.told.words.words)
    assert page.told.words.words.endswith("; not in it: 1 chapter of the strategy")

    assert [task.name for task in plans.read_file(path).tasks] == [
        "Strategy", "Összevetés", "Write"]  # fmt: skip


@pytest.fixture
def printing(qtbot, house, workspace, sheet):
    workspace.do(roadmap.take_in, plans.read_file(sheet))
    page = house.window.pages.currentWidget()
    qtbot.mouseClick(page.bar.print, LEFT)
    dialog = page.print_dialog
    qtbot.waitUntil(lambda: dialog.preview is not None and dialog.save.isEnabled())
    return dialog


def choose(qtbot, dialog, field, value):
    field.setCurrentIndex(field.findData(value))
    qtbot.waitUntil(lambda: dialog.laid is not None and dialog.save.isEnabled())


def test_the_report_is_previewed_in_its_language_and_lists_what_is_not_translated(
    qtbot, printing, workspace, tmp_path
):
    [write] = [t for t in workspace.ask(records.listing, "tasks") if t.fields["code"] == "1.2"]
    workspace.do(records.edit, "tasks", write.uid, {"text": "In two columns"})
    assert printing.texts.isHidden()
    choose(qtbot, printing, printing.language_of, "hu")
    qtbot.waitUntil(printing.texts.isVisible)
    qtbot.mouseClick(printing.texts, LEFT)

    shown = [printing.list.item(row).text() for row in range(printing.list.count())]
    assert {"1 Strategy", "1.1 Összevetés", "1.2 Write"} <= set(shown)
    assert "1.2 Write (Szöveg): In two columns" in shown
    assert nameless(printing) == []
    with qtbot.waitSignal(printing.saved):
        printing.write(tmp_path / "roadmap.pdf")
    said = "\n".join(
        page.extract_text() for page in pypdf.PdfReader(tmp_path / "roadmap.pdf").pages
    )
    assert "Közös ütemterv" in said
    assert "Összevetés" in said


def test_the_paper_is_chosen(qtbot, printing):
    small = printing.preview.pages.document.page_size(0)
    choose(qtbot, printing, printing.paper, "A3")

    assert printing.preview.pages.document.page_size(0)[0] > small[0] * 1.3


def test_a_second_import_says_that_nothing_is_new(qtbot, house, workspace, sheet):
    workspace.do(roadmap.take_in, plans.read_file(sheet))
    drop(house.window, sheet)

    dialog = looked_at(qtbot, house)
    assert not dialog.run.isEnabled()
    assert "0 new, 0 changed, 3 same" in words_on(dialog)
    assert len(workspace.ask(records.listing, "tasks")) == 3
