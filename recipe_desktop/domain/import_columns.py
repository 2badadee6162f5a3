"""Where each column of a file goes: proposed from its header or its values, then chosen."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from recipe_desktop.domain.import_words import field_of, is_other_money, whole_field_of
from recipe_desktop.domain.names import fold
from recipe_desktop.domain.organisations import vat_country, vat_doubts, vat_key
from recipe_desktop.domain.source_tables import SourceRow
from recipe_desktop.domain.values import Cell, Problem, is_empty, read_email, text_of

Kind = Literal["organisations", "people", "registrations", "exchanges"]

LAST_DAY: Final = 9
"""Of an event, in a file that says for each day who comes."""

EMPLOYER: Final = (
    *("organisation_name", "organisation_country", "organisation_postcode"),
    *("organisation_vat_number", "organisation_registration_number"),
)
"""What a list of people says of somebody's organisation, so that another store finds it."""

EXCHANGE_NAMES: Final[Mapping[str, str]] = {
    "visitor": "visitor_name",
    "host": "host_name",
    "leg_of": "leg_of_number",
}
"""What an exported list of exchanges says beside a uid, so that another store finds the record."""

FIELDS: Mapping[Kind, tuple[str, ...]] = {
    "organisations": (
        *("name", "former_name", "country", "city", "postcode", "address", "organisation_type"),
        *("staff", "turnover_cents", "balance_cents", "figures_on", "vat_number"),
        *("registration_number", "ecosystems", "website", "is_member", "founded_on", "email"),
        *("phone", "uid"),
    ),
    "people": (
        *("given_name", "family_name", "full_name", "title", "email", "phone", "mobile"),
        *("position", "organisation", *EMPLOYER, "language", "notes", "uid"),
    ),
    "registrations": (
        *("given_name", "family_name", "full_name", "title", "organisation_name", "position"),
        *("country", "language", "email", "phone", "answer", "ticket_type", "ticket_code"),
        *("order_number", "registered_at", "diet", "photo_consent", "mailing_consent"),
        *("meeting_wishes", "badge_number", "notes", "event", "event_on"),
        *(f"day_{number}" for number in range(1, LAST_DAY + 1)),
    ),
    "exchanges": (
        *(
            "number",
            "visitor",
            "visitor_name",
            "host",
            "host_name",
            "visitor_member",
            "host_member",
        ),
        "paying_member",
        *("visitor_partnership", "host_partnership", "starts_on", "ends_on", "travels_out_on"),
        *("travels_back_on", "place", "region", "distance_km", "amount_cents", "is_virtual"),
        *("category", "purposes", "activities", "registered_on", "assessed_on", "matched_on"),
        *("host_approved_on", "visitor_signed_on", "host_signed_on"),
        *("visitor_partner_signed_on", "host_partner_signed_on", "agreement_on", "reported_on"),
        *("evidence_on", "validated_on", "paid_on", "cancelled_on", "visitor_person"),
        *("host_person", "motivation", "documents", "assessment", "away_from_on"),
        *("away_until_on", "rate_table_on", "visitor_partner_counted_on"),
        *("host_partner_counted_on", "funding_declared_on", "other_funding", "leg_of"),
        *("leg_of_number", "nationality", "residence_days", "has_permit", "has_business"),
    ),
}
NAMING: Final[Mapping[Kind, tuple[str, ...]]] = {
    "organisations": ("name",),
    "people": ("given_name", "family_name", "full_name"),
    "registrations": ("given_name", "family_name", "full_name"),
    "exchanges": ("visitor", "number"),
}
"""The fields that name a record; a list without any of them names nothing."""

MONEY = ("turnover_cents", "balance_cents", "amount_cents")
EXCHANGE_DATES = tuple(name for name in FIELDS["exchanges"] if name.endswith("_on"))
DATES = ("figures_on", "founded_on", "registered_at", "event_on", *EXCHANGE_DATES)


