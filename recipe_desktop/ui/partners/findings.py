"""What needs somebody at an organisation: likely doubles, open decisions, doubts, merged records."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeVar

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from recipe_desktop.domain.errors import Severity
from recipe_desktop.domain.ids import Uid
from recipe_desktop.i18n import _, format_day
from recipe_desktop.services import checks, words
from recipe_desktop.services.disputes import Dispute
from recipe_desktop.services.identity import Double
from recipe_desktop.services.organisations import KIND, OrganisationCard, OrganisationLine
from recipe_desktop.ui.cards import Card, Doing, FindingLine
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.look.tokens import Status
from recipe_desktop.ui.partners import wording
from recipe_desktop.ui.partners.compare import reasons_sentence
from recipe_desktop.ui.view import View

T = TypeVar("T")
_WEIGHTS: Final = list(Severity)
_STATUS: Final = {
    Severity.BLOCK: Status.BLOCK,
    Severity.WARN: Status.LOOK,
    Severity.NOTE: Status.NOTE,
}


@dataclass(frozen=True, slots=True)
class Note:
    """One line of the card: a finding of the rules, or what else somebody should know.

    Args:
        doing: what its button says and does.
        asks: somebody has to decide something.
    """

    status: Status
    sentence: str
    reason: str = ""
    source: str = ""
    doing: tuple[str, Callable[[], None]] | None = field(default=None, compare=False)
    asks: bool = False


@dataclass(frozen=True, slots=True)
class FindingAnswers:
    """What the buttons of the lines do about them."""

    compare: Callable[[Double], None]
    decide: Callable[[Uid], None]
    take_apart: Callable[[OrganisationLine], None]
    let_stand: Callable[[Dispute], None]
    perhaps_same: Callable[[OrganisationLine], None]


def _in_conflict(name: str) -> str:
    """What two offices did apart; without the name of a field it is about the whole record."""
    if not name:
        return _("One office deleted what another went on with")
    label = words.field_label(KIND, name)
    return _("{field}: two offices wrote different values").format(field=label)


def findings_of(
    card: OrganisationCard,
    doubles: Sequence[tuple[Double, OrganisationLine]],
    answers: FindingAnswers,
) -> list[Note]:
    """Everything there is to say about an organisation, what asks for a decision first."""
    found: list[Note] = []
    for double, other in doubles:
        place = f" ({other.city})" if other.city and other.city != card.line.city else ""
        said = _("Perhaps the same as {name}").format(name=f"{other.name}{place}")
        doing = (_("Compare"), _later(answers.compare, double))
        reason = reasons_sentence(double.reasons)
        found.append(Note(Status.LOOK, said, reason, "", doing, asks=True))
    for name in sorted(card.in_conflict):
        said = _in_conflict(name)
        reason = _("Both are kept until somebody decides which one counts.")
        doing = (_("Decide"), _later(answers.decide, card.line.uid))
        found.append(Note(Status.CONFLICT, said, reason, "", doing, asks=True))
    names = {line.uid: line.name for line in (card.line, *card.merged)}
    for dispute in card.disputed:
        said = words.finding_sentence(checks.dispute_finding(dispute, names), stop=False)
        doing = (_("Let it stand"), _later(answers.let_stand, dispute))
        found.append(Note(Status.CONFLICT, said, "", "", doing, asks=True))
    own = [*checks.own_findings(card.fields), *checks.unseen_signs(KIND, card.fields)]
    doubts = sorted(own, key=lambda finding: _WEIGHTS.index(finding.severity))
    for finding in doubts:
        said = words.finding_sentence(finding, stop=False)
        found.append(Note(_STATUS[finding.severity], said, "", words.source_word(finding.source)))
    for away in card.merged:
        said = _("{name} is merged into this record").format(name=away.name)
        doing = (_("Take apart"), _later(answers.take_apart, away))
        found.append(Note(Status.NEUTRAL, said, wording.what_it_is(away), "", doing))
    for other, judged in card.apart:
        said = _("Noted as different from {name}").format(name=other.name)
        day = format_day(judged.at.astimezone().date())
        reason = _("{who}, {day}").format(who=judged.by, day=day) if judged.by else day
        doing = (_("Take back"), _later(answers.perhaps_same, other))
        found.append(Note(Status.NEUTRAL, said, reason, "", doing))
    return found


def _later(run: Callable[[T], None], what: T) -> Callable[[], None]:
    return lambda: run(what)


class FindingsCard(View):
    """The lines in one card; nothing where there is nothing to say."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._shown: list[Note] = []
        self._card: Card | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, self.look.px(0.5))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def show_findings(self, found: Sequence[Note]) -> None:
        """Show these lines and no others."""
        if list(found) == self._shown and self._card is not None:
            return
        self._shown = list(found)
        if self._card is not None:
            self._layout.removeWidget(self._card)
            self._card.hide()
            self._card.deleteLater()
        self._card = Card(self.look, bare=True)
        self._card.body.setContentsMargins(1, self.look.px(0.25), 1, self.look.px(0.25))
        first_open = next((line for line in found if line.asks), None)
        for line in found:
            doings = [Doing(*line.doing)] if line.doing else []
            self._card.body.addWidget(
                FindingLine(
                    self.look,
                    line.status,
                    line.sentence,
                    line.reason,
                    source=line.source,
                    doings=doings,
                    tinted=line is first_open,
                )
            )
        self._layout.addWidget(self._card)
        self._card.show()  # what is not shown yet has no height
        self.setVisible(bool(found))
