"""Taking files in, beside the window's thread."""

from collections.abc import Sequence
from pathlib import Path

from recipe_desktop.services.workspace import Workspace
from recipe_desktop.sync import receiving, rehearsal
from recipe_desktop.sync.rehearsal import Rehearsal
from recipe_desktop.ui.background.jobs import Progress


def rehearse(workspace: Workspace, paths: Sequence[Path], progress: Progress) -> Rehearsal:
    """Say what files would bring; nothing is written."""
    return rehearsal.rehearse(workspace, paths, progress.step)


def take_in(workspace: Workspace, paths: Sequence[Path], progress: Progress) -> receiving.Receipt:
    """Take the files in, each whole or not at all; of a single one nobody can say how far it is."""

    def tell(done: int, files: int) -> None:
        progress.step(done, files if files > 1 else 0)

    return receiving.receive(workspace, paths, progress=tell)
