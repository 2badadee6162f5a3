"""What waits for what in a plan, without any day: what has a say in a task, and circles.

Links of a task with parts hold for all of them. Every row has a gate by which it waits and one by
which it is waited for: the way goes up from a part to what it is a part of, across the links, and
down again to the parts of what is waited for. So the links of two tasks with many parts stay one.
"""

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final, TypeAlias

from recipe_desktop.domain.ids import Uid

_WAITS: Final = 0
_WAITED_FOR: Final = 1
_Gate: TypeAlias = tuple[int, Uid]


class Waits:
    """The rows of a plan and its links.

    Args:
        parents: of every row what it is a part of; no row is a part of itself.
        links: the rows that are waited for, with those that wait.
    """

    def __init__(self, parents: Mapping[Uid, Uid | None], links: Iterable[tuple[Uid, Uid]]) -> None:
        self._parents = parents
        self._links = [(b, a) for b, a in links if b in parents and a in parents]
        self._parts: dict[Uid, list[Uid]] = defaultdict(list)
        for uid, parent in parents.items():
            if parent is not None:
                self._parts[parent].append(uid)
        self._before: dict[Uid, list[Uid]] = defaultdict(list)
        for before, after in self._links:
            if not self._holds_itself(before, after):
                self._before[after].append(before)

    def knows(self, uid: Uid) -> bool:
        """Whether a row is there."""
        return uid in self._parents

    def parent(self, uid: Uid) -> Uid | None:
        """What a row is a part of."""
        return self._parents[uid]

    def beside(self, uid: Uid) -> list[Uid]:
        """A row and all that are parts of the same."""
        parent = self._parents[uid]
        if parent is not None:
            return self._parts[parent]
        return [one for one, above in self._parents.items() if above is None]

    def has_parts(self, uid: Uid) -> bool:
        """Whether a row spans others."""
        return uid in self._parts

    def below(self, uid: Uid) -> list[Uid]:
        """The parts of a row and theirs."""
        found: list[Uid] = []
        todo = [uid]
        while todo:
            parts = self._parts.get(todo.pop(), [])
            found += parts
            todo += parts
        return found

    def above(self, uid: Uid) -> Iterator[Uid]:
        """A row, and what it is a part of."""
        at: Uid | None = uid
        while at is not None:
            yield at
            at = self._parents[at]

    def needed(self, uid: Uid) -> set[Uid]:
        """All that has a say in the days of a row, with what those are parts of."""
        leaves = [one for one in (uid, *self.below(uid)) if one not in self._parts]
        reached = self._reached([(_WAITS, leaf) for leaf in leaves])
        return {one for gate, one in reached if gate == _WAITS}

    def circle_by_link(self, before: Uid, after: Uid) -> tuple[Uid, ...]:
        """The rows that wait for each other by a link, in the order of the links; none if none."""
        if self._holds_itself(before, after):
            return before, after
        return self._circle((_WAITED_FOR, before), (_WAITS, after))

    def circle_by_place(self, uid: Uid, was: Uid | None) -> tuple[Uid, ...]:
        """The rows that wait for each other since one stands where it stands; none if none.

        Args:
            was: what it was a part of before.
        """
        moved, before_that = {uid, *self.below(uid)}, set(self.above(was) if was else ())
        for before, after in self._links:
            if (before in moved) == (after in moved):
                continue
            was_idle = before in before_that or after in before_that
            is_idle = self._holds_itself(before, after)
            if is_idle and not was_idle:
                return before, after
            if was_idle and not is_idle and (circle := self.circle_by_link(before, after)):
                return circle
        above = self._parents[uid]
        if above is None or above in before_that:
            return ()
        return self._circle((_WAITS, above), (_WAITS, uid)) or self._circle(
            (_WAITED_FOR, uid), (_WAITED_FOR, above)
        )

    def _holds_itself(self, before: Uid, after: Uid) -> bool:
        """Whether a link has something wait for its own part, or the other way round."""
        if self._parents[before] == self._parents[after]:
            return before == after
        return before in self.above(after) or after in self.above(before)

    def _circle(self, start: _Gate, end: _Gate) -> tuple[Uid, ...]:
        """The rows without parts on the way between two gates, as they are linked."""
        reached = self._reached([start])
        if end not in reached:
            return ()
        path: list[Uid] = []
        at: _Gate | None = end
        while at is not None:
            if at[1] not in self._parts and at[1] not in path:
                path.append(at[1])
            at = reached[at]
        least = path.index(min(path)) if path else 0
        return (*path[least:], *path[:least])

    def _reached(self, starts: Collection[_Gate]) -> dict[_Gate, _Gate | None]:
        """The gates that one comes to, each with the one before it on the shortest way."""
        reached: dict[_Gate, _Gate | None] = dict.fromkeys(starts)
        todo = deque(starts)
        while todo:
            gate = todo.popleft()
            for other in self._next(gate):
                if other not in reached:
                    reached[other] = gate
                    todo.append(other)
        return reached

    def _next(self, gate: _Gate) -> Iterator[_Gate]:
        side, uid = gate
        if side == _WAITED_FOR:
            parts = self._parts.get(uid)
            yield from ((_WAITED_FOR, part) for part in parts) if parts else ((_WAITS, uid),)
            return
        parent = self._parents[uid]
        if parent is not None:
            yield _WAITS, parent
        yield from ((_WAITED_FOR, before) for before in self._before.get(uid, ()))
