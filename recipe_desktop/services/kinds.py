"""The kinds of records as people name them: their fields, and where each field is kept.

A field of a facet table, such as the telephone that only the own cluster may see, hides behind
the record's plain field names.
"""

from collections.abc import Mapping
from typing import Final

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.schedule import LONGEST_DAYS
from recipe_desktop.services.kind import FieldOf, Kept, Kind
from recipe_desktop.services.kinds_of_events import EVENTS

__all__ = ["KINDS", "TRANSLATED", "FieldOf", "Kept", "Kind", "kind_of", "kind_of_table", "name_of"]

_CONTACT: Final = "organisation_contact"
_VALIDITY: Final = (FieldOf("from_on", Kept.DAY), FieldOf("until_on", Kept.DAY))
_PROVENANCE: Final = (FieldOf("source"), FieldOf("certainty"), FieldOf("note", Kept.LONG_TEXT))
_FILE: Final = "exchange_file"

EXCHANGE_DAYS: Final = (
    *("starts_on", "ends_on", "travels_out_on", "travels_back_on"),
    *("registered_on", "assessed_on", "matched_on", "host_approved_on"),
    *("visitor_signed_on", "host_signed_on", "visitor_partner_signed_on"),
    *("host_partner_signed_on", "agreement_on"),
    *("reported_on", "evidence_on", "validated_on", "paid_on", "cancelled_on"),
    *("away_from_on", "away_until_on", "rate_table_on"),
    *("visitor_partner_counted_on", "host_partner_counted_on", "funding_declared_on"),
)
"""The days of an exchange, from which its state is worked out."""


def _exchange_references() -> tuple[FieldOf, ...]:
    """Who visits whom, and which members look after them."""
    organisations = ("visitor", "host")
    members = ("visitor_member", "host_member", "paying_member")
    return tuple(
        FieldOf(name, Kept.REFERENCE, column=f"{name}_uid", kind=kind)
        for names, kind in ((organisations, "organisations"), (members, "members"))
        for name in names
    )


_OWNER: Final = FieldOf("owner", Kept.REFERENCE, column="owner_uid", kind="members")
_ACTION: Final = FieldOf("action", Kept.REFERENCE, column="action_uid", kind="actions")
_PARENT: Final = FieldOf("parent", Kept.REFERENCE, column="parent_uid", kind="tasks", is_tree=True)
_ENTRY: Final = (
    FieldOf("position", Kept.NUMBER),
    FieldOf("code"),
    FieldOf("name"),
    FieldOf("text", Kept.LONG_TEXT),
)
_OF_ENTRY: Final = {"translation": "record_uid"}

