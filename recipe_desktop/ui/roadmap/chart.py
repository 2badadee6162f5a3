"""The right side: bars on the calendar, painted from a display list, moved with the mouse."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QScrollBar, QToolTip, QWidget
from typing_extensions import override

from recipe_desktop.services.outline import Outline
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.roadmap import canvas, wording
from recipe_desktop.ui.roadmap.drags import Drag, Grip, dragged
from recipe_desktop.ui.roadmap.scene import Scene
from recipe_desktop.ui.roadmap.timeline import UNITS_A_DAY, Timeline, Zoom

_GRIP: Final = 5  # pixels beside the end of a bar where it is taken hold of
_DAY: Final = timedelta(days=1)


class _BarOnDays(QScrollBar):
    """Lies on the days, which go on behind it down to the foot of the page."""

    def __init__(self, look: Look, scene: Scene, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look, self._scene = look, scene

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._look.tokens.surface))
        canvas.paint(painter, self._look, self._scene.days_below(self.height()))
        painter.end()
        super().paintEvent(event)


class GanttView(QAbstractScrollArea):
    """Shows the rows that the tree shows, at the same heights.

    ``chosen`` tells the uid of a row that was pressed, ``opened`` that it was pressed twice;
    ``begins``, ``ends`` and ``linked`` what a drag wants: a first day, a last day, a link to
    another row; ``moved`` that the calendar was scrolled or has another scale.
    """

    chosen = Signal(str)
    opened = Signal(str)
    begins = Signal(str, object)
    ends = Signal(str, object)
    linked = Signal(str, str)
    moved = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.timeline = Timeline(UNITS_A_DAY[Zoom.WEEKS] * look.u)
        self.scene = Scene(look, self.timeline)
        self._pointer = QPointF()
        self._hovered = -1
        self._seen_before = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBar(_BarOnDays(look, self.scene, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.horizontalScrollBar().valueChanged.connect(self._scrolled)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        look.changed.connect(self._measure)

    # --- What is shown ---------------------------------------------------------------------------

    def show_outline(self, outline: Outline) -> None:
        """Show another state of the plan."""
        self.scene.show_outline(outline)
        self._measure()
        if not self._seen_before and self.scene.days is not None:
            self._seen_before = True
            self.show_today()

    def show_rows(self, places: Sequence[int]) -> None:
        """Show the rows that the tree shows, from the top."""
        self.scene.show_rows(places)
        self._measure()

    def show_chosen(self, place: int) -> None:
        """Mark a row."""
        self.scene.chosen = place
        self.viewport().update()

    def show_today(self) -> None:
        """Scroll so that today stands in the first third, or the plan where today is far."""
        if self.scene.outline is None:
            return
        today = self.scene.outline.roadmap.today
        line = self.timeline
        near = line.start - 60 * _DAY <= today <= line.end + 60 * _DAY
        where = line.offset(today if near else line.start)
        self.horizontalScrollBar().setValue(round(where - self.viewport().width() * 0.3))

    def reveal(self, place: int) -> None:
        """Scroll so that the bar of a row is seen."""
        shown = self.scene.bar_at(place)
        if shown is None:
            return
        bar, wide = self.horizontalScrollBar(), self.viewport().width()
        start, end = self.timeline.offset(shown.start), self.timeline.offset(shown.end + _DAY)
        if end < bar.value() or start > bar.value() + wide:
            bar.setValue(round(start - wide * 0.3))

    def zoom(self, to: Zoom) -> None:
        """Show days, weeks or months."""
        self.stretch(UNITS_A_DAY[to] * self.look.u)

    def fit(self) -> None:
        """Show the whole plan."""
        self.stretch(self.timeline.fitted(self.viewport().width()))
        start = self.timeline.offset(self.timeline.start)
        self.horizontalScrollBar().setValue(round(start - 0.75 * self.look.u))

    def step(self, steps: float) -> None:
        """Make days wider or, with minus, narrower."""
        self.stretch(self.timeline.stretched(steps))

    def stretch(self, day: float, at: float | None = None) -> None:
        """Give days another width; the day at ``at`` (the middle) stays where it is."""
        where = self.viewport().width() / 2 if at is None else at
        there = (self.horizontalScrollBar().value() + where) / self.timeline.day
        first = self.timeline.first
        self.timeline.day = day
        self._measure()
        shifted = (first - self.timeline.first).days
        self.horizontalScrollBar().setValue(round((there + shifted) * day - where))
        self.moved.emit()

    @property
    def usual_scale(self) -> Zoom | None:
        """Which of the usual scales holds, if one does."""
        return next(
            (z for z, units in UNITS_A_DAY.items() if self.timeline.day == units * self.look.u),
            None,
        )

    def bar_rect(self, uid: str) -> QRectF:
        """Where the bar of a record lies in the viewport; empty if it has none."""
        scene = self.scene
        nodes = scene.outline.nodes if scene.outline is not None else ()
        place = next((p for p, node in enumerate(nodes) if node.uid == uid), -1)
        shown = scene.bar_at(place)
        if shown is None:
            return QRectF()
        start, stop = scene.chart.extent(shown)
        middle, high = scene.middle(scene.rows[place]), canvas.measures(self.look).bar
        return QRectF(start, middle - high / 2, stop - start, high)

    def _measure(self) -> None:
        today = (
            self.scene.outline.roadmap.today if self.scene.outline is not None else date(2000, 1, 3)
        )
        start, end = self.scene.days or (today, today)
        view = self.viewport()
        self.timeline.cover(start, end, today, view.width())
        bar = self.horizontalScrollBar()
        bar.setRange(0, max(0, round(self.timeline.width) - view.width()))
        bar.setPageStep(view.width())
        bar.setSingleStep(self.look.px(3))
        down = self.verticalScrollBar()
        down.setRange(0, max(0, len(self.scene.visible) * self.scene.row_height - view.height()))
        down.setPageStep(view.height())
        down.setSingleStep(self.scene.row_height)
        self._tell_scene()
        view.update()
        bar.update()
        self.moved.emit()

    def _scrolled(self) -> None:
        self._tell_scene()
        self.viewport().update()
        self.moved.emit()

    def _tell_scene(self) -> None:
        scene, view = self.scene, self.viewport()
        scene.left = self.horizontalScrollBar().value()
        scene.scrolled = self.verticalScrollBar().value()
        scene.width, scene.height = view.width(), view.height()
        scene.row_height = round(1.75 * self.look.u)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        t = self.look.tokens
        dirty = QRectF(event.rect())
        painter.setClipRect(dirty)
        painter.fillRect(dirty, QColor(t.surface))
        canvas.paint(painter, self.look, self.scene.items(dirty.top(), dirty.bottom()))
        self._paint_grips(painter)
        painter.end()

    def _paint_grips(self, painter: QPainter) -> None:
        """The dot from which a link is drawn, and the link while it is drawn."""
        place = self.scene.drag.place if self.scene.drag is not None else self._hovered
        at = self.dot(place)
        if at is None:
            return
        t, u = self.look.tokens, self.look.u
        painter.setPen(QPen(QColor(t.accent_ink), 1.5))
        painter.setBrush(QColor(t.surface))
        painter.drawEllipse(at, 0.26 * u, 0.26 * u)
        if self.scene.drag is not None and self.scene.drag.grip is Grip.LINK:
            painter.setPen(QPen(QColor(t.accent_ink), 2, Qt.PenStyle.DashLine))
            painter.drawLine(at, self._pointer)

    # --- Mouse -----------------------------------------------------------------------------------

    def dot(self, place: int) -> QPointF | None:
        """Where the dot lies from which a link is drawn."""
        node = self.scene.node(place)
        shown = self.scene.bar_at(place)
        if shown is None or node is None or node.entry is None:
            return None
        _start, stop = self.scene.chart.extent(shown)
        return QPointF(stop + 0.75 * self.look.u, self.scene.middle(self.scene.rows[place]))

    def place_at(self, point: QPointF) -> int:
        """The place of the row at a height, -1 below the last."""
        row = int((point.y() + self.verticalScrollBar().value()) // self.scene.row_height)
        return self.scene.visible[row] if 0 <= row < len(self.scene.visible) else -1

    def grip_at(self, point: QPointF) -> Grip | None:
        """What a press at a point would take hold of."""
        place = self.place_at(point)
        node = self.scene.node(place)
        shown = self.scene.bar_at(place)
        if node is None or shown is None or node.entry is None:
            return None
        start, stop = self.scene.chart.extent(shown)
        dot = self.dot(place)
        if dot is not None and (point - dot).manhattanLength() < 0.6 * self.look.u:
            return Grip.LINK
        x = point.x()
        resizable = not shown.is_milestone and not shown.is_summary
        if resizable and stop - min(_GRIP, (stop - start) / 3) <= x <= stop + _GRIP:
            return Grip.END
        if start - 2 <= x <= stop + 2:
            return Grip.MOVE
        return None

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position()
        place = self.place_at(point)
        node = self.scene.node(place)
        if event.button() != Qt.MouseButton.LeftButton or node is None:
            return
        grip, shown = self.grip_at(point), self.scene.bar_at(place)
        self.chosen.emit(node.uid)
        if grip is not None and shown is not None:
            self.scene.drag = Drag(grip, place, self.scene.chart.day_at(point.x()), shown, shown)
            self._pointer = point

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position()
        self._pointer = point
        drag = self.scene.drag
        node = self.scene.node(drag.place) if drag is not None else None
        if drag is None or node is None or self.scene.outline is None:
            self._hover(point)
            return
        if drag.grip is not Grip.LINK:
            to = self.scene.chart.day_at(point.x())
            self.scene.drag = dragged(drag, node, to, self.scene.outline.roadmap.exceptions)
        self.viewport().update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag, self.scene.drag = self.scene.drag, None
        node = self.scene.node(drag.place) if drag is not None else None
        self.viewport().update()
        if drag is None or node is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if drag.grip is Grip.LINK:
            other = self.scene.node(self.place_at(event.position()))
            if other is not None and other.entry is not None and other.uid != node.uid:
                self.linked.emit(node.uid, other.uid)
        elif drag.changes and drag.grip is Grip.MOVE:
            self.begins.emit(node.uid, drag.shown.start)
        elif drag.changes:
            self.ends.emit(node.uid, drag.shown.end)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        node = self.scene.node(self.place_at(event.position()))
        if node is not None:
            self.opened.emit(node.uid)

    def give_up(self) -> bool:
        """End a drag without doing it; tells whether there was one."""
        was, self.scene.drag = self.scene.drag is not None, None
        self.viewport().update()
        return was

    def _hover(self, point: QPointF) -> None:
        grip = self.grip_at(point)
        shapes = {Grip.END: Qt.CursorShape.SizeHorCursor, Grip.LINK: Qt.CursorShape.CrossCursor}
        rest = Qt.CursorShape.OpenHandCursor if grip else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shapes.get(grip, rest) if grip else rest)
        place = self.place_at(point)
        if place != self._hovered:
            self._hovered = place
            self.viewport().update()

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._tip(event.pos()), self.viewport())
            return True
        if event.type() == QEvent.Type.Leave:
            self._hovered = -1
            self.viewport().update()
        return super().viewportEvent(event)

    def _tip(self, at: QPoint) -> str:
        node = self.scene.node(self.place_at(QPointF(at)))
        outline = self.scene.outline
        if node is None or outline is None or self.grip_at(QPointF(at)) is None:
            return ""
        return f"{wording.what_it_is(node)}\n{wording.why(node, outline.roadmap)}"

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        steps = event.angleDelta().y() / 120
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.stretch(self.timeline.stretched(steps), event.position().x())
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            bar = self.horizontalScrollBar()
            bar.setValue(round(bar.value() - steps * 3 * bar.singleStep()))
        else:
            super().wheelEvent(event)
            return
        event.accept()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()
