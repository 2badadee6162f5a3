"""Lists of exchanges: one a row, every row accounted for, and one undo."""

import pytest

from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.import_questions import answered
from recipe_desktop.domain.import_words import is_known_header
from recipe_desktop.formats import sheets
from recipe_desktop.services import exchanges, exports, history, imports, records, shares, words
from recipe_desktop.services.kinds import EXCHANGE_DAYS

HEADER = "Visitor;Host;Starts;Ends;Distance in km;Visitor's partner;Purposes;Accepted;Motivation"


@pytest.fixture
def members(workspace):
    return {m.fields["code"]: m.uid for m in workspace.ask(records.listing, "members")}


@pytest.fixture
def firms(workspace, members):
    made = {}
    for name, country in (("Győri Akku Kft.", "HU"), ("Rouen Tech", "FR")):
        values = {"name": name, "country": country, "organisation_type": "sme"}
        uid = workspace.do(records.create, "organisations", values).uid
        link = {"organisation": uid, "member": members[country]}
        workspace.do(records.create, "memberships", link)
        made[name] = uid
    return made


def planned(workspace, tmp_path, *lines, header=HEADER):
    path = tmp_path / "exchanges.csv"
    path.write_text("\n".join((header, *lines)), "utf-8")
    table = sheets.read_table(path, is_known_header)
    source = imports.source_of(table)
    proposal = workspace.ask(imports.propose, table, "exchanges", source)
    choices = answered(proposal.questions)
    return workspace.do(imports.plan, table, proposal.mapping, choices, source)


def outcomes(preview):
    return [line.outcome.value for line in preview.plan.lines]


def taken_in(workspace, tmp_path, *lines, header=HEADER):
    preview = planned(workspace, tmp_path, *lines, header=header)
    workspace.do(imports.execute, preview.uid)
    return preview


LINE = "Gyori Akku Kft;Rouen Tech;2021-09-20;2021-09-24;1240;HU;learn, technology;2021-08-30;Cells"


def test_a_line_becomes_an_exchange_with_its_partners_and_its_file(
    workspace, tmp_path, firms, members
):
    preview = taken_in(workspace, tmp_path, LINE)

    assert outcomes(preview) == ["new"]
    [uid] = workspace.ask(exchanges.order)
    card = workspace.ask(exchanges.card, uid)
    assert (card.line.visitor, card.line.host) == ("Győri Akku Kft.", "Rouen Tech")
    assert card.fields["purposes"] == "learn;technology"
    assert card.fields["assessed_on"] == "2021-08-30"
    assert card.fields["motivation"] == "Cells"
    assert card.fields["host_member"] == members["FR"], "the host's cluster looks after it"
    assert card.fields["paying_member"] == members["HU"]
    assert card.readers == ("FR", "HU")


def test_every_line_is_accounted_for_with_its_reason(workspace, tmp_path, firms):
    workspace.do(records.create, "organisations", {"name": "Twin"})
    workspace.do(records.create, "organisations", {"name": "Twin"})

    preview = planned(
        workspace,
        tmp_path,
        LINE,
        LINE,
        "Nobody Ltd;Rouen Tech;2021-09-20;;;;;;",
        "Twin;;;;;;;;",
        ";Rouen Tech;;;;;;;",
        "Győri Akku Kft.;Rouen Tech;20/2021;;;;;;",
        "Győri Akku Kft.;Rouen Tech;2021-10-04;;;Mars;;;",
        "Győri Akku Kft.;Rouen Tech;2021-10-04;;far;;;;",
        "Győri Akku Kft.;Rouen Tech;2021-10-04;;;;dancing;;",
    )

    assert outcomes(preview) == ["new", "same", *["rejected"] * 7]
    said = [
        " ".join(words.reason_sentence(reason) for reason in line.reasons)
        for line in preview.plan.lines[2:]
    ]
    for part, line in zip(
        ("no organisation Nobody Ltd", "several", "missing", "20/2021", "Mars", "far", "dancing"),
        said,
        strict=True,
    ):
        assert part in line
    account = preview.plan.account
    assert account.rows == account.new + account.same + account.rejected == 9


def test_a_later_file_of_the_source_updates_and_never_doubles(workspace, tmp_path, firms):
    taken_in(workspace, tmp_path, LINE)
    [uid] = workspace.ask(exchanges.order)

    assert outcomes(taken_in(workspace, tmp_path, LINE)) == ["same"]
    later = taken_in(workspace, tmp_path, LINE.replace("1240", "1300"))

    assert outcomes(later) == ["changed"]
    assert workspace.ask(exchanges.order) == [uid]
    assert workspace.ask(records.show, "exchanges", uid).fields["distance_km"] == 1300
    workspace.do(records.edit, "exchanges", uid, {"distance_km": "1310"})
    held = planned(workspace, tmp_path, LINE.replace("1240", "1400"))
    assert outcomes(held) == ["suspicious"]


def test_an_exchange_that_was_typed_in_before_is_met_again(workspace, tmp_path, firms):
    visit = {"visitor": firms["Győri Akku Kft."], "host": firms["Rouen Tech"]}
    uid = workspace.do(records.create, "exchanges", {**visit, "starts_on": "2021-09-20"}).uid

    preview = taken_in(workspace, tmp_path, LINE)

    assert outcomes(preview) == ["changed"]
    assert workspace.ask(exchanges.order) == [uid]
    assert workspace.ask(records.show, "exchanges", uid).fields["distance_km"] == 1240


