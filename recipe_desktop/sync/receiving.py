"""Receiving changes: files and folders in, each file taken in whole or not at all."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from recipe_desktop.domain.clock import now
from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import Uid
from recipe_desktop.given_files import name_of
from recipe_desktop.progress import Checkpoint, Progress, unheard, unwatched
from recipe_desktop.services import conflicts
from recipe_desktop.services.workspace import Workspace, position
from recipe_desktop.store.journal import intake, log
from recipe_desktop.store.models.replica import Device, ImportLog
from recipe_desktop.store.session import without_collecting
from recipe_desktop.sync import (
    authority,
    enclosures,
    event_keys,
    knowledge,
    mailbox,
    revoking,
    roster,
    scopes,
    told,
)
from recipe_desktop.sync.bundle import Bundle, inspect
from recipe_desktop.sync.container import open_container
from recipe_desktop.sync.keys import Keys, former_keys

OWN: Final = "own"
"""Of a file that this laptop wrote, all of which is here."""
OWN_AHEAD: Final = "own, ahead"
"""Of a file that this laptop wrote before its store went back to a copy."""
FOREIGN: Final = "foreign"
EMPTY: Final = "empty"


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not taken in; nothing of it was used."""

    file: str
    error: UserError


@dataclass(slots=True)
class Receipt:
    """What receiving came to.

    Args:
        files: that were looked at.
        bundles: files that brought anything new.
        vacant: folders in which no file of changes lies.
        contents: of attachments, that were not here before.
        waiting: transactions that these files brought and that wait.
        held: all that wait here, for an earlier one or for the card of a laptop.
        forked: transactions of these files that contradict what came from the same laptop before.
        forks: laptops that go on twice under one name, as far as is known here.
        unadmitted: those of them that wait for the card.
        conflicts: how many were opened.
        touched: the rows that changed, by table; known after a rehearsal, too.
        senders: names of the devices whose files brought anything.
        admitted: names of devices that a steward vouched for.
        revoked: names of devices of which these files tell that they were lost.
        taken: files of which everything is here now, or was before; of a rehearsal, would be.
        passed_by: what became of the files that were not taken in, one of the words above or the
            code of the refusal; files that bring nothing new are not named.
        digests: SHA-256 of the files that were sound and new: of these it speaks, and of no others.
    """

    files: int = 0
    bundles: int = 0
    transactions: int = 0
    operations: int = 0
    contents: int = 0
    conflicts: int = 0
    waiting: int = 0
    held: int = 0
    forked: int = 0
    forks: int = 0
    unadmitted: int = 0
    taken: set[Path] = field(default_factory=set)
    passed_by: dict[Path, str] = field(default_factory=dict)
    vacant: list[str] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    touched: dict[str, set[Uid]] = field(default_factory=dict)
    senders: list[str] = field(default_factory=list)
    admitted: list[str] = field(default_factory=list)
    revoked: list[str] = field(default_factory=list)
    digests: frozenset[str] = frozenset()

    @property
    def foreign(self) -> int:
        """How many files of a folder hold nothing for this laptop."""
        return list(self.passed_by.values()).count(FOREIGN)

    @property
    def empty(self) -> int:
        """Of how many files of a folder nothing has arrived yet."""
        return list(self.passed_by.values()).count(EMPTY)

    @property
    def brings_anything(self) -> bool:
        """Whether there was anything to take in."""
        return bool(self._shows or self.waiting or self.forked)

    @property
    def only_waits(self) -> bool:
        """Whether all that came has to wait, so that nothing of it is shown."""
        return bool(self.waiting and not self._shows)

    @property
    def only_forked(self) -> bool:
        """Whether nothing came but what is put aside."""
        return bool(self.forked and not self.waiting and not self._shows)

    @property
    def _shows(self) -> bool:
        return bool(self.operations or self.contents or self.admitted or self.revoked)


Ground = tuple[int, frozenset[Uid]]
"""What an outcome depends on besides the files: how far the log reaches, and whose cards are trusted."""

