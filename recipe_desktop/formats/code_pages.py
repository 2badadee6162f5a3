"""Which code page a text is written in where nothing says it: Central or Western European.

Both read any list; most letters with accents have one byte in both. What tells them apart are the
others, by the letters around them: a ñ stands before a vowel, a ń never does.
"""

import re
from typing import Final

_READ: Final = 500_000  # bytes of words with accents by which the pages are told from each other
_WORDS: Final = re.compile(rb"[0-9a-zA-Z]{0,3}[\x80-\xff][a-zA-Z\x80-\xff]*")

_VOWEL: Final = rb"[aeiou\xe1\xe9\xed\xf3\xfa\xc1\xc9\xcd\xd3\xda\xec\xcc\xf9\xd9]"
_LETTER: Final = rb"[a-z\x8a\x8c-\x8f\x9a\x9c-\x9f\xc0-\xd6\xd8-\xf6\xf8-\xff]"

# Above 0: Central European; below: Western European. Case of the letters around does not matter.
_HINTS: Final[tuple[tuple[bytes, int], ...]] = (
    (rb"[\xf5\xd5](?!e)", 2),  # ő, against õe in Portuguese
    (rb"[\xf5\xd5]e", -3),
    (rb"(?<![odslrm])[\xfb\xdb]", 1),  # ű, against oû, dû, sû, lû, rû, mû in French
    (rb"[os][\xfb\xdb]|d[\xfb\xdb](?!s)", -1),
    (rb"[lrm][\xfb\xdb](?=[tlrc])", -1),
    (rb"[\xe3\xc3][oe]", -3),  # ão, ãe
    (rb"[\xe3\xc3](?=[a-z])(?![oe])", 1),  # ă, against irmãs
    (rb"[rdvcgpb][\xe3\xc3](?![a-z\x80-\xff])", 1),  # and at the end, against manhã
    (rb"(?<=[a-z])[\xe0\xc0\xe5\xc5]|[\xe0\xc0\xe5\xc5](?=[a-z])", -1),  # à å, against ŕ ĺ
    (rb"[a-z][\xb3\xb9\xbf\xa3\xa5\xaf]", 2),  # ł ą ż Ł Ą Ż inside words
    (rb"(?<![a-z0-9])[\xa3\xaf](?=" + _LETTER + rb")", 2),  # and where they begin
    (rb"[a-z\xc0-\xff]\xf3?[\xb3\xbe\xbc]" + _LETTER, 2),  # ł ľ Ľ
    (rb"[a-z][\xba\xaa][a-z\xc0-\xff]", 2),  # ş, against the ordinals of nº and ª
    (rb"(?<![a-z0-9])\xaa(?=[a-z])", 2),
    (rb"[a-z][\xbe\x9f]|\xbc[a-z\xfa]|\xbe[a-z]", 2),  # ľ ź Ľ
    (rb"[\xfe\xde](?=[aeiou\xe3\xc3])", 2),  # ţ
    (rb"[\x9c\x8c](?=[uit])", -2),  # œu, œi, against ś
    (rb"[\x9c\x8c](?=[cdnlwrmpk\xe6\xc6])", 2),  # ś
    (rb"[\xe8\xc8](?=[aeoukj\xe1\xe9\xed\xf3\xfa\xec\xf9\xc1\xcd])", 2),  # č before a vowel or k
    (rb"[\xe8\xc8](?=i)", 2),
    (rb"[ae\xe1\xed\xfd\xec][\xe8\xc8]|i[\xe8\xc8](?![a-z\x80-\xff])", 2),  # or behind one
    (rb"[b-df-hj-np-tv-xz][\xe8\xc8](?=[rsmtvgcdlnzpb])", -1),  # è in French
    (rb"i[\xe8\xc8](?=[rsmtvgcdlzpb])", -1),
    (rb"(?<![a-z\x80-\xff])[\xe8\xc8](?=[rtl])", 1),  # č where words begin
    (rb"(?<![a-z\x80-\xff])[\xe8\xc8](?![a-z\x80-\xff])", -1),  # è is a word in Italian
    (rb"[\xec\xcc](?=" + _LETTER + rb")", 2),  # ě, against lunedì
    (rb"[\xf8\xd8](?=[\xe1\xe9\xed\xf3\xf9\xc1\xc9\xcd\xd9])|[a-z][\xf8\xd8]i", 2),  # ř
    (rb"[\xf8\xd8](?=[aeu])(?!(?:a|e|en|er|et|ene)(?![a-z\x80-\xff]))", 1),  # not in Sjøen
    (rb"[\xf8\xd8](?=[bcdfghjklmnprstvwxyz])", -1),  # ø before anything else
    (rb"[\xf9\xd9](?=" + _LETTER + rb")", 2),  # ů, against où, più
    (rb"[aeiouy\xf3\xd3][\xe6\xc6]", 2),  # ć behind a vowel, against æ
    (rb"(?<![aeiouy\xf3\xd3])[\xe6\xc6](?=[bcdfghjklmnprstvwxz])", -1),
    (rb"[\xe6\xc6](?=[aiou])", 1),
    (rb"[\xf0\xd0](?=[aeiou])", 1),  # đ
    (rb"[\xf1\xd1](?=" + _VOWEL + rb")", -2),  # ñ
    (rb"[\xf1\xd1](?!" + _VOWEL + rb")", 2),  # ń
    (rb"[\xea\xca](?=[nmlrvq])", -1),  # ê
    (rb"[izwk\xb3\xa3][\xea\xca](?![nmlrv])", 2),  # ę
    (rb"(?<!m)[\xea\xca](?=[bdgk]|c[iz])", 2),
    (rb"(?<![izwk\xb3\xa3])[\xea\xca](?=[tspz\xe9\xc9\xe8]|ch)", -1),
    (rb"(?<![a-z])[\xcf\xef](?=u)", 2),  # Ď
    (rb"[aeou][\xef\xcf](?=[bcdfghlmnqrstvz])", -1),  # naïf, Haïti, against ď
    (rb"[\xf2\xd2](?=[a-z])|[aeio\xed\xe1][\xf2\xd2]", 2),  # ň, against però
    (rb"[bcdlrtvz][\xf2\xd2](?![a-z])", -1),
    (rb"[a\xe0][\xff]", -1),  # L'Haÿ
)
_PATTERNS: Final = tuple((re.compile(hint, re.IGNORECASE), weight) for hint, weight in _HINTS)


def page_of(content: bytes) -> str:
    """The code page that the words with accents are likeliest written in."""
    return "cp1250" if looks_central(content) > 0 else "cp1252"


def looks_central(content: bytes) -> int:
    """How much the bytes look like a Central European page: above 0 it is one, below a Western."""
    words = b"\n".join(_WORDS.findall(content))[:_READ]
    return sum(weight * len(hint.findall(words)) for hint, weight in _PATTERNS)
