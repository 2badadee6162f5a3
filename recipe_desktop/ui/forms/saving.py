"""Saving a field over what it showed, and no other value; what is said of one that came meanwhile."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Concatenate, ParamSpec

from recipe_desktop.domain.errors import CHANGED, UserError
from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.ids import Uid
from recipe_desktop.services import history, records
from recipe_desktop.services.seen import Seen, over
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.services.writer import Writer
from recipe_desktop.ui.forms.meanwhile import WrittenBy
from recipe_desktop.ui.forms.of_kind import from_form

P = ParamSpec("P")


def written_by(workspace: Workspace) -> WrittenBy:
    """Look up in the history who wrote a field of the record that a form shows."""

    def of(record: tuple[str, str] | None, name: str) -> Writer:
        if record is None:
            return Writer()
        kind, uid = record
        return workspace.ask(history.writer, kind, Uid(uid), name)

    return of


def save_field(
    workspace: Workspace,
    kind: str,
    uid: Uid,
    shown: Mapping[str, Value],
    name: str,
    value: Any,
) -> None:
    """Save what a form says in one field.

    Args:
        shown: the record as the form shows it.

    Raises:
        UserError: as ``save_over``.
    """
    seen = Seen(kind, uid, {name: shown.get(name)})
    save_over(workspace, [seen], records.edit, kind, uid, {name: from_form(value)})


def save_over(
    workspace: Workspace,
    seen: Sequence[Seen],
    use_case: Callable[Concatenate[Any, P], object],
    *args: P.args,
    **kwargs: P.kwargs,
) -> None:
    """Do what a field, a drag or a key asks for, over what was shown.

    Raises:
        UserError: whatever the use case refuses, or that what was seen is no longer so.
    """
    looking_again(workspace, over(seen, use_case), *args, **kwargs)


def looking_again(
    workspace: Workspace,
    use_case: Callable[Concatenate[Any, P], object],
    *args: P.args,
    **kwargs: P.kwargs,
) -> None:
    """Do something; where something else stands there than was seen, all look at it first.

    Raises:
        UserError: whatever the use case refuses.
    """
    try:
        workspace.do(use_case, *args, **kwargs)
    except UserError as error:
        if error.code == CHANGED:
            workspace.look_again()
        raise
