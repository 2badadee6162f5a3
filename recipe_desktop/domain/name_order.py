"""Names in order: keys that compare byte by byte in SQL, as ICU and Hungarian readers sort."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, TypeAlias

Order = Literal["root", "hu"]
_Levels: TypeAlias = tuple[str, str, str]

# Three levels as in ICU, so that keys compare byte by byte in SQL: letters; accents; capitals.
# Checked against QCollator (ICU 73): tests/data/names.

_PUNCTUATION = "_-‐‑–—,;:!?.·'‘’\"“”„«»()[]{}§@*/\\&#%`´^+<=>|~$£€"  # ICU's order of signs
_SIGN_WEIGHTS = {
    sign: "\x03" + chr(0x20 + place) for place, sign in enumerate(_PUNCTUATION, start=1)
}
_BLANK = "\x02"
_LEVEL = "\x01"
_ACCENTS = {
    mark: chr(ord("b") + place)
    for place, mark in enumerate(
        "\u0301\u0300\u0306\u0302\u030c\u030a\u0308\u030b\u0303\u0307\u0338\u0327\u0328\u0304\u0335"
    )
}
_JOINED = {
    "ß": ("s", "s"),
    "ẞ": ("s", "s"),
    "æ": ("a", "e"),
    "œ": ("o", "e"),
}
_STROKES = {"ø": "o\u0338", "ł": "l\u0335", "đ": "d\u0335", "ð": "d\u0335\u0335"}
_AFTER = {"ı": "i~", "þ": "z~~", "ĸ": "q~", "ħ": "h~", "ŋ": "n~", "ŧ": "t~"}
# Hungarian: cs is a letter after c, and a long one is written short (meggy = megy + gy).
_DIGRAPH = re.compile(
    r"ddzs|ccs|ddz|ggy|lly|nny|ssz|tty|zzs|dzs|cs|dz|gy|ly|ny|sz|ty|zs", re.IGNORECASE
)
_LONG = {"ddzs": "dzs", "ccs": "cs", "ddz": "dz", "ggy": "gy", "lly": "ly", "nny": "ny"} | {
    "ssz": "sz",
    "tty": "ty",
    "zzs": "zs",
}
_HUNGARIAN_VOWELS = {"ö": ("o~", "a"), "ő": ("o~", "ah"), "ü": ("u~", "a"), "ű": ("u~", "ah")}


class _Key:
    """Collects the three levels of one text."""

    def __init__(self) -> None:
        self.letters: list[str] = []
        self.accents: list[str] = []
        self.capitals: list[str] = []

    def put(self, letter: str, accents: str = "a", capital: str = "a") -> None:
        self.letters.append(letter)
        self.accents.append(accents)
        self.capitals.append(capital)

    def plain(self, text: str) -> None:
        for char in unicodedata.normalize("NFC", text):
            self._char(char)

    def hungarian(self, text: str) -> None:
        end = 0
        for found in _DIGRAPH.finditer(text):
            self._hungarian_vowels(text[end : found.start()])
            self._digraph(found[0])
            end = found.end()
        self._hungarian_vowels(text[end:])

    def text(self) -> str:
        """The levels in one text; what only fills up is left away at the end of a level."""
        accents = "".join(self.accents).rstrip("a")
        capitals = "".join(self.capitals).rstrip("a")
        return _LEVEL.join(("".join(self.letters), accents, capitals)).rstrip(_LEVEL)

    def _char(self, char: str) -> None:
        small = char.lower()
        capital = "a" if small == char else "c"
        if small in _JOINED:
            first, second = _JOINED[small]
            self.put(first, "a", capital)
            self.put(second, "ay", capital)
            return
        first, *marks = list(unicodedata.normalize("NFD", _STROKES.get(small, small)))
        if unicodedata.combining(first):  # an accent without its letter
            marks.insert(0, first)
            first = ""
        accents = "".join(_ACCENTS.get(mark, "x" + mark) for mark in marks)
        if first:
            self.put(_weight(first), "a" + accents, capital)
        elif self.accents:
            self.accents[-1] += accents
        else:
            self.put("", accents, capital)

    def _digraph(self, typed: str) -> None:
        # McSwain and PcSoft hold no Hungarian cs: a capital never stands inside one.
        if not (typed.islower() or typed.isupper() or typed[1:].islower()):
            self.plain(typed)
            return
        small = typed.lower()
        short = _LONG.get(small, small)
        letter = short[0] + "~" * (len(short) - 1)
        capital = "a" if typed.islower() else "c" if typed[1:].islower() else "e"
        if short == small:
            self.put(letter, capital=capital)
        else:
            self.put(letter, capital=chr(ord(capital) + 1))
            self.put(letter, capital=chr(ord(capital) + 1))

    def _hungarian_vowels(self, text: str) -> None:
        for char in text:
            vowel = _HUNGARIAN_VOWELS.get(char.lower())
            if vowel is None:
                self._char(char)
            else:
                self.put(*vowel, capital="a" if char.islower() else "c")


def _weight(char: str) -> str:
    if char.isspace():
        return _BLANK
    if char in _SIGN_WEIGHTS:
        return _SIGN_WEIGHTS[char]
    if char in _AFTER:
        return _AFTER[char]
    return char if char > " " else ""


_ALONE = "\0"  # stands for an accent without its letter, whose key needs its neighbours
_PAIR = re.compile("cs|dz|gy|ly|ny|sz|ty|zs")
_STAND_INS = 0x100000  # private characters from here on stand for Hungarian digraphs
_digraphs: dict[str, str] = {}


class _Level(dict[int, str]):
    """One level of the keys of single characters, worked out when a character is first met.

    Args:
        level: 0 for letters, 1 for accents, 2 for capitals.
    """

    def __init__(self, level: int, order: Order) -> None:
        super().__init__()
        self._level, self._order = level, order

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if unicodedata.combining(unicodedata.normalize("NFD", char)[0]):
            self[code] = _ALONE
            return _ALONE
        key = _Key()
        if self._order == "root":
            key.plain(char)
        elif code >= _STAND_INS:
            key.hungarian(next(typed for typed, one in _digraphs.items() if one == char))
        else:
            key.hungarian(char)
        self[code] = "".join((key.letters, key.accents, key.capitals)[self._level])
        return self[code]


_LEVELS: dict[Order, tuple[_Level, _Level, _Level]] = {
    "root": (_Level(0, "root"), _Level(1, "root"), _Level(2, "root")),
    "hu": (_Level(0, "hu"), _Level(1, "hu"), _Level(2, "hu")),
}


def sort_key(text: str, order: Order = "root") -> str:
    """A key to store: comparing keys as plain text gives the order people expect.

    Nothing in a key reaches across a blank, so it is put together from the keys of the words,
    which names have in common.

    Args:
        text: the name.
        order: ``hu`` for Hungarian, ``root`` for English, French, German, Dutch and Portuguese.
    """
    words = [_word_levels(word, order) for word in text.split(" ")]
    return _slow_key(_composed(text), order) if None in words else _joined(words)


@lru_cache(maxsize=20_000)
def _word_levels(word: str, order: Order) -> _Levels | None:
    """The three levels of one word; None where an accent stands without its letter."""
    clean = word if word.isascii() else _composed(word)
    if clean and ord(max(clean)) >= _STAND_INS:
        return None
    spelled = _spelled(clean) if order == "hu" else clean
    letters, accents, capitals = _LEVELS[order]
    first = spelled.translate(letters)
    if _ALONE in first:
        return None
    return first, spelled.translate(accents), spelled.translate(capitals)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode())


def sort_keys(text: str) -> tuple[str, str]:
    """The ``root`` and the ``hu`` key; where no Hungarian letter stands they are the same."""
    words = [_word_keys(word) for word in text.split(" ")]
    if None in words:
        return sort_key(text), sort_key(text, "hu")
    root, hungarian = zip(*words, strict=True)
    first = _joined(root)
    return first, first if hungarian == root else _joined(hungarian)


@lru_cache(maxsize=20_000)
def _word_keys(word: str) -> tuple[_Levels, _Levels] | None:
    """The levels of one word in both orders; None where an accent stands without its letter.

    Plain letters and digits need no look at each.
    """
    if word.isascii() and word.isalnum():
        small, level = word.lower(), "a" * len(word)
        capitals = level if small == word else word.translate(_LEVELS["root"][2])
        root: _Levels | None = (small, level, capitals)
        hungarian = _word_levels(word, "hu") if _PAIR.search(small) else root
    else:
        root, hungarian = _word_levels(word, "root"), _word_levels(word, "hu")
    return None if root is None or hungarian is None else (root, hungarian)


def _joined(words: Iterable[_Levels | None]) -> str:
    """The key of a text from the levels of its words."""
    letters, accents, capitals = zip(*words, strict=True)
    second = "a".join(accents).rstrip("a")
    third = "a".join(capitals).rstrip("a")
    return f"{_BLANK.join(letters)}{_LEVEL}{second}{_LEVEL}{third}".rstrip(_LEVEL)


def _spelled(clean: str) -> str:
    """The text with one character for each Hungarian digraph; most texts hold none."""
    if _PAIR.search(clean.casefold()):
        return _DIGRAPH.sub(_stand_in, clean)
    return clean


def _stand_in(found: re.Match[str]) -> str:
    typed = found[0]
    if typed not in _digraphs:
        _digraphs[typed] = chr(_STAND_INS + len(_digraphs))
    return _digraphs[typed]


def _slow_key(clean: str, order: Order) -> str:
    key = _Key()
    if order == "hu":
        key.hungarian(clean)
    else:
        key.plain(clean)
    return key.text()
