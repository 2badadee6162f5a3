"""What the rules of exchanges say, and what their steps are called."""

from collections.abc import Mapping
from typing import Final

from recipe_desktop.i18n import N_

STEPS: Final[Mapping[str, str]] = {
    "registration": N_("Registered"),
    "assessment": N_("Accepted"),
    "matching": N_("Matched"),
    "preparation": N_("Prepared"),
    "visit": N_("Visit"),
    "report": N_("Closing report"),
    "payment": N_("Paid"),
}

ACTORS: Final[Mapping[str, str]] = {
    "visitor": N_("the visitor"),
    "host": N_("the host"),
    "visitor_partner": N_("the visitor’s partner"),
    "host_partner": N_("the host’s partner"),
    "nobody": N_("nobody"),
}

TASKS: Final[Mapping[str, str]] = {
    "register": N_("Register the visitor"),
    "assess": N_("Check and accept the registration"),
    "match": N_("Find the host and have both agree"),
    "dates": N_("Agree on the days of the visit"),
    "sign": N_("Sign the commitment to quality"),
    "agreement": N_("Sign the agreement on the lump sum"),
    "visit": N_("Make the visit"),
    "report": N_("Send the closing report"),
    "evidence": N_("Send the evidence of the visit"),
    "validate": N_("Validate the closing report"),
    "pay": N_("Pay the lump sum"),
    "done": N_("Nothing more to do"),
    "cancelled": N_("Cancelled"),
}

SHORT_TASKS: Final[Mapping[str, str]] = {
    "register": N_("Register"),
    "assess": N_("Check and accept"),
    "match": N_("Find a host"),
    "dates": N_("Agree on days"),
    "sign": N_("Sign the commitment"),
    "agreement": N_("Sign the agreement"),
    "visit": N_("Make the visit"),
    "report": N_("Closing report"),
    "evidence": N_("Evidence"),
    "validate": N_("Check the report"),
    "pay": N_("Pay"),
}

CATEGORIES: Final[Mapping[str, str]] = {
    "sme": N_("SME"),
    "cluster_managers": N_("Cluster managers"),
    "technology_centres": N_("Technology centres"),
    "other": N_("Other scaling-up support organisations"),
}

COLUMNS: Final[Mapping[str, str]] = {
    "registered": N_("Registered"),
    "accepted": N_("Accepted"),
    "matched": N_("Matched"),
    "preparing": N_("Preparing"),
    "visiting": N_("Visiting"),
    "closing": N_("Closing"),
    "paid": N_("Paid"),
}

SHORT_CATEGORIES: Final[Mapping[str, str]] = {
    "sme": N_("SMEs"),
    "other": N_("Other support bodies"),
}

