"""Sync: who has what, what comes in, conflicts, and the laptops that are admitted."""

from recipe_desktop.sync import revoking
from recipe_desktop.sync.keys import Keys
from recipe_desktop.ui.sync.page import TABS


def tabs(stage):
    page = stage.go("sync")
    for tab in TABS:
        page.show_tab(tab)
        stage.rest()
        yield f"sync-{tab}", stage.window
    page.show_card(stage.card)
    yield "sync-admit", stage.window
    stage.dialog().reject()
    page.devices.save_card(stage.folder / "own.recipe-card")
    yield "sync-card-saved", stage.window


def losing(stage):
    page = stage.go("sync")
    page.show_tab("devices")
    peer = stage.house.overviews.now.status.peers[0]
    page.devices.report(peer)
    yield "sync-report-lost", stage.window
    stage.dialog().reject()


def receiving(stage):
    page = stage.go("sync")
    broken = stage.folder / "truncated.recipe-changes"
    broken.write_bytes(stage.bundle.read_bytes()[:2000])
    foreign = stage.folder / "foreign.recipe-changes"
    foreign.write_bytes(b"this is no bundle")
    for files, name in (
        ([stage.bundle], "preview"),
        ([broken], "damaged"),
        ([stage.bundle, broken, foreign], "mixed"),
    ):
        page.show_files(files)
        stage.until_done()
        yield f"sync-receive-{name}", stage.window
    page.receive.put_aside()
    stage.rest()


def sending(stage):
    page = stage.go("sync")
    sheet = page.send()
    yield "sync-send", stage.window
    sheet.reject()
    page._sending.send(stage.folder)
    stage.until_done()
    yield "sync-sent", stage.window
    sheet = page.send()
    yield "sync-send-again", stage.window
    sheet.reject()


def shared_folders(stage):
    page = stage.go("sync")
    page.show_tab("overview")
    folders = stage.house.folders
    box, stick = stage.folder / "Nextcloud RECiPE4Mobility", stage.folder / "KINGSTON"
    box.mkdir()
    (box / "Einladung.recipe-changes").write_bytes(b"Dear colleagues, " * 40)
    for path in (box, stick):
        folders.choose(path)
        folders.look()
        stage.until_done()
    for _look in range(2):  # the second time it is sure that nothing more of the letter comes
        folders.look()
        stage.until_done()
    yield "sync-folders", stage.window
    for path in (box, stick):
        folders.leave(path)


def taking_in(stage):
    """Last of all, since it takes the changes in."""
    page = stage.go("sync")
    page.show_files([stage.bundle])
    stage.until_done()
    page.receive._take()
    stage.until_done()
    yield "sync-received", stage.window
    stage.go("home")
    yield "home-after", stage.window


def lost(stage):
    """After what it takes in, since nothing is taken from the lost laptop any more."""
    page = stage.go("sync")
    page.show_tab("devices")
    peer = stage.house.overviews.now.status.peers[0]
    stage.do(revoking.revoke, Keys(stage.house.workspace.state), peer.uid)
    page.devices.show_lost(peer.uid)
    stage.until_done(lambda: page.devices.lost_page.known)
    yield "sync-lost", stage.window
    page.devices.lost_page.left.emit()
    stage.rest()
    yield "sync-lost-told", stage.window


def empty(stage):
    page = stage.go("sync")
    for tab in TABS:
        page.show_tab(tab)
        stage.rest()
        yield f"empty-sync-{tab}", stage.window
    page.send()
    yield "empty-send", stage.window
    stage.dialog().reject()
