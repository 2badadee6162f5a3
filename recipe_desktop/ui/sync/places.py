"""Measures that the parts of Sync share."""

from typing import Final

from PySide6.QtWidgets import QVBoxLayout

from recipe_desktop.ui.cards import BETWEEN, PAGE_MARGIN
from recipe_desktop.ui.view import View

SIDE: Final = 20.5  # units; the column at the right


def tab_layout(tab: View) -> QVBoxLayout:
    """The layout of what a tab shows."""
    layout = QVBoxLayout(tab)
    edge = tab.look.px(PAGE_MARGIN)
    layout.setContentsMargins(edge, tab.look.px(1.25), edge, tab.look.px(1.25))
    layout.setSpacing(tab.look.px(BETWEEN))
    return layout
