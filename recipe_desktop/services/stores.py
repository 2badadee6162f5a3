"""Making, opening, copying and checking stores."""

import os
import shutil
import sqlite3
import stat
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Final

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from recipe_desktop import paths
from recipe_desktop.domain.clock import now
from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import new_uid
from recipe_desktop.domain.unseen import one_line
from recipe_desktop.given_files import as_letters
from recipe_desktop.new_files import is_full, unfinished
from recipe_desktop.paths import state_dir
from recipe_desktop.progress import Progress, unheard
from recipe_desktop.services import seed
from recipe_desktop.services.here import MEMBERS
from recipe_desktop.services.workspace import Workspace, own_numbers
from recipe_desktop.store import contents, doctor, marks, search
from recipe_desktop.store.base import instant_text
from recipe_desktop.store.engine import APPLICATION_ID, is_read_only, refuse_foreign, watched
from recipe_desktop.store.models.replica import Replica
from recipe_desktop.store.session import Store, before_upgrade
from recipe_desktop.store.state import SALT_BYTES, State, is_plain, silent_vault, store_key

_FILES: Final = ("", "-wal", "-shm", "-journal")
"""Endings of what SQLite keeps of one store; whatever else begins like it is not ours."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose store it becomes.

    Args:
        member: code of the member's country.
        person: who sits at the laptop; may be named later.
        is_steward: whether the device vouches for others of its member.
    """

    member: str
    device: str
    person: str = ""
    is_steward: bool = True


def create(
    path: Path, owner: Owner, *, plain: bool = False, driver: ModuleType | None = None
) -> Workspace:
    """A new store with its seed, for one device of one member.

    Args:
        plain: without encryption, for any SQLite tool to read.

    Raises:
        UserError: store.exists, store.unknown_member, store.no_device_name, store.no_folder,
            store.place_read_only.
    """
    member, device = owner.member.upper(), one_line(owner.device.strip())
    if member not in MEMBERS:
        raise UserError("store.unknown_member", member=member, members=", ".join(MEMBERS))
    if not device:
        raise UserError("store.no_device_name")
    if paths.is_too_long(path):
        raise UserError("file.name_too_long", name=path.name)
    _refuse_no_text(path)
    if path.exists() or path.is_symlink():
        raise UserError("store.exists", file=str(path))
    if not path.parent.is_dir():
        raise UserError("store.no_folder", folder=str(path.parent))
    uid = new_uid()
    state = State.create(_keys_folder(), uid, plain=plain, vault=silent_vault())
    me = (
        new_uid(),
        uid,
        device,
        member,
        one_line(owner.person.strip()),
        owner.is_steward,
        state.token,
    )
    part = unfinished(path)
    try:
        _make(part, _hex(state.store_key), driver, me)
        state.remember(_salt(part))
        _name(part, path)
    except BaseException as error:
        _discard(part)
        if isinstance(error, UserError) and "file" in error.details:  # not its half-made file
            raise UserError(error.code, **{**error.details, "file": path.name}) from error
        raise
    workspace = Workspace(Store.open(path, _hex(state.store_key), driver=driver), state)
    workspace.catch_up()
    return workspace


def _make(
    path: Path, key: str | None, driver: ModuleType | None, me: tuple[str | bool, ...]
) -> None:
    """A new file with its seed and whose it is."""
    store = Store.open(path, key, driver=driver)
    try:
        with store.transaction() as connection:
            connection.exec_driver_sql(
                "INSERT INTO replica (uid, device_uid, device, member, person, is_steward, token) "
                "VALUES (?,?,?,?,?,?,?)",
                me,
            )
            seed.apply(connection)
    finally:
        store.close()


