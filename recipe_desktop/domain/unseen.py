"""Signs that nobody sees and that disturb what stands around them.

Those that turn the direction of writing make a name run over into its neighbours, fillers and
blanks of no width make two of one name, tabs and bells come with what is pasted. What belongs to
how words and pictures are written stays: a joiner between two letters that it joins or parts, and
what chooses the form of the sign before it.
"""

import re
from typing import Final

_INVISIBLE: Final = (
    *("\u00ad", "\u034f", "\u061c", "\u115f-\u1160", "\u17b4-\u17b5", "\u180b-\u180f"),
    *("\u200b-\u200f", "\u202a-\u202e", "\u2060-\u206f", "\u3164", "\ufe00-\ufe0f", "\ufeff"),
    *("\uffa0", "\ufff0-\ufff8", "\U0001bca0-\U0001bca3", "\U0001d173-\U0001d17a"),
    "\U000e0000-\U000e0fff",
)
"""Default_Ignorable_Code_Point of Unicode 15.1 (DerivedCoreProperties.txt)."""

_JOINS: Final = "\u0590-\u1cff\u2600-\u27bf\ufe0f\U0001f000-\U0001faff"  # joiners matter in these
_FORMED: Final = "\u1820-\u18aa\u2000-\u303f\u3400-\u9fff\uf900-\ufaff\U0001f000-\U0003ffff"
_KEPT: Final = (
    f"(?<=[{_JOINS}])[\u200c\u200d](?=[{_JOINS}])"
    f"|(?<=[{_FORMED}])[\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)
_IDLE: Final = re.compile(f"({_KEPT})|[{''.join(_INVISIBLE)}]")
BLANK: Final = "\u2800"  # of braille; it is no space for Unicode, and looks like one
_CONTROLS: Final = r"\x00-\x1f\x7f-\x9f\u2028\u2029"
_BREAKS: Final = re.compile(rf"\s*[{_CONTROLS}][\s{_CONTROLS}]*")
_ENDS: Final = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_QUIET: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")

IGNORABLE: Final = frozenset(
    chr(code)
    for span in _INVISIBLE
    for first, _dash, last in (span.partition("-"),)
    for code in range(ord(first), ord(last or first) + 1)
)
"""The signs that two names may differ by and nobody sees it."""


def without_idle(text: str) -> str:
    """A text without invisible signs, except where they say how something is written."""
    if text.isascii() or IGNORABLE.isdisjoint(text):
        return text
    return _IDLE.sub(r"\1", text)


def one_line(text: str) -> str:
    """A text as it can stand in one line; what is not seen has become a blank, or nothing."""
    seen = without_idle(text)
    if seen == text and text.isprintable() and BLANK not in text:
        return text
    return _BREAKS.sub(" ", seen.replace(BLANK, " ")).strip()


def several_lines(text: str) -> str:
    """A text of several lines, with nothing unseen in it but their ends and tabs."""
    seen = without_idle(text)
    if seen == text and text.isprintable():
        return text
    return _QUIET.sub("", _ENDS.sub("\n", seen)).strip()
