"""Commands on the roadmap: a plan comes in, a text is translated, the report is printed."""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from recipe_desktop import i18n
from recipe_desktop.cli.command import Answer, Call, Command
from recipe_desktop.cli.lines import (
    account_counts,
    account_title,
    pages,
    tell_new_source,
    write_rejects,
)
from recipe_desktop.cli.papers import paper_arguments, paper_language, tell_findings
from recipe_desktop.cli.reading import (
    answers,
    reading,
    reading_document,
    refuse_idle_answers,
    tell_reading,
)
from recipe_desktop.domain.plan_files import PlanFile, cycles
from recipe_desktop.formats import plans
from recipe_desktop.i18n import _, format_number, ngettext
from recipe_desktop.services import plan_days, plan_exports, records, roadmap, words_plan
from recipe_desktop.services.here import PARTNERSHIP
from recipe_desktop.services.kinds import TRANSLATED
from recipe_desktop.services.plan_imports import PlanAccount


def commands() -> list[Command]:
    """The commands of this group."""
    return [
        Command(
            "translate", lambda: _("say a text of a record in another language"), translate, _text
        ),
        Command(
            "written-in",
            lambda: _("say in which language the texts of a record are written"),
            say_language,
            _language,
        ),
        Command(
            "report roadmap",
            lambda: _("the roadmap as PDF: objectives, Gantt, every task"),
            print_roadmap,
            _report_arguments,
            reads=True,
        ),
    ]


def _record(parser: ArgumentParser) -> None:
    kinds = ", ".join(TRANSLATED)
    parser.add_argument("kind", choices=TRANSLATED, metavar=_("KIND"), help=kinds)
    parser.add_argument("id", metavar=_("ID"), help=_("a uid, or its beginning or end"))


def _language(parser: ArgumentParser) -> None:
    _record(parser)
    parser.add_argument("language", metavar=_("CODE"), help=", ".join(i18n.LANGUAGES))


def say_language(call: Call) -> Answer:
    """Keep the language that a record's texts are written in."""
    said = call.arguments
    uid = call.workspace.ask(records.find, said.kind, said.id)
    call.workspace.do(roadmap.say_language, said.kind, uid, said.language)
    document = {"kind": said.kind, "uid": uid, "language": said.language}
    return Answer(
        document, _("Written in {language}.").format(language=i18n.LANGUAGES[said.language])
    )


def _text(parser: ArgumentParser) -> None:
    _record(parser)
    parser.add_argument("field", metavar=_("FIELD"), help=_("name or text"))
    parser.add_argument("language", metavar=_("CODE"), help=", ".join(i18n.LANGUAGES))
    parser.add_argument("text", metavar=_("TEXT"), help=_("the translation"))


def translate(call: Call) -> Answer:
    """Keep a translation, with the state of the text that it was made from."""
    said = call.arguments
    uid = call.workspace.ask(records.find, said.kind, said.id)
    text = roadmap.TranslatedText(said.field, said.language, said.text)
    call.workspace.do(roadmap.translate, said.kind, uid, text)
    document = {"kind": said.kind, "uid": uid, "field": said.field, "language": said.language}
    return Answer(document, _("The translation is kept."))


def _report_arguments(parser: ArgumentParser) -> None:
    paper_arguments(parser)
    parser.add_argument(
        "--paper", choices=["A4", "A3"], default="A4", help=_("size of the sheets, which lie")
    )
    parser.add_argument(
        "--title", default="", metavar=_("TEXT"), help=_("instead of the usual one")
    )


