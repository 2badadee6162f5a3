"""Laptops of two offices in one test: what they know of each other and write."""

from recipe_desktop.services import records
from recipe_desktop.sync import roster
from recipe_desktop.sync.keys import Keys


def keys(workspace):
    return Keys(workspace.state)


def meet(*workspaces):
    for one in workspaces:
        for other in workspaces:
            if other is not one:
                one.do(roster.admit, keys(one), other.ask(roster.identity, keys(other)))


def organisation(workspace, name, **more):
    return workspace.do(records.create, "organisations", {"name": name, **more}).uid


def value(workspace, uid, field):
    return workspace.ask(records.show, "organisations", uid).fields[field]


def sync(house, tab="overview"):
    page = house.window.go("sync")
    page.show_tab(tab)
    return page
