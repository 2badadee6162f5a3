"""Puts the program together: every command there is, and what they share."""

import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from recipe_desktop import logs, paths
from recipe_desktop.cli import program, records, report, store, sync, tables
from recipe_desktop.cli.command import Command
from recipe_desktop.demo import command as demo


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns its exit code.

    Args:
        arguments: without the program's name; by default those it was started with.
    """
    with suppress(OSError):  # a computer that keeps no log still works
        logs.start_logging(paths.log_dir())
    try:
        return program.main(commands(), sys.argv[1:] if arguments is None else arguments)
    finally:
        logs.stop_logging()


def commands() -> list[Command]:
    """Every command, in the order in which the overview shows them."""
    return [
        *store.commands(),
        *tables.commands(),
        *records.commands(),
        *report.commands(),
        *sync.commands(),
        demo.command(_draw_nothing),
    ]


def _draw_nothing(_store: Path, _folder: Path) -> list[Path]:
    """The window has no parts yet."""
    return []
