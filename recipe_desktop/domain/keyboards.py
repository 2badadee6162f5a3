"""What a scanner's keys come out as on the keyboards of Europe, read back to what it meant.

A scanner that acts as a keyboard presses the keys of an American one, and the laptop understands
them by its own layout: a Greek one makes ΨΔΦ of CDF, a French one &é" of 123. Only the keys that
codes are made of are here. The layouts are those of XKB and Windows, which agree on them.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

_KEYS: Final = "1234567890-qwertyuiopasdfghjklzxcvbnm"
_AS_THEY_ARE: Final = "1234567890-"
_LETTERS: Final = "qwertyuiopasdfghjklzxcvbnm"

LAYOUTS: Final[Mapping[str, str]] = {
    "Greek": "1234567890-;ςερτυθιοπασδφγηξκλζχψωβνμ",
    "Bulgarian": "1234567890-,уеишщксдзьяаожгтнвюйъэфхп",
    "Bulgarian phonetic": "1234567890-явертъуиопасдфгхйклзьцжбнм",
    "Bulgarian new phonetic": "1234567890-чшертъуиопасдфгхйклзжцвбнм",
    "Russian": "1234567890-йцукенгшщзфывапролдячсмить",
    "Ukrainian": "1234567890-йцукенгшщзфівапролдячсмить",
    "Serbian": "1234567890'љњертзуиопасдфгхјклѕџцвбнм",
    "Macedonian": "1234567890-љњертѕуиопасдфгхјклзџцвбнм",
    "French": "&é\"'(-è_çà)" + "azertyuiopqsdfghjklwxcvbn,",
    "Czech": "+ěščřžýáíé=qwertzuiopasdfghjklyxcvbnm",
    "Slovak": "+ľščťžýáíé=qwertzuiopasdfghjklyxcvbnm",
    "Hungarian": "123456789öü" + "qwertzuiopasdfghjklyxcvbnm",
    "German": "1234567890ß" + "qwertzuiopasdfghjklyxcvbnm",
    "Spanish, Italian, Portuguese": "1234567890'" + _LETTERS,
    "Nordic": "1234567890+" + _LETTERS,
    "Turkish F": "1234567890/fgğıodrnhpuieaütkmljövcçzs",
    "Turkish Q": "1234567890*qwertyuıopasdfghjklzxcvbnm",
}


def meant(text: str) -> Iterator[str]:
    """What may have been scanned where a layout of the laptop made this text of it; likeliest first."""
    seen = {text}
    for table in _tables():
        read = text.translate(table)
        if read not in seen:
            seen.add(read)
            yield read


def typed_on(layout: str, text: str) -> str:
    """What a laptop of this layout makes of a scanned text."""
    keys = {ord(key): made for key, made in zip(_KEYS, LAYOUTS[layout], strict=True)}
    keys |= {ord(key.upper()): capital for key, _made, capital in _letters(LAYOUTS[layout])}
    return text.translate(keys)


def _letters(made: str) -> Iterator[tuple[str, str, str]]:
    """The keys of letters, with what a layout makes of each alone and with Shift."""
    start = len(_AS_THEY_ARE)
    has_both = "ı" in made  # and so a capital of its own for the i with a dot
    for key, one in zip(_KEYS[start:], made[start:], strict=True):
        yield key, one, "İ" if one == "i" and has_both else one.upper()


@cache
def _tables() -> tuple[dict[int, str], ...]:
    return tuple(map(_table, LAYOUTS.values()))


def _table(made: str) -> dict[int, str]:
    table = {ord(one): key for key, one in zip(_KEYS, made, strict=True)}
    for key, _one, capital in _letters(made):
        table[ord(capital)] = key.upper()
    return table
