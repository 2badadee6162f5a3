"""Commands for the desks of an event: packs go out, people come in, and a sealed file comes back."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from getpass import getpass
from pathlib import Path

from recipe_desktop import settings
from recipe_desktop.cli.command import Answer, Call, Command
from recipe_desktop.cli.lines import table
from recipe_desktop.domain.clock import now
from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import Uid
from recipe_desktop.i18n import _, ngettext
from recipe_desktop.paths import STORE_SUFFIX
from recipe_desktop.services import desk, events, records, rosters, signed_lists, words
from recipe_desktop.sync import pack_files, packs


def commands() -> list[Command]:
    """The commands of this group."""
    return [
        Command(
            "desk pack",
            lambda: _("write an event’s people into a file for a desk’s laptop"),
            pack,
            _pack_arguments,
        ),
        Command(
            "desk open",
            lambda: _("make a desk’s store out of a pack"),
            open_pack,
            _open_arguments,
            needs_store=False,
        ),
        Command("desk scan", lambda: _("let people in by their codes"), scan, _scan_arguments),
        Command(
            "desk seal", lambda: _("write what the desk has to hand in"), seal, _seal_arguments
        ),
    ]


def _passphrase_argument(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--passphrase-file",
        type=Path,
        metavar=_("FILE"),
        help=_("holds the passphrase in its first line"),
    )


def _pack_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("event", metavar=_("EVENT"), help=_("number or uid of the event"))
    parser.add_argument(
        "file", type=Path, metavar=_("FILE"), help=_("the pack to write, such as b.recipe-desk")
    )
    _passphrase_argument(parser)
    parser.add_argument(
        "--desk", default="", metavar=_("LETTER"), help=_("without it the next one without a pack")
    )


def pack(call: Call) -> Answer:
    """Write a pack for one desk."""
    said = call.arguments
    event = call.workspace.ask(records.find, events.EVENTS, said.event)
    given = _passphrase_in(said.passphrase_file)
    secret = given or packs.passphrase()
    made = packs.pack(call.workspace, event, said.file, secret, said.desk)
    document = {
        "file": str(made.path),
        "event": event,
        "desk": made.desk,
        "letter": made.letter,
        "people": made.people,
    }
    people = ngettext("{n} person", "{n} people", made.people).format(n=made.people)
    text = _("Desk {letter} of {event}, {people}, is in {file}.").format(
        letter=made.letter, event=made.event, people=people, file=made.path
    )
    if not call.workspace.ask(signed_lists.is_printed, event):
        call.say(words.print_first())
    if not given:
        document["passphrase"] = secret
        text += "\n" + _(
            "Passphrase: {passphrase}\nTell it another way than with the file."
        ).format(passphrase=secret)
    return Answer(document, text)


def _open_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file", type=Path, metavar=_("FILE"), help=_("the pack; --store says where its store goes")
    )
    _passphrase_argument(parser)
    parser.add_argument("--device", default="", metavar=_("NAME"), help=_("name of this laptop"))
    parser.add_argument(
        "--person", default="", metavar=_("NAME"), help=_("who sits at it; stands in the history")
    )
    parser.add_argument(
        "--plain", action="store_true", help=_("without encryption, for any SQLite program to read")
    )


def open_pack(call: Call) -> Answer:
    """Make a desk's store."""
    said = call.arguments
    target = Path(said.store).expanduser() if said.store else said.file.with_suffix(STORE_SUFFIX)
    pack_files.refuse_other(said.file)
    secret = _passphrase_in(said.passphrase_file) or _asked(said.file)
    device = said.device.strip() or _("Desk laptop")
    opened = packs.open_pack(said.file, secret, target, (device, said.person), plain=said.plain)
    settings.remember_store(target)
    people = ngettext("{n} person", "{n} people", opened.people).format(n=opened.people)
    text = _("{store} is desk {letter} of {event}, {people}.").format(
        store=target, letter=opened.letter, event=opened.event_name, people=people
    )
    document = {
        "store": str(target),
        "event": opened.event,
        "desk": opened.desk,
        "letter": opened.letter,
        "people": opened.people,
    }
    return Answer(document, text)


def _scan_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "codes",
        nargs="+",
        metavar=_("CODE"),
        help=_("from a badge or a ticket; - reads one a line"),
    )
    parser.add_argument(
        "--event", default="", metavar=_("ID"), help=_("in the store of an office: which event")
    )


def scan(call: Call) -> Answer:
    """Let people in, in the order of their codes; each one is on record before the next is read."""
    event, at_desk = _place(call)
    results = []
    rows = []
    for code in _codes(call.arguments.codes):
        passage = call.workspace.do(desk.scan, event, at_desk, code, at=now())
        uid = passage.registration or ""
        results.append({"code": passage.code, "outcome": passage.outcome.value, "uid": uid})
        rows.append([words.outcome_word(passage.outcome), passage.code, _name(call, uid)])
    return Answer({"results": results}, table([_("Result"), _("Code"), _("Name")], rows))


def _seal_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file", type=Path, metavar=_("FILE"), help=_("to be handed in, such as b.recipe-changes")
    )


def seal(call: Call) -> Answer:
    """Write what the desk has to hand in; the organiser takes it in with sync receive."""
    sealed = packs.seal(call.workspace, call.arguments.file)
    document = {
        "file": str(sealed.sent.path),
        "transactions": sealed.sent.transactions,
        "operations": sealed.sent.operations,
        "check_ins": sealed.check_ins,
        "walk_ins": sealed.walk_ins,
        "code": sealed.code,
    }
    said = ngettext(
        "{n} row of this desk is in {file}. Code: {code}",
        "{n} rows of this desk are in {file}. Code: {code}",
        sealed.check_ins,
    )
    text = said.format(n=sealed.check_ins, file=sealed.sent.path, code=sealed.code)
    return Answer(document, text)


def _place(call: Call) -> tuple[Uid, Uid]:
    """The event and the desk that a scan is for."""
    here = call.workspace.ask(packs.working)
    if here is not None:
        return here.event, here.desk
    if call.arguments.event:
        event = call.workspace.ask(records.find, events.EVENTS, call.arguments.event)
    else:
        known = call.workspace.ask(events.order)
        if len(known) != 1:
            raise UserError("desk.which_event")
        event = known[0]
    return event, call.workspace.do(rosters.first_desk, event)


def _codes(given: list[str]) -> Iterator[str]:
    for code in given:
        if code != "-":
            yield code
            continue
        for line in sys.stdin.buffer:
            if line.strip():
                yield line.decode("utf-8", "replace").rstrip("\r\n")


def _name(call: Call, uid: str) -> str:
    found = call.workspace.ask(records.shown, desk.REGISTRATIONS, [Uid(uid)]) if uid else []
    return " ".join(str(found[0].fields[n]) for n in ("given_name", "family_name")) if found else ""


def _passphrase_in(path: Path | None) -> str:
    if path is None:
        return ""
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, ValueError) as error:
        raise UserError("desk.no_passphrase_file", file=str(path)) from error
    if not lines or not lines[0].strip():
        raise UserError("desk.no_passphrase_file", file=str(path))
    return lines[0].strip()


def _asked(file: Path) -> str:
    if not sys.stdin.isatty():
        raise UserError("desk.needs_passphrase", file=file.name)
    return getpass(_("Passphrase of {file}: ").format(file=file.name))
