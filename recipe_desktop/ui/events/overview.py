"""The first tab of an event: how full it is, what the desks report, what somebody must look at."""

from collections.abc import Sequence
from datetime import tzinfo
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.domain.errors import Severity
from recipe_desktop.domain.ids import Uid
from recipe_desktop.i18n import _, format_number, ngettext
from recipe_desktop.services import (
    desk_clocks,
    event_arrangement,
    event_doubts,
    events,
    identity,
    words,
)
from recipe_desktop.services.desk_clocks import ClockDoubt
from recipe_desktop.services.event_doubts import ItemDoubt
from recipe_desktop.services.events import Attendance, Counts, DeskCount, RegistrationLine
from recipe_desktop.services.identity import Double
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.cards import PAGE_MARGIN, Card, CardHead, Doing, FindingLine
from recipe_desktop.ui.cards.lines import clear
from recipe_desktop.ui.desk.file_lines import FileLines
from recipe_desktop.ui.desk.wording import desk_name
from recipe_desktop.ui.events import wording
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.look.tokens import Status
from recipe_desktop.ui.view import Label, View

_WIDEST_UNITS: Final = 75.0
_MOST: Final = 8


class EventOverview(View):
    """Made anew for every event, since the lines differ.

    ``person_wanted`` leads to somebody, ``item_wanted`` to an item of the agenda,
    ``files_wanted`` to the files of the desks, ``people_wanted`` to everybody, and
    ``places_wanted`` to how many places there are.
    """

    person_wanted = Signal(str)
    item_wanted = Signal(str)
    files_wanted = Signal()
    people_wanted = Signal()
    places_wanted = Signal()

    def __init__(self, look: Look, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._workspace = workspace
        self._layout = QVBoxLayout(self)
        edge = look.px(PAGE_MARGIN)
        self._layout.setContentsMargins(edge, look.px(0.9), edge, edge)
        self._layout.setSpacing(look.px(0.75))
        self.measure()

    @override
    def measure(self) -> None:
        """Keep lines short enough to be read."""
        self.setMaximumWidth(self.look.px(_WIDEST_UNITS))

    def show_event(self, event: Uid, zone: tzinfo | None) -> None:
        """Show how an event stands."""
        ask = self._workspace.ask
        counts, attendance = ask(events.counts, event), ask(events.attendance, event)
        clear(self._layout)
        self._layout.addLayout(self._figures(counts, attendance))
        self._layout.addWidget(self._desks(counts, zone))
        findings = list(self._findings(event, counts, attendance))
        if findings:
            self._layout.addWidget(self._to_look_at(findings))
        self._layout.addStretch()

    def _figures(self, counts: Counts, attendance: Attendance) -> QHBoxLayout:
        places = counts.places
        maybe = ngettext("{count} perhaps", "{count} perhaps", places.maybe)
        perhaps = maybe.format(count=format_number(places.maybe)) if places.maybe else ""
        capacity = (
            ngettext("of {count} place", "of {count} places", places.capacity).format(
                count=format_number(places.capacity)
            )
            if places.capacity is not None
            else ""
        )
        at_least = attendance.heads.at_least
        doubles = (
            _("at least {count}").format(count=format_number(at_least))
            if at_least < attendance.heads.people
            else ""
        )
        row = QHBoxLayout()
        row.setSpacing(self.look.px(0.75))
        of_places = list(filter(None, (capacity, perhaps))) or [""]
        for number, word, seconds in (
            (places.expected, _("registered"), of_places),
            (counts.came, _("arrived"), [doubles]),
            (counts.is_in, _("in the house"), [""]),
            (counts.walk_ins, ngettext("walk-in", "walk-ins", counts.walk_ins), [""]),
        ):
            below = [*seconds, *[""] * (len(of_places) - len(seconds))]  # so that all end alike
            row.addWidget(_Figure(self.look, format_number(number), word, below), 1)
        return row

    def _desks(self, counts: Counts, zone: tzinfo | None) -> Card:
        look = self.look
        made = Card(look)
        hand_over = Button(look, _("Files of the desks"), symbol="transfer", small=True)
        hand_over.clicked.connect(self.files_wanted)
        made.body.addWidget(CardHead(look, _("Desks"), hand_over))
        hand_over.setVisible(bool(counts.desks))  # not before: alone it would be a window
        rows = QGridLayout()
        rows.setHorizontalSpacing(look.px(0.6))
        rows.setVerticalSpacing(made.body.spacing())
        rows.setColumnStretch(1, 1)
        for place, count in enumerate(counts.desks):
            for column, cell in enumerate(self._desk(count, zone)):
                rows.addWidget(cell, place, column)
        made.body.addLayout(rows)
        if not counts.desks:
            said = _("No desk yet. Opening the desk makes the first one.")
            made.body.addWidget(Label(look, said, ink="text2", wrap=True))
        return made

    def _desk(self, count: DeskCount, zone: tzinfo | None) -> Sequence[QWidget]:
        """What is said of a desk, below each other with that of the others."""
        beside = count.name if count.letter and count.name else ""
        said = ngettext("{count} arrived", "{count} arrived", count.arrivals)
        arrived = Label(self.look, said.format(count=format_number(count.arrivals)))
        arrived.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return (
            Label(self.look, desk_name(count.letter, count.name), face="action"),
            Label(self.look, beside, face="second", ink="text2"),
            arrived,
            FileLines(self.look, count, zone),
        )

    def _to_look_at(self, findings: list[FindingLine]) -> Card:
        made = Card(self.look, bare=True)
        made.body.setContentsMargins(1, self.look.px(0.5), 1, self.look.px(0.5))
        head = CardHead(self.look, _("To look at"))
        head.setContentsMargins(self.look.px(0.9), 0, self.look.px(0.9), self.look.px(0.25))
        made.body.addWidget(head)
        for line in findings:
            made.body.addWidget(line)
        return made

    def _findings(self, event: Uid, counts: Counts, attendance: Attendance) -> list[FindingLine]:
        look, found = self.look, []
        if counts.places.over:
            said = ngettext(
                "{count} person more than there are places",
                "{count} people more than there are places",
                counts.places.over,
            )
            over = said.format(count=format_number(counts.places.over))
            ways = [
                Doing(_("Change the places"), self.places_wanted.emit),
                Doing(_("People"), self.people_wanted.emit),
            ]
            found.append(FindingLine(look, Status.LOOK, over, doings=ways))
        if counts.unknown_codes:
            said = ngettext(
                "{count} code was read that nobody is known by",
                "{count} codes were read that nobody is known by",
                counts.unknown_codes,
            )
            unknown = said.format(count=format_number(counts.unknown_codes))
            found.append(FindingLine(look, Status.LOOK, unknown))
        found += [
            FindingLine(look, Status.LOOK, words.finding_sentence(odd, stop=False))
            for odd in self._workspace.ask(event_arrangement.findings, event)
        ]
        found += map(self._clock, self._workspace.ask(desk_clocks.doubts, event))
        found += map(self._item, self._workspace.ask(event_doubts.agenda, event))
        pairs = self._workspace.ask(event_doubts.people, event)
        people = self._people(event, attendance, pairs[:_MOST])
        found += [self._double(pair, people) for pair in pairs[:_MOST]]
        if len(pairs) > _MOST:
            found.append(self._more_pairs(len(pairs) - _MOST))
        for two in attendance.two_desks[:_MOST]:
            said = ngettext(
                "{name} arrived at two desks, {count} minute apart",
                "{name} arrived at two desks, {count} minutes apart",
                two.minutes,
            )
            why = (
                _("Probably changed the queue")
                if two.why == "queue"
                else _("The badge may have been shared, or a namesake was taken")
            )
            words_of = said.format(
                name=_name(people, two.registration), count=format_number(two.minutes)
            )
            found.append(FindingLine(look, Status.LOOK, words_of, why))
        for uid in attendance.cancelled[:_MOST]:
            said = _("{name} had cancelled and came").format(name=_name(people, uid))
            found.append(FindingLine(look, Status.NOTE, said, doings=[self._open(uid)]))
        return found

    def _clock(self, doubt: ClockDoubt) -> FindingLine:
        name = ", ".join(filter(None, (desk_name(doubt.letter, ""), doubt.device)))
        fast = ngettext(
            "The clock of {name} is {count} minute fast or more",
            "The clock of {name} is {count} minutes fast or more",
            doubt.minutes,
        )
        slow = ngettext(
            "The clock of {name} is {count} minute slow or more",
            "The clock of {name} is {count} minutes slow or more",
            doubt.minutes,
        )
        said = fast if doubt.seconds > 0 else slow
        do = self._workspace.do
        return FindingLine(
            self.look,
            Status.LOOK,
            said.format(name=name, count=format_number(doubt.minutes)),
            _("Its times are kept, and can be shown corrected"),
            doings=[
                Doing(
                    _("Correct the times"),
                    lambda: do(desk_clocks.correct, doubt.opening, doubt.seconds),
                ),
                Doing(_("It was right"), lambda: do(desk_clocks.correct, doubt.opening, 0)),
            ],
        )

    def _item(self, doubt: ItemDoubt) -> FindingLine:
        """What is wrong with an item of the agenda, and the way to it."""
        said = _("{name}: {finding}").format(
            name=doubt.name or _("Without a name"),
            finding=words.finding_sentence(doubt.finding, stop=False),
        )
        is_note = doubt.finding.severity is Severity.NOTE
        doing = Doing(_("Open"), partial(self.item_wanted.emit, doubt.uid))
        return FindingLine(self.look, Status.NOTE if is_note else Status.LOOK, said, doings=[doing])

    def _more_pairs(self, more: int) -> FindingLine:
        said = ngettext(
            "{count} more pair may be one person", "{count} more pairs may be one person", more
        )
        return FindingLine(
            self.look,
            Status.LOOK,
            said.format(count=format_number(more)),
            _("They follow as soon as you have judged these"),
        )

    def _double(self, pair: Double, people: dict[Uid, RegistrationLine]) -> FindingLine:
        left, right = _name(people, pair.left), _name(people, pair.right)
        said = _("{left} and {right} may be one person").format(left=left, right=right)
        kind = events.REGISTRATIONS
        do = self._workspace.do
        return FindingLine(
            self.look,
            Status.LOOK,
            said,
            words.doubles_words(pair.reasons),
            doings=[
                Doing(_("The same"), lambda: do(identity.confirm, kind, pair.left, pair.right)),
                Doing(_("Two people"), lambda: do(identity.reject, kind, pair.left, pair.right)),
            ],
        )

    def _open(self, uid: Uid) -> Doing:
        return Doing(_("Open"), partial(self.person_wanted.emit, uid))

    def _people(
        self, event: Uid, attendance: Attendance, pairs: Sequence[Double]
    ) -> dict[Uid, RegistrationLine]:
        named = [
            *(uid for pair in pairs for uid in (pair.left, pair.right)),
            *(two.registration for two in attendance.two_desks),
            *attendance.cancelled,
        ]
        lines = self._workspace.ask(events.people_lines, event, list(dict.fromkeys(named)))
        return {line.uid: line for line in lines}


class _Figure(Card):
    """One number with its word, and what is to be said of it, a line each."""

    def __init__(self, look: Look, number: str, word: str, seconds: Sequence[str]) -> None:
        super().__init__(look)
        self.body.setSpacing(0)
        self.body.addWidget(Label(look, number, face="display"))
        self.body.addWidget(Label(look, word, face="action"))
        for second in seconds:
            self.body.addWidget(Label(look, second, face="second", ink="text2"))


def _name(people: dict[Uid, RegistrationLine], uid: Uid) -> str:
    line = people.get(uid)
    if line is None:
        return _("Somebody")
    organisation = f" ({line.organisation})" if line.organisation else ""
    return f"{wording.person(line)}{organisation}"
