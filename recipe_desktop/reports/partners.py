"""From what is known of the partners to what their directory says, in the reader's language."""

from collections.abc import Iterator
from itertools import groupby

from recipe_desktop.domain.name_order import sort_key
from recipe_desktop.i18n import _, in_language
from recipe_desktop.reports.directory_data import DirectoryData, DirectoryEntry, DirectoryGroup
from recipe_desktop.reports.imprints import imprint
from recipe_desktop.services import words
from recipe_desktop.services.directory import Directory, DirectoryLine


def directory_data(known: Directory, language: str, title: str = "") -> DirectoryData:
    """What the directory says; window and command line print it from this.

    Args:
        language: code of the language of the paper, whatever the window's is.
        title: in place of the usual one.
    """
    with in_language(language):
        return DirectoryData(
            title=title or _("Partner directory"),
            cluster=words.member_name(known.imprint.member),
            language=language,
            groups=tuple(_groups(known, language)),
            imprint=imprint(known.imprint),
            filter_words=", ".join(_narrowed(known)),
        )


def _groups(known: Directory, language: str) -> Iterator[DirectoryGroup]:
    """Countries sorted by their names in the reader's language, those without one last."""

    def place(line: DirectoryLine) -> tuple[bool, str, str]:
        name = words.country_word(line.country)
        return not line.country, sort_key(name, "hu" if language == "hu" else "root"), line.country

    for (nowhere, _key, code), lines in groupby(sorted(known.lines, key=place), key=place):
        name = _("Without a country") if nowhere else words.country_word(code)
        yield DirectoryGroup(name, tuple(_entry(line) for line in lines))


def _entry(line: DirectoryLine) -> DirectoryEntry:
    return DirectoryEntry(
        name=line.name,
        former_names=line.former_names,
        kind_word=words.choice_word("organisation_type", line.organisation_type),
        size_word=words.size_word(line.size),
        place=" ".join(part for part in (line.postcode, line.city) if part),
        country=words.country_word(line.country),
        website=line.website,
        vat_number=line.vat_number,
        ecosystems=tuple(words.choice_word("ecosystem", code) for code in line.ecosystems),
        number=line.number,
    )


def _narrowed(known: Directory) -> Iterator[str]:
    if known.narrowed.text:
        yield f"\N{LEFT DOUBLE QUOTATION MARK}{known.narrowed.text}\N{RIGHT DOUBLE QUOTATION MARK}"
    if known.narrowed.country:
        yield words.country_word(known.narrowed.country)
    if known.narrowed.organisation_type:
        yield words.choice_word("organisation_type", known.narrowed.organisation_type)
