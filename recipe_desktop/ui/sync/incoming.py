"""Taking files in, beside the window's thread."""

from collections.abc import Callable, Sequence
from pathlib import Path

from recipe_desktop.services.workspace import Workspace
from recipe_desktop.sync import receiving, rehearsal
from recipe_desktop.sync.rehearsal import Rehearsal
from recipe_desktop.ui.background.jobs import Progress


def rehearse(workspace: Workspace, paths: Sequence[Path], progress: Progress) -> Rehearsal:
    """Say what files would bring; nothing is written."""
    return rehearsal.rehearse(workspace, paths, progress.step)


def take_seen(
    workspace: Workspace, seen: Rehearsal, progress: Progress
) -> receiving.Receipt | Rehearsal:
    """Take in what was shown; where that would be something else by now, say what."""
    return rehearsal.take_in(workspace, seen, _of_several(progress))


def take_in(workspace: Workspace, paths: Sequence[Path], progress: Progress) -> receiving.Receipt:
    """Take the files in, each whole or not at all."""
    return receiving.receive(workspace, paths, progress=_of_several(progress))


def _of_several(progress: Progress) -> Callable[[int, int], None]:
    """Tells files; of a single one nobody can say how far it is."""
    return lambda done, files: progress.step(done, files if files > 1 else 0)
