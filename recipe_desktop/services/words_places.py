"""What is said where a store lies in a folder that is not this computer's alone."""

from pathlib import Path

from recipe_desktop.i18n import _
from recipe_desktop.places import Shared


def store_lies(store: Path, shared: Shared) -> str:
    """Who reaches the folder of a store besides this computer."""
    if shared.service:
        return _("{file} lies in a folder that {service} copies to other computers").format(
            file=store.name, service=shared.service
        )
    return _("{file} lies on a network drive").format(file=store.name)


def store_would_lie(store: Path, shared: Shared) -> str:
    """Who reaches the folder in which a store is to be made."""
    if shared.service:
        return _("{service} copies the folder {folder} to other computers").format(
            service=shared.service, folder=store.parent.name
        )
    return _("The folder {folder} is on a network drive").format(folder=store.parent.name)


def danger(shared: Shared) -> str:
    """What may happen to a store there."""
    if shared.service:
        return _(
            "{service} may copy the store while it is being written, or put an older one in its place: what was entered since is lost then."
        ).format(service=shared.service)
    return _(
        "If the connection breaks off while something is written, or another computer opens the store at the same time, it can be damaged."
    )


def advice() -> str:
    """What suits such a folder instead."""
    return _(
        "Keep the store on this computer, and let that folder carry files of changes: they join what everybody has entered."
    )
