"""Qt's own controls in our look: a proxy over Fusion that paints with ``draw``."""

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QComboBox,
    QLineEdit,
    QListView,
    QListWidget,
    QMenu,
    QProxyStyle,
    QStyle,
    QStyledItemDelegate,
    QStyleOption,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QStyleOptionMenuItem,
    QStyleOptionProgressBar,
    QStyleOptionSlider,
    QStyleOptionSpinBox,
    QWidget,
)
from typing_extensions import override

from recipe_desktop.ui.look import draw, menu_items, scroll_bars, spin_boxes

if TYPE_CHECKING:
    from recipe_desktop.ui.look.theme import Look

_Control = QStyle.ControlElement
_Primitive = QStyle.PrimitiveElement
_Complex = QStyle.ComplexControl
_Metric = QStyle.PixelMetric
_State = QStyle.StateFlag
_MENU_RADIUS: Final = 3 / 8
_AROUND: Final = 3  # of a frame: what lies in it keeps clear of the round corners
_KEYBOARD: Final = _State.State_HasFocus | _State.State_KeyboardFocusChange


def keyboard_focus(option: QStyleOption) -> bool:
    """Whether the focus came by a key, not by the mouse: only then a ring is painted."""
    return option.state & _KEYBOARD == _KEYBOARD


def _in_choices(widget: QWidget | None) -> bool:
    """Whether this is a list of plain words, such as the one that a combo box opens."""
    if isinstance(widget, QListWidget):
        return True
    return widget is not None and _opened_by_a_box(widget)


def _opened_by_a_box(widget: QWidget) -> bool:
    return widget.window().inherits("QComboBoxPrivateContainer")


