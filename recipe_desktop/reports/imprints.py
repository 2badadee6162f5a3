"""From what is known of a project to what stands on each of its papers, in the reader's language."""

from collections.abc import Iterable

from recipe_desktop.i18n import _, format_day
from recipe_desktop.reports.page import Imprint
from recipe_desktop.services.imprints import ProjectImprint, UpTo


def imprint(known: ProjectImprint) -> Imprint:
    """What stands on every sheet."""
    return Imprint(
        project=known.project,
        state_of=known.today,
        provenance=provenance(known.known),
        funding_line=known.funding_line,
        disclaimer=known.disclaimer,
        emblem=known.emblem,
    )


def provenance(known: Iterable[UpTo]) -> tuple[str, ...]:
    """Whose data the paper holds, up to which day."""
    said = _("{member} up to {day}")
    return tuple(said.format(member=upto.member, day=format_day(upto.day)) for upto in known)
