"""Sending changes and receiving them: a file or a folder in, a file out, whoever carries it.

A bundle brings what the others have not said to have, so a lost file heals with the next one.
What they have is read from the bundles that they send. A folder is any shared directory; each
file in it is written once, by one device, and read once by each of the others.
"""

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from recipe_desktop import __version__
from recipe_desktop.domain.clock import now
from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import Uid
from recipe_desktop.new_files import new_file
from recipe_desktop.progress import Progress, Step, unheard, unwatched
from recipe_desktop.services import conflicts
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.store.journal import intake, log
from recipe_desktop.store.models.replica import Device, ImportLog
from recipe_desktop.store.schema import SCHEMA
from recipe_desktop.store.session import without_collecting
from recipe_desktop.sync import (
    authority,
    enclosures,
    event_keys,
    knowledge,
    mailbox,
    roster,
    scopes,
)
from recipe_desktop.sync.bundle import SUFFIX, Bundle, Content, inspect, write_part
from recipe_desktop.sync.cards import Card
from recipe_desktop.sync.container import ContainerWriter, open_container
from recipe_desktop.sync.keys import Keys, former_keys
from recipe_desktop.sync.manifest import Enclosed, Manifest

_BUNDLE_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class Sent:
    """What a bundle carries.

    Args:
        path: the file that was written.
        transactions: how many, those included that were sent before but not acknowledged.
        scopes: how many it brings something of, or says how much of it is known.
        contents: how many contents of attachments.
    """

    path: Path
    transactions: int
    operations: int
    scopes: int
    contents: int = 0


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not taken in; nothing of it was used."""

    file: str
    error: UserError


@dataclass(slots=True)
class Receipt:
    """What receiving came to.

    Args:
        bundles: files that brought anything new.
        foreign: files of a folder that hold nothing for this laptop.
        empty: files of a folder of which nothing has arrived yet.
        vacant: folders in which no file of changes lies.
        contents: of attachments, that were not here before.
        waiting: transactions that these files brought and that wait.
        held: all that wait here, for an earlier one or for the card of a laptop.
        unadmitted: those of them that wait for the card.
        conflicts: how many were opened.
        touched: the rows that changed, by table; known after a rehearsal, too.
        senders: names of the devices whose files brought anything.
        admitted: names of devices that a steward vouched for.
    """

    bundles: int = 0
    transactions: int = 0
    operations: int = 0
    contents: int = 0
    conflicts: int = 0
    waiting: int = 0
    held: int = 0
    unadmitted: int = 0
    foreign: int = 0
    empty: int = 0
    vacant: list[str] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    touched: dict[str, set[Uid]] = field(default_factory=dict)
    senders: list[str] = field(default_factory=list)
    admitted: list[str] = field(default_factory=list)


Look = Callable[[Session, Receipt], None]
"""Looks at a rehearsal from within."""


def send(workspace: Workspace, target: Path, progress: Progress = unheard) -> Sent:
    """Write what the other devices lack, into a file, or under a random name into a folder.

    Args:
        progress: is told transactions.

    Raises:
        UserError: sync.nobody_admitted, file.disk_full, file.not_writable.
    """
    keys = Keys(workspace.state)
    workspace.do(seal, [keys, *_former(workspace)], partial(progress, 0, 0))
    mark = ""
    if target.is_dir():
        target /= secrets.token_hex(_BUNDLE_BYTES) + SUFFIX
        mark = mailbox.mark(keys.replica)
    return workspace.ask(write_bundle, keys, target, progress, mark)


def receive(
    workspace: Workspace,
    paths: Iterable[Path],
    *,
    dry_run: bool = False,
    progress: Progress = unheard,
    look: Look = lambda _session, _receipt: None,
) -> Receipt:
    """Take in bundles, each whole or not at all; a refused one does not stop the others.

    Args:
        paths: files, and folders whose ``.recipe-changes`` files are looked at.
        dry_run: only say what it would come to.
        progress: is told files; those before the one at which it stops have been taken in.
        look: in a rehearsal, sees the store as it would be, before that is rolled back.

    Raises:
        UserError: store.disk_full and whatever else is the matter with the store, not a file.
    """
    keys = Keys(workspace.state)
    keys.share_in(workspace.ask(event_keys.identities))
    receipt = Receipt()
    looking = partial(progress, 0, 0)
    paths = list(paths)
    receipt.vacant = mailbox.vacant(paths)
    bundles = list(_sound(workspace, keys, list(mailbox.files(paths)), receipt, looking))
    bundles.sort(key=lambda bundle: (bundle.created, bundle.sha256))
    if dry_run:
        take = partial(take_in, keys=keys, step=looking, keeps=False)
        workspace.preview(_take_all, take, bundles, receipt, look)
        return receipt
    for number, bundle in enumerate(bundles):
        step = partial(progress, number, len(bundles))
        step()
        try:
            taken = workspace.do(take_in, bundle, keys, step)
        except UserError as error:
            _refuse(receipt, bundle.path, error)
        else:
            _count(receipt, taken)
    workspace.ask(_count_waiting, receipt)
    return receipt


def seal(session: Session, authors: Sequence[Keys], step: Step = unwatched) -> None:
    """Sign what this laptop wrote since it last sent, under whichever incarnation."""
    connection = session.connection()
    for scope in log.scopes(connection):
        known = log.vector(connection, scope)
        for author in authors:
            if author.replica in known:
                log.seal(connection, scope, author.replica, author.sign, step)


def write_bundle(
    session: Session, keys: Keys, path: Path, progress: Progress = unheard, mark: str = ""
) -> Sent:
    """Write one bundle for everybody admitted; what this device wrote is sealed before.

    Args:
        mark: see ``new_file``.

    Raises:
        UserError: sync.nobody_admitted, file.disk_full, file.not_writable.
    """
    cards = roster.trusted(session, keys)
    connection = session.connection()
    belonging = scopes.Belonging(connection)
    own = sorted(belonging.scopes_of(cards[keys.replica]))
    plan = [(scope, belonging.readers(cards, scope)) for scope in own]
    plan = [(scope, readers) for scope, readers in plan if len(readers) > 1]
    if not plan:
        raise UserError("sync.nobody_admitted")
    bundle = secrets.token_hex(_BUNDLE_BYTES)
    bases = {
        scope: _base(session, scope, [r for r in readers if r.replica != keys.replica])
        for scope, readers in plan
    }
    told = _Told(connection, bases, progress)
    enclosed = _enclosed(session, keys, plan)
    brought = [one for one in enclosed.values() if one is not None]
    transactions = operations = 0
    with new_file(path, mark) as file:
        writer = ContainerWriter(file)
        for number, (scope, readers) in enumerate(plan, 1):
            base = bases[scope]
            vector = log.vector(connection, scope)
            manifest = Manifest(
                bundle,
                number,
                len(plan) + len(brought),
                scope,
                keys.replica,
                cards[keys.replica].member,
                tuple(reader.replica for reader in readers),
                __version__,
                SCHEMA,
                int(now().timestamp() * 1000) << 16,
                base,
                vector,
                vector,
                enclosures.held(connection, scope),
                enclosed[scope],
            )
            vouched = [card for card in readers if card.steward_signature]
            content = Content(manifest, told.segments(scope), vouched)
            transactions += write_part(writer, content, readers, keys)
            operations += _operations(connection, scope, base)
        for one in brought:
            progress(0, 0)
            enclosures.write(writer, connection, one)
        writer.finish()
    count = sum(len(one.contents) for one in brought)
    return Sent(path, transactions, operations, len(plan), count)


def _enclosed(
    session: Session, keys: Keys, plan: Sequence[tuple[str, Sequence[Card]]]
) -> dict[str, Enclosed | None]:
    """By scope, the contents of attachments that some reader of it lacks; their parts come last."""
    found: dict[str, Enclosed | None] = {}
    part = len(plan)
    for scope, readers in plan:
        others = [reader.replica for reader in readers if reader.replica != keys.replica]
        found[scope] = enclosures.enclose(part + 1, enclosures.lacking(session, scope, others))
        part += found[scope] is not None
    return found


class _Told:
    """The segments to send, each transaction of which is told as it is drawn.

    Args:
        bases: what the readers of each scope have.
    """

    def __init__(
        self, connection: Connection, bases: Mapping[str, Mapping[str, int]], progress: Progress
    ) -> None:
        self._connection, self._bases, self._progress = connection, bases, progress
        self._done = 0
        self._all = sum(segment.count for scope in bases for segment in self._unheard(scope))

    def segments(self, scope: str) -> Iterator[log.Segment]:
        for segment in self._unheard(scope):
            yield replace(segment, lines=map(self._tell, segment.lines))

    def _unheard(self, scope: str) -> Iterator[log.Segment]:
        return log.segments(self._connection, scope, self._bases[scope])

    def _tell(self, line: str) -> str:
        self._done += 1
        self._progress(self._done, self._all)
        return line


@dataclass(slots=True)
class Taken:
    """What one bundle brought."""

    transactions: int = 0
    operations: int = 0
    contents: int = 0
    conflicts: int = 0
    waiting: int = 0
    sender: str = ""
    touched: dict[str, set[Uid]] = field(default_factory=dict)
    admitted: list[str] = field(default_factory=list)


def take_in(
    session: Session, bundle: Bundle, keys: Keys, step: Step = unwatched, *, keeps: bool = True
) -> Taken:
    """Apply a bundle that was inspected, and note what its sender has.

    Args:
        keeps: whether contents of attachments are written; not in what is rolled back.

    Raises:
        UserError: bundle.not_allowed, bundle.content_unknown; bundle.damaged, when an author did not sign what stands in
            their name, or the file has changed since it was inspected. The transaction must be
            undone then.
    """
    taken = Taken()
    connection = session.connection()
    before, asked = knowledge.held(session), conflicts.open_now(session)
    known = roster.trusted(session, keys)
    for part in bundle.parts:
        roster.admit_desks(session, keys, part.cards)
    cards = roster.trusted(session, keys)
    taken.sender = cards[bundle.sender].device
    with open_container(bundle.path, step) as container:
        if container.sha256 != bundle.sha256:
            raise UserError("bundle.damaged", where="changed", file=bundle.path.name)
        for part in bundle.parts:
            is_settled = scopes.is_settled(connection, container, part, keys, cards)
            incoming = authority.authorised(
                connection, container, part, keys, hold_all=not is_settled
            )
            received = intake.receive(
                connection, part.manifest.scope, incoming, source=bundle.sha256
            )
            taken.transactions += received.transactions
            taken.operations += received.operations
            for table, uids in received.touched.items():
                taken.touched.setdefault(table, set()).update(uids)
        for part in bundle.parts:  # when all rows are here that could name them
            news = enclosures.take_in(session, container, part.manifest, keeps=keeps)
            taken.contents += news.contents
            if news.attachments:
                taken.touched.setdefault("attachment", set()).update(news.attachments)
    roster.tell(session, taken.touched)
    for part in bundle.parts:
        knowledge.note(session, part.manifest)
        enclosures.note(session, part.manifest)
        roster.admit_vouched(session, keys, part.cards)
    roster.take_held(session, keys)
    for part in bundle.parts:  # an event's key may have come with the desks that it vouches for
        roster.admit_desks(session, keys, part.cards)
    taken.admitted = [c.device for u, c in roster.trusted(session, keys).items() if u not in known]
    taken.waiting = max(0, knowledge.held(session) - before)
    taken.conflicts = len(conflicts.open_now(session) - asked)
    session.add(
        ImportLog(
            sha256=bundle.sha256,
            file=bundle.path.name,
            sender=bundle.sender,
            at=now(),
            transactions=taken.transactions,
            operations=taken.operations,
        )
    )
    sender = session.get(Device, bundle.sender)
    if sender is not None:
        sender.last_heard_at = now()
    session.flush()
    return taken


def _sound(
    workspace: Workspace,
    keys: Keys,
    files: Sequence[tuple[Path, bool]],
    receipt: Receipt,
    step: Step,
) -> Iterator[Bundle]:
    """The bundles that are sound and new; the others are counted."""
    cards = workspace.ask(roster.authors, keys, _former(workspace))
    past = cards.keys() - workspace.ask(roster.trusted, keys).keys()
    done = workspace.ask(_taken_files)
    vouched = workspace.ask(event_keys.vouches)
    for path, in_folder in files:
        if in_folder:
            size = _size(path)
            if not size:  # still being written, or being brought by another program
                receipt.empty += size is not None
                continue
        try:
            with without_collecting():
                bundle = inspect(
                    path, keys, cards, already=done.__contains__, vouched=vouched, step=step
                )
        except UserError as error:
            if in_folder and error.code == "bundle.foreign":
                receipt.foreign += 1
            else:
                _refuse(receipt, path, error)
            continue
        if bundle is not None and bundle.sender not in {keys.replica, *past}:
            done.add(bundle.sha256)  # the same bytes under two names are one bundle
            yield bundle


def _size(path: Path) -> int | None:
    """In bytes; None where the file has just gone from a folder that another program tidies."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return None


