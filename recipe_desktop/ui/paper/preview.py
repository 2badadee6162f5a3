"""The preview of a document: what will be on the paper, page below page."""

from bisect import bisect_right
from itertools import accumulate

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.i18n import _, format_number, format_percent
from recipe_desktop.reports.display_list import Document, Link, Page, Target
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.paper.painter import PaperPainter
from recipe_desktop.ui.view import Label, View

_GAP = 16  # logical pixels between pages and around them
_STEPS = (0.25, 0.33, 0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
_WIDEST_FIT = 2.0  # on a wide screen one would see less and less of a page
_SAME = 1e-6
_KEPT_PAGES = 8


class PageArea(QAbstractScrollArea):
    """Pages below each other; only those in sight are put together and painted.

    Keys: Page Up and Page Down turn a page, Home and End lead to the first and the last, plus and
    minus change the size, 0 fits the width. A click follows a link of the contents.
    """

    page_changed = Signal(int)
    zoom_changed = Signal(float)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._paper = PaperPainter()
        self._kept: dict[int, Page] = {}
        self._zoom = 1.0
        self._fits = True
        self._current = 0
        self._tops: list[float] = []
        self._widest = 1.0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._measure()

    @property
    def document(self) -> Document:
        """What is shown."""
        return self._document

    @property
    def current_page(self) -> int:
        """The page that is being read, from zero."""
        return self._current

    @property
    def zoom(self) -> float:
        """The size against that of the paper; 1 is as large as in print."""
        return self._zoom

    def show_document(self, document: Document) -> None:
        """Show another document, or the same one laid out anew; the place is kept."""
        self._document = document
        self._kept.clear()
        self._measure()
        self.go_to(min(self._current, len(document.pages) - 1))

    def go_to(self, page: int, y: float = 0.0) -> None:
        """Scroll to a page, or to a height on it in points."""
        page = max(0, min(page, len(self._tops) - 1))
        top = self._tops[page] + y * self._scale() - _GAP / 2
        self.verticalScrollBar().setValue(round(top))
        self._read(page)  # also where the last pages cannot be scrolled to the top
        self.viewport().update()

    def zoom_to(self, zoom: float) -> None:
        """Show in another size; the same place stays at the top."""
        self._fits = False
        self._set_zoom(zoom)

    def zoom_in(self) -> None:
        """The next larger of the usual sizes."""
        self.zoom_to(next((step for step in _STEPS if step > self._zoom + _SAME), _STEPS[-1]))

    def zoom_out(self) -> None:
        """The next smaller of the usual sizes."""
        smaller = [step for step in _STEPS if step < self._zoom - _SAME]
        self.zoom_to(smaller[-1] if smaller else _STEPS[0])

    def fit_width(self) -> None:
        """As large as the window is wide, also when it changes."""
        self._fits = True
        room = self.viewport().width() - 2 * _GAP
        self._set_zoom(max(_STEPS[0], min(room / (self._widest * self._unit()), _WIDEST_FIT)))

    # --- Measures ------------------------------------------------------------------------------

    def _unit(self) -> float:
        """Logical pixels to a point at the size of print."""
        return self.logicalDpiX() / 72

    def _scale(self) -> float:
        return self._zoom * self._unit()

    def _set_zoom(self, zoom: float) -> None:
        if abs(zoom - self._zoom) > _SAME:
            bar = self.verticalScrollBar()
            page, scale = self._page_at(bar.value()), self._scale()
            y = (bar.value() - self._tops[page]) / scale
            self._zoom = zoom
            self._measure()
            bar.setValue(round(self._tops[page] + y * self._scale()))
            self.zoom_changed.emit(zoom)
        else:
            self._measure()
        self.viewport().update()

    def _measure(self) -> None:
        sizes = [self._document.page_size(page) for page in range(len(self._document.pages))]
        heights = [height * self._scale() + _GAP for _width, height in sizes]
        *self._tops, bottom = accumulate(heights, initial=float(_GAP))
        view = self.viewport()
        self.verticalScrollBar().setRange(0, max(0, round(bottom) - view.height()))
        self.verticalScrollBar().setPageStep(view.height())
        self.verticalScrollBar().setSingleStep(round(24 * self._unit()))
        self._widest = max(width for width, _height in sizes)
        widest = self._widest * self._scale() + 2 * _GAP
        self.horizontalScrollBar().setRange(0, max(0, round(widest) - view.width()))
        self.horizontalScrollBar().setPageStep(view.width())

    def _page_at(self, y: float) -> int:
        return max(0, bisect_right(self._tops, y) - 1)

    def _area_of(self, page: int) -> QRectF:
        """Where a page lies in the viewport."""
        width, height = (side * self._scale() for side in self._document.page_size(page))
        centred = max(_GAP, (self.viewport().width() - width) / 2)
        x = centred - self.horizontalScrollBar().value()
        return QRectF(x, self._tops[page] - self.verticalScrollBar().value(), width, height)

    def _page(self, index: int) -> Page:
        if index not in self._kept:
            while len(self._kept) >= _KEPT_PAGES:
                del self._kept[next(iter(self._kept))]
            self._kept[index] = self._document.pages[index]
        return self._kept[index]

    # --- Events --------------------------------------------------------------------------------

    def _scrolled(self) -> None:
        top, tallest = self.verticalScrollBar().value(), self.viewport().height()
        self._read(self._page_at(top + min(tallest / 3, _GAP + 200 * self._scale())))

    def _read(self, page: int) -> None:
        if page != self._current:
            self._current = page
            self.page_changed.emit(page)

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fits:
            self.fit_width()
        else:
            self._measure()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(event.rect(), self.palette().color(QPalette.ColorRole.Window))
        top = self.verticalScrollBar().value()
        last = self._page_at(top + self.viewport().height())
        for index in range(self._page_at(top), last + 1):
            area = self._area_of(index)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
            painter.drawRect(area.adjusted(-0.5, -0.5, 0.5, 0.5))
            painter.save()
            painter.translate(area.topLeft())
            painter.setClipRect(QRectF(QPointF(), area.size()))
            self._paper.paint(painter, self._page(index), self._scale())
            painter.restore()
        painter.end()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_PageDown:
                self.go_to(self._current + 1)
            case Qt.Key.Key_PageUp:
                inside = bar.value() > self._tops[self._current]
                self.go_to(self._current if inside else self._current - 1)
            case Qt.Key.Key_Home:
                self.go_to(0)
            case Qt.Key.Key_End:
                self.go_to(len(self._tops) - 1)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom_in()
            case Qt.Key.Key_Minus:
                self.zoom_out()
            case Qt.Key.Key_0:
                self.fit_width()
            case _:
                super().keyPressEvent(event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y() > 0:
                self.zoom_in()
            elif event.angleDelta().y() < 0:
                self.zoom_out()
            event.accept()
            return
        super().wheelEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        there = self._target_at(event.position().toPoint())
        shape = Qt.CursorShape.PointingHandCursor if there else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        there = self._target_at(event.position().toPoint())
        if there and event.button() == Qt.MouseButton.LeftButton:
            self.go_to(there.page, there.y)
            return
        super().mousePressEvent(event)

    def _target_at(self, point: QPoint) -> Target | None:
        index = self._page_at(point.y() + self.verticalScrollBar().value())
        if index >= len(self._tops):
            return None
        place = (QPointF(point) - self._area_of(index).topLeft()) / self._scale()
        for item in self._page(index).items:
            if isinstance(item, Link) and isinstance(item.to, Target):
                area = QRectF(item.x, item.y, item.width, item.height)
                if area.contains(place):
                    return item.to
        return None


class PreviewView(View):
    """The pages of a document with what one needs to read them: turn, enlarge, see where one is."""

    def __init__(self, look: Look, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(look, parent, ground="canvas")
        self.pages = PageArea(document, self)
        self.previous = Button(look, symbol="chevron-up", bare=True, parent=self)
        self.next = Button(look, symbol="chevron-down", bare=True, parent=self)
        self.place = Label(look, face="second", ink="text2", parent=self)
        self.smaller = Button(look, symbol="minus", bare=True, parent=self)
        self.size_word = Label(look, face="second", ink="text2", parent=self)
        self.larger = Button(look, symbol="plus", bare=True, parent=self)
        self.fit = Button(look, bare=True, parent=self)

        bar = QHBoxLayout()
        bar.setContentsMargins(look.px(0.75), look.px(0.25), look.px(0.75), look.px(0.25))
        bar.addWidget(self.previous)
        bar.addWidget(self.next)
        bar.addWidget(self.place)
        bar.addStretch(1)
        bar.addWidget(self.smaller)
        bar.addWidget(self.size_word)
        bar.addWidget(self.larger)
        bar.addWidget(self.fit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self.pages)
        self.setFocusProxy(self.pages)
        self.retranslate()

        self.previous.clicked.connect(self._turn_back)
        self.next.clicked.connect(self._turn)
        self.smaller.clicked.connect(self.pages.zoom_out)
        self.larger.clicked.connect(self.pages.zoom_in)
        self.fit.clicked.connect(self.pages.fit_width)
        self.pages.page_changed.connect(self._say_place)
        self.pages.zoom_changed.connect(self._say_size)

    def show_document(self, document: Document) -> None:
        """Show another document, or the same one laid out anew."""
        self.pages.show_document(document)
        self.retranslate()

    @override
    def retranslate(self) -> None:
        for button, words in (
            (self.previous, _("Previous page")),
            (self.next, _("Next page")),
            (self.smaller, _("Smaller")),
            (self.larger, _("Larger")),
        ):
            button.setAccessibleName(words)
            button.setToolTip(words)
        self.fit.setText(_("Fit width"))
        title = self.pages.document.title
        self.pages.setAccessibleName(_("Preview of {title}").format(title=title))
        self._say_place()
        self._say_size()

    def _turn(self) -> None:
        self.pages.go_to(self.pages.current_page + 1)

    def _turn_back(self) -> None:
        self.pages.go_to(self.pages.current_page - 1)

    def _say_place(self) -> None:
        number, total = self.pages.current_page + 1, len(self.pages.document.pages)
        words = _("Page {page} of {pages}").format(
            page=format_number(number), pages=format_number(total)
        )
        self.place.setText(words)
        self.pages.setAccessibleDescription(words)
        self.previous.setEnabled(number > 1)
        self.next.setEnabled(number < total)

    def _say_size(self) -> None:
        self.size_word.setText(format_percent(self.pages.zoom))
