"""The Exchanges page: begun, checked, taken a step further, undone, printed."""

from datetime import date

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea

from recipe_desktop import i18n
from recipe_desktop.domain.ids import Uid
from recipe_desktop.i18n import in_language
from recipe_desktop.services import exchange_steps, exchanges, history, records
from recipe_desktop.services.exchanges import Narrowed
from recipe_desktop.ui.cards import Banner, FindingLine
from recipe_desktop.ui.exchanges.stay_days import DayIs, StayDays
from recipe_desktop.ui.exchanges.switch import BOARD, LIST
from recipe_desktop.ui.home.promises import CategoryLine
from recipe_desktop.ui.house.finding import hits
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.tokens import Status
from recipe_desktop.ui.surroundings import Ways
from recipe_desktop.ui.view import Label
from tests.another_program import holding_the_lock
from tests.services.visits import ALL_BUT_PAID
from tests.sync.offices import carry, meet
from tests.ui.hands import elided_labels, nameless, settle, type_text


def said(widget):
    return " | ".join(label.words for label in widget.findChildren(Label))


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_an_exchange_is_begun_from_the_empty_page(qtbot, page, firms, workspace):
    press(qtbot, page.empty.primary)
    for part, country in (("visitor", "HU"), ("host", "FR")):
        picker = page.dialog.pickers[part]
        row = next(
            row
            for row in range(picker.list.count())
            if picker.list.item(row).data(Qt.ItemDataRole.UserRole) == firms[country]
        )
        picker.list.setCurrentRow(row)
    press(qtbot, page.dialog.confirm)

    card = page.detail.card
    assert (card.line.visitor, card.line.host) == ("Győri Akku Kft.", "Rouen Tech")
    assert card.names[card.fields["visitor_member"]] == "ZONE Klaszter"
    assert card.names[card.fields["host_member"]] == "NextMove"
    assert page.listing.table.rowCount() == 1


def test_a_step_is_taken_told_and_undone(qtbot, page, firms, workspace):
    uid = workspace.do(exchange_steps.begin, firms["HU"], firms["FR"])
    page.open(uid)
    banner = page.detail.overview.findChild(Banner)
    assert "Register the visitor" in said(banner)

    press(qtbot, next(b for b in banner.findChildren(Button)))

    assert page.detail.card.line.then.task == "assess"
    assert page.detail.steps.stages[0].below == "1 Sept 2021"
    assert "day of today" in page.listing.told.words.words
    workspace.do(history.undo)
    assert page.detail.card.line.then.task == "register"


def test_the_button_does_not_pay_what_the_rules_forbid(qtbot, page, firms, workspace):
    workspace.do(records.edit, "organisations", firms["FR"], {"country": "HU"})
    uid = workspace.do(exchange_steps.begin, firms["HU"], firms["FR"])
    days = {"starts_on": "2021-08-23", "ends_on": "2021-08-27", "amount_cents": "10000"}
    workspace.do(records.edit, "exchanges", uid, ALL_BUT_PAID | days)
    page.open(uid)
    banner = page.detail.overview.findChild(Banner)

    with qtbot.captureExceptions() as raised:
        press(qtbot, next(iter(banner.findChildren(Button))))

    assert [error.code for _, error, _ in raised] == ["exchange.rule_forbids"]
    assert page.detail.card.line.then.task == "pay"


def test_findings_are_shown_with_their_sources_and_the_sum_with_its_working(page, firms, workspace):
    uid = workspace.do(exchange_steps.begin, firms["HU"], firms["FR"])
    days = {"starts_on": "2021-09-24", "ends_on": "2021-09-26", "distance_km": "1240"}
    workspace.do(records.edit, "exchanges", uid, days)
    page.open(uid)

    lines = [said(line) for line in page.detail.overview.findChildren(FindingLine)]
    assert any("Working days at the host: 1" in line and "Must be mended" in line for line in lines)
    assert any("Unchecked" in line and "ClusterXchange" in line for line in lines)
    assert "450" in said(page.detail.overview)


