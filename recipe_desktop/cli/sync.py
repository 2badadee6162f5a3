"""Commands that send changes to other laptops, receive theirs, and decide what was written apart."""

from argparse import ArgumentParser
from pathlib import Path

from recipe_desktop.cli.command import Answer, Call, Command
from recipe_desktop.cli.lines import instant, table
from recipe_desktop.cli.loss import loss_document, loss_lines
from recipe_desktop.domain.attachments import clean_name
from recipe_desktop.domain.errors import UserError
from recipe_desktop.i18n import _, format_instant, format_list, ngettext
from recipe_desktop.services import conflicts, stewards, words
from recipe_desktop.services.rivals import Rival
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.sync import cards, knowledge, loss, lost, receiving, revoking, roster, sending
from recipe_desktop.sync.bundle import NOTICE, SUFFIX
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
        Command("sync send", lambda: _("write what the others lack"), send, _send_arguments),
        Command(
            "sync receive",
            lambda: _("take in what others sent"),
            receive,
            _receive_arguments,
            reads=lambda said: bool(said.dry_run),
        ),
        Command("sync status", lambda: _("show who has what"), status, reads=True),
        Command("sync conflicts", lambda: _("show what was written apart"), inbox, reads=True),
        Command("sync resolve", lambda: _("decide between values"), resolve, _resolve_arguments),
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
    has_readers = workspace.ask(sending.has_readers, keys)
    if has_readers:
        sending.notify(workspace, file)
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
        "notice": str(file) if has_readers else "",
    }
    names = {"device": said.name, "member": words.member_name(said.member)}
    lines = (done.format(**names), more.format(file=file) if has_readers else "")
    return Answer(document, "\n".join(filter(None, lines)))


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


def _send_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "target",
        type=Path,
        help=_(
            "a file, or a folder that gets new files in it; what is too long for one goes on in more"
        ),
    )


def send(call: Call) -> Answer:
    """Write what the others lack."""
    sent = sending.send(call.workspace, call.arguments.target)
    text = ngettext("{n} change is in {file}", "{n} changes are in {file}", sent.operations)
    lines = [text.format(n=sent.operations, file=sent.path)]
    if sent.more:
        others = format_list([path.name for path in sent.more])
        lines.append(_("not all fits into one file; the others: {files}").format(files=others))
    if sent.contents:
        lines.append(_("documents in it: {n}").format(n=sent.contents))
    return Answer(
        {
            "files": 1 + len(sent.more),
            "transactions": sent.transactions,
            "operations": sent.operations,
            "attachments": sent.contents,
        },
        "\n".join(lines),
    )


def _receive_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "paths", type=Path, nargs="+", metavar=_("FILE"), help=_("files or folders")
    )
    parser.add_argument("--dry-run", action="store_true", help=_("only say what it would do"))


def receive(call: Call) -> Answer:
    """Take in bundles; a refused one does not stop the others."""
    got = receiving.receive(call.workspace, call.arguments.paths, dry_run=call.arguments.dry_run)
    refused = [{"file": r.file, "reason": words.one_line(r.error)} for r in got.refused]
    for file in refused:
        call.say(file["reason"])
    document = {
        "bundles": got.bundles,
        "transactions": got.transactions,
        "operations": got.operations,
        "attachments": got.contents,
        "conflicts": got.conflicts,
        "held": got.held,
        "forked": got.forked,
        "unadmitted": got.unadmitted,
        "foreign": got.foreign,
        "empty": got.empty,
        "revoked": got.revoked,
        "refused": refused,
    }
    text = "\n".join(_receipt(got, dry_run=call.arguments.dry_run))
    return Answer(document, text, code=1 if refused else 0)


