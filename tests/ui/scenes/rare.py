"""What is seen seldom: questions, bad news, lists in which nothing is found, a narrow window."""

from threading import Event

from recipe_desktop.domain.errors import UserError
from recipe_desktop.services.history import Left, TakenBack
from recipe_desktop.ui import pictures
from recipe_desktop.ui.desk.model import Deed
from recipe_desktop.ui.forms.editors import ManyEditor
from recipe_desktop.ui.forms.left_words import LeftWords
from recipe_desktop.ui.start.catching_up import CatchingUp
from recipe_desktop.ui.window.frame import SMALLEST
from tests.ui.scenes import events, exchanges, partners


def nothing_found(stage):
    """Every list that is filtered, and the lists in which one chooses."""
    for first, section in ((exchanges.first, "exchanges"), (events.first, "events")):
        page = first(stage)
        line = page.listing.column.filter
        for name, shown in stage.filtered(line, line.filtered.emit, "o"):
            yield f"{section}-{name}", shown
    people = page.detail.people.column.filter
    page.detail.tabs.setCurrentIndex(1)
    for name, shown in stage.filtered(people, people.filtered.emit, "gyor"):
        yield f"events-people-{name}", shown
    page.detail.tabs.setCurrentIndex(0)
    page = exchanges.first(stage)
    page.new_exchange()
    for picker, typed in zip(page.dialog.pickers.values(), ("qqqq", "gyor"), strict=True):
        picker.field.setText(typed)
        picker.look_up()
    yield "exchanges-new-typed", stage.window
    page.dialog.reject()


def questions(stage):
    house, window = stage.house, stage.window
    stage.go("home")
    files = [stage.folder / f"{name}.xlsx" for name in ("guests", "members")]
    for some in (files[:1], files):
        house._tell_unopened(some)
        yield f"unopened-{len(some)}", window
        stage.dialog().reject()
    for code in ("gone", "overwritten"):
        house._others._tell(UserError(f"store.{code}", name="office.recipe"))
        yield f"store-{code}", window
        stage.dialog().reject()
    left = Left("organisations", "0", "Győri Akku Kft.", ("name", "city"), is_deleted=False)
    house._tell_left(TakenBack("records.edit", 3, (left,)), undone=True)
    yield "undone-in-part", window
    stage.dialog().reject()
    page = stage.go("sync")
    own = stage.folder / "mine.recipe-card"
    page.devices.save_card(own)
    page.show_cards([own], lambda: None)
    yield "sync-own-card", window
    stage.dialog().reject()


def at_work(stage):
    """Work that takes long, and a window that is closed meanwhile."""
    stage.go("home")
    window, go_on = stage.window, Event()

    def work(progress):
        progress.step(340, 1200, "Reading members.xlsx")
        go_on.wait()

    job = stage.house.jobs.start(work, writes=True)
    window.progress.follow(job)
    pictures.until(lambda: window.progress.isVisible() and window.progress.words.words)
    yield "at-work", window
    window.close()
    yield "at-work-closed", window
    stage.house._closing._dialog.buttons[-1].click()
    go_on.set()
    stage.until_done()


def words_left(stage):
    stage.go("home")
    window = stage.window
    fields = [("City", "Győr-Likócs"), ("Notes", "They call back on Monday.")]
    window.keep_words(LeftWords("Győri Akku Kft.", fields, ["It was deleted meanwhile."], None))
    yield "words-left", window
    window.left.close_button.click()


def compared(stage):
    page = partners.first(stage)
    pictures.until(lambda: page.watch.pairs)
    page.detail._compare(page.watch.pairs[0])
    yield "partners-compare", stage.window
    page.detail.dialog.reject()


def entries(stage):
    """New ones of an event, and values to tick."""
    page = events.first(stage)
    people = page.detail.people
    page.detail.tabs.setCurrentIndex(1)
    people.begin_new()
    yield "events-new-person", stage.window
    people.list.setFocus()
    page.detail.tabs.setCurrentIndex(2)
    agenda = page.detail.agenda
    for entries, name in ((agenda.days, "day"), (agenda.agenda, "item"), (agenda.desks, "desk")):
        entries.add()
        stage.rest()
        yield f"events-new-{name}", stage.window
    page.list.setFocus()
    page.detail.tabs.setCurrentIndex(0)


def ticks(stage):
    page = partners.first(stage)
    editor = next(one for one in page.detail.findChildren(ManyEditor) if one.isVisible())
    editor.open()
    yield "ticks", stage.window
    editor.ticks.close()


def opening(stage):
    """What stands there while a large store is opened."""
    waiting = CatchingUp(
        stage.house.look,
        lambda: "zalaegerszeg.recipe is being opened",
        lambda done, total: f"Filling the search index: {done} of {total}",
    )
    waiting._begun = 0
    waiting.tell(12000, 40000)
    yield "opening", waiting
    waiting.close()
    waiting.deleteLater()


def leaving_a_desk(stage):
    with events.desk_at_noon(stage) as (_page, shown):
        shown._waiting.append(Deed("Nagy Anna", lambda: None))
        shown.close()
        yield "desk-left", shown
        shown._leave_undone()


def narrow(stage):
    """The smallest window: the sidebar is folded, and a list stands alone."""
    window = stage.window
    before = window.size()
    window.resize(*(stage.house.look.px(part) for part in SMALLEST))
    for section in window.sidebar.entries:
        page = stage.go(section)
        yield f"narrow-{section}", window
        if section in ("partners", "exchanges", "events"):
            page.open(page.list.uid)
            stage.rest()
            yield f"narrow-{section}-record", window
    window.resize(before)
    stage.go("home")