FINDINGS: Final[Mapping[str, str]] = {
    "exchange.awaits_decision": N_("{field}: written differently in two offices, not decided yet."),
    "exchange.no_visitor": N_("The visiting organisation is not here (any more)."),
    "exchange.host_lost": N_(
        "The hosting organisation is not here (any more), so that nothing about it can be checked."
    ),
    "exchange.no_host": N_("The exchange is matched, but no host is named."),
    "exchange.same_organisation": N_("{name} cannot visit itself."),
    "exchange.visitor_no_type": N_("The type of {name} is missing, so whether it may visit is unchecked."),
    "exchange.host_no_type": N_("The type of {name} is missing, so whether it may host is unchecked."),
    "exchange.visitor_type_unclear": N_("Whether an organisation such as {name} may visit is unclear in the programme."),
    "exchange.host_type_unclear": N_("Whether an organisation such as {name} may host is unclear in the programme."),
    "exchange.visitor_type": N_("An organisation of the type of {name} may not visit."),
    "exchange.host_type": N_("An organisation of the type of {name} may not host in the pilot."),
    "exchange.visitor_not_sme": N_("By its figures {name} is no SME."),
    "exchange.host_not_sme": N_("By its figures {name}, the host, is no SME."),
    "exchange.visitor_size_open": N_("The figures of {name} do not settle whether it is an SME."),
    "exchange.host_size_open": N_("The figures of {name}, the host, do not settle whether it is an SME."),
    "exchange.visitor_figures_undated": N_("The figures of {name} have no date."),
    "exchange.host_figures_undated": N_("The figures of {name}, the host, have no date."),
    "exchange.visitor_figures_of_another_time": N_("The figures of {name} are of {day}, too far from the visit."),
    "exchange.host_figures_of_another_time": N_("The figures of {name}, the host, are of {day}, too far from the visit."),
    "exchange.visitor_no_member": N_("{name} is not known as a member of any cluster on that day."),
    "exchange.host_no_member": N_("{name} hosts without being a member; the agency must approve in writing beforehand."),
    "exchange.visitor_member_ends": N_("{name} is a member of its cluster only until {day}, within the visit."),
    "exchange.host_member_ends": N_("{name} is a member of its cluster only until {day}, within the visit."),
    "exchange.cluster_unchecked": N_("Whether {cluster} is listed on the collaboration platform is unchecked."),
    "exchange.category": N_("By the visitor’s type the exchange counts as: {category}."),
    "exchange.visitor_no_country": N_("The country of {name} is missing, so whether it takes part is unchecked."),
    "exchange.host_no_country": N_("The country of {name} is missing, so whether it takes part is unchecked."),
    "exchange.visitor_country": N_("The visitor’s country does not take part on that day: {country}."),
    "exchange.host_country": N_("The host’s country does not take part on that day: {country}."),
    "exchange.visitor_country_unclear": N_("Whether the visitor’s country takes part is unclear: {country}."),
    "exchange.host_country_unclear": N_("Whether the host’s country takes part is unclear: {country}."),
    "exchange.same_country": N_("Visitor and host are in the same country: {country}."),
    "exchange.region_unchecked": N_("Some regions of the host’s country have a holiday on these days; which region it is, is not said: {country}."),
    "exchange.region_unknown": N_("{value} is no region whose holidays are known; write one of {names}."),
    "exchange.file_elsewhere": N_("The file lies with {members}, not with those who are involved now."),
    "exchange.visitor_claimed": N_("{by}, not involved here, has written that {member} is the visitor’s partner. {member} does not see the file."),
    "exchange.host_claimed": N_("{by}, not involved here, has written that {member} is the host’s partner. {member} does not see the file."),
    "exchange.payer_claimed": N_("{by}, not involved here, has written that {member} pays. {member} does not see the file."),
    "exchange.no_dates": N_("The days of the visit are not agreed yet."),
    "exchange.dates_crossed": N_("The visit ends before it begins."),
    "exchange.too_short": N_("Working days at the host: {days}; it must be three, travel not counted."),
    "exchange.holidays_unchecked": N_("Public holidays in this country are unchecked: {country}."),
    "exchange.decree_unchecked": N_("Unchecked, as what was decreed for that year is not known here: {days} of these days, from {day} on. Enter each of them among the working days of the programme data, worked or not."),
    "exchange.too_long": N_("The stay of {days} days is longer than a month."),
    "exchange.month_unclear": N_("The stay of {days} days may be longer than the month that is allowed."),
    "exchange.travel_in_stay": N_("{day} is a day of travel and does not count as a working day."),
    "exchange.back_too_early": N_("The journey back, on {day}, is before the last day of the visit."),
    "exchange.second_visit": N_("{visitor} has visited already ({other}); once is all that is allowed."),
    "exchange.committed_twice": N_("{visitor} is committed to another visit ({other}); once is all that is allowed."),
    "exchange.planned_twice": N_("A visit of {visitor} is planned twice (also {other}); once is all that is allowed."),
    "exchange.perhaps_second_visit": N_("{visitor}, perhaps the same organisation, has visited already ({other})."),
    "exchange.perhaps_committed_twice": N_("{visitor}, perhaps the same organisation, is committed to another visit ({other})."),
    "exchange.perhaps_planned_twice": N_("A visit of {visitor}, perhaps the same organisation, is planned, too ({other})."),
    "exchange.visits_elsewhere_unchecked": N_("Unchecked: whether {name} has visited through another partnership cannot be known here."),
    "exchange.virtual_paid": N_("Nobody travels in a virtual exchange; the lump sum must be nothing."),
    "exchange.no_distance": N_("Without the distance the lump sum cannot be worked out."),
    "exchange.no_rate": N_("No lump sum is known for the host’s country on that day: {country}."),
    "exchange.rate_not_confirmed": N_("The lump sum of the host’s country is not confirmed by the grant agreement: {country}."),
    "exchange.over_ceiling": N_("{amount_cents} is above the ceiling of {ceiling_cents}."),
    "exchange.amount_unchecked": N_("Unchecked: whether {amount_cents} is within the ceiling; not known yet: {missing}."),
    "exchange.signed_late": N_("The commitment was signed after the visit began, on {day}."),
    "exchange.not_signed": N_("Signatures under the commitment: {signed} of {needed}."),
    "exchange.no_agreement": N_("The agreement on the lump sum is not signed."),
    "exchange.wrong_payer": N_("The partner that looks after the visitor must pay, nobody else."),
    "exchange.paid_without_report": N_("It was paid before the closing report."),
    "exchange.paid_without_validation": N_("It was paid before the report was validated."),
    "exchange.paid_without_evidence": N_("It was paid before the evidence was there."),
    "exchange.paid_late": N_("It was paid later than ten days after the visit ({day})."),
    "exchange.payment_overdue": N_("The lump sum was due by {day}."),
    "exchange.gap": N_("Working days away from the host, from {day}: {days}; the stay must be one stretch."),
    "exchange.visitor_seats": N_("{name} is registered in {seats}; what counts is where it is based: {country}."),
    "exchange.host_seats": N_("{name}, the host, is registered in {seats}; what counts is where it is based: {country}."),
    "exchange.seats_unchecked": N_("Unchecked: in which countries these are registered: {parties}."),
    "exchange.old_rate_table": N_("The sum was agreed by the table of {day}, which is not that of the first day: {country}."),
    "exchange.rate_table_unchecked": N_("Unchecked: by which table of lump sums the sum was agreed."),
    "exchange.counted_twice": N_("Both partners have counted the exchange, the host’s on {day}; it counts once."),
    "exchange.counted_by_host": N_("The host’s partnership has counted it on {day}; it counts for the visitor’s alone."),
    "exchange.leg_counted": N_("The other leg, {other}, has been counted already; both count once."),
    "exchange.counting_unchecked": N_("Unchecked: whether {name} counts the exchange, too."),
    "exchange.other_funding": N_("Another EU project pays for the same trip: {project}."),
    "exchange.funding_unchecked": N_("Unchecked: the visitor has not declared that no other EU project pays for the trip."),
    "exchange.no_residence": N_("Who travels has the nationality {country}, and no 183 days of residence with a permit: {days}."),
    "exchange.no_business": N_("Who travels has the nationality {country}, and neither has nor starts a business in the programme."),
    "exchange.residence_open": N_("Who travels has the nationality {country}; days of residence and permit are not entered."),
    "exchange.nationality_unchecked": N_("Unchecked: the nationality of who travels."),
    "exchange.draft_at_report": N_("The reporting period ended on {day}, and the exchange is neither finished nor cancelled."),
}  # fmt: skip

