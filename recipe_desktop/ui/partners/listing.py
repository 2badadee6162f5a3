"""The list of organisations: search, chips, rows."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.names import fold
from recipe_desktop.i18n import _, format_number, ngettext
from recipe_desktop.services import identity, organisations, words
from recipe_desktop.services.changes import ChangeSet
from recipe_desktop.services.organisations import Filter, OrganisationLine
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.look.tokens import Status
from recipe_desktop.ui.partners import wording
from recipe_desktop.ui.partners.watch import DoublesWatch
from recipe_desktop.ui.tables.filter_chip import FilterChip
from recipe_desktop.ui.tables.list import RecordList
from recipe_desktop.ui.tables.listing import Listing
from recipe_desktop.ui.tables.marks import Marker
from recipe_desktop.ui.tables.records import Column, RecordTable
from recipe_desktop.ui.tables.rows import Row, TwoLines

_FROM_LETTERS: Final = 2

COLUMNS: Sequence[Column[OrganisationLine]] = (
    Column(lambda: _("Name"), lambda line: line.name),
    Column(lambda: _("What it is"), wording.what_it_is),
    Column(lambda: _("State"), lambda line: state(line, doubtful=False)[1]),
)


def state(line: OrganisationLine, *, doubtful: bool) -> tuple[Status | None, str]:
    """What a row has to say about itself at the right."""
    if line.conflicts:
        said = ngettext("{count} conflict", "{count} conflicts", line.conflicts)
        return Status.CONFLICT, said.format(count=format_number(line.conflicts))
    if doubtful:
        return Status.LOOK, _("Double?")
    return None, ""


class PartnersList(Listing):
    """The column at the left; knows what the list is narrowed to."""

    def __init__(
        self,
        look: Look,
        workspace: Workspace,
        watch: DoublesWatch,
        parent: QWidget | None = None,
    ) -> None:
        self._workspace, self._watch = workspace, watch
        self.narrowed = Filter()
        self._everything: Sequence[Uid] | None = None  # kept, so that clearing a filter is instant
        self.table = RecordTable(
            COLUMNS,
            order=self._order,
            lines=lambda uids: workspace.ask(organisations.lines, uids),
            everything=lambda: workspace.ask(organisations.order),
        )
        rows = TwoLines(look, self._row, Marker(fold))
        super().__init__(look, RecordList(look, self.table, rows), parent)
        self.table.setParent(self)
        self.total = workspace.ask(identity.count, "organisations")
        self.new = Button(look, symbol="plus")
        self.more = Button(look, symbol="dots")
        self.doubles = Button(look, symbol="alert-triangle", bare=True, ink="look")
        self.country = FilterChip(
            look,
            lambda: _("Country"),
            lambda: workspace.ask(organisations.countries),
            words.country_word,
        )
        self.type = FilterChip(
            look,
            lambda: _("Type"),
            lambda: workspace.ask(organisations.types),
            lambda code: words.choice_word("organisation_type", code),
        )
        self.column.buttons.setSpacing(look.px(0.25))
        self.column.buttons.addWidget(self.more)
        self.column.buttons.addWidget(self.new)
        self.column.add_chips([self.country, self.type])
        self.column.add_aside(self.doubles)
        self.doubles.hide()
        self.retranslate()
        self.show_counts()

        self.column.filtered.connect(self._typed)
        self.column.nothing.cleared.connect(self.clear)
        self.country.chosen.connect(self._narrow)
        self.type.chosen.connect(self._narrow)
        watch.changed.connect(self._doubles_changed)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is left out."""
        return self.narrowed != Filter()

    @override
    def retranslate(self) -> None:
        self.column.title.setText(_("Partners"))
        self.list.setAccessibleName(_("Partners"))
        self.column.order.setText(_("Name"))
        self.new.setText(_("New"))
        self.new.setToolTip(_("New organisation"))
        self.more.setAccessibleName(_("More for the whole list"))
        self.more.setToolTip(_("More for the whole list"))
        self.country.retranslate()
        self.type.retranslate()
        self._say_doubles()
        self.list.viewport().update()
        self.show_counts()

    def clear(self) -> None:
        """Show everything again."""
        self.column.filter.field.clear()
        self.country.clear()
        self.type.clear()

    def reveal(self, uid: Uid) -> bool:
        """Choose a record, taking the filter off where it hides it."""
        if self.table.row(uid) is None and self.is_narrowed:
            self.clear()
            self._typed("")
        return self.list.choose(uid)

    @override
    def counted(self) -> str:
        said = ngettext("{count} organisation", "{count} organisations", self.total)
        return said.format(count=format_number(self.total))

    @override
    def refresh(self, changes: ChangeSet) -> None:
        self._everything = None
        if changes.everything:
            self.table.forget()
        elif changes.touches(
            "organisation", "same_as", "organisation_name", "organisation_contact"
        ):
            self.table.refresh(changes.touched.get("organisation", frozenset()))
        self.total = self._workspace.ask(identity.count, "organisations")
        self.show_counts()

    def _order(self) -> Sequence[Uid]:
        if self.is_narrowed:
            return self._workspace.ask(organisations.order, self.narrowed)
        if self._everything is None:
            self._everything = self._workspace.ask(organisations.order)
        return self._everything

    def _row(self, line: OrganisationLine) -> Row:
        status, word = state(line, doubtful=bool(self._watch.of(line.uid)))
        second = wording.what_it_is(line, country_code=True)
        return Row(line.name, second, wording.symbol(line.organisation_type), status, word)

    def _typed(self, text: str) -> None:
        self.list.rows.query = text if len(fold(text)) >= _FROM_LETTERS else ""
        self._narrow()

    def _narrow(self) -> None:
        narrowed = Filter(self.list.rows.query, self.country.code, self.type.code)
        if narrowed == self.narrowed:
            return
        self.narrowed = narrowed
        self.table.reload()
        self.show_counts()
        if self.list.uid is None:
            self.list.choose_first()

    def _doubles_changed(self) -> None:
        self._say_doubles()
        self.list.viewport().update()

    def _say_doubles(self) -> None:
        count = len(self._watch.pairs)
        said = ngettext("{count} pair looks alike", "{count} pairs look alike", count)
        self.doubles.setText(said.format(count=format_number(count)))
        self.doubles.setVisible(count > 0)
