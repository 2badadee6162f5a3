"""What a desk's screen says of somebody, in words."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, tzinfo

from recipe_desktop.domain.name_order import Order
from recipe_desktop.domain.signed_lists import Row
from recipe_desktop.domain.time_zones import day_at
from recipe_desktop.i18n import _, format_instant, format_number, format_time, ngettext
from recipe_desktop.services import words
from recipe_desktop.services.events import DeskCount
from recipe_desktop.services.rosters import RosterEntry
from recipe_desktop.ui.desk.model import DeskChoice, PersonNote, Result, ScanResult


def desk_name(letter: str, name: str) -> str:
    """What a desk is called."""
    return _("Desk {desk}").format(desk=letter or name) if letter or name else ""


def desk_line(count: DeskCount, arrivals: int, zone: tzinfo | None, today_there: date) -> str:
    """How another desk stands, as far as its last file tells; not of today, it says its day."""
    said = _("{desk}: {count} arrived").format(
        desk=desk_name(count.letter, count.name), count=format_number(arrivals)
    )
    if count.file_at is not None:
        time = format_time(count.file_at, zone)
        if day_at(count.file_at, zone) != today_there:
            time = format_instant(count.file_at, zone, "short")
        return _("{desk}, file of {time}").format(desk=said, time=time)
    if not arrivals:
        return _("{desk}, no file yet").format(desk=said)
    return said


def file_words(count: DeskCount, zone: tzinfo | None) -> list[str]:
    """How far what a desk wrote has come here, a line for each thing to be known of it."""
    if count.is_awaited:
        return [_("no file yet")]
    lines = []
    if count.missing:
        said = ngettext("{count} entry missing", "{count} entries missing", count.missing)
        lines.append(said.format(count=format_number(count.missing)))
    if count.file_at is not None:
        lines.append(_("file of {time}").format(time=format_instant(count.file_at, zone)))
    elif count.last_at is not None:
        time = format_instant(count.last_at, zone)
        lines.append(_("last entry {time}").format(time=time))
    if count.sealed_at is not None:
        lines.append(_closed(count, format_instant(count.sealed_at, zone)))
    return lines


def _closed(count: DeskCount, time: str) -> str:
    closed = (
        _("closed {time}") if count.missing else _("closed {time}, complete up to its file")
    ).format(time=time)
    return (
        _("{closed}, code {code}").format(closed=closed, code=count.code) if count.code else closed
    )


def welcome(entry: RosterEntry, notes: Collection[str] = ()) -> Result:
    """Somebody is in."""
    return Result(
        ScanResult.IN,
        _("Welcome"),
        entry.spoken_name,
        entry.organisation,
        tuple(chips(entry, notes)),
        uid=entry.uid,
    )


def attention(entry: RosterEntry, notes: Collection[str] = ()) -> Result:
    """Somebody is in, and there is something to be said."""
    return Result(
        ScanResult.LOOK,
        _("In, please look here"),
        entry.spoken_name,
        entry.attention,
        tuple(chips(entry, notes)),
        uid=entry.uid,
    )


def already(
    entry: RosterEntry, now: datetime, zone: tzinfo | None, choices: Sequence[DeskChoice]
) -> Result:
    """Somebody is in since a while."""
    if entry.since is None:
        return Result(ScanResult.ALREADY, _("Already in"), entry.spoken_name, choices=choices)
    time = format_time(entry.since, zone)
    word = _("Already in since {time}").format(time=time)
    second = _checked_in(entry, int((now - entry.since).total_seconds() // 60))
    return Result(
        ScanResult.ALREADY, word, entry.spoken_name, second, choices=choices, uid=entry.uid
    )


def against(
    entry: RosterEntry, why: str, choices: Sequence[DeskChoice], instead: RosterEntry | None = None
) -> Result:
    """Something speaks against letting somebody in; a person decides.

    Args:
        instead: who came in their place.
    """
    reasons = {
        "cancelled": _("Has cancelled"),
        "other_day": _("Is registered for another day"),
    }
    said = reasons.get(why, "")
    if why == "cancelled" and instead is not None:
        said = _("{name} came instead").format(name=instead.spoken_name)
    if entry.organisation:
        said = f"{said}, {entry.organisation}" if said else entry.organisation
    return Result(
        ScanResult.LOOK,
        _("Please look here"),
        entry.spoken_name,
        said,
        choices=choices,
        uid=entry.uid,
    )


def walk_in(*, begun: bool) -> str:
    """What the key for walk-ins does; with one that waits half typed it goes on with that."""
    return _("Go on with the walk-in") if begun else _("Walk-in")


def waiting(names: Sequence[str]) -> Result:
    """Nothing can be written for a while: those wait, and none of them is lost.

    Args:
        names: whose deeds wait; the last one came last.
    """
    said = ngettext(
        "{count} waits to be recorded, another program is writing. It goes on by itself",
        "{count} wait to be recorded, another program is writing. It goes on by itself",
        len(names),
    ).format(count=format_number(len(names)))
    return Result(ScanResult.LOOK, _("Not recorded yet"), names[-1], said)


def undo(name: str) -> str:
    """What the key for undo does.

    Args:
        name: who is taken back, where that need not be who fills the screen.
    """
    said = _("Undo the last: {name}") if name else _("Undo the last")
    return said.format(name=name)


def nobody(code: str, why: str, choices: Sequence[DeskChoice], *, begun: bool) -> Result:
    """A code that stands for nobody, or for too many.

    Args:
        begun: whether a walk-in waits half typed; the key for walk-ins goes on with that.
    """
    if why == "two_people":
        said = _("Two people have this code, look for the name")
        return Result(ScanResult.LOOK, _("Please look here"), code, said, choices=choices)
    said = _("The code is kept, look for the name or add a walk-in")
    if begun:
        said = _("The code is kept, look for the name. A walk-in waits half typed")
    if why == "other_event":
        said = _("A badge of another event. The code is kept, look for the name")
    return Result(ScanResult.UNKNOWN, _("Not on the list"), code, said, choices=choices)


def _on_paper(paper: Row) -> str:
    """A row, and on which of the papers that bear the number of its sheet."""
    sheet, row = format_number(paper.sheet), format_number(paper.row)
    said = _("Sheet {sheet}, row {row}").format(sheet=sheet, row=row)
    if paper.printed_at is None:
        return said
    which = _("printed at {time}").format(time=format_time(paper.printed_at))
    return ", ".join(part for part in (said, which, paper.printed_by) if part)


def chips(entry: RosterEntry, notes: Collection[str] = ()) -> Iterator[PersonNote]:
    """What is worth knowing about somebody who is in."""
    if entry.papers:
        for paper in entry.papers:
            yield PersonNote("clipboard-list", _on_paper(paper))
    elif entry.row is not None:
        sheet, row = map(format_number, entry.row)
        said = _("Sheet {sheet}, row {row}").format(sheet=sheet, row=row)
        yield PersonNote("clipboard-list", said)
    else:
        yield PersonNote("clipboard-list", _("Signs on an empty row"))
    if entry.badge_number:
        yield PersonNote("id-badge-2", _("Badge {number}").format(number=entry.badge_number))
    if entry.diet:
        yield PersonNote("tools-kitchen-2", entry.diet)
    if "no_day" in notes:
        yield PersonNote("alert-triangle", _("Today is no day of this event"))
    if "other_desk" in notes:
        yield PersonNote("info-circle", _("Belongs to another desk"))
    if "maybe" in notes:
        yield PersonNote("info-circle", words.choice_word("answer", "maybe"))


def feature(entry: RosterEntry) -> str:
    """A second thing by which people of one name are told apart."""
    parts = [entry.position or entry.ticket_type, entry.email]
    if not entry.email and len(entry.phone) > 4:
        parts.append(_("phone ends in {digits}").format(digits=entry.phone[-4:]))
    return ", ".join(filter(None, parts)) or words.country_word(entry.country)


def parted(name: str, order: Order) -> tuple[str, str]:
    """Family and given name of what was typed into one field.

    Args:
        order: where the family name comes first, ``hu``; a comma says so everywhere.
    """
    family, comma, given = name.partition(",")
    if comma:
        return family.strip(), given.strip()
    said = name.split()
    if len(said) < 2:
        return name.strip(), ""
    if order == "hu":
        return said[0], " ".join(said[1:])
    return " ".join(said[1:]), said[0]


def _checked_in(entry: RosterEntry, minutes: int) -> str:
    ago = ngettext("{count} minute ago", "{count} minutes ago", minutes).format(
        count=format_number(minutes)
    )
    if minutes < 1:
        ago = _("a moment ago")
    elif minutes >= 60:
        hours = minutes // 60
        ago = ngettext("{count} hour ago", "{count} hours ago", hours).format(
            count=format_number(hours)
        )
    at = desk_name(entry.desk, "")
    if entry.operator and at:
        said = _("Checked in by {person} at {desk}, {ago}")
    elif at:
        said = _("Checked in at {desk}, {ago}")
    elif entry.operator:
        said = _("Checked in by {person}, {ago}")
    else:
        said = _("Checked in {ago}")
    return said.format(person=entry.operator, desk=at, ago=ago)
