"""Desk packs: each laptop of a desk gets a file with the people of the event, opened by a passphrase."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.signed_lists import shared_out
from recipe_desktop.i18n import _, format_instant, format_number, ngettext
from recipe_desktop.services import desk_plans, signed_lists, words
from recipe_desktop.services.desk_plans import DeskPlan
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.sync import packs
from recipe_desktop.ui.background.jobs import Progress
from recipe_desktop.ui.cards import Line
from recipe_desktop.ui.cards.news import News, Told
from recipe_desktop.ui.dialogs.dialog import ProgressPlace, copy_text
from recipe_desktop.ui.dialogs.sheet import Sheet, foot_of
from recipe_desktop.ui.files import choosing
from recipe_desktop.ui.layout.scrolling import scrolled
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.tokens import Status
from recipe_desktop.ui.surroundings import Surroundings
from recipe_desktop.ui.view import Label

_WIDE: Final = 50.0
_WAIT_MS: Final = 150
_LETTER_UNITS: Final = 3.0
_BOUND_UNITS: Final = 6.5
_MOST_ROWS_UNITS: Final = 16.0
_AROUND: Final = 27.0  # units of the window's height that are not the rows'


@dataclass
class DeskRow:
    """The fields of one desk, in one row."""

    plan: DeskPlan
    packed: QCheckBox
    letter: QLineEdit
    name: QLineEdit
    start: QLineEdit
    until: QLineEdit
    people: Label

    @property
    def wanted(self) -> DeskPlan:
        """The desk as it is written now."""
        return replace(
            self.plan,
            letter=self.letter.text().strip().upper(),
            name=self.name.text().strip(),
            surnames_from=self.start.text().strip(),
            surnames_until=self.until.text().strip(),
        )

    @property
    def fields(self) -> tuple[QLineEdit, QLineEdit, QLineEdit, QLineEdit]:
        """In the order in which one writes."""
        return self.letter, self.name, self.start, self.until


class DeskPacks(Sheet):
    """Names the desks, says whose surnames each gets, and writes a pack for every laptop."""

    def __init__(self, given: Surroundings, event: Uid) -> None:
        super().__init__(given.look, given.window(), wide=_WIDE)
        self._given, self._event = given, event
        look = given.look
        self._names = given.workspace.ask(desk_plans.family_names, event)
        self.rows: list[DeskRow] = []
        self.title = Label(look, _("Desk packs"), face="lead")
        self.add = Button(look, _("Add desk"), symbol="plus", small=True)
        self.divide = Button(look, _("Share out the surnames"), symbol="sort-a-z", small=True)
        self.secret = QLineEdit(packs.passphrase())
        self.fresh = Button(look, symbol="refresh")
        self.copy = Button(look, symbol="copy")
        self.folder = QLineEdit(str(choosing.documents_folder()))
        self.choose = Button(look, _("Choose"))
        self.doubt = News(look)
        self.progress = ProgressPlace(look)
        self.news = News(look)
        self.show_folder = Button(look, _("Open the folder"))
        self.close_button = Button(look, _("Cancel"))
        self.write = Button(look, symbol="device-laptop", primary=True)
        self._grid, self._rows = QGridLayout(), QWidget()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WAIT_MS)
        self._lay_out()
        for plan in self._first_plans():
            self._add_row(plan)
        if not any(row.plan.has_range for row in self.rows):
            self.share_out()
        self.setWindowTitle(self.title.words)
        self.setAccessibleName(self.title.words)
        self._changed()
        self._count()

        self.news.changed.connect(self.place)
        self.doubt.changed.connect(self.place)
        self.secret.editingFinished.connect(self._tell_doubt)
        self.add.clicked.connect(self.add_desk)
        self.divide.clicked.connect(self.share_out)
        self.fresh.clicked.connect(lambda: self.secret.setText(packs.passphrase()))
        self.copy.clicked.connect(lambda: copy_text(self.secret.text()))
        self.secret.textChanged.connect(self._changed)
        self.folder.textChanged.connect(self._changed)
        self.choose.clicked.connect(self._choose_folder)
        self.show_folder.clicked.connect(self._open_folder)
        self.close_button.clicked.connect(self.reject)
        self.write.clicked.connect(self.write_packs)
        self._wait.timeout.connect(self._count)

    @override
    def first_focus(self) -> QWidget:
        return self.rows[0].letter if self.write.isVisible() else self.close_button

    def add_desk(self) -> DeskRow:
        """One more desk, with the next letter."""
        row = self._add_row(
            DeskPlan(None, desk_plans.next_letter([r.letter.text() for r in self.rows]))
        )
        self._changed()
        row.name.setFocus(Qt.FocusReason.OtherFocusReason)
        return row

    def share_out(self) -> None:
        """Give each desk about as many people as the others."""
        spans = shared_out(self._names, len(self.rows)) if len(self.rows) > 1 else ()
        for place, row in enumerate(self.rows):
            start, until = spans[place] if place < len(spans) else ("", "")
            row.start.setText(start)
            row.until.setText(until)

    def write_packs(self) -> None:
        """Write a pack for each desk that is ticked, beside the window's work."""
        wanted = [row.wanted for row in self.rows]
        ticked = [place for place, row in enumerate(self.rows) if row.packed.isChecked()]
        uids = self._given.workspace.do(desk_plans.arrange, self._event, wanted)
        for row, uid, plan in zip(self.rows, uids, wanted, strict=True):
            row.plan = replace(plan, uid=uid)
        letters = [wanted[place].letter for place in ticked]
        work = partial(
            _write_packs,
            self._given.workspace,
            self._event,
            letters,
            Path(self.folder.text().strip()).expanduser(),
            self.secret.text().strip(),
        )
        self.news.clear()  # of what was refused before
        self.write.setEnabled(False)
        self.write.setToolTip(_("The packs are being written"))
        job = self._given.jobs.start(work, writes=True)
        self.progress.follow(job)
        self.finished.connect(job.cancel)
        job.succeeded.connect(self._written)
        job.cancelled.connect(self._changed)
        job.on_failure(self._failed)

    def _written(self, made: Sequence[packs.Packed]) -> None:
        self.news.tell(Status.OK, partial(_told, len(made)))
        for widget in (self._area, self.add, self.divide, self.choose, self.fresh, self.write):
            widget.hide()
        for field in (self.secret, self.folder):
            field.setReadOnly(True)
        self.show_folder.show()
        self.close_button.setText(_("Done"))
        self.close_button.setDefault(True)
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.place()

    def _failed(self, error: BaseException) -> None:
        self._changed()
        self.news.refuse(error)

    # -- rows -------------------------------------------------------------------------------

    def _first_plans(self) -> list[DeskPlan]:
        """The desks that are there; for an event without any the two that most begin with."""
        there = self._given.workspace.ask(desk_plans.plans, self._event)
        return there or [DeskPlan(None, letter) for letter in ("A", "B")]

    def _add_row(self, plan: DeskPlan) -> DeskRow:
        look = self.look
        row = DeskRow(
            plan,
            QCheckBox(),
            QLineEdit(plan.letter),
            QLineEdit(plan.name),
            QLineEdit(plan.surnames_from),
            QLineEdit(plan.surnames_until),
            Label(look, face="second", ink="text2"),
        )
        row.packed.setChecked(True)
        row.letter.setMaxLength(2)
        row.letter.setFixedWidth(look.px(_LETTER_UNITS))
        for field in (row.start, row.until):
            field.setFixedWidth(look.px(_BOUND_UNITS))
        row.name.setPlaceholderText(_("such as Main entrance"))
        row.start.setPlaceholderText(_("beginning"))
        row.until.setPlaceholderText(_("end"))
        place = len(self.rows) + 1
        for column, widget in enumerate((row.packed, *row.fields, row.people)):
            self._grid.addWidget(widget, place, column)
            widget.show()  # at once, so that it can take the focus
        if plan.packed_at is not None:
            said = _("Last pack: {time}").format(time=format_instant(plan.packed_at, None, "short"))
            row.packed.setToolTip(said)
        self.rows.append(row)
        self._name_row(row)
        row.packed.toggled.connect(self._changed)
        row.letter.textChanged.connect(partial(self._name_row, row))
        for line in row.fields:
            line.textChanged.connect(self._changed)
        self._fit_rows()
        self.place()
        return row

    def _name_row(self, row: DeskRow, _text: str = "") -> None:
        """Names for a screen reader, which has no head of the column."""
        letter = row.letter.text().strip().upper() or _("without a letter")
        row.packed.setAccessibleName(_("Pack for desk {letter}").format(letter=letter))
        for field, said in zip(row.fields, _heads()[1:], strict=False):
            field.setAccessibleName(_("{field}, desk {letter}").format(field=said, letter=letter))

    def _changed(self) -> None:
        count = sum(row.packed.isChecked() for row in self.rows)
        said = ngettext("Write {count} pack", "Write {count} packs", count)
        self.write.setText(said.format(count=format_number(count)))
        why = self._why_not(count)
        self.write.setEnabled(not why)
        self.write.setToolTip(why)
        self._tell_doubt()
        self._wait.start()

    def _why_not(self, count: int) -> str:
        """What stands against writing so many packs."""
        secret = self.secret.text().strip()
        if not count:
            return _("Tick a desk first")
        if not secret:
            return _("It needs a passphrase")
        if not self.folder.text().strip():
            return _("It needs a folder")
        return self._wrong_letters() or self._short_secret()

    def _tell_doubt(self) -> None:
        """Say what cannot stay so; of a passphrase when it is written, not at its first letter."""
        said = self._wrong_letters() or ("" if self.secret.hasFocus() else self._short_secret())
        if said:
            self.doubt.tell(Status.LOOK, lambda: Told(said))
        elif not self.doubt.isHidden():
            self.doubt.clear()

    def _wrong_letters(self) -> str:
        letters = [row.wanted.letter for row in self.rows]
        if "" in letters:
            return _("Every desk needs a letter: it stands on badges and lists.")
        twice = next((one for one in letters if letters.count(one) > 1), "")
        said = _("Two desks have the letter {letter}. Give one of them another.")
        return said.format(letter=twice) if twice else ""

    def _short_secret(self) -> str:
        if not 0 < len(self.secret.text().strip()) < packs.SHORTEST_PASSPHRASE:
            return ""
        said = _("The passphrase needs {count} letters or more: who finds a file can try for long.")
        return said.format(count=format_number(packs.SHORTEST_PASSPHRASE))

    def _count(self) -> None:
        """How many people each desk expects."""
        counts = desk_plans.people_of(self._names, [row.wanted for row in self.rows])
        for row, count in zip(self.rows, counts, strict=True):
            people = ngettext("{count} person", "{count} people", count or 0)
            said = people.format(count=format_number(count or 0))
            row.people.setText(said if count is not None else _("anybody"))

    # -- places -----------------------------------------------------------------------------

    def _choose_folder(self) -> None:
        choosing.choose_folder(
            self.window(),
            _("Where shall the packs be?"),
            lambda path: self.folder.setText(str(path)),
        )

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self.folder.text()))

    def _fit_rows(self) -> None:
        window = self.parentWidget()
        room = window.height() / self.look.u - _AROUND if window is not None else _MOST_ROWS_UNITS
        most = self.look.px(max(6.0, min(_MOST_ROWS_UNITS, room)))
        self._area.setFixedHeight(min(self._rows.sizeHint().height(), most))

    def _lay_out(self) -> None:
        look = self.look
        self.secret.setFont(look.fonts.strong.font)
        self.secret.setAccessibleName(_("Passphrase"))
        self.folder.setAccessibleName(_("Folder"))
        for button, said in (
            (self.fresh, _("Another passphrase")),
            (self.copy, _("Copy the passphrase")),
        ):
            button.setAccessibleName(said)
            button.setToolTip(said)
        self._grid.setContentsMargins(0, 0, look.px(0.5), 0)
        self._grid.setHorizontalSpacing(look.px(0.6))
        self._grid.setVerticalSpacing(look.px(0.4))
        self._grid.setColumnStretch(2, 1)
        self._grid.setColumnMinimumWidth(5, look.px(6.5))
        for column, said in enumerate(_heads()):
            self._grid.addWidget(Label(look, said, face="second", ink="text2"), 0, column)
        self._rows.setLayout(self._grid)
        self._area = scrolled(self._rows)
        orders = QHBoxLayout()
        orders.addWidget(self.add)
        orders.addWidget(self.divide)
        orders.addStretch()
        self.show_folder.hide()
        layout = QVBoxLayout(self.panel)
        edge = look.px(1.5)
        layout.setContentsMargins(edge, look.px(1.25), edge, look.px(1.25))
        layout.setSpacing(look.px(0.6))
        layout.addWidget(self.title)
        what = _(
            "Every laptop at the entrance gets a file of its own with the people of this event. It works without any network, and what it writes comes back as a file."
        )
        layout.addWidget(Label(look, what, ink="text2", wrap=True))
        if not self._given.workspace.ask(signed_lists.is_printed, self._event):
            layout.addWidget(Label(look, words.print_first(), ink="text2", wrap=True))
        layout.addWidget(self._area)
        layout.addLayout(orders)
        layout.addWidget(Line(look))
        layout.addLayout(self._places())
        layout.addWidget(self.doubt)
        layout.addWidget(self.progress)
        layout.addWidget(self.news)
        layout.addSpacing(look.px(0.6))
        layout.addLayout(foot_of(look, self.close_button, self.write, left=self.show_folder))

    def _places(self) -> QGridLayout:
        """The fields for passphrase and folder."""
        look = self.look
        fields = QGridLayout()
        fields.setHorizontalSpacing(look.px(0.6))
        fields.setVerticalSpacing(look.px(0.4))
        for place, (word, field, buttons) in enumerate(
            (
                (_("&Passphrase"), self.secret, (self.copy, self.fresh)),
                (_("&Folder"), self.folder, (self.choose,)),
            )
        ):
            label = Label(look, word, ink="text2")
            label.setBuddy(field)
            beside = QHBoxLayout()
            beside.setSpacing(look.px(0.4))
            for button in buttons:
                beside.addWidget(button)
            beside.insertStretch(1)
            fields.addWidget(label, place, 0)
            fields.addWidget(field, place, 1)
            fields.addLayout(beside, place, 2)  # a column of its own: both fields end at one line
        fields.setColumnStretch(1, 1)
        return fields


def _told(count: int) -> Told:
    said = ngettext("{count} pack is written", "{count} packs are written", count)
    second = _("Give each laptop its file, and tell the passphrase another way than with the file.")
    return Told(said.format(count=format_number(count)), second)


def _heads() -> tuple[str, ...]:
    return _("Pack"), _("Desk"), _("Name"), _("Surnames from"), _("until"), _("Expected")


def _write_packs(
    workspace: Workspace,
    event: Uid,
    letters: Sequence[str],
    folder: Path,
    secret: str,
    progress: Progress,
) -> list[packs.Packed]:
    if not folder.is_dir():
        raise UserError("store.no_folder", folder=str(folder))
    made = []
    for place, letter in enumerate(letters):
        progress.step(place, len(letters), _("Desk {desk}").format(desk=letter))
        name = workspace.ask(packs.file_name, event, letter)
        made.append(packs.pack(workspace, event, folder / name, secret, letter))
    return made
