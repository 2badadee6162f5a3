"""How work that takes long tells how far it is, and can be stopped."""

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Called often, with how much is done and of how much, 0 and 0 while that is not known.

What it raises ends the work, and nothing of it stays.
"""

Checkpoint = Callable[[], None]
"""Called every few kilobytes or rows of something long; may raise, to stop it."""


def unheard(_done: int, _all: int) -> None:
    """Nobody wants to hear how far it is."""


def unwatched() -> None:
    """The step of what nobody wants to stop."""