_ROADMAP: Final = (
    Kind("chapters", "chapter", _ENTRY, children=_OF_ENTRY, order=("position", "code", "name")),
    Kind(
        "actions",
        "action",
        (
            FieldOf("objective", Kept.REFERENCE, column="objective_uid", kind="objectives"),
            *_ENTRY,
            _OWNER,
        ),
        children=_OF_ENTRY,
        order=("position", "code", "name"),
    ),
    Kind(
        "tasks",
        "task",
        (
            _PARENT,
            _ACTION,
            *_ENTRY,
            _OWNER,
            FieldOf("country", Kept.CHOICE, catalogue="country"),
            FieldOf("region"),
            FieldOf("starts_on", Kept.DAY),
            FieldOf("duration_days", Kept.NUMBER, most=LONGEST_DAYS),
            FieldOf("progress", Kept.NUMBER, most=100),
            FieldOf("status", Kept.CHOICE, catalogue="task_status"),
        ),
        children=_OF_ENTRY,
        order=("position", "code", "name"),
    ),
    Kind(
        "milestones",
        "milestone",
        (
            _PARENT,
            _ACTION,
            *_ENTRY,
            _OWNER,
            FieldOf("due_on", Kept.DAY),
            FieldOf("met_on", Kept.DAY),
        ),
        children=_OF_ENTRY,
        order=("position", "code", "name"),
    ),
    Kind(
        "task-links",
        "task_link",
        (
            FieldOf(
                "before",
                Kept.REFERENCE,
                column="before_uid",
                kind="tasks",
                or_kind="milestones",
            ),
            FieldOf(
                "after", Kept.REFERENCE, column="after_uid", kind="tasks", or_kind="milestones"
            ),
            FieldOf("link_type", Kept.CHOICE, catalogue="link_type"),
            FieldOf("lag_days", Kept.NUMBER, least=-LONGEST_DAYS, most=LONGEST_DAYS),
        ),
        needed=("before",),
        parents=("before", "after"),
        order=("before_uid", "after_uid"),
    ),
    Kind(
        "calendar-days",
        "calendar_day",
        (
            FieldOf("country", Kept.CHOICE, catalogue="country"),
            FieldOf("region"),
            FieldOf("day_on", Kept.DAY),
            FieldOf("is_working", Kept.FLAG),
            FieldOf("name"),
            *_PROVENANCE,
        ),
        needed=("day_on",),
        told_by=("country", "day_on"),
        order=("country", "day_on"),
    ),
    Kind(
        "translations",
        "translation",
        (
            FieldOf("record", column="record_uid", is_fixed=True),
            FieldOf("field", is_fixed=True),
            FieldOf("language", Kept.CHOICE, catalogue="language", is_fixed=True),
            FieldOf("text", Kept.LONG_TEXT),
            FieldOf("fingerprint", is_fixed=True),
        ),
        needed=("text",),
        order=("record_uid", "field", "language"),
    ),
)

