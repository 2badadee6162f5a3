"""What stands beside the checks of an exchange: the visit, the sum, signatures."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from recipe_desktop.domain.exchanges import Actor
from recipe_desktop.i18n import _, format_number, format_short_day, ngettext
from recipe_desktop.services import words
from recipe_desktop.services.exchanges import KIND, ExchangeCard
from recipe_desktop.services.words_exchange_cards import (
    lump_sum_note,
    pay_words,
    shown_value,
    sum_lines,
    to_pay,
)
from recipe_desktop.ui.cards import Card, CardHead, Line, Pill, Symbol
from recipe_desktop.ui.exchanges.stay_days import StayDays, stay_days
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.look.tokens import STATUS_ICONS, Status
from recipe_desktop.ui.view import Label

_LABEL_UNITS = 6.0
_ROLE_UNITS = 6.75
_NAME_LINES = 3


class VisitCard(Card):
    """The days, who travels, and to whom."""

    def __init__(self, look: Look, card: ExchangeCard, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.days: StayDays | None = None
        count = len(card.days) if card.days is not None else None
        said = ngettext("{count} working day", "{count} working days", count or 0)
        aside = (
            _("days not agreed yet") if count is None else said.format(count=format_number(count))
        )
        head = CardHead(look, _("Visit"), Label(look, aside, face="second", ink="text2"))
        self.body.addWidget(head)
        if days := stay_days(card):
            self.days = StayDays(look, days)
            self.body.addWidget(self.days)
            self.body.addSpacing(look.px(0.3))
        place = ", ".join(
            filter(None, (shown_value(card, "place"), shown_value(card, "host_person")))
        )
        virtual = _("Virtual, nobody travels") if card.facts.is_virtual else ""
        rows = (
            (_("Who travels"), virtual or shown_value(card, "visitor_person")),
            (_("At the host"), place),
            (_("Purposes"), shown_value(card, "purposes")),
        )
        for word, value in rows:
            if value:
                self.body.addLayout(_row(look, word, value))


class SumCard(Card):
    """How the lump sum comes about, and what is paid by whom and when."""

    def __init__(self, look: Look, card: ExchangeCard, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.body.addWidget(CardHead(look, _("Lump sum"), self._pill(card)))
        for line in sum_lines(card):
            self.body.addLayout(self._working(line.word, line.aside, line.value))
        self.body.addWidget(Line(look))
        word, amount = to_pay(card)
        total = QHBoxLayout()
        total.addWidget(Label(look, word, face="strong"), 1)
        total.addWidget(Label(look, amount, face="lead", at_right=True))
        self.body.addLayout(total)
        for said, ink in ((pay_words(card), "text2"), (lump_sum_note(card), "look")):
            if said:
                self.body.addWidget(Label(look, said, face="second", ink=ink, wrap=True))

    def _pill(self, card: ExchangeCard) -> Pill:
        facts, look = card.facts, self._look
        if facts.paid_on is not None:
            return Pill(look, Status.OK, _("Paid"))
        if facts.is_virtual:
            return Pill(look, Status.NEUTRAL, _("No travel"), symbol="ban")
        if None not in (facts.reported_on, facts.evidence_on, facts.validated_on):
            return Pill(look, Status.LOOK, _("Payable"))
        return Pill(look, Status.NEUTRAL, _("Not yet payable"), symbol="lock")

    def _working(self, word: str, aside: str, value: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._look.px(0.5))
        row.addWidget(Label(self._look, word))
        row.addWidget(Label(self._look, aside, face="second", ink="text2", wrap=True), 1)
        result = Label(self._look, value, ink="text2", at_right=True)
        result.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)  # never cut
        row.addWidget(result)
        return row


class SignaturesCard(Card):
    """Who has signed the commitment to quality, and who is missing."""

    def __init__(self, look: Look, card: ExchangeCard, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        aside = Label(look, _("Commitment to quality"), face="second", ink="text2")
        self.body.addWidget(CardHead(look, _("Signatures"), aside))
        people = {
            Actor.VISITOR: ("visitor_person", "visitor"),
            Actor.HOST: ("host_person", "host"),
            Actor.VISITOR_PARTNER: ("visitor_partnership", "visitor_member"),
            Actor.HOST_PARTNER: ("host_partnership", "host_member"),
        }
        for actor, day in card.facts.signatures.items():
            who = next(filter(None, (shown_value(card, name) for name in people[actor])), "")
            status = Status.OK if day else Status.NEUTRAL
            row = QHBoxLayout()
            row.setSpacing(look.px(0.5))
            row.addWidget(Symbol(look, STATUS_ICONS[status], status=status))
            said = words.field_label(KIND, people[actor][-1])
            role = Label(look, said, face="second", ink="text2", wrap=True)
            role.setFixedWidth(look.px(_ROLE_UNITS))
            row.addWidget(role)
            row.addWidget(Label(look, who, wrap=True, most=_NAME_LINES), 1)
            said = format_short_day(day) if day else _("Missing")
            face, ink = ("second", "text2") if day else ("second_strong", "text")
            row.addWidget(Label(look, said, face=face, ink=ink, at_right=True))
            self.body.addLayout(row)


def _row(look: Look, word: str, value: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(0)
    label = Label(look, word, face="second", ink="text2")
    label.setFixedWidth(look.px(_LABEL_UNITS))
    row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Label(look, value, wrap=True), 1)
    return row