def test_one_undo_takes_all_of_it_back(workspace, tmp_path, firms):
    taken_in(workspace, tmp_path, LINE, LINE.replace("2021-09-20", "2021-09-19"))
    assert workspace.ask(exchanges.count) == 2

    workspace.do(history.undo)

    assert workspace.ask(exchanges.count) == 0


def test_what_is_exported_comes_in_again_as_the_same(workspace, tmp_path, firms):
    taken_in(workspace, tmp_path, LINE)
    rows = workspace.ask(exports.rows, "exchanges")
    path = tmp_path / "out.csv"
    sheets.write_table(path, "exchanges", rows.headers, rows.rows)
    header, *lines = path.read_text("utf-8-sig").splitlines()

    again = planned(workspace, tmp_path, *lines, header=header)

    assert outcomes(again) == ["same"]


FACTS = {
    **{day: f"2021-09-{number:02}" for number, day in enumerate(EXCHANGE_DAYS, 1)},
    "starts_on": "2021-09-20",
    "ends_on": "2021-09-24",
    "visitor_partnership": "Grow",
    "host_partnership": "Other",
    "category": "sme",
    "purposes": "learn;technology",
    "activities": "networking",
    "is_virtual": True,
    "place": "Rouen",
    "region": "Normandie",
    "other_funding": "Region of Normandy",
    "distance_km": 1240,
    "amount_cents": 123_450,
    "visitor_person": "Zsófia Nagy",
    "host_person": "Ana Costa",
    "documents": "CV\nLetter",
    "assessment": "Fits.",
    "nationality": "HU",
    "residence_days": 400,
    "has_permit": True,
    "has_business": True,
    "motivation": "Cells.\nAnd what becomes of them.",
}


def carried_over(workspace, other, kind, path, scope="partnership"):
    """The other store takes in what is exported here."""
    rows = workspace.ask(exports.rows, kind, scope)
    sheets.write_table(path, kind, rows.headers, rows.rows)
    table = sheets.read_table(path, is_known_header)
    source = imports.Source("the other office", path.name)
    proposal = other.ask(imports.propose, table, kind, source)
    plan = other.do(imports.plan, table, proposal.mapping, answered(proposal.questions), source)
    other.do(imports.execute, plan.uid)
    return outcomes(plan)


def facts(workspace):
    """Everything that is kept of each exchange, with names in the place of uids."""
    own = {"number", "created_at"}
    found = []
    for uid in workspace.ask(exchanges.order):
        fields = workspace.ask(records.show, "exchanges", uid).fields
        kept = {name: value for name, value in fields.items() if name not in own}
        for name in ("visitor", "host"):
            firm = workspace.ask(records.show, "organisations", kept[name])
            kept[name] = firm.fields["name"]
        if kept["leg_of"]:
            leg = workspace.ask(records.show, "exchanges", kept["leg_of"])
            kept["leg_of"] = leg.fields["starts_on"]
        found.append(kept)
    return sorted(found, key=lambda kept: kept["starts_on"])


def test_a_list_of_exchanges_comes_whole_into_another_store(
    a_laptop, workspace, tmp_path, firms, members
):
    visit = {"visitor": firms["Győri Akku Kft."], "host": firms["Rouen Tech"]}
    partners = {"visitor_member": members["HU"], "host_member": members["FR"]}
    partners["paying_member"] = members["HU"]
    one, two = Uid("1" * 32), Uid("2" * 32)  # the list is in the order of the uids
    given = {**visit, **partners, "starts_on": "2021-09-27"}
    workspace.do(records.create, "exchanges", given, two)
    given = {**visit, **partners, "starts_on": "2021-09-20", "leg_of": two, **FACTS}
    workspace.do(records.create, "exchanges", given, one)
    [share] = workspace.ask(shares.listing)
    other = a_laptop("FR")

    assert carried_over(workspace, other, "organisations", tmp_path / "firms.csv") == ["new"] * 2
    path = tmp_path / "exchanges.xlsx"
    assert carried_over(workspace, other, "exchanges", path) == ["new"] * 2
    with_file = carried_over(workspace, other, "exchanges", path, f"share:{share.uid}")

    assert with_file == ["changed"]
    assert facts(other) == facts(workspace)
    assert all(facts(other)[0].values()), "nothing was left empty"
    assert facts(other)[0]["leg_of"] == "2021-09-27"
    assert carried_over(workspace, other, "exchanges", path) == ["same"] * 2
    assert facts(other) == facts(workspace)


def test_a_line_whose_visit_ends_before_it_begins_is_given_back(workspace, tmp_path, firms):
    preview = planned(
        workspace,
        tmp_path,
        "Gyori Akku Kft;Rouen Tech;2021-09-20;2021-09-17",
        "Gyori Akku Kft;Rouen Tech;2021-09-27;2021-09-27",
        header="Visitor;Host;Starts;Ends",
    )

    crossed, sound = preview.plan.lines
    [why] = crossed.reasons
    assert words.reason_sentence(why) == "Ends: 2021-09-17 is before the first day."
    assert not sound.reasons


def test_a_leg_of_an_exchange_that_is_nowhere_is_rejected_by_its_number(workspace, tmp_path, firms):
    preview = planned(
        workspace,
        tmp_path,
        "Gyori Akku Kft;Rouen Tech;2021-09-20;FR-XYZ-7",
        header="Visitor;Host;Starts;Other leg of",
    )

    [line] = preview.plan.lines
    assert "FR-XYZ-7" in words.reason_sentence(line.reasons[0])
