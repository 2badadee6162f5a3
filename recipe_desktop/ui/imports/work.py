"""The steps of an import that take a moment, done beside the window's thread."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.import_columns import ColumnMapping, Kind
from recipe_desktop.domain.import_plans import Action, Outcome
from recipe_desktop.domain.import_questions import Question, answered, questions
from recipe_desktop.domain.import_words import is_known_header
from recipe_desktop.domain.imports import Account
from recipe_desktop.domain.source_tables import SourceRow, SourceTable
from recipe_desktop.domain.values import text_of
from recipe_desktop.formats import sheets
from recipe_desktop.formats.sheets import Reading
from recipe_desktop.i18n import _, format_number
from recipe_desktop.services import imports, organisations, records, words
from recipe_desktop.services.history import TakenBack
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.background.jobs import Progress

_STEP: Final = 50  # rows between two looks at Cancel
KINDS: Final[tuple[Kind, ...]] = ("organisations", "people", "exchanges")


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file that was read, and how its lines are understood.

    Args:
        event: that registrations are for.
        answers: what somebody chose, by ``Question.key``; the proposals stand for the rest.
        takes_all: whether lines that name another event are for this one.
    """

    path: Path
    reading: Reading
    table: SourceTable
    kind: Kind
    mapping: ColumnMapping
    asked: tuple[Question, ...]
    answers: Mapping[str, str] = field(default_factory=dict)
    event: Uid | None = None
    takes_all: bool = False

    def with_target(self, place: int, target: str | None) -> "OpenedFile":
        """After somebody chose where a column goes; what that leaves open the next plan tells."""
        return replace(self, mapping=self.mapping.with_target(place, target))

    def with_choices_of(self, before: "OpenedFile") -> "OpenedFile":
        """After it was looked at before, and what was chosen then stands."""
        if self.table.headers != before.table.headers:
            return self
        mapping = self.mapping.with_choices_of(before.mapping)
        return replace(self, mapping=mapping, answers=before.answers, takes_all=before.takes_all)

    def with_answer(self, key: str, answer: str) -> "OpenedFile":
        """After somebody answered a question."""
        return replace(self, answers={**self.answers, key: answer})

    def cells_of(self, row: SourceRow) -> dict[str, str]:
        """The texts of a line by the fields they go to."""
        return {name: text_of(row.cells[at]) for name, at in self.mapping.targets().items()}


@dataclass(frozen=True, slots=True)
class Planned:
    """A stored plan with what the window needs to show it.

    Args:
        rows: the lines of the file by their number.
        cells_of: the texts of a line by field, as the file was understood.
        names: of the records that lines look like.
        asked: what the file leaves open, with its columns as they were chosen.
        account: the five counts.
        fields: how many of them are changed.
        to_write: how many rows would be written.
    """

    preview: imports.Preview
    rows: Mapping[int, SourceRow]
    cells_of: Callable[[SourceRow], Mapping[str, str]]
    names: Mapping[Uid, str]
    asked: tuple[Question, ...]
    account: Account
    fields: int
    to_write: int

    def cells(self, number: int) -> Mapping[str, str]:
        """The texts of a line by field; of a long list few lines are ever looked at."""
        row = self.rows.get(number)
        return {} if row is None else self.cells_of(row)


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import.

    Args:
        group: of the journal, by which all of it is taken back.
    """

    account: Account
    group: str


def open_list(
    workspace: Workspace,
    path: Path,
    reading: Reading,
    kind: Kind | None,
    event: Uid | None,
    _progress: Progress,
) -> OpenedFile:
    """Read a file and propose how to understand it.

    Args:
        kind: what its lines are; None proposes that too.
        event: that the lines are registrations for.
    """
    table = sheets.read_table(path, is_known_header, reading)
    source = imports.source_of(table, event=event)
    proposals = {
        of: workspace.ask(imports.propose, table, of, source) for of in ([kind] if kind else KINDS)
    }
    chosen = max(proposals, key=lambda of: _fit(proposals[of].mapping))
    proposal = proposals[chosen]
    asked = proposal.questions
    return OpenedFile(path, reading, table, chosen, proposal.mapping, asked, event=event)


def make_plan(
    workspace: Workspace, opened: OpenedFile, former: Uid | None, progress: Progress
) -> Planned:
    """Judge every line and store the plan; the one before is forgotten. It can be cancelled."""

    def tell(done: int, total: int) -> None:
        if done % _STEP == 0:
            said = _("{done} of {total} rows").format(
                done=format_number(done // 2),  # each is read, and then judged
                total=format_number(total // 2),
            )
            progress.step(done, total, said)

    if former is not None:
        workspace.do(imports.discard, former)
    asked = questions(opened.table, opened.mapping)
    choices = answered(asked, opened.answers)
    source = imports.source_of(opened.table, event=opened.event, takes_all=opened.takes_all)
    preview = workspace.do(
        imports.plan, opened.table, opened.mapping, choices, source, progress=tell
    )
    likes = {
        Uid(alike.ref)
        for line in preview.plan.lines
        for alike in line.alike
        if not alike.ref.startswith("row:")
    }
    plan = preview.plan
    return Planned(
        preview,
        {row.number: row for row in opened.table.rows},
        opened.cells_of,
        names=_names(workspace, opened.kind, sorted(likes)),
        asked=asked,
        account=plan.account,
        fields=sum(len(line.values) for line in plan.of(Outcome.CHANGED)),
        to_write=sum(1 for line in plan.lines if line.action is not Action.NONE),
    )


def _names(workspace: Workspace, kind: Kind, uids: Sequence[Uid]) -> dict[Uid, str]:
    if kind == "registrations":
        shown = workspace.ask(records.shown, kind, uids)
        parts = ("family_name", "given_name")
        return {s.uid: " ".join(str(s.fields[name] or "") for name in parts) for s in shown}
    return {line.uid: line.name for line in workspace.ask(organisations.lines, uids)}


def carry_out(workspace: Workspace, plan: Uid, progress: Progress) -> Imported:
    """Do what the plan says; cancelled, nothing of it is done."""

    def tell(done: int, total: int) -> None:
        said = _("{done} of {total} rows").format(
            done=format_number(done), total=format_number(total)
        )
        progress.step(done, total, said if done < total else _("Filling the search index"))

    return Imported(*workspace.do_as_step(imports.execute, plan, tell))


def take_back(workspace: Workspace, group: str, progress: Progress) -> TakenBack:
    """Take the import back, but for what somebody has built on; cancelled, all of it stays."""
    said = _("Undo the import")
    return workspace.do(
        imports.take_back_import, group, lambda done, total: progress.step(done, total, said)
    )


def save_rejects(path: Path, opened: OpenedFile, planned: Planned, _progress: Progress) -> Path:
    """Write the rows that cannot come in, with the reason of each."""
    reasons = {
        line.number: " ".join(words.reason_sentence(reason) for reason in line.reasons)
        for line in planned.preview.plan.of(Outcome.REJECTED)
    }
    sheets.write_rejects(path, opened.table, reasons, source=opened.path)
    return path


def _fit(mapping: ColumnMapping) -> tuple[int, int]:
    """How well a kind fits the columns; who visits, or a person's names, tell what it is."""
    targets = mapping.targets()
    is_telling = "visitor" in targets or {"given_name", "family_name"} <= targets.keys()
    return int(is_telling), len(targets)


def discard(workspace: Workspace, plan: Uid, _progress: Progress) -> None:
    """Forget a plan that is not to be carried out."""
    workspace.do(imports.discard, plan)
