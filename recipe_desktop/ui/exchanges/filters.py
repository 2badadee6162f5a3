"""The filters of exchanges: the same chips above the list and above the board."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from recipe_desktop.i18n import _
from recipe_desktop.services import exchanges, words
from recipe_desktop.services.exchanges import Narrowed
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.look.buttons import Chip
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.tables.filter_chip import FilterChip


class Filters(QObject):
    """Five chips and what they leave; ``changed`` tells that somebody chose otherwise."""

    changed = Signal(object)

    def __init__(self, look: Look, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self.narrowed = Narrowed()
        self.ours = Chip(look)
        self.country = FilterChip(
            look,
            lambda: _("Visitor's country"),
            lambda: workspace.ask(exchanges.choices).countries,
            words.country_word,
        )
        self.category = FilterChip(
            look,
            lambda: _("Category"),
            lambda: workspace.ask(exchanges.choices).categories,
            lambda code: words.choice_word("exchange_category", code),
        )
        self.member = FilterChip(
            look,
            lambda: _("Partner"),
            lambda: workspace.ask(exchanges.choices).members,
            words.member_name,
        )
        self.acts = FilterChip(
            look,
            lambda: _("Must act"),
            lambda: workspace.ask(exchanges.choices).acting,
            words.member_name,
        )
        self.retranslate()

        self.ours.clicked.connect(lambda: self._change(only_ours=not self.narrowed.only_ours))
        self.ours.cleared.connect(lambda: self._change(only_ours=False))
        self.country.chosen.connect(lambda code: self._change(country=code))
        self.category.chosen.connect(lambda code: self._change(category=code))
        self.member.chosen.connect(lambda code: self._change(member=code))
        self.acts.chosen.connect(lambda code: self._change(acts=code))

    @property
    def chips(self) -> Sequence[Chip]:
        """The chips, in their order."""
        return (self.ours, *self._fields.values())

    @property
    def _fields(self) -> dict[str, FilterChip]:
        return {
            "country": self.country,
            "category": self.category,
            "member": self.member,
            "acts": self.acts,
        }

    def retranslate(self) -> None:
        """Set the texts anew."""
        self.ours.setText(_("Mine to act"))
        self.show_narrowed(self.narrowed)

    def show_narrowed(self, narrowed: Narrowed) -> None:
        """Show what was chosen elsewhere; nobody is told."""
        self.narrowed = narrowed
        self.ours.show_value(_("Mine to act") if narrowed.only_ours else "")
        for name, chip in self._fields.items():
            chip.show_choice(getattr(narrowed, name))

    def _change(self, **chosen: str | bool) -> None:
        self.show_narrowed(replace(self.narrowed, **chosen))  # type: ignore[arg-type]
        self.changed.emit(self.narrowed)
