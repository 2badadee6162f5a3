"""What codes mean in words: choices, findings, reasons of an import, what happened."""

from collections.abc import Mapping
from typing import Final

from recipe_desktop.i18n import N_
from recipe_desktop.services import words_events, words_exchanges

ORGANISATION_TYPES: Final[Mapping[str, str]] = {
    "cluster_organisation": N_("Cluster organisation"),
    "business_network": N_("Business network organisation"),
    "sme": N_("SME"),
    "technology_centre": N_("Technology centre"),
    "research_institute": N_("Research institute"),
    "digital_innovation_hub": N_("Digital innovation hub"),
    "fab_lab": N_("Fab lab"),
    "creative_hub": N_("Creative hub"),
    "resource_efficiency_provider": N_("Resource-efficiency service provider"),
    "incubator": N_("Incubator"),
    "accelerator": N_("Accelerator"),
    "large_company": N_("Large company"),
    "public_authority": N_("Public authority"),
    "training_provider": N_("Training provider"),
    "university": N_("University"),
    "technology_park": N_("Technology park"),
    "other": N_("Other"),
}

ECOSYSTEMS: Final[Mapping[str, str]] = {
    "aerospace_defence": N_("Aerospace and defence"),
    "agri_food": N_("Agri-food"),
    "construction": N_("Construction"),
    "cultural_creative": N_("Cultural and creative industries"),
    "digital": N_("Digital"),
    "electronics": N_("Electronics"),
    "energy_intensive": N_("Energy-intensive industries"),
    "energy_renewables": N_("Renewable energy"),
    "health": N_("Health"),
    "mobility": N_("Mobility, transport, automotive"),
    "proximity_social": N_("Proximity, social economy and civil society"),
    "retail": N_("Retail"),
    "textiles": N_("Textiles"),
    "tourism": N_("Tourism"),
}

PURPOSES: Final[Mapping[str, str]] = {
    "learn": N_("Learn from actors in another cluster or country"),
    "growth": N_("Growth opportunities in new markets"),
    "technology": N_("Adopt new technology, digital and green low-carbon solutions"),
    "investment": N_("Strategic interregional investment"),
}

ACTIVITIES: Final[Mapping[str, str]] = {
    "capacity_building": N_("Individual or grouped capacity building"),
    "sharing": N_("Sharing knowledge, experience and information"),
    "project_development": N_("Project development, innovation and R&D"),
    "market_research": N_("Market research"),
    "networking": N_("Networking, new partners and business opportunities"),
}

SIZES: Final[Mapping[str, str]] = {
    "micro": N_("Micro"),
    "small": N_("Small"),
    "medium": N_("Medium-sized"),
    "large": N_("Large"),
}

WHAT_HAPPENED: Final[Mapping[str, str]] = {
    "made": N_("Created"),
    "changed": N_("Changed"),
    "deleted": N_("Deleted"),
    "kept": N_("Kept"),
    "back": N_("Brought back"),
}

CONFLICTS: Final[Mapping[str, str]] = {
    "field": N_("Written differently"),
    "delete": N_("Changed here, deleted there"),
}

SEVERITIES: Final[Mapping[str, str]] = {
    "block": N_("Must be mended"),
    "warn": N_("Look at it"),
    "note": N_("Good to know"),
}

