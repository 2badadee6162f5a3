"""Commands on whole lists: in from a table, out into one."""

from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from recipe_desktop.cli import attachments, roadmap
from recipe_desktop.cli.command import Answer, Call, Command
from recipe_desktop.cli.lines import account_counts, account_title, tell_new_source, write_rejects
from recipe_desktop.cli.reading import (
    answers,
    reading,
    reading_arguments,
    reading_document,
    refuse_idle_answers,
    tell_reading,
)
from recipe_desktop.domain.doubles import Alike
from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.import_columns import NAMING, ColumnMapping, Kind, unread_answers
from recipe_desktop.domain.import_plans import ImportPlan, Outcome
from recipe_desktop.domain.import_questions import answered
from recipe_desktop.domain.import_words import is_known_header
from recipe_desktop.domain.imports import Account
from recipe_desktop.domain.source_tables import SourceTable, column_letters
from recipe_desktop.domain.values import text_of
from recipe_desktop.formats import icalendar, sheets, vcards
from recipe_desktop.i18n import _, format_list, format_number, ngettext, one_stop
from recipe_desktop.services import calendars, exports, imports, records, words, words_events
from recipe_desktop.services.here import PARTNERSHIP
from recipe_desktop.services.kinds import KINDS, kind_of, name_of

_IMPORTED: tuple[Kind, ...] = ("organisations", "people", "registrations", "exchanges")
_ROADMAP = "roadmap"
_SHOWN_TITLES = 6
_SHOWN_SUSPECTS = 20


def commands() -> list[Command]:
    """The commands of this group."""
    return [
        Command(
            "import",
            lambda: _("take in a list"),
            take_in,
            _import_arguments,
            reads=lambda said: bool(said.dry_run),
        ),
        Command(
            "export", lambda: _("write a list to a file"), export, _export_arguments, reads=True
        ),
    ]


def _import_arguments(parser: ArgumentParser) -> None:
    kinds = (*_IMPORTED, _ROADMAP)
    parser.add_argument("kind", metavar=_("KIND"), help=", ".join(kinds))
    parser.add_argument(
        "file",
        type=Path,
        metavar=_("FILE"),
        help=_(
            "an .xlsx or .csv file with titles above columns; for a roadmap also XML of MS Project"
        ),
    )
    parser.add_argument(
        "--mapping",
        default="",
        metavar=_("NAME"),
        help=_("name of the source, by which its columns and lines are known next time"),
    )
    parser.add_argument(
        "--event", default="", metavar=_("ID"), help=_("the event that registrations are for")
    )
    parser.add_argument(
        "--other-event",
        action="store_true",
        help=_("take registrations in although the file, or some of its lines, name another event"),
    )
    reading_arguments(parser)
    parser.add_argument("--dry-run", action="store_true", help=_("only say what it would do"))
    parser.add_argument(
        "--rejects", type=Path, metavar=_("FILE"), help=_("write rejected lines there, with reason")
    )