@pytest.mark.parametrize(("cents", "told"), [("45000", "To pay, once"), ("45001", "Agreed")])
def test_only_what_does_not_go_beyond_the_ceiling_is_called_a_sum_to_pay(
    page, firms, workspace, cents, told
):
    uid = workspace.do(exchange_steps.begin, firms["HU"], firms["FR"])
    days = {"starts_on": "2021-09-24", "ends_on": "2021-09-26", "distance_km": "1240"}
    workspace.do(records.edit, "exchanges", uid, {**days, "amount_cents": cents})

    page.open(uid)

    words = {label.words for label in page.detail.overview.findChildren(Label)}
    assert words & {"To pay, once", "Agreed"} == {told}


def test_a_sum_without_a_ceiling_is_not_called_one_to_pay_and_says_that_it_is_unchecked(
    page, firms, workspace
):
    uid = workspace.do(exchange_steps.begin, firms["HU"], firms["FR"])
    workspace.do(records.edit, "exchanges", uid, {"distance_km": "199", "amount_cents": "83000"})

    page.open(uid)

    shown = said(page.detail.overview)
    assert "To pay, once" not in shown
    assert "Agreed | EUR\N{NO-BREAK SPACE}830" in shown
    assert "Unchecked: the ceiling is not known yet." in shown
    lines = [said(line) for line in page.detail.overview.findChildren(FindingLine)]
    [line] = [line for line in lines if "is within the ceiling" in line]
    assert "EUR\N{NO-BREAK SPACE}830" in line
    assert "not known yet: the days of the visit" in line
    assert "Rule 12" in line


@pytest.mark.parametrize("code", i18n.LANGUAGES)
def test_a_day_is_taken_as_the_window_itself_writes_it(qtbot, page, firms, workspace, code):
    uid = workspace.do(exchange_steps.begin, firms["HU"], firms["FR"])
    page.open(uid)
    row = page.detail.facts.forms[1].rows["starts_on"]
    i18n.use_language(code)

    for day in (date(2026, 12, 9), date(2026, 1, 31), date(2026, 3, 4)):
        row.editor.setFocus()
        row.editor.selectAll()
        type_text(row.editor, i18n.format_day(day))
        qtbot.keyClick(row.editor, Qt.Key.Key_Return)
        assert workspace.ask(records.show, "exchanges", uid).fields["starts_on"] == str(day)


@pytest.mark.parametrize(
    "typed", ["9/12/2026", "Dec 2026", "9 Dec", "9 Dec 2026 10:30", "31 Feb 2026"]
)
def test_what_names_no_one_day_is_not_taken_for_one(qtbot, page, firms, workspace, typed):
    uid = workspace.do(exchange_steps.begin, firms["HU"], firms["FR"])
    page.open(uid)
    row = page.detail.facts.forms[1].rows["starts_on"]

    type_text(row.editor, typed)
    qtbot.keyClick(row.editor, Qt.Key.Key_Return)

    assert not workspace.ask(records.show, "exchanges", uid).fields["starts_on"]
    assert "2026-" in row.error.words


def test_an_empty_partnership_is_said_to_be_our_own(qtbot, page, firms, workspace):
    uid = workspace.do(exchange_steps.begin, firms["HU"], firms["FR"])
    page.open(uid)
    row = page.detail.facts.forms[0].rows["visitor_partnership"]
    assert row.editor.note == "our own"
    assert "our own" in row.editor.placeholderText()

    type_text(row.editor, "EPIX")
    qtbot.keyClick(row.editor, Qt.Key.Key_Return)

    assert workspace.ask(records.show, "exchanges", uid).fields["visitor_partnership"] == "EPIX"
    assert row.editor.note == ""
    assert page.detail.facts.forms[0].rows["host_partnership"].editor.note == "our own"
    workspace.do(history.undo)
    assert row.editor.note == "our own"


def test_a_field_is_saved_where_it_stands(qtbot, page, firms, workspace):
    uid = workspace.do(exchange_steps.begin, firms["HU"], firms["FR"])
    page.open(uid)
    row = page.detail.facts.forms[1].rows["distance_km"]

    type_text(row.editor, "199")
    qtbot.keyClick(row.editor, Qt.Key.Key_Return)

    assert workspace.ask(records.show, "exchanges", uid).fields["distance_km"] == 199
    assert "Visible to NextMove and ZONE Klaszter" in said(page.detail.facts)