class LookStyle(QProxyStyle):
    """Fusion's behaviour with the shapes of the look."""

    def __init__(self, look: "Look") -> None:
        super().__init__("Fusion")
        self._look = look
        metrics = {
            _Metric.PM_ScrollBarExtent: 12 / 16,
            _Metric.PM_ScrollBarSliderMin: 2.0,
            _Metric.PM_CheckBoxLabelSpacing: 1 / 2,
            _Metric.PM_RadioButtonLabelSpacing: 1 / 2,
            _Metric.PM_IndicatorWidth: 1.0,
            _Metric.PM_IndicatorHeight: 1.0,
            _Metric.PM_ExclusiveIndicatorWidth: 1.0,
            _Metric.PM_ExclusiveIndicatorHeight: 1.0,
            _Metric.PM_SmallIconSize: 18 / 16,
            _Metric.PM_ButtonIconSize: 18 / 16,
        }
        self._metrics: dict[QStyle.PixelMetric, float] = metrics
        self._fixed: dict[QStyle.PixelMetric, int] = {
            _Metric.PM_ButtonShiftHorizontal: 0,
            _Metric.PM_ButtonShiftVertical: 0,
            _Metric.PM_MenuPanelWidth: 1,
            _Metric.PM_MenuHMargin: 4,
            _Metric.PM_MenuVMargin: 4,
            _Metric.PM_SplitterWidth: 1,
            _Metric.PM_FocusFrameHMargin: 0,
            _Metric.PM_FocusFrameVMargin: 0,
        }
        self._controls = {
            _Control.CE_PushButtonBevel: self._button_bevel,
            _Control.CE_PushButtonLabel: self._button_label,
            _Control.CE_ProgressBarGroove: self._nothing,
            _Control.CE_ProgressBarContents: self._progress,
            _Control.CE_ProgressBarLabel: self._nothing,
            _Control.CE_Splitter: self._splitter,
            _Control.CE_MenuItem: self._menu_item,
            _Control.CE_ComboBoxLabel: self._combo_label,
        }
        self._primitives = {
            _Primitive.PE_PanelLineEdit: self._line_edit,
            _Primitive.PE_FrameLineEdit: self._nothing,
            _Primitive.PE_IndicatorCheckBox: self._check_box,
            _Primitive.PE_IndicatorRadioButton: self._radio_button,
            _Primitive.PE_FrameFocusRect: self._focus_rect,
            _Primitive.PE_PanelMenu: self._menu_panel,
            _Primitive.PE_Frame: self._frame,
            _Primitive.PE_FrameMenu: self._nothing,
            _Primitive.PE_PanelTipLabel: self._tip_panel,
            _Primitive.PE_PanelItemViewRow: self._nothing,
            _Primitive.PE_PanelScrollAreaCorner: self._nothing,
        }

    # -- what Qt asks ---------------------------------------------------------------------

    @override
    def drawControl(
        self,
        element: QStyle.ControlElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        ours = self._controls.get(element)
        if ours is None:
            super().drawControl(element, option, painter, widget)
        else:
            ours(option, painter, widget)

    @override
    def polish(self, *arguments: Any) -> Any:
        [given] = arguments
        if isinstance(given, QComboBox):
            given.setItemDelegate(QStyledItemDelegate(given))  # the usual one asks no style
        elif isinstance(given, QMenu):  # so that what lies below is seen at the round corners
            given.setWindowFlag(Qt.WindowType.FramelessWindowHint)
            given.setWindowFlag(Qt.WindowType.NoDropShadowWindowHint)
            given.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        elif isinstance(given, QListView) and _opened_by_a_box(given):
            given.viewport().setAutoFillBackground(False)  # one ground with its scroll bar
        return super().polish(given)

    @override
    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        ours = self._primitives.get(element)
        if ours is None:
            super().drawPrimitive(element, option, painter, widget)
        else:
            ours(option, painter, widget)

    @override
    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: Any,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if control == _Complex.CC_ComboBox and isinstance(option, QStyleOptionComboBox):
            self._combo_box(option, painter)
        elif control == _Complex.CC_ScrollBar and isinstance(option, QStyleOptionSlider):
            scroll_bars.paint(option, painter, self._look, self._least_handle())
        elif control == _Complex.CC_SpinBox and isinstance(option, QStyleOptionSpinBox):
            spin_boxes.paint(option, painter, self._look)
        else:
            super().drawComplexControl(control, option, painter, widget)

    @override
    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        if metric == _Metric.PM_DefaultFrameWidth and isinstance(widget, QAbstractScrollArea):
            return _AROUND
        if metric == _Metric.PM_FocusFrameHMargin and _in_choices(widget):
            return round(0.45 * self._look.u)
        if metric in self._metrics:
            return round(self._metrics[metric] * self._look.u)
        if metric in self._fixed:
            return self._fixed[metric]
        return super().pixelMetric(metric, option, widget)

    @override
    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: Any = None,
    ) -> int:
        if hint == QStyle.StyleHint.SH_ComboBox_Popup:
            return 0
        if hint == QStyle.StyleHint.SH_EtchDisabledText:
            return 0
        if hint == QStyle.StyleHint.SH_UnderlineShortcut:
            return int(super().styleHint(hint, option, widget, returnData))
        return super().styleHint(hint, option, widget, returnData)

    @override
    def sizeFromContents(
        self,
        type: QStyle.ContentsType,
        option: QStyleOption,
        size: QSize,
        widget: QWidget | None = None,
    ) -> QSize:
        u = self._look.u
        high = round(15 / 8 * u)
        if type == QStyle.ContentsType.CT_PushButton and isinstance(option, QStyleOptionButton):
            small = getattr(widget, "small", False)
            face = self._look.fonts.second_strong if small else self._look.fonts.action
            beside = 1.5 if not small else 0.5 if getattr(widget, "bare", False) else 1.1
            wide = face.width(option.text.replace("&", "")) + beside * u
            high = round(1.5 * u) if small else high
            if _symbol(widget) and option.text:
                wide += 1.4 * u
            elif _symbol(widget):
                wide = high
            return QSize(round(wide), high)
        if type == QStyle.ContentsType.CT_LineEdit:
            return QSize(size.width() + round(7 / 8 * u), high)
        if type == QStyle.ContentsType.CT_ComboBox:
            return QSize(size.width() + round(2.875 * u), high)
        if type == QStyle.ContentsType.CT_SpinBox:
            return QSize(size.width() + round(2 * u), high)
        if type == QStyle.ContentsType.CT_MenuItem and isinstance(option, QStyleOptionMenuItem):
            return menu_items.size(option, size.width(), self._look)
        if type == QStyle.ContentsType.CT_ItemViewItem and _in_choices(widget):
            least = round(1.75 * u)
        else:
            least = 0
        usual = super().sizeFromContents(type, option, size, widget)  # type: ignore[arg-type]  # Qt takes None
        return QSize(usual.width(), max(usual.height(), least))

    @override
    def subElementRect(
        self,
        element: QStyle.SubElement,
        option: QStyleOption,
        widget: QWidget | None = None,
    ) -> QRect:
        if element == QStyle.SubElement.SE_LineEditContents and _panelled(option):
            pad = round(10 / 16 * self._look.u)
            return option.rect.adjusted(pad, 2, -pad, -2)
        if element == QStyle.SubElement.SE_PushButtonFocusRect:
            return option.rect
        return super().subElementRect(element, option, widget)  # type: ignore[arg-type]  # Qt takes None

    @override
    def subControlRect(
        self,
        control: QStyle.ComplexControl,
        option: Any,
        sub_control: QStyle.SubControl,
        widget: QWidget | None = None,
    ) -> QRect:
        if control == _Complex.CC_ComboBox:
            rect: QRect = option.rect
            u = self._look.u
            if sub_control == QStyle.SubControl.SC_ComboBoxEditField:
                left = round(10 / 16 * u) + 1  # where the words of a line edit begin
                return rect.adjusted(left, 2, -round(2 * u), -2)
            if sub_control == QStyle.SubControl.SC_ComboBoxArrow:
                return QRect(rect.right() - round(2 * u), rect.top(), round(2 * u), rect.height())
        if control == _Complex.CC_SpinBox:
            return spin_boxes.part(option, sub_control, self._look)
        if control == _Complex.CC_ScrollBar:
            return scroll_bars.part(option, sub_control, self._least_handle())
        return super().subControlRect(control, option, sub_control, widget)  # type: ignore[arg-type]  # Qt takes None

    def _least_handle(self) -> int:
        return self.pixelMetric(_Metric.PM_ScrollBarSliderMin)

    # -- what we paint --------------------------------------------------------------------

    def _nothing(self, option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
        pass

    def _button_bevel(self, option: Any, painter: QPainter, widget: QWidget | None) -> None:
        state = option.state
        told = getattr(widget, "tells_focus", False) and state & _State.State_HasFocus
        ringed = keyboard_focus(option) or bool(told)
        room = draw.RING_GAP if ringed else 0
        whole = QRectF(option.rect)
        frame = whole.adjusted(room, room, -room, -room)
        down = bool(state & (_State.State_Sunken | _State.State_On))
        over = bool(state & _State.State_MouseOver)
        enabled = bool(state & _State.State_Enabled)
        if getattr(widget, "bare", False):
            if enabled and (down or over):
                t = self._look.tokens
                ground = t.pressed if down else t.hover
                draw.box(painter, frame, fill=ground, radius=3 / 8 * self._look.u)
        else:
            draw.button(
                painter,
                self._look,
                frame,
                primary=_primary(option),
                enabled=enabled,
                hovered=over,
                pressed=down,
            )
        if ringed:
            draw.ring(painter, whole, self._look.tokens, 3 / 8 * self._look.u)

    def _button_label(self, option: Any, painter: QPainter, widget: QWidget | None) -> None:
        look, t = self._look, self._look.tokens
        enabled = bool(option.state & _State.State_Enabled)
        bare = getattr(widget, "bare", False)
        colour = t.text2 if bare else t.text
        if _primary(option) and not bare:
            colour = t.on_accent
        if ink := getattr(widget, "ink", ""):
            colour = getattr(t, ink)
        if not enabled:
            colour = t.field_line
        face = look.fonts.strong if _primary(option) and not bare else look.fonts.action
        if getattr(widget, "small", False):
            face = look.fonts.second_strong
        symbol, words = _symbol(widget), option.text
        u, rect = look.u, QRectF(option.rect)
        room = rect.width() - (1.4 * u if symbol else 0)
        if words and face.width(words.replace("&", "")) > room:
            words = face.elided(words, room)
        flat = words.replace("&", "")
        wide = face.width(flat) + (1.4 * u if symbol and flat else 0)
        left = rect.center().x() - wide / 2
        if symbol:
            at = left + 9 / 16 * u if flat else rect.center().x() + 0.5
            draw.icon(painter, look, QPointF(at, rect.center().y() + 0.5), symbol, colour)
            left += 1.4 * u if flat else 0
        painter.setFont(face.font)
        painter.setPen(QColor(colour))
        mnemonic = Qt.TextFlag.TextShowMnemonic
        if not self.styleHint(QStyle.StyleHint.SH_UnderlineShortcut, option, widget):
            mnemonic = Qt.TextFlag.TextHideMnemonic
        flags = draw.LEFT | Qt.TextFlag.TextSingleLine | mnemonic
        painter.drawText(QRectF(left, rect.top(), rect.right() - left, rect.height()), flags, words)

    def _line_edit(self, option: Any, painter: QPainter, widget: QWidget | None) -> None:
        if not _panelled(option):
            return  # inside a combo or spin box, or in place: the frame would double
        t = self._look.tokens
        radius = 3 / 8 * self._look.u
        frame = QRectF(option.rect)
        enabled = bool(option.state & _State.State_Enabled)
        focused = bool(option.state & _State.State_HasFocus)
        draw.box(
            painter,
            frame,
            fill=t.surface if enabled else t.sunken,
            line=(t.field_line if enabled else t.line),
            radius=radius,
        )
        if focused and enabled:
            draw.ring(painter, frame, t, radius)

    def _combo_box(self, option: QStyleOptionComboBox, painter: QPainter) -> None:
        t, u = self._look.tokens, self._look.u
        radius = 3 / 8 * u
        frame = QRectF(option.rect)
        enabled = bool(option.state & _State.State_Enabled)
        over = bool(option.state & _State.State_MouseOver)
        rest = t.surface if enabled else t.sunken
        draw.box(
            painter,
            frame,
            fill=t.hover if over and enabled else rest,
            line=t.field_line if enabled else t.line,
            radius=radius,
        )
        if option.state & _State.State_HasFocus and enabled:
            draw.ring(painter, frame, t, radius)
        arrow = QPointF(frame.right() - u, frame.center().y())
        draw.icon(painter, self._look, arrow, "chevron-down", t.text2, size=1)

    def _combo_label(self, option: Any, painter: QPainter, widget: QWidget | None) -> None:
        """What is chosen, elided where Qt would cut it off in the middle of a letter."""
        shown = QStyleOptionComboBox(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.subControlRect(_Complex.CC_ComboBox, option, part, widget).width()
        elide = Qt.TextElideMode.ElideRight
        shown.currentText = option.fontMetrics.elidedText(option.currentText, elide, room)
        super().drawControl(_Control.CE_ComboBoxLabel, shown, painter, widget)

    def _check_box(self, option: Any, painter: QPainter, widget: QWidget | None) -> None:
        t = self._look.tokens
        rect = QRectF(option.rect)
        enabled = bool(option.state & _State.State_Enabled)
        if option.state & (_State.State_On | _State.State_NoChange):
            draw.box(painter, rect, fill=t.accent if enabled else t.field_line, radius=4)
            sign = "check" if option.state & _State.State_On else "equal"
            draw.icon(
                painter, self._look, rect.center(), sign, t.on_accent, size=13 / 16, stroke=3.0
            )
        else:
            fill = t.surface if enabled else t.sunken
            draw.box(painter, rect, fill=fill, line=t.field_line, radius=4)

    def _radio_button(self, option: Any, painter: QPainter, widget: QWidget | None) -> None:
        t = self._look.tokens
        rect = QRectF(option.rect)
        radius = rect.width() / 2
        if option.state & _State.State_On:
            draw.box(painter, rect, fill=t.accent, radius=radius)
            inset = rect.width() * 0.33
            inner = rect.adjusted(inset, inset, -inset, -inset)
            draw.box(painter, inner, fill=t.on_accent, radius=inner.width() / 2)
        else:
            draw.box(painter, rect, fill=t.surface, line=t.field_line, radius=radius)

    def _focus_rect(self, option: Any, painter: QPainter, widget: QWidget | None) -> None:
        if option.state & _State.State_KeyboardFocusChange:
            draw.ring(painter, QRectF(option.rect), self._look.tokens, 5)

    def _progress(self, option: Any, painter: QPainter, widget: QWidget | None) -> None:
        if not isinstance(option, QStyleOptionProgressBar):
            return
        u, whole = self._look.u, QRectF(option.rect)
        rect = QRectF(whole.left(), whole.center().y() - u / 4, whole.width(), u / 2)
        span = option.maximum - option.minimum
        done = (option.progress - option.minimum) / span if span > 0 else 0.0
        # Without a known end the track is hatched: work goes on, nobody knows how long.
        draw.bar(painter, self._look, rect, done, 0.0 if span > 0 else 1.0)

    def _splitter(self, option: Any, painter: QPainter, widget: QWidget | None) -> None:
        painter.fillRect(option.rect, QColor(self._look.tokens.line))

    def _menu_panel(self, option: Any, painter: QPainter, widget: QWidget | None) -> None:
        t = self._look.tokens
        radius = _MENU_RADIUS * self._look.u
        draw.box(painter, QRectF(option.rect), fill=t.raised, line=t.control_line, radius=radius)

    def _menu_item(self, option: Any, painter: QPainter, widget: QWidget | None) -> None:
        menu_items.paint(option, painter, self._look)

    def _frame(self, option: Any, painter: QPainter, widget: QWidget | None) -> None:
        """Round a list or a text of several lines; the width of the frame spares its corners."""
        t, radius = self._look.tokens, 3 / 8 * self._look.u
        if isinstance(widget, QAbstractScrollArea):
            draw.box(painter, QRectF(option.rect), fill=t.surface, line=t.field_line, radius=radius)
        else:
            super().drawPrimitive(_Primitive.PE_Frame, option, painter, widget)

    def _tip_panel(self, option: Any, painter: QPainter, widget: QWidget | None) -> None:
        t = self._look.tokens
        draw.box(painter, QRectF(option.rect), fill=t.raised, line=t.control_line)


def _symbol(widget: QWidget | None) -> str:
    return str(getattr(widget, "symbol", ""))


def _primary(option: Any) -> bool:
    return bool(option.features & QStyleOptionButton.ButtonFeature.DefaultButton)


def _panelled(option: QStyleOption) -> bool:
    return isinstance(option, QStyleOptionFrame) and option.lineWidth > 0


def plain(edit: QLineEdit, look: "Look") -> None:
    """Take frame and ground off a line edit that is painted by its owner."""
    edit.setFrame(False)
    colours = QPalette(edit.palette())
    colours.setColor(QPalette.ColorRole.Base, QColor(Qt.GlobalColor.transparent))
    colours.setColor(QPalette.ColorRole.PlaceholderText, QColor(look.tokens.text3))
    edit.setPalette(colours)
