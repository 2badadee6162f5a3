"""A form without a Save button: every field is saved when it is left."""

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.services.writer import Writer
from recipe_desktop.ui.forms.field_row import (
    LABEL_UNITS,
    WIDEST_LABEL_UNITS,
    FieldRow,
    Refusal,
    Save,
)
from recipe_desktop.ui.forms.fields import Field
from recipe_desktop.ui.forms.left_words import KeepsWords, LeftWords, WayBack, called
from recipe_desktop.ui.forms.meanwhile import WrittenBy, nobody_known
from recipe_desktop.ui.forms.writing import Draft
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.view import View


class Form(View):
    """Fields one below the other, each edited where it stands and saved when it is left.

    Args:
        fields: in order.
        save: takes a name and a value, such as a use case; a ``UserError`` is shown at the field.
        refusal: the sentence for a refusal.
        written_by: names who wrote what came while somebody else was writing.

    ``record`` is kind and uid of what the window shows for it. So is ``entry`` of what hangs on
    that; it is ``wanted`` again by its uid, an empty one if it is yet to be made.
    """

    wanted = Signal(str)

    def __init__(
        self,
        look: Look,
        fields: Sequence[Field],
        save: Save,
        refusal: Refusal,
        parent: QWidget | None = None,
        *,
        written_by: WrittenBy = nobody_known,
    ) -> None:
        super().__init__(look, parent)
        self._written_by = written_by
        self.beside: tuple[Form, ...] = (self,)
        self.widest = WIDEST_LABEL_UNITS
        self.record: tuple[str, str] | None = None
        self.entry: tuple[str, str] | None = None
        self._called = ""
        self.rows = {
            field.name: FieldRow(look, field, save, refusal, self._author, self) for field in fields
        }
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for row in self.rows.values():
            layout.addWidget(row)
            row.going.connect(self.forget)
        align(self)

    def show_record(
        self,
        kind: str,
        uid: str,
        values: Mapping[str, Any],
        notes: Mapping[str, str] | None = None,
    ) -> None:
        """Show a record; what was not saved in another one before is given up, and told.

        Args:
            notes: stand in small beside values, such as the date of a figure.
        """
        is_other = self.record != (kind, uid)
        if is_other:
            self.forget()
            self.record = kind, uid
        self.show_values(values, notes, is_other=is_other)

    def show_values(
        self,
        values: Mapping[str, Any],
        notes: Mapping[str, str] | None = None,
        *,
        is_other: bool = False,
    ) -> None:
        """Show what the record has now.

        Args:
            is_other: whether it is another record than before.
        """
        self._called = called(values)
        for name, row in self.rows.items():
            row.show_value(values.get(name), (notes or {}).get(name, ""), is_other=is_other)

    @property
    def unsaved(self) -> Sequence[FieldRow]:
        """The fields with something that is not saved."""
        return [row for row in self.rows.values() if row.is_unsaved]

    def forget(self, unsaved: Collection[str] = (), reason: str = "") -> None:
        """Give up what is not saved; the window keeps the words until somebody has read them.

        Args:
            unsaved: fields of a record that is yet to be made, which were taken but not saved.
            reason: why they were not.
        """
        left = {n: row for n, row in self.rows.items() if row.is_unsaved or n in unsaved}
        said = [(row.field.label().replace("&", ""), row.words) for row in left.values()]
        reasons = dict.fromkeys([row.reason for row in left.values()] + [reason])
        is_gone = any(row.lost_record for row in left.values())
        drafts = {name: row.draft for name, row in left.items()}
        back = None
        if self.record is not None and not is_gone:
            take_up = partial(self._take_up, self.record, self.entry, drafts)
            back = WayBack(*self.record, self.entry, self, take_up)
        for row in self.rows.values():
            row.forget()
        window = self.window()
        if said and isinstance(window, KeepsWords):
            told = tuple(filter(None, reasons))
            window.keep_words(LeftWords(self._called, said, told, back))

    def _author(self, name: str) -> Writer:
        return self._written_by(self.record, name)

    def _take_up(
        self,
        record: tuple[str, str],
        entry: tuple[str, str] | None,
        drafts: Mapping[str, Draft],
        shown: str,
    ) -> FieldRow | None:
        """Go on with what was given up, if its record is shown again; gives the first field."""
        if entry is not None:
            self.wanted.emit(entry[1])
            if not entry[1]:
                record = record[0], shown
        if (self.record, self.entry) != (record, entry):
            return None
        if any(self.rows[name].isHidden() for name in drafts):
            return None  # not a field of this record any more
        if any(self.rows[name].is_unsaved for name in drafts):
            self.forget()  # other words came to stand there meanwhile
        for name, draft in drafts.items():
            self.rows[name].take_up(draft)
        return next((self.rows[name] for name in drafts), None)

    @override
    def retranslate(self) -> None:
        for row in self.rows.values():
            row.retranslate()
        self.measure()

    @override
    def measure(self) -> None:
        align(*self.beside, widest=self.widest)


def align(*forms: Form, widest: float = WIDEST_LABEL_UNITS) -> None:
    """Give forms that stand together one column of labels, as wide as the widest needs.

    Args:
        widest: what the labels may take at most, in units; more where the pane is never narrow.
    """
    for form in forms:
        # Each of them hears alone that the text has another size, or another language.
        form.beside, form.widest = forms, widest
    rows = [row for form in forms for row in form.rows.values()]
    wide = max((row.wanted_label() for row in rows), default=LABEL_UNITS)
    for row in rows:
        row.label_units = min(max(LABEL_UNITS, wide), widest)
        row.measure()
