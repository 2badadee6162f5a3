"""Commands that send changes to other laptops and receive theirs."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from recipe_desktop.cli.command import Answer, Call, Command
from recipe_desktop.cli.lines import instant, table
from recipe_desktop.cli.receipts import receipt_lines, waiting_lines
from recipe_desktop.domain.errors import UserError
from recipe_desktop.i18n import _, format_instant, format_list, ngettext
from recipe_desktop.services import stewards, words
from recipe_desktop.sync import (
    folder_memory,
    knowledge,
    lost,
    receiving,
    sending,
    shared_folder,
)
from recipe_desktop.sync.keys import Keys


def commands() -> list[Command]:
    """The commands of this group."""
    return [
        Command("sync send", lambda: _("write what the others lack"), send, _send_arguments),
        Command(
            "sync receive",
            lambda: _("take in what others sent"),
            receive,
            _receive_arguments,
            reads=lambda said: bool(said.dry_run),
        ),
        Command(
            "sync folder",
            lambda: _("exchange changes through a folder that others reach, too"),
            folder,
            _folder_arguments,
        ),
        Command("sync status", lambda: _("show who has what"), status, reads=True),
    ]


def _send_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "target",
        type=Path,
        metavar=_("FILE"),
        help=_(
            "a file, or a folder that gets new files in it; what is too long for one goes on in more"
        ),
    )


def send(call: Call) -> Answer:
    """Write what the others lack."""
    sent = sending.send(call.workspace, call.arguments.target)
    return Answer(_sent_document(sent), "\n".join(_sent_lines(sent)))


def _sent_lines(sent: sending.Sent) -> list[str]:
    text = ngettext("{n} change is in {file}", "{n} changes are in {file}", sent.operations)
    lines = [text.format(n=sent.operations, file=sent.path)]
    if sent.more:
        others = format_list([path.name for path in sent.more])
        lines.append(_("not all fits into one file; the others: {files}").format(files=others))
    if sent.contents:
        lines.append(_("documents in it: {n}").format(n=sent.contents))
    return lines


def _sent_document(sent: sending.Sent) -> dict[str, int]:
    return {
        "files": 1 + len(sent.more),
        "transactions": sent.transactions,
        "operations": sent.operations,
        "attachments": sent.contents,
    }


def _receive_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "paths", type=Path, nargs="+", metavar=_("FILE"), help=_("files or folders")
    )
    parser.add_argument("--dry-run", action="store_true", help=_("only say what it would do"))


def receive(call: Call) -> Answer:
    """Take in bundles; a refused one does not stop the others."""
    got = receiving.receive(call.workspace, call.arguments.paths, dry_run=call.arguments.dry_run)
    document = _received_document(call, got)
    text = "\n".join(receipt_lines(got, dry_run=call.arguments.dry_run))
    return Answer(document, text, code=1 if got.refused else 0)


def _received_document(call: Call, got: receiving.Receipt) -> dict[str, Any]:
    """What receiving came to; what was refused is also said to the person."""
    refused = [{"file": r.file, "reason": words.one_line(r.error)} for r in got.refused]
    for file in refused:
        call.say(file["reason"])
    return {
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


def _folder_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "folder",
        type=Path,
        nargs="?",
        metavar=_("DIR"),
        help=_("is remembered; without it, every folder that was used before"),
    )
    parser.add_argument(
        "--leave", action="store_true", help=_("do not use it any more; its files stay")
    )


def folder(call: Call) -> Answer:
    """Take in what others wrote into shared folders, and write what they lack."""
    state, wanted = call.workspace.state, call.arguments.folder
    chosen = [one.path for one in folder_memory.folders(state)] if wanted is None else [wanted]
    if call.arguments.leave and wanted is None:
        raise UserError("folder.which_to_leave")
    if not chosen:
        raise UserError("folder.which")
    if call.arguments.leave:
        if not folder_memory.forget(state, wanted):
            raise UserError("folder.not_used", folder=str(wanted))
        said = _("{folder} is not used any more; the files in it stay.").format(folder=wanted)
        return Answer({"folders": [], "left": str(wanted)}, said)
    visited = [_visit(call, path) for path in chosen]
    return Answer(
        {"folders": [one.document for one in visited]},
        "\n\n".join(one.text for one in visited),
        code=max(one.code for one in visited),
    )


def _visit(call: Call, path: Path) -> Answer:
    """Look into one folder; one that is away does not stop the others."""
    try:
        found = shared_folder.visit(call.workspace, path)
    except UserError as error:
        if error.code.startswith("store.") or call.arguments.folder is not None:
            raise
        reason = words.one_line(error)
        call.say(reason)
        return Answer({"folder": str(path), "problem": reason}, reason, code=1)
    got, sent = found.receipt, found.sent
    document = {
        "folder": str(path),
        "received": _received_document(call, got),
        "arriving": found.arriving,
        "unusable": list(found.unusable),
        "sent": None if sent is None else _sent_document(sent),
        "removed": found.removed,
    }
    lines = [str(path), *(receipt_lines(got, dry_run=False) if got.files else [])]
    if found.arriving:
        arriving = _("files that seem to be still on their way: {n}; look again in a while")
        lines.append(arriving.format(n=found.arriving))
    if found.unusable:
        unusable = _("files there that cannot be used, and “sync receive” says why: {files}")
        lines.append(unusable.format(files=format_list(found.unusable)))
    if found.is_unread:
        lines.append(words.unread_folder())
    if sent is not None:
        lines += _sent_lines(sent)
    elif found.is_alone:
        lines.append(_("Nothing was written: no other laptop has been admitted yet."))
    elif not got.files:
        lines.append(_("Nothing new, and nothing to write."))
    return Answer(document, "\n".join(lines), code=1 if got.refused else 0)


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
        [
            only_here,
            *waiting_lines(said.held, said.unadmitted, said.forks),
            *doubts,
            *map(_lost, gone),
        ]
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
