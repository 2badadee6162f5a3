"""Letters that stand for a person or an office on a disc."""

from zlib import crc32

_LETTERS = 2


def initials(name: str) -> str:
    """The first letters of the first and the last word: ``ZN``."""
    words = [word for word in name.split() if word[:1].isalnum()]
    if not words:
        return ""
    chosen = [words[0], words[-1]] if len(words) > 1 else words
    return "".join(word[0] for word in chosen)[:_LETTERS].upper()


def series(name: str) -> int:
    """The series whose colour a name has on every laptop."""
    return crc32(name.encode()) % 6
