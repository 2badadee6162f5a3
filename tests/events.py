"""Events and who is registered, as tests begin with them."""

from recipe_desktop.services import records


def an_event(workspace, name="Networking day", **values):
    """An event in Hungary."""
    return workspace.do(records.create, "events", {"name": name, "country": "HU", **values}).uid


def registered(workspace, event, given_name="Ana", family_name="Costa", **values):
    """Somebody on the list of an event."""
    person = {"event": event, "given_name": given_name, "family_name": family_name, **values}
    return workspace.do(records.create, "registrations", person).uid
