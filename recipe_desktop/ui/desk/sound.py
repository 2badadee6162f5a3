"""What a desk sounds like: one short figure of tones for each outcome, played by the system.

The program has no part of Qt that plays sounds, so the system's own player gets a small file.
Where there is none the desk is silent, and shape, word and colour say the same.
"""

import math
import shutil
import struct
import sys
import wave
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QProcess, QTemporaryDir

from recipe_desktop.ui.desk.model import ScanResult
from recipe_desktop.ui.preferences import Preferences

Play = Callable[[Path], None]

_RATE: Final = 22_050
_LOUD: Final = 0.4
_FADE: Final = 0.012  # seconds; a tone that begins or ends at once clicks
_GAP: Final = 0.04
_PLAYERS: Final = ("pw-play", "paplay", "aplay", "afplay")
# Hertz at the beginning and the end, and seconds.
_TONES: Final[dict[ScanResult, tuple[tuple[int, int, float], ...]]] = {
    ScanResult.IN: ((620, 990, 0.16),),
    ScanResult.ALREADY: ((660, 660, 0.11), (660, 660, 0.11)),
    ScanResult.LOOK: ((880, 880, 0.1), (660, 660, 0.1), (440, 440, 0.12)),
    ScanResult.UNKNOWN: ((220, 220, 0.4),),
}


class Sounds:
    """Plays the sound of an outcome, unless this computer was told to be silent.

    Args:
        preferences: remembers whether the desk is silent.
        play: hands a file to the system.
    """

    def __init__(self, preferences: Preferences, play: Play | None = None) -> None:
        self._preferences = preferences
        self._play = play or system_player()
        self._folder = QTemporaryDir()
        self._files: dict[ScanResult, Path] = {}

    @property
    def is_silent(self) -> bool:
        """Whether nothing is played."""
        return self._preferences.is_desk_silent

    def switch(self) -> None:
        """Be silent from now on, or no longer."""
        self._preferences.is_desk_silent = not self.is_silent

    def play(self, outcome: ScanResult) -> None:
        """Play what belongs to an outcome, beside everything else."""
        if self.is_silent or self._play is None or not self._folder.isValid():
            return
        if outcome not in self._files:
            file = Path(self._folder.filePath(f"{outcome.value}.wav"))
            write_sound(file, outcome)
            self._files[outcome] = file
        self._play(self._files[outcome])


def write_sound(file: Path, outcome: ScanResult) -> None:
    """Write the sound of an outcome as a WAV file."""
    samples: list[float] = []
    for place, (start, end, seconds) in enumerate(_TONES[outcome]):
        if place:
            samples += [0.0] * round(_GAP * _RATE)
        samples += _tone(start, end, seconds)
    with wave.open(str(file), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(_RATE)
        out.writeframes(b"".join(struct.pack("<h", round(one * 32_767)) for one in samples))


def system_player() -> Play | None:
    """What plays a file on this system; None where nothing does."""
    if sys.platform == "win32":
        import winsound

        flags = winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT
        return lambda file: winsound.PlaySound(str(file), flags)
    player = next((found for name in _PLAYERS if (found := shutil.which(name))), None)
    if player is None:
        return None
    return lambda file: _start(player, file)


def _start(player: str, file: Path) -> None:
    QProcess.startDetached(player, [str(file)])


def _tone(start: int, end: int, seconds: float) -> list[float]:
    count = round(seconds * _RATE)
    turned, samples = 0.0, []
    for place in range(count):
        turned += 2 * math.pi * (start + (end - start) * place / count) / _RATE
        edge = min(place, count - place) / (_FADE * _RATE)
        samples.append(_LOUD * min(1.0, edge) * math.sin(turned))
    return samples
