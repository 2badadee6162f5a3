"""What the palette finds: every kind of record one may look for, whatever the accents."""

from functools import partial

from recipe_desktop.domain.ids import Uid
from recipe_desktop.i18n import _, format_day
from recipe_desktop.services import events, exchanges, organisations, outline, records, words
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.events import wording as event_wording
from recipe_desktop.ui.exchanges import wording as exchange_wording
from recipe_desktop.ui.roadmap import wording
from recipe_desktop.ui.surroundings import Ways
from recipe_desktop.ui.window.palette import Offer

_MOST = 6  # of each kind
_SHORTEST = 2  # letters


def hits(workspace: Workspace, ways: Ways, typed: str) -> list[Offer]:
    """Records that fit what was typed, organisations first."""
    if len(typed.strip()) < _SHORTEST:
        return []
    return [
        *_organisations(workspace, ways, typed),
        *_people(workspace, ways, typed),
        *_exchanges(workspace, ways, typed),
        *_events(workspace, ways, typed),
        *_registered(workspace, ways, typed),
        *_entries(workspace, ways, typed),
    ]


def _organisations(workspace: Workspace, ways: Ways, typed: str) -> list[Offer]:
    uids = workspace.ask(organisations.order, organisations.Filter(typed))[:_MOST]
    return [
        Offer(
            _("Partners"),
            line.name,
            partial(ways.record.emit, "organisations", line.uid),
            ", ".join(
                part
                for part in (
                    words.choice_word("organisation_type", line.organisation_type),
                    line.city,
                    words.country_word(line.country),
                )
                if part
            ),
            "building",
        )
        for line in workspace.ask(organisations.lines, uids)
    ]


def _exchanges(workspace: Workspace, ways: Ways, typed: str) -> list[Offer]:
    uids = workspace.ask(exchanges.order, exchanges.Narrowed(typed))[:_MOST]
    return [
        Offer(
            _("Exchanges"),
            exchange_wording.names(line),
            partial(ways.record.emit, "exchanges", line.uid),
            exchange_wording.second(line),
            exchange_wording.SYMBOL,
        )
        for line in workspace.ask(exchanges.lines, uids)
    ]


def _people(workspace: Workspace, ways: Ways, typed: str) -> list[Offer]:
    uids = workspace.ask(records.order, "people", typed)[:_MOST]
    shown = workspace.ask(records.shown, "people", uids)
    employers = [Uid(str(s.fields["organisation"])) for s in shown if s.fields["organisation"]]
    firms = {line.uid: line.name for line in workspace.ask(organisations.lines, employers)}
    return [
        Offer(
            _("People"),
            " ".join(str(s.fields[n]) for n in ("given_name", "family_name") if s.fields[n]),
            partial(ways.record.emit, "people", s.uid),
            ", ".join(
                part
                for part in (
                    str(s.fields["position"] or ""),
                    firms.get(Uid(str(s.fields["organisation"])), ""),
                )
                if part
            ),
            "user",
        )
        for s in shown
    ]


def _events(workspace: Workspace, ways: Ways, typed: str) -> list[Offer]:
    uids = workspace.ask(events.order, typed)[:_MOST]
    return [
        Offer(
            _("Events"),
            line.name,
            partial(ways.record.emit, "events", line.uid),
            event_wording.what_it_is(line),
            event_wording.SYMBOL,
        )
        for line in workspace.ask(events.lines, uids)
    ]


def _registered(workspace: Workspace, ways: Ways, typed: str) -> list[Offer]:
    """People of events, who need not be known as anybody's staff."""
    return [
        Offer(
            _("Registered for events"),
            event_wording.person(found),
            partial(ways.record.emit, "registrations", found.uid),
            ", ".join(
                filter(
                    None,
                    (
                        found.organisation,
                        found.event_name,
                        format_day(found.starts_on) if found.starts_on else "",
                    ),
                )
            ),
            "user",
        )
        for found in workspace.ask(events.find_registered, typed, _MOST)
    ]


def _kind(kind: str) -> str:
    name = words.kind_name(kind)
    return name[:1].upper() + name[1:]


def _entries(workspace: Workspace, ways: Ways, typed: str) -> list[Offer]:
    """Tasks, milestones and what they are done for."""
    return [
        Offer(
            _("Roadmap"),
            wording.title(found),
            partial(ways.record.emit, found.kind, found.uid),
            _kind(found.kind),
            wording.SYMBOLS[found.kind],
        )
        for found in workspace.ask(outline.find, typed, _MOST)
    ]
