"""What the palette finds: every kind of record one may look for, whatever the accents."""

from functools import partial

from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.name_search import excerpt
from recipe_desktop.domain.names import fold
from recipe_desktop.i18n import _, format_day, format_number
from recipe_desktop.services import (
    agenda,
    events,
    exchanges,
    organisations,
    outline,
    records,
    words,
)
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.events import wording as event_wording
from recipe_desktop.ui.exchanges import wording as exchange_wording
from recipe_desktop.ui.roadmap import wording
from recipe_desktop.ui.surroundings import Ways
from recipe_desktop.ui.window.palette import Offer

_MOST = 6  # of each kind
_SHORTEST = 2  # letters
_WRITTEN = (
    *("place", "visitor_person", "host_person", "motivation", "documents", "assessment"),
    *("visitor_partnership", "host_partnership", "other_funding"),
)
"""What an exchange is found by beside its number and its parties."""


def hits(workspace: Workspace, ways: Ways, typed: str) -> list[Offer]:
    """Records that fit what was typed, organisations first."""
    if len(typed.strip()) < _SHORTEST:
        return []
    return [
        *_organisations(workspace, ways, typed),
        *_people(workspace, ways, typed),
        *_exchanges(workspace, ways, typed),
        *_events(workspace, ways, typed),
        *_agenda(workspace, ways, typed),
        *_registered(workspace, ways, typed),
        *_entries(workspace, ways, typed),
    ]


def _heading(group: str, count: int) -> str:
    """Of what is found, how many are shown if that is not all."""
    if count <= _MOST:
        return group
    said = _("{group}: the first {shown} of {count}, type more")
    return said.format(group=group, shown=format_number(_MOST), count=format_number(count))


def _organisations(workspace: Workspace, ways: Ways, typed: str) -> list[Offer]:
    uids = workspace.ask(organisations.order, organisations.Filter(typed))
    return [
        Offer(
            _heading(_("Partners"), len(uids)),
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
        for line in workspace.ask(organisations.lines, uids[:_MOST])
    ]


def _exchanges(workspace: Workspace, ways: Ways, typed: str) -> list[Offer]:
    uids = workspace.ask(exchanges.order, exchanges.Narrowed(typed))
    shown = workspace.ask(records.shown, exchanges.KIND, uids[:_MOST])
    written = {one.uid: [str(one.fields[name] or "") for name in _WRITTEN] for one in shown}
    return [
        Offer(
            _heading(_("Exchanges"), len(uids)),
            exchange_wording.names(line),
            partial(ways.record.emit, "exchanges", line.uid),
            ", ".join(
                filter(
                    None,
                    (
                        exchange_wording.second(line),
                        _where(
                            typed,
                            f"{line.number} {exchange_wording.names(line)}",
                            *written.get(line.uid, ()),
                        ),
                    ),
                )
            ),
            exchange_wording.SYMBOL,
        )
        for line in workspace.ask(exchanges.lines, uids[:_MOST])
    ]


def _people(workspace: Workspace, ways: Ways, typed: str) -> list[Offer]:
    uids = workspace.ask(records.order, "people", typed)
    shown = workspace.ask(records.shown, "people", uids[:_MOST])
    employers = [Uid(str(s.fields["organisation"])) for s in shown if s.fields["organisation"]]
    firms = {line.uid: line.name for line in workspace.ask(organisations.lines, employers)}
    return [
        Offer(
            _heading(_("People"), len(uids)),
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
    uids = workspace.ask(events.order, typed)
    return [
        Offer(
            _heading(_("Events"), len(uids)),
            line.name,
            partial(ways.record.emit, "events", line.uid),
            event_wording.what_it_is(line),
            event_wording.SYMBOL,
        )
        for line in workspace.ask(events.lines, uids[:_MOST])
    ]


def _agenda(workspace: Workspace, ways: Ways, typed: str) -> list[Offer]:
    """What takes place at events."""
    items, count = workspace.ask(agenda.find, typed, _MOST)
    return [
        Offer(
            _heading(_("Agenda"), count),
            found.name,
            partial(ways.record.emit, agenda.KIND, found.uid),
            ", ".join(
                filter(
                    None,
                    (
                        found.event_name,
                        format_day(found.starts_on) if found.starts_on else "",
                        _where(typed, found.name, *found.said),
                    ),
                )
            ),
            "calendar-clock",
        )
        for found in items
    ]


def _where(typed: str, title: str, *texts: str) -> str:
    """Where words stand of which the title has none."""
    wanted = fold(typed).split()
    lacking = [word for word in wanted if not excerpt(title, [word])]
    return next(filter(None, (excerpt(text, lacking) for text in texts)), "")


def _registered(workspace: Workspace, ways: Ways, typed: str) -> list[Offer]:
    """People of events, who need not be known as anybody's staff."""
    people, count = workspace.ask(events.find_registered, typed, _MOST)
    return [
        Offer(
            _heading(_("Registered for events"), count),
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
        for found in people
    ]


def _kind(kind: str) -> str:
    name = words.kind_name(kind)
    return name[:1].upper() + name[1:]


def _entries(workspace: Workspace, ways: Ways, typed: str) -> list[Offer]:
    """Tasks, milestones and what they are done for."""
    rows = workspace.ask(outline.find, typed)
    return [
        Offer(
            _heading(_("Roadmap"), len(rows)),
            wording.title(found),
            partial(ways.record.emit, found.kind, found.uid),
            ", ".join(
                filter(None, (_kind(found.kind), _where(typed, wording.title(found), found.text)))
            ),
            wording.SYMBOLS[found.kind],
        )
        for found in rows[:_MOST]
    ]