Onlooker = Callable[[Session, Receipt], None]
"""Looks at a rehearsal from within."""


def receive(  # noqa: PLR0913 - what, and how it is looked at
    workspace: Workspace,
    paths: Iterable[Path],
    *,
    dry_run: bool = False,
    progress: Progress = unheard,
    look: Onlooker = lambda _session, _receipt: None,
    passed_over: Collection[Path] = (),
) -> Receipt:
    """Take in bundles, each whole or not at all; a refused one does not stop the others.

    Args:
        paths: files, and folders whose ``.recipe-changes`` files are looked at.
        dry_run: only say what it would come to.
        progress: is told files; those before the one at which it stops have been taken in.
        look: in a rehearsal, sees the store as it would be, before that is rolled back.
        passed_over: files of the folders that are not even looked at.

    Raises:
        UserError: store.disk_full and whatever else is the matter with the store, not a file.
    """
    keys = Keys(workspace.state)
    receipt, bundles = _look_at(workspace, keys, paths, progress, passed_over)
    if dry_run:
        take = partial(take_in, keys=keys, step=partial(progress, 0, 0), keeps=False)
        workspace.preview(_take_all, take, bundles, receipt, look)
    else:
        _take_each(workspace, keys, bundles, receipt, progress)
    return receipt


def ground_of(session: Session) -> Ground:
    """What would be different when somebody has written, or admitted a laptop."""
    devices = select(Device.uid).where(Device.revoked_at.is_(None))
    return position(session), frozenset(session.scalars(devices))


def receive_seen(
    workspace: Workspace,
    paths: Iterable[Path],
    digests: frozenset[str],
    ground: Ground,
    progress: Progress = unheard,
) -> Receipt | None:
    """Take in the very files that a rehearsal has read, into the store that it has seen.

    None where other bytes lie there by now, or the store stands elsewhere: nothing is taken in then,
    since nobody has seen what that would come to.

    Args:
        digests: those of the rehearsal's receipt.
        ground: what the rehearsal stood on.

    Raises:
        UserError: as ``receive``.
    """
    keys = Keys(workspace.state)
    receipt, bundles = _look_at(workspace, keys, paths, progress)
    if (receipt.digests, workspace.ask(ground_of)) != (digests, ground):
        return None
    _take_each(workspace, keys, bundles, receipt, progress)
    return receipt


def _look_at(
    workspace: Workspace,
    keys: Keys,
    paths: Iterable[Path],
    progress: Progress,
    passed_over: Collection[Path] = (),
) -> tuple[Receipt, Sequence[Bundle]]:
    """The files that can be taken in, in the order in which they are, and what became of the others."""
    keys.share_in(workspace.ask(event_keys.identities))
    receipt = Receipt()
    paths = list(paths)
    receipt.vacant = mailbox.vacant(paths)
    found = list(mailbox.files(paths, passed_over))
    receipt.files = len(found)
    bundles = list(_sound(workspace, keys, found, receipt, partial(progress, 0, 0)))
    bundles.sort(key=lambda bundle: (bundle.created, bundle.sha256))
    receipt.digests = frozenset(bundle.sha256 for bundle in bundles)
    return receipt, bundles


def _take_each(
    workspace: Workspace,
    keys: Keys,
    bundles: Sequence[Bundle],
    receipt: Receipt,
    progress: Progress,
) -> None:
    """Take files in one by one, each with the bytes that were looked at."""
    for number, bundle in enumerate(bundles):
        step = partial(progress, number, len(bundles))
        step()
        try:
            taken = workspace.do(take_in, bundle, keys, step)
        except UserError as error:
            _refuse(receipt, bundle.path, error)
        else:
            receipt.taken.add(bundle.path)
            _count(receipt, taken)
    workspace.ask(_count_waiting, receipt)


