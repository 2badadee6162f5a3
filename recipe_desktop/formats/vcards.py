"""People as vCard 3.0 (RFC 2426), which every address book reads."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from recipe_desktop.domain.names import fold
from recipe_desktop.new_files import new_file

_LINE_BYTES = 75


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
                file.write(_folded(line))


def _lines(card: VCard) -> Iterator[str]:
    full = " ".join(p for p in (card.prefix, card.given_name, card.family_name) if p)
    name = ";".join(_escaped(p) for p in (card.family_name, card.given_name, "", card.prefix, ""))
    yield "BEGIN:VCARD"
    yield "VERSION:3.0"
    yield f"UID:{card.uid}"
    yield f"N:{name}"
    yield f"FN:{_escaped(full)}"
    if fold(card.organisation):
        yield f"ORG:{_escaped(card.organisation)}"
    for property_, value in (
        ("TITLE", card.role),
        ("EMAIL;TYPE=INTERNET", card.email),
        ("TEL;TYPE=WORK,VOICE", card.phone),
        ("TEL;TYPE=CELL", card.mobile),
    ):
        if value:
            yield f"{property_}:{_escaped(value)}"
    yield "END:VCARD"


def _escaped(text: str) -> str:
    for sign, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r", ""), ("\n", "\\n")):
        text = text.replace(sign, written)
    return text


def _folded(line: str) -> bytes:
    """At most 75 bytes a line, broken between characters, as the standard asks."""
    parts: list[bytes] = [b""]
    for char in line:
        encoded = char.encode("utf-8", "replace")
        if len(parts[-1]) + len(encoded) > _LINE_BYTES:
            parts.append(b" ")
        parts[-1] += encoded
    return b"\r\n".join(parts) + b"\r\n"
