"""The filters of exchanges: the same chips above the list and above the board."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from recipe_desktop.i18n import _
from recipe_desktop.services import exchanges
from recipe_desktop.services.exchanges import FilterChoices, Narrowed
from recipe_desktop.services.words import country_word, member_name
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.exchanges import wording
from recipe_desktop.ui.look.buttons import Chip
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.tables.filter_chip import FilterChip
from recipe_desktop.ui.view import Words


class Filters(QObject):
    """The chips and what they leave; ``changed`` tells that somebody chose otherwise."""

    changed = Signal(object)

    def __init__(self, look: Look, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._look, self._workspace = look, workspace
        self.narrowed = Narrowed()
        self._fields: dict[str, FilterChip] = {}
        self.ours = Chip(look)
        self.country = self._chip(
            "country", lambda: _("Visitor’s country"), lambda found: found.countries, country_word
        )
        self.category = self._chip(
            "category", lambda: _("Category"), lambda found: found.categories, wording.category
        )
        self.member = self._chip(
            "member", lambda: _("Partner"), lambda found: found.members, member_name
        )
        self.acts = self._chip(
            "acts", lambda: _("Must act"), lambda found: found.acting, member_name
        )
        self.finding = self._fields["finding"] = FilterChip(
            look,
            lambda: _("Open findings"),
            lambda: workspace.ask(exchanges.finding_choices),
            wording.severity,
        )
        self.retranslate()

        self.ours.clicked.connect(lambda: self._change(only_ours=not self.narrowed.only_ours))
        self.ours.cleared.connect(lambda: self._change(only_ours=False))
        for field, chip in self._fields.items():
            chip.chosen.connect(partial(self._choose, field))

    @property
    def chips(self) -> Sequence[Chip]:
        """The chips, in their order."""
        return (self.ours, *self._fields.values())

    def _chip(
        self,
        field: str,
        name: Words,
        values: Callable[[FilterChoices], Sequence[tuple[str, int]]],
        word: Callable[[str], str],
    ) -> FilterChip:
        """A chip for a field of ``Narrowed`` whose values occur among all exchanges."""

        def found() -> Sequence[tuple[str, int]]:
            return values(self._workspace.ask(exchanges.choices))

        self._fields[field] = FilterChip(self._look, name, found, word)
        return self._fields[field]

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

    def _choose(self, field: str, code: str) -> None:
        self._change(**{field: code})

    def _change(self, **chosen: str | bool) -> None:
        self.show_narrowed(replace(self.narrowed, **chosen))  # type: ignore[arg-type]
        self.changed.emit(self.narrowed)
