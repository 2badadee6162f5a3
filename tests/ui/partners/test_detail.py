"""One organisation in the pane: its fields edited and undone, what hangs on it, its history."""

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtWidgets import QApplication, QScrollArea

from recipe_desktop.services import history, organisations, records
from recipe_desktop.ui.layout.scrolling import bring_into_sight
from tests.ui.hands import type_text
from tests.ui.typing import tick

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
KEY = Qt.Key


def edit(page, name, text):
    row = next(form.rows[name] for form in page.detail.overview.forms if name in form.rows)
    row.editor.setFocus(Qt.FocusReason.TabFocusReason)
    type_text(row.editor, text)
    row.editor.clearFocus()
    return row


def staff(workspace, uid):
    return workspace.ask(records.show, "organisations", uid).fields["staff"]


def test_what_is_said_of_a_record_ends_below_the_buttons_of_its_head(
    qtbot, open_page, an_organisation
):
    an_organisation("Alfa", staff=12)
    page = open_page()
    page.resize(1158, 768)
    detail = page.detail

    def right(widget):
        return widget.mapTo(detail, widget.rect().bottomRight()).x()

    qtbot.waitUntil(detail.overview.findings.isVisible)
    assert right(detail.overview.findings) == right(detail.new_person)


@pytest.mark.parametrize("height", [420, 768, 1600])
@pytest.mark.parametrize("before", ["", "12"])
def test_a_field_stays_where_it_is_when_a_finding_above_it_comes_or_goes(
    qtbot, open_page, an_organisation, before, height
):
    alfa = an_organisation("Alfa", country="HU", staff=before or None)
    beta = an_organisation("Béta", country="HU")
    page = open_page()
    page.window().resize(1158, height)
    overview = page.detail.overview
    editor = overview.figures.rows["staff"].editor
    name = overview.named.rows["name"]
    QApplication.processEvents()
    first = name.mapTo(page, QPoint(0, 0))
    editor.setFocus(Qt.FocusReason.TabFocusReason)
    bring_into_sight(editor)
    QApplication.processEvents()
    place = editor.mapTo(page, QPoint(0, 0))

    for text in ("", "12") if before else ("12", ""):
        editor.selectAll()
        qtbot.keyClick(editor, KEY.Key_Delete)
        type_text(editor, text)
        qtbot.keyClick(editor, KEY.Key_Return)
        QApplication.processEvents()
        QApplication.processEvents()  # what came is shown in the first turn
        assert overview.findings.isVisible() == bool(text)
        assert editor.mapTo(page, QPoint(0, 0)) == place

    page.list.setFocus()
    page.list.choose(beta)
    page.list.choose(alfa)
    QApplication.processEvents()
    assert name.mapTo(page, QPoint(0, 0)) == first


def test_the_next_field_is_seen_where_a_finding_comes_above_it(qtbot, open_page, an_organisation):
    an_organisation("Alfa", country="HU")
    page = open_page()
    page.window().resize(1158, 420)
    rows = page.detail.overview.figures.rows
    staff, turnover = rows["staff"].editor, rows["turnover_cents"].editor
    staff.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    areas = page.detail.findChildren(QScrollArea)
    area = next(area for area in areas if area.isAncestorOf(staff))
    bottom = staff.mapTo(area.viewport(), staff.rect().bottomLeft()).y()
    bar = area.verticalScrollBar()
    bar.setValue(bar.value() - area.viewport().height() + bottom + 1)  # the last one in sight
    QApplication.processEvents()

    type_text(staff, "12")
    qtbot.keyClick(staff, KEY.Key_Tab)
    QApplication.processEvents()
    QApplication.processEvents()

    assert page.detail.overview.findings.isVisibleTo(page)
    assert turnover.hasFocus()
    assert turnover.visibleRegion().boundingRect() == turnover.rect()


def test_a_membership_begun_from_the_menu_comes_into_sight(qtbot, open_page, an_organisation):
    an_organisation("Alfa")
    page = open_page()
    page.resize(1158, 500)
    [begin] = [a for a in page.detail.open_menu().actions() if a.text() == "Add a membership"]

    begin.trigger()

    panel = page.detail.overview.memberships.panel
    qtbot.waitUntil(lambda: panel.visibleRegion().boundingRect() == panel.rect())