def open_store(
    path: Path, *, driver: ModuleType | None = None, progress: Progress = unheard
) -> Workspace:
    """Open a store; a restored or copied one goes on as a new incarnation.

    Args:
        progress: hears how much of the index is filled that somebody has left unfilled.

    Raises:
        UserError: store.missing, store.empty, store.no_key, store.damaged, store.too_new and others.
    """
    refuse_absent(path)
    key = store_key(_keys_folder(), path, vault=silent_vault())
    store = Store.open(path, _hex(key), driver=driver)
    try:
        state = _state(store, path)
    except BaseException:
        store.close()
        raise
    workspace = Workspace(store, state)
    if workspace.ask(_is_behind):  # else nothing needs the lock that another program may hold
        with store.transaction() as connection:
            seed.apply(connection)
        total = workspace.ask(_unindexed)
        workspace.catch_up(lambda left: progress(total - left, total))
    with suppress(UserError):  # another program is writing: the next opening does it
        workspace.tidy_files()
    return workspace


def open_to_read(path: Path) -> Workspace:
    """Open a store to read, which goes on while another program writes to it.

    Nothing is written, neither to the store nor to what is noted beside it, unless the store has
    to be brought up to date first and nobody else is at work in it.

    Raises:
        UserError: as ``open_store``; store.busy only when it cannot be read as it is.
    """
    refuse_absent(path)
    key = store_key(_keys_folder(), path, vault=silent_vault())
    store = Store.open_to_read(path, _hex(key))
    if store is None:
        return open_store(path)
    try:
        state = _present_state(store, path)
        workspace = None if state is None else Workspace(store, state)
        behind = workspace is None or workspace.ask(_is_behind)
    except BaseException:
        store.close()
        raise
    if behind or workspace is None:
        try:
            current = open_store(path)
        except UserError as error:
            if workspace is None or error.code != "store.busy":
                store.close()
                raise
        else:
            store.close()
            return current
    return workspace


def _is_behind(session: Session) -> bool:
    """Whether something of the seed is new, or rows wait to be indexed."""
    connection = session.connection()
    return not seed.is_applied(connection) or search.pending(connection) > 0


def _unindexed(session: Session) -> int:
    return search.pending(session.connection())


def refuse_absent(path: Path) -> None:
    """Refuse what cannot be a store, before anything opens it; a pipe would never end.

    Raises:
        UserError: file.is_folder, file.no_file, store.missing, store.cannot_open, store.empty.
    """
    try:
        found = path.stat()
    except PermissionError as error:
        raise UserError("store.cannot_open", file=path.name) from error
    except (OSError, ValueError):  # such as a name that is longer than any file's
        raise UserError("store.missing", file=str(path)) from None
    if stat.S_ISDIR(found.st_mode):
        raise UserError("file.is_folder", name=path.name)
    if not stat.S_ISREG(found.st_mode):
        raise UserError("file.no_file", name=path.name)
    if not found.st_size:
        raise UserError("store.empty", file=path.name)


def refuse_other(path: Path) -> None:
    """Refuse what is no store that could be opened here, without opening it as one.

    Args:
        path: of a file that this program does not have open.

    Raises:
        UserError: as ``refuse_absent``; store.no_store, store.no_key, store.not_ours, store.damaged.
    """
    refuse_absent(path)
    key = store_key(_keys_folder(), path, vault=silent_vault())
    refuse_foreign(path, _hex(key))


def back_up(
    workspace: Workspace,
    target: Path,
    *,
    plain: bool = False,
    over: bool = False,
    progress: Progress = unheard,
) -> bool:
    """Copy the store into one file, and remember when that was; whether the copy is encrypted.

    Args:
        plain: without encryption, for any SQLite tool to read; a copy of a plain store always is.
        over: take the place of a file that is there, once the copy is whole; never of a store
            other than an earlier copy, nor of the store itself, which would go on without a name.
        progress: hears bytes; the copy may become smaller than the store.

    Raises:
        UserError: store.exists, store.no_folder, store.place_read_only, store.disk_full,
            store.cannot_open, state.not_writable; then there is no copy, or the one from before.
    """
    _refuse_no_text(target)
    is_other = target.is_file() and not _is_same(target, workspace.path)
    is_free = is_other and not paths.is_beside_store(target)
    may_replace = over and is_free and _is_own_copy(workspace, target)
    if target.exists() and not may_replace:
        raise UserError("store.exists", file=str(target))
    if not target.parent.is_dir():
        raise UserError("store.no_folder", folder=str(target.parent))
    numbers = workspace.ask(own_numbers, workspace.here)  # before, so that none is counted in vain
    part = unfinished(target)
    try:
        workspace.ask(_write_copy, part, progress, plain=plain)
        salt = _salt(part)
        workspace.state.remember(salt)  # a copy that no key is known for opens nowhere
        _name(part, target)
    except BaseException as error:
        _discard(part)
        if isinstance(error, UserError) and error.code == "store.cannot_open":
            place = "store.place_read_only" if is_read_only(target.parent) else error.code
            raise UserError(place, file=target.name) from error  # the copy, not the store
        raise
    with suppress(UserError):  # the copy is whole; only the day of it is not noted
        workspace.state.note_copy(instant_text(now()), numbers)
    return not is_plain(salt)


