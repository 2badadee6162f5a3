"""The column of reasons with which the rejected lines of a list come back, in any language."""

from recipe_desktop.domain.source_tables import SourceTable
from recipe_desktop.i18n import LANGUAGES, _, in_language


def own_headers(table: SourceTable) -> tuple[str, ...]:
    """The headers of a list without that of the reasons, which is the last one."""
    last = table.headers[-1:]
    return table.headers[:-1] if any(map(is_of_reasons, last)) else table.headers


def is_of_reasons(header: str) -> bool:
    """Whether a last column of this title holds reasons, in whichever of our languages."""
    return header in _titles()


def _titles() -> frozenset[str]:
    titles = []
    for code in LANGUAGES:
        with in_language(code):
            titles.append(_("Reason"))
    return frozenset(titles)
