"""Commands about the store as a whole: make it, copy it, put it back, examine it."""

from argparse import ArgumentParser
from pathlib import Path

from recipe_desktop import places, settings
from recipe_desktop.cli import laptops
from recipe_desktop.cli.command import Answer, Call, Command
from recipe_desktop.i18n import _, ngettext
from recipe_desktop.services import stores, words, words_places
from recipe_desktop.services.here import MEMBERS


def commands() -> list[Command]:
    """The commands of this group."""
    return [
        Command(
            "init",
            lambda: _("make a new store for this laptop"),
            init,
            _init_arguments,
            needs_store=False,
        ),
        Command(
            "backup",
            lambda: _("copy the store into one file"),
            backup,
            _backup_arguments,
            reads=True,
        ),
        Command(
            "restore",
            lambda: _("put a backup in the place of the store"),
            restore,
            _restore_arguments,
        ),
        Command(
            "doctor",
            lambda: _("examine the store: records against the log, index, triggers"),
            doctor,
            reads=True,
        ),
    ]


def _init_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file", type=Path, metavar=_("FILE"), help=_("where to make it, such as office.recipe")
    )
    parser.add_argument(
        "--member",
        required=True,
        metavar=_("CODE"),
        help=_("whose laptop it is: {codes}").format(codes=", ".join(MEMBERS)),
    )
    parser.add_argument(
        "--device", required=True, metavar=_("NAME"), help=_("by which colleagues know the laptop")
    )
    parser.add_argument(
        "--person", default="", metavar=_("NAME"), help=_("who sits at it; stands in the history")
    )
    parser.add_argument(
        "--join",
        type=Path,
        metavar=_("CARD"),
        help=_("card of a colleague’s laptop of the same office, who vouches for this one"),
    )
    parser.add_argument(
        "--plain", action="store_true", help=_("without encryption, for any SQLite program to read")
    )


def init(call: Call) -> Answer:
    """Make a store."""
    said = call.arguments
    introduced = None if said.join is None else laptops.card_to_join(said.join, said.member.upper())
    owner = stores.Owner(said.member, said.device, said.person, is_steward=introduced is None)
    workspace = stores.create(said.file, owner, plain=said.plain)
    code = ""
    try:
        if introduced is not None:
            code = laptops.join(workspace, introduced)
        me = workspace.here
    finally:
        workspace.close()
    settings.remember_store(said.file)
    text = _("{file} is the store of {device}, {member}.").format(
        file=said.file, device=me.device, member=words.member_name(me.member)
    )
    if code:
        text += "\n" + _("The code to compare with the other laptop: {code}").format(code=code)
    return Answer(
        {
            "store": str(said.file),
            "device": me.device,
            "uid": me.device_uid,
            "member": me.member,
            "steward": me.is_steward,
            "encrypted": not said.plain,
            "place": _place(said.file),
        },
        "\n".join([text, *_warning(said.file)]),
    )


def _place(store: Path) -> str:
    """Whose computer a store lies on."""
    shared = places.shared(store)
    if shared is None:
        return "local"
    return "copied" if shared.service else "network"


def _warning(store: Path) -> list[str]:
    """What is to be said of the folder in which a store lies."""
    shared = places.shared(store)
    if shared is None:
        return []
    title = words_places.store_lies(store, shared)
    return [f"{title}.", words_places.danger(shared), words_places.advice()]


def _backup_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar=_("FILE"), help=_("where to put the copy"))
    parser.add_argument(
        "--plain", action="store_true", help=_("without encryption, for any SQLite program to read")
    )


def backup(call: Call) -> Answer:
    """Copy the store."""
    target: Path = call.arguments.file
    is_encrypted = stores.back_up(call.workspace, target, plain=call.arguments.plain)
    return Answer(
        {"file": str(target), "encrypted": is_encrypted},
        _("The copy is in {file}.").format(file=target),
    )


def _restore_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file", type=Path, metavar=_("FILE"), help=_("the backup; --store says where to put it")
    )


def restore(call: Call) -> Answer:
    """Put a backup in the place of a store that is not there (any more)."""
    source: Path = call.arguments.file
    target = call.store
    if target is None:
        raise RuntimeError
    stores.restore(source, target)
    settings.remember_store(target)
    text = _("{store} was restored from {file} and found sound.").format(store=target, file=source)
    return Answer(
        {"store": str(target), "from": str(source), "place": _place(target)},
        "\n".join([text, *_warning(target)]),
    )


def doctor(call: Call) -> Answer:
    """Say what is wrong with the store, if anything."""
    found = call.workspace.ask(stores.problems)
    text = _("The store is sound.")
    if found:
        count = len(found)
        text = ngettext("{n} problem:", "{n} problems:", count).format(n=count)
        text = "\n".join([text, *found])
    return Answer({"ok": not found, "problems": found}, text, code=1 if found else 0)
