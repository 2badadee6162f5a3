"""What a command is: its arguments, what it does, and the answer it gives."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from recipe_desktop.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command answers.

    Args:
        document: what ``--json`` prints; exactly one object.
        text: what a person reads.
        code: 0 done, 1 refused.
    """

    document: Mapping[str, Any]
    text: str = ""
    code: int = 0


class Call:
    """One run of a command.

    Args:
        arguments: as argparse read them.
        store: the store it is about; None for a command that has none.
        open_store: opens it; called at most once.
    """

    def __init__(
        self, arguments: Namespace, store: Path | None, open_store: Callable[[Path], Workspace]
    ) -> None:
        self.arguments = arguments
        self.store = store
        self._open = open_store
        self._workspace: Workspace | None = None

    @property
    def workspace(self) -> Workspace:
        """The open store.

        Raises:
            UserError: whatever opening it refuses.
        """
        if self._workspace is None:
            if self.store is None:
                raise RuntimeError
            self._workspace = self._open(self.store)
        return self._workspace

    def close(self) -> None:
        """Let go of the store, if it was opened."""
        if self._workspace is not None:
            self._workspace.close()

    def say(self, text: str) -> None:
        """Tell the person something that is not the answer, on standard error."""
        sys.stderr.write(f"{text}\n")

    def ask(self, question: str) -> str | None:
        """What the person at the terminal says; None where nobody can be asked."""
        if self.arguments.json or not sys.stdin.isatty():
            return None
        sys.stderr.write(f"{question} ")
        sys.stderr.flush()
        return sys.stdin.readline().strip()


def _nothing(_parser: ArgumentParser) -> None:
    """A command without arguments of its own."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command of the program.

    Args:
        name: as it is typed; two words for one of a group.
        summary: one line for the overview, in the user's language.
        run: does the work.
        arguments: adds its own arguments to the parser.
        needs_store: whether it works on an existing store.
        reads: whether it only reads, and so goes on while another program writes; where its
            arguments decide that, what says so of them.
    """

    name: str
    summary: Callable[[], str]
    run: Callable[[Call], Answer]
    arguments: Callable[[ArgumentParser], None] = field(default=_nothing)
    needs_store: bool = True
    reads: bool | Callable[[Namespace], bool] = False

    def only_reads(self, arguments: Namespace) -> bool:
        """Whether it writes nothing to the store when it is called like this."""
        return self.reads(arguments) if callable(self.reads) else self.reads