def test_an_edit_is_saved_when_the_field_is_left_and_stands_in_the_history(
    qtbot, open_page, an_organisation, workspace
):
    alfa = an_organisation("Alfa", staff="36")
    page = open_page()

    edit(page, "staff", "38")

    assert staff(workspace, alfa) == 38
    excerpt = page.detail.overview.excerpt
    qtbot.waitUntil(lambda: len(excerpt._deeds) == 2)
    said = [shown.accessibleName() for shown in excerpt._shown]
    assert said[0].startswith("Staff 36 → 38, Zsófia Nagy, today ")
    assert page.detail.tabs.tabData(2) == "2"


def test_a_value_that_makes_no_sense_is_refused_at_the_field_in_words(
    open_page, an_organisation, workspace
):
    alfa = an_organisation("Alfa", staff="36")
    page = open_page()

    row = edit(page, "staff", "many")

    assert row.error.isVisible()
    assert row.error.words == "Please write a whole number, such as 38"
    assert staff(workspace, alfa) == 36


def test_keys_undo_and_redo_by_name(qtbot, open_page, an_organisation, workspace):
    alfa = an_organisation("Alfa", staff="36")
    page = open_page()
    edit(page, "staff", "38")
    registry = page.window().registry
    assert registry.qaction("edit.undo").text() == "Undo: Edit"
    page.list.setFocus()

    qtbot.keyClick(page.list, KEY.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: registry.qaction("edit.redo").text() == "Redo: Edit")
    assert staff(workspace, alfa) == 36

    qtbot.keyClick(page.list, KEY.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: not registry.qaction("edit.redo").isEnabled())

    assert staff(workspace, alfa) == 38
    assert page.detail.overview.figures.rows["staff"].editor.text() == "38"


def test_undo_works_while_a_field_has_the_focus_and_nothing_is_written_in_it(
    qtbot, open_page, an_organisation, workspace
):
    alfa = an_organisation("Alfa", staff="36")
    page = open_page()
    edit(page, "staff", "38")
    editor = page.detail.overview.placed.rows["city"].editor
    editor.setFocus(Qt.FocusReason.TabFocusReason)

    qtbot.keyClick(editor, KEY.Key_Z, CONTROL)

    qtbot.waitUntil(lambda: staff(workspace, alfa) == 36)


def test_undo_works_from_the_empty_filter(qtbot, open_page, an_organisation, workspace):
    alfa = an_organisation("Alfa", staff="36")
    page = open_page()
    edit(page, "staff", "38")
    field = page.listing.column.filter.field
    field.setFocus()

    qtbot.keyClick(field, KEY.Key_Z, CONTROL)

    qtbot.waitUntil(lambda: staff(workspace, alfa) == 36)


def test_a_record_that_another_office_renames_in_an_open_field_is_not_overwritten_unseen(
    open_page, an_organisation, workspace
):
    alfa = an_organisation("Alfa")
    page = open_page()

    workspace.do(records.edit, "organisations", alfa, {"name": "Alfa Zrt."})

    assert page.detail.head.head.title.words == "Alfa Zrt."
    assert page.detail.overview.named.rows["name"].editor.text() == "Alfa Zrt."


def test_former_names_and_memberships_are_added_in_place(open_page, an_organisation, workspace):
    alfa = an_organisation("Alfa")
    page = open_page()
    overview = page.detail.overview

    overview.add_name.click()
    for field, text in (("name", "Rába Akku Kft."), ("until_on", "2023-03-03")):
        editor = overview.names.panel.form.rows[field].editor
        editor.setFocus(Qt.FocusReason.TabFocusReason)
        type_text(editor, text)
        editor.clearFocus()
    overview.names.close_panel()
    overview.add_membership.click()
    cluster = overview.memberships.panel.form.rows["cluster_name"].editor
    cluster.setFocus()
    type_text(cluster, "Pannon Klaszter")
    cluster.clearFocus()

    card = workspace.ask(organisations.card, alfa)
    assert [(n.name, str(n.until_on)) for n in card.former_names] == [
        ("Rába Akku Kft.", "2023-03-03")
    ]
    assert [m.cluster for m in card.memberships] == ["Pannon Klaszter"]
    [row] = overview.names.rows.values()
    assert row.accessibleName() == "Former name: Rába Akku Kft., until 3 Mar 2023"


def test_a_former_name_that_is_deleted_can_be_taken_back(
    qtbot, open_page, an_organisation, workspace
):
    alfa = an_organisation("Alfa")
    made = workspace.do(records.create, "former-names", {"organisation": alfa, "name": "Régi"})
    page = open_page()
    overview = page.detail.overview

    overview.names.open(made.uid)
    qtbot.mouseClick(overview.names.panel.delete, LEFT)
    assert workspace.ask(organisations.card, alfa).former_names == ()
    assert page.listing.told.words.words == "Deleted Régi"
    page.listing.told.undo.click()

    assert [n.name for n in workspace.ask(organisations.card, alfa).former_names] == ["Régi"]