def print_roadmap(call: Call) -> Answer:
    """Print the roadmap."""
    from recipe_desktop.reports import roadmap as document
    from recipe_desktop.reports.plans import roadmap_data

    said = call.arguments
    known = call.workspace.ask(roadmap.roadmap)
    data = roadmap_data(known, paper_language(call), said.title, said.paper)
    findings = tell_findings(call, document.findings(data))
    written = document.write(data, said.file)
    count = len(data.rows)
    text = ngettext(
        "{n} task or milestone on {pages} in {file}",
        "{n} tasks and milestones on {pages} in {file}",
        count,
    )
    return Answer(
        {
            "file": str(said.file),
            "pages": written.pages,
            "tasks": count,
            "critical": sum(row.is_critical and not row.is_summary for row in data.rows),
            "findings": findings,
        },
        text.format(n=format_number(count), pages=pages(written.pages), file=said.file),
    )


def take_in(call: Call) -> Answer:
    """Import a plan, or say what importing it would do."""
    said = call.arguments
    free = call.workspace.ask(plan_days.exceptions)
    answered = answers(call)
    file = plans.read_file(said.file, said.mapping, free, reading(call), answered)
    refuse_idle_answers(call, file.asked)
    tell_new_source(call)
    if said.dry_run or said.rejects is not None:
        account = call.workspace.ask(roadmap.look, file)
        write_rejects(call, file.table, words_plan.reasons(account.rejected))
    if not said.dry_run:
        account = call.workspace.do(roadmap.take_in, file)
    tell_reading(call, file.table, file.asked, answered)
    reasons = words_plan.reasons(account.rejected)
    document: dict[str, Any] = {
        "file": str(said.file),
        **reading_document(file.table, file.asked, answered),
        "rows": account.rows,
        "new": account.new,
        "changed": account.changed,
        "same": account.same,
        "suspicious": account.suspicious,
        "rejected": len(account.rejected),
        "rejects": [{"row": row, "reason": reason} for row, reason in reasons.items()],
        "links": account.links,
        "parts": account.parts,
        "unread": [
            {"row": value.row, "reason": words_plan.unread(value)} for value in account.unread
        ],
        "cycles": [list(names) for names in cycles(file)],
        "left_out": _left_out(account.left_out),
    }
    return Answer(document, _account(file, account, reasons, dry_run=said.dry_run))


def _account(
    file: PlanFile, account: PlanAccount, reasons: Mapping[int, str], *, dry_run: bool
) -> str:
    counts = Counter(task.duration == 0 for task in file.tasks)
    lines = [
        account_title(file.name, account.rows, dry_run=dry_run),
        account_counts(account, len(account.rejected)),
        _("Tasks: {tasks}; milestones: {milestones}; new links: {links}").format(
            tasks=counts[False], milestones=counts[True], links=account.links
        ),
    ]
    if account.parts:
        lines.append(words_plan.parts(account.parts))
    told = [*reasons.items(), *((v.row, words_plan.unread(v)) for v in account.unread)]
    lines += [words_plan.of_line(row, why) for row, why in told]
    lines += map(words_plan.circle, cycles(file))
    if account.left_out:
        lines.append(_("Not taken over as it is in the file:"))
        lines += _counted(account.left_out)
    return "\n".join(lines)


def export(call: Call) -> Answer:
    """Write the plan as XML of MS Project or as a table."""
    path: Path = call.arguments.file
    plan = call.workspace.ask(plan_exports.plan)
    plans.write_file(path, plan, _("Joint roadmap"))
    count = len(plan.file.tasks)
    text = ngettext("{n} line written to {file}", "{n} lines written to {file}", count)
    lines = [text.format(n=count, file=path)]
    if plan.left_out:
        lines += [_("Not in the file:"), *_counted(plan.left_out)]
    document = {"file": str(path), "kind": "roadmap", "scope": PARTNERSHIP, "rows": count}
    return Answer(document | {"left_out": _left_out(plan.left_out)}, "\n".join(lines))


def _left_out(counts: Mapping[str, int]) -> list[dict[str, Any]]:
    return [
        {"code": code, "count": count, "what": words_plan.left_out(code, count)}
        for code, count in counts.items()
    ]


def _counted(counts: Mapping[str, int]) -> list[str]:
    return [
        f"  {format_number(count)}  {words_plan.left_out(code, count)}"
        for code, count in counts.items()
    ]
