"""One open store: reading, writing with the journal, and who this device is."""

import gc
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, count
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

from sqlalchemy import Connection, Engine, event
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from recipe_desktop.domain.clock import now
from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import Uid
from recipe_desktop.store import beside, contents, marks, migrate, search
from recipe_desktop.store.engine import (
    CONNECTIONS,
    IMMEDIATE,
    PATIENCE_MS,
    let_go,
    mark_in_file,
    open_engine,
    refuse_foreign_in,
    use_wal,
)
from recipe_desktop.store.journal import log, merge
from recipe_desktop.store.same_file import SameFile


@dataclass(slots=True)
class WriteResult:
    """What a write came to; filled in when it is committed."""

    group: str = ""
    reverts: str = ""
    touched: dict[str, set[Uid]] = field(default_factory=dict)

    def add(self, touched: "dict[str, set[Uid]] | dict[str, frozenset[Uid]]") -> None:
        """Count rows as touched."""
        for table, uids in touched.items():
            self.touched.setdefault(table, set()).update(uids)


class Store:
    """A store file that is open, upgraded and checked.

    Args:
        engine: from ``open_engine``.
        wall: the clock, for rehearsals and tests.
        file: the one that the engine opened.
        open_copy: opens a copy of the store, to rehearse in where nothing may be written.
        reading: whether that is so for good, and not only while another program writes.
    """

    def __init__(
        self,
        engine: Engine,
        file: SameFile,
        open_copy: Callable[[Path], Engine],
        wall: Callable[[], int] | None = None,
        *,
        reading: bool = False,
    ) -> None:
        self.path, self._file = file.path, file
        self._open_copy, self._is_reading = open_copy, reading
        self._wall = wall or _wall
        self._engine = engine
        self._writer = engine.execution_options(begin=IMMEDIATE)
        self._is_closed = False
        event.listen(engine, "checkin", self._let_go)
        self._watch()

    @classmethod
    def open(
        cls,
        path: Path,
        key: str | None = None,
        *,
        driver: ModuleType | None = None,
        wall: Callable[[], int] | None = None,
    ) -> "Store":
        """Open a store, upgrade it if it is older, and check its triggers.

        Raises:
            UserError: store.not_ours, store.too_new, store.altered, store.damaged and others.
        """
        beside.let_write(path)
        file = SameFile(path, partial(mark_in_file, path, key, driver))
        engine = open_engine(path, key, driver, same=file)
        try:
            refuse_foreign_in(engine, path)
            if migrate.upgrade(engine, path.name, _free(before_upgrade(path))):
                let_go(engine)
            with engine.connect() as connection:
                migrate.verify(connection, path.name)
            use_wal(engine)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, file, partial(open_engine, key=key, driver=driver), wall)

    @classmethod
    def open_to_read(
        cls, path: Path, key: str | None = None, *, driver: ModuleType | None = None
    ) -> "Store | None":
        """Open a store through which nothing can be written, even while another program writes.

        None when it would have to be upgraded first.

        Raises:
            UserError: store.not_ours, store.altered, store.damaged and others.
        """
        file = SameFile(path, partial(mark_in_file, path, key, driver))
        engine = open_engine(path, key, driver, reading=True, same=file)
        try:
            refuse_foreign_in(engine, path)
            with engine.connect() as connection:
                is_present = migrate.revision(
                    connection, path.name
                ) == migrate.HEAD and migrate.is_current(connection)
                if is_present:
                    migrate.verify(connection, path.name)
        except BaseException:
            engine.dispose()
            raise
        if is_present:
            again = partial(open_engine, key=key, driver=driver)
            return cls(engine, file, again, reading=True)
        engine.dispose()
        return None

    def hold(self) -> None:
        """Open all connections that a window uses, which stay with the file wherever it goes."""
        with suppress(UserError), ExitStack() as held:
            for _ in range(CONNECTIONS):
                held.enter_context(self._engine.connect())

    def close(self) -> None:
        """Let go of the file; what was committed is in it.

        Who is still reading reads to the end, and lets go of it then.
        """
        with suppress(UserError):
            self.check_place()
        self._is_closed = True
        if self._file.is_another():
            beside.empty(self.path)
        self._engine.dispose()
        beside.take_away(self.path, self._file.beside)

    def _let_go(self, _: object, entry: ConnectionPoolEntry) -> None:
        if self._is_closed:  # the pool that it comes back to is nobody's any more
            entry.invalidate()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A consistent picture of the store; nothing done in it lasts."""
        with Session(self._engine) as session:
            yield session
            session.rollback()

    @contextmanager
    def write(
        self, action: str, *, by: str = "", device: Uid, patience_ms: int = PATIENCE_MS
    ) -> Iterator[tuple[Session, WriteResult]]:
        """One SQLite transaction: everything written in it becomes one group of the journal.

        Args:
            patience_ms: how long it waits for a write of another program.

        Raises:
            UserError: store.busy, those of ``check_place`` and whatever else the machine refuses.
        """
        written = WriteResult()
        with (
            without_collecting(),
            Session(self._writing(patience_ms), expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session, written
            session.flush()
            connection = session.connection()
            sealed = log.close(
                connection, log.Deed(action, by, device, written.reverts), self._wall()
            )
            if sealed is not None:
                merge.settle(connection, sealed)
                written.group = sealed.group
                written.add(dict(sealed.touched))
            search.refresh(connection, written.touched)
        self._file.look()

    @contextmanager
    def rehearse(self) -> Iterator[Session]:
        """A write that is always rolled back; where nothing may be written now, one in a copy."""
        with Session(self._writing(0)) as session:
            may_write = not self._is_reading and _begins(session)
            if may_write:
                yield session
                session.rollback()
        if not may_write:
            with self._copied() as session:
                yield session

    def check_place(self) -> None:
        """Refuse to go on where the file has been moved, or another one lies in its place.

        Raises:
            UserError: store.gone, store.replaced, store.overwritten.
        """
        try:
            self._file.check(self._mark)
        except UserError:
            if not self._file.is_overwritten:
                let_go(self._engine)
            raise

    def _writing(self, patience_ms: int) -> Engine:
        self.check_place()
        if patience_ms == PATIENCE_MS:
            return self._writer
        return self._writer.execution_options(patience=patience_ms)

    @contextmanager
    def _copied(self) -> Iterator[Session]:
        """A write in a copy that is gone afterwards, encrypted as the store is."""
        with TemporaryDirectory(prefix="recipe-") as folder:
            copy = Path(folder) / self.path.name
            with self._engine.connect() as connection:
                migrate.copy(connection, copy)
            engine = self._open_copy(copy)
            try:
                with Session(engine.execution_options(begin=IMMEDIATE)) as session:
                    contents.point_to(session.connection(), self.path)
                    yield session
                    session.rollback()
            finally:
                engine.dispose()

    @contextmanager
    def transaction(self, patience_ms: int = PATIENCE_MS) -> Iterator[Connection]:
        """A write to local tables only, such as the search index or the roster."""
        with self._writing(patience_ms).connect() as connection, connection.begin():
            yield connection
        self._file.look()

    def set_apart(self) -> None:
        """Tell the file from the one that it was copied from, where work may go on, too."""
        with self.transaction() as connection:
            marks.renew(connection)
        let_go(self._engine)
        self._watch()

    def _watch(self) -> None:
        self._file.watch(self._mark())

    def _mark(self) -> int:
        with self._engine.connect() as connection:
            return marks.present(connection)


def _begins(session: Session) -> bool:
    """Begin to write, unless another program does."""
    try:
        session.connection()
    except UserError as error:
        if error.code != "store.busy":
            raise
        return False
    return True


def before_upgrade(path: Path) -> Path:
    """Where the copy lies that is made of a store before it is brought to a newer schema."""
    return path.with_name(f"{path.stem}.before-upgrade{path.suffix}")


def _free(path: Path) -> Path:
    """A name beside one that is taken: somebody may go on working in an earlier copy."""
    names = (f"{path.stem}-{number}{path.suffix}" for number in count(2))
    return next(one for one in chain([path], map(path.with_name, names)) if not one.exists())


@contextmanager
def without_collecting() -> Iterator[None]:
    """Keep Python from looking for cycles while much is made that has none.

    Of an import of 100,000 rows that search takes a third, and it finds nothing.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _wall() -> int:
    return int(now().timestamp() * 1000)
