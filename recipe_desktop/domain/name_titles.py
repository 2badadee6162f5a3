"""Titles of columns that hold whole names, such as *Name, Vorname*: which part comes first."""

import re
from typing import Final

from recipe_desktop.domain.names import fold
from recipe_desktop.domain.people import NameOrder

_PHRASES: Final = (
    ("family_name", ("nom de famille", "last name", "family name", "csaladi nev", "vezetek nev")),
    ("given_name", ("first name", "given name", "given names", "kereszt nev", "nome proprio")),
)
_PARTS: Final = {
    word: part
    for part, words in {
        "family_name": "family_name last lastname family surname surnames nach nachname nachnamen "
        "familienname zuname achternaam familienaam apelido apelidos sobrenome vezetek "
        "vezeteknev csaladnev",
        "given_name": "given_name first firstname given forename vor vorname vornamen voor "
        "voornaam voornamen roepnaam prenom prenoms kereszt keresztnev uto utonev",
        "": "name names naam nom noms nome nomes nev",
    }.items()
    for word in words.split()
}
_MOST_WORDS: Final = 6
_BRACKETS: Final = re.compile(r"[(\[].*")


def order_of(title: str) -> NameOrder | None:
    """The order that a title gives by naming both parts; None where it does not.

    A plain *name* is the other part of what stands beside it: *Name, Vorname*, *Nome e apelido*.
    """
    text = f" {fold(_BRACKETS.sub(' ', title))} "
    for part, phrases in _PHRASES:
        for phrase in phrases:
            text = text.replace(f" {phrase} ", f" {part} ")
    words = text.split()
    found = list(dict.fromkeys(_PARTS[word] for word in words if word in _PARTS))
    if len(words) > _MOST_WORDS or len(found) < 2:
        return None
    first, second = [part for part in found if part][:2] if len(found) > 2 else found
    return "family_first" if first == "family_name" or second == "given_name" else "given_first"
