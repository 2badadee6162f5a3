"""Commands that say which members keep a record's file together."""

from argparse import ArgumentParser

from recipe_desktop.cli.command import Answer, Call, Command
from recipe_desktop.cli.lines import table
from recipe_desktop.i18n import _, format_day, format_list
from recipe_desktop.services import records, shares, words
from recipe_desktop.services.kinds import KINDS, name_of


def commands() -> list[Command]:
    """The commands of this group."""
    return [
        Command(
            "share new", lambda: _("share a record’s file with some members"), new, _new_arguments
        ),
        Command("share list", lambda: _("show what is shared with whom"), listing, reads=True),
        Command("share end", lambda: _("end a share"), end, _end_arguments),
    ]


def _new_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "members", nargs="+", metavar=_("MEMBER"), help=_("codes of members, such as HU DE")
    )
    parser.add_argument(
        "--for",
        dest="record",
        nargs=2,
        required=True,
        metavar=(_("KIND"), _("ID")),
        help=_("what the share is for, such as: exchanges HU-KQF-417"),
    )


def new(call: Call) -> Answer:
    """Share a record's file."""
    kind, given = call.arguments.record
    uid = call.workspace.ask(records.find, kind, given)
    share = call.workspace.do(shares.begin, kind, uid, call.arguments.members)
    return Answer(
        {"share": share.uid, "members": list(share.members)},
        _("From now on these see it: {members}").format(members=_names(share.members)),
    )


def listing(call: Call) -> Answer:
    """What is shared with whom."""
    found = call.workspace.ask(shares.listing)
    document = {
        "shares": [
            {
                "share": share.uid,
                "kind": share.kind,
                "uid": share.record,
                "members": list(share.members),
                "ended_on": share.ended_on.isoformat() if share.ended_on else None,
            }
            for share in found
        ]
    }
    headers = [_("Share"), _("What for"), _("Members"), _("Ended")]
    rows = [
        [
            share.uid[-8:],
            _what_for(call, share),
            _names(share.members),
            format_day(share.ended_on) if share.ended_on else "",
        ]
        for share in found
    ]
    return Answer(document, table(headers, rows) if rows else _("Nothing is shared."))


def _end_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("id", metavar=_("ID"), help=_("of the share; 8 letters suffice"))


def end(call: Call) -> Answer:
    """End a share; what was sent before stays where it is."""
    share = call.workspace.ask(shares.find, call.arguments.id)
    ended = call.workspace.do(shares.end, share.uid)
    return Answer({"share": ended.uid, "members": list(ended.members)}, words.share_ended(ended))


def _names(members: tuple[str, ...]) -> str:
    return format_list([words.member_name(code) for code in members])


def _what_for(call: Call, share: shares.Share) -> str:
    shown = call.workspace.ask(records.shown, share.kind, [share.record])
    name = name_of(KINDS[share.kind], shown[0].fields) if shown else _("deleted")
    return f"{words.kind_name(share.kind)} {name}"
