"""Offices with a store each: how they meet and carry files, and what they show then."""

from recipe_desktop.services import conflicts, records, stores
from recipe_desktop.sync import receiving, roster, sending
from recipe_desktop.sync.keys import Keys


def keys(workspace):
    return Keys(workspace.state)


def card(workspace):
    return workspace.ask(roster.identity, keys(workspace))


def meet(*workspaces):
    for one in workspaces:
        for other in workspaces:
            if other is not one:
                one.do(roster.admit, keys(one), card(other))


def carry(folder, *workspaces):
    """Everybody sends, then everybody receives, until nothing is new."""
    for _ in range(2):
        for one in workspaces:
            sending.send(one, folder)
        for one in workspaces:
            answer = receiving.receive(one, [folder])
            assert answer.refused == []


def organisation(workspace, name, **more):
    return workspace.do(records.create, "organisations", {"name": name, **more}).uid


def value(workspace, uid, field):
    return workspace.ask(records.show, "organisations", uid).fields[field]


def names(workspace):
    listed = workspace.ask(records.listing, "organisations")
    return sorted(str(shown.fields["name"]) for shown in listed)


def assert_agreed(workspaces, uid, **fields):
    """Nobody is asked anything any more, and an organisation is the same to all."""
    for one in workspaces:
        assert one.ask(conflicts.inbox) == []
        shown = one.ask(records.show, "organisations", uid).fields
        assert {name: shown[name] for name in fields} == fields


def reopen(workspace):
    return stores.open_store(workspace.path)
