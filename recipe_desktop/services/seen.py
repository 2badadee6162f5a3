"""Writing only over what one has seen: somebody else may have written in the meantime."""

from collections.abc import Callable, Mapping
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
        fields: those that are written, with what stood there.
    """

    kind: str
    uid: Uid
    fields: Mapping[str, Value]


def over(
    seen: Seen, use_case: Callable[Concatenate[Session, P], T]
) -> Callable[Concatenate[Session, P], T]:
    """A use case that is refused where something else stands now than was seen.

    The log would have it that whoever wrote knew of what they wrote over, and no conflict would
    ever be found.

    Raises:
        UserError: record.changed_meanwhile, record.unknown, record.merged.
    """

    @wraps(use_case)
    def only_over_that(session: Session, /, *args: P.args, **kwargs: P.kwargs) -> T:
        present = records.show(session, seen.kind, seen.uid).fields
        if identity.is_hidden(session, seen.kind, seen.uid):
            raise UserError("record.merged")
        if any(present.get(name) != value for name, value in seen.fields.items()):
            raise UserError(CHANGED)
        return use_case(session, *args, **kwargs)

    return only_over_that
