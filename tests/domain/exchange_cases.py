"""A sound exchange to begin with, and what is said of one."""

from dataclasses import replace
from datetime import date, timedelta

from recipe_desktop.domain.errors import Severity
from recipe_desktop.domain.exchange_case import (
    Case,
    ClusterMembership,
    CountryRow,
    Party,
)
from recipe_desktop.domain.exchange_rules import findings, held
from recipe_desktop.domain.exchanges import (
    Facts,
)
from recipe_desktop.domain.lump_sum import Rate

MONDAY = date(2021, 9, 20)

SWAP_SATURDAY = date(2021, 12, 11)  # worked in Hungary, in exchange for 24 December

RATES = (
    Rate("FR", 90_000, date(2020, 2, 3), date(2021, 9, 30), is_confirmed=True),
    Rate("FR", 100_000, date(2021, 10, 1), is_confirmed=True),
    Rate("HU", 67_000, date(2020, 2, 3), is_confirmed=True),
    Rate("GB", None, date(2020, 2, 3)),
)

COUNTRIES = (
    CountryRow("HU"),
    CountryRow("FR"),
    CountryRow("GB", None, date(2020, 1, 31), "K"),
    CountryRow("GB", date(2020, 2, 1), None, "not found"),
)

VISITOR = Party(
    "visitor",
    "Zalai Akku Kft.",
    "sme",
    "HU",
    38,
    620_000_000,
    None,
    date(2020, 12, 31),
    may=True,
    belongs=(ClusterMembership("ZONE Klaszter", "hu"),),
)

HOST = Party(
    "host",
    "Technopôle de Rouen",
    "technology_centre",
    "FR",
    may=True,
    belongs=(ClusterMembership("NextMove", "fr"),),
)

FACTS = Facts(
    MONDAY,
    MONDAY + timedelta(days=4),
    distance_km=1200,
    amount_cents=90_000,
    visitor_member="hu",
    host_member="fr",
)


def is_working(day):
    return day.weekday() < 5 or day == SWAP_SATURDAY


def case(visitor=VISITOR, host=HOST, earlier=(), **facts):
    return Case(
        replace(FACTS, **facts),
        visitor,
        host,
        COUNTRIES,
        RATES,
        is_working,
        has_calendar=True,
        today=date(2021, 9, 1),
        earlier=earlier,
    )


def codes(of, *severities):
    wanted = severities or (Severity.BLOCK, Severity.WARN)
    return {f.code.removeprefix("exchange.") for f in findings(of) if f.severity in wanted}


def holds(of):
    return {one.code.removeprefix("exchange.held_") for one in held(of)}
