"""News of commits: a page in sight shows them at once, one out of sight when it is seen again."""

from recipe_desktop.services import records


def names(page):
    table = page.listing.table
    return [table.line(row).name for row in range(table.rowCount())]


def test_a_page_out_of_sight_shows_what_it_missed_when_it_is_seen_again(house, workspace):
    page = house.window.go("partners")
    workspace.do(records.create, "organisations", {"name": "Audi Hungaria"})
    assert names(page) == ["Audi Hungaria"]

    house.window.go("home")
    made = workspace.do(records.create, "organisations", {"name": "Béta GmbH"})
    workspace.do(records.create, "organisations", {"name": "Gamma"})
    workspace.do(records.edit, "organisations", made.uid, {"name": "Delta"})
    assert names(page) == ["Audi Hungaria"]

    house.window.go("partners")
    assert names(page) == ["Audi Hungaria", "Delta", "Gamma"]
    assert page.detail.card.line.name == "Audi Hungaria"