def line_of(page, words):
    """The line of a finding as it is now; what was shown before may not be gone yet."""
    lines = page.detail.overview.findChildren(FindingLine)
    return [line for line in lines if words in said(line)][-1]


def test_a_doubt_passes_with_a_reason_that_is_taken_back_again(qtbot, page, firms, workspace):
    page.open(workspace.do(exchange_steps.begin, firms["HU"], firms["FR"]))
    press(qtbot, line_of(page, "Without the distance").findChild(Button))
    sheet = page.detail.sheet
    assert not sheet.confirm.isEnabled()

    type_text(sheet.reason, "Measured on the map")
    press(qtbot, sheet.confirm)

    line = line_of(page, "Without the distance")
    assert "Measured on the map" in said(line)
    assert "Zsófia Nagy, 1 Sept 2021" in said(line)
    assert "stands with the finding" in page.listing.told.words.words
    press(qtbot, line.findChild(Button))
    assert "Measured on the map" not in said(line_of(page, "Without the distance"))


def test_a_reason_that_cannot_be_kept_at_the_moment_stays_in_its_sheet(
    qtbot, page, firms, workspace
):
    page.open(workspace.do(exchange_steps.begin, firms["HU"], firms["FR"]))
    press(qtbot, line_of(page, "Without the distance").findChild(Button))
    sheet = page.detail.sheet
    type_text(sheet.reason, "Measured on the map")
    other = holding_the_lock(workspace.path)

    with qtbot.captureExceptions() as refused:
        press(qtbot, sheet.confirm)
    other.communicate("")

    assert [error.code for _kind, error, _trace in refused] == ["store.busy"]
    assert sheet.reason.toPlainText() == "Measured on the map"
    press(qtbot, sheet.confirm)
    assert "Measured on the map" in said(line_of(page, "Without the distance"))


def test_what_blocks_has_no_button_for_a_reason(page, firms, workspace):
    uid = workspace.do(exchange_steps.begin, firms["HU"], firms["FR"])
    days = {"starts_on": "2021-09-24", "ends_on": "2021-09-26"}
    workspace.do(records.edit, "exchanges", uid, days)
    page.open(uid)

    assert line_of(page, "Working days at the host").findChildren(Button) == []


def test_what_nobody_can_know_is_never_in_order(page, firms, workspace):
    uid = workspace.do(exchange_steps.begin, firms["HU"], firms["FR"])
    page.open(uid)
    assert line_of(page, "Unchecked")._status is Status.NEUTRAL

    page.detail.cancel_exchange()

    assert line_of(page, "Nothing is checked")._status is Status.NEUTRAL


