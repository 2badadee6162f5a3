"""Taking files in, beside the window's thread."""

from collections.abc import Sequence
from pathlib import Path

from recipe_desktop.services.workspace import Workspace
from recipe_desktop.sync import exchange, rehearsal
from recipe_desktop.sync.rehearsal import Rehearsal
from recipe_desktop.ui.jobs import Progress


def rehearse(workspace: Workspace, paths: Sequence[Path], _progress: Progress) -> Rehearsal:
    """Say what files would bring; nothing is written."""
    return rehearsal.rehearse(workspace, paths)


def take_in(workspace: Workspace, paths: Sequence[Path], progress: Progress) -> exchange.Receipt:
    """Take the files in, each whole or not at all."""
    return exchange.receive(workspace, paths, progress=progress.step)
