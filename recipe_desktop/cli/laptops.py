"""Commands about the laptops that one trusts: their cards, and those that were lost."""

from argparse import ArgumentParser
from pathlib import Path

from recipe_desktop.cli.command import Answer, Call, Command
from recipe_desktop.cli.loss import loss_document, loss_lines
from recipe_desktop.domain.attachments import clean_name
from recipe_desktop.domain.errors import UserError
from recipe_desktop.i18n import _
from recipe_desktop.services import words
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.sync import cards, loss, revoking, roster, sending
from recipe_desktop.sync.bundle import NOTICE
from recipe_desktop.sync.cards import LaptopCard
from recipe_desktop.sync.keys import Keys


def commands() -> list[Command]:
    """The commands of this group."""
    return [
        Command(
            "sync identity", lambda: _("write this laptop’s card"), identity, _identity_arguments
        ),
        Command("sync admit", lambda: _("admit another laptop’s card"), admit, _admit_arguments),
        Command(
            "sync sign", lambda: _("vouch for a laptop of the own office"), sign, _sign_arguments
        ),
        Command(
            "sync revoke",
            lambda: _("tell everybody that a laptop was lost"),
            revoke,
            _revoke_arguments,
        ),
        Command(
            "sync steward",
            lambda: _("be a steward of the own office, in the place of a lost one"),
            become_steward,
            _identity_arguments,
        ),
        Command(
            "sync loss",
            lambda: _("show what is known of a laptop that was lost"),
            show_loss,
            _loss_arguments,
            reads=True,
        ),
    ]


def _identity_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file", type=Path, metavar=_("FILE"), help=_("the card to write, such as desk.recipe-card")
    )


def identity(call: Call) -> Answer:
    """Write this laptop's card."""
    card = call.workspace.ask(roster.identity, Keys(call.workspace.state))
    cards.write_card(card, call.arguments.file)
    return Answer(
        {
            "file": str(call.arguments.file),
            "uid": card.replica,
            "device": card.device,
            "member": card.member,
        },
        _("The card of {device} is in {file}. Give it to your colleague.").format(
            device=card.device, file=call.arguments.file
        ),
    )


def _admit_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar=_("FILE"), help=_("the other laptop’s card"))
    parser.add_argument(
        "--yes", action="store_true", help=_("the code was compared with the other laptop’s")
    )


def admit(call: Call) -> Answer:
    """Admit a laptop, after somebody compared the code or a steward vouched for it."""
    card = cards.read_card(call.arguments.file)
    workspace = call.workspace
    keys = Keys(workspace.state)
    introduced = workspace.ask(roster.introduce, keys, card)
    is_sure = call.arguments.yes or introduced.is_admitted or introduced.voucher
    if not is_sure and not _is_compared(call, introduced):
        raise UserError("sync.not_compared", letters=introduced.code, device=card.device)
    workspace.do(roster.admit, keys, card)
    text = _("{device} ({member}) is admitted. Code: {code}").format(
        device=card.device, member=words.member_name(card.member), code=introduced.code
    )
    document = {
        "admitted": card.replica,
        "device": card.device,
        "member": card.member,
        "code": introduced.code,
    }
    return Answer(document, text)


def _is_compared(call: Call, introduced: roster.Introduction) -> bool:
    said = call.ask(
        _("{device} must show the code {code}. Does it? Type {yes} to admit it:").format(
            device=introduced.card.device, code=introduced.code, yes=_("yes")
        )
    )
    return said is not None and said.casefold() in {_("yes").casefold(), "yes"}


def _sign_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "card", type=Path, metavar=_("FILE"), help=_("card of the laptop to vouch for")
    )


def sign(call: Call) -> Answer:
    """Vouch for a laptop of the own office; that travels with the next changes."""
    card = cards.read_card(call.arguments.card)
    signed = call.workspace.do(roster.sign, Keys(call.workspace.state), card)
    return Answer(
        {"signed": signed.replica, "device": signed.device, "member": signed.member},
        _("{device} is vouched for; everybody hears of it with the next changes.").format(
            device=signed.device
        ),
    )


def card_to_join(path: Path, member: str) -> LaptopCard:
    """The card of the colleague who is to vouch for a new laptop.

    Raises:
        UserError: card.*, card.other_member.
    """
    card = cards.read_card(path)
    if card.member != member:
        raise UserError("card.other_member", member=card.member)
    return card


def join(workspace: Workspace, card: LaptopCard) -> str:
    """Admit the colleague's laptop to a new store; returns the code to compare."""
    keys = Keys(workspace.state)
    code = workspace.ask(roster.introduce, keys, card).code
    workspace.do(roster.admit, keys, card)
    return code


def _revoke_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("device", metavar=_("LAPTOP"), help=_("its name or uid"))
    parser.add_argument(
        "--notice",
        type=Path,
        metavar=_("FILE"),
        help=_("where to write the notice for the others; else beside the store"),
    )


def revoke(call: Call) -> Answer:
    """Say that a laptop was lost, and write the notice that tells the others at once."""
    workspace = call.workspace
    keys = Keys(workspace.state)
    said = workspace.do(revoking.revoke, keys, call.arguments.device)
    file = call.arguments.notice or workspace.path.with_name(clean_name(f"{said.name}{NOTICE}"))
    is_written = _is_notice_written(call, file)
    done = (
        _("{device} is revoked: nothing is encrypted for it any more, and nothing taken from it.")
        if said.is_revoked
        else _("The stewards of {member} are asked to revoke {device}; until then it is trusted.")
    )
    more = _("Send {file} to everybody by mail now; it travels with the next changes, too.")
    document = {
        "device": said.uid,
        "name": said.name,
        "member": said.member,
        "revoked": said.is_revoked,
        "heard": list(said.heard),
        "waiting": list(said.waiting),
        "notice": str(file) if is_written else "",
    }
    names = {"device": said.name, "member": words.member_name(said.member)}
    lines = (done.format(**names), more.format(file=file) if is_written else "")
    return Answer(document, "\n".join(filter(None, lines)))


def _is_notice_written(call: Call, file: Path) -> bool:
    """Write the notice for the others; where that fails, the laptop is revoked all the same."""
    if not call.workspace.ask(sending.has_readers, Keys(call.workspace.state)):
        return False
    try:
        sending.notify(call.workspace, file)
    except UserError as error:
        call.say(words.one_line(error))
        call.say(_("The notice is written when the same is said once more, with another file."))
        return False
    return True


def become_steward(call: Call) -> Answer:
    """Be a steward where the last one was lost, and write the card that the others admit anew."""
    was_steward = call.workspace.here.is_steward
    card = call.workspace.do(revoking.become_steward, Keys(call.workspace.state))
    cards.write_card(card, call.arguments.file)
    text = (
        _("{device} is a steward already, nothing has changed. Its card is in {file}.")
        if was_steward
        else _(
            "{device} is a steward now. Have each office admit {file} and compare the code; then revoke the lost laptop."
        )
    )
    return Answer(
        {
            "file": str(call.arguments.file),
            "uid": card.replica,
            "device": card.device,
            "member": card.member,
        },
        text.format(device=card.device, file=call.arguments.file),
    )


def _loss_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("device", metavar=_("LAPTOP"), help=_("its name or uid"))


def show_loss(call: Call) -> Answer:
    """What is known of a laptop that was reported as lost."""
    known = call.workspace.ask(loss.loss, Keys(call.workspace.state), call.arguments.device)
    return Answer(loss_document(known), "\n".join(loss_lines(known)))
