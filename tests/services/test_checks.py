"""Doubts that hold of records of several kinds."""

import pytest

from recipe_desktop.services import attachments, checks, exchanges, records, words
from recipe_desktop.services.kinds import KINDS

FIELDS = {
    "organisations": ({"name": "Alfa"}, {"name": "Beta"}),
    "people": ({"given_name": "Éva"}, {"given_name": "Pál"}),
    "events": ({"name": "Bakery day"}, {"name": "Open day"}),
}


def twice(workspace, kind):
    """Two records of a kind, by their uid, and what each is called."""
    if kind in FIELDS:
        made = [workspace.do(records.create, kind, fields).uid for fields in FIELDS[kind]]
        return dict(
            zip(made, (next(iter(fields.values())) for fields in FIELDS[kind]), strict=True)
        )
    guest, *hosts = [
        workspace.do(records.create, "organisations", {"name": name}).uid
        for name in ("Guest", "Alfa", "Beta")
    ]
    made = [
        workspace.do(records.create, "exchanges", {"visitor": guest, "host": host}).uid
        for host in hosts
    ]
    return dict(zip(made, ("Guest – Alfa", "Guest – Beta"), strict=True))


def give(session, table, uids):
    marks = ",".join("?" * len(uids))
    session.connection().exec_driver_sql(
        f"UPDATE {table} SET number = 'HU-AAA-1' WHERE uid IN ({marks})", tuple(uids)
    )


@pytest.mark.parametrize("kind", [k.name for k in KINDS.values() if k.is_numbered])
def test_a_number_that_several_records_bear_is_a_finding_that_says_what_to_do(workspace, kind):
    named = twice(workspace, kind)
    before = {f.finding.code for f in workspace.ask(checks.findings, kind)}
    workspace.do(give, KINDS[kind].table, list(named))

    found = [f for f in workspace.ask(checks.findings, kind) if f.finding.code not in before]

    assert {f.uid for f in found} == set(named)
    assert len({f.finding.code for f in found}) == 1
    for one in found:
        said = words.finding_sentence(one.finding)
        [other] = named.keys() - {one.uid}
        assert said.startswith(f"{named[other]} has the same human number HU-AAA-1")
        assert "If both are the same" in said


def test_documents_bear_numbers_too(workspace):
    [exchange, _] = twice(workspace, "exchanges")
    made = []
    for name in "ab":
        content = attachments.ContentSource(f"{name}.pdf", b"%PDF-1.4 " + name.encode())
        made.append(workspace.do(attachments.add, exchanges.KIND, exchange, content).uid)
    workspace.do(give, "attachment", made)

    codes = [f.finding.code for f in workspace.ask(checks.findings, "attachments")]

    assert codes == ["attachment.duplicate_human_number"] * 2


@pytest.mark.parametrize(
    ("country", "region", "is_known"),
    [("DE", "Bayern", False), ("DE", "by", True), ("DE", "", True), ("HU", "Zala", True)],
)
def test_a_day_of_a_region_that_is_none_is_a_finding(workspace, country, region, is_known):
    day = {"country": country, "region": region, "day_on": "2027-03-02"}
    made = workspace.do(records.create, "calendar-days", day)

    found = [
        f.finding for f in workspace.ask(checks.findings, "calendar-days") if f.uid == made.uid
    ]

    assert [one.code for one in found] == ([] if is_known else ["calendar-day.region_unknown"])
    assert is_known or words.finding_sentence(found[0]).startswith("Bayern is no region")
