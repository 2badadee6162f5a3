"""Attachments: documents that belong to the file of a record, in the scope in which it lies."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from recipe_desktop.domain.attachments import clean_name, may_be_opened, media_type
from recipe_desktop.domain.clock import now
from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import Uid, new_uid
from recipe_desktop.services import records, shares
from recipe_desktop.services.here import here, next_number
from recipe_desktop.services.involvement import INVOLVED
from recipe_desktop.services.sql import insert, moment_of, run
from recipe_desktop.store import contents
from recipe_desktop.store.base import instant_text

KIND: Final = "attachments"
TABLE: Final = "attachment"


@dataclass(frozen=True, slots=True)
class Attachment:
    """One document.

    Args:
        name: of a file, safe on any system, whatever another laptop wrote.
        added_by: the person, else the laptop.
        is_here: whether its content has come.
        opens: whether it is a document that the system may open, and no program.
    """

    uid: Uid
    number: str
    record: Uid
    name: str
    media_type: str
    size_bytes: int
    sha256: str
    added_by: str
    created_at: datetime | None
    note: str
    is_here: bool
    opens: bool


@dataclass(frozen=True, slots=True)
class ContentSource:
    """A file that is to become an attachment, or that is made of one."""

    name: str
    content: bytes


def add(session: Session, kind: str, record: Uid, given: ContentSource) -> Attachment:
    """Put a document into the file of a record; the same one again is the one that is there.

    Raises:
        UserError: share.not_for_kind, record.unknown, share.not_involved, attachment.too_large,
            attachment.not_kept, store.disk_full.
    """
    if kind not in INVOLVED:
        raise UserError("share.not_for_kind", kind=kind, kinds=list(INVOLVED))
    records.show(session, kind, record)
    shares.refuse_outsider(session, kind, record)
    sha256 = contents.keep(session.connection(), given.content)  # before the row that names it
    shares.settle(session, kind, record, writes=True)
    name = clean_name(given.name)
    for present in of_record(session, kind, record):
        if (present.sha256, present.name) == (sha256, name):
            return present
    scope = shares.places(session, kind, [record])[record]
    return enter(session, kind, record, scope, ContentSource(name, given.content), sha256)


def enter(  # noqa: PLR0913, PLR0917 - what a document is, and where it lies
    session: Session, kind: str, record: Uid, scope: str, given: ContentSource, sha256: str
) -> Attachment:
    """Write the row of a document whose content is kept already.

    Args:
        given: with a name that is clean.
        sha256: of the content.
    """
    me, uid = here(session), new_uid()
    cells = {
        "uid": uid,
        "scope": scope,
        "number": next_number(session),
        "created_at": instant_text(now()),
        "kind": kind,
        "record_uid": record,
        "name": given.name,
        "media_type": media_type(given.name),
        "size_bytes": len(given.content),
        "sha256": sha256,
        "added_by": me.person or me.device,
    }
    session.flush()  # the number that was given out
    insert(session, TABLE, cells)
    return show(session, uid)


def remove(session: Session, uid: Uid) -> None:
    """Take a document out of the file; its content stays here for as long as undo reaches that.

    Raises:
        UserError: record.unknown.
    """
    records.remove(session, KIND, uid)


def show(session: Session, uid: Uid) -> Attachment:
    """One document.

    Raises:
        UserError: record.unknown.
    """
    found = shown(session, [uid])
    if not found:
        raise UserError("record.unknown", kind=KIND, id=uid)
    return found[0]


def shown(session: Session, uids: Sequence[Uid]) -> list[Attachment]:
    """Some documents, in the order asked for; absent ones are left out."""
    found = records.shown(session, KIND, uids)
    hashes = {str(record.fields["sha256"]) for record in found}
    present = contents.present(session.connection(), hashes)
    return [_attachment(record, present) for record in found]


def of_record(session: Session, kind: str, record: Uid) -> list[Attachment]:
    """The documents in the file of a record, the oldest first."""
    scope = shares.places(session, kind, [record])[record]
    rows = run(
        session,
        f"SELECT uid FROM {TABLE} WHERE kind = ? AND record_uid = ? AND scope = ? "
        "ORDER BY created_at, name, uid",
        *(kind, record, scope),
    )
    return shown(session, [Uid(uid) for (uid,) in rows])


def content(session: Session, uid: Uid) -> bytes:
    """What a document holds.

    Raises:
        UserError: record.unknown, attachment.not_here, attachment.damaged.
    """
    wanted = show(session, uid)
    try:
        return contents.read(session.connection(), wanted.sha256)
    except UserError as error:
        raise UserError(error.code, name=wanted.name) from error


def to_open(session: Session, uid: Uid) -> ContentSource:
    """A document for the system to open; a program is never started from here.

    Raises:
        UserError: record.unknown, attachment.not_opened, attachment.not_here, attachment.damaged.
    """
    wanted = show(session, uid)
    if not wanted.opens:
        raise UserError("attachment.not_opened", name=wanted.name)
    return ContentSource(wanted.name, content(session, uid))


def _attachment(record: records.Shown, present: frozenset[str]) -> Attachment:
    fields = record.fields
    name = clean_name(str(fields["name"] or ""))
    sha256 = str(fields["sha256"] or "")
    return Attachment(
        record.uid,
        str(fields["number"] or ""),
        Uid(str(fields["exchange"] or "")),
        name,
        media_type(name),
        int(fields["size_bytes"] or 0),
        sha256,
        str(fields["added_by"] or ""),
        moment_of(fields["created_at"]),
        str(fields["note"] or ""),
        sha256 in present,
        may_be_opened(name),
    )