KINDS: Final[Mapping[str, Kind]] = {
    kind.name: kind
    for kind in (
        Kind(
            "organisations",
            "organisation",
            (
                FieldOf("number", is_fixed=True),
                FieldOf("created_at", Kept.INSTANT, is_fixed=True),
                FieldOf("name"),
                FieldOf("organisation_type", Kept.CHOICE, catalogue="organisation_type"),
                FieldOf("country", Kept.CHOICE, catalogue="country"),
                FieldOf("registered_in", Kept.CHOICES, catalogue="country"),
                FieldOf("city"),
                FieldOf("postcode"),
                FieldOf("address"),
                FieldOf("staff", Kept.NUMBER),
                FieldOf("turnover_cents", Kept.MONEY),
                FieldOf("balance_cents", Kept.MONEY),
                FieldOf("figures_on", Kept.DAY),
                FieldOf("vat_number"),
                FieldOf("registration_number"),
                FieldOf("ecosystems", Kept.CHOICES, catalogue="ecosystem"),
                FieldOf("website"),
                FieldOf("founded_on", Kept.ROUGH_DAY),
                FieldOf("email", facet=_CONTACT),
                FieldOf("phone", facet=_CONTACT),
                FieldOf("notes", Kept.LONG_TEXT, facet=_CONTACT),
            ),
            children={
                "organisation_name": "organisation_uid",
                "membership": "organisation_uid",
                _CONTACT: "organisation_uid",
            },
            is_numbered=True,
        ),
        Kind(
            "people",
            "person",
            (
                FieldOf("number", is_fixed=True),
                FieldOf("created_at", Kept.INSTANT, is_fixed=True),
                FieldOf("title"),
                FieldOf("given_name"),
                FieldOf("family_name"),
                FieldOf(
                    "organisation", Kept.REFERENCE, column="organisation_uid", kind="organisations"
                ),
                FieldOf("position"),
                FieldOf("email"),
                FieldOf("phone"),
                FieldOf("mobile"),
                FieldOf("language", Kept.CHOICE, catalogue="language"),
                FieldOf("notes", Kept.LONG_TEXT),
            ),
            scope="cluster",
            needed=("given_name", "family_name"),
            is_numbered=True,
            order=("family_name", "given_name"),
        ),
        Kind(
            "memberships",
            "membership",
            (
                FieldOf(
                    "organisation", Kept.REFERENCE, column="organisation_uid", kind="organisations"
                ),
                FieldOf("member", Kept.REFERENCE, column="member_uid", kind="members"),
                FieldOf("cluster_name"),
                *_VALIDITY,
                FieldOf("source"),
            ),
            needed=("member", "cluster_name"),
            parents=("organisation",),
            order=("organisation_uid", "from_on"),
        ),
        Kind(
            "former-names",
            "organisation_name",
            (
                FieldOf(
                    "organisation", Kept.REFERENCE, column="organisation_uid", kind="organisations"
                ),
                FieldOf("name"),
                *_VALIDITY,
            ),
            parents=("organisation",),
            order=("organisation_uid", "from_on", "name"),
        ),
        Kind(
            "exchanges",
            "exchange",
            (
                FieldOf("number", is_fixed=True),
                FieldOf("created_at", Kept.INSTANT, is_fixed=True),
                *_exchange_references(),
                FieldOf("visitor_partnership"),
                FieldOf("host_partnership"),
                FieldOf("category", Kept.CHOICE, catalogue="exchange_category"),
                FieldOf("purposes", Kept.CHOICES, catalogue="purpose"),
                FieldOf("activities", Kept.CHOICES, catalogue="activity_type"),
                FieldOf("is_virtual", Kept.FLAG),
                FieldOf("place"),
                FieldOf("region"),
                FieldOf("distance_km", Kept.NUMBER),
                FieldOf("amount_cents", Kept.MONEY),
                FieldOf("leg_of", Kept.REFERENCE, column="leg_of_uid", kind="exchanges"),
                FieldOf("other_funding"),
                *(FieldOf(day, Kept.DAY) for day in EXCHANGE_DAYS),
                FieldOf("visitor_person", facet=_FILE),
                FieldOf("host_person", facet=_FILE),
                FieldOf("motivation", Kept.LONG_TEXT, facet=_FILE),
                FieldOf("documents", Kept.LONG_TEXT, facet=_FILE),
                FieldOf("assessment", Kept.LONG_TEXT, facet=_FILE),
                FieldOf("nationality", Kept.CHOICE, catalogue="country", facet=_FILE),
                FieldOf("residence_days", Kept.NUMBER, facet=_FILE),
                FieldOf("has_permit", Kept.FLAG, facet=_FILE),
                FieldOf("has_business", Kept.FLAG, facet=_FILE),
            ),
            needed=("visitor",),
            children={
                _FILE: "exchange_uid",
                "finding_reason": "exchange_uid",
                "attachment": "record_uid",
            },
            is_numbered=True,
            order=("starts_on", "number"),
        ),
        Kind(
            "attachments",
            "attachment",
            (
                FieldOf("number", is_fixed=True),
                FieldOf("created_at", Kept.INSTANT, is_fixed=True),
                FieldOf(
                    "exchange",
                    Kept.REFERENCE,
                    column="record_uid",
                    kind="exchanges",
                    or_kind="projects",  # of its emblem
                    is_fixed=True,
                ),
                FieldOf("name", is_fixed=True),
                FieldOf("media_type", is_fixed=True),
                FieldOf("size_bytes", Kept.NUMBER, is_fixed=True),
                FieldOf("sha256", is_fixed=True),
                FieldOf("added_by", is_fixed=True),
                FieldOf("note", Kept.LONG_TEXT),
            ),
            scope="cluster",
            parents=("exchange",),
            order=("record_uid", "created_at", "name"),
        ),
        Kind(
            "finding-reasons",
            "finding_reason",
            (
                FieldOf(
                    "exchange",
                    Kept.REFERENCE,
                    column="exchange_uid",
                    kind="exchanges",
                    is_fixed=True,
                ),
                FieldOf("code", is_fixed=True),
                FieldOf("about", is_fixed=True),
                FieldOf("reason", Kept.LONG_TEXT),
                FieldOf("name", is_fixed=True),
                FieldOf("given_on", Kept.DAY, is_fixed=True),
            ),
            needed=("reason",),
            parents=("exchange",),
            order=("exchange_uid", "code"),
        ),
        Kind(
            "projects",
            "project",
            (
                FieldOf("name"),
                FieldOf("full_name"),
                FieldOf("theme"),
                FieldOf("call"),
                FieldOf("grant_number"),
                FieldOf("website"),
                FieldOf("starts_on", Kept.DAY),
                FieldOf("ends_on", Kept.DAY),
                FieldOf("period_ends_on", Kept.DAY),
                FieldOf("longest_stay_days", Kept.NUMBER, least=1, most=366),
                FieldOf("funding_line", Kept.LONG_TEXT),
                FieldOf("disclaimer", Kept.LONG_TEXT),
                *_PROVENANCE,
            ),
            children={"attachment": "record_uid"},  # its emblem
        ),
        Kind(
            "members",
            "member",
            (
                FieldOf("code"),
                FieldOf("name"),
                FieldOf("legal_entity"),
                FieldOf("country", Kept.CHOICE, catalogue="country"),
                FieldOf("place"),
                FieldOf("region"),
                FieldOf("website"),
                FieldOf("role"),
                *_PROVENANCE,
            ),
            order=("code",),
        ),
        Kind(
            "member-names",
            "member_name",
            (
                FieldOf("member", Kept.REFERENCE, column="member_uid", kind="members"),
                FieldOf("name"),
                *_VALIDITY,
                *_PROVENANCE,
            ),
            parents=("member",),
            order=("member_uid", "until_on", "name"),
        ),
        Kind(
            "objectives",
            "objective",
            (FieldOf("position", Kept.NUMBER), FieldOf("code"), FieldOf("name"), *_PROVENANCE),
            order=("position",),
        ),
        Kind(
            "targets",
            "target",
            (
                FieldOf("position", Kept.NUMBER),
                FieldOf("code"),
                FieldOf("name"),
                FieldOf("part_of"),
                FieldOf("amount", Kept.NUMBER),
                *_PROVENANCE,
            ),
            order=("position",),
        ),
        Kind(
            "countries",
            "country",
            (
                FieldOf("code", Kept.CHOICE, catalogue="country"),
                FieldOf("name"),
                *_VALIDITY,
                *_PROVENANCE,
            ),
            needed=("code",),
            order=("name", "from_on"),
        ),
        Kind(
            "lump-sums",
            "lump_sum",
            (
                FieldOf("country", Kept.CHOICE, catalogue="country"),
                FieldOf("amount_cents", Kept.MONEY),
                *_VALIDITY,
                *_PROVENANCE,
            ),
            needed=("country",),
            told_by=("country", "from_on"),
            order=("country", "from_on"),
        ),
        Kind(
            "terms",
            "term",
            (
                FieldOf("catalogue"),
                FieldOf("position", Kept.NUMBER),
                FieldOf("code"),
                FieldOf("name"),
                FieldOf("may_visit", Kept.FLAG),
                FieldOf("may_host", Kept.FLAG),
                *_PROVENANCE,
            ),
            order=("catalogue", "position", "code"),
        ),
        *_ROADMAP,
        *EVENTS,
    )
}


TRANSLATED: Final = ("chapters", "objectives", "actions", "tasks", "milestones")
"""The kinds whose texts may be said in other languages."""


def kind_of(name: str) -> Kind:
    """The kind that people call by this name.

    Raises:
        UserError: kind.unknown.
    """
    if name not in KINDS:
        raise UserError("kind.unknown", kind=name, known=", ".join(KINDS))
    return KINDS[name]


def kind_of_table(table: str) -> Kind | None:
    """The kind whose records a table holds, None for a facet."""
    return next((kind for kind in KINDS.values() if kind.table == table), None)


def name_of(kind: Kind, fields: Mapping[str, str | int | None]) -> str:
    """What people call a record."""
    if kind.name in ("people", "registrations"):
        return " ".join(str(fields[n]) for n in ("given_name", "family_name") if fields[n])
    for name in ("name", "cluster_name", "letter", "code", "number", "country"):
        if fields.get(name):
            return str(fields[name])
    return ""
