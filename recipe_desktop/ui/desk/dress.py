"""The colours of the whole screen: quiet while it waits, one strong ground for each outcome."""

from dataclasses import dataclass

from PySide6.QtGui import QColor

from recipe_desktop.ui.desk.model import ScanResult
from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Dress:
    """Colours of everything but the fields; ``line`` is empty where panels need none."""

    ground: str
    ink: str
    second: QColor
    panel: str
    line: str
    bar: str
    track: str


def dress(tokens: Tokens, outcome: ScanResult | None) -> Dress:
    """The colours for an outcome; None while the desk waits or searches."""
    if outcome is None:
        return Dress(
            ground=tokens.canvas,
            ink=tokens.text,
            second=QColor(tokens.text2),
            panel=tokens.raised,
            line=tokens.control_line,
            bar=tokens.accent,
            track=tokens.sunken,
        )
    tone = outcome.tone(tokens.desk)
    return Dress(
        ground=tone.ground,
        ink=tone.ink,
        second=draw.faded(tone.ink, 0.86),
        panel=tone.panel,
        line=tone.ink if tokens.outlined else "",
        bar=tone.ink,
        track=tone.panel,
    )
