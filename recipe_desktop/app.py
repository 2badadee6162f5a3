"""Puts the program together: every command there is, and those that need the window."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from recipe_desktop import logs, paths, settings
from recipe_desktop.cli import (
    attachments,
    desk,
    event_papers,
    exchanges,
    inbox,
    laptops,
    program,
    records,
    report,
    roadmap,
    shares,
    store,
    sync,
    tables,
)
from recipe_desktop.cli.command import Answer, Call, Command
from recipe_desktop.demo import command as demo
from recipe_desktop.demo import display, self_test
from recipe_desktop.demo.story import LIST
from recipe_desktop.domain.errors import UserError
from recipe_desktop.i18n import _
from recipe_desktop.paths import resource
from recipe_desktop.services import stores

_ALSO = {"--self-test": "self-test"}  # as packaged programs are asked


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns its exit code.

    Args:
        arguments: without the program's name; by default those it was started with.
    """
    given = [_ALSO.get(a, a) for a in (sys.argv[1:] if arguments is None else arguments)]
    with suppress(OSError):  # a computer that keeps no log still works
        logs.start_logging(paths.log_dir())
    try:
        return program.main(commands(), given, usual="gui")
    finally:
        logs.stop_logging()


def commands() -> list[Command]:
    """Every command, in the order in which the overview shows them."""
    return [
        Command(
            "gui", lambda: _("open the window; also without a command"), gui, needs_store=False
        ),
        *store.commands(),
        *tables.commands(),
        *records.commands(),
        *report.commands(),
        *event_papers.commands(),
        *roadmap.commands(),
        *desk.commands(),
        *exchanges.commands(),
        *attachments.commands(),
        *laptops.commands(),
        *sync.commands(),
        *inbox.commands(),
        *shares.commands(),
        demo.command(_pictures, _window),
        self_test.command(_pictures),
    ]


def gui(call: Call) -> Answer:
    """Open the window, on the store used last or with a welcome."""
    said = call.arguments
    wanted = Path(said.store).expanduser() if said.store else settings.last_store()
    if not (display.is_named() or os.environ.get("QT_QPA_PLATFORM")):
        raise UserError("gui.no_display")
    if not display.answers():
        raise UserError("gui.dead_display", display=os.environ["DISPLAY"])
    code = _run_gui(wanted, said.lang or "")
    return Answer({"store": None if wanted is None else str(wanted)}, code=code)


def _run_gui(wanted: Path | None, language: str) -> int:
    _need_qt()
    from recipe_desktop.ui.start.program import run_gui

    return run_gui(wanted, settings.remember_store, language)


def _need_qt() -> None:
    """Say what is missing where Qt's libraries are not on the computer."""
    try:
        import_module("PySide6.QtWidgets")
    except ImportError as error:
        raise UserError("gui.no_qt", reason=str(error)) from error


def _window(wanted: Path) -> int:
    return _run_gui(wanted, "")


def _pictures(wanted: Path, folder: Path, bundle: Path) -> list[Path]:
    """Draw the parts of the window off screen."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # a window may not flash up while drawing
    os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")  # what it cannot do there
    _need_qt()
    from recipe_desktop.ui.pictures import write_pictures

    workspace = stores.open_store(wanted)
    try:
        return write_pictures(
            workspace, folder, list_file=resource(LIST), bundle=bundle, search="gyor"
        )
    finally:
        workspace.close()
