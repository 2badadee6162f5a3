"""Reads the command line, runs one command, and prints its answer or why it was refused."""

import json
import logging
import os
import sys
from argparse import SUPPRESS, ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from typing_extensions import override

from recipe_desktop import __version__, i18n, logs, paths, settings
from recipe_desktop.cli import usage
from recipe_desktop.cli.command import Answer, Call, Command
from recipe_desktop.domain.clock import now
from recipe_desktop.domain.errors import UserError
from recipe_desktop.given_files import as_letters
from recipe_desktop.i18n import N_, _
from recipe_desktop.services import stores, words
from recipe_desktop.services.workspace import Workspace

DONE, REFUSED, WRONG_USAGE = 0, 1, 2
_STOPPED = 130  # as shells know it, of a program that Ctrl+C ended
_GROUPS: Mapping[str, str] = {  # commands of two words by the first
    "sync": N_("send changes to other laptops and receive theirs"),
    "desk": N_("work at the desks of an event"),
    "report": N_("print a document"),
    "share": N_("say which members see the file of an exchange"),
}
_log = logging.getLogger(__name__)


def main(commands: Sequence[Command], arguments: Sequence[str], usual: str = "") -> int:
    """Run what the arguments ask for; the program's exit code.

    Args:
        commands: all there are.
        arguments: without the program's name.
        usual: the command that is meant when none is named.
    """
    _speak_utf8()
    i18n.use_language(_language(arguments))
    usage.speak()
    try:
        read = _parser(commands, usual).parse_args(list(arguments))
    except SystemExit as end:
        return int(end.code or DONE)
    command: Command = read.command
    try:
        answer = _run(command, read)
    except UserError as refusal:
        answer = _refused(refusal)
    except KeyboardInterrupt:
        sys.stderr.write(_("Stopped. What was finished before is kept.") + "\n")
        return _STOPPED
    except Exception as bug:  # noqa: BLE001 - the last place where it can be put into words
        answer = _bug(bug)
    return _show(answer, as_json=read.json)


def _run(command: Command, read: Namespace) -> Answer:
    _refuse_no_text(read)
    now()  # a clock that cannot be read is refused before anything is done, whoever asks it later
    store = _store(read) if command.needs_store else None
    call = Call(read, store, _opened_to_read if command.only_reads(read) else _opened)
    try:
        return command.run(call)
    finally:
        call.close()


def _refuse_no_text(read: Namespace) -> None:
    """Refuse words whose bytes are no letters; names of files may be so."""
    for given in vars(read).values():
        for word in given if isinstance(given, list) else [given]:
            if isinstance(word, str) and as_letters(word) != word:
                raise UserError("value.not_text", field=as_letters(word))


def _store(read: Namespace) -> Path:
    if read.store == "":  # such as of a variable that is not set: which one was meant?
        raise UserError("store.no_name")
    store = Path(read.store).expanduser() if read.store else settings.last_store()
    if store is None:
        raise UserError("store.none_known")
    return store


def _opened(path: Path) -> Workspace:
    workspace = stores.open_store(path)
    settings.remember_store(path)
    return workspace


def _opened_to_read(path: Path) -> Workspace:
    workspace = stores.open_to_read(path)
    settings.remember_store(path)
    return workspace


def _refused(refusal: UserError) -> Answer:
    sys.stderr.write(words.one_line(refusal) + "\n")
    details = {name: _plain(value) for name, value in refusal.details.items()}
    said = {"code": refusal.code, "message": words.one_line(refusal), "details": details}
    return Answer({"error": said}, code=REFUSED)


def _bug(bug: Exception) -> Answer:
    _log.error("a bug", exc_info=bug)
    message = _(
        "Something in the program went wrong; what was saved before is still there. Where it "
        "happened stands in the log, without personal data: {file}"
    ).format(file=paths.log_dir())
    sys.stderr.write(message + "\n")
    sys.stderr.write("\n".join(logs.places(bug)[-3:]) + "\n")
    said = {"code": "program.bug", "message": message, "details": {}}
    return Answer({"error": said}, code=REFUSED)


def _show(answer: Answer, *, as_json: bool) -> int:
    text = json.dumps(answer.document, ensure_ascii=False, indent=1) if as_json else answer.text
    try:
        if text:
            sys.stdout.write(text.rstrip("\n") + "\n")
        sys.stdout.flush()
    except BrokenPipeError:  # who reads has seen enough; the work is done
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return answer.code


def _parser(commands: Sequence[Command], usual: str) -> ArgumentParser:
    parser = ArgumentParser(
        prog="recipe-desktop",
        description=_("Partners, people and what is planned with them, on any laptop, offline."),
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=__version__)
    _options(parser, None, off=False)
    verbs = parser.add_subparsers(metavar=_("COMMAND"), required=not usual)
    parser.set_defaults(command=next((c for c in commands if c.name == usual), None))
    groups: dict[str, Any] = {}
    for command in commands:
        first, _space, second = command.name.partition(" ")
        place = verbs
        if second:
            if first not in groups:
                group = verbs.add_parser(first, help=_(_GROUPS[first]), allow_abbrev=False)
                _options(group, SUPPRESS, off=SUPPRESS)
                groups[first] = group.add_subparsers(metavar=_("WHAT"), required=True)
            place = groups[first]
        own = place.add_parser(
            second or first,
            help=command.summary(),
            description=command.summary(),
            formatter_class=RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        command.arguments(own)
        _options(own, SUPPRESS, off=SUPPRESS)
        own.set_defaults(command=command)
    return parser


def _options(parser: ArgumentParser, nothing: str | None, *, off: bool | str) -> None:
    """What every command takes, before its name or behind it."""
    group = parser.add_argument_group(_("Everywhere"))
    group.add_argument(
        "--store",
        metavar=_("FILE"),
        default=nothing,
        help=_("the store; without it the one used last"),
    )
    group.add_argument(
        "--json",
        action="store_true",
        default=off,
        help=_("answer with one JSON document"),
    )
    group.add_argument(
        "--lang",
        choices=_Codes(i18n.LANGUAGES),
        metavar=_("CODE"),
        default=nothing,
        help=_("language of the answer: {codes}").format(codes=", ".join(i18n.LANGUAGES)),
    )


class _Codes(tuple[str, ...]):
    """The languages to choose from; that of the tests is understood, and offered to nobody."""

    __slots__ = ()

    @override
    def __contains__(self, code: object) -> bool:
        return super().__contains__(code) or code == i18n.PSEUDO


def _language(arguments: Sequence[str]) -> str:
    """The language has to be known before the parser's own texts are made."""
    for place, argument in enumerate(arguments):
        said = ""
        if argument == "--lang" and place + 1 < len(arguments):
            said = arguments[place + 1]
        elif argument.startswith("--lang="):
            said = argument.partition("=")[2]
        if said in i18n.LANGUAGES or said == i18n.PSEUDO:
            return said
    return i18n.system_language()


def _speak_utf8() -> None:
    """Names of six languages go through a terminal that may expect another encoding.

    A file's name may hold bytes that are no text; they are shown as question marks.
    """
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(part) for part in value]
    return str(value)
