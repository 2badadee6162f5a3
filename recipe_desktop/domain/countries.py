"""Countries: two-letter ISO codes, whatever way people and EU papers write them.

From when to when a country takes part is dated reference data, not code.
"""

from dataclasses import dataclass
from functools import cache

from recipe_desktop.domain.country_names import ALSO, NAMES
from recipe_desktop.domain.names import fold

# EU documents write these two otherwise than ISO does.
EU_LETTERS = {"GR": "EL", "GB": "UK"}
# As on cars and before postcodes.
_CAR_LETTERS = dict(
    pair.split(":") for pair in "A:AT B:BE D:DE E:ES F:FR H:HU I:IT L:LU P:PT S:SE".split()
)


@dataclass(frozen=True, slots=True)
class CountryReading:
    """What a typed country means; ``asked`` when its letters are not those of ISO (EL, UK, D)."""

    code: str
    asked: bool


@cache
def country_codes() -> tuple[str, ...]:
    """Every code there is."""
    return tuple(line.partition(":")[0] for line in NAMES.split("\n") if line)


@cache
def _readings() -> dict[str, str]:
    readings: dict[str, str] = {}
    for line in (*NAMES.split("\n"), *ALSO.split("\n")):
        code, _, names = line.partition(":")
        for name in names.split("|"):
            readings.setdefault(fold(name), code)
    readings |= {code.lower(): code for code in country_codes()}
    readings.pop("", None)
    return readings


def read_country(text: str) -> CountryReading | None:
    """The country that a code or a name in one of the six languages stands for."""
    folded = fold(text)
    if car := _CAR_LETTERS.get(folded.upper()):
        return CountryReading(car, asked=True)
    code = _readings().get(folded)
    if code is None:
        code = _readings().get(folded.removeprefix("the "))
    if code is None:
        return None
    return CountryReading(code, asked=folded.upper() in EU_LETTERS.values())


def is_country(code: str) -> bool:
    """Whether this is a code as it is stored: ISO 3166-1 alpha-2, and XK for Kosovo."""
    return code in country_codes()


def eu_letters(code: str) -> str:
    """The code as EU documents and VAT numbers write it: EL for Greece, UK for Britain."""
    return EU_LETTERS.get(code, code)
