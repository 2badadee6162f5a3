"""What can be said of exchanges beside editing their fields."""

from argparse import ArgumentParser

from recipe_desktop.cli.command import Answer, Call, Command
from recipe_desktop.domain.errors import UserError
from recipe_desktop.i18n import _
from recipe_desktop.services import exchange_steps, exchanges, records, words


def commands() -> list[Command]:
    """The commands of this group."""
    return [
        Command(
            "reason",
            lambda: _("let an exchange pass in spite of a finding, with a written reason"),
            reason,
            _arguments,
        ),
        Command(
            "step",
            lambda: _("write that the next step of an exchange was taken today"),
            step,
            _step,
        ),
    ]


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("exchange", metavar=_("ID"), help=_("of the exchange"))
    parser.add_argument(
        "finding", metavar=_("FINDING"), help=_("code of the finding, as check shows it")
    )
    parser.add_argument("text", metavar=_("TEXT"), nargs="?", default="", help=_("the reason"))
    parser.add_argument(
        "--name",
        default="",
        metavar=_("NAME"),
        help=_("who answers for it; else the person at this laptop"),
    )
    parser.add_argument("--take-back", action="store_true", help=_("have the finding open again"))


def _step(parser: ArgumentParser) -> None:
    parser.add_argument("exchange", metavar=_("ID"), help=_("of the exchange"))


def step(call: Call) -> Answer:
    """Take the next step of an exchange, by the same rule as the window."""
    workspace = call.workspace
    uid = workspace.ask(records.find, "exchanges", call.arguments.exchange)
    [before] = workspace.ask(exchanges.lines, [uid])
    workspace.do(exchange_steps.take_step, uid)
    [after] = workspace.ask(exchanges.lines, [uid])
    document = {"uid": uid, "taken": before.then.task, "next": after.then.task}
    said = (words.task_word(before.then.task), _("Written with the day of today"))
    return Answer(document, ": ".join(said))


def reason(call: Call) -> Answer:
    """Give a reason for every finding of one code on an exchange, or take it back."""
    said, workspace = call.arguments, call.workspace
    uid = workspace.ask(records.find, "exchanges", said.exchange)
    found = workspace.ask(exchange_steps.findings_of, uid, said.finding)
    if said.take_back:
        open_again = [finding for finding in found if finding.given is not None]
        if not open_again:
            raise UserError("reason.none_given")
        for finding in open_again:
            workspace.do(exchange_steps.take_reason_back, uid, finding)
        document = {"uid": uid, "code": found[0].code, "reason": "", "name": ""}
        return Answer(document, _("The finding is open again."))
    for finding in found:
        workspace.do(exchange_steps.give_reason, uid, finding, said.text, said.name)
    given = next(
        finding.given
        for finding in workspace.ask(exchange_steps.findings_of, uid, said.finding)
        if finding.given is not None
    )
    document = {
        "uid": uid,
        "code": found[0].code,
        "reason": given.reason,
        "name": given.name,
    }
    return Answer(document, words.given_words(given))
