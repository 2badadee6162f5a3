"""The row with the project's emblem: how it looks on paper, and what can be done with it."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.domain.attachments import MAX_BYTES
from recipe_desktop.domain.ids import Uid
from recipe_desktop.formats.files import read_bytes
from recipe_desktop.i18n import _
from recipe_desktop.services import emblems, words
from recipe_desktop.services.attachments import Attachment, ContentSource
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.background.jobs import Progress
from recipe_desktop.ui.files import choosing
from recipe_desktop.ui.forms.field_row import SIDE
from recipe_desktop.ui.keyboard.moving import move_keyboard
from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.surroundings import Surroundings
from recipe_desktop.ui.view import Label, View

_HIGH_UNITS: Final = 4.0
_MARGIN_UNITS: Final = 0.5  # of the paper around the picture
_TEXT_UNITS: Final = 0.45  # from the edge of a field to its words


class EmblemRow(View):
    """The emblem of the project that is shown, below the texts that stand beside it on paper."""

    def __init__(self, given: Surroundings) -> None:
        super().__init__(given.look)
        look, self._given = given.look, given
        self._project: Uid | None = None
        self._shown: tuple[str, bool] | None = None
        self._emblem: Attachment | None = None
        self.label = Label(look, ink="text2")
        self.picture = EmblemPicture(look)
        self.said = Label(look, face="second", ink="text2", wrap=True)
        self.choose = Button(look, small=True)
        self.remove = Button(look, small=True, bare=True)
        self.label.setBuddy(self.choose)
        self._lay_out()
        self.measure()
        self.retranslate()

        self.choose.clicked.connect(self._ask_for_file)
        self.remove.clicked.connect(self._remove)

    @override
    def retranslate(self) -> None:
        self.label.setText(words.field_label(emblems.KIND, emblems.FIELD))
        self.choose.setText(_("Choose"))
        self.choose.setAccessibleName(_("Choose an emblem"))
        self.choose.setToolTip(_("PNG or JPEG, up to 1 MB"))
        self.remove.setText(_("Remove"))
        self.remove.setAccessibleName(_("Remove the emblem"))
        self._say()

    @override
    def measure(self) -> None:
        side = self.look.px(SIDE)
        self._line.setContentsMargins(side, 0, self.look.px(1.75), 0)
        self._column.setContentsMargins(self.look.px(_TEXT_UNITS), self.look.px(0.3), 0, 0)
        self._column.setSpacing(self.look.px(0.35))
        self._buttons.setSpacing(self.look.px(0.25))
        self.label.setFixedHeight(self.look.px(1.75))

    def fit(self, label_width: int) -> None:
        """Take as much room for the label as the fields above."""
        self.label.setFixedWidth(label_width)

    def show_emblem(self, project: Uid) -> None:
        """Show what a project has now."""
        workspace = self._given.workspace
        self._project = project
        self._emblem = found = workspace.ask(emblems.of_project, project)
        shown = None if found is None else (found.sha256, found.is_here)
        if shown != self._shown:
            self._shown = shown
            self.picture.show_content(workspace.ask(emblems.content, project))
        if found is None:
            move_keyboard(self.remove, self.choose)
        self.remove.setVisible(found is not None)
        self._say()

    def _say(self) -> None:
        name = "" if self._emblem is None else self._emblem.name
        if self._emblem is None:
            said = _("None yet: every report says so before it is printed.")
        elif not self._emblem.is_here:
            said = ", ".join((name, _("not here yet")))
        else:
            said = name
        self.said.setText(said)
        self.picture.setAccessibleName(_("Emblem: {name}").format(name=name))
        self.picture.setToolTip(name)

    def _ask_for_file(self) -> None:
        kinds = _("Pictures") + f" ({' '.join(f'*.{ending}' for ending in emblems.ENDINGS)})"
        choosing.open_file(self._given.window(), _("Choose an emblem"), kinds, self.take)

    def take(self, path: Path) -> None:
        """Have the picture of a file be the emblem."""
        if self._project is not None:
            work = partial(_put, self._given.workspace, self._project, path)
            self._given.jobs.start(work, writes=True)

    def _remove(self) -> None:
        if self._project is not None:
            self._given.workspace.do(emblems.remove, self._project)

    def _lay_out(self) -> None:
        self._line = QHBoxLayout(self)
        self._line.setSpacing(0)
        self._column, self._buttons = QVBoxLayout(), QHBoxLayout()
        self._buttons.addWidget(self.choose)
        self._buttons.addWidget(self.remove)
        self._buttons.addStretch()
        for part in (self.picture, self.said):
            self._column.addWidget(part)
        self._column.addLayout(self._buttons)
        self._line.addWidget(self.label, 0, Qt.AlignmentFlag.AlignTop)
        self._line.addLayout(self._column, 1)


class EmblemPicture(QWidget):
    """A picture on white paper, whatever the theme: an emblem may be of dark letters alone."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._whole, self._fitted = look, QImage(), QImage()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()  # until there is something to be seen
        look.changed.connect(self._measure_anew)

    def show_content(self, content: bytes) -> None:
        """Show the picture that a file holds; nothing where it holds none."""
        self._whole = QImage.fromData(QByteArray(content)) if content else QImage()
        self.setVisible(not self._whole.isNull())
        self._measure_anew()

    def _measure_anew(self) -> None:
        self._fitted = QImage()
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        if self._whole.isNull():
            return QSize(0, 0)
        high, around = self._look.px(_HIGH_UNITS), 2 * self._look.px(_MARGIN_UNITS)
        wide = round(high * self._whole.width() / self._whole.height())
        return QSize(wide + around, high + around)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        t, around = self._look.tokens, self._look.px(_MARGIN_UNITS)
        paper = QRectF(self.rect())
        line, radius = t.control_line, 3 / 16 * self._look.u
        draw.box(painter, paper, fill=QColor(Qt.GlobalColor.white), line=line, radius=radius)
        painter.drawImage(paper.adjusted(around, around, -around, -around), self._scaled())
        painter.end()

    def _scaled(self) -> QImage:
        """The picture as large as it is seen; scaled while painting it would get rough."""
        ratio, around = self.devicePixelRatioF(), 2 * self._look.px(_MARGIN_UNITS)
        size = (self.size() - QSize(around, around)) * ratio
        if self._fitted.size() != size:
            self._fitted = self._whole.scaled(
                size,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        return self._fitted


def _put(workspace: Workspace, project: Uid, path: Path, _progress: Progress) -> None:
    given = ContentSource(path.name, read_bytes(path, MAX_BYTES))
    workspace.do(emblems.put, project, given)