@dataclass(slots=True)
class Taken:
    """What one bundle brought."""

    transactions: int = 0
    operations: int = 0
    contents: int = 0
    conflicts: int = 0
    waiting: int = 0
    forked: int = 0
    sender: str = ""
    touched: dict[str, set[Uid]] = field(default_factory=dict)
    admitted: list[str] = field(default_factory=list)
    revoked: list[str] = field(default_factory=list)

    def add(self, received: intake.Received) -> None:
        """Count what came in of one scope."""
        self.transactions += received.transactions
        self.operations += received.operations
        for table, uids in received.touched.items():
            self.touched.setdefault(table, set()).update(uids)


def take_in(
    session: Session,
    bundle: Bundle,
    keys: Keys,
    step: Checkpoint = unwatched,
    *,
    keeps: bool = True,
) -> Taken:
    """Apply a bundle that was inspected, and note what its sender has.

    Args:
        keeps: whether contents of attachments are written; not in what is rolled back.

    Raises:
        UserError: bundle.not_allowed, bundle.content_unknown; bundle.damaged, when an author did
            not sign what stands in their name, or the file has changed since it was inspected.
            The transaction must be undone then.
    """
    taken = Taken()
    if session.get(ImportLog, bundle.sha256) is not None:  # another program was quicker
        return taken
    connection = session.connection()
    before, asked = knowledge.held(session), conflicts.open_now(session)
    aside = knowledge.put_aside(session)
    known = roster.trusted(session, keys)
    gone, live = roster.revoked(session), event_keys.held_keys(connection)
    for part in bundle.parts:
        roster.admit_desks(session, keys, part.cards)
    said = [one for part in bundle.parts for one in part.revocations]
    came = [card for part in bundle.parts for card in part.cards]
    taken.revoked = revoking.hear(session, keys, said, came)  # before what the lost ones wrote
    cards = roster.authors(session, keys)
    taken.sender = cards[bundle.sender].device
    with open_container(bundle.path, step) as container:
        if container.sha256 != bundle.sha256:
            raise UserError("bundle.damaged", where="changed", file=bundle.path.name)
        for part in bundle.parts:
            told.answer(session, part.manifest)
            is_settled = scopes.is_settled(connection, container, part, keys, cards)
            incoming = authority.authorised(
                connection, container, part, keys, hold_all=not is_settled
            )
            taken.add(
                intake.receive(
                    connection, part.manifest.scope, incoming, source=bundle.sha256, step=step
                )
            )
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
    for part in bundle.parts:
        roster.know_former(session, keys, part.cards)
    roster.take_held(session, keys)
    for part in bundle.parts:  # an event's key may have come with the desks that it vouches for
        roster.admit_desks(session, keys, part.cards)
    taken.revoked += revoking.hear(
        session, keys, said, came
    )  # by whom a steward has vouched for now
    fresh = [card for uid, card in roster.revoked(session).items() if uid not in gone]
    revoking.end_keys(session, keys, live, fresh)  # once all is here that others write of them
    taken.admitted = [c.device for u, c in roster.trusted(session, keys).items() if u not in known]
    taken.waiting = max(0, knowledge.held(session) - before)
    taken.forked = max(0, knowledge.put_aside(session) - aside)
    taken.conflicts = len(conflicts.open_now(session) - asked)
    _note(session, bundle, taken)
    step()  # the last moment at which it can be stopped
    return taken


