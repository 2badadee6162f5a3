"""What files would bring: a rehearsal that changes nothing, then the real thing."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from recipe_desktop.domain.ids import Uid
from recipe_desktop.services import records
from recipe_desktop.services.kinds import kind_of_table
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.sync import exchange
from recipe_desktop.ui.jobs import Progress


@dataclass(frozen=True, slots=True)
class PartOfIt:
    """What comes of one kind of records."""

    kind: str
    new: int
    changed: int


@dataclass(frozen=True, slots=True)
class Incoming:
    """A rehearsal: what taking the files in would come to."""

    paths: tuple[Path, ...]
    receipt: exchange.Receipt
    parts: tuple[PartOfIt, ...]


def rehearse(workspace: Workspace, paths: Sequence[Path], _progress: Progress) -> Incoming:
    """Say what files would bring; nothing is written."""
    receipt = exchange.receive(workspace, paths, dry_run=True)
    touched: dict[str, set[Uid]] = {}
    for table, uids in receipt.touched.items():
        kind = kind_of_table(table)
        if kind is not None and kind.table == table:
            touched.setdefault(kind.name, set()).update(uids)
    parts = []
    for kind_name, found in sorted(touched.items()):
        here = len(workspace.ask(records.shown, kind_name, sorted(found)))
        parts.append(PartOfIt(kind_name, len(found) - here, here))
    return Incoming(tuple(paths), receipt, tuple(parts))


def take_in(workspace: Workspace, paths: Sequence[Path], progress: Progress) -> exchange.Receipt:
    """Take the files in, each whole or not at all."""
    return exchange.receive(workspace, paths, progress=progress.step)
