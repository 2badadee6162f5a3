"""Cards and what stands in them: heads, counts, findings, banners, steps, tabs."""

from recipe_desktop.ui.cards.card import (
    BETWEEN,
    INSIDE,
    PAGE_MARGIN,
    Card,
    CardHead,
    CountCard,
    Line,
    page_layout,
)
from recipe_desktop.ui.cards.findings import Banner, Doing, FindingLine
from recipe_desktop.ui.cards.heads import PageHead, RecordHead
from recipe_desktop.ui.cards.signs import Disc, Pill, StatusWord, Symbol
from recipe_desktop.ui.cards.steps import BarStep, StepBar
from recipe_desktop.ui.cards.tabs import TAB_EDGE, Tabs

__all__ = [
    "BETWEEN",
    "INSIDE",
    "PAGE_MARGIN",
    "TAB_EDGE",
    "Banner",
    "BarStep",
    "Card",
    "CardHead",
    "CountCard",
    "Disc",
    "Doing",
    "FindingLine",
    "Line",
    "PageHead",
    "Pill",
    "RecordHead",
    "StatusWord",
    "StepBar",
    "Symbol",
    "Tabs",
    "page_layout",
]
