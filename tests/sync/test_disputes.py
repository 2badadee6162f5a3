"""Two offices judge the same pair apart: one merges it, the other says that it is two things."""

import pytest

from recipe_desktop.services import checks, identity, organisations, records, words
from tests.sync.offices import carry, meet

KIND = "organisations"


@pytest.fixture
def disputed(a_laptop, tmp_path):
    """A Hungarian and a French laptop after both judged a pair and exchanged what they have."""
    hu, fr = a_laptop("HU", person="Zsófia Nagy"), a_laptop("FR", person="Anne Petit")
    meet(hu, fr)
    one, two = (hu.do(records.create, KIND, {"name": name}).uid for name in ("Rába", "Raba Kft."))
    carry(tmp_path, hu, fr)
    hu.do(identity.confirm, KIND, one, two)
    fr.do(identity.reject, KIND, one, two)
    carry(tmp_path, hu, fr)
    return hu, fr, one, two


def disputes_of(workspace):
    found = workspace.ask(checks.findings, KIND)
    return [(f.uid, f.finding) for f in found if f.finding.code == "organisation.disputed"]


def test_both_offices_are_told_who_merged_and_who_parted_a_pair(disputed):
    hu, fr, one, _two = disputed

    for laptop in (hu, fr):
        [(uid, finding)] = disputes_of(laptop)
        said = words.finding_sentence(finding)
        assert uid == one
        assert said.index("Zsófia Nagy") < said.index("merged Rába and Raba Kft.")
        assert "Anne Petit" in said
        [dispute] = laptop.ask(organisations.card, one).disputed
        assert dispute.merged.at.isoformat()[:10] in finding.details["merged_at"].isoformat()


def test_the_finding_goes_when_the_merge_is_taken_apart(disputed, tmp_path):
    hu, fr, _one, two = disputed

    fr.do(identity.take_back, KIND, two)
    carry(tmp_path, fr, hu)

    assert disputes_of(hu) == disputes_of(fr) == []
    assert hu.ask(identity.canonical, KIND) == {}


def test_the_finding_goes_when_the_merge_is_said_to_stand(disputed, tmp_path):
    hu, fr, one, two = disputed

    hu.do(identity.confirm, KIND, one, two)
    carry(tmp_path, hu, fr)

    assert disputes_of(hu) == disputes_of(fr) == []
    assert fr.ask(identity.canonical, KIND) == {two: one}


def test_a_pair_that_came_together_over_a_third_is_disputed_too(disputed, tmp_path):
    hu, fr, one, two = disputed
    hu.do(identity.take_back, KIND, two)
    third = hu.do(records.create, KIND, {"name": "Rába Rt."}).uid
    for other in (two, third):
        hu.do(identity.confirm, KIND, *((third, other) if other == two else (one, third)))
    carry(tmp_path, hu, fr)

    [(uid, finding)] = disputes_of(fr)

    assert (uid, finding.details["name"]) == (one, "Rába")
