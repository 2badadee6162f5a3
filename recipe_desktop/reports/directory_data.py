"""What a partner directory says, before it has a shape."""

from dataclasses import dataclass
from datetime import date

from recipe_desktop.reports.page import Imprint


@dataclass(frozen=True, slots=True)
class DirectoryEntry:
    """One organisation; every text is shown as it is, an empty one is left out."""

    name: str
    former_names: tuple[str, ...] = ()
    kind_word: str = ""
    size_word: str = ""
    place: str = ""
    country: str = ""
    website: str = ""
    vat_number: str = ""
    ecosystems: tuple[str, ...] = ()
    number: str = ""


@dataclass(frozen=True, slots=True)
class DirectoryGroup:
    """One country, its entries in the order in which they are printed."""

    name: str
    entries: tuple[DirectoryEntry, ...]


@dataclass(frozen=True, slots=True)
class DirectoryData:
    """Everything the directory says.

    Args:
        cluster: who publishes it.
        provenance: whose data it holds up to which day, such as ``HU up to 24 Nov 2026``.
        filter_words: what was searched for, when the directory shows a part of all.
        emblem: content of a PNG or JPEG file.
    """

    title: str
    cluster: str
    project: str
    language: str
    state_of: date
    groups: tuple[DirectoryGroup, ...]
    provenance: tuple[str, ...] = ()
    filter_words: str = ""
    funding_line: str = ""
    disclaimer: str = ""
    emblem: bytes = b""

    @property
    def imprint(self) -> Imprint:
        """What every page of it says about the project."""
        return Imprint(
            project=self.project,
            state_of=self.state_of,
            provenance=self.provenance,
            funding_line=self.funding_line,
            disclaimer=self.disclaimer,
            emblem=self.emblem,
        )
