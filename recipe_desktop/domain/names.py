"""Names as people type them: found without accents."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from recipe_desktop.domain.unseen import IGNORABLE

_APOSTROPHES = "'’‘ʼ`´ʹʻ′＇"

# Letters that no decomposition takes apart. Cyrillic as Bulgaria writes it (the only Member State
# that uses it), with the letters of Ukrainian, Serbian and Macedonian; Greek after ISO 843.
_SINGLE = {
    letter: plain
    for pair in [
        "ß:ss",
        "ø:o",
        "ł:l",
        "đ:d",
        "æ:ae",
        "œ:oe",
        "þ:th",
        "ı:i",
        "ð:d",
        "ħ:h",
        "ŋ:n",
        "ĸ:k",
        "ŧ:t",
        "ſ:s",
        "ə:e",
        "ɖ:d",
        "ƒ:f",
        "α:a",
        "β:v",
        "γ:g",
        "δ:d",
        "ε:e",
        "ζ:z",
        "η:i",
        "θ:th",
        "ι:i",
        "κ:k",
        "λ:l",
        "μ:m",
        "ν:n",
        "ξ:x",
        "ο:o",
        "π:p",
        "ρ:r",
        "σ:s",
        "ς:s",
        "τ:t",
        "υ:y",
        "φ:f",
        "χ:ch",
        "ψ:ps",
        "ω:o",
        "а:a",
        "б:b",
        "в:v",
        "г:g",
        "д:d",
        "е:e",
        "ж:zh",
        "з:z",
        "и:i",
        "й:y",
        "к:k",
        "л:l",
        "м:m",
        "н:n",
        "о:o",
        "п:p",
        "р:r",
        "с:s",
        "т:t",
        "у:u",
        "ф:f",
        "х:h",
        "ц:ts",
        "ч:ch",
        "ш:sh",
        "щ:sht",
        "ъ:a",
        "ы:y",
        "ь:",
        "э:e",
        "ю:yu",
        "я:ya",
        "є:ie",
        "і:i",
        "ґ:g",
        "ђ:dj",
        "ј:j",
        "љ:lj",
        "њ:nj",
        "ћ:c",
        "џ:dz",
        "ѓ:g",
        "ќ:k",
        "ѕ:dz",
    ]
    for letter, _, plain in (pair.partition(":"),)
}
_SIGN = re.compile(rf"[{_APOSTROPHES}]")
_LONE_LETTERS = re.compile(r"(?<!\S)\w(?: \w)+(?!\S)")
_LONE_PAIR = re.compile(r" \S \S ")  # in folded words with a blank at either end
_ELIDED = re.compile(rf"(?<!\w)(?:qu|[cdjlmnst])[{_APOSTROPHES}](\w+)", re.IGNORECASE)
_LETTERS = str.maketrans({**_SINGLE, **dict.fromkeys(_APOSTROPHES, "")})
_SPELLED_OUT = frozenset("äöüåøÄÖÜÅØ")
_LATIN_END = (
    "\u0250"  # beyond stand accents of their own, and signs that are put together otherwise
)
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})


class _Folded(dict[int, str | None]):
    """What each character becomes; asked for a new one, it works it out once.

    No letter's fold depends on its neighbours, so a whole text is one ``translate``.
    """

    def __missing__(self, code: int) -> str | None:
        folded, before = _plain(chr(code)), None
        while folded != before:  # a few rare letters fall apart in two steps
            folded, before = _plain(folded), folded
        self[code] = folded or None
        return folded or None


def _plain(text: str) -> str:
    taken_apart = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    return "".join(
        " " if not char.isalnum() else char
        for char in unicodedata.normalize("NFKD", taken_apart)
        if char not in IGNORABLE and not unicodedata.category(char).startswith("M")
    )


class _Variant(dict[int, str | None]):
    """The same in the German and Nordic spelling, of text in composed form."""

    def __missing__(self, code: int) -> str | None:
        folded = chr(code).lower().translate(_GERMAN).translate(_FOLDED)
        self[code] = folded or None
        return folded or None


_FOLDED = _Folded()
_VARIANT = _Variant()


def fold(text: str) -> str:
    """Small letters without accents and signs, one blank between words; Gyor finds Győr.

    Folding a second time changes nothing, so a folded text can be stored and compared.
    """
    if text.isascii():
        return " ".join(text.translate(_FOLDED).split())
    return " ".join(filter(None, map(_folded_word, text.split())))


@lru_cache(maxsize=20_000)
def _folded_word(word: str) -> str:
    """Names have words in common, and a fold does not reach across a blank."""
    return " ".join(word.translate(_FOLDED).split())


def fold_variants(text: str) -> tuple[str, ...]:
    """The fold, and the German and Nordic form beside it where it differs (muller, mueller)."""
    firsts, seconds = [], []
    for word in text.split():
        first, second = _word_variants(word)
        if first or second:
            firsts.append(first)
            seconds.append(second)
    if firsts == seconds:
        return (" ".join(firsts),)
    return " ".join(filter(None, firsts)), " ".join(filter(None, seconds))


def after_elisions(text: str) -> list[str]:
    """The folds of the words that follow an article without its vowel: economie in L’Économie."""
    if not _SIGN.search(text):
        return []
    return [found for word in _ELIDED.findall(text) for found in fold_variants(word)]


def joined_letters(text: str) -> list[str]:
    """Letters that stand alone beside each other, as one word: hm for H&M."""
    return ["".join(run.split()) for run in _LONE_LETTERS.findall(fold(text))]


def searched_words(texts: Sequence[str]) -> str:
    """The folded words by which something is found of which some texts tell.

    Few texts hold an elision or letters that stand alone, and to look into each for them takes
    three times as long as to fold them; one look at all of them together finds most to have none.
    """
    plain = " ".join(filter(str.isascii, texts))
    accented = [text for text in texts if not text.isascii()]
    variants = [variant for text in accented for variant in fold_variants(text)]
    words = " ".join((fold(plain), *variants))
    signed = "'" in plain or "`" in plain or _SIGN.search(" ".join(accented))
    if signed or _LONE_PAIR.search(f" {words} "):
        return _all_words(plain, texts)
    return words


def _all_words(plain: str, texts: Iterable[str]) -> str:
    """The same where there may be words behind an elision, or letters that stand alone."""
    words = [fold(plain)]
    for text in texts:
        if not text.isascii():
            words += fold_variants(text)
        words += after_elisions(text)
        if " " in text or not text.isalnum():
            words += joined_letters(text)
    return " ".join(words)


@lru_cache(maxsize=20_000)
def _word_variants(word: str) -> tuple[str, str]:
    first = _folded_word(word)
    if word.isascii() or (max(word) < _LATIN_END and _SPELLED_OUT.isdisjoint(word)):
        return first, first
    second = " ".join(unicodedata.normalize("NFC", word).translate(_VARIANT).split())
    return first, second
