"""Who sees the file of an exchange, and choosing who shall."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.i18n import _
from recipe_desktop.services import words
from recipe_desktop.services.here import MEMBERS
from recipe_desktop.ui.dialogs.sheet import Sheet, foot_of
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.view import Label

_WIDE: Final = 30.0


class SharingSheet(Sheet):
    """Shows the five members, those ticked who see the file; gives the choice to ``then``.

    Args:
        own: code of the own member, which always sees it.
        readers: codes of those who see it now.
    """

    def __init__(
        self,
        look: Look,
        window: QWidget | None,
        own: str,
        readers: Sequence[str],
        then: Callable[[list[str]], None],
    ) -> None:
        super().__init__(look, window, wide=_WIDE)
        self._then, self._readers = then, set(readers)
        title = _("Who sees the file")
        self.setAccessibleName(title)
        self.boxes: dict[str, QCheckBox] = {}
        for code in MEMBERS:
            box = self.boxes[code] = QCheckBox(words.member_name(code).replace("&", "&&"))
            box.setAccessibleName(words.member_name(code))
            box.setChecked(code in readers or code == own)
            box.toggled.connect(self._show_confirm)
        self.boxes[own].setEnabled(False)
        self.boxes[own].setToolTip(_("Your own office always sees it"))
        self.cancel = Button(look, _("Cancel"))
        self.confirm = Button(look, _("Share with these"), primary=True)
        layout = QVBoxLayout(self.panel)
        edge = look.px(1.5)
        layout.setContentsMargins(edge, edge, edge, look.px(1.25))
        layout.setSpacing(look.px(0.5))
        layout.addWidget(Label(look, title, face="lead"))
        note = _(
            "Motivation, CV, documents and assessment go to the laptops of these members alone. "
            "Who is taken off loses the file with the next changes; copies made before may still "
            "exist."
        )
        layout.addWidget(Label(look, note, ink="text2", wrap=True))
        layout.addSpacing(look.px(0.2))
        for box in self.boxes.values():
            layout.addWidget(box)
        layout.addSpacing(look.px(0.4))
        layout.addLayout(foot_of(look, self.cancel, self.confirm))
        self._show_confirm()

        self.cancel.clicked.connect(self.reject)
        self.confirm.clicked.connect(self._confirm)

    @override
    def first_focus(self) -> QWidget:
        return next(box for box in self.boxes.values() if box.isEnabled())

    @property
    def chosen(self) -> list[str]:
        """The codes of those who shall see it."""
        return [code for code, box in self.boxes.items() if box.isChecked()]

    def _show_confirm(self) -> None:
        is_new = set(self.chosen) != self._readers
        self.confirm.setEnabled(is_new)
        self.confirm.setToolTip("" if is_new else _("These see it already"))

    def _confirm(self) -> None:
        chosen = self.chosen
        self.accept()
        self._then(chosen)
