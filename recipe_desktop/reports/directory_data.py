"""What a partner directory says, before it has a shape."""

from dataclasses import dataclass

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
        filter_words: what was searched for, when the directory shows a part of all.
    """

    title: str
    cluster: str
    language: str
    groups: tuple[DirectoryGroup, ...]
    imprint: Imprint
    filter_words: str = ""