def _receipt(got: receiving.Receipt, *, dry_run: bool) -> list[str]:
    n = got.operations
    changes = (
        ngettext("{n} change would be taken in", "{n} changes would be taken in", n)
        if dry_run
        else ngettext("{n} change taken in", "{n} changes taken in", n)
    )
    lines = [changes.format(n=n)]
    told = (
        *(got.operations, got.contents, got.waiting, got.forked),
        *(got.refused, got.foreign, got.empty, got.revoked),
    )
    vacant = [
        _("{folder} holds no files that end in {suffix}.").format(folder=name, suffix=SUFFIX)
        for name in got.vacant
    ]
    if not any(told):
        nothing = (
            _("Nothing was taken in.")
            if got.forks
            else _("Nothing new: what these files bring is here already.")
        )
        return [*(vacant or [nothing]), *_waiting(got.held, got.unadmitted, got.forks)]
    if got.refused and not got.brings_anything:
        lines = [_("Nothing was taken in.") if not dry_run else _("Nothing would be taken in.")]
    elif got.waiting and not got.operations:
        came = ngettext("{n} change came and waits", "{n} changes came and wait", got.waiting)
        lines = [came.format(n=got.waiting)]
    if got.senders:
        lines[0] += " (" + ", ".join(got.senders) + ")"
    if got.revoked:
        lines.append(_("reported as lost: {names}").format(names=", ".join(got.revoked)))
    counted = (
        (got.contents, _("documents: {n}")),
        (got.conflicts, _("conflicts to decide: {n}")),
        (got.forked, _("changes put aside: {n}")),
        (got.foreign, _("files that are for others: {n}")),
        (got.empty, _("files that are empty, so perhaps still on their way: {n}")),
        (len(got.refused), _("files refused: {n}")),
    )
    lines += [text.format(n=count) for count, text in counted if count]
    return [*lines, *vacant, *_waiting(got.held, got.unadmitted, got.forks)]


def _waiting(held: int, unadmitted: int, forks: int) -> list[str]:
    """What waits, by what it waits for, and what was put aside."""
    lines = [". ".join((*words.forked(forks), ""))] if forks else []
    if held > unadmitted:
        lines.append(_("waiting for an earlier file: {n}").format(n=held - unadmitted))
    if unadmitted:
        said = ngettext(
            "{n} change waits for the card of a laptop that is not admitted here; ask for it",
            "{n} changes wait for the card of a laptop that is not admitted here; ask for it",
            unadmitted,
        )
        lines.append(said.format(n=unadmitted))
    return lines


def status(call: Call) -> Answer:
    """Who has what."""
    gone = call.workspace.ask(lost.listing)
    said = call.workspace.ask(knowledge.status, Keys(call.workspace.state))
    document = {
        "devices": [
            {
                "uid": peer.uid,
                "name": peer.name,
                "member": peer.member,
                "steward": peer.is_steward,
                "revoked": peer.is_revoked,
                "behind": peer.behind,
                "last_heard": None if peer.last_heard is None else instant(peer.last_heard),
            }
            for peer in said.peers
        ],
        "held": said.held,
        "unadmitted": said.unadmitted,
        "too_late": said.too_late,
        "forks": said.forks,
        "only_here": said.only_here,
        "lost": [
            {
                "uid": one.uid,
                "name": one.name,
                "member": one.member,
                "since": instant(one.since),
                "by": one.by,
                "revoked": one.is_revoked,
                "heard": list(one.heard),
                "waiting": list(one.waiting),
            }
            for one in gone
        ],
    }
    headers = [_("Laptop"), _("Member"), _("Lacks"), _("Last heard of")]
    rows = [
        [
            peer.name,
            words.member_name(peer.member),
            _("goes on twice") if peer.is_forked else str(peer.behind),
            "" if peer.last_heard is None else format_instant(peer.last_heard),
        ]
        for peer in said.peers
    ]
    only_here = ngettext(
        "{n} change exists only here", "{n} changes exist only here", said.only_here
    ).format(n=said.only_here)
    text = table(headers, rows) if rows else _("No other laptop has been admitted yet.")
    doubts = [words.finding_sentence(f) for _, f in call.workspace.ask(stewards.findings)]
    below = "\n".join(
        [only_here, *_waiting(said.held, said.unadmitted, said.forks), *doubts, *map(_lost, gone)]
    )
    return Answer(document, f"{text}\n\n{below}")


