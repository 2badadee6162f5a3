"""Lengths of time as people write them into plans: a number and a unit, in six languages."""

import re
from fractions import Fraction
from typing import Final, NamedTuple

from recipe_desktop.domain.names import fold

_UNITS: Final = {  # no T, which may be days or thousands; working days, of eight hours, five in a week and twenty in a month
    "": "1",
    "d|day|days|dy|dys|tag|tage|j|jour|jours|n|nap|dag|dagen|dia|dias": "1",
    "w|wk|wks|week|weeks|woche|wochen|sem|semaine|semaines|het|weken|semana|semanas": "5",
    "mo|mon|mons|month|months|monat|monate|mois|ho|honap|maand|maanden|mes|meses": "20",
    "h|hr|hrs|hour|hours|std|stunde|stunden|heure|heures|ora|uur|hora|horas": "1/8",
    "m|min|mins|minute|minutes|minuten|perc|minuut|minuto|minutos": "1/480",
}
_DAYS: Final = {unit: Fraction(days) for units, days in _UNITS.items() for unit in units.split("|")}
_LENGTH: Final = re.compile(r"([+-]?\s*\d(?:.*\d)?)\s*([^\d\s?]*)\s*\??")  # "?" is estimated


class Length(NamedTuple):
    """A length as it is written.

    Args:
        number: as it stands there, without spaces; how its decimals are written is another question.
        days: how many working days one of its units has.
        is_elapsed: whether it runs on through nights and free days.
        is_share: whether it is per cent of another length, so that it has no days.
    """

    number: str
    days: Fraction
    is_elapsed: bool = False
    is_share: bool = False


def read_length(typed: str) -> Length | None:
    """A number with its unit, which without one is days; None where the unit is not known.

    An ``e`` before the unit is what MS Project writes for time that runs on.
    """
    found = _LENGTH.fullmatch(typed.strip())
    if found is None:
        return None
    number, unit = re.sub(r"\s", "", found.group(1)), fold(found.group(2))
    if found.group(2) in {"%", "e%"}:
        return Length(number, Fraction(0), is_share=True)
    if unit in _DAYS:
        return Length(number, _DAYS[unit])
    if unit[:1] == "e" and unit[1:] in _DAYS and unit[1:]:
        return Length(number, _DAYS[unit[1:]], is_elapsed=True)
    return None