def take_in(call: Call) -> Answer:
    """Import a list, or say what importing it would do.

    All that is to be said of the lines is made before they are written, since what was read from a
    long file takes more memory than a laptop can spare while its lines are written.
    """
    said = call.arguments
    if said.kind == _ROADMAP:
        return roadmap.take_in(call)
    kind = _imported(said.kind)
    table = sheets.read_table(said.file, is_known_header, reading(call))
    workspace = call.workspace
    event = workspace.ask(records.find, "events", said.event) if said.event else None
    tell_new_source(call)
    source = imports.source_of(table, said.mapping, event, takes_all=said.other_event)
    proposal = workspace.ask(imports.propose, table, kind, source)
    _refuse_what_names_nothing(table, proposal.mapping)
    refuse_idle_answers(call, proposal.questions)
    said_otherwise = answers(call)
    choices = answered(proposal.questions, said_otherwise)
    if said.dry_run:
        shown = workspace.ask(imports.look, table, proposal.mapping, choices, source)
        plan = shown.plan
        reasons = _write_rejects(call, table, plan)
    else:
        shown = workspace.do(imports.plan, table, proposal.mapping, choices, source)
        plan = shown.plan
        try:
            _refuse_other_event(shown, said_so=said.other_event)
            reasons = _write_rejects(call, table, plan)
        except UserError:
            workspace.do(imports.discard, shown.uid)
            raise
    suspects, notes, account = _suspects(call, kind, plan), _notes(plan), plan.account
    left_out = (*_untitled(table, proposal.mapping), *_not_understood(proposal.mapping))
    unread = unread_answers(proposal.mapping)
    table, shown = replace(table, rows=()), replace(shown, plan=ImportPlan(kind, ()))
    del plan
    if not said.dry_run:
        workspace.do(imports.execute, shown.uid)
    for sentence in _about_event(shown):
        call.say(sentence)
    tell_reading(call, table, proposal.questions, said_otherwise)
    for sentence in left_out:
        call.say(sentence)
    if unread:
        call.say(one_stop(f"{words.unread_answers(unread)[0]}."))
    document = {
        "file": str(said.file),
        **reading_document(table, proposal.questions, said_otherwise),
        "columns": [
            {"title": column.header, "field": column.target} for column in proposal.mapping.columns
        ],
        "rows": account.rows,
        "new": account.new,
        "changed": account.changed,
        "same": account.same,
        "suspicious": account.suspicious,
        "rejected": account.rejected,
        "rejects": [{"row": row, "reason": reason} for row, reason in reasons.items()],
        "suspects": [{"row": row, "reason": reason} for row, reason in suspects.items()],
        "notes": [{"row": row, "reason": reason} for row, reason in notes.items()],
    }
    told = _told_of_lines(reasons, suspects, notes)
    return Answer(document, _account(account, table, told, dry_run=said.dry_run))


def _imported(name: str) -> Kind:
    for kind in _IMPORTED:
        if kind == name:
            return kind
    raise UserError("kind.unknown", kind=name, known=", ".join((*_IMPORTED, _ROADMAP)))


def _refuse_what_names_nothing(table: SourceTable, mapping: ColumnMapping) -> None:
    """Without a column of names every line would be rejected for the same reason."""
    if not mapping.targets().keys() & set(NAMING[mapping.kind]):
        titles = format_list([header for header in table.headers if header][:_SHOWN_TITLES])
        kind = mapping.kind
        raise UserError("import.no_names", file=table.name, kind=kind, titles=titles)


def _refuse_other_event(shown: imports.Preview, *, said_so: bool) -> None:
    """A file of last year's event goes no further until somebody says that it is right."""
    occasion = shown.occasion
    if occasion is not None and occasion.is_other and not said_so:
        raise UserError(
            "import.other_event",
            file=shown.file,
            in_file=words.event_words(occasion.in_file),
            chosen=words.event_words(occasion.chosen),
        )


def _about_event(shown: imports.Preview) -> list[str]:
    """Which event the lines are for, and which one the file names."""
    if shown.occasion is None:
        return []
    chosen = words.event_words(shown.occasion.chosen)
    in_file = words.event_words(shown.occasion.in_file)
    if not in_file:
        said = _("{file} does not say for which event it is; it was read for {event}.")
        return [one_stop(said.format(file=shown.file, event=chosen))]
    if shown.occasion.is_other:
        said = _("{file} names another event: {other}; it was read for {event}.")
        return [one_stop(said.format(file=shown.file, other=in_file, event=chosen))]
    if shown.occasion.others:
        said = ngettext(
            "{count} line names another event and is left out; with --other-event it is taken in.",
            "{count} lines name another event and are left out; with --other-event they are taken "
            "in.",
            shown.occasion.others,
        )
        return [said.format(count=format_number(shown.occasion.others))]
    return []


def _write_rejects(call: Call, table: SourceTable, plan: ImportPlan) -> dict[int, str]:
    """The reasons by line number, which also go into a file if one is wanted."""
    reasons = {
        line.number: " ".join(words.reason_sentence(reason) for reason in line.reasons)
        for line in plan.of(Outcome.REJECTED)
    }
    write_rejects(call, table, reasons)
    return reasons