def _is_own_copy(workspace: Workspace, target: Path) -> bool:
    """Whether a file holds nothing that is not in the store: it is no store, or a copy of this one."""
    if not paths.is_store(target):
        return True
    if paths.is_in_use(target):
        return False
    salt = _salt(target)
    if not is_plain(salt):
        return salt.hex() in workspace.state.salts
    own = workspace.ask(lambda session: session.scalars(select(Replica.uid)).one())
    with closing(sqlite3.connect(f"{target.absolute().as_uri()}?mode=ro", uri=True)) as opened:
        try:
            return opened.execute("SELECT uid FROM replica").fetchall() == [(own,)]
        except sqlite3.Error:
            return False


def _is_same(one: Path, other: Path) -> bool:
    return other.exists() and one.samefile(other)


def _write_copy(session: Session, part: Path, progress: Progress, *, plain: bool) -> None:
    """Copy the store outside any transaction, then put the contents of its attachments in."""
    connection = session.connection()
    run = connection.exec_driver_sql
    of_file = run("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
    in_file = int(of_file.scalar_one())
    total = in_file + contents.size(connection)
    opens = plain and _is_cipher(connection)
    run("ROLLBACK")
    is_reading = bool(run("PRAGMA query_only").scalar())
    run("PRAGMA query_only = OFF")  # it forbids writing another file, too
    try:
        watch = watched(connection, lambda: progress(min(_size(part), in_file), total))
        if opens:
            run("ATTACH DATABASE ? AS copy KEY ''", (str(part),))
        else:
            with watch:
                run("VACUUM INTO ?", (str(part),))
            run("ATTACH DATABASE ? AS copy", (str(part),))
        try:
            if opens:
                with watch:
                    run("SELECT sqlcipher_export('copy')")  # all but what the head of the file says
                run(f"PRAGMA copy.application_id = {APPLICATION_ID}")
            marks.renew(connection, "copy")
            run("BEGIN")
            try:
                for packed in contents.pack(connection, "copy", plain=plain):
                    progress(min(in_file + packed, total), total)
            except BaseException:
                run("ROLLBACK")
                raise
            run("COMMIT")
        finally:
            run("DETACH DATABASE copy")
        progress(total, total)
    finally:
        run(f"PRAGMA query_only = {int(is_reading)}")
        run("BEGIN")


def _size(file: Path) -> int:
    with suppress(OSError):
        return file.stat().st_size
    return 0


def _refuse_no_text(path: Path) -> None:
    """A store is known by its name, which has to be one that can be written down."""
    if as_letters(str(path)) != str(path):
        raise UserError("file.name_no_text", name=as_letters(path.name))


def restore(source: Path, target: Path) -> None:
    """Put a backup in the place of a store, after checking that it is a sound one.

    Raises:
        UserError: store.missing, store.exists, store.disk_full, and whatever opening it refuses.
    """
    refuse_absent(source)
    _refuse_no_text(target)
    if target.exists() or target.is_symlink():
        raise UserError("store.exists", file=str(target))
    part = unfinished(target)
    try:
        _copy(source, part, target.name)
        _refuse_unsound(part)
        _name(part, target)
    except UserError as error:
        if "file" in error.details:  # whoever reads it knows the backup, not its copy
            raise UserError(error.code, **{**error.details, "file": source.name}) from error
        raise
    finally:
        _discard(part)
        _discard(before_upgrade(part), ("",))  # the backup itself is that copy


def _copy(source: Path, part: Path, name: str) -> None:
    """Copy the file whole and onto the disk, so that what takes its name is never half of it."""
    try:
        shutil.copyfile(source, part)
        with part.open("r+b") as file:
            os.fsync(file.fileno())
    except OSError as error:
        if error.filename == str(part) and not is_full(error):
            raise UserError("file.not_writable", name=name, reason=error.strerror or "") from error
        code = "store.disk_full" if is_full(error) else "store.cannot_open"
        raise UserError(code, file=source.name) from error


def problems(session: Session) -> list[str]:
    """What ``doctor`` finds wrong with the store; empty when it is sound."""
    return doctor.problems(session.connection())


def _refuse_unsound(path: Path) -> None:
    workspace = open_store(path)
    try:
        found = workspace.ask(problems)
    finally:
        workspace.close()
    if found:
        raise UserError("store.damaged", file=path.name)


def discard(path: Path) -> None:
    """Remove a store that could not be filled, with what lies beside it."""
    _discard(path)


def _name(part: Path, path: Path) -> None:
    """Give a whole file its name; what a crash left there of another store is not its own."""
    _discard(path, _FILES[1:])
    part.replace(path)


def _discard(path: Path, endings: Sequence[str] = _FILES) -> None:
    for ending in endings:
        file = path.with_name(path.name + ending)
        try:
            if file.exists():  # else a folder that may only be read refuses it, too
                file.unlink()
        except OSError as error:
            raise UserError("store.cannot_open", file=path.name) from error


def _state(store: Store, path: Path) -> State:
    """The state of the store's device, or that of a new incarnation of it."""
    folder, vault = _keys_folder(), silent_vault()
    state = _present_state(store, path)
    if state is not None:
        return state
    salt = _salt(path)
    with store.read() as session:
        device = session.scalars(select(Replica.device_uid)).one()
    former = State.load(folder, device, vault=vault) or State.find(folder, salt, vault=vault)
    fresh = new_uid()
    state = (
        former.successor(fresh) if former else State.create(folder, fresh, plain=True, vault=vault)
    )
    with store.transaction() as connection:
        connection.exec_driver_sql(
            "UPDATE replica SET device_uid = ?, token = ?, counter = 0", (fresh, state.token)
        )
    store.set_apart()
    state.remember(salt)
    return state


def _present_state(store: Store, path: Path) -> State | None:
    """The state of the store's device; None for a copied or restored store, which is another's."""
    with store.read() as session:
        replicas = session.scalars(select(Replica)).all()
        if len(replicas) != 1:
            raise UserError("store.damaged", file=path.name)
        [replica] = replicas
        device, token = replica.device_uid, replica.token
    state = State.load(_keys_folder(), device, vault=silent_vault())
    if state is None or state.token != token:
        return None
    # Read last: a program that writes meanwhile notes its number when it has committed.
    with store.read() as session:
        number = (
            session.connection()
            .exec_driver_sql(
                "SELECT coalesce(sum(known), 0) FROM stream WHERE device = ?", (device,)
            )
            .scalar_one()
        )
    return state if state.number <= number else None


def _keys_folder() -> Path:
    try:
        return state_dir()
    except OSError as error:
        if is_full(error):
            raise UserError("store.disk_full", file=str(error.filename)) from error
        raise UserError("state.not_writable", folder=str(error.filename)) from error


def _is_cipher(connection: Connection) -> bool:
    found = connection.exec_driver_sql("PRAGMA cipher_version")
    row = found.first() if found.returns_rows else None  # the plain driver does not know it
    return row is not None and bool(row[0])


def _salt(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(SALT_BYTES)


def _hex(key: bytes | None) -> str | None:
    return None if key is None else key.hex()
