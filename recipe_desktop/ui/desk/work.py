"""The desk of one event on this laptop: asks and does what its screen wants, and finds the words."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from recipe_desktop.domain.attendance import ScanOutcome, What
from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.time_zones import day_at
from recipe_desktop.i18n import _, format_long_weekday, format_number, format_time, ngettext
from recipe_desktop.services import desk as use_cases
from recipe_desktop.services import desk_clocks, desk_search, events, rosters, signed_lists, words
from recipe_desktop.services.changes import ChangeSet
from recipe_desktop.services.desk import Passage
from recipe_desktop.services.events import DeskCount
from recipe_desktop.services.rosters import LastAtDesk, RosterEntry
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.desk import wording
from recipe_desktop.ui.desk.model import (
    DayStanding,
    Deed,
    DeskChoice,
    Hint,
    Hit,
    Hits,
    Recent,
    Result,
    ScanResult,
    TypedWalkIn,
    WalkInWords,
)
from recipe_desktop.ui.look.tokens import Status

_WHOLE: Final = ("desk", "desk_opening", "event", "printed_sheet", "same_as")
TOUCHED: Final = ("registration", "check_in", *_WHOLE)
_MOST: Final = 50


class LiveDesk:
    """Holds the list of people in memory, so that a result never waits for the store.

    Args:
        now: the clock at the wall.
    """

    def __init__(
        self, workspace: Workspace, event: Uid, desk: Uid, now: Callable[[], datetime]
    ) -> None:
        self._workspace, self._event, self._desk, self.now = workspace, event, desk, now
        self.follow: Callable[[Deed], None] = _nothing
        self.search: Callable[[], None] = _nothing_at_all
        self.walk_in_wanted: Callable[[], None] = _nothing_at_all
        self.has_begun_walk_in: Callable[[], bool] = _no_walk_in
        self.badge_wanted: Callable[[Uid], None] = _no_badge
        self._load()

    @property
    def day(self) -> date:
        """The day at the place of the event."""
        return day_at(self._right_now(), self._occasion.zone)

    def refresh(self, changes: ChangeSet) -> bool:
        """Take in what has changed; False where it does not concern this desk."""
        if not changes.touches(*TOUCHED):
            return False
        touched = changes.touched
        if not changes.action or touched.keys() & set(_WHOLE) or self._loaded_for != self.day:
            self._load()
            return True
        uids = [*touched.get("registration", ()), *touched.get("check_in", ())]
        if len(uids) > len(self._people):
            self._load()
            return True
        ask = self._workspace.ask
        fresh = ask(rosters.entries, self._event, self.day, uids, self._rows)
        for gone in set(touched.get("registration", ())) - {entry.uid for entry in fresh}:
            self._put(gone, None)
        for entry in fresh:
            self._put(entry.uid, entry)
        self._recent = self._ask_recent()
        return True

    # -- what the screen shows --------------------------------------------------------------

    def standing(self) -> DayStanding:
        """How the day stands."""
        expected, arrived = self._expected, self._arrived.total()
        here = self._workspace.here
        label = wording.desk_name(self._letter, self._name)
        place = self._occasion.city or self._occasion.place
        return DayStanding(
            event=self._occasion.name,
            occasion=", ".join(filter(None, (format_long_weekday(self.day), place))),
            arrived=_("{arrived} of {expected} arrived").format(
                arrived=format_number(arrived), expected=format_number(expected)
            ),
            share=arrived / expected if expected else 0.0,
            desk=", ".join(filter(None, (label, here.person.split(" ")[0]))),
            others=tuple(map(self._other, self._others)),
        )

    def time(self) -> str:
        """What the clock says at the place of the event."""
        return format_time(self._right_now(), self._occasion.zone)

    def recent(self) -> Sequence[Recent]:
        """The last at this desk."""
        return self._recent

    def find(self, text: str) -> Hits:
        """Who fits a few letters."""
        answer = self._workspace.ask(
            desk_search.find_people, self._event, text, day=self.day, most=_MOST
        )
        found = [self._people[hit.uid] for hit in answer.hits if hit.uid in self._people]
        names = [entry.name.casefold() for entry in found]
        equal = max((names.count(name) for name in names), default=0)
        warning = ""
        if equal > 1:
            said = ngettext(
                "{count} person has this name, look at the organisation",
                "{count} people have the same name, look at the organisation",
                equal,
            )
            warning = said.format(count=format_number(equal))
        return Hits(tuple(map(self._hit, found)), self._counted(answer.count), warning)

    def hint(self, walk_in: TypedWalkIn) -> Hint:
        """What is known about a walk-in while it is typed."""
        namesakes = tuple(map(self._hit, self._alike(walk_in)))
        city = self._workspace.ask(rosters.known_organisation, walk_in.organisation)
        known = _("Known from Partners, {city}").format(city=city) if city else ""
        return Hint(namesakes, known)

    def walk_in_words(self) -> WalkInWords:
        """What the form says."""
        notice = _("Has read the privacy notice") if self._occasion.has_notice else ""
        return WalkInWords(notice, self._next_number())

    # -- what the screen does ---------------------------------------------------------------

    def scan(self, code: str) -> Deed:
        """What comes of a code that was read."""
        at = self.now()

        def record() -> Result:
            do = self._workspace.do_in_turn
            return self._result(do(use_cases.scan, self._event, self._desk, code, at=at))

        return Deed(code, record)

    def check_in(self, uid: Uid, code: str = "") -> Deed:
        """Somebody who was chosen by name: who cancelled is asked about first."""
        entry = self._people.get(uid)
        if entry is not None and entry.is_away and entry.since is None:
            asked = self._against(entry, "cancelled", code)
            return Deed(entry.name, lambda: asked)
        return self._arrival(uid, code)

    def walk_in(self, walk_in: TypedWalkIn) -> Deed:
        """Add somebody who is not on the list, and check them in."""
        at = self.now()
        return Deed(walk_in.name, lambda: self._add(walk_in, at))

    def badge_printed(self, uid: Uid) -> None:
        """Keep that somebody got a badge."""
        self._workspace.do_in_turn(use_cases.badge_printed, uid, self._desk, at=self.now())

    def last_arrival(self) -> str:
        """Whose arrival an undo would take back."""
        last = self._workspace.ask(rosters.last_arrival, self._event, self._desk)
        return self._whose(last) if last is not None else ""

    def undo(self) -> str:
        """Take the last arrival of this desk back."""
        last = self._workspace.ask(rosters.last_arrival, self._event, self._desk)
        if last is None:
            return ""
        self._workspace.do_in_turn(
            use_cases.undo_arrival, last.check_in, self._desk, at=self.now(), reason="desk"
        )
        return self._whose(last)

    def examples(self) -> dict[str, Result]:
        """One result of each outcome with people of the list, for pictures; nothing is written."""
        people = sorted(self._people.values(), key=lambda entry: entry.uid)
        came = [entry for entry in people if entry.since is not None]
        away = [entry for entry in people if entry.is_away and entry.since is None]
        shown = {"unknown": self._nobody(Passage("7QK4-21M", ScanOutcome.UNKNOWN))}
        if came:
            shown["welcome"] = wording.welcome(came[0])
            shown["already"] = self._already(came[-1])
        if away:
            shown["attention"] = self._against(away[0], "cancelled")
        return shown

    # -- beneath ----------------------------------------------------------------------------

    def _arrival(self, uid: Uid, code: str = "", reason: str = "") -> Deed:
        entry, at = self._people.get(uid), self.now()

        def record() -> Result:
            do = self._workspace.do_in_turn
            passage = do(use_cases.arrive, uid, self._desk, at=at, reason=reason)
            if code and passage.outcome.value == ScanResult.IN:  # theirs, whoever printed it
                do(rosters.keep_code, uid, code)
            return self._result(passage)

        return Deed(entry.name if entry is not None else code, record)

    def _add(self, walk_in: TypedWalkIn, at: datetime) -> Result:
        family, given = wording.parted(walk_in.name, self._occasion.order)
        values = {
            "given_name": given,
            "family_name": family,
            "organisation_name": walk_in.organisation,
            "email": walk_in.email,
            "ticket_code": walk_in.code,
            "photo_consent": "yes" if walk_in.photo_consent else "",
        }
        do, read = self._workspace.do_in_turn, walk_in.notice_shown
        if walk_in.instead_of is not None:
            instead = walk_in.instead_of
            made = do(use_cases.substitute, instead, self._desk, values, at=at, notice_shown=read)
        else:
            made = do(use_cases.walk_in, self._event, self._desk, values, at=at, notice_shown=read)
        entry = self._entry(made.registration)
        return wording.welcome(entry, ("walk_in",))

    def _result(self, passage: Passage) -> Result:
        entry = self._entry(passage.registration) if passage.registration else None
        outcome = ScanResult(passage.outcome.value)
        if entry is None:
            return self._nobody(passage)
        if outcome is ScanResult.IN:
            return wording.welcome(entry, passage.notes)
        if outcome is ScanResult.ALREADY:
            return self._already(entry)
        if passage.why == "attention":
            return wording.attention(entry, passage.notes)
        return self._against(entry, passage.why, passage.code)

    def _nobody(self, passage: Passage) -> Result:
        begun = self.has_begun_walk_in()
        choices = (
            DeskChoice(_("A\N{EN DASH}Z"), "search", _("Search a name"), self.search),
            DeskChoice(_("Ins"), "user-plus", wording.walk_in(begun=begun), self.walk_in_wanted),
        )
        return wording.nobody(passage.code, passage.why, choices, begun=begun)

    def _already(self, entry: RosterEntry) -> Result:
        def return_() -> None:
            at = self.now()

            def record() -> Result:
                do = self._workspace.do_in_turn
                return self._result(do(use_cases.came_back, entry.uid, self._desk, at=at))

            self.follow(Deed(entry.name, record))

        choices = [
            DeskChoice("R", "door-enter", _("Came back"), return_),
            DeskChoice("B", "id-badge-2", _("Badge again"), lambda: self.badge_wanted(entry.uid)),
            DeskChoice("M", "user-question", _("Somebody else"), self.search),
        ]
        return wording.already(entry, self._right_now(), self._occasion.zone, choices)

    def _against(self, entry: RosterEntry, why: str, code: str = "") -> Result:
        def admit() -> None:
            self.follow(self._arrival(entry.uid, code, why))

        choices = [
            DeskChoice("W", "user-check", _("Admit anyway"), admit),
            DeskChoice("M", "user-question", _("Somebody else"), self.search),
        ]
        instead = next(
            (one for one in self._walk_ins.values() if one.instead_of == entry.uid), None
        )
        return wording.against(entry, why, choices, instead)

    def _entry(self, uid: Uid) -> RosterEntry:
        entry = self._people.get(uid)
        if entry is None:  # written a moment ago, and the news is still on its way
            ask = self._workspace.ask
            found = ask(rosters.entries, self._event, self.day, [uid], self._rows)
            if not found:
                raise UserError("record.unknown", kind=rosters.REGISTRATIONS, id=uid)
            entry = found[0]
        return entry

    def _other(self, count: DeskCount) -> str:
        arrived = self._arrived[count.letter]
        return wording.desk_line(count, arrived, self._occasion.zone, self.day)

    def _hit(self, entry: RosterEntry) -> Hit:
        state, status = "", Status.OK
        if entry.is_in and entry.since is not None:
            time = format_time(entry.since, self._occasion.zone)
            state = _("In since {time}").format(time=time)
        elif entry.is_away:
            state, status = words.choice_word("answer", entry.answer), Status.BLOCK
        return Hit(entry.uid, entry.name, entry.organisation, wording.feature(entry), state, status)

    def _alike(self, walk_in: TypedWalkIn) -> list[RosterEntry]:
        family, given = wording.parted(walk_in.name, self._occasion.order)
        if not walk_in.email and not (family and given):
            return []
        pairs = self._workspace.ask(events.alike, self._event, given, family, walk_in.email)
        uids = [pair.left or pair.right for pair in pairs]  # the typed one has no uid
        known = [self._people[uid] for uid in uids if uid in self._people]
        return [entry for entry in known if entry.uid != walk_in.instead_of]

    def _counted(self, count: int) -> str:
        if not count:
            return ""
        if count > _MOST:
            said = _("the first {shown} of {count}, type more")
            return said.format(shown=format_number(_MOST), count=format_number(count))
        said = ngettext("{count} person", "{count} people, choose one", count)
        return said.format(count=format_number(count))

    def _next_number(self) -> str:
        """Which number the next walk-in gets, and how many places this desk has left."""
        if not self._letter:
            return ""
        begins = f"{self._letter}-"
        mine = [
            entry
            for entry in self._walk_ins.values()
            if entry.badge_number.startswith(begins)
            and entry.badge_number.removeprefix(begins).isdecimal()
        ]
        given = [int(entry.badge_number.removeprefix(begins)) for entry in mine]
        number = f"{begins}{max(given, default=0) + 1:03}"
        said = _("Gets number {number}").format(number=number)
        if self._places is None:
            return said
        left = max(0, self._places - sum(entry.is_expected for entry in mine))
        return _("{number}, {left} of {places} walk-in places left").format(
            number=said, left=format_number(left), places=format_number(self._places)
        )

    def _load(self) -> None:
        ask = self._workspace.ask
        self._occasion = ask(rosters.occasion, self._event)
        self._fast = ask(desk_clocks.errors, self._event).get(self._desk, timedelta())
        self._loaded_for = self.day
        self._rows = ask(signed_lists.signed_rows, self._event, self.day)
        every = ask(rosters.entries, self._event, self.day, None, self._rows)
        self._people: dict[Uid, RosterEntry] = {}
        self._walk_ins: dict[Uid, RosterEntry] = {}
        self._expected, self._arrived = 0, Counter[str]()
        for entry in every:
            self._put(entry.uid, entry)
        mine = [one for one in ask(rosters.desks, self._event) if one.uid == self._desk]
        self._letter = mine[0].letter if mine else ""
        self._name = mine[0].name if mine else ""
        self._places = mine[0].walk_ins if mine else None
        counts = ask(events.counts, self._event, self.day)
        self._others = tuple(count for count in counts.desks if count.uid != self._desk)
        self._recent = self._ask_recent()

    def _put(self, uid: Uid, entry: RosterEntry | None) -> None:
        """Keep what is known of somebody now, and count them: ten thousand take too long."""
        before = self._people.pop(uid, None)
        self._walk_ins.pop(uid, None)
        for one, step in ((before, -1), (entry, 1)):
            if one is not None:
                self._expected += step * one.is_expected
                self._arrived[one.desk] += step * (one.since is not None)
        if entry is not None:
            self._people[uid] = entry
            if entry.is_walk_in:
                self._walk_ins[uid] = entry

    def _right_now(self) -> datetime:
        """The time, without the error of this laptop's clock; rows keep what the clock says."""
        return self.now() - self._fast

    def _ask_recent(self) -> tuple[Recent, ...]:
        seen = self._workspace.ask(rosters.last_seen, self._event, self._desk)
        return tuple(
            Recent(
                _outcome(one.what, one.reason),
                self._whose(one),
                format_time(one.at - self._fast, self._occasion.zone),
            )
            for one in seen
        )

    def _whose(self, last: LastAtDesk) -> str:
        entry = self._people.get(last.registration) if last.registration else None
        return entry.name if entry is not None else last.code


def _outcome(what: str, reason: str) -> ScanResult:
    if what == What.ARRIVAL:
        return ScanResult.IN
    if what == What.UNKNOWN:
        return ScanResult.UNKNOWN
    return ScanResult.ALREADY if reason == "again" else ScanResult.LOOK


def _nothing(_deed: Deed) -> None:
    return None


def _no_badge(_uid: Uid) -> None:
    return None


def _no_walk_in() -> bool:
    return False


def _nothing_at_all() -> None:
    return None