def _suspects(call: Call, kind: Kind, plan: ImportPlan) -> dict[int, str]:
    """Why each line is suspicious, by its number."""
    lines = plan.of(Outcome.SUSPICIOUS)
    others = {Uid(one.ref) for line in lines for one in line.alike if not _is_line(one.ref)}
    found = call.workspace.ask(records.shown, kind, sorted(others)) if others else []
    names: dict[str, str] = {one.uid: name_of(kind_of(kind), one.fields) for one in found}

    def looks_like(one: Alike) -> str:
        line = _("line {row}").format(row=one.ref.removeprefix("row:"))
        name = line if _is_line(one.ref) else names.get(one.ref) or one.ref
        said = _("Looks like {name}: {reasons}.")
        return said.format(name=name, reasons=words.doubles_words(one.reasons))

    return {
        line.number: " ".join(
            map(looks_like, line.alike) if line.alike else map(words.reason_sentence, line.reasons)
        )
        for line in lines
    }


def _notes(plan: ImportPlan) -> dict[int, str]:
    """What was left out of lines that were taken, such as a formula's result, by their number."""
    return {
        line.number: " ".join(map(words.reason_sentence, line.notes))
        for line in plan.lines
        if line.notes and line.outcome is not Outcome.REJECTED
    }


def _is_line(ref: str) -> bool:
    return ref.startswith("row:")


def _untitled(table: SourceTable, mapping: ColumnMapping) -> list[str]:
    """Of lines that are wider than their titles: which columns were left out, and from where on."""
    begins = {
        place: row
        for place, column in enumerate(mapping.columns)
        if not column.header and column.target is None
        for row in [next((r.number for r in table.rows if text_of(r.cells[place])), None)]
        if row is not None
    }
    if not begins:
        return []
    said = ngettext(
        "Column {columns} has no title and was left out; it begins in line {row}.",
        "Columns {columns} have no title and were left out; they begin in line {row}.",
        len(begins),
    )
    columns = format_list([column_letters(place) for place in begins])
    return [said.format(columns=columns, row=min(begins.values()))]


def _not_understood(mapping: ColumnMapping) -> list[str]:
    """Which columns hold something under a title that is the word for no field.

    Reasons with which rejected lines came back are no column of the list.
    """
    last, told_apart = len(mapping.columns) - 1, unread_answers(mapping)
    left_out = [
        f"“{column.header}” ({column_letters(place)})"
        for place, column in enumerate(mapping.columns)
        if column.header
        and column.sample
        and column.target is None
        and column.header not in told_apart
        and not (place == last and column.header in words.titles_of_reasons())
    ]
    if not left_out:
        return []
    said = ngettext(
        "Column {columns} goes to no field and was left out.",
        "Columns {columns} go to no field and were left out.",
        len(left_out),
    )
    return [said.format(columns=format_list(left_out))]


def _account(account: Account, table: SourceTable, told: Sequence[str], *, dry_run: bool) -> str:
    title = account_title(table.name, account.rows, dry_run=dry_run)
    return "\n".join([title, account_counts(account, account.rejected), *told])


def _told_of_lines(
    reasons: dict[int, str], suspects: dict[int, str], notes: dict[int, str]
) -> list[str]:
    """A sentence for each line that somebody should look at; of many suspects the first."""
    told = dict(list(suspects.items())[:_SHOWN_SUSPECTS])
    for row, why in notes.items():
        told[row] = f"{told[row]} {why}" if row in told else why
    lines = [
        _("Line {row}: {reason}").format(row=row, reason=why)
        for row, why in sorted((reasons | told).items())
    ]
    more = len(suspects) - _SHOWN_SUSPECTS
    if more > 0:
        said = ngettext("and {n} more suspicious line", "and {n} more suspicious lines", more)
        lines.append(said.format(n=more))
    return lines


