"""What a part of a bundle says of itself, as a line that travels; nothing read is taken for granted."""

import json
import re
from dataclasses import dataclass, field
from typing import Any, Final

from recipe_desktop.domain.attachments import MAX_BYTES
from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.operations import Vector

FORMAT: Final = 1
WITH_REVOCATIONS: Final = 2
"""The format of parts that tell of lost laptops; earlier programs say that they are too new."""
BEGINNING: Final = 16
"""So many letters of a content's hash stand for it where its sender only says that it is there."""
_UID: Final = re.compile(r"[0-9a-f]{32}")
_HASH: Final = re.compile(r"[0-9a-f]{64}")
_BEGINNING: Final = re.compile(rf"[0-9a-f]{{{BEGINNING}}}")


@dataclass(frozen=True, slots=True)
class Enclosed:
    """Contents of attachments that travel beside a part, for those who can read it and nobody else.

    Args:
        part: number of the part that they are, from 2; it says nothing of itself.
        key: the secret age key that opens it, made for this one.
        contents: hash and size of each, in the order in which they follow each other.
    """

    part: int
    key: str = field(repr=False)
    contents: tuple[tuple[str, int], ...]

    def said(self) -> dict[str, Any]:
        """As it stands in the manifest."""
        return {"part": self.part, "key": self.key, "contents": [list(c) for c in self.contents]}


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a part says of itself; the sender's signature at its end covers it.

    Args:
        bundle: random, the same in all parts of a file.
        part: number of this part in the file, from 1.
        parts: how many the file has.
        sender: the device that wrote the file; the transactions may be anybody's.
        recipients: the devices that it is meant for, so that it cannot be passed off to others.
        app: version of the sender's program.
        schema: number of the sender's tables.
        created: hybrid clock.
        base: what the sender takes every recipient to have.
        target: what a recipient has who takes this in.
        known: everything that the sender has; the acknowledgement.
        holds: beginnings of the hashes of the scope's attachments whose content the sender has.
        enclosed: contents that lie in a part of their own.
        format: the least that a reader must know.
    """

    bundle: str
    part: int
    parts: int
    scope: str
    sender: Uid
    member: str
    recipients: tuple[Uid, ...]
    app: str
    schema: int
    created: int
    base: Vector
    target: Vector
    known: Vector
    holds: tuple[str, ...] = ()
    enclosed: Enclosed | None = None
    format: int = FORMAT

    def line(self) -> bytes:
        """The line that travels, without its line end."""
        said: dict[str, Any] = {
            "format": self.format,
            "min_reader": self.format,
            "bundle": self.bundle,
            "part": self.part,
            "parts": self.parts,
            "scope": self.scope,
            "sender": self.sender,
            "member": self.member,
            "recipients": list(self.recipients),
            "app": self.app,
            "schema": self.schema,
            "created": self.created,
            "base": dict(self.base),
            "target": dict(self.target),
            "known": dict(self.known),
        }
        if self.holds:
            said["holds"] = list(self.holds)
        if self.enclosed is not None:
            said["enclosed"] = self.enclosed.said()
        return line_of("manifest", said)


def manifest_of(values: list[Any]) -> Manifest:
    """The manifest of a line's values.

    Raises:
        UserError: bundle.damaged, bundle.too_new, bundle.content_too_large.
    """
    match values:
        case ["manifest", dict(said)] if is_number(said.get("min_reader"), least=1):
            if said["min_reader"] > WITH_REVOCATIONS:
                raise UserError("bundle.too_new")
            return _Said(said).manifest()
    raise UserError("bundle.damaged", where="manifest")


@dataclass(frozen=True, slots=True)
class _Said:
    """The manifest's values, of which nothing may be taken for granted."""

    values: dict[str, Any] = field(repr=False)

    def manifest(self) -> Manifest:
        recipients = self.values.get("recipients")
        if not isinstance(recipients, list) or not all(is_uid(uid) for uid in recipients):
            raise UserError("bundle.damaged", where="manifest")
        sender = self.text("sender")
        if not is_uid(sender):
            raise UserError("bundle.damaged", where="manifest")
        return Manifest(
            self.text("bundle"),
            self.number("part"),
            self.number("parts"),
            self.text("scope"),
            Uid(sender),
            self.text("member"),
            tuple(Uid(uid) for uid in recipients),
            self.text("app"),
            self.number("schema"),
            self.number("created"),
            self.vector("base"),
            self.vector("target"),
            self.vector("known"),
            self.hashes("holds"),
            self.enclosed(),
            self.values["min_reader"],
        )

    def text(self, name: str) -> str:
        value = self.values.get(name)
        if not isinstance(value, str) or len(value) > 200 or not value.isprintable():
            raise UserError("bundle.damaged", where="manifest")
        return value

    def number(self, name: str) -> int:
        value = self.values.get(name)
        if type(value) is not int or not is_number(value):
            raise UserError("bundle.damaged", where="manifest")
        return value

    def vector(self, name: str) -> Vector:
        value = self.values.get(name)
        if not isinstance(value, dict) or not all(
            is_uid(device) and is_number(seq) for device, seq in value.items()
        ):
            raise UserError("bundle.damaged", where="manifest")
        return value

    def hashes(self, name: str) -> tuple[str, ...]:
        value = self.values.get(name, [])
        if not isinstance(value, list) or not all(_matches(_BEGINNING, one) for one in value):
            raise UserError("bundle.damaged", where="manifest")
        return tuple(value)

    def enclosed(self) -> Enclosed | None:
        """The contents that the part brings along, or none."""
        match self.values.get("enclosed"):
            case None:
                return None
            case {"part": int(part), "key": str(key), "contents": list(said)} if is_number(
                part, least=2
            ):
                return Enclosed(part, key, tuple(_content(one) for one in said))
        raise UserError("bundle.damaged", where="manifest")


def _content(said: Any) -> tuple[str, int]:
    match said:
        case [str(sha256), int(size)] if _matches(_HASH, sha256) and is_number(size):
            if size > MAX_BYTES:
                raise UserError("bundle.content_too_large", most=MAX_BYTES >> 20)
            return sha256, size
    raise UserError("bundle.damaged", where="manifest")


def _matches(pattern: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and bool(pattern.fullmatch(value))


def is_uid(value: object) -> bool:
    """Whether a value that was read is the uid of a device."""
    return isinstance(value, str) and bool(_UID.fullmatch(value))


def is_number(value: Any, least: int = 0) -> bool:
    """Whether a value that was read is a whole number that the store can hold."""
    return type(value) is int and least <= value < 1 << 63


def line_of(*values: Any) -> bytes:
    """A line that is no transaction, without its line end."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
