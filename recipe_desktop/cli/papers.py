"""What all commands that print have in common: the file, its language, and what to know of it."""

from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from recipe_desktop import i18n
from recipe_desktop.cli.command import Call
from recipe_desktop.domain.errors import Finding
from recipe_desktop.i18n import _
from recipe_desktop.services import words


def paper_arguments(parser: ArgumentParser, *, of_record: bool = False) -> None:
    """Add where the paper goes and in which language it is.

    Args:
        of_record: whether it is about one record, which is named first.
    """
    if of_record:
        parser.add_argument(
            "id", metavar=_("ID"), help=_("number, uid, or 8 letters of its beginning or end")
        )
    parser.add_argument("file", type=Path, metavar=_("FILE"), help=_("the PDF to write"))
    parser.add_argument(
        "--language",
        choices=list(i18n.LANGUAGES),
        metavar=_("CODE"),
        help=_("language of the paper; without it that of the answer"),
    )


def paper_language(call: Call) -> str:
    """The language that was asked for, else that of the answer."""
    return call.arguments.language or i18n.language()


def tell_findings(call: Call, found: Sequence[Finding]) -> list[dict[str, str]]:
    """Say what to know before it is printed; the same for the answer."""
    for finding in found:
        call.say(words.finding_sentence(finding))
    return [{"code": f.code, "severity": f.severity.value, "source": f.source} for f in found]