def test_history_tells_who_changed_what_where(qtbot, open_page, an_organisation, workspace):
    alfa = an_organisation("Alfa", country="HU")
    workspace.do(records.edit, "organisations", alfa, {"country": "DE"})
    workspace.do(records.create, "former-names", {"organisation": alfa, "name": "Régi"})
    page = open_page()
    page.detail.show_history()
    model = page.detail.history.deeds
    qtbot.waitUntil(lambda: model.rowCount() > 0)

    said = [model.data(model.index(row, 0)) for row in range(model.rowCount())]

    assert "Country Hungary → Germany" in said
    assert "Former name: Name: Régi" in said
    assert said[0].startswith("New entry: former name, Zsófia Nagy, today ")
    assert page.detail.tabs.tabData(2) == "3"
    assert len(workspace.ask(history.of_record, "organisations", alfa)) >= 4


def test_an_undone_deletion_reads_as_brought_back(qtbot, open_page, an_organisation, workspace):
    alfa = an_organisation("Alfa", city="Győr")
    workspace.do(records.remove, "organisations", alfa)
    workspace.do(history.undo)
    page = open_page()
    page.detail.show_history()
    model = page.detail.history.deeds
    qtbot.waitUntil(lambda: model.rowCount() > 0)

    said = [model.data(model.index(row, 0)) for row in range(model.rowCount())]

    assert said[0].startswith("Undo, Zsófia Nagy")
    assert said[1] == "Organisation: brought back"
    assert said[2].startswith("Deletion, Zsófia Nagy")
    assert page.detail.overview.excerpt.headlines()[:2] == ["Brought back", "Deleted"]


def test_beside_the_fields_a_long_name_makes_room_for_its_value(
    qtbot, open_page, an_organisation, workspace
):
    alfa = an_organisation("Alfa")
    workspace.do(records.create, "memberships", {"organisation": alfa, "member": "HU"})
    page = open_page()
    excerpt = page.detail.overview.excerpt
    qtbot.waitUntil(lambda: len(excerpt.headlines()) == 2)

    [newest, _made] = excerpt.headlines()

    assert newest.startswith("Membership")
    assert newest.endswith(": ZONE Klaszter")


def test_below_the_fields_the_history_is_in_line_with_them(qtbot, open_page, an_organisation):
    an_organisation("Alfa")
    detail = open_page().detail
    overview = detail.overview
    detail.setParent(None)  # as wide as it likes, and no wider
    qtbot.addWidget(detail)
    detail.show()

    def lefts(width):
        detail.resize(width, 900)
        QApplication.processEvents()
        titles = (overview.excerpt.head.title, overview._heads[0].title)
        return [title.mapTo(detail, QPoint(0, 0)).x() for title in titles]

    beside, fields = lefts(1000)
    assert beside > fields
    below, fields = lefts(500)
    assert below == fields


def test_notes_of_several_lines_are_saved_when_they_are_left(open_page, an_organisation, workspace):
    alfa = an_organisation("Alfa", notes="Calls on Thursdays.")
    page = open_page()
    notes = page.detail.overview.contact.rows["notes"].editor
    low = notes.height()

    notes.setFocus()
    notes.setPlainText("Calls on Thursdays.\nPrefers Hungarian.\nIn the morning.")
    notes.document().setModified(True)
    notes.clearFocus()

    fields = workspace.ask(records.show, "organisations", alfa).fields
    assert fields["notes"] == "Calls on Thursdays.\nPrefers Hungarian.\nIn the morning."
    assert notes.height() > low


def test_several_ecosystems_are_kept_as_codes(qtbot, open_page, an_organisation, workspace):
    alfa = an_organisation("Alfa", ecosystems="mobility")
    page = open_page()
    editor = page.detail.overview.placed.rows["ecosystems"].editor

    editor.click()
    tick(editor.ticks.list, "electronics")
    qtbot.keyClick(editor.ticks.list, Qt.Key.Key_Return)

    fields = workspace.ask(records.show, "organisations", alfa).fields
    assert fields["ecosystems"] == "electronics;mobility"
    assert editor.text() == "Electronics, Mobility, transport, automotive"