MISSING: Final[Mapping[str, str]] = {
    "host": N_("the host"),
    "rate": N_("the lump sum of the host’s country"),
    "days": N_("the days of the visit"),
    "distance": N_("the distance"),
}
"""What the ceiling of a sum cannot be worked out without."""

HELD: Final[Mapping[str, str]] = {
    "exchange.held_days": N_("Working days at the host, travel not counted: {days}"),
    "exchange.held_month": N_("No longer than a month: days from first to last: {days}"),
    "exchange.held_travel": N_("Out on {day}, back on {back}: both outside the visit"),
    "exchange.held_abroad": N_("Different countries: {country} and {host_country}"),
    "exchange.held_countries": N_("Both countries take part on {day}"),
    "exchange.held_member": N_("{name} is a member of {cluster}"),
    "exchange.held_sme": N_("{name} is an SME: staff {staff}, figures of {day}"),
    "exchange.held_types": N_("{name} may visit, {host} may host"),
    "exchange.held_amount": N_("{amount_cents} is within the ceiling of {ceiling_cents}"),
    "exchange.held_distance": N_("The distance is known: {km} km"),
    "exchange.held_signed": N_("Everybody signed before the visit, the last one on {day}"),
    "exchange.held_agreement": N_("The agreement on the lump sum was signed on {day}"),
    "exchange.held_paid": N_("Paid once, on its proofs and in time, on {day}"),
    "exchange.held_seats": N_("Registered where they are based: {country} and {host_country}"),
    "exchange.held_rate_table": N_("Agreed by the table that is in force, that of {day}"),
    "exchange.held_counted": N_("Counted once, on {day}"),
    "exchange.held_funding": N_("No other EU project pays for the trip, declared on {day}"),
    "exchange.held_national": N_(
        "Who travels is a national of a country that takes part: {country}"
    ),
    "exchange.held_residence": N_("Who travels has residence, permit and business: days: {days}"),
    "exchange.held_category": N_("It counts as: {category}"),
}
"""What is said of a rule that was looked at and holds."""
