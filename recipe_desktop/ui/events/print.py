"""Print an event's papers: a preview of what will be on the paper, and the PDF."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from PySide6.QtWidgets import QComboBox, QWidget
from typing_extensions import override

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.signed_lists import Sheet as Page
from recipe_desktop.i18n import _, format_day, format_number, ngettext
from recipe_desktop.services import event_papers, signed_lists
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.background.jobs import Jobs, Progress
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.paper.printing import Laid, PrintDocument, write_as_pdf


class PrintPaper(PrintDocument):
    """A paper of one event, of which one thing can be chosen besides the language."""

    def __init__(
        self, look: Look, window: QWidget | None, workspace: Workspace, jobs: Jobs, event: Uid
    ) -> None:
        super().__init__(look, window, jobs, self.what())
        self._workspace, self._event = workspace, event
        self.choice = QComboBox()
        for word, value in self.values():
            self.choice.addItem(word, value)
        self.begin()

    @override
    def choices(self) -> Sequence[tuple[str, QComboBox]]:
        return (self.chosen(), self.choice), (_("Language"), self.language_of)

    @abstractmethod
    def chosen(self) -> str:
        """What is chosen beside the language, in one word."""

    @abstractmethod
    def what(self) -> str:
        """What the paper is called."""

    @abstractmethod
    def values(self) -> Sequence[tuple[str, object]]:
        """What can be chosen, in words and as a value."""


@dataclass(frozen=True, slots=True)
class _LaidList(Laid):
    """A signed list that is ready to be shown, with its day and its sheets as they were laid out."""

    day: date
    pages: tuple[Page, ...]


class PrintSignedList(PrintPaper):
    """The signed list of a day; once it is printed, nobody's row moves any more."""

    def __init__(
        self, look: Look, window: QWidget | None, workspace: Workspace, jobs: Jobs, event: Uid
    ) -> None:
        super().__init__(look, window, workspace, jobs, event)
        self.saved.connect(self._keep)

    @override
    def what(self) -> str:
        return _("Signed list")

    @override
    def chosen(self) -> str:
        return _("Day")

    @override
    def values(self) -> Sequence[tuple[str, object]]:
        days = self._workspace.ask(event_papers.days, self._event)
        return [(format_day(day), day) for day in days]

    @override
    def work(self) -> Callable[[Progress], Laid]:
        day, code = self.choice.currentData(), str(self.language_of.currentData())
        return partial(_signed_list, self._workspace, self._event, day, code)

    @override
    def file_name(self) -> str:
        return _("signed-list") + f"-{self.choice.currentData().isoformat()}.pdf"

    def _keep(self) -> None:
        laid = self.laid
        if isinstance(laid, _LaidList):
            try:
                self._workspace.do(signed_lists.list_printed, self._event, laid.day, laid.pages)
            except UserError as refusal:
                if refusal.code != "store.busy":
                    raise
                raise UserError("report.list_not_kept") from refusal
            self.laid = replace(laid, pages=tuple(replace(p, is_printed=True) for p in laid.pages))


class PrintBadges(PrintPaper):
    """The badges of everybody who comes, or of some.

    Args:
        only: whose; None is everybody's.
    """

    def __init__(
        self,
        look: Look,
        window: QWidget | None,
        workspace: Workspace,
        jobs: Jobs,
        event: Uid,
        only: Sequence[Uid] | None = None,
    ) -> None:
        self._only = only
        super().__init__(look, window, workspace, jobs, event)

    @override
    def what(self) -> str:
        return _("Badges")

    @override
    def chosen(self) -> str:
        return _("Paper")

    @override
    def values(self) -> Sequence[tuple[str, object]]:
        many, one = (_("Four on a sheet of A4"), True), (_("One on a sheet of A6"), False)
        return [many, one] if self._only is None else [one, many]

    @override
    def work(self) -> Callable[[Progress], Laid]:
        four, code = bool(self.choice.currentData()), str(self.language_of.currentData())
        return partial(_badges, self._workspace, self._event, (four, self._only), code)

    @override
    def file_name(self) -> str:
        return _("badges") + ".pdf"


def _signed_list(
    workspace: Workspace, event: Uid, day: date, code: str, progress: Progress
) -> _LaidList:
    from recipe_desktop.reports import signed_list as document
    from recipe_desktop.reports.events import signed_list_data

    known = workspace.ask(event_papers.signed_list, event, day)
    data = signed_list_data(known, code)
    progress.step(0, 0)
    count = len(known.sheets)
    said = ngettext("{count} sheet", "{count} sheets", count).format(count=format_number(count))
    printed = sum(page.is_printed for page in known.sheets)
    if printed:
        kept = _("{sheets}; printed before, and kept as they are: {count}")
        said = kept.format(sheets=said, count=format_number(printed))
    return _LaidList(
        document.layout(data),
        document.findings(data),
        said,
        not count,
        partial(write_as_pdf, document, data),
        day,
        known.sheets,
    )


def _badges(
    workspace: Workspace,
    event: Uid,
    chosen: tuple[bool, Sequence[Uid] | None],
    code: str,
    progress: Progress,
) -> Laid:
    from recipe_desktop.reports import badges as document
    from recipe_desktop.reports.events import badges_data

    four_on_a4, only = chosen
    known = workspace.ask(event_papers.badges, event, only)
    data = badges_data(known, code, four_on_a4=four_on_a4)
    progress.step(0, 0)
    count = len(data.badges)
    said = ngettext("{count} badge", "{count} badges", count)
    return Laid(
        document.layout(data),
        document.findings(data),
        said.format(count=format_number(count)),
        not count,
        partial(write_as_pdf, document, data),
    )
