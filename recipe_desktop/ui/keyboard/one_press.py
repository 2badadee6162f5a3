"""A button that answers one question by one press."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton
from typing_extensions import override


class OnePress(QObject):
    """Neither a double click's second press nor a held key answers what nobody has seen yet.

    Args:
        button: owns this.
    """

    def __init__(self, button: QAbstractButton) -> None:
        super().__init__(button)
        button.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_held = isinstance(event, QKeyEvent) and event.isAutoRepeat()
        return is_held or event.type() == QEvent.Type.MouseButtonDblClick
