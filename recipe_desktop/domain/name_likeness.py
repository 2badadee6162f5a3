"""Names compared for doubles: without legal form, and how many letters apart."""

from collections.abc import Callable, Collection
from functools import lru_cache
from itertools import groupby

from recipe_desktop.domain.names import fold

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
_SILENT = dict.fromkeys(map(ord, "aeiouy"))
_SHORT = 5  # consonants, of which one slip can change the first three and the last three
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


def name_ends(name: str) -> frozenset[tuple[str, str]]:
    """How the consonants of a name begin and end, by which a town's firms are told apart quickly.

    Spaces, vowels and doubled letters do not count, so that Müller and Mueller, Techno Soft and
    Technosoft share both; one slip elsewhere leaves the beginning or the end.
    """
    return _both_ends(name, lambda heard: (2, 3) if len(heard) <= _SHORT else (3,))


def name_halves(name: str) -> frozenset[tuple[str, str]]:
    """As ``name_ends``, of a whole country's firms: as long as one slip leaves one of them.

    Half of the consonants and one less, so that two names of which one is a consonant longer
    share them, too; three at least, since of short names one letter makes two firms (Pinho,
    Pinto) more often than two spellings of one.
    """
    return _both_ends(name, lambda heard: {max(3, (len(heard) - less) // 2) for less in (0, 1)})


def _both_ends(name: str, sizes: Callable[[str], Collection[int]]) -> frozenset[tuple[str, str]]:
    words = name_core(name).split()
    found: set[tuple[str, str]] = set()
    for order in {tuple(words), tuple(sorted(words))}:
        letters = "".join(order)
        heard = "".join(char for char, _ in groupby(letters.translate(_SILENT))) or letters
        for size in sizes(heard):
            found |= {("begins", heard[:size]), ("ends", heard[-size:])}
    return frozenset(found)


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