def test_ticks_change_beside_a_code_that_only_a_newer_edition_knows(
    qtbot, open_page, an_organisation, workspace
):
    alfa = an_organisation("Alfa", ecosystems="mobility")
    workspace.do(_came_from_a_newer_edition, alfa)
    row = open_page().detail.overview.placed.rows["ecosystems"]
    assert "hydrogen_valleys" in row.editor.text()

    row.editor.click()
    tick(row.editor.ticks.list, "electronics")
    qtbot.keyClick(row.editor.ticks.list, Qt.Key.Key_Return)

    kept = workspace.ask(records.show, "organisations", alfa).fields["ecosystems"]
    assert set(kept.split(";")) == {"hydrogen_valleys", "mobility", "electronics"}
    assert not row.error.isVisible()


def _came_from_a_newer_edition(session, uid):
    session.connection().exec_driver_sql(
        "UPDATE organisation SET ecosystems = 'hydrogen_valleys;mobility' WHERE uid = ?", (uid,)
    )


def test_a_decision_that_waits_leads_to_where_it_is_made(qtbot, open_page, an_organisation):
    alfa = an_organisation("Alfa")
    page = open_page()

    with qtbot.waitSignal(page.decision_wanted) as asked:
        page.detail._answers.decide(alfa)

    assert asked.args == [alfa]


def test_a_value_too_long_for_the_history_is_told_in_full(
    qtbot, open_page, an_organisation, workspace
):
    alfa = an_organisation("Alfa", city="Győr")
    city = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch " * 8
    workspace.do(records.edit, "organisations", alfa, {"city": city.strip()})
    page = open_page()
    page.detail.show_history()
    shown = page.detail.history
    qtbot.waitUntil(lambda: shown.deeds.rowCount() > 4)
    rows, cell = shown.itemDelegate(), QRectF(0, 0, page.look.px(30), page.look.px(1.6))

    hidden = [rows.hidden_text(cell, shown.model().index(row, 0)) for row in range(5)]

    assert hidden[1] == f"City Győr → {city.strip()}"
    assert not any(hidden[2:])


def test_a_long_value_takes_as_many_lines_of_the_history_as_it_needs(
    qtbot, open_page, an_organisation, workspace
):
    alfa = an_organisation("Alfa", city="Győr")
    city = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch " * 3
    workspace.do(records.edit, "organisations", alfa, {"city": city.strip()})
    page = open_page()
    page.window().resize(1158, 768)
    page.detail.show_history()
    shown = page.detail.history
    qtbot.waitUntil(lambda: shown.deeds.rowCount() > 4)
    row, usual = (shown.model().index(number, 0) for number in (1, 3))

    def high(index):
        return shown.visualRect(index).height()

    qtbot.waitUntil(lambda: high(row) > 3 * high(usual))
    assert shown.itemDelegate().hidden_text(QRectF(shown.visualRect(row)), row) == ""
    wide = high(row)

    page.window().resize(2400, 768)

    qtbot.waitUntil(lambda: high(usual) < high(row) < wide)


def test_a_menu_goes_when_it_is_closed(qtbot, open_page, an_organisation):
    an_organisation("Alfa")
    page = open_page()
    menu = page.detail.open_menu()

    with qtbot.waitSignal(menu.destroyed):
        qtbot.keyClick(menu, Qt.Key.Key_Escape)


@pytest.mark.parametrize("name", ["Fahrzeug" * 3_750, "Rába " * 6_000])
def test_a_name_as_long_as_a_book_leaves_the_page_to_the_rest(
    qtbot, open_page, an_organisation, workspace, name
):
    alfa = an_organisation("Alfa")

    def receive(session):  # what another office wrote is kept, whatever its length
        session.connection().exec_driver_sql(
            "UPDATE organisation SET name = ? WHERE uid = ?", (name.strip(), alfa)
        )

    workspace.do(receive)
    page = open_page()
    title = page.detail.head.head.title

    qtbot.waitUntil(lambda: title.height() < page.look.px(8))
    assert title.text().count("\n") == 4
    assert title.text().endswith("\N{HORIZONTAL ELLIPSIS}")
    assert title.toolTip().replace("\n", "").startswith("Fahrzeug" if "F" in name else "Rába")
    assert title.accessibleName() == name.strip()


def test_the_words_of_the_button_for_memberships_end_with_the_years(
    qtbot, open_page, an_organisation, workspace, look
):
    alfa = an_organisation("Alfa")
    workspace.do(records.create, "memberships", {"organisation": alfa, "cluster_name": "Zone"})
    page = open_page()
    page.resize(1158, 768)
    overview = page.detail.overview
    add = overview.add_membership

    def words_end():
        return add.mapTo(overview, add.rect().topRight()).x() - look.px(0.75)

    qtbot.waitUntil(lambda: words_end() == overview.years.geometry().right())
