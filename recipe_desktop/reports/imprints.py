"""From what is known of a project to what stands on each of its papers, in the reader's language."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from recipe_desktop.i18n import _, format_day
from recipe_desktop.reports.page import Imprint
from recipe_desktop.services.directory import UpTo


class OfProject(Protocol):
    """What every query for a paper answers beside its own matter."""

    @property
    def project(self) -> str: ...
    @property
    def today(self) -> date: ...
    @property
    def known(self) -> tuple[UpTo, ...]: ...
    @property
    def funding_line(self) -> str: ...
    @property
    def disclaimer(self) -> str: ...


def imprint(paper: OfProject) -> Imprint:
    """What stands on every sheet."""
    return Imprint(
        project=paper.project,
        state_of=paper.today,
        provenance=provenance(paper.known),
        funding_line=paper.funding_line,
        disclaimer=paper.disclaimer,
    )


def provenance(known: Iterable[UpTo]) -> tuple[str, ...]:
    """Whose data the paper holds, up to which day."""
    said = _("{member} up to {day}")
    return tuple(said.format(member=upto.member, day=format_day(upto.day)) for upto in known)