def test_who_sees_the_file_stands_beside_it_and_is_chosen(qtbot, page, firms, workspace):
    page.open(workspace.do(exchange_steps.begin, firms["HU"], firms["FR"]))
    press(qtbot, page.detail.facts.share)
    sheet = page.detail.sheet
    assert (sheet.chosen, sheet.confirm.isEnabled()) == (["FR", "HU"], False)
    assert not sheet.boxes["HU"].isEnabled()

    sheet.boxes["NL"].click()
    press(qtbot, sheet.confirm)

    seen = "Visible to NextMove, ZONE Klaszter and RAI Automotive Industry NL"
    assert seen in said(page.detail.facts)
    press(qtbot, page.detail.facts.share)
    for code in ("FR", "NL"):
        page.detail.sheet.boxes[code].click()
    press(qtbot, page.detail.sheet.confirm)
    assert "Only ZONE Klaszter sees this" in said(page.detail.facts)
    row = page.detail.facts.forms[3].rows["motivation"]
    type_text(row.editor, "To learn")
    qtbot.keyClick(row.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "Only ZONE Klaszter sees this" in said(page.detail.facts)


def test_the_list_is_filtered_and_what_is_deleted_comes_back(page, firms, workspace):
    uid = workspace.do(exchange_steps.begin, firms["HU"], firms["FR"])
    page.open(uid)
    page.listing.narrow(Narrowed("lyon"))
    assert page.listing.table.rowCount() == 0
    page.listing.narrow(Narrowed("gyori"))
    assert page.listing.table.rowCount() == 1

    page.delete_chosen()
    assert workspace.ask(exchanges.count) == 0
    page.listing.told.undo.click()
    assert workspace.ask(exchanges.count) == 1


@pytest.mark.parametrize("way", [LIST, BOARD])
def test_a_deletion_that_is_undone_is_chosen_again(qtbot, page, firms, workspace, way):
    first = workspace.do(exchange_steps.begin, firms["HU"], firms["FR"])
    other = workspace.do(exchange_steps.begin, firms["HU"], firms["FR"])
    page.show_way(way)
    chosen = page.board.board if way == BOARD else page
    chosen.choose(first) if way == BOARD else page.open(first)
    assert page.chosen == first

    page.delete_chosen()
    assert page.chosen in (other, None)
    workspace.do(history.undo)

    assert page.chosen == first


def test_the_file_is_saved_as_pdf(qtbot, page, firms, workspace, tmp_path):
    uid = workspace.do(exchange_steps.begin, firms["HU"], firms["FR"])
    page.open(uid)

    page.write_file(uid, tmp_path / "file.pdf")

    qtbot.waitUntil(lambda: "Saved as file.pdf" in page.listing.told.words.words, timeout=20_000)
    [*pages] = pypdf.PdfReader(tmp_path / "file.pdf").pages
    assert "Győri Akku Kft." in pages[0].extract_text()


def test_in_a_narrow_window_the_exchange_takes_the_place_of_the_list(qtbot, page, firms, workspace):
    page.open(workspace.do(exchange_steps.begin, firms["HU"], firms["FR"]))
    page.window().resize(800, 700)
    qtbot.waitUntil(lambda: not page.detail.isVisible())

    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert (page.listing.isVisible(), page.detail.isVisible()) == (False, True)
    qtbot.waitUntil(lambda: page.detail.back.width() > 0)
    press(qtbot, page.detail.back)

    assert (page.listing.isVisible(), page.detail.isVisible()) == (True, False)


def sound(workspace, firms):
    """An exchange whose days, way and sum are agreed."""
    uid = workspace.do(exchange_steps.begin, firms["HU"], firms["FR"])
    days = {"starts_on": "2021-09-20", "ends_on": "2021-09-24", "amount_cents": "90000"}
    journeys = {"travels_out_on": "2021-09-19", "travels_back_on": "2021-09-25"}
    file = {"visitor_person": "Péter Takács", "motivation": "To see batteries tested"}
    signed = ("visitor_signed", "host_signed", "visitor_partner_signed", "agreement")
    before = {f"{name}_on": "2021-08-30" for name in signed}
    values = days | journeys | file | before | {"distance_km": "1240"}
    workspace.do(records.edit, "exchanges", uid, values)
    return uid


@pytest.mark.parametrize("code", ["en", "hu", "fr", "de", "nl", "pt"])
def test_no_language_has_a_fact_whose_name_is_cut(page, firms, workspace, code):
    page.open(sound(workspace, firms))
    page.detail.tabs.setCurrentIndex(1)
    with in_language(code):
        page.detail.retranslate()
        QApplication.processEvents()

        assert elided_labels(page.detail.facts) == []


def test_an_exchange_takes_the_whole_width_and_leads_back(qtbot, page, firms, workspace):
    other = workspace.do(exchange_steps.begin, firms["FR"], firms["HU"])
    page.open(sound(workspace, firms))

    qtbot.keyClick(page.list, Qt.Key.Key_Return)

    assert not page.listing.isVisible()
    qtbot.waitUntil(lambda: page.detail.overview.is_wide)
    assert page.detail.crumb.words.endswith(page.detail.card.line.number)
    first = page.detail.uid
    press(qtbot, page.detail.before if page.list.currentIndex().row() else page.detail.after)
    assert {first, page.detail.uid} == {first, other}
    assert page.detail.uid == other
    press(qtbot, page.detail.back)
    assert page.listing.isVisible()
    assert page.list.hasFocus()


def test_what_is_done_on_the_wide_page_is_told_and_undone_there(qtbot, page, firms, workspace):
    page.open(workspace.do(exchange_steps.begin, firms["HU"], firms["FR"]))
    page.open_wide()
    banner = page.detail.overview.findChildren(Banner)[-1]

    press(qtbot, banner.findChildren(Button)[0])

    assert page.detail.told.isVisible()
    assert "day of today" in page.detail.told.words.words
    press(qtbot, page.detail.told.undo)
    assert page.detail.card.line.then.task == "register"
    assert not page.detail.told.isVisible()


def test_the_list_comes_back_by_its_order_with_the_filter_it_had(page, firms, workspace):
    page.open(workspace.do(exchange_steps.begin, firms["HU"], firms["FR"]))
    page.listing.narrow(Narrowed("gyori"))
    page.open_wide()

    page.show_way("list")

    assert page.listing.isVisible()
    assert page.listing.narrowed.text == "gyori"


def test_the_wide_page_shows_the_days_the_sum_and_what_holds(qtbot, page, firms, workspace):
    page.open(sound(workspace, firms))
    page.open_wide()
    overview = page.detail.overview

    days = overview.findChildren(StayDays)[-1]
    kinds = [one.is_ for one in days.days]
    assert kinds == [DayIs.OUT, *5 * [DayIs.COUNTED], DayIs.BACK]
    assert "20 Sept" in days.accessibleName()
    words = said(overview)
    for part in ("not halved", "EUR\N{NO-BREAK SPACE}900", "ZONE Klaszter within 10 days"):
        assert part in words, part
    for part in ("Péter Takács", "To see batteries tested", "Visible to NextMove"):
        assert part in words, part
    line = line_of(page, "Working days at the host, travel not counted: 5")
    assert (line._status, "Rule 1" in said(line)) == (Status.OK, True)
    checks = overview.checks
    qtbot.waitUntil(checks.lines[0].isVisible)
    few = sum(line.isVisible() for line in checks.held)
    press(qtbot, checks.show_all)
    qtbot.waitUntil(checks.held[-1].isVisible)
    assert sum(line.isVisible() for line in checks.held) > few
    press(qtbot, checks.show_all)
    assert sum(line.isVisible() for line in checks.held) == few


def test_a_likely_second_visit_is_shown_and_said_to_be_another_firm(qtbot, page, firms, workspace):
    twin = {"name": "Györi Akku Kft", "country": "HU", "organisation_type": "sme"}
    other = workspace.do(records.create, "organisations", twin).uid
    first = workspace.do(exchange_steps.begin, firms["HU"], firms["FR"])
    page.open(workspace.do(exchange_steps.begin, other, firms["FR"]))
    buttons = line_of(page, "perhaps the same organisation").findChildren(Button)
    assert [b.text() for b in buttons] == ["Show the other one", "Not the same", "Give a reason"]

    press(qtbot, buttons[1])

    assert not any("perhaps" in said(line) for line in page.detail.overview.checks.lines)
    assert "two organisations" in page.listing.told.words.words
    press(qtbot, page.listing.told.undo)
    show = line_of(page, "perhaps the same organisation").findChildren(Button)[0]
    press(qtbot, show)
    assert page.detail.uid == first


def test_an_outsider_that_names_itself_is_let_see_the_file_or_not(
    qtbot, page, firms, workspace, a_laptop, tmp_path
):
    germany = a_laptop("DE")
    meet(workspace, germany)
    uid = workspace.do(exchange_steps.begin, firms["HU"], firms["FR"])
    carry(tmp_path, workspace, germany)
    members = {m.fields["code"]: m.uid for m in germany.ask(records.listing, "members")}
    germany.do(records.edit, "exchanges", uid, {"paying_member": members["DE"]})
    carry(tmp_path, workspace, germany)
    page.open(uid)
    asked = line_of(page, "has written that")
    assert "does not see the file" in said(asked)
    buttons = asked.findChildren(Button)
    assert [b.text() for b in buttons] == ["Let it see the file", "Leave"]

    press(qtbot, buttons[0])

    assert "DE" in page.detail.card.readers
    assert not any("has written that" in said(one) for one in page.detail.overview.checks.lines)
    press(qtbot, page.listing.told.undo)
    assert "DE" not in page.detail.card.readers
    press(qtbot, line_of(page, "has written that").findChildren(Button)[1])
    assert page.detail.sheet.isVisible()


def test_what_cannot_be_known_of_a_visit_is_not_among_what_holds(page, firms, workspace):
    page.open(workspace.do(exchange_steps.begin, firms["HU"], firms["FR"]))

    checks = page.detail.overview.checks

    assert not any("Unchecked" in said(line) or "visited" in said(line) for line in checks.held)
    assert "days not agreed yet" in said(page.detail.overview)
    assert "not known" in said(page.detail.overview)


def test_everything_has_a_name_for_a_screen_reader(page, firms, workspace):
    page.open(workspace.do(exchange_steps.begin, firms["HU"], firms["FR"]))

    assert nameless(page) == []


def test_home_says_whose_turn_it_is_and_leads_there(qtbot, a_house, workspace, firms):
    uid = workspace.do(exchange_steps.begin, firms["HU"], firms["FR"])
    house = a_house(workspace)
    home = house.window.go("home")
    settle(qtbot, house)

    row = next(row for row in home.rows() if "Register the visitor" in row.text())
    row.click()

    shown = house.window.pages.currentWidget()
    assert shown.chosen == Uid(uid)
    lines = [row.accessibleName() for row in home.promises.findChildren(CategoryLine)]
    assert "SMEs: 0 of 25 done, 1 planned, 24 to do" in lines
    assert "Training sessions: 0 of 10 done, 0 planned, 10 to do" in lines
    assert "not counted: 75 consultations (none are kept here), 15" in said(home.promises)
    assert "of 50 done, 1 planned, 49 to do" in said(home.promises)


def test_home_fits_the_window_of_a_usual_laptop(qtbot, a_house, workspace, firms):
    workspace.do(exchange_steps.begin, firms["HU"], firms["FR"])
    house = a_house(workspace)
    house.window.resize(1366, 768 - 38)  # a title bar, or what one row of news takes
    home = house.window.go("home")
    settle(qtbot, house)

    assert home.promises.isVisible()
    [area] = home.findChildren(QScrollArea)
    assert area.verticalScrollBar().maximum() == 0


def test_home_says_what_is_late_and_for_whom_the_others_wait(
    qtbot, a_house, workspace, firms, monkeypatch
):
    uid = workspace.do(exchange_steps.begin, firms["HU"], firms["FR"])
    theirs = workspace.do(exchange_steps.begin, firms["FR"], firms["HU"])
    done = ("registered", "assessed", "matched", "agreement", "reported", "evidence", "validated")
    signed = ("visitor_signed", "host_signed", "visitor_partner_signed", "host_partner_signed")
    days = {f"{name}_on": "2021-08-01" for name in (*done, *signed)}
    visit = {"starts_on": "2021-08-09", "ends_on": "2021-08-13"}
    workspace.do(records.edit, "exchanges", uid, days | visit)
    house = a_house(workspace)
    home = house.window.go("home")
    settle(qtbot, house)

    rows = {row.text(): row.accessibleName() for row in home.rows()}

    assert "9 days late" in rows["Pay the lump sum"]
    assert any(name.startswith("NextMove: ") for name in rows)
    assert "1 of them is late" in said(home)
    assert "Waiting for others" in said(home)
    next(row for row in home.rows() if row.text().startswith("NextMove")).click()
    assert house.window.pages.currentWidget().chosen == theirs


def test_the_palette_finds_an_exchange_by_who_visits_whom(workspace, firms):
    uid = workspace.do(exchange_steps.begin, firms["HU"], firms["FR"])
    opened = []
    ways = Ways()
    ways.record.connect(lambda *what: opened.append(what))

    [hit] = [hit for hit in hits(workspace, ways, "gyori roue") if hit.group == "Exchanges"]
    hit.run()

    assert hit.name == "Győri Akku Kft. \N{RIGHTWARDS ARROW} Rouen Tech"
    assert opened == [("exchanges", uid)]


def test_who_chooses_among_no_organisations_is_told_what_comes_first(page, firms, workspace):
    for uid in firms.values():
        workspace.do(records.remove, "organisations", uid)
    page.new_exchange()
    picker = page.dialog.pickers["visitor"]
    assert picker.list.nothing == "No partners yet: import or enter some first"

    type_text(picker.field, "Rouen")
    picker.look_up()

    assert picker.list.nothing == "No organisation fits"
    page.dialog.reject()
