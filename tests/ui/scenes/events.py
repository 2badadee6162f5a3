"""Events: a record with its people, packs and papers, and the desk in all its states."""

import os
from contextlib import contextmanager

from PySide6.QtWidgets import QApplication

from recipe_desktop.services import records
from recipe_desktop.ui.desk.open_pack import OpenPack
from recipe_desktop.ui.desk.opening import desks_to_open
from recipe_desktop.ui.window.frame import USUAL
from tests.ui.scenes.stage import shut

TABS = ("overview", "people", "agenda", "facts", "history")
SECRET = "apple-banana-cherry"


def first(stage):
    page = stage.go("events")
    page.list.choose_first()
    stage.rest()
    return page


@contextmanager
def desk_at_noon(stage):
    """The desk of an event on its own day, on whatever day the gallery is made."""
    page = first(stage)
    day = stage.house.workspace.ask(records.show, "events", page.chosen).fields["starts_on"]
    before = os.environ.get("RECIPE_NOW", "")
    os.environ["RECIPE_NOW"] = f"{day}T12:00:00+00:00"
    there = desks_to_open(stage.house.workspace, page.chosen)
    try:
        yield page, page.show_desk(page.chosen, there[0].uid)
        stage.rest()
    finally:
        os.environ["RECIPE_NOW"] = before


def record(stage):
    yield from stage.tabs(first(stage), [f"events-{name}" for name in TABS])


def to_settle(stage):
    """People who stand twice and clashes in the agenda, with long names; and Home, which says so."""
    day, name = "2026-11-23", "Automobilipari beszállítói kapcsolatépítő és partnerkereső nap"
    values = {"name": name, "starts_on": day, "country": "HU", "capacity": 1}
    event, people = stage.do(records.create, "events", values).uid, []
    for firm in ("Donaueschinger Fahrzeugkomponenten-Entwicklungsgesellschaft mbH", ""):
        values = {"given_name": "Maximiliane", "family_name": "Freifrau von Wolkenstein-Trostburg"}
        values |= {"event": event, "organisation_name": firm}
        people.append(stage.do(records.create, "registrations", values).uid)
    for item in ("Megnyitó és köszöntők", "Podiumsdiskussion zur Lieferkettensorgfaltspflicht"):
        values = {"event": event, "name": item, "place": "Nagyterem", "speakers": "dr. Kovács Éva"}
        values |= {"starts_at": f"{day}T09:00Z", "ends_at": f"{day}T10:00Z"}
        stage.do(records.create, "agenda-items", values)
    page = stage.go("events")
    page.open(event)
    stage.rest()
    yield "events-to-settle", stage.window
    stage.go("home")
    stage.until_done()
    yield "home-to-settle", stage.window
    for person in people:
        stage.do(records.remove, "registrations", person)
    stage.do(records.remove, "events", event)
    stage.rest()


def menus(stage):
    page = first(stage)
    shown = page.detail.open_menu()
    yield "events-menu", stage.window
    shut(shown)
    page.open_desk()
    yield "events-menu-desks", stage.window
    shut(QApplication.activePopupWidget())


def packs(stage):
    page = first(stage)
    page.make_packs()
    sheet = page.packs
    yield "events-packs", stage.window
    letter = sheet.rows[1].letter
    letter.setText(sheet.rows[0].letter.text())
    yield "events-packs-doubt", stage.window
    letter.setText("B")
    for folder, name in ((stage.folder / "none", "refused"), (stage.folder, "written")):
        sheet.folder.setText(str(folder))
        sheet.secret.setText(SECRET)
        sheet.write_packs()
        stage.until_done()
        yield f"events-packs-{name}", stage.window
    sheet.close_button.click()


def desk_files(stage):
    page = first(stage)
    page.hand_over()
    yield "events-desk-files", stage.window
    broken = stage.folder / "broken.recipe-changes"
    broken.write_bytes(b"nothing")
    page.files.take_in(broken)
    stage.until_done()
    yield "events-desk-files-refused", stage.window
    page.files.reject()


def papers(stage):
    page = first(stage)
    for show, name in ((page.print_signed_list, "signed-list"), (page.print_badges, "badges")):
        show()
        stage.until_done(page.sheet.save.isEnabled)
        yield f"events-print-{name}", stage.window
        page.sheet.reject()


def opening_a_pack(stage):
    """After ``packs``, which wrote it."""
    pack = min(stage.folder.glob("*.recipe-desk"))
    sheet = OpenPack(stage.house.look, stage.window, stage.house.jobs, pack)
    sheet.open()
    yield "open-pack", stage.window
    sheet.person.setText("Zsófia Nagy")
    for secret, name in (("wrong", "refused"), (SECRET, "ready")):
        sheet.secret.setText(secret)
        sheet._take()
        stage.until_done()
        yield f"open-pack-{name}", stage.window
    sheet.reject()


def new(stage):
    page = stage.go("events")
    page.new_event()
    stage.rest()
    yield from stage.tabs(page, [f"events-new-{name}" for name in TABS[:4]])
    page.delete_chosen()
    stage.rest()
    yield "events-deleted", stage.window


def desk(stage):
    with desk_at_noon(stage) as (page, shown):
        shown.showNormal()
        shown.resize(*USUAL)
        yield "desk-waiting", shown
        for name, result in shown.desk.examples().items():
            shown.show_result(result)
            yield f"desk-{name}", shown
        for typed, name in (("kov", "search"), ("qqqq", "search-nothing")):
            shown.look_for(typed)
            yield f"desk-{name}", shown
        for begins, name in ((shown.begin_walk_in, "walk-in"), (shown.begin_instead, "instead")):
            shown.look_for("nagy")
            begins()
            yield f"desk-{name}", shown
        shown.wait()
        shown.pause()
        yield "desk-paused", shown
        shown.pause()
        page.hand_over()
        yield "desk-files", shown
        page.files.reject()
        shown.close()
