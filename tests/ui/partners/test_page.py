"""Partners as one uses them: found, edited, undone, made, deleted, with the keyboard alone."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QApplication

from recipe_desktop import i18n
from recipe_desktop.services import history, organisations, records
from recipe_desktop.ui.tables.records import DISPLAY
from tests.ui.hands import elided_labels, nameless, type_text

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
KEY = Qt.Key


def names(page):
    table = page.list.table
    return [table.data(table.index(row, 0), DISPLAY) for row in range(table.rowCount())]


def search(qtbot, page, text):
    field = page.listing.column.filter.field
    field.setFocus()
    field.clear()
    with qtbot.waitSignal(page.listing.column.filtered):
        type_text(field, text)


def edit(page, name, text):
    row = next(form.rows[name] for form in page.detail.overview.forms if name in form.rows)
    row.editor.setFocus()
    type_text(row.editor, text)
    row.editor.clearFocus()
    return row


def staff(workspace, uid):
    return workspace.ask(records.show, "organisations", uid).fields["staff"]


def test_typing_without_accents_finds_names_with_them(qtbot, open_page, an_organisation):
    an_organisation("Győri Akkumulátortechnika Kft.", city="Győr")
    an_organisation("Mobinov")
    page = open_page()

    search(qtbot, page, "gyori akku")

    assert names(page) == ["Győri Akkumulátortechnika Kft."]
    assert page.listing.column.counted.words == "1 of 2"
    assert page.detail.head.head.title.words == "Győri Akkumulátortechnika Kft."


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


def test_a_membership_begun_from_the_menu_comes_into_sight(qtbot, open_page, an_organisation):
    an_organisation("Alfa")
    page = open_page()
    page.resize(1158, 500)
    [begin] = [a for a in page.detail.open_menu().actions() if a.text() == "Add a membership"]

    begin.trigger()

    panel = page.detail.overview.memberships.panel
    qtbot.waitUntil(lambda: panel.visibleRegion().boundingRect() == panel.rect())


def test_one_letter_is_too_little_to_search_for(qtbot, open_page, an_organisation):
    an_organisation("Alfa")
    an_organisation("Béta")
    page = open_page()

    search(qtbot, page, "b")

    assert names(page) == ["Alfa", "Béta"]


def test_a_chip_narrows_to_a_country_and_its_cross_takes_that_back(open_page, an_organisation):
    an_organisation("Alfa", country="HU")
    an_organisation("Béta", country="DE")
    page = open_page()
    menu = page.listing.country.open_menu()
    [germany] = [a for a in menu.actions() if a.data() == "DE"]

    germany.trigger()
    narrowed = names(page)
    page.listing.country.cleared.emit()

    assert germany.text() == "Germany, 1"
    assert narrowed == ["Béta"]
    assert names(page) == ["Alfa", "Béta"]


def test_nothing_found_offers_to_clear_the_filter(qtbot, open_page, an_organisation):
    an_organisation("Alfa", country="HU")
    page = open_page()
    search(qtbot, page, "xyzzy")
    assert page.listing.column.nothing.isVisible()

    with qtbot.waitSignal(page.listing.column.filtered):
        qtbot.mouseClick(page.listing.column.nothing.clear, LEFT)

    assert names(page) == ["Alfa"]


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
    qtbot.waitUntil(lambda: registry.qaction("edit.redo").isEnabled())
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
    editor.setFocus()

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


def test_a_new_organisation_is_made_by_keys_and_opened(qtbot, open_page, an_organisation):
    an_organisation("Alfa")
    page = open_page()
    page.list.setFocus()

    qtbot.keyClick(page.list, KEY.Key_N, CONTROL)
    type_text(page.dialog.name, "Béta Kft.")
    qtbot.keyClick(page.dialog.name, KEY.Key_Return)

    assert names(page) == ["Alfa", "Béta Kft."]
    assert page.chosen_name == "Béta Kft."
    assert page.detail.card.fields["country"] == "HU"
    type_of = page.detail.overview.named.rows["organisation_type"].editor
    assert QApplication.focusWidget() is type_of


def test_while_the_name_is_typed_those_already_here_are_shown(qtbot, open_page, an_organisation):
    alfa = an_organisation("Alfa Motor Kft.", country="HU")
    an_organisation("Béta")
    page = open_page()
    page.list.choose(alfa)
    page.new_organisation()
    dialog = page.dialog

    type_text(dialog.name, "alfa motor")
    qtbot.waitUntil(lambda: len(dialog.hints) == 1)
    [open_it] = [b for b in dialog.hints[0].children() if hasattr(b, "clicked")]
    qtbot.mouseClick(open_it, LEFT)

    assert page.chosen == alfa
    assert not dialog.isVisible()


def test_a_deleted_organisation_is_told_and_comes_back(qtbot, open_page, an_organisation):
    an_organisation("Alfa")
    an_organisation("Béta")
    page = open_page()
    page.list.setFocus()

    qtbot.keyClick(page.list, KEY.Key_Delete)
    left = names(page)
    told = page.listing.told
    assert (told.isVisible(), told.words.words) == (True, "Deleted Alfa")
    qtbot.mouseClick(told.undo, LEFT)

    assert left == ["Béta"]
    assert names(page) == ["Alfa", "Béta"]
    assert page.chosen_name == "Alfa"
    assert not told.isVisible()


def test_undoing_by_key_takes_the_told_line_away(qtbot, open_page, an_organisation):
    an_organisation("Alfa")
    an_organisation("Béta")
    page = open_page()
    page.delete_chosen()

    qtbot.keyClick(page.list, KEY.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: names(page) == ["Alfa", "Béta"])

    assert page.chosen_name == "Alfa"
    assert not page.listing.told.isVisible()


def test_the_keyboard_alone_finds_walks_and_opens(qtbot, open_page, an_organisation):
    an_organisation("Alfa")
    an_organisation("Béta")
    page = open_page()

    qtbot.keyClick(page, KEY.Key_F, CONTROL)
    assert QApplication.focusWidget() is page.listing.column.filter.field
    page.list.setFocus()
    qtbot.keyClick(page.list, KEY.Key_Down)
    assert page.detail.head.head.title.words == "Béta"
    qtbot.keyClick(page.list, KEY.Key_Return)

    assert QApplication.focusWidget() is page.detail.overview.named.rows["organisation_type"].editor


def test_news_keep_what_is_chosen_and_what_is_being_written(open_page, an_organisation, workspace):
    beta = an_organisation("Béta")
    page = open_page()
    editor = page.detail.overview.placed.rows["city"].editor
    editor.setFocus()
    type_text(editor, "Győ")

    an_organisation("Alfa")
    workspace.do(records.edit, "organisations", beta, {"address": "Fő utca 1."})

    assert page.chosen == beta
    assert names(page) == ["Alfa", "Béta"]
    assert editor.text() == "Győ"
    assert page.detail.overview.placed.rows["address"].editor.text() == "Fő utca 1."


def test_an_empty_store_says_how_to_begin(qtbot, open_page):
    page = open_page()
    assert page.empty.isVisible()
    with qtbot.waitSignal(page.import_wanted):
        qtbot.mouseClick(page.empty.primary, LEFT)

    qtbot.mouseClick(page.empty.second, LEFT)
    type_text(page.dialog.name, "Alfa")
    qtbot.keyClick(page.dialog.name, KEY.Key_Return)

    assert page.listing.isVisible()
    assert names(page) == ["Alfa"]


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
        editor.setFocus()
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


def test_everything_that_takes_the_focus_has_a_name(
    open_page, an_organisation, a_person, workspace
):
    alfa = an_organisation("Alfa", vat_number="HU12345676")
    an_organisation("Alfa", vat_number="HU12345676")
    workspace.do(records.create, "former-names", {"organisation": alfa, "name": "Régi"})
    workspace.do(records.create, "memberships", {"organisation": alfa, "cluster_name": "Pannon"})
    person = a_person(alfa, given_name="Ana", family_name="Costa")
    page = open_page()
    page.list.choose(alfa)
    page.detail.people.entries.open(person)
    page.review_doubles()
    page.new_organisation()

    assert nameless(page) == []
    assert nameless(page.dialog) == []


def test_fixed_words_fit_in_a_language_that_is_a_third_longer(open_page, an_organisation):
    an_organisation("Alfa")
    i18n.use_language("xx")
    page = open_page()

    said = [words for words in elided_labels(page.listing) if words.startswith("[")]

    assert said == []


def test_a_page_in_another_language_says_everything_anew(open_page, an_organisation, qapp):
    from recipe_desktop.ui.view import Languages

    an_organisation("Alfa", country="HU")
    page = open_page()

    Languages(qapp).use("xx")
    try:
        assert page.listing.column.title.words.startswith("[")
        assert page.detail.overview.named.rows["name"].label.words.startswith("[")
        assert page.detail.tabs.tabText(1).startswith("[")
    finally:
        Languages(qapp).use("en")


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


def test_in_a_narrow_window_the_pane_takes_the_place_of_the_list(qtbot, open_page, an_organisation):
    an_organisation("Alfa")
    page = open_page()
    page.window().resize(800, 700)
    qtbot.waitUntil(lambda: not page.detail.isVisible())
    page.list.setFocus()

    qtbot.keyClick(page.list, KEY.Key_Return)
    assert (page.listing.isVisible(), page.detail.isVisible()) == (False, True)
    qtbot.waitUntil(lambda: page.detail.back.width() > 0)
    qtbot.mouseClick(page.detail.back, LEFT)

    assert (page.listing.isVisible(), page.detail.isVisible()) == (True, False)
    assert page.list.hasFocus()


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


def test_several_ecosystems_are_kept_as_codes(open_page, an_organisation, workspace):
    alfa = an_organisation("Alfa", ecosystems="mobility")
    page = open_page()
    editor = page.detail.overview.placed.rows["ecosystems"].editor

    editor.committed.emit(("mobility", "electronics"))

    fields = workspace.ask(records.show, "organisations", alfa).fields
    assert fields["ecosystems"] == "mobility;electronics"
    assert editor.text() == "Mobility, transport, automotive, Electronics"


def test_a_decision_that_waits_leads_to_where_it_is_made(qtbot, open_page, an_organisation):
    alfa = an_organisation("Alfa")
    page = open_page()

    with qtbot.waitSignal(page.decision_wanted) as asked:
        page.detail._ways.decide(alfa)

    assert asked.args == [alfa]


def test_tab_goes_through_the_page_as_one_reads(qtbot, open_page, an_organisation):
    an_organisation("Alfa", vat_number="HU1")
    page = open_page()
    page.listing.column.filter.field.setFocus()
    names_ = []

    for _stop in range(12):
        qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Tab)
        here = QApplication.focusWidget()
        names_.append(here.accessibleName() or here.text())

    assert names_ == [
        *("Country", "Type", "Partners", "More", "Add a person", "Parts of the record"),
        *("Add a former name", "Name", "Type", "Country", "Registered in", "Postcode"),
    ]


def test_from_the_filter_one_goes_on_to_what_was_found(qtbot, open_page, an_organisation):
    for name in ("Alfa", "Béta", "Gamma"):
        an_organisation(name)
    page = open_page()
    page.find_partner()
    field = page.listing.column.filter.field

    type_text(field, "bet")
    qtbot.keyClick(field, KEY.Key_Down)

    assert page.list.hasFocus()
    assert page.chosen_name == "Béta"


def test_a_value_too_long_for_the_history_is_told_in_full(
    qtbot, open_page, an_organisation, workspace
):
    alfa = an_organisation("Alfa", city="Győr")
    city = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch " * 3
    workspace.do(records.edit, "organisations", alfa, {"city": city.strip()})
    page = open_page()
    page.detail.show_history()
    shown = page.detail.history
    qtbot.waitUntil(lambda: shown.deeds.rowCount() > 4)
    rows, cell = shown.itemDelegate(), QRectF(0, 0, page.look.px(40), page.look.px(1.6))

    hidden = [rows.hidden_text(cell, shown.model().index(row, 0)) for row in range(5)]

    assert hidden[1] == f"City Győr → {city.strip()}"
    assert not any(hidden[2:])
