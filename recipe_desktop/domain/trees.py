"""Trees that are kept as references upwards, and the circles that offices working apart close."""

from collections.abc import Mapping

from recipe_desktop.domain.ids import Uid


def circles(above: Mapping[Uid, Uid | None]) -> list[tuple[Uid, ...]]:
    """What hangs on itself: each on the next one, the last on the first; the least uid leads.

    Args:
        above: for each what it hangs on.
    """
    found = []
    known: set[Uid] = set()
    for start in above:
        path: dict[Uid, int] = {}
        uid: Uid | None = start
        while uid is not None and uid in above and uid not in known:
            known.add(uid)
            path[uid] = len(path)
            uid = above[uid]
        if uid in path:
            circle = list(path)[path[uid] :]
            least = circle.index(min(circle))
            found.append((*circle[least:], *circle[:least]))
    return sorted(found)