def _former(workspace: Workspace) -> list[Keys]:
    return former_keys(workspace.state, workspace.ask(_writers))


def _writers(session: Session) -> set[str]:
    connection = session.connection()
    return {device for scope in log.scopes(connection) for device in log.vector(connection, scope)}


def _taken_files(session: Session) -> set[str]:
    return set(session.scalars(select(ImportLog.sha256)))


def _take_all(
    session: Session,
    take: Callable[[Session, Bundle], Taken],
    bundles: Sequence[Bundle],
    receipt: Receipt,
    look: Look,
) -> None:
    for bundle in bundles:
        try:
            with session.begin_nested():
                taken = take(session, bundle)
        except UserError as error:
            _refuse(receipt, bundle.path, error)
        else:
            _count(receipt, taken)
    _count_waiting(session, receipt)
    look(session, receipt)


def _count_waiting(session: Session, receipt: Receipt) -> None:
    receipt.held = knowledge.held(session)
    receipt.unadmitted = knowledge.unadmitted(session)


def _refuse(receipt: Receipt, path: Path, error: UserError) -> None:
    """Put a file aside; what is the matter with the store itself is no fault of the file."""
    if error.code.startswith("store."):
        raise error
    told = UserError(error.code, **{**error.details, "file": path.name})
    receipt.refused.append(Refused(path.name, told))


