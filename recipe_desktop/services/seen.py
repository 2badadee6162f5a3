"""Writing only over what one has seen: somebody else may have written in the meantime."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm import Session

from recipe_desktop.domain.errors import CHANGED, UserError
from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.ids import Uid
from recipe_desktop.services import identity, records

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Seen:
    """A record as somebody saw it who writes into it.

    Args:
        fields: those that are written, with what stood there; None where no such record was.
    """

    kind: str
    uid: Uid
    fields: Mapping[str, Value] | None


def over(
    seen: Iterable[Seen], use_case: Callable[Concatenate[Session, P], T]
) -> Callable[Concatenate[Session, P], T]:
    """A use case that is refused where something else stands now than was seen.

    The log would have it that whoever wrote knew of what they wrote over, and no conflict would
    ever be found.

    Raises:
        UserError: record.changed_meanwhile, record.unknown, record.merged.
    """

    @wraps(use_case)
    def only_over_that(session: Session, /, *args: P.args, **kwargs: P.kwargs) -> T:
        by_kind: dict[str, list[Seen]] = {}
        for one in seen:
            by_kind.setdefault(one.kind, []).append(one)
        for kind, ones in by_kind.items():
            _refuse_changed(session, kind, ones)
        return use_case(session, *args, **kwargs)

    return only_over_that


def _refuse_changed(session: Session, kind: str, seen: list[Seen]) -> None:
    uids = [one.uid for one in seen]
    present = {one.uid: one.fields for one in records.shown(session, kind, uids)}
    gone = next((one.uid for one in seen if one.fields is not None and one.uid not in present), "")
    if gone:
        raise UserError("record.unknown", kind=kind, id=gone)
    if identity.hidden(session, kind, uids):
        raise UserError("record.merged")
    if not all(_is_still(one, present.get(one.uid)) for one in seen):
        raise UserError(CHANGED)


def _is_still(seen: Seen, now: Mapping[str, Value] | None) -> bool:
    if seen.fields is None or now is None:
        return seen.fields is now
    return all(now.get(name) == value for name, value in seen.fields.items())
