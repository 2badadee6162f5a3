"""One part of a bundle: signed lines that say what they are, for whom, and what they bring.

The first line is the manifest, then each segment is announced by its head and followed by its
transactions exactly as they were signed, and the last line holds the hash of all bytes before it
and the sender's signature. A reader takes two passes: the first checks that the file is whole and
the sender's own, who wrote its segments, and that they may; it writes nothing. The second hands
the segments on as they stream by, each with what tells whether its author signed it, since reading
every operation twice would take as long as all the rest. Who may write what is decided by the cards
that this device trusts, never by what the file says of itself.
"""

import hashlib
import json
import re
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Final

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import Uid
from recipe_desktop.progress import Checkpoint, unwatched
from recipe_desktop.store.journal.log import SEED, Segment
from recipe_desktop.sync import enclosures
from recipe_desktop.sync.cards import LaptopCard, parse_card
from recipe_desktop.sync.container import (
    Container,
    ContainerWriter,
    open_container,
    read_lines,
)
from recipe_desktop.sync.keys import Keys, is_signed
from recipe_desktop.sync.manifest import Manifest, is_number, is_uid, line_of, manifest_of
from recipe_desktop.sync.revocations import Revocation, parse_revocation

SUFFIX: Final = ".recipe-changes"
NOTICE: Final = ".recipe-notice"
"""Of the file that tells that a laptop was lost, and brings nothing else."""
_MAX_HEAD_BYTES: Final = 1_000_000  # of a line that is not a transaction
_MAX_TRANSACTIONS: Final = 5_000_000
_MAX_CARDS: Final = 1_000
_MAX_REVOCATIONS: Final = 20_000
_HASH: Final = re.compile(r"(?:[0-9a-f]{64})?")

Roster = Mapping[Uid, LaptopCard]
"""The cards that this device trusts, its own included."""

Vouched = Callable[[LaptopCard], bool]
"""Whether a card that travels with a part is trusted although nobody admitted it."""


def _nobody(_: LaptopCard) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Part:
    """A part that this device can open, whole and of a trusted sender.

    Args:
        number: its place in the file, from 1.
        digest: SHA-256 of its lines before the last; the second pass must find the same.
        authors: the cards of those who wrote some of it.
        unknown: devices that wrote some of it and whose card this device has not admitted.
        cards: cards that the sender passes on.
        revocations: what it passes on of lost laptops; nobody has asked who signed it.
    """

    number: int
    manifest: Manifest
    digest: str
    transactions: int
    authors: Roster
    unknown: frozenset[Uid]
    cards: tuple[LaptopCard, ...]
    revocations: tuple[Revocation, ...] = ()


@dataclass(frozen=True, slots=True)
class Bundle:
    """A file that is whole and of a trusted sender; nothing of it has been used yet.

    Args:
        sha256: of the whole file.
        parts: those that this device can open; the file may hold others.
    """

    path: Path
    sha256: str
    parts: tuple[Part, ...]

    @property
    def sender(self) -> Uid:
        """The device that wrote the file."""
        return self.parts[0].manifest.sender

    @property
    def created(self) -> int:
        """The sender's hybrid clock; files are taken in by it, so that fewer must wait."""
        return self.parts[0].manifest.created

    @property
    def transactions(self) -> int:
        """How many it carries, known ones included."""
        return sum(part.transactions for part in self.parts)


@dataclass(frozen=True, slots=True)
class Content:
    """What is to be written into one part.

    Args:
        segments: drawn one after the other, lines included, while the part is written.
        cards: cards that others may want, such as those that a steward has signed.
        revocations: what is said in the scope of lost laptops.
    """

    manifest: Manifest
    segments: Iterable[Segment]
    cards: Sequence[LaptopCard] = ()
    revocations: Sequence[Revocation] = ()


def write_part(
    writer: ContainerWriter, content: Content, recipients: Sequence[LaptopCard], keys: Keys
) -> int:
    """Append one scope's part to a bundle; returns how many transactions it carries.

    Raises:
        ValueError: the recipients are not those of the manifest.
    """
    if tuple(card.replica for card in recipients) != content.manifest.recipients:
        raise ValueError(content.manifest.recipients)
    count = 0

    def lines() -> Iterator[bytes]:
        nonlocal count
        total = hashlib.sha256()
        for line, is_transaction in _body(content):
            count += is_transaction
            total.update(line)
            total.update(b"\n")
            yield line
        yield _end_line(count, total.hexdigest(), keys)

    writer.add(lines(), [card.age_recipient for card in recipients])
    return count


