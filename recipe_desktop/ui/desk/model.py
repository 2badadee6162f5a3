"""What the desk's screen shows, in words, and what it asks for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from recipe_desktop.domain.ids import Uid
from recipe_desktop.ui.look.tokens import DeskTones, Status, Tone


class ScanResult(StrEnum):
    """What comes of a scan, or of a name that was chosen."""

    IN = "in"
    ALREADY = "already"
    LOOK = "look"
    UNKNOWN = "unknown"

    def tone(self, tones: DeskTones) -> Tone:
        """Its colours."""
        return {
            ScanResult.IN: tones.arrived,
            ScanResult.ALREADY: tones.already,
            ScanResult.LOOK: tones.look,
            ScanResult.UNKNOWN: tones.unknown,
        }[self]


SYMBOLS = {
    ScanResult.IN: "check",
    ScanResult.ALREADY: "repeat",
    ScanResult.LOOK: "alert-triangle",
    ScanResult.UNKNOWN: "user-question",
}


@dataclass(frozen=True, slots=True)
class PersonNote:
    """Something to know about who has arrived."""

    symbol: str
    words: str


@dataclass(frozen=True, slots=True)
class DeskChoice:
    """Something that can be done about a result; its key stands in the button.

    Args:
        key: as on the keyboard, such as ``W`` or ``Enter``.
    """

    key: str
    symbol: str
    words: str
    run: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Result:
    """What fills the screen after a scan.

    Args:
        word: such as "Welcome".
        name: in the largest letters; the code where nobody is known by it.
        second: organisation, or the reason.
    """

    outcome: ScanResult
    word: str
    name: str
    second: str = ""
    chips: Sequence[PersonNote] = ()
    choices: Sequence[DeskChoice] = ()
    uid: Uid | None = None


@dataclass(frozen=True, slots=True)
class Recent:
    """One of the last at this desk."""

    outcome: ScanResult
    name: str
    time: str


@dataclass(frozen=True, slots=True)
class Hit:
    """Somebody whose name fits what is typed.

    Args:
        feature: a second thing to tell people of one name apart.
        state: why there is nothing to check in, such as "In since 14:52"; empty if there is.
    """

    uid: Uid
    name: str
    organisation: str = ""
    feature: str = ""
    state: str = ""
    status: Status = Status.OK

    @property
    def is_open(self) -> bool:
        """Whether the person can be checked in."""
        return not self.state


@dataclass(frozen=True, slots=True)
class Hits:
    """Who fits what is typed.

    Args:
        said: how many there are, in words.
        warning: of equal names.
    """

    lines: Sequence[Hit] = ()
    said: str = ""
    warning: str = ""


@dataclass(frozen=True, slots=True)
class DayStanding:
    """How the day stands.

    Args:
        occasion: day and place.
        share: of those expected who have arrived, 0 to 1.
        desk: of this laptop, and who sits at it.
        others: one line for each other desk, with the time of its last file.
    """

    event: str
    occasion: str
    arrived: str
    share: float
    desk: str
    others: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class TypedWalkIn:
    """Somebody who is not on the list, as typed.

    Args:
        instead_of: the person on the list in whose place they come.
    """

    name: str
    organisation: str = ""
    email: str = ""
    notice_shown: bool = False
    photo_consent: bool = False
    code: str = ""
    instead_of: Uid | None = None


@dataclass(frozen=True, slots=True)
class Hint:
    """What is known about a walk-in while it is typed.

    Args:
        namesakes: who may be the same person; one is chosen instead of a walk-in.
        organisation: what is known of the organisation.
    """

    namesakes: tuple[Hit, ...] = ()
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class WalkInWords:
    """What the walk-in form says besides its labels."""

    notice: str = ""
    foot: str = ""
    organisations: Sequence[str] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Deed:
    """Something to be recorded of a moment; it is repeated where another program writes just then.

    Args:
        said: whose it is: a name, or the code that was read.
        run: records it, and says what came of it; of a moment that was, however late it runs.
        refused: called where it is refused after it had to wait, and its fields were taken away.
    """

    said: str
    run: Callable[[], Result]
    refused: Callable[[], None] = lambda: None


class DeskWork(Protocol):
    """What the screen asks for; it decides nothing itself."""

    def standing(self) -> DayStanding:
        """How the day stands."""

    def time(self) -> str:
        """What the clock says at the place of the event."""

    def recent(self) -> Sequence[Recent]:
        """The last at this desk, newest first."""

    def scan(self, code: str) -> Deed:
        """What is to be done about a code that was read now."""

    def check_in(self, uid: Uid, code: str = "") -> Deed:
        """Somebody was chosen by name; the code was read before, but nobody known by it."""

    def find(self, text: str) -> Hits:
        """Who fits a few letters."""

    def hint(self, walk_in: TypedWalkIn) -> Hint:
        """What is known about a walk-in."""

    def walk_in_words(self) -> WalkInWords:
        """What the form for walk-ins says."""

    def walk_in(self, walk_in: TypedWalkIn) -> Deed:
        """Somebody who is not on the list is to be added and checked in."""

    def last_arrival(self) -> str:
        """Whose arrival ``undo`` would take back now; an empty text where there is none."""

    def undo(self) -> str:
        """Take the last arrival of this desk back; whose it was, or an empty text."""
