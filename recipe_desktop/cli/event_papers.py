"""Commands that print the papers of an event: signed lists and badges."""

from argparse import ArgumentParser
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from recipe_desktop.cli.command import Answer, Call, Command
from recipe_desktop.cli.lines import pages
from recipe_desktop.cli.papers import paper_arguments, paper_language, tell_findings
from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import Uid
from recipe_desktop.i18n import _, ngettext
from recipe_desktop.services import event_papers, events, records
from recipe_desktop.services.event_papers import SignedListPaper

if TYPE_CHECKING:
    # It brings reportlab, which other commands do not need.
    from recipe_desktop.reports.pdf import WrittenFile

T = TypeVar("T")
Findings = list[dict[str, str]]


def commands() -> list[Command]:
    """The commands of this group."""
    return [
        Command(
            "report signed-list",
            lambda: _("the signed list of a day of an event as PDF"),
            print_signed_list,
            _signed_list_arguments,
            reads=lambda said: bool(said.draft),
        ),
        Command(
            "report badges",
            lambda: _("the badges of an event as PDF"),
            print_badges,
            _badges_arguments,
            reads=True,
        ),
    ]


def _signed_list_arguments(parser: ArgumentParser) -> None:
    paper_arguments(parser, of_record=True)
    parser.add_argument(
        "--day", default="", metavar=_("DAY"), help=_("such as 2026-11-23; without it the first")
    )
    parser.add_argument(
        "--draft",
        action="store_true",
        help=_("only to look at: it says so, and its sheets are not kept as printed"),
    )


def _badges_arguments(parser: ArgumentParser) -> None:
    paper_arguments(parser, of_record=True)
    parser.add_argument(
        "--sheets", action="store_true", help=_("four on a sheet of A4, with marks to cut along")
    )


def print_signed_list(call: Call) -> Answer:
    """Print the signed list of a day."""
    from recipe_desktop.reports import signed_list as document
    from recipe_desktop.reports.events import signed_list_data

    said, event = call.arguments, _event(call)
    day = _day(said.day) if said.day else call.workspace.ask(event_papers.day_of, event)
    if day not in call.workspace.ask(event_papers.days, event):
        raise UserError("event.not_its_day", day=day)

    def write(known: SignedListPaper) -> tuple[SignedListPaper, Findings, "WrittenFile"]:
        language = paper_language(call)
        data = signed_list_data(known, language, is_draft=said.draft)
        found = tell_findings(call, document.findings(data))
        return known, found, document.write(data, said.file)

    if said.draft:
        known, found, written = write(call.workspace.ask(event_papers.signed_list, event, day))
    else:
        known, found, written = _kept(call, event, day, write)
    people = sum(uid is not None for sheet in known.sheets for uid in sheet.rows)
    on = ngettext("{n} sheet", "{n} sheets", written.pages).format(n=written.pages)
    text = ngettext("{n} person on {sheets} in {file}", "{n} people on {sheets} in {file}", people)
    return Answer(
        {
            "file": str(said.file),
            "pages": written.pages,
            "uid": event,
            "day": day.isoformat(),
            "people": people,
            "findings": found,
        },
        text.format(n=people, sheets=on, file=said.file),
    )


def _kept(call: Call, event: Uid, day: date, write: Callable[[SignedListPaper], T]) -> T:
    """Print, and keep which sheets were printed; while another program writes, neither."""
    try:
        return call.workspace.do(event_papers.print_signed_list, event, day, write)
    except UserError as refusal:
        if refusal.code != "store.busy":
            raise
        raise UserError("report.list_busy", file=call.arguments.file.name) from refusal


def print_badges(call: Call) -> Answer:
    """Print the badges of everybody who comes."""
    from recipe_desktop.reports import badges as document
    from recipe_desktop.reports.events import badges_data

    said, event = call.arguments, _event(call)
    known = call.workspace.ask(event_papers.badges, event)
    if not known.wearers:
        raise UserError("report.no_badges")
    data = badges_data(known, paper_language(call), four_on_a4=said.sheets)
    found = tell_findings(call, document.findings(data))
    written = document.write(data, said.file)
    count = len(data.badges)
    text = ngettext("{n} badge on {pages} in {file}", "{n} badges on {pages} in {file}", count)
    return Answer(
        {
            "file": str(said.file),
            "pages": written.pages,
            "uid": event,
            "badges": count,
            "findings": found,
        },
        text.format(n=count, pages=pages(written.pages), file=said.file),
    )


def _event(call: Call) -> Uid:
    return call.workspace.ask(records.find, events.EVENTS, call.arguments.id)


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError as error:
        raise UserError("value.not_a_day", field="day_on", value=said) from error