@dataclass(frozen=True, slots=True)
class FileColumn:
    """One column of the file.

    Args:
        header: as it stands in the file.
        sample: the first cell that holds something.
        target: the field it goes to; None when it is not taken over.
        reason: why that is proposed: ``remembered``, ``header``, ``values``, ``chosen`` or nothing.
    """

    header: str
    sample: str
    target: str | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Where each column goes; no field twice."""

    kind: Kind
    columns: tuple[FileColumn, ...]

    def targets(self) -> dict[str, int]:
        """The fields that are filled, with the place of their column."""
        return {
            column.target: place
            for place, column in enumerate(self.columns)
            if column.target is not None
        }

    def with_target(self, place: int, target: str | None) -> "ColumnMapping":
        """The mapping after somebody chose where a column goes; another one gives the field up."""
        return replace(
            self,
            columns=tuple(
                replace(column, target=target, reason="chosen")
                if at == place
                else replace(column, target=None, reason="chosen")
                if target is not None and column.target == target
                else column
                for at, column in enumerate(self.columns)
            ),
        )

    def with_choices_of(self, before: "ColumnMapping") -> "ColumnMapping":
        """The mapping with all that somebody chose when these columns were looked at before."""
        pairs = zip(self.columns, before.columns, strict=True)
        columns = (replace(now, target=was.target, reason=was.reason) for now, was in pairs)
        return replace(self, columns=tuple(columns))

    def to_remember(self) -> dict[str, str]:
        """Column to field, or to nothing: what to keep for the next file of this source."""
        names = column_names([column.header for column in self.columns])
        return {name: column.target or "" for name, column in zip(names, self.columns, strict=True)}


def column_names(headers: Sequence[str]) -> tuple[str, ...]:
    """What each column is remembered by; no two have one name.

    That is its folded title. Of equal titles it is also which of how many, so that a file with
    fewer or more of them is looked at afresh; without a title it is the place. No folded title
    holds a sign, so none of these names is a title.
    """
    titles = [fold(header) for header in headers]
    counts = Counter(titles)
    met: Counter[str] = Counter()
    names: list[str] = []
    for place, title in enumerate(titles, 1):
        met[title] += 1
        if not title:
            names.append(f"#{place}")
        elif counts[title] == 1:
            names.append(title)
        else:
            names.append(f"{title} #{met[title]}/{counts[title]}")
    return tuple(names)


def propose_mapping(
    headers: Sequence[str],
    sample_rows: Sequence[SourceRow],
    kind: Kind,
    remembered: Mapping[str, str] | None = None,
) -> ColumnMapping:
    """Where each column probably goes, to be shown and changed.

    Args:
        headers: of the file.
        sample_rows: its first lines, or all.
        kind: what the lines are.
        remembered: of an earlier file of this source, see ``ColumnMapping.to_remember``.
    """
    remembered = remembered or {}
    taken: set[str] = set()
    proposals: dict[int, tuple[str | None, str]] = {}

    def propose(place: int, target: str | None, reason: str) -> None:
        if target in FIELDS[kind] and target not in taken:
            taken.add(target)
            proposals[place] = target, reason

    for place, name in enumerate(column_names(headers)):
        if name in remembered:
            proposals[place] = None, "remembered"
            propose(place, remembered[name], "remembered")
    by_header = {place: field_of(header, kind) for place, header in enumerate(headers)}
    # A header that is a word of ours entirely goes before one that only holds it.
    is_whole = {at: whole_field_of(header, kind) is not None for at, header in enumerate(headers)}
    order = sorted(by_header, key=lambda at: (not is_whole[at], len(fold(headers[at]).split()), at))
    for place in order:
        target = by_header[place]
        if place not in proposals and not (target in MONEY and is_other_money(headers[place])):
            propose(place, target, "header")
    for place in range(len(headers)):
        if place not in proposals and by_header[place] is None:
            cells = [row.cells[place] for row in sample_rows[:200]]
            propose(place, _field_by_values(cells), "values")
    return ColumnMapping(
        kind,
        tuple(
            FileColumn(
                header,
                next((text_of(r.cells[at]) for r in sample_rows if text_of(r.cells[at])), ""),
                *proposals.get(at, (None, "")),
            )
            for at, header in enumerate(headers)
        ),
    )


def unread_answers(mapping: ColumnMapping) -> tuple[str, ...]:
    """Titles of columns that say who comes, too, and go nowhere since another one is taken.

    One that somebody just left out is not among them.
    """
    if not any(map(_says_who_comes, mapping.targets())):
        return ()
    return tuple(
        column.header
        for column in mapping.columns
        if column.target is None
        and column.sample
        and column.reason != "chosen"
        and _says_who_comes(field_of(column.header, mapping.kind))
    )


def _says_who_comes(field: str | None) -> bool:
    return field is not None and (field == "answer" or field.startswith("day_"))


def _field_by_values(cells: Sequence[Cell]) -> str | None:
    texts = [text_of(cell) for cell in cells if not is_empty(cell)]
    if len(texts) < 2:
        return None
    tests: dict[str, Callable[[str], bool]] = {
        "email": lambda text: not isinstance(read_email(text), Problem),
        "website": lambda text: text.lower().startswith(("http://", "https://", "www.")),
        "vat_number": lambda text: text[:2].isalpha() and _is_vat(text),
    }
    for target, fits in tests.items():
        if sum(map(fits, texts)) > 0.6 * len(texts):
            return target
    return None


def _is_vat(text: str) -> bool:
    key = vat_key(text)
    return bool(vat_country(key)) and not vat_doubts(key, "")
