"""Commands that print: one for every document."""

from argparse import ArgumentParser

from recipe_desktop.cli.command import Answer, Call, Command
from recipe_desktop.cli.lines import pages
from recipe_desktop.cli.papers import paper_arguments, paper_language, tell_findings
from recipe_desktop.domain.countries import read_country
from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.organisations import OrganisationType
from recipe_desktop.i18n import _, ngettext
from recipe_desktop.services import exchanges, records
from recipe_desktop.services.directory import directory
from recipe_desktop.services.imprints import imprint
from recipe_desktop.services.organisations import Filter
from recipe_desktop.sync import loss
from recipe_desktop.sync.keys import Keys


def commands() -> list[Command]:
    """The commands of this group."""
    return [
        Command(
            "report directory",
            lambda: _("the partner directory as PDF"),
            print_directory,
            _directory_arguments,
            reads=True,
        ),
        Command(
            "report exchange",
            lambda: _("the file of an exchange as PDF"),
            print_exchange,
            _exchange_arguments,
            reads=True,
        ),
        Command(
            "report loss",
            lambda: _("the sheet on a lost laptop as PDF, for the data-protection officer"),
            print_loss,
            _loss_arguments,
            reads=True,
        ),
    ]


def _loss_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("device", metavar=_("LAPTOP"), help=_("its name or uid"))
    paper_arguments(parser)


def _exchange_arguments(parser: ArgumentParser) -> None:
    paper_arguments(parser, of_record=True)


def _directory_arguments(parser: ArgumentParser) -> None:
    paper_arguments(parser)
    parser.add_argument(
        "--title", default="", metavar=_("TEXT"), help=_("instead of the usual one")
    )
    parser.add_argument(
        "--filter", default="", metavar=_("TEXT"), help=_("only what this text finds")
    )
    parser.add_argument(
        "--country", default="", metavar=_("CODE"), help=_("only one country, such as HU")
    )
    parser.add_argument(
        "--type",
        default="",
        choices=[kind.value for kind in OrganisationType],
        metavar=_("TYPE"),
        help=_("only one type of organisation, such as sme"),
    )


def print_directory(call: Call) -> Answer:
    """Print the partner directory."""
    from recipe_desktop.reports import directory as document
    from recipe_desktop.reports.partners import directory_data

    said = call.arguments
    narrowed = Filter(said.filter, _country(said.country), said.type)
    known = call.workspace.ask(directory, narrowed)
    data = directory_data(known, paper_language(call), said.title)
    findings = tell_findings(call, document.findings(data))
    written = document.write(data, said.file)
    entries = sum(len(group.entries) for group in data.groups)
    text = ngettext(
        "{n} organisation on {pages} in {file}",
        "{n} organisations on {pages} in {file}",
        entries,
    )
    return Answer(
        {
            "file": str(said.file),
            "pages": written.pages,
            "organisations": entries,
            "findings": findings,
        },
        text.format(n=entries, pages=pages(written.pages), file=said.file),
    )


def _country(typed: str) -> str:
    """The code of a country as it was typed; without one all are meant."""
    found = read_country(typed)
    if found is None and typed:
        raise UserError("value.no_country", field="country", value=typed)
    return found.code if found else ""


def print_exchange(call: Call) -> Answer:
    """Print the file of an exchange."""
    from recipe_desktop.reports import exchange_file as document
    from recipe_desktop.reports.exchanges import file_data

    said = call.arguments
    uid = call.workspace.ask(records.find, exchanges.KIND, said.id)
    known = call.workspace.ask(exchanges.paper, uid)
    data = file_data(known, paper_language(call))
    findings = tell_findings(call, document.findings(data))
    written = document.write(data, said.file)
    text = ngettext(
        "{number} on {n} page in {file}", "{number} on {n} pages in {file}", written.pages
    )
    return Answer(
        {
            "file": str(said.file),
            "pages": written.pages,
            "uid": uid,
            "findings": findings,
        },
        text.format(number=known.card.line.number, n=written.pages, file=said.file),
    )


def print_loss(call: Call) -> Answer:
    """Print what a data-protection officer needs of a lost laptop."""
    from recipe_desktop.reports import exchange_file as document
    from recipe_desktop.reports.losses import loss_data

    said, workspace = call.arguments, call.workspace
    known = workspace.ask(loss.loss, Keys(workspace.state), said.device)
    scopes = [stock.scope for stock in known.stocks]
    data = loss_data(known, workspace.ask(imprint, *scopes), paper_language(call))
    found = tell_findings(call, document.findings(data))
    written = document.write(data, said.file)
    text = _("What is known of {device} is in {file}: {pages}")
    return Answer(
        {"file": str(said.file), "pages": written.pages, "uid": known.uid, "findings": found},
        text.format(device=known.name, file=said.file, pages=pages(written.pages)),
    )
