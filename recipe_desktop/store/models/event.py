"""Events: what is planned for everybody to see, who comes, and what happened at the desks."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from recipe_desktop.domain.ids import Uid
from recipe_desktop.store.base import Local, Record, Text


class Event(Record):
    """A networking day, twinning or learning event.

    The event and its agenda are the partnership's; its people stay in the scope ``event:<uid>``,
    which belongs to the organiser's laptops and to those that opened one of its desk packs.
    """

    __tablename__ = "event"

    number: Mapped[Text] = mapped_column(info={"merge": "min"})
    created_at: Mapped[datetime | None] = mapped_column(info={"merge": "min"})
    name: Mapped[Text]
    event_type: Mapped[Text]
    organiser_uid: Mapped[Uid | None] = mapped_column(ForeignKey("member.uid"), index=True)
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    place: Mapped[Text]
    address: Mapped[Text]
    city: Mapped[Text]
    country: Mapped[Text]
    time_zone: Mapped[Text]  # of the place, such as Europe/Budapest
    language: Mapped[Text]
    capacity: Mapped[int | None]
    text: Mapped[Text]
    website: Mapped[Text]
    privacy_notice: Mapped[Text]  # what people are shown before they give their data
    cancelled_on: Mapped[date | None]


class EventDay(Record):
    """One day of an event, with its own signed list.

    Its place and capacity are those of the event where nobody says otherwise.
    """

    __tablename__ = "event_day"

    event_uid: Mapped[Uid] = mapped_column(ForeignKey("event.uid"), index=True, server_default="")
    day_on: Mapped[date | None]
    name: Mapped[Text]
    starts_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    place: Mapped[Text]
    capacity: Mapped[int | None]


class AgendaItem(Record):
    """What takes place at an event: who speaks, where, when, and for how many."""

    __tablename__ = "agenda_item"

    event_uid: Mapped[Uid] = mapped_column(ForeignKey("event.uid"), index=True, server_default="")
    position: Mapped[int | None]
    name: Mapped[Text]
    text: Mapped[Text]
    speakers: Mapped[Text]  # with a semicolon between
    place: Mapped[Text]
    capacity: Mapped[int | None]
    starts_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    language: Mapped[Text]


class Desk(Record):
    """A place where people arrive; its range of surnames breaks the signed list into sheets."""

    __tablename__ = "desk"

    event_uid: Mapped[Uid] = mapped_column(index=True, server_default="")
    letter: Mapped[Text]
    name: Mapped[Text]
    surnames_from: Mapped[Text]
    surnames_until: Mapped[Text]
    walk_ins: Mapped[int | None]  # its share of the places that are left
    packed_at: Mapped[datetime | None]
    packed_people: Mapped[int | None]
    ended_at: Mapped[datetime | None]


class Registration(Record):
    """One person's place at one event, with what they said when they registered.

    Kept when the person stays away: a no-show is evidence, too. Whether they came is worked out
    from the check-ins. ``organisation_uid`` points into a wider scope, so it is no reference of
    the database.
    """

    __tablename__ = "registration"

    event_uid: Mapped[Uid] = mapped_column(index=True, server_default="")
    created_at: Mapped[datetime | None] = mapped_column(info={"merge": "min"})
    code: Mapped[Text] = mapped_column(index=True, info={"merge": "min"})  # on the badge
    badge_number: Mapped[Text] = mapped_column(info={"merge": "min"})  # 0417, of a walk-in C-017
    title: Mapped[Text]
    given_name: Mapped[Text]
    family_name: Mapped[Text]
    organisation_name: Mapped[Text]
    organisation_uid: Mapped[Uid | None] = mapped_column(index=True)
    affiliation: Mapped[Text]  # partner, associated or external: funders count them apart
    position: Mapped[Text]
    country: Mapped[Text]
    language: Mapped[Text]
    email: Mapped[Text] = mapped_column(info={"compare": "email"})
    phone: Mapped[Text]
    answer: Mapped[Text]  # yes, maybe, no, cancelled; empty is yes
    days: Mapped[Text]  # numbers of the days they come, with a semicolon between; empty is all
    ticket_type: Mapped[Text]
    ticket_code: Mapped[Text] = mapped_column(index=True)  # of the shop that sold it
    order_number: Mapped[Text]
    registered_at: Mapped[datetime | None]
    source: Mapped[Text]  # typed, imported or desk
    desk_uid: Mapped[Uid | None]  # that registered a walk-in
    instead_of_uid: Mapped[Uid | None]  # the registration of a person who stayed away
    diet: Mapped[Text]
    meeting_wishes: Mapped[Text]
    attention: Mapped[Text]  # shown in large letters when they arrive
    photo_consent: Mapped[Text]  # yes or no; empty when not asked
    mailing_consent: Mapped[Text]
    notice_shown: Mapped[Text]  # fingerprint of the privacy notice they were shown
    notice_shown_at: Mapped[datetime | None]
    notes: Mapped[Text]


class CheckIn(Record):
    """Something that happened at a desk: an arrival, an exit, an undo, a printed badge.

    Only ever added, never changed, so that desks that work apart cannot contradict each other;
    who is in is worked out from all of them. An undo names the one row that it takes back. A code
    that nobody knew is kept as it was read, without a registration.
    """

    __tablename__ = "check_in"

    event_uid: Mapped[Uid] = mapped_column(index=True, server_default="")
    registration_uid: Mapped[Uid] = mapped_column(index=True, server_default="")
    desk_uid: Mapped[Uid] = mapped_column(server_default="")
    what: Mapped[Text]
    at: Mapped[datetime | None]
    day_on: Mapped[date | None]
    agenda_item_uid: Mapped[Uid | None]  # of a session's own list; empty is the day's
    undoes_uid: Mapped[Uid | None] = mapped_column(index=True)
    code: Mapped[Text]  # as it was read
    operator: Mapped[Text]
    reason: Mapped[Text]


class PrintedSheet(Record):
    """A page of a day's signed list as it was printed: who stands in which row.

    Only ever added. The paper lies on the table whatever is changed afterwards, so who stands on
    it keeps the row, and who came onto the list later gets a further sheet.
    """

    __tablename__ = "printed_sheet"

    event_uid: Mapped[Uid] = mapped_column(index=True, server_default="")
    day_on: Mapped[date | None]
    number: Mapped[int | None]
    desk_uid: Mapped[Uid | None]
    letter: Mapped[Text]  # of the desk, as the paper says
    people: Mapped[Text]  # registrations row by row, a semicolon between; nothing is an empty row
    printed_at: Mapped[datetime | None]


class EventKey(Record):
    """The keys that everybody holds who may see an event's people, and nobody else.

    They lie in the event's scope and nowhere wider. A laptop that opened a pack has its card
    signed by them, so that the organiser and the other desks know it without having met it, and
    whatever belongs to the event is encrypted to them, too.
    """

    __tablename__ = "event_key"

    event_uid: Mapped[Uid] = mapped_column(index=True, server_default="")
    signing_seed: Mapped[Text]
    age_identity: Mapped[Text]
    ended_at: Mapped[datetime | None] = mapped_column(info={"merge": "min"})  # its holder is lost


class DeskHere(Local):
    """The one row of a store that came out of a desk pack: whose desk it is."""

    __tablename__ = "desk_here"

    desk_uid: Mapped[Uid] = mapped_column(primary_key=True)
    event_uid: Mapped[Uid]


class DeskSeal(Record):
    """What a desk said it had written when it was closed, to be compared with what came back."""

    __tablename__ = "desk_seal"

    event_uid: Mapped[Uid] = mapped_column(index=True, server_default="")
    desk_uid: Mapped[Uid] = mapped_column(index=True, server_default="")
    device_uid: Mapped[Uid] = mapped_column(server_default="")
    sealed_at: Mapped[datetime | None]
    check_ins: Mapped[int | None]
    walk_ins: Mapped[int | None]
    code: Mapped[Text]
    operator: Mapped[Text]


class DeskOpening(Record):
    """That a laptop opened a pack; one pack on two laptops is two desks with one letter."""

    __tablename__ = "desk_opening"

    event_uid: Mapped[Uid] = mapped_column(index=True, server_default="")
    desk_uid: Mapped[Uid] = mapped_column(index=True, server_default="")
    device_uid: Mapped[Uid] = mapped_column(server_default="")
    device: Mapped[Text]
    opened_at: Mapped[datetime | None]
    pack_made_at: Mapped[datetime | None]  # by the organiser's clock
    clock_seconds: Mapped[int | None]  # by which the laptop's clock is fast, as the operator said
