"""The open store as interface and command line see it: ``ask`` and ``do``."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import Any, Concatenate, Final, ParamSpec, TypeVar

from sqlalchemy.orm import Session

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import Uid
from recipe_desktop.progress import Checkpoint
from recipe_desktop.services import kept_parts, late_words, taken_home
from recipe_desktop.services.changes import ChangeSet
from recipe_desktop.services.here import Here, here
from recipe_desktop.store import contents, search
from recipe_desktop.store.base import Base
from recipe_desktop.store.engine import PATIENCE_MS
from recipe_desktop.store.session import Store, without_collecting
from recipe_desktop.store.state import State

P = ParamSpec("P")
T = TypeVar("T")
_LOOKED_AT = 100  # a slip shows in the first of many
AS_STORED: Final = {
    "sending.seal": "exchange.seal",
    "receiving.take_in": "exchange.take_in",
    "deletions.delete": "records.remove",
}
"""Journals on disk go on calling an action as they began, whatever module it has moved to."""
_TAKING_IN = "receiving.take_in"
_STANDSTILL_S = 0.08  # as long as a window may wait, see design.md, section 5
Listener = Callable[[ChangeSet], None]


class Workspace:
    """One store, its keys, and those who want to hear of its changes.

    Args:
        store: open and up to date.
        state: the keys of the store's present device.

    ``has_window`` is set by the window, whose thread waits for nobody: neither for a job that
    writes nor, longer than an eye notices, for another program.
    """

    def __init__(self, store: Store, state: State) -> None:
        self._store = store
        self.state = state
        self._listeners: list[Listener] = []
        self.has_window = False
        self._asking = threading.Lock()
        self._kept: dict[Callable[..., Any], tuple[int, Any]] = {}
        self._lane = threading.Lock()  # one writer at a time within this program
        self._position = self.ask(position)  # of the log, as far as everybody here has heard
        self.here = self.ask(here)

    @property
    def path(self) -> Path:
        """The store's file."""
        return self._store.path

    def hold(self) -> None:
        """Go on reading whatever happens to the file's name from now on."""
        self._store.hold()

    def ask(
        self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """The answer of a query, from one consistent picture."""
        with self._store.read() as session:
            return _plain(query(session, *args, **kwargs))

    def ask_once(self, query: Callable[[Session, Checkpoint], T], step: Checkpoint) -> T:
        """The answer of a dear query, kept until somebody writes.

        For jobs: who asks while it is being worked out waits for that answer.

        Args:
            query: what it answers follows from the store alone.
            step: called by it now and then; may raise, to give up.
        """
        with self._asking:
            present = self.ask(position)
            kept = self._kept.get(query)
            if kept is None or kept[0] != present:
                kept = self._kept[query] = present, self.ask(query, step)
            answer: T = kept[1]
            return answer

    def do(
        self, use_case: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a use case as one transaction; then everybody hears what it changed.

        Raises:
            UserError: whatever the use case refuses, store.writing in the main thread while a
                job writes, store.busy while another program does; nothing has changed then.
        """
        answer, _group = self.do_as_step(use_case, *args, **kwargs)
        return answer

    def do_as_step(
        self, use_case: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> tuple[T, str]:
        """As ``do``; also the group of the journal by which this very step can be taken back.

        The news may be of what somebody else does at the same time.
        """
        with self._turn():
            answer, changes, group = self._write(self._patience_ms, use_case, *args, **kwargs)
        return self._told(answer, changes), group

    def do_in_turn(
        self, use_case: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """As ``do``, but behind a job that writes, however long it takes.

        For what nobody could repeat: somebody who stands at the desk is let in, if a moment late.

        Raises:
            UserError: as ``do``, but for store.writing.
        """
        with self._lane:
            answer, changes, _group = self._write(self._patience_ms, use_case, *args, **kwargs)
        return self._told(answer, changes)

    def preview(
        self, use_case: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """What a use case would answer; it runs for real and is rolled back."""
        with self._turn(), self._store.rehearse() as session:
            return _plain(use_case(session, *args, **kwargs))

    def listen(self, listener: Listener) -> None:
        """Have every change told, in the thread that made it."""
        self._listeners.append(listener)

    def poll(self) -> bool:
        """Whether another program wrote to the store since; listeners are told to look again.

        The log's position tells it; ``PRAGMA data_version`` differs between our own connections
        and would call our own writes foreign.

        Raises:
            UserError: store.gone, store.replaced, store.overwritten.
        """
        with self._lane:
            self._store.check_place()
            present = self.ask(position)
            if present == self._position:
                return False
            self._position = present
        self._tell(ChangeSet(""))
        return True

    @property
    def heard(self) -> int:
        """The position of the log up to which everybody here has heard of what was written."""
        return self._position

    def look_again(self) -> None:
        """Have all listeners look again at what they show: somebody has found it out of date."""
        self._tell(ChangeSet(""))

    def catch_up(self, progress: Callable[[int], None] | None = None) -> None:
        """Index what an import left to be indexed, in steps that each last."""
        while self.ask(_is_unindexed):
            with (
                without_collecting(),
                self._turn(),
                self._store.transaction(self._patience_ms) as connection,
            ):
                left = search.catch_up(connection)
            if progress is not None:
                progress(left)
            if not left:
                self._tell(ChangeSet(""))
                return

    def tidy_files(self) -> None:
        """Keep what this office wrote into files that others ended; then drop what is gone for good.

        In this order: the contents of documents that are taken home are needed on.
        """
        self.take_back_parts()
        if self.ask(late_words.wait):
            self.do(late_words.follow)
        if self.ask(taken_home.waits):
            self.do(taken_home.take_home)
        if self.ask(_has_unwanted_contents, self.here.device_uid):
            with self._lane, self._store.transaction(self._patience_ms) as connection:
                contents.drop_unwanted(connection, self.here.device_uid)

    def take_back_parts(self) -> None:
        """Write again what this office alone may read of records that others decided to keep."""
        if self.ask(kept_parts.wait):
            self.do(kept_parts.bring_back)

    def close(self) -> None:
        """Let go of the store."""
        self._store.close()

    def _write(
        self,
        patience_ms: int,
        use_case: Callable[Concatenate[Session, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> tuple[T, ChangeSet, str]:
        action, me = action_of(use_case), self.here
        with self._store.write(
            action, by=me.person, device=me.device_uid, patience_ms=patience_ms
        ) as (session, written):
            foreign = position(session) != self._position
            answer = _plain(use_case(session, *args, **kwargs))
            written.reverts = session.info.get("reverts", "")
            written.add(session.info.get("touched", {}))
        self.here = self.ask(here)
        self._position = self.ask(position)
        self._remember_number()
        if foreign:  # another program wrote before us
            return answer, ChangeSet(""), written.group
        touched = {table: frozenset(uids) for table, uids in written.touched.items()}
        return answer, ChangeSet(action, touched), written.group

    def _told(self, answer: T, changes: ChangeSet) -> T:
        if not changes.action or changes.touched:
            self._tell(changes)
        with suppress(UserError):  # a full disk, say: the index is filled by whoever writes next
            self.catch_up()
        with suppress(UserError):  # the next opening does it
            if changes.touches("share") or changes.touches("attachment"):
                self.tidy_files()
            elif changes.action == _TAKING_IN:
                self.take_back_parts()
        return answer

    @property
    def _patience_ms(self) -> int:
        """How long a write waits for that of another program."""
        paints = self.has_window and threading.current_thread() is threading.main_thread()
        return round(_STANDSTILL_S * 1000) if paints else PATIENCE_MS

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """The place of the one writer; the main thread, which paints the window, does not queue."""
        waits = threading.current_thread() is not threading.main_thread()
        if not self._lane.acquire(timeout=-1 if waits else _STANDSTILL_S):
            raise UserError("store.writing")
        try:
            yield
        finally:
            self._lane.release()

    def _remember_number(self) -> None:
        number = sum(self.ask(own_numbers, self.here).values())
        if number == self.state.number:
            return
        before, self.state.number = self.state.number, number
        try:
            self.state.save()
        except UserError:  # what was written is in the store; the next write notes its number, too
            self.state.number = before

    def _tell(self, changes: ChangeSet) -> None:
        for listener in self._listeners:
            listener(changes)


def _is_unindexed(session: Session) -> bool:
    return search.pending(session.connection()) > 0


def position(session: Session) -> int:
    """How far the log reaches."""
    found = session.connection().exec_driver_sql("SELECT coalesce(max(id), 0) FROM txn")
    return int(found.scalar_one())


def _has_unwanted_contents(session: Session, device: Uid) -> bool:
    return contents.has_unwanted(session.connection(), device)


def own_numbers(session: Session, me: Here) -> dict[str, int]:
    """By scope, the number of this device's last transaction."""
    rows = session.connection().exec_driver_sql(
        "SELECT scope, known FROM stream WHERE device = ?", (me.device_uid,)
    )
    return {row[0]: row[1] for row in rows}


def action_of(use_case: Callable[..., object]) -> str:
    """The name of an action in the journal: feature and verb."""
    module = getattr(use_case, "__module__", "").rpartition(".")[2]
    name = f"{module}.{getattr(use_case, '__name__', 'do')}"
    return AS_STORED.get(name, name)


def _plain(answer: T) -> T:
    """Table objects never leave a service; a slip is our bug."""
    parts = answer if isinstance(answer, (list, tuple, set, frozenset)) else (answer,)
    if any(isinstance(part, Base) for part in islice(parts, _LOOKED_AT)):
        raise TypeError("a table object may not leave a service")
    return answer
