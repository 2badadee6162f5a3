"""The shared folders: which they are, when they were looked at, and what is the matter with one."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.i18n import _, format_list, format_number, ngettext
from recipe_desktop.services import words
from recipe_desktop.ui.background.shared_folders import Looked
from recipe_desktop.ui.cards import Card, CardHead, Line
from recipe_desktop.ui.cards.lines import Remark
from recipe_desktop.ui.files import choosing
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.tokens import Status
from recipe_desktop.ui.near_days import when
from recipe_desktop.ui.surroundings import Surroundings
from recipe_desktop.ui.view import Label, View

_NAMED: Final = 3  # files in a sentence


class FolderCard(Card):
    """Chooses folders and shows how each was found.

    ``shown`` asks to see what files would bring that could not be taken in.
    """

    shown = Signal(list)

    def __init__(self, given: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(given.look, parent)
        self._given = given
        look = given.look
        self._head = CardHead(look)
        self._why = Label(look, ink="text2", wrap=True)
        self.lines: dict[Path, FolderLine] = {}
        self._places = QVBoxLayout()
        self._places.setSpacing(look.px(0.6))
        self.choose = Button(look, symbol="folder")
        self.body.addWidget(self._head)
        self.body.addWidget(self._why)
        self.body.addLayout(self._places)
        self.body.addSpacing(look.px(0.3))
        self.body.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        self.choose.clicked.connect(self._choose)
        given.folders.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show how things stand, in the language of the moment."""
        known = self._given.folders.now
        self._head.title.setText(_("Shared folder") if len(known) < 2 else _("Shared folders"))
        self._why.setText(
            _(
                "A folder that your colleagues reach, too: on a network drive, in a cloud, or on a stick. What they write there comes in by itself, and what they lack is written."
            )
        )
        self._why.setVisible(not known)
        self.choose.setText(_("Choose a folder") if not known else _("Another folder"))
        for path in self.lines.keys() - {one.path for one in known}:
            gone = self.lines.pop(path)
            gone.hide()
            gone.deleteLater()
        for one in known:
            if one.path not in self.lines:
                self.lines[one.path] = self._line(one.path)
            self.lines[one.path].show_folder(one)

    def _line(self, path: Path) -> "FolderLine":
        line = FolderLine(self._given, path)
        line.leave.clicked.connect(partial(self._given.folders.leave, path))
        line.show_files.clicked.connect(partial(self._show_files, path))
        self._places.addWidget(line)
        return line

    def _choose(self) -> None:
        title = _("Choose a folder that others reach, too")
        choosing.choose_folder(self._given.window(), title, self._given.folders.choose)

    def _show_files(self, path: Path) -> None:
        self.shown.emit([path / name for name in self.lines[path].unusable])


class FolderLine(View):
    """One folder: its name, how it was found, and what can be done about it."""

    def __init__(self, given: Surroundings, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(given.look, parent)
        self._given, self._path = given, path
        look = given.look
        self.unusable: tuple[str, ...] = ()
        self.name = Label(look, path.name or str(path), face="action")
        self.name.setToolTip(str(path))
        self.found = Label(look, face="second", ink="text2", wrap=True)
        self.doubt = Remark(look, "alert-triangle", status=Status.LOOK)
        self.look_now = Button(look, symbol="refresh", bare=True, small=True)
        self.show_files = Button(look, bare=True, small=True)
        self.leave = Button(look, symbol="x", bare=True, small=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look.px(0.35))
        layout.addWidget(Line(look))
        layout.addWidget(self.name)
        layout.addWidget(self.found)
        layout.addWidget(self.doubt)
        buttons = QHBoxLayout()
        buttons.setSpacing(look.px(0.25))
        for button in (self.look_now, self.leave, self.show_files):
            buttons.addWidget(button)
        buttons.addStretch()
        layout.addLayout(buttons)
        self.look_now.clicked.connect(given.folders.look)

    @override
    def retranslate(self) -> None:
        for one in self._given.folders.now:
            if one.path == self._path:
                self.show_folder(one)

    def show_folder(self, looked: Looked) -> None:
        """Show how the folder was found."""
        self.unusable = looked.unusable
        self.look_now.setText(_("Look now"))
        self.leave.setText(_("Stop using it"))
        self.show_files.setText(_("Show why"))
        self.show_files.setVisible(bool(self.unusable))
        found = " ".join(_found(looked))
        self.found.setText(found)
        self.found.setVisible(bool(found))
        doubt = _doubt(looked)
        self.doubt.setVisible(bool(doubt))
        self.doubt.words.setText(doubt)


def _found(looked: Looked) -> Iterator[str]:
    if looked.at is None and looked.problem is None:
        yield _("It is looked at in a moment.")
    elif looked.at is not None:
        yield _("Looked at {when}.").format(when=when(looked.at))
    visit = looked.visit
    if visit is None or looked.visited_at is None:
        return
    news = []
    if n := visit.receipt.operations:
        said = ngettext("{count} change came in", "{count} changes came in", n)
        news.append(said.format(count=format_number(n)))
    if n := visit.sent.operations if visit.sent else 0:
        said = ngettext("{count} change was written", "{count} changes were written", n)
        news.append(said.format(count=format_number(n)))
    if news:
        said = _("Last news {when}: {what}.")
        yield said.format(when=when(looked.visited_at), what=format_list(news))
    if count := visit.arriving:
        said = ngettext(
            "{count} file is still on its way.", "{count} files are still on their way.", count
        )
        yield said.format(count=format_number(count))


def _doubt(looked: Looked) -> str:
    """What is the matter, if anything is."""
    if looked.problem is not None:
        if looked.problem.code == "folder.unreadable":
            return _("It cannot be reached now, and is looked at again when it is there.")
        return words.one_line(looked.problem)
    if files := looked.unusable:
        said = ngettext(
            "{count} file in it cannot be used: {names}",
            "{count} files in it cannot be used: {names}",
            len(files),
        )
        names = list(files[:_NAMED])
        if more := len(files) - _NAMED if len(files) > _NAMED else 0:
            names.append(_("{count} more").format(count=format_number(more)))
        return said.format(count=format_number(len(files)), names=format_list(names))
    if looked.visit is not None and looked.visit.is_unread:
        return words.unread_folder()
    return ""