def inspect(  # noqa: PLR0913 - a file, whom to trust, and two ways to end early
    path: Path,
    keys: Keys,
    roster: Roster,
    *,
    already: Callable[[str], bool] = lambda _: False,
    vouched: Vouched = _nobody,
    step: Checkpoint = unwatched,
) -> Bundle | None:
    """Read a file from end to end without using anything of it.

    Args:
        already: whether a file with this SHA-256 was taken in before; the answer is None then.
        vouched: who may send and write besides those in the roster.

    Raises:
        UserError: file.empty, bundle.unreadable, bundle.not_ours, bundle.truncated,
            bundle.damaged, bundle.foreign (nothing in it for this device), bundle.unknown_sender,
            bundle.not_allowed, bundle.too_new, bundle.too_large, bundle.content_too_large,
            bundle.content_altered.
    """
    try:
        with open_container(path, step) as container:
            if already(container.sha256):
                return None
            parts = _own_parts(container, keys, roster, vouched)
            for part in parts:
                enclosures.verify(container, part.manifest)
            return Bundle(path, container.sha256, parts)
    except UserError as error:
        raise UserError(error.code, **{**error.details, "file": path.name}) from error


def read_segments(container: Container, part: Part, keys: Keys) -> Generator[Segment]:
    """The segments of a part that was inspected; each one's lines come before the next segment.

    Whoever uses the lines asks ``is_genuine`` when all were read. Nobody can say it of a device
    whose card was not admitted, so the answer is no.

    Raises:
        UserError: bundle.damaged, when the file is not the one that was inspected.
    """
    with closing(read_lines(container, part.number, *keys.identities)) as lines:
        reader = _Reader(lines)
        reader.head()
        while True:
            before = reader.digest()
            kind, *rest = reader.head()
            if kind == "end":
                break
            if kind == "segment":
                segment = _announced(rest, reader)
                yield replace(segment, is_genuine=partial(_is_genuine, segment, part.authors))
                for _ in segment.lines:  # what a reader passed over who knows it already
                    pass
        if before != part.digest:
            raise UserError("bundle.damaged", where="changed", file="")


def _own_parts(
    container: Container, keys: Keys, roster: Roster, vouched: Vouched
) -> tuple[Part, ...]:
    parts: list[Part] = []
    for number in range(1, len(container.parts) + 1):
        try:
            part = _inspected(container, number, keys, (roster, vouched))
        except UserError as error:
            if error.code != "bundle.foreign":
                raise
            continue
        if (part.manifest.part, part.manifest.parts) != (number, len(container.parts)):
            raise UserError("bundle.damaged", where="parts")
        parts.append(part)
    if not parts:
        raise UserError("bundle.foreign")
    if len({(part.manifest.bundle, part.manifest.sender) for part in parts}) > 1:
        raise UserError("bundle.damaged", where="parts")
    return tuple(parts)


def _inspected(
    container: Container, number: int, keys: Keys, trust: tuple[Roster, Vouched]
) -> Part:
    known, vouched = dict(trust[0]), trust[1]
    with closing(read_lines(container, number, *keys.identities)) as lines:
        reader = _Reader(lines)
        manifest = manifest_of(reader.head())
        sender: LaptopCard | None = None
        count = 0
        cards: list[LaptopCard] = []
        revocations: list[Revocation] = []
        authors: dict[Uid, LaptopCard | None] = {}
        while True:
            before = reader.digest()
            raw, (kind, *rest) = reader.line_and_head()
            if kind == "card" and len(cards) < _MAX_CARDS:
                cards.append(_passed_on(rest))
                _know(cards[-1], known, vouched)
                continue
            sender = sender or _sender(manifest, keys, known)  # its own card may come first
            if kind == "revocation" and len(revocations) < _MAX_REVOCATIONS:
                revocations.append(_revocation(rest, manifest))
            elif kind == "segment":
                segment = _announced(rest, reader)
                device = Uid(segment.device)
                authors[device] = _author(device, manifest.scope, known)
                count += segment.count
                if count > _MAX_TRANSACTIONS:
                    raise UserError("bundle.too_large")
                for _ in segment.lines:
                    pass
            elif kind == "end":
                break
            else:
                raise UserError("bundle.damaged", where="line")
        signature = _end_signature(rest)
        if raw != line_of("end", _end(count, before), signature) or not is_signed(
            _end_message(count, before), signature, sender.verify_key
        ):
            raise UserError("bundle.damaged", where="signature")
        if next(lines, None) is not None:
            raise UserError("bundle.damaged", where="after the end")
        return Part(
            *(number, manifest, before, count),
            {device: card for device, card in authors.items() if card is not None},
            frozenset(device for device, card in authors.items() if card is None),
            *(tuple(cards), tuple(revocations)),
        )


