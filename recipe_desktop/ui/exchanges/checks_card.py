"""What the rules say of an exchange: what needs somebody first, then what holds."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtWidgets import QWidget

from recipe_desktop.domain.errors import Finding, Severity
from recipe_desktop.domain.exchange_rules import (
    RULES,
    HoldingRule,
    asks_for_file,
    may_be_two,
    takes_reason,
)
from recipe_desktop.i18n import _, format_number, ngettext
from recipe_desktop.services import words
from recipe_desktop.services.exchanges import ExchangeCard
from recipe_desktop.ui.cards import INSIDE, Card, CardHead, Doing, FindingLine
from recipe_desktop.ui.look.buttons import LinkButton
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.look.tokens import Status

_FOLDED: Final = 11  # lines, unless more of them say that something is not in order
_FEWEST_HIDDEN: Final = 3  # for fewer it is not worth folding
_STATUS: Final = {
    Severity.BLOCK: Status.BLOCK,
    Severity.WARN: Status.LOOK,
    Severity.NOTE: Status.NEUTRAL,
}


@dataclass(frozen=True, slots=True)
class CheckAnswers:
    """What is done about a finding.

    Args:
        give: asks for the reason to go on.
        take_back: has a finding open again.
        show: shows another exchange.
        say_two: says that the visitor of another exchange is another organisation.
        let_in: has another member see the file.
    """

    give: Callable[[Finding], None]
    take_back: Callable[[Finding], None]
    show: Callable[[str], None]
    say_two: Callable[[str], None]
    let_in: Callable[[str], None]


class ChecksCard(Card):
    """Every rule with its number and source; what holds is folded where there is much of it."""

    def __init__(
        self, look: Look, card: ExchangeCard, answers: CheckAnswers, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, parent, bare=True)
        self._answers = answers
        self.body.setContentsMargins(1, look.px(0.5), 1, look.px(0.5))
        ordered = sorted(card.findings, key=_weight)
        self.lines = [self._finding(one) for one in ordered]
        self.held: list[FindingLine] = []
        self._rules = card.held
        self.show_all = LinkButton(look)
        self.body.addWidget(self._head(card))
        for line in self.lines:
            self.body.addWidget(line)
        if not self.lines and not card.held:
            said = _("Nothing is checked of an exchange that was cancelled")
            self.body.addWidget(FindingLine(look, Status.NEUTRAL, said))
        self._is_folded = False
        self.fold_or_not()
        self.show_all.clicked.connect(self.fold_or_not)

    def fold_or_not(self) -> None:
        """Show everything, or of what holds only as much as there is room for."""
        self._is_folded = not self._is_folded
        least = max(0, _FOLDED - len(self.lines))
        is_long = len(self._rules) - least >= _FEWEST_HIDDEN
        room = least if self._is_folded and is_long else len(self._rules)
        for one in self._rules[len(self.held) : room]:  # made when they are first wanted
            self.held.append(self._held(one))
            self.body.addWidget(self.held[-1])
        for place, line in enumerate(self.held):
            line.setVisible(place < room)
        count = format_number(len(self.lines) + len(self._rules))
        folded = _("Show all {count}").format(count=count)
        self.show_all.setText(folded if self._is_folded else _("Show fewer"))
        self.show_all.setVisible(is_long)
        self.show_all.updateGeometry()

    def _head(self, card: ExchangeCard) -> CardHead:
        look, open_ = self._look, _open(card)
        done = ngettext("{count} in order", "{count} in order", len(card.held))
        parts = [done.format(count=format_number(len(card.held)))]
        if open_:
            need = ngettext("{count} needs you", "{count} need you", open_)
            parts.append(need.format(count=format_number(open_)))
        unchecked = sum(1 for one in card.findings if one.severity is Severity.NOTE)
        if unchecked:
            said = ngettext("{count} to know", "{count} to know", unchecked)
            parts.append(said.format(count=format_number(unchecked)))
        head = CardHead(look, _("Checks"), self.show_all, second=", ".join(parts))
        head.setContentsMargins(look.px(INSIDE) - 1, 0, look.px(INSIDE) - 1, look.px(0.35))
        return head

    def _finding(self, finding: Finding) -> FindingLine:
        is_note = finding.severity is Severity.NOTE  # its sentence says as much
        said = "" if is_note else words.weight_word(finding)
        if finding.given is not None:
            said = words.given_words(finding.given)
        return FindingLine(
            self._look,
            _STATUS[finding.severity] if finding.given is None else Status.NEUTRAL,
            words.finding_sentence(finding, stop=False),
            said,
            rule=words.rule_word(finding.code),
            source=words.source_word(finding.source),
            doings=self._doings(finding),
            below=True,
            parted=True,
        )

    def _doings(self, finding: Finding) -> list[Doing]:
        answers, other = self._answers, str(finding.details.get("other_uid") or "")
        if finding.given is not None:
            return [Doing(_("Take the reason back"), lambda: answers.take_back(finding))]
        doings = []
        if other:
            doings.append(Doing(_("Show the other one"), lambda: answers.show(other)))
        if may_be_two(finding):
            doings.append(Doing(_("Not the same"), lambda: answers.say_two(other)))
        if asks_for_file(finding):
            member = str(finding.details["member"])
            doings.append(Doing(_("Let it see the file"), lambda: answers.let_in(member)))
            doings.append(Doing(_("Leave"), lambda: answers.give(finding)))
        elif takes_reason(finding):
            doings.append(Doing(_("Give a reason"), lambda: answers.give(finding)))
        return doings

    def _held(self, held: HoldingRule) -> FindingLine:
        return FindingLine(
            self._look,
            Status.OK,
            words.held_sentence(held),
            rule=words.rule_word(held.code),
            source=words.source_word(RULES[held.code].source),
            parted=True,
        )


def _open(card: ExchangeCard) -> int:
    return sum(1 for f in card.findings if f.given is None and f.severity is not Severity.NOTE)


def _weight(finding: Finding) -> tuple[bool, int]:
    """What somebody answered for stands below what is open."""
    return finding.given is not None, list(Severity).index(finding.severity)