def _note(session: Session, bundle: Bundle, taken: Taken) -> None:
    """Keep that a file was taken in, and when its sender was last heard."""
    session.add(
        ImportLog(
            sha256=bundle.sha256,
            file=name_of(bundle.path),
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


def _sound(
    workspace: Workspace,
    keys: Keys,
    files: Sequence[tuple[Path, bool]],
    receipt: Receipt,
    step: Checkpoint,
) -> Iterator[Bundle]:
    """The bundles that are sound and new; the others are counted."""
    former = former_keys(workspace.state, workspace.ask(knowledge.writers))
    cards = workspace.ask(roster.authors, keys, former)
    past = {one.replica for one in former} - workspace.ask(roster.trusted, keys).keys()
    revoked = workspace.ask(roster.revoked)
    looked = _Looked(workspace.ask(_taken_files))
    vouched = workspace.ask(event_keys.vouches)
    for path, in_folder in files:
        size = _size(path) if in_folder else None
        if in_folder and not size:  # still being written, or being brought by another program
            if size is not None:
                receipt.passed_by[path] = EMPTY
            continue
        try:
            with without_collecting():
                bundle = inspect(path, keys, cards, already=looked.at, vouched=vouched, step=step)
        except UserError as error:
            if in_folder and error.code == "bundle.foreign":
                receipt.passed_by[path] = FOREIGN
            else:
                _refuse(receipt, path, error)
            continue
        if bundle is None:
            receipt.taken.update([path] if looked.was_taken else [])
        elif bundle.sender in revoked:
            device = revoked[bundle.sender].device
            _refuse(receipt, path, UserError("bundle.revoked_sender", device=device))
        elif bundle.sender in {keys.replica, *past}:
            is_here = workspace.ask(_is_here, bundle)
            receipt.passed_by[path] = OWN if is_here else OWN_AHEAD
        else:
            looked.found.add(bundle.sha256)
            yield bundle


class _Looked:
    """Tells files whose bytes are known: taken in before, or found just now under another name."""

    def __init__(self, taken: AbstractSet[str]) -> None:
        self._taken = taken
        self.found: set[str] = set()
        self.was_taken = False  # the last one, which is not sure of one that was found just now

    def at(self, sha256: str) -> bool:
        """Whether a file with these bytes needs no look."""
        self.was_taken = sha256 in self._taken
        return self.was_taken or sha256 in self.found


def _is_here(session: Session, bundle: Bundle) -> bool:
    """Whether everything that its sender had is known here."""
    for part in bundle.parts:
        here = log.vector(session.connection(), part.manifest.scope)
        if any(here.get(device, 0) < seq for device, seq in part.manifest.known.items()):
            return False
    return True


def _size(path: Path) -> int | None:
    """In bytes; None where the file, or its folder, has just gone."""
    try:
        return path.stat().st_size
    except OSError:
        return None


def _taken_files(session: Session) -> set[str]:
    return set(session.scalars(select(ImportLog.sha256)))


def _take_all(
    session: Session,
    take: Callable[[Session, Bundle], Taken],
    bundles: Sequence[Bundle],
    receipt: Receipt,
    look: Onlooker,
) -> None:
    for bundle in bundles:
        try:
            with session.begin_nested():
                taken = take(session, bundle)
        except UserError as error:
            _refuse(receipt, bundle.path, error)
        else:
            receipt.taken.add(bundle.path)
            _count(receipt, taken)
    _count_waiting(session, receipt)
    look(session, receipt)


def _count_waiting(session: Session, receipt: Receipt) -> None:
    receipt.held = knowledge.held(session)
    receipt.unadmitted = knowledge.unadmitted(session)
    receipt.forks = knowledge.forks(session)


def _refuse(receipt: Receipt, path: Path, error: UserError) -> None:
    """Put a file aside; what is the matter with the store itself is no fault of the file."""
    if error.code.startswith("store."):
        raise error
    told = UserError(error.code, **{**error.details, "file": path.name})
    receipt.passed_by[path] = error.code
    receipt.refused.append(Refused(path.name, told))


def _count(receipt: Receipt, taken: Taken) -> None:
    receipt.transactions += taken.transactions
    receipt.operations += taken.operations
    receipt.contents += taken.contents
    receipt.conflicts += taken.conflicts
    receipt.waiting += taken.waiting
    receipt.forked += taken.forked
    receipt.admitted += taken.admitted
    receipt.revoked += taken.revoked
    brought = (taken.transactions, taken.contents, taken.waiting, taken.forked, taken.revoked)
    if any(brought):
        receipt.bundles += 1
        if taken.sender not in receipt.senders:
            receipt.senders.append(taken.sender)
    for table, uids in taken.touched.items():
        receipt.touched.setdefault(table, set()).update(uids)