def _know(card: LaptopCard, known: dict[Uid, LaptopCard], vouched: Vouched) -> None:
    if card.replica not in known and vouched(card):
        known[card.replica] = card


def _sender(manifest: Manifest, keys: Keys, roster: Roster) -> LaptopCard:
    if not keys.is_among(manifest.recipients):
        raise UserError("bundle.damaged", where="recipients")  # re-encrypted by somebody to us
    sender = roster.get(manifest.sender)
    if sender is None:
        raise UserError("bundle.unknown_sender", device=manifest.sender[:8], member=manifest.member)
    if not all(card.may_be_in(manifest.scope) for card in (sender, roster[keys.replica])):
        raise UserError("bundle.not_allowed", device=sender.device, scope=manifest.scope)
    return sender


def _author(device: Uid, scope: str, roster: Roster) -> LaptopCard | None:
    """The card of who wrote a segment; None when it was not admitted."""
    author = roster.get(device)
    if author is not None and not author.may_be_in(scope):
        raise UserError("bundle.not_allowed", device=author.device, scope=scope)
    return author


def _is_genuine(segment: Segment, authors: Roster, message: bytes) -> bool:
    author = authors.get(Uid(segment.device))
    return author is not None and is_signed(message, segment.signature, author.verify_key)


def _body(content: Content) -> Iterator[tuple[bytes, bool]]:
    """Every line but the last, and whether it is a transaction."""
    yield content.manifest.line(), False
    for card in content.cards:
        yield line_of("card", card.text()), False
    for said in content.revocations:
        yield line_of("revocation", said.text()), False
    for s in content.segments:
        yield line_of("segment", s.device, s.first, s.count, s.previous, s.signature), False
        for line in s.lines:
            yield line.encode(), True


class _Reader:
    """Takes lines, hashes every one of them, and reads the heads among them."""

    def __init__(self, lines: Iterator[bytes]) -> None:
        self._lines = lines
        self._total = hashlib.sha256()

    def digest(self) -> str:
        """SHA-256 of all lines so far, with their line ends."""
        return self._total.hexdigest()

    def line(self) -> bytes:
        """The next line as it stands."""
        line = next(self._lines, None)
        if line is None:
            raise UserError("bundle.damaged", where="end")
        self._total.update(line)
        self._total.update(b"\n")
        return line

    def head(self) -> list[Any]:
        """The next line, which is no transaction: a word and its values."""
        return self.line_and_head()[1]

    def line_and_head(self) -> tuple[bytes, list[Any]]:
        """The next head, as it stands and as its values."""
        line = self.line()
        try:
            value = json.loads(line) if len(line) <= _MAX_HEAD_BYTES else None
        except (ValueError, RecursionError) as error:
            raise UserError("bundle.damaged", where="line") from error
        if not isinstance(value, list) or not value or not isinstance(value[0], str):
            raise UserError("bundle.damaged", where="line")
        return line, value

    def transactions(self, count: int) -> Iterator[str]:
        """The next lines as texts, unread."""
        for _ in range(count):
            try:
                yield self.line().decode()
            except UnicodeDecodeError as error:
                raise UserError("bundle.damaged", where="line") from error


def _announced(values: list[Any], reader: _Reader) -> Segment:
    match values:
        case [str(device), int(first), int(count), str(previous), str(signature)] if (
            is_uid(device)
            and device != SEED
            and is_number(first, least=1)
            and is_number(count, least=1)
            and _HASH.fullmatch(previous)
            and count <= _MAX_TRANSACTIONS
        ):
            lines = reader.transactions(count)
            return Segment(device, first, count, previous, signature, lines)
    raise UserError("bundle.damaged", where="segment")


def _passed_on(values: list[Any]) -> LaptopCard:
    match values:
        case [str(text)]:
            try:
                return parse_card(text)
            except UserError as error:
                raise UserError("bundle.damaged", where="card") from error
    raise UserError("bundle.damaged", where="card")


def _revocation(values: list[Any], manifest: Manifest) -> Revocation:
    match values:
        case [str(text)] if (found := parse_revocation(text)).scope == manifest.scope:
            return found
    raise UserError("bundle.damaged", where="revocation")


def _end(count: int, total: str) -> dict[str, Any]:
    return {"transactions": count, "sha256": total}


def _end_message(count: int, total: str) -> bytes:
    return line_of("recipe-bundle-1", _end(count, total))


def _end_line(count: int, total: str, keys: Keys) -> bytes:
    return line_of("end", _end(count, total), keys.sign(_end_message(count, total)).hex())


def _end_signature(values: list[Any]) -> str:
    match values:
        case [dict(), str(signature)]:
            return signature
    raise UserError("bundle.damaged", where="end")
