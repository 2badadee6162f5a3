"""That what has a beginning and an end does not end before it begins.

Refused where somebody types it. Two offices that each move one of the two days may cross them, and
so may an import of a few columns: that is kept as it came, and a finding says it.
"""

from collections.abc import Collection, Mapping
from typing import Final

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.fold import Value

_SPANS: Final = (
    ("starts_on", "ends_on"),
    ("starts_at", "ends_at"),
    ("from_on", "until_on"),
    ("away_from_on", "away_until_on"),
)


def refuse_crossed(fields: Mapping[str, Value], typed: Collection[str]) -> None:
    """Refuse what would end before it begins, unless it did so already.

    Args:
        fields: as they would be kept; days and instants sort as text.
        typed: those of them that somebody changes.

    Raises:
        UserError: record.ends_before_start, record.starts_after_end.
    """
    for first, last in _SPANS:
        begins, ends = str(fields.get(first) or ""), str(fields.get(last) or "")
        if not begins or not ends or begins <= ends:
            continue
        if last in typed:
            raise UserError("record.ends_before_start")
        if first in typed:
            raise UserError("record.starts_after_end")
