"""Everybody who may come to a desk, found by a few letters while the person stands there.

The whole list lies in memory with its folded words: ten thousand people are looked through faster
than a key is pressed again.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.names import fold, fold_variants

FEWEST_LETTERS: Final = 2
_SHORTEST_SLIP: Final = 4  # letters; a wrong one in three could be another name


@dataclass(frozen=True, slots=True)
class Entry:
    """One person on the list, as far as a desk needs to know.

    Args:
        since: when they arrived today; None while they have not.
        is_in: whether they have not left since.
        answer: what they said about coming.
        is_walk_in: was registered at a desk.
        row: on the signed list, as sheet and row.
    """

    uid: Uid
    given_name: str
    family_name: str
    organisation: str = ""
    email: str = ""
    phone: str = ""
    badge_number: str = ""
    country: str = ""
    position: str = ""
    ticket_type: str = ""
    diet: str = ""
    attention: str = ""
    answer: str = ""
    since: datetime | None = None
    is_in: bool = False
    desk: str = ""
    operator: str = ""
    is_walk_in: bool = False
    row: tuple[int, int] | None = None

    @property
    def name(self) -> str:
        """As a list has it, the family name first."""
        return " ".join(filter(None, (self.family_name, self.given_name)))

    @property
    def spoken_name(self) -> str:
        """As one greets somebody."""
        return " ".join(filter(None, (self.given_name, self.family_name)))


class Roster:
    """The list with its folded words."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._entries: dict[Uid, Entry] = {}
        self._words: dict[Uid, str] = {}
        self._names: dict[Uid, str] = {}
        self.update(entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries.values())

    def entry(self, uid: Uid) -> Entry | None:
        """What is known of somebody."""
        return self._entries.get(uid)

    def update(self, entries: Iterable[Entry]) -> None:
        """Take in new people, and what has changed of others."""
        for entry in entries:
            before = self._entries.get(entry.uid)
            self._entries[entry.uid] = entry
            if before is None or _said(before) != _said(entry):
                self._names[entry.uid] = f" {_folded(entry.family_name, entry.given_name)}"
                self._words[entry.uid] = f"{self._names[entry.uid]} {_rest(entry)}"

    def drop(self, uid: Uid) -> None:
        """Somebody is not on the list any more."""
        for known in (self._entries, self._words, self._names):
            known.pop(uid, None)

    def find(self, text: str, most: int = 50) -> list[Entry]:
        """Who fits: every word typed begins a word of theirs; one slip only if nobody fits.

        Those who are still expected come first, then by name; somebody whose name itself fits
        before somebody whose organisation or address does.
        """
        wanted = [f" {word}" for word in fold(text).split()]
        if sum(map(len, wanted)) - len(wanted) < FEWEST_LETTERS:
            return []
        first, *others = sorted(wanted, key=len, reverse=True)
        found = [
            uid
            for uid, words in self._words.items()
            if first in words and all(word in words for word in others)
        ]
        if not found:
            found = self._with_a_slip([word.strip() for word in wanted])
        found.sort(key=lambda uid: self._place(uid, wanted))
        return [self._entries[uid] for uid in found[:most]]

    def _place(self, uid: Uid, wanted: Sequence[str]) -> tuple[bool, bool, str, Uid]:
        names, entry = self._names[uid], self._entries[uid]
        return (
            not all(word in names for word in wanted),
            entry.is_in,
            names,
            uid,
        )

    def _with_a_slip(self, wanted: Sequence[str]) -> list[Uid]:
        """Those whose name fits but for one letter of one of the words typed."""
        known = {word for names in self._names.values() for word in names.split()}
        near = [{word for word in known if is_slip(typed, word)} for typed in wanted]
        return [uid for uid, names in self._names.items() if _fits(names, wanted, near)]


def _fits(names: str, wanted: Sequence[str], near: Sequence[set[str]]) -> bool:
    slips = 0
    for typed, words in zip(wanted, near, strict=True):
        if f" {typed}" in names:
            continue
        slips += 1
        if slips > 1 or words.isdisjoint(names.split()):
            return False
    return True


def is_slip(typed: str, word: str) -> bool:
    """Whether a word begins as typed but for one letter: missing, added, wrong or swapped."""
    if word.startswith(typed):
        return True
    long = len(typed)
    if long < _SHORTEST_SLIP or len(word) < long - 1:
        return False
    at = next((n for n in range(min(long, len(word))) if typed[n] != word[n]), long)
    rest, other = typed[at:], word[at:]
    return (
        other.startswith(rest[1:])  # one too many
        or other[1:].startswith(rest)  # one is missing
        or other[1:].startswith(rest[1:])  # one is wrong
        or (len(rest) > 1 and other.startswith(rest[1] + rest[0] + rest[2:]))  # two are swapped
    )


def _said(entry: Entry) -> tuple[str, ...]:
    return (
        *(entry.given_name, entry.family_name, entry.organisation),
        *(entry.email, entry.phone, entry.badge_number),
    )


def _folded(*texts: str) -> str:
    """The words of texts, with the German and Nordic spelling beside them (muller, mueller)."""
    return " ".join(" ".join(fold_variants(text)) for text in texts if text)


def _rest(entry: Entry) -> str:
    digits = re.sub(r"\D", "", entry.phone)
    ends = " ".join(digits[-count:] for count in (3, 4, 6) if len(digits) >= count)
    return " ".join((_folded(entry.organisation, entry.email, entry.badge_number), digits, ends))
