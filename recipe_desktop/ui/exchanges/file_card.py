"""The card of what only the members involved see: words, and the documents in the file."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.i18n import _, format_bytes, format_day
from recipe_desktop.services import words
from recipe_desktop.services.attachments import Attachment
from recipe_desktop.services.exchanges import KIND, ExchangeCard
from recipe_desktop.services.words_exchange_cards import shown_value
from recipe_desktop.sync.kinds_of_files import kind_of
from recipe_desktop.ui.cards import Card, CardHead, Symbol
from recipe_desktop.ui.exchanges.documents import Documents
from recipe_desktop.ui.files.drops import dropped
from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.button_menu import ButtonMenu
from recipe_desktop.ui.look.buttons import Button, PaintedButton
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.view import Label

_ROW_UNITS: Final = 2.75


class FileCard(Card):
    """Motivation, assessment and documents; files that are dropped on it are added.

    An office that is not involved reads with whom the file lies, and is refused with a word.

    Args:
        documents: does what is wished with them.
    """

    def __init__(
        self, look: Look, card: ExchangeCard, documents: Documents, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, parent)
        self._exchange, self._documents = card.line.uid, documents
        self._is_ours = not card.keepers
        self.setAcceptDrops(True)
        self.body.addWidget(CardHead(look, _("File"), Symbol(look, "lock")))
        readers = words.file_words(card.readers, card.keepers, card.ended_by)
        self.body.addWidget(Label(look, readers, face="second", ink="text2", wrap=True))
        for name in ("motivation", "assessment", "documents"):
            value = shown_value(card, name)
            if value and name != "documents":
                self.body.addLayout(_words(look, words.field_label(KIND, name), value))
        self.add_button = Button(look, _("Add"), symbol="plus", small=True)
        self.add_button.setAccessibleName(_("Add a document"))
        self.add_button.setToolTip(_("Add a document, or drop files here"))
        self.rows = [DocumentRow(look, one, documents) for one in card.documents]
        if not self._is_ours:
            self.add_button.hide()
        if self._is_ours or self.rows:
            self._show_documents(shown_value(card, "documents"))
        self.add_button.clicked.connect(lambda: documents.choose(self._exchange))

    def _show_documents(self, note: str) -> None:
        look = self._look
        part = QVBoxLayout()
        part.setSpacing(0)
        head = QHBoxLayout()
        label = Label(look, words.field_label(KIND, "documents"), face="second", ink="text2")
        head.addWidget(label, 1)
        head.addWidget(self.add_button)
        part.addLayout(head)
        if note:
            part.addWidget(Label(look, note, wrap=True))
            part.addSpacing(look.px(0.3))
        for row in self.rows:
            part.addWidget(row)
        if not self.rows and self._is_ours:
            said = _("None yet. Drop files here, up to 20 MB each.")
            part.addWidget(Label(look, said, face="second", ink="text3", wrap=True))
        self.body.addLayout(part)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _to_add(dropped(event.mimeData())):
            event.acceptProposedAction()
            self._mark(on=self._is_ours)
        else:
            event.ignore()  # the window knows what to do with it

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._mark(on=False)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._mark(on=False)
        paths = dropped(event.mimeData())
        if _to_add(paths):
            event.acceptProposedAction()
            self._documents.add(self._exchange, paths)
        else:
            event.ignore()

    def _mark(self, *, on: bool) -> None:
        self.selected = on
        self.update()


class DocumentRow(QWidget):
    """A document, which opens when it is pressed, and what else can be done with it."""

    def __init__(self, look: Look, document: Attachment, documents: Documents) -> None:
        super().__init__()
        self._document, self._documents = document, documents
        self.name = DocumentButton(look, document)
        self.more = Button(look, symbol="dots", small=True, bare=True)
        self.more.setAccessibleName(_("More about {name}").format(name=document.name))
        self.more.setToolTip(_("More"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look.px(0.25))
        layout.addWidget(self.name, 1)
        layout.addWidget(self.more)
        self.name.clicked.connect(self._open)
        self.more.clicked.connect(self.open_menu)

    def open_menu(self) -> QMenu:
        """What can be done with the document."""
        menu = ButtonMenu(self.more)
        deeds: tuple[tuple[str, Callable[[Attachment], None], bool], ...] = (
            (_("Open"), self._documents.open, self._document.opens),
            (_("Save as…"), self._documents.save, True),
        )
        for word, do, suits in deeds:
            entry = menu.addAction(word, partial(do, self._document))
            entry.setEnabled(self._document.is_here and suits)
        menu.addSeparator()
        menu.addAction(_("Remove"), partial(self._documents.remove, self._document))
        return menu.open()

    def _open(self) -> None:
        if self._document.is_here and not self._document.opens:
            self._documents.save(self._document)
        else:
            self._documents.open(self._document)


class DocumentButton(PaintedButton):
    """The name of a document, and below it how large it is, by whom and of when."""

    def __init__(self, look: Look, document: Attachment, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._document = document
        self.second = second_line(document)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{document.name}, {self.second}")
        self.setToolTip(f"{document.name}\n{self.second}")

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._look.px(8), self._look.px(_ROW_UNITS))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        u, t, fonts = self._look.u, self._look.tokens, self._look.fonts
        whole, is_here = QRectF(self.rect()), self._document.is_here
        at = QPointF(0.6 * u, whole.center().y())
        symbol = "file-text" if is_here else "hourglass"
        draw.icon(painter, self._look, at, symbol, t.text2, size=18 / 16)
        left = 1.6 * u
        first = QRectF(left, 0.2 * u, whole.width() - left - 0.3 * u, 1.25 * u)
        ink = t.text if is_here else t.text2
        if self.underMouse() and is_here:
            ink = t.accent_ink
        draw.text(painter, first, self._document.name, fonts.action, ink)
        second = first.translated(0, 1.15 * u)
        draw.text(painter, second, self.second, fonts.second, t.text2)
        if self.ringed():
            draw.ring(painter, whole, t, 3 / 8 * u)
        painter.end()


def second_line(document: Attachment) -> str:
    """How large a document is, who added it and when; of one that has not come, that first."""
    made = format_day(document.created_at.astimezone().date()) if document.created_at else ""
    waits = "" if document.is_here else _("not here yet")
    parts = (waits, format_bytes(document.size_bytes), document.added_by, made)
    return ", ".join(part for part in parts if part)


def _words(look: Look, label: str, value: str) -> QVBoxLayout:
    part = QVBoxLayout()
    part.setSpacing(0)
    part.addWidget(Label(look, label, face="second", ink="text2"))
    part.addWidget(Label(look, value, wrap=True))
    return part


def _to_add(paths: list[Path]) -> bool:
    """Whether dropped files are documents, and not what the window itself takes in."""
    return bool(paths) and not any(map(kind_of, paths))
