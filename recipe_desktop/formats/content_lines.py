"""The lines of address books and calendars: escaped, and folded for mail (RFC 2425, RFC 5545)."""

import re
from typing import Final

_LINE_BYTES: Final = 75
_ESCAPED: Final = (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\n"), ("\r", "\n"))
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def escaped(text: str) -> str:
    """A text as a value; signs that no such file may hold are left out."""
    for sign, written in _ESCAPED:
        text = text.replace(sign, written)
    return _CONTROLS.sub("", text).replace("\n", "\\n")


def folded(line: str) -> bytes:
    """At most 75 bytes a line, broken between characters, as the standards ask."""
    parts: list[bytes] = [b""]
    for char in line:
        encoded = char.encode("utf-8", "replace")
        if len(parts[-1]) + len(encoded) > _LINE_BYTES:
            parts.append(b" ")
        parts[-1] += encoded
    return b"\r\n".join(parts) + b"\r\n"
