"""The actions and objectives that a plan's file names: found in the roadmap, or made."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy.orm import Session

from recipe_desktop.domain.ids import Uid, named_uid
from recipe_desktop.domain.names import fold
from recipe_desktop.domain.plan_files import FileAction
from recipe_desktop.services import hand_written, records
from recipe_desktop.services.here import PARTNERSHIP
from recipe_desktop.services.sql import insert

_KIND: Final = "roadmap"
_TABLES: Final = {"objectives": "objective", "actions": "action"}


class Parts:
    """Knows the roadmap's actions and objectives by code and by name.

    What is made gets its identity from the file, so that two laptops that take in one file make
    one action of it.
    """

    def __init__(self, session: Session, source: str, *, only_looks: bool = False) -> None:
        self._session = session
        self._only_looks = only_looks
        self._source = source
        self._by_code: dict[tuple[str, str], Uid] = {}
        self._by_name: dict[tuple[str, str], Uid] = {}
        self._names: dict[Uid, str] = {}
        self._objectives: dict[Uid, Uid | None] = {}  # that actions serve
        self.made = 0
        for kind in _TABLES:
            for record in records.listing(session, kind):
                code, name = (str(record.fields[field] or "") for field in ("code", "name"))
                self._remember(kind, code, name, record.uid)
                if kind == "actions":
                    serves = record.fields["objective"]
                    self._objectives[record.uid] = Uid(str(serves)) if serves else None

    def action(self, named: FileAction) -> Uid | None:
        """The action that a file names, with its objective where that is new, too.

        None where this plan's own action was deleted here.
        """
        found = self._found("actions", named.code, named.name)
        if found is not None:
            return found
        objective: Uid | None = None
        if named.objective_code or named.objective_name:
            code, name = named.objective_code, named.objective_name
            objective = self._found("objectives", code, name) or self._make(
                "objectives", code, name, None
            )
        return self._make("actions", named.code, named.name, objective)

    def other_words(self, named: FileAction) -> Iterator[tuple[str, str, str]]:
        """What the file says otherwise of an action that is here, and so is not taken over.

        Gives the code of what is said about it, what the file says, and what stays.
        """
        action = self.action(named)
        if action is None:
            yield "plan.action_deleted_here", named.name or named.code, ""
            return
        if _is_other(named.name, self._names[action], named.code):
            yield "plan.other_action", named.name, self._names[action]
        said = named.objective_name or named.objective_code
        if not said:
            return
        here = self._objectives[action]
        if here is None or here != self._found(
            "objectives", named.objective_code, named.objective_name
        ):
            yield "plan.other_objective", said, self._names[here] if here else ""
        elif _is_other(named.objective_name, self._names[here], named.objective_code):
            yield "plan.other_name_of_objective", said, self._names[here]

    def _found(self, kind: str, code: str, name: str) -> Uid | None:
        """By its code, otherwise by its name, which a sheet may hold in either column."""
        if code:
            return self._by_code.get((kind, fold(code)))
        return self._by_code.get((kind, fold(name))) or self._by_name.get((kind, fold(name)))

    def _make(self, kind: str, code: str, name: str, objective: Uid | None) -> Uid | None:
        table = _TABLES[kind]
        uid = named_uid(table, _KIND, self._source, fold(code) or fold(name))
        if uid in self._names:  # its code or name was changed here
            return uid
        if hand_written.deleted(self._session, [uid]):
            return None
        cells = {"uid": uid, "scope": PARTNERSHIP, "code": code, "name": name or code}
        if objective is not None:
            cells["objective_uid"] = objective
        if kind == "actions":
            self._objectives[uid] = objective
        if not self._only_looks:
            insert(self._session, table, cells)
        self._remember(kind, code, name or code, uid)
        self.made += 1
        return uid

    def _remember(self, kind: str, code: str, name: str, uid: Uid) -> None:
        """The first of several of one name stands for it."""
        self._names[uid] = name or code
        if code:
            self._by_code.setdefault((kind, fold(code)), uid)
        if name:
            self._by_name.setdefault((kind, fold(name)), uid)


def _is_other(said: str, here: str, code: str) -> bool:
    """Whether a name differs from that of the record with the same code, or is its code again."""
    return bool(said) and fold(said) not in {fold(here), fold(code)}
