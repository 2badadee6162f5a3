"""Documents in the file of an exchange: put in, and written out again."""

from argparse import ArgumentParser
from pathlib import Path

from recipe_desktop.cli.command import Answer, Call, Command
from recipe_desktop.domain.attachments import MAX_BYTES
from recipe_desktop.domain.errors import UserError
from recipe_desktop.formats.files import read_bytes
from recipe_desktop.i18n import _, format_bytes
from recipe_desktop.new_files import new_file
from recipe_desktop.services import attachments, records
from recipe_desktop.services.attachments import KIND
from recipe_desktop.services.exchanges import KIND as EXCHANGES

EXPORTED = "attachment"
"""What is written out by its number, beside the kinds of which whole lists are."""


def commands() -> list[Command]:
    """The commands of this group."""
    return [
        Command("attach", lambda: _("put a document into the file of an exchange"), attach, _place)
    ]


def _place(parser: ArgumentParser) -> None:
    parser.add_argument("exchange", metavar=_("EXCHANGE"), help=_("number or uid of the exchange"))
    parser.add_argument("file", type=Path, metavar=_("FILE"), help=_("the document, up to 20 MB"))


def attach(call: Call) -> Answer:
    """Put a document into the file of an exchange."""
    path: Path = call.arguments.file
    uid = call.workspace.ask(records.find, EXCHANGES, call.arguments.exchange)
    given = attachments.ContentSource(path.name, read_bytes(path, MAX_BYTES))
    made = call.workspace.do(attachments.add, EXCHANGES, uid, given)
    document = {
        "uid": made.uid,
        "number": made.number,
        "exchange": made.record,
        "name": made.name,
        "media_type": made.media_type,
        "size_bytes": made.size_bytes,
        "sha256": made.sha256,
    }
    text = _("{name} is in the file of the exchange: {number}, {size}")
    return Answer(
        document,
        text.format(name=made.name, number=made.number, size=format_bytes(made.size_bytes)),
    )


def export(call: Call) -> Answer:
    """Write a document to a file of its own."""
    said = call.arguments
    if said.to is None:
        raise UserError("attachment.no_target")
    uid = call.workspace.ask(records.find, KIND, str(said.file))
    content = call.workspace.ask(attachments.content, uid)
    scope = call.workspace.ask(records.scope_of, KIND, uid)
    with new_file(said.to) as file:
        file.write(content)
    return Answer(
        {"file": str(said.to), "kind": KIND, "scope": scope, "rows": 1},
        _("Saved as {file}").format(file=said.to),
    )