FINDINGS: Final[Mapping[str, str]] = {
    **words_exchanges.FINDINGS,
    **words_events.FINDINGS,
    "record.unseen_signs": N_("{field}: there are signs in it that nobody sees, such as blanks of no width. Write it anew."),
    "organisation.no_name": N_("The organisation has no name."),
    "organisation.no_country": N_("The country is missing."),
    "organisation.unknown_country": N_("{value} is not the code of a country, such as HU."),
    "organisation.unknown_type": N_("{value} is not one of the programme’s types of organisations."),
    "organisation.no_figures_day": N_("The figures for the size have no date, so the size class is uncertain."),
    "organisation.no_staff": N_("Without the number of staff the size class is unknown."),
    "organisation.double": N_("It may be the same as {other} ({reasons})."),
    "organisation.disputed": N_(
        "{merged_by} merged {name} and {other} ({merged_at}), and {parted_by} said that they are two "
        "({parted_at}). Take the merge apart, or merge them once more to let it stand."
    ),
    "organisation.shared_number": N_("{other} holds the same number {value}."),
    **dict.fromkeys(
        ("organisation.duplicate_human_number", "person.duplicate_human_number"),
        N_(
            "{other} has the same human number {value}, so it leads to neither: write the name beside it. If "
            "both are the same, merge them."
        ),
    ),
    **dict.fromkeys(
        (
            "exchange.duplicate_human_number",
            "event.duplicate_human_number",
            "attachment.duplicate_human_number",
        ),
        N_(
            "{other} has the same human number {value}, so it leads to neither: write the name beside it. If "
            "both are the same, delete one."
        ),
    ),
    "organisation.awaits_decision": N_("{field}: written differently in two offices, not decided yet."),
    "vat.country": N_("The VAT number {value} belongs to another country than the organisation."),
    "vat.shape": N_("The VAT number {value} does not have the form of its country."),
    "vat.check_digit": N_("The check digit of the VAT number {value} does not fit: a digit may be wrong."),
    "person.no_organisation": N_("The person belongs to no organisation."),
    "person.lost_organisation": N_("The person’s organisation is not here (any more)."),
    "person.email_shape": N_("{value} does not look like an email address."),
    "person.double": N_("This may be the same person as {other} ({reasons})."),
    "person.disputed": N_(
        "{merged_by} merged {name} and {other} ({merged_at}), and {parted_by} said that they are two "
        "({parted_at}). Take the merge apart, or merge them once more to let it stand."
    ),
    "registration.disputed": N_(
        "{merged_by} merged {name} and {other} ({merged_at}), and {parted_by} said that they are two "
        "({parted_at}). Take the merge apart, or merge them once more to let it stand."
    ),
    "registration.two_events": N_(
        "{other} ({value}) of another event was merged with this person, so that one event lacks somebody. Take "
        "the merge apart."
    ),
    "person.awaits_decision": N_("{field}: written differently on two laptops, not decided yet."),
    "membership.days_crossed": N_("The membership ends before it begins."),
    "membership.lost_organisation": N_("The organisation of the membership is not here (any more)."),
    "device.third_steward": N_(
        "{member} has {value} laptops that vouch for others: {devices}. Two are accepted. Set up the rest of "
        "them anew with the card of one of these two, which then vouches for them."
    ),
    "project.no_funding_line": N_("The funding line is missing; every report must show it."),
    "project.no_disclaimer": N_("The disclaimer is missing; every report must show it."),
    "lump-sum.not_confirmed": N_("The amount for {value} is not confirmed; enter the grant agreement’s table."),
    "lump-sum.twice": N_("The country has two different sums from the same day; delete the wrong one, or say another day."),
    "lump-sum.no_start": N_("Without the day from which it holds the sum never counts, as the country has others; enter the day."),
    "calendar-day.region_unknown": N_("{value} is no region whose holidays are known; write one of {names}."),
    "calendar-day.twice": N_("The day is said to be worked and not worked; delete the wrong entry."),
    "plan.cycle": N_("These wait for each other, so one link was left out of the calculation: {names}."),
    "plan.parts_of_each_other": N_("Made parts of each other on two laptops, so “{name}” stands on its own; say where it belongs: {names}."),
    "plan.too_long": N_("The plan goes on beyond the year {year}, so it is not calculated: a duration or a lag is far too long."),
    "plan.no_calendar": N_("There is no calendar for {value}, so only weekends are free; there are those of {names}."),
    "plan.no_region": N_("The calendar has no region {value}, so only the holidays of the whole country are free."),
    "plan.not_calculated": N_("Waits for {other} by a link of type {value}, which is kept but not calculated."),
    "plan.lost_parent": N_("The task that it is a part of is not here (any more)."),
    "plan.lost_link": N_("A link leads to a task that is not here (any more)."),
    "report.missing_translations": N_("Printed in the language they were written in, for want of a translation: {names}"),
    "report.stale_translations": N_("The text was changed after it was translated: {names}"),
    "report.no_funding_line": N_("The funding line is missing."),
    "report.no_disclaimer": N_("The disclaimer is missing."),
    "report.no_emblem": N_("The emblem of the European Union is missing."),
    "report.nobody_listed": N_("Nobody is registered for this day; the rows are empty, for those who come without having registered."),
    "report.shared_out_later": N_("The surnames were shared out to the desks after the list was printed; its sheets stay as they are. People whose surname belongs to another desk now: {value}."),
    "report.empty": N_("There is nothing to list yet: the paper has no entries."),
    "report.missing_glyphs": N_("The paper’s font cannot show: {characters}"),
}  # fmt: skip

QUESTIONS: Final[Mapping[str, str]] = {
    "date_order": N_("Dates"),
    "decimal": N_("Numbers"),
    "unit": N_("Amounts"),
    "country": N_("Country"),
    "organisation_type": N_("Type"),
    "ecosystem": N_("Ecosystem"),
    "name_order": N_("Names"),
    "answer": N_("Answer"),
    "encoding": N_("Encoding"),
}

SEPARATORS: Final[Mapping[str, str]] = {
    ";": N_("Semicolon"),
    ",": N_("Comma"),
    "\t": N_("Tabulator"),
    "|": N_("Vertical line"),
}

ENCODINGS: Final[Mapping[str, str]] = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 (BOM)",
    "utf-16": "UTF-16",
    "cp1250": N_("Central European"),
    "cp1252": N_("Western European"),
    "mac_roman": N_("Macintosh"),
}