def _export_arguments(parser: ArgumentParser) -> None:
    kinds = ", ".join((*KINDS, _ROADMAP, attachments.EXPORTED))
    parser.add_argument("kind", metavar=_("KIND"), help=kinds)
    parser.add_argument(
        "file",
        type=Path,
        metavar=_("FILE"),
        help=_(
            "ends in .csv, .tsv or .xlsx; for people also .vcf, for events .ics, for a roadmap "
            ".xml; of an attachment its number"
        ),
    )
    parser.add_argument(
        "--to", type=Path, metavar=_("FILE"), help=_("where the content of an attachment goes")
    )
    parser.add_argument(
        "--scope",
        default=PARTNERSHIP,
        metavar=_("SCOPE"),
        help=_("partnership, or what fewer hold, such as cluster:HU, event:ID or share:ID"),
    )


def export(call: Call) -> Answer:
    """Write the records of a scope to a file."""
    said = call.arguments
    if said.kind == attachments.EXPORTED:
        return attachments.export(call)
    if said.to is not None:
        raise UserError("export.no_content")
    if said.kind == _ROADMAP:
        return roadmap.export(call)
    kind = kind_of(said.kind).name
    path: Path = said.file
    if path.suffix.lower() == icalendar.SUFFIX:
        return _export_calendar(call, kind)
    if path.suffix.lower() == ".vcf":
        if kind != "people":
            raise UserError("table.unknown_suffix", name=path.name)
        contacts = call.workspace.ask(exports.contacts, said.scope)
        vcards.write_vcards(path, (_card(contact) for contact in contacts))
        count = len(contacts)
    else:
        found = call.workspace.ask(exports.rows, kind, said.scope)
        sheets.write_table(path, words.kind_name(kind, 2), found.headers, found.rows)
        count = len(found.rows)
    text = ngettext("{n} line written to {file}", "{n} lines written to {file}", count)
    if not count and said.scope == PARTNERSHIP:
        _say_where_they_lie(call, kind)
    return Answer(
        {"file": str(path), "kind": kind, "scope": said.scope, "rows": count},
        text.format(n=count, file=path),
    )


def _export_calendar(call: Call, kind: str) -> Answer:
    """Write events with their days and agenda for calendars."""
    said = call.arguments
    path: Path = said.file
    if kind != calendars.KIND:
        raise UserError("table.unknown_suffix", name=path.name)
    calendar = call.workspace.ask(calendars.of_scope, said.scope)
    icalendar.write_calendar(path, calendar.entries)
    count = len(calendar.entries)
    text = ngettext("{n} entry written to {file}", "{n} entries written to {file}", count)
    lines = [text.format(n=count, file=path)]
    left_out = []
    if number := calendar.left_out:
        what = words_events.without_a_time(number)
        left_out = [{"code": "undated", "count": number, "what": what}]
        lines += [_("Not in the file:"), f"  {what}"]
    document = {"file": str(path), "kind": kind, "scope": said.scope, "rows": count}
    return Answer(document | {"left_out": left_out}, "\n".join(lines))


def _say_where_they_lie(call: Call, kind: str) -> None:
    """Nothing of a kind lies with the whole partnership: which scopes hold something of it."""
    scopes = call.workspace.ask(exports.narrower_scopes, kind)
    if scopes == [call.workspace.here.scope]:
        said = _("These records are kept in the own office only; add --scope {scope}.")
        call.say(said.format(scope=scopes[0]))
    elif scopes:
        said = _("These records are kept where fewer see them; add one of: {scopes}")
        call.say(said.format(scopes=", ".join(f"--scope {scope}" for scope in scopes)))


def _card(contact: exports.Contact) -> vcards.VCard:
    return vcards.VCard(
        uid=contact.uid,
        given_name=contact.given_name,
        family_name=contact.family_name,
        prefix=contact.title,
        organisation=contact.organisation,
        role=contact.position,
        email=contact.email,
        phone=contact.phone,
        mobile=contact.mobile,
    )
