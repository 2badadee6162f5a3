"""Dialogs about a store in a folder that a service copies, or on a network drive: what to do instead."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from recipe_desktop.i18n import _
from recipe_desktop.places import Shared
from recipe_desktop.services import words_places
from recipe_desktop.ui.dialogs.dialog import Dialog, Statement, Verb
from recipe_desktop.ui.files import choosing
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.look.tokens import Status


def ask_before_making(
    look: Look,
    window: QWidget | None,
    store: Path,
    shared: Shared,
    make: Callable[[Path], None],
) -> Dialog:
    """Before a store is made in such a place, offer to make it on this computer.

    Args:
        make: makes it where it shall be in the end.
    """
    verbs = [Verb(_("Make it there all the same"), lambda: make(store))]
    own = choosing.own_folder()
    if own is None:
        verbs.append(Verb(_("Choose another place")))
    else:
        place = choosing.free_name(own, store.name)
        verbs.append(Verb(_("Make it in {folder}").format(folder=own.name), lambda: make(place)))
    title = words_places.store_would_lie(store, shared)
    return _ask(look, window, title, shared, verbs)


def offer_to_move(
    look: Look,
    window: QWidget | None,
    store: Path,
    shared: Shared,
    leave: Callable[[], None],
    move: Callable[[Path], None],
) -> Dialog:
    """Offer to move a store that is in such a place.

    Args:
        leave: told that it shall stay.
        move: told where it shall be.
    """

    def choose() -> None:
        place = choosing.free_name(choosing.own_folder() or Path.home(), store.name)
        kinds = _("Stores") + f" (*{store.suffix})"
        title = _("Where shall the store be?")
        choosing.save_file(window, title, str(place), kinds, move)

    verbs = [Verb(_("Leave it there"), leave), Verb(_("Move it to this computer"), choose)]
    return _ask(look, window, words_places.store_lies(store, shared), shared, verbs)


def _ask(
    look: Look, window: QWidget | None, title: str, shared: Shared, verbs: list[Verb]
) -> Dialog:
    said = Statement(
        title,
        words_places.danger(shared),
        words_places.advice(),
        status=Status.LOOK,
        symbol="folder",
    )
    dialog = Dialog(look, window, said, verbs)
    dialog.open()
    return dialog
