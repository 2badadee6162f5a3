"""Days, agenda and desks of an event: rows, of which one opens in place."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from typing import Final

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.ids import Uid
from recipe_desktop.i18n import (
    _,
    format_long_weekday,
    format_number,
    format_short_day,
    format_time,
    ngettext,
)
from recipe_desktop.services import event_papers, events, records
from recipe_desktop.services.changes import ChangeSet
from recipe_desktop.services.records import Shown
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.cards import PAGE_MARGIN, CardHead
from recipe_desktop.ui.desk.wording import desk_name
from recipe_desktop.ui.forms.entries import Entries, EntryPanel
from recipe_desktop.ui.forms.field_row import SIDE
from recipe_desktop.ui.forms.fields import Field
from recipe_desktop.ui.forms.fields import Kind as FieldKind
from recipe_desktop.ui.forms.of_kind import Catalogues, fields_of
from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.buttons import Button, PaintedButton
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.view import Label, View, Words

DAYS, AGENDA, DESKS = "event-days", "agenda-items", "desks"
_WIDEST_UNITS: Final = 60.0


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """A row of the agenda or of the desks."""

    uid: Uid
    when: str
    name: str
    second: str


class PartRow(PaintedButton):
    """When, what, and its circumstances."""

    def __init__(self, look: Look, line: AgendaRow) -> None:
        super().__init__(look)
        self._line = line
        said = filter(None, (line.when, line.name, line.second))
        self.setAccessibleName(", ".join(said))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._look.px(12), self._look.px(3.25 if self._line.second else 2.1))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        u, t, fonts = self._look.u, self._look.tokens, self._look.fonts
        whole = QRectF(self.rect())
        if self.underMouse():
            draw.box(painter, whole, fill=t.hover, line=t.control_line, radius=3 / 8 * u)
        else:
            draw.hairline(painter, 0.5 * u, whole.right(), whole.bottom() - 1, t.line)
        when = whole.adjusted(0.5 * u, 0, 0, 0)
        when.setWidth(9.5 * u)
        draw.text(painter, when, self._line.when, fonts.second_figures, t.text2)
        texts = whole.adjusted(10.25 * u, 0, -u, 0)
        if self._line.second:
            texts.setHeight(1.3 * u)
            texts.moveTop(0.4 * u)
        draw.text(painter, texts, self._line.name, fonts.action, t.text)
        if self._line.second:
            texts.translate(0, 1.2 * u)
            draw.text(painter, texts, self._line.second, fonts.second, t.text2)
        if self.ringed():
            draw.ring(painter, whole, t, 3 / 8 * u)
        painter.end()


class Agenda(View):
    """The days of an event and its agenda, and its desks below."""

    deletion_wanted = Signal(str, str, str)  # kind, uid, what it is called

    def __init__(
        self,
        look: Look,
        workspace: Workspace,
        catalogues: Catalogues,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, parent)
        self._workspace = workspace
        self._zone: tzinfo | None = None
        self._event: Uid | None = None
        self._expected = 0
        self._nothing: dict[str, Label] = {}
        self.days = self._part(
            DAYS,
            ("day_on", "name", "starts_at", "ends_at", "place", "capacity"),
            catalogues,
            lambda: _("Delete day"),
        )
        self.agenda = self._part(
            AGENDA,
            ("name", "starts_at", "ends_at", "place", "speakers", "capacity", "language", "text"),
            catalogues,
            lambda: _("Delete agenda item"),
        )
        self.desks = self._part(
            DESKS,
            ("letter", "name", "surnames_from", "surnames_until", "walk_ins"),
            catalogues,
            lambda: _("Delete desk"),
        )
        self.add_day, self.add_item, self.add_desk = (
            Button(look, symbol="plus", small=True) for _b in range(3)
        )
        self.days_head = CardHead(look, "", self.add_day)
        self.agenda_head = CardHead(look, "", self.add_item)
        self.make_packs = Button(look, symbol="device-laptop", small=True)
        desk_orders = QWidget()
        orders = QHBoxLayout(desk_orders)
        orders.setContentsMargins(0, 0, 0, 0)
        orders.addWidget(self.make_packs)
        orders.addWidget(self.add_desk)
        self.desks_head = CardHead(look, "", desk_orders)
        layout = QVBoxLayout(self)
        edge, side = look.px(PAGE_MARGIN), look.px(SIDE)
        layout.setContentsMargins(edge - side, look.px(0.9), edge, edge)
        layout.setSpacing(look.px(0.4))
        for head, entries in (
            (self.days_head, self.days),
            (self.agenda_head, self.agenda),
            (self.desks_head, self.desks),
        ):
            head.setContentsMargins(side, 0, 0, 0)
            layout.addWidget(head)
            layout.addWidget(entries)
            layout.addSpacing(look.px(0.9))
        layout.addStretch()
        self.measure()
        self.retranslate()

        self.add_day.clicked.connect(self.days.add)
        self.add_item.clicked.connect(self.agenda.add)
        self.add_desk.clicked.connect(self.desks.add)

    @override
    def measure(self) -> None:
        self.setMaximumWidth(self.look.px(_WIDEST_UNITS))

    @override
    def retranslate(self) -> None:
        self.days_head.title.setText(_("Days"))
        self.add_day.setText(_("Add day"))
        self.agenda_head.title.setText(_("Agenda"))
        self.desks_head.title.setText(_("Desks"))
        self.add_item.setText(_("Add agenda item"))
        self.add_desk.setText(_("Add desk"))
        self.make_packs.setText(_("Desk packs"))
        for kind, said in (
            (DAYS, _("Only an event of several days, or one with fixed hours, needs them.")),
            (
                AGENDA,
                _("Nothing is planned yet: talks, meals, meetings, with speakers and places."),
            ),
            (DESKS, _("No desk yet. Opening the desk makes the first one.")),
        ):
            self._nothing[kind].setText(said)

    def show_parts(self, event: Uid, zone: tzinfo | None) -> None:
        """Show the parts of an event."""
        self._zone, self._event = zone, event
        places = self._workspace.ask(events.counts, event).places
        self._expected = places.expected - places.maybe
        days = sorted(self._of(DAYS, event), key=lambda s: str(s.fields["day_on"] or "~"))
        self.days.show_lines(event, [self._day(shown) for shown in days])
        every = sorted(self._of(AGENDA, event), key=lambda s: str(s.fields["starts_at"] or "~"))
        items = [self._item(shown) for shown in every]
        self.agenda.show_lines(event, items)
        self.desks.show_lines(event, [_desk(shown) for shown in self._of(DESKS, event)])

    @contextmanager
    def opening_what_comes_back(self, changes: ChangeSet) -> Iterator[None]:
        """While the parts are shown anew: one whose deletion was undone is open again.

        Unless somebody is in another: what is typed there must not go on in this one.
        """
        parts = {"event_day": self.days, "agenda_item": self.agenda, "desk": self.desks}
        before = {table: frozenset(part.rows) for table, part in parts.items()}
        yield
        touched = changes.touched if changes.takes_back else {}
        back = [
            (part, uid)
            for table, part in parts.items()
            for uid in part.rows.keys() & touched.get(table, frozenset()) - before[table]
        ]
        here: QWidget | None = self.window().focusWidget()
        is_free = here is None or not any(p.panel.isAncestorOf(here) for p in parts.values())
        if len(back) == 1 and is_free:
            [(part, uid)] = back
            part.open(uid)

    @property
    def count(self) -> int:
        """How many items the agenda has."""
        return len(self.agenda.rows)

    def _of(self, kind: str, event: Uid) -> list[Shown]:
        every = self._workspace.ask(records.listing, kind)
        return [shown for shown in every if shown.fields["event"] == event]

    def _day(self, shown: Shown) -> AgendaRow:
        fields = shown.fields
        on = _on(shown)
        day = format_long_weekday(on) if on is not None else ""
        hours = _hours(fields["starts_at"], fields["ends_at"], self._zone)
        places = _places(fields["capacity"])
        name = str(fields["name"]) or day
        second = filter(None, (day if fields["name"] else "", str(fields["place"]), places))
        return AgendaRow(shown.uid, hours, name, ", ".join(second))

    def _item(self, shown: Shown) -> AgendaRow:
        fields = shown.fields
        when = _span(fields["starts_at"], fields["ends_at"], self._zone)
        second = ", ".join(
            filter(
                None,
                (
                    ", ".join(map(str.strip, str(fields["speakers"] or "").split(";"))),
                    str(fields["place"]),
                    self._seats(fields["capacity"]),
                ),
            )
        )
        return AgendaRow(shown.uid, when, str(fields["name"]), second)

    def _seats(self, capacity: Value) -> str:
        """The places of an item, and how many are expected where these are too few for all."""
        if capacity is None or self._expected <= int(capacity):
            return _places(capacity)
        said = _("{places} for {count} who are expected")
        return said.format(places=_places(capacity), count=format_number(self._expected))

    def _part(
        self, kind: str, names: Sequence[str], catalogues: Catalogues, deletion: Words
    ) -> Entries:
        look = self.look
        described: Sequence[Field] = [
            replace(
                field,
                zone=lambda: self._zone,
                day=lambda: self._day_meant(panel),
                hint=(lambda: _("such as 09:30")) if field.kind is FieldKind.INSTANT else None,
            )
            for field in fields_of(kind, names, catalogues)
        ]
        panel = EntryPanel(
            look,
            self._workspace,
            kind,
            names,
            catalogues,
            deletion,
            owner="event",
            described=described,
        )
        panel.deletion_wanted.connect(self._deleter(kind))
        nothing = Label(look, face="body", ink="text2", wrap=True)
        nothing.setContentsMargins(look.px(SIDE), look.px(0.2), 0, look.px(0.2))
        self._nothing[kind] = nothing
        return Entries(look, panel, lambda line: PartRow(look, line), nothing)

    def _day_meant(self, panel: EntryPanel) -> date | None:
        """The day of which only the time is typed: its own, else the first of the event."""
        ask = self._workspace.ask
        own = ask(records.shown, DAYS, [panel.uid]) if panel.uid else []
        if own and panel is self.days.panel:
            return _on(own[0])
        days = ask(event_papers.days, self._event) if self._event else []
        return days[0] if days else None

    def _deleter(self, kind: str) -> Callable[[str], None]:
        def delete(uid: str) -> None:
            shown = self._workspace.ask(records.show, kind, Uid(uid))
            name = str(shown.fields["name"])
            if not name and kind == DAYS and (on := _on(shown)) is not None:
                name = format_short_day(on)
            self.deletion_wanted.emit(kind, uid, name)

        return delete


def _places(capacity: Value) -> str:
    if capacity is None:
        return ""
    said = ngettext("{count} place", "{count} places", int(capacity))
    return said.format(count=format_number(int(capacity)))


def _on(shown: Shown) -> date | None:
    """The day of a day, which may arrive after the rest of it."""
    return date.fromisoformat(str(shown.fields["day_on"])) if shown.fields["day_on"] else None


def _span(first: Value, last: Value, zone: tzinfo | None) -> str:
    """Day and hours; the day alone once."""
    if not first:
        return ""
    start = datetime.fromisoformat(str(first))
    return f"{format_short_day(start.astimezone(zone).date())}  {_hours(first, last, zone)}"


def _hours(first: Value, last: Value, zone: tzinfo | None) -> str:
    """From when until when; either may be missing."""
    start, end = (
        format_time(datetime.fromisoformat(str(at)), zone) if at else "" for at in (first, last)
    )
    return f"{start}\N{EN DASH}{end}" if end else start


def _desk(shown: Shown) -> AgendaRow:
    fields = shown.fields
    start, end = str(fields["surnames_from"] or ""), str(fields["surnames_until"] or "")
    span = ""
    if start or end:
        span = _("surnames {first} to {last}").format(first=start or "A", last=end or "Z")
    letter, name = str(fields["letter"] or ""), str(fields["name"] or "")
    return AgendaRow(shown.uid, desk_name(letter, ""), name or desk_name(letter, name), span)