def _count(receipt: Receipt, taken: Taken) -> None:
    receipt.transactions += taken.transactions
    receipt.operations += taken.operations
    receipt.contents += taken.contents
    receipt.conflicts += taken.conflicts
    receipt.waiting += taken.waiting
    receipt.admitted += taken.admitted
    if taken.transactions or taken.contents or taken.waiting:
        receipt.bundles += 1
        if taken.sender not in receipt.senders:
            receipt.senders.append(taken.sender)
    for table, uids in taken.touched.items():
        receipt.touched.setdefault(table, set()).update(uids)


def _base(session: Session, scope: str, readers: Sequence[Card]) -> dict[str, int]:
    """What all readers have said to have; each has what it wrote itself."""
    said = {reader.replica: knowledge.said_by(session, reader.replica, scope) for reader in readers}
    base: dict[str, int] = {}
    for device, seq in log.vector(session.connection(), scope).items():
        least = min(
            (vector.get(device, 0) for peer, vector in said.items() if peer != device),
            default=seq,
        )
        if device == log.SEED:
            least = seq  # comes with the program and never travels
        if least:
            base[device] = min(least, seq)
    return base


def _operations(connection: Connection, scope: str, base: Mapping[str, int]) -> int:
    """How many operations the segments above a vector hold."""
    total = 0
    rows = connection.exec_driver_sql(
        "SELECT stream.id, device, first, count FROM segment "
        "JOIN stream ON stream.id = segment.stream WHERE scope = ?",
        (scope,),
    ).all()
    for stream, device, first, count in rows:
        if first + count - 1 > base.get(device, 0):
            total += connection.exec_driver_sql(
                f"SELECT count(*) FROM txn JOIN op ON {log.OF_TXN} "
                "WHERE stream = ? AND seq BETWEEN ? AND ?",
                (stream, first, first + count - 1),
            ).scalar_one()
    return total
