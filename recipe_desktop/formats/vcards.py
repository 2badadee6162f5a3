"""People as vCard 3.0 (RFC 2426), which every address book reads."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from recipe_desktop.domain.names import fold
from recipe_desktop.formats.content_lines import escaped, folded
from recipe_desktop.new_files import new_file


@dataclass(frozen=True, slots=True)
class VCard:
    """One person as an address book keeps one; what is empty is left out."""

    uid: str
    given_name: str
    family_name: str
    prefix: str = ""
    organisation: str = ""
    role: str = ""
    email: str = ""
    phone: str = ""
    mobile: str = ""


def write_vcards(path: Path, cards: Iterable[VCard]) -> None:
    """Write cards in the order given; equal cards give equal bytes.

    Raises:
        UserError: file.disk_full, file.not_writable.
    """
    with new_file(path) as file:
        for card in cards:
            for line in _lines(card):
                file.write(folded(line))


def _lines(card: VCard) -> Iterator[str]:
    full = " ".join(p for p in (card.prefix, card.given_name, card.family_name) if p)
    name = ";".join(escaped(p) for p in (card.family_name, card.given_name, "", card.prefix, ""))
    yield "BEGIN:VCARD"
    yield "VERSION:3.0"
    yield f"UID:{card.uid}"
    yield f"N:{name}"
    yield f"FN:{escaped(full)}"
    if fold(card.organisation):
        yield f"ORG:{escaped(card.organisation)}"
    for property_, value in (
        ("TITLE", card.role),
        ("EMAIL;TYPE=INTERNET", card.email),
        ("TEL;TYPE=WORK,VOICE", card.phone),
        ("TEL;TYPE=CELL", card.mobile),
    ):
        if value:
            yield f"{property_}:{escaped(value)}"
    yield "END:VCARD"
