"""Every page, dialog, menu and message of the window, as a table: for the gallery and its test.

A scene brings the window of a store to where there is something to see, and yields it by name.
What a scene opens it closes again; what it writes lies in a store of its own.
"""

from tests.ui.scenes import (
    events,
    exchanges,
    frame,
    imports,
    long_names,
    partners,
    rare,
    roadmap,
    sync,
)

FULL = (
    frame.home,
    frame.palette,
    partners.record,
    partners.editing,
    partners.menus,
    partners.filtering,
    partners.new_and_deleted,
    partners.people_without,
    partners.directory,
    partners.doubles,
    exchanges.record,
    exchanges.wide_and_board,
    exchanges.dialogs,
    exchanges.document,
    exchanges.deleted,
    events.record,
    events.to_settle,
    events.menus,
    events.packs,
    events.desk_files,
    events.papers,
    events.opening_a_pack,
    events.new,
    events.desk,
    roadmap.chart,
    roadmap.details,
    roadmap.menus_and_edits,
    roadmap.files_and_paper,
    roadmap.deleted,
    sync.tabs,
    sync.losing,
    sync.receiving,
    sync.sending,
    sync.shared_folders,
    imports.members,
    imports.refusals,
    imports.registrations,
    frame.project,
    frame.messages,
    long_names.partner,
    long_names.exchange,
    long_names.event,
    long_names.plan,
    rare.nothing_found,
    rare.questions,
    rare.at_work,
    rare.words_left,
    rare.compared,
    rare.entries,
    rare.ticks,
    rare.opening,
    rare.leaving_a_desk,
    rare.narrow,
    sync.taking_in,
    sync.lost,
)
"""On a store with work in it, in this order: the last ones change what the others show."""

EMPTY = (frame.empty, sync.empty, partners.empty, exchanges.empty)
"""On a store in which nothing is yet."""