def _lost(one: lost.Lost) -> str:
    """What is known of a lost laptop, in a line."""
    said = (
        _("{device} was reported as lost by {by} on {day}; heard: {heard}; not yet: {waiting}")
        if one.is_revoked
        else _("{by} asks on {day} to revoke {device}; heard: {heard}; not yet: {waiting}")
    )
    return said.format(
        device=one.name,
        by=one.by,
        day=format_instant(one.since),
        heard=", ".join(one.heard) or "-",
        waiting=", ".join(one.waiting) or "-",
    )


def inbox(call: Call) -> Answer:
    """What was written apart and awaits a decision."""
    found = call.workspace.ask(conflicts.inbox)
    document = {
        "conflicts": [
            {
                "id": item.id,
                "class": item.kind_of,
                "kind": item.kind,
                "uid": item.uid,
                "field": item.field,
                "values": [
                    {
                        "value": rival.value,
                        "shown": rival.shown,
                        "by": rival.by,
                        "device": rival.device,
                        "at": instant(rival.at),
                    }
                    for rival in item.rivals
                ],
                "suggestions": [
                    {"value": said.value, "member": said.member, "by": said.by}
                    for said in item.suggestions
                ],
            }
            for item in found
        ]
    }
    if not found:
        return Answer(document, _("There is nothing to decide."))
    return Answer(document, "\n\n".join(_conflict(item) for item in found))


def _conflict(item: conflicts.Conflict) -> str:
    label = words.field_label(item.kind, item.field) if item.field else ""
    title = ", ".join(part for part in (item.name, label) if part)
    lines = [f"{item.id[:8]}  {title}: {words.conflict_word(item.kind_of)}"]
    if item.named_by:
        lines.append("  " + _("Named by {records}").format(records=format_list(item.named_by)))
    for number, rival in enumerate(item.rivals, 1):
        value = _value(item, rival)
        who = ", ".join(p for p in (rival.by, rival.device, format_instant(rival.at)) if p)
        shown = _(" (shown now)") if rival.shown else ""
        lines.append(f"  {number}  {value}{shown}  {who}")
    if item.together is not None:
        both = words.value_word(item.kind, item.field, item.together) or _("nothing")
        lines.append("  " + _("--together  {value}").format(value=both))
    for said in item.suggestions:
        told = _("{member} suggests: {value}").format(
            member=words.member_name(said.member), value=_value(item, said)
        )
        lines.append(f"  {told}")
    if not item.is_ours:
        lines.append("  " + _("Another office decides; what you take is a suggestion."))
    return "\n".join(lines)


def _value(item: conflicts.Conflict, said: Rival | conflicts.Suggested) -> str:
    return words.what_happened(str(said.value)) if item.kind_of == "delete" else said.word


def _resolve_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "id", metavar=_("ID"), help=_("of the conflict, or 8 letters of its beginning or end")
    )
    choice = parser.add_mutually_exclusive_group(required=True)
    choice.add_argument(
        "--take", type=int, metavar="N", help=_("number of the value, counted from 1")
    )
    choice.add_argument("--value", metavar=_("TEXT"), help=_("a value that nobody wrote"))
    choice.add_argument(
        "--together", action="store_true", help=_("of lists, all that was changed in them")
    )


def resolve(call: Call) -> Answer:
    """Decide, or suggest where another office decides."""
    said = call.arguments
    if said.together:
        decision = call.workspace.do(conflicts.take_together, said.id)
    elif said.value is None:
        decision = call.workspace.do(conflicts.take, said.id, said.take)
    else:
        decision = call.workspace.do(conflicts.write, said.id, said.value)
    text = _("Decided.") if decision.decided else _("Suggested to the office that decides.")
    return Answer({"id": decision.id, "decided": decision.decided}, text)
