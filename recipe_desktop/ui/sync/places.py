"""Measures that the parts of Sync share."""

from typing import Final

from PySide6.QtWidgets import QVBoxLayout

from recipe_desktop.ui.cards import BETWEEN, PAGE_MARGIN, Card
from recipe_desktop.ui.layout.scrolling import NO_LIMIT
from recipe_desktop.ui.view import View

SIDE: Final = 20.5  # units; the column at the right
BESIDE: Final = 52.0  # with less that column stands below


def fit_side(card: Card, *, below: bool) -> None:
    """A column of its own width beside the others, and as wide as they are below them."""
    wide = card.look.px(SIDE)
    card.setMinimumWidth(0 if below else wide)
    card.setMaximumWidth(NO_LIMIT if below else wide)


def tab_layout(tab: View) -> QVBoxLayout:
    """The layout of what a tab shows."""
    layout = QVBoxLayout(tab)
    edge = tab.look.px(PAGE_MARGIN)
    layout.setContentsMargins(edge, tab.look.px(1.25), edge, tab.look.px(1.25))
    layout.setSpacing(tab.look.px(BETWEEN))
    return layout
