"""The emblem of a project: a picture that stands on its papers, the same for all offices.

It is a document of the project, in the scope of the partnership, so that its content travels to
every office. Another picture is another document; where two offices gave one apart, all show the
one that was given last.
"""

import io
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePath
from typing import Final

from sqlalchemy.orm import Session

from recipe_desktop.domain.attachments import clean_name, media_type
from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.ids import Uid
from recipe_desktop.services import attachments, history, records
from recipe_desktop.services.attachments import Attachment, ContentSource
from recipe_desktop.services.here import PARTNERSHIP
from recipe_desktop.services.history import Change
from recipe_desktop.services.sql import run
from recipe_desktop.store import contents

KIND: Final = "projects"
FIELD: Final = "emblem"
"""What it is called among the fields of a project, though no column holds it."""
MAX_BYTES: Final = 1 << 20
ENDINGS: Final = ("png", "jpg", "jpeg")
LEAST_PIXELS: Final = 60  # on 15 mm of paper
MOST_PIXELS: Final = 4_000
_WIDEST: Final = 6  # times its height; beside it the funding line must have room
_HIGHEST: Final = 2  # times its width
_PNG: Final = "PNG"
_JPEG: Final = "JPEG"


def put(session: Session, project: Uid, given: ContentSource) -> Attachment:
    """Give a project its emblem, in the place of the one that it had; the same again is kept.

    Raises:
        UserError: record.unknown, emblem.too_large, emblem.no_picture, emblem.too_few_pixels,
            emblem.too_many_pixels, emblem.odd_shape, attachment.not_kept, store.disk_full.
    """
    records.show(session, KIND, project)
    name = _fit_name(given)
    sha256 = contents.keep(session.connection(), given.content)  # before the row that names it
    present = of_project(session, project)
    if present is not None and (present.sha256, present.name) == (sha256, name):
        return present
    remove(session, project)
    entered = ContentSource(name, given.content)
    return attachments.enter(session, KIND, project, PARTNERSHIP, entered, sha256)


def remove(session: Session, project: Uid) -> None:
    """Leave a project without an emblem; where it has none that is so already."""
    for uid in _uids(session, project):
        attachments.remove(session, uid)


def edit(
    session: Session, project: Uid, values: Mapping[str, Value], emblem: ContentSource | None
) -> Mapping[str, Value]:
    """Write fields of a project together with its emblem; returns what changed, as it now is.

    Args:
        emblem: None to remove it.

    Raises:
        UserError: as ``records.edit`` and ``put``.
    """
    before = _name(session, project)
    changed = dict(records.edit(session, KIND, project, values))
    former = _uids(session, project)
    if emblem is None:
        remove(session, project)
    else:
        put(session, project, emblem)
    if _uids(session, project) != former or _name(session, project) != before:
        changed[FIELD] = _name(session, project)
    return changed


def of_project(session: Session, project: Uid) -> Attachment | None:
    """The emblem of a project; of two that were given apart the later one, on every laptop."""
    uids = _uids(session, project)
    return attachments.show(session, uids[-1]) if uids else None


def content(session: Session, project: Uid) -> bytes:
    """The picture; empty where there is none, or where it has not come yet or is damaged."""
    found = of_project(session, project)
    if found is None or found.size_bytes > MAX_BYTES:
        return b""
    try:
        return attachments.content(session, found.uid)
    except UserError:
        return b""


def history_of(session: Session, kind: str, project: Uid) -> list[Change]:
    """The history of a project, in which its emblem is a field, newest first."""
    changes = history.of_record(session, kind, project)
    of_emblems = [change for change in changes if change.kind == attachments.KIND]
    names = {change.uid: change.new for change in of_emblems if change.field == "name"}
    told = []
    for change in changes:
        if change.kind == kind:
            told.append(change)
        elif not change.field and change.uid in names:
            name, is_gone = names[change.uid], change.what == "deleted"
            old, new = (name, None) if is_gone else (None, name)
            told.append(replace(change, kind=kind, what="changed", field=FIELD, old=old, new=new))
    return told


def _name(session: Session, project: Uid) -> str:
    found = of_project(session, project)
    return "" if found is None else found.name


def _uids(session: Session, project: Uid) -> list[Uid]:
    """Every emblem of a project, the one that is shown last."""
    rows = run(
        session,
        f"SELECT uid FROM {attachments.TABLE} WHERE kind = ? AND record_uid = ? AND scope = ? "
        "ORDER BY created_at, uid",
        *(KIND, project, PARTNERSHIP),
    )
    return [Uid(uid) for (uid,) in rows]


def _fit_name(given: ContentSource) -> str:
    """The file's name with the ending of what it holds.

    Raises:
        UserError: whatever is wrong with the picture.
    """
    name = clean_name(given.name)
    if len(given.content) > MAX_BYTES:
        raise UserError("emblem.too_large", name=name, most=MAX_BYTES >> 20)
    is_png = _is_png(name, given.content)
    expected, ending = ("image/png", ".png") if is_png else ("image/jpeg", ".jpg")
    return name if media_type(name) == expected else PurePath(name).stem + ending


def _is_png(name: str, content: bytes) -> bool:
    """Whether a picture that can be printed is a PNG; otherwise it is a JPEG."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(content), formats=(_PNG, _JPEG)) as opened:
            wide, high = opened.size
            _refuse_size(name, wide, high)
            opened.convert("RGBA")  # as it will be put on paper; some depths cannot
            return opened.format == _PNG  # a JPEG of several pictures is called otherwise
    except Image.DecompressionBombError as error:
        raise UserError("emblem.too_many_pixels", name=name, most=MOST_PIXELS) from error
    except (OSError, ValueError, SyntaxError) as error:
        raise UserError("emblem.no_picture", name=name) from error


def _refuse_size(name: str, wide: int, high: int) -> None:
    if min(wide, high) < LEAST_PIXELS:
        raise UserError("emblem.too_few_pixels", name=name, least=LEAST_PIXELS)
    if max(wide, high) > MOST_PIXELS:
        raise UserError("emblem.too_many_pixels", name=name, most=MOST_PIXELS)
    if wide > _WIDEST * high or high > _HIGHEST * wide:
        raise UserError("emblem.odd_shape", name=name)
