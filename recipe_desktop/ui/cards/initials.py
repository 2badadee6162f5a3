"""Letters that stand for a person or an office on a disc."""

from zlib import crc32

_LETTERS = 2


def initials(name: str) -> str:
    """The first letters of the first and the last word, or two of one word: ``ZN``, ``NM``."""
    words = [word for word in name.split() if word[:1].isalnum()]
    if not words:
        return ""
    if len(words) > 1:
        return f"{words[0][0]}{words[-1][0]}".upper()
    capitals = [letter for letter in words[0] if letter.isupper()]
    inside = "".join(capitals) if len(capitals) > 1 else words[0]
    return inside[:_LETTERS].upper()


def series(name: str) -> int:
    """The series whose colour a name has on every laptop."""
    return crc32(name.encode()) % 6
