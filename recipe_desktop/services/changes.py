"""What a commit touched: the news that views receive."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from recipe_desktop.domain.ids import Uid

_TAKING_BACK: Final = ("history.undo", "history.take_back")


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """One commit, as views hear of it.

    Args:
        action: the use case, ``feature.verb``; empty for what another program wrote.
        touched: the rows by table; empty tables mean that anything may have changed.
    """

    action: str
    touched: Mapping[str, frozenset[Uid]] = field(default_factory=dict)

    @property
    def takes_back(self) -> bool:
        """Whether it takes something back that was done before."""
        return self.action in _TAKING_BACK

    @property
    def everything(self) -> bool:
        """Whether a view must look again at all that it shows."""
        return not self.touched

    def touches(self, *tables: str) -> bool:
        """Whether any row of these tables may have changed."""
        return self.everything or any(table in self.touched for table in tables)

    def and_then(self, later: "ChangeSet") -> "ChangeSet":
        """Two commits, as one who missed the first hears of both."""
        if self.everything or later.everything:
            return ChangeSet(later.action)
        touched = dict(self.touched)
        for table, uids in later.touched.items():
            touched[table] = touched.get(table, frozenset()) | uids
        return ChangeSet(later.action, touched)
