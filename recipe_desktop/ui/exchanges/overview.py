"""The first tab of an exchange: whose turn it is, what the rules say, how the sum comes about."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.domain.errors import Finding, Severity
from recipe_desktop.domain.exchange_rules import takes_reason
from recipe_desktop.domain.exchanges import Actor
from recipe_desktop.i18n import _, format_day, format_number, ngettext
from recipe_desktop.services import words
from recipe_desktop.services.exchange_steps import step_field
from recipe_desktop.services.exchanges import KIND, ExchangeCard
from recipe_desktop.services.words_exchange_cards import (
    lump_sum_note,
    lump_sum_rows,
    shown_value,
)
from recipe_desktop.ui.cards import PAGE_MARGIN, Banner, Card, CardHead, Doing, FindingLine
from recipe_desktop.ui.lines import clear
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.look.tokens import Status
from recipe_desktop.ui.view import Label, View

_STATUS: Final = {
    Severity.BLOCK: Status.BLOCK,
    Severity.WARN: Status.LOOK,
    Severity.NOTE: Status.NEUTRAL,
}
_WIDEST_UNITS: Final = 75.0


class Overview(View):
    """Made anew for every exchange, since the lines differ.

    ``reason_wanted`` asks for the reason that shall stand with a finding, ``reason_unwanted``
    to take it back.

    Args:
        step_taken: writes that the next step was taken today.
    """

    reason_wanted = Signal(object)
    reason_unwanted = Signal(object)

    def __init__(
        self, look: Look, step_taken: Callable[[], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(look, parent)
        self._step_taken = step_taken
        self._layout = QVBoxLayout(self)
        edge = look.px(PAGE_MARGIN)
        self._layout.setContentsMargins(edge, look.px(0.9), edge, edge)
        self._layout.setSpacing(look.px(0.75))
        self.measure()

    @override
    def measure(self) -> None:
        """Keep lines short enough to be read."""
        self.setMaximumWidth(self.look.px(_WIDEST_UNITS))

    def show_card(self, card: ExchangeCard) -> None:
        """Show an exchange."""
        clear(self._layout)
        self._layout.addWidget(self._banner(card))
        self._layout.addWidget(self._checks(card))
        self._layout.addWidget(self._sum(card))
        self._layout.addWidget(self._signatures(card))
        self._layout.addStretch()

    def _banner(self, card: ExchangeCard) -> Banner:
        then = card.line.then
        task = words.task_word(then.task)
        if then.actor is Actor.NOBODY:
            status = Status.NEUTRAL if card.line.is_cancelled else Status.OK
            return Banner(self.look, status, task)
        turn = _("Your turn") if card.line.is_ours else _("It is the turn of another office")
        said = [f"{turn}: {words.actor_word(then.actor)}"]
        if then.due_on is not None:
            said.append(_("by {day}").format(day=format_day(then.due_on)))
        doing = None
        if step_field(then):
            doing = Doing(_("Done today"), self._step_taken)
        status = Status.LOOK if card.line.is_ours else Status.NOTE
        return Banner(self.look, status, task, ", ".join(said), doing)

    def _checks(self, card: ExchangeCard) -> Card:
        look = self.look
        made = Card(look, bare=True)
        made.body.setContentsMargins(1, look.px(0.5), 1, look.px(0.5))
        count = len(card.findings)
        said = ngettext("{count} finding", "{count} findings", count)
        open_ = sum(1 for f in card.findings if f.given is None and f.severity is not Severity.NOTE)
        parts = [said.format(count=format_number(count))]
        if open_:
            need = ngettext("{count} needs you", "{count} need you", open_)
            parts.append(need.format(count=format_number(open_)))
        aside = Label(look, ", ".join(parts), face="second", ink="text2")
        head = CardHead(look, _("Checks"), aside)
        head.setContentsMargins(look.px(0.9), 0, look.px(0.9), look.px(0.25))
        made.body.addWidget(head)
        for finding in sorted(card.findings, key=lambda one: one.given is not None):
            made.body.addWidget(self._line(finding))
        if not count:
            said = _("Nothing is checked of an exchange that was cancelled")
            made.body.addWidget(FindingLine(look, Status.NEUTRAL, said))
        return made

    def _line(self, finding: Finding) -> FindingLine:
        said = words.weight_word(finding)
        doings = []
        if finding.given is not None:
            said = words.given_words(finding.given)
            doings = [Doing(_("Take the reason back"), partial(self.reason_unwanted.emit, finding))]
        elif takes_reason(finding):
            doings = [Doing(_("Give a reason"), partial(self.reason_wanted.emit, finding))]
        return FindingLine(
            self.look,
            _STATUS[finding.severity] if finding.given is None else Status.NEUTRAL,
            words.finding_sentence(finding).rstrip("."),
            said,
            source=finding.source,
            doings=doings,
            below=True,
        )

    def _sum(self, card: ExchangeCard) -> Card:
        made = Card(self.look)
        made.body.addWidget(CardHead(self.look, _("Lump sum")))
        rows = lump_sum_rows(card)
        last = len(rows) - 1
        for place, (word, value) in enumerate(rows):
            face = "strong" if place >= last - 1 else "body"
            made.body.addLayout(self._pair(word, value, face))
        if note := lump_sum_note(card):
            made.body.addWidget(Label(self.look, note, face="second", ink="look", wrap=True))
        return made

    def _signatures(self, card: ExchangeCard) -> Card:
        made = Card(self.look)
        made.body.addWidget(CardHead(self.look, _("Commitment to quality: signatures")))
        fields = {
            Actor.VISITOR: "visitor",
            Actor.HOST: "host",
            Actor.VISITOR_PARTNER: "visitor_member",
            Actor.HOST_PARTNER: "host_member",
        }
        for actor, day in card.facts.signatures.items():
            name = fields[actor]
            who = shown_value(card, name)
            label = words.field_label(KIND, name)
            value = format_day(day) if day else _("Missing")
            made.body.addLayout(self._pair(f"{label}: {who}" if who else label, value, "body"))
        return made

    def _pair(self, word: str, value: str, face: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(Label(self.look, word, face=face), 1)
        row.addWidget(Label(self.look, value, face=face), 0, Qt.AlignmentFlag.AlignRight)
        return row
