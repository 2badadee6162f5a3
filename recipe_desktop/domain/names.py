"""Names as people type them: found without accents, put in order, compared for doubles."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, TypeAlias

Order = Literal["root", "hu"]
_Levels: TypeAlias = tuple[str, str, str]

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
        if not unicodedata.category(char).startswith("M")
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


@lru_cache(maxsize=20_000)
def _word_variants(word: str) -> tuple[str, str]:
    first = _folded_word(word)
    if word.isascii() or (max(word) < _LATIN_END and _SPELLED_OUT.isdisjoint(word)):
        return first, first
    second = " ".join(unicodedata.normalize("NFC", word).translate(_VARIANT).split())
    return first, second


# --- Order -------------------------------------------------------------------------------------
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
    root, hungarian = zip(*map(_word_keys, text.split(" ")), strict=True)
    if None in root or None in hungarian:
        return sort_key(text), sort_key(text, "hu")
    first = _joined(root)
    return first, first if hungarian == root else _joined(hungarian)


@lru_cache(maxsize=20_000)
def _word_keys(word: str) -> tuple[_Levels | None, _Levels | None]:
    """The levels of one word in both orders; plain letters and digits need no look at each."""
    if word.isascii() and word.isalnum():
        small, level = word.lower(), "a" * len(word)
        capitals = level if small == word else word.translate(_LEVELS["root"][2])
        root = (small, level, capitals)
        return root, _word_levels(word, "hu") if _PAIR.search(small) else root
    return _word_levels(word, "root"), _word_levels(word, "hu")


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


# --- Likeness ----------------------------------------------------------------------------------

# Folded, single letters joined (S.A.R.L. is sarl), longest taken off first.
_LEGAL_FORMS = frozenset(
    form.strip()
    for line in (
        # Hungary
        "kft, bt, kkt, kht, zrt, nyrt, rt, nonprofit, nonprofit kft, nonprofit zrt, kozhasznu",
        "korlatolt felelossegu tarsasag, beteti tarsasag, kozkereseti tarsasag, ec, egyesulet",
        "zartkoruen mukodo reszvenytarsasag, nyilvanosan mukodo reszvenytarsasag, alapitvany",
        # Germany
        "gmbh, ggmbh, mbh, ag, kg, ohg, gbr, ug, se, ek, ev, eg, kgaa, partg, gmbh co kg",
        "ug haftungsbeschrankt, gmbh und co kg, gmbh co kgaa, gmbh co ohg, ag co kg, ag co ohg",
        "ag co kgaa, gesellschaft mit beschrankter haftung, aktiengesellschaft",
        "eingetragener verein",
        # France
        "sa, sarl, sas, sasu, eurl, snc, sci, scs, sca, scop, scic, gie, earl, selarl",
        "societe anonyme, societe a responsabilite limitee, societe par actions simplifiee",
        "association loi 1901",
        # Netherlands
        "bv, nv, vof, cv, bvba, ua, stichting, vereniging, cooperatie, besloten vennootschap",
        "naamloze vennootschap",
        # Portugal
        "lda, ltda, limitada, unipessoal, unipessoal lda, unipessoal ltda, crl, eim, epe, sgps",
        "sgps sa, sociedade anonima, sociedade unipessoal lda, sociedade unipessoal por quotas",
        # elsewhere
        "ltd, limited, plc, llp, llc, inc, oy, oyj, ab, aps, as, asa, srl, spa, sl, slu, doo, sro",
        "sp zoo",
    )
    for form in line.split(",")
)
_LONGEST_FORM = max(len(form.split()) for form in _LEGAL_FORMS)


def _joined_initials(words: list[str]) -> list[str]:
    joined: list[str] = []
    run = ""
    for word in (*words, ""):
        if len(word) == 1 and word.isalpha():
            run += word
            continue
        joined.extend(_initials(run))
        run = ""
        joined.append(word)
    return [word for word in joined if word]


def _initials(run: str) -> tuple[str, ...]:
    """One word, or two where a legal form stands beside other initials: X, S.A. is x and sa."""
    if run not in _LEGAL_FORMS:
        for cut in range(1, len(run) - 1):
            if run[cut:] in _LEGAL_FORMS:
                return run[:cut], run[cut:]
    return (run,)


@lru_cache(maxsize=20_000)
def name_core(text: str) -> str:
    """The folded name of an organisation without its legal form, at whichever end that stands.

    A name that consists of a legal form alone is kept.
    """
    words = _joined_initials(fold(text).split())
    while len(words) > 1:
        for length in range(min(_LONGEST_FORM, len(words) - 1), 0, -1):
            if " ".join(words[-length:]) in _LEGAL_FORMS:
                words = words[:-length]
                break
            if " ".join(words[:length]) in _LEGAL_FORMS:
                words = words[length:]
                break
        else:
            break
    return " ".join(words)


def likeness(first: str, second: str) -> float:
    """How alike two names are, from 0 to 1, whatever their legal form and the order of words."""
    one, two = name_core(first), name_core(second)
    if not one or not two:
        return 0.0
    if one == two:
        return 1.0
    turned = " ".join(sorted(one.split())), " ".join(sorted(two.split()))
    longest = max(len(one), len(two))
    wrong = _slips(one, two)
    if turned != (one, two):
        wrong = min(wrong, _slips(*turned))
    return max(0.0, 1 - wrong / longest)


def may_be_alike(first: str, second: str, least: float) -> bool:
    """Whether the likeness of two names can reach ``least``, told from their letters alone.

    Every letter that only one of them has is at least one slip, and so is every letter by which
    one is longer. It spares comparing most of the names that share nothing but a town.
    """
    (long, one), (short, two) = sorted((_letters(first), _letters(second)), reverse=True)
    most = (1 - least) * long + 1e-9
    return (
        long - short <= most
        and (one & ~two).bit_count() <= most
        and (two & ~one).bit_count() <= most
    )


@lru_cache(maxsize=20_000)
def _letters(name: str) -> tuple[int, int]:
    """The length of a name's core, and a bit for every letter in it."""
    core, bits = name_core(name), 0
    for char in core:
        bits |= 1 << (ord(char) & 63)
    return len(core), bits


def _slips(one: str, two: str) -> int:
    """Letters missing, added, wrong or swapped with their neighbour (optimal string alignment).

    A column of the usual table at a time, as differences of neighbours in the bits of a few
    integers (Hyyrö 2003): a whole number does what would be a loop over the letters of ``one``.
    """
    places: dict[str, int] = {}
    for place, char in enumerate(one):
        places[char] = places.get(char, 0) | 1 << place
    every, last = (1 << len(one)) - 1, 1 << max(0, len(one) - 1)
    more, fewer, same, before, count = every, 0, 0, 0, len(one)
    for char in two:
        here = places.get(char, 0)
        swapped = ((~same & here) << 1) & before
        same = ((((here & more) + more) ^ more) | here | fewer | swapped) & every
        up, down = fewer | (every & ~(same | more)), same & more
        count += bool(up & last) - bool(down & last)
        up, down = (up << 1 | 1) & every, (down << 1) & every
        more, fewer = down | (every & ~(same | up)), up & same
        before = here
    return count
