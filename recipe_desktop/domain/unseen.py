"""Signs that nobody sees and that disturb what stands around them.

Those that turn the direction of writing make a name run over into its neighbours; tabs, ends of
lines and bells come with what is pasted. Joiners stay: they belong to how words are written.
"""

import re
from typing import Final

TURNS: Final = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_CONTROLS: Final = r"\x00-\x1f\x7f-\x9f\u2028\u2029"
_BREAKS: Final = re.compile(rf"\s*[{_CONTROLS}][\s{_CONTROLS}]*")
_ENDS: Final = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_QUIET: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")


def one_line(text: str) -> str:
    """A text as it can stand in one line; what is not seen has become a blank, or nothing."""
    if text.isprintable():
        return text
    return _BREAKS.sub(" ", text.translate(TURNS)).strip()


def several_lines(text: str) -> str:
    """A text of several lines, with nothing unseen in it but their ends and tabs."""
    if text.isprintable():
        return text
    return _QUIET.sub("", _ENDS.sub("\n", text.translate(TURNS))).strip()