ANSWERS: Final[Mapping[tuple[str, str], str]] = {
    ("date_order", "dmy"): N_("day, month, year"),
    ("date_order", "mdy"): N_("month, day, year"),
    ("decimal", ","): N_("with a decimal comma"),
    ("decimal", "."): N_("with a decimal point"),
    ("unit", "1"): N_("euros"),
    ("unit", "1000"): N_("thousands of euros"),
    ("unit", "1000000"): N_("millions of euros"),
    ("name_order", "given_first"): N_("given name first"),
    ("name_order", "family_first"): N_("family name first"),
}

DOUBLES: Final[Mapping[str, str]] = {
    "same_number": N_("same number"),
    "same_website": N_("same website"),
    "same_name": N_("same name"),
    "former_name": N_("a former name"),
    "similar_name": N_("similar name"),
    "same_email": N_("same email"),
    "same_organisation": N_("same organisation"),
    "same_place": N_("same place"),
}

# Why a line of a file is rejected or looked at; "typed" is what stands in the file.
REASONS: Final[Mapping[str, str]] = {
    "row.total": N_("A line of totals, not a record."),
    "row.repeated": N_("Says the same as line {other}."),
    "row.repeated_otherwise": N_("Differs from line {other} about the same; that line stands."),
    "visitor.missing": N_("The visiting organisation is missing."),
    "organisation.unknown": N_("{field}: there is no organisation {typed} here; import the organisations first."),
    "organisation.ambiguous": N_("{field}: several organisations are called {typed}; write the number instead."),
    "person.organisation_unknown": N_("There is no organisation {typed} here; the person comes in without one, and the name stands in their notes."),
    "person.organisation_ambiguous": N_("Several organisations may be {typed}; the person comes in without one, and the name stands in their notes."),
    "exchange.unknown": N_("{field}: there is no exchange {typed} here or in this list."),
    "member.unknown": N_("{field}: {typed} is no member of the partnership."),
    "term.unknown": N_("{field}: {typed} is not in the catalogue."),
    "date.no_day": N_("{field}: {typed} names no day."),
    "event.no_such_day": N_("Day {typed} is no day of the event; it is left out."),
    "event.other": N_("This row is of another event: {typed}."),
    "name.missing": N_("The name is missing."),
    "country.missing": N_("The country is missing."),
    "country.unknown": N_("{typed} is no country that is known."),
    "country.ambiguous": N_("{typed} can mean several countries."),
    "answer.unknown": N_("{typed} says neither yes nor no."),
    "row.older": N_("An answer from before; the later one stands."),
    "organisation_type.unknown": N_("{typed} is no type of organisation that is known."),
    "ecosystem.unknown": N_("{typed} is no ecosystem that is known."),
    "number.unreadable": N_("{field}: {typed} is not a number."),
    "number.ambiguous": N_("{field}: in {typed} the sign may stand for thousands or for decimals."),
    "number.negative": N_("{field}: {typed} is less than nothing."),
    "number.too_large": N_("{field}: {typed} is too large to be right."),
    "number.parts_of_cents": N_("{field}: {typed} has more than two decimals."),
    "number.held": N_("Another organisation holds the same number (line or record {other})."),
    "date.unreadable": N_("{field}: {typed} is not a date."),
    "date.ambiguous": N_("{field}: in {typed} day and month could be either way round."),
    "date.short_year": N_("{field}: {typed} has a year of two digits."),
    "date.impossible": N_("{field}: the day {typed} does not exist or cannot be right."),
    "date.before_start": N_("{field}: {typed} is before the first day."),
    "yes_no.unreadable": N_("{field}: {typed} is neither yes nor no."),
    "email.shape": N_("{typed} does not look like an email address."),
    "text.too_long": N_("{field}: the text is too long."),
    "cell.not_calculated": N_("{field}: the formula in column {typed} was never calculated, so the cell counts as empty; open the list in Excel or LibreOffice and save it, then import it again."),
    "vat.country": N_("The VAT number {typed} belongs to another country."),
    "vat.shape": N_("The VAT number {typed} does not have the form of its country."),
    "vat.check_digit": N_("The check digit of the VAT number {typed} does not fit."),
    "membership.ends": N_("No longer a member: the membership ends on the day of the import."),
    "record.deleted": N_("The record was deleted here; the file still has it."),
    "record.alike": N_("May be the same as line or record {other}."),
    "field.otherwise": N_("{field}: something else stands here; the file’s {typed} was not taken over."),
    "field.undecided": N_("{field} was written differently on two laptops, and nobody has decided yet; the file’s {typed} was not taken over."),
    "field.edited": N_("{field} was edited by hand; the file’s {typed} was not taken over."),
}  # fmt: skip
