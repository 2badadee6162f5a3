"""Who belongs to a scope: asked when something is sent, and again when it is taken in."""

from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import Uid
from recipe_desktop.store.journal import founding, log
from recipe_desktop.sync.bundle import Part, read_segments
from recipe_desktop.sync.cards import LaptopCard
from recipe_desktop.sync.container import Container
from recipe_desktop.sync.event_keys import held_keys
from recipe_desktop.sync.keys import Keys


class Belonging:
    """Which device belongs to which scope, read once for many questions."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._members: dict[str, frozenset[str]] = {}

    def __call__(self, card: LaptopCard, scope: str) -> bool:
        """Whether a device belongs to a scope, by its card and by what is known of the scope."""
        if card.scope or not scope.startswith((founding.SHARE, founding.EVENT)):
            return scope in card.scopes
        if scope not in self._members:
            is_share = scope.startswith(founding.SHARE)
            known = founding.members_of if is_share else founding.organisers_of
            self._members[scope] = known(self._connection, scope)
        return card.member in self._members[scope]

    def readers(self, cards: Mapping[Uid, LaptopCard], scope: str) -> list[LaptopCard]:
        """The devices, and the keys of an event, that everything in a scope is encrypted to."""
        shared = {key.uid: key.reader for key in held_keys(self._connection, scope)}
        everybody = {**cards, **(shared if scope.startswith(founding.EVENT) else {})}
        return [card for _, card in sorted(everybody.items()) if self(card, scope)]

    def scopes_of(self, card: LaptopCard) -> frozenset[str]:
        """The scopes that this store knows of and that a device belongs to."""
        known = {*card.scopes, *log.scopes(self._connection)}
        return frozenset(scope for scope in known if self(card, scope))


def members_said(
    scope: str, cards: Mapping[Uid, LaptopCard], written: Iterable[tuple[str, Iterable[str]]]
) -> frozenset[str]:
    """The members of a share that is new here, as one of them wrote; none if nobody known did.

    Args:
        cards: those who are believed.
        written: author and transactions of each piece that came.
    """
    for author, lines in written:
        card = cards.get(Uid(author))
        said = founding.members_said(scope, lines) if card is not None else frozenset()
        if card is not None and card.member in said:
            return said
    return frozenset()


def _is_settled_event(
    connection: Connection, part: Part, keys: Keys, cards: Mapping[Uid, LaptopCard]
) -> bool:
    """An event's people come only from its organiser and its desks; first the event must be here."""
    scope = part.manifest.scope
    if not founding.organisers_of(connection, scope):
        return False
    belongs = Belonging(connection)
    for author in (Uid(part.manifest.sender), keys.replica, *part.authors):
        if author in cards and not belongs(cards[author], scope):
            raise UserError(
                "bundle.not_allowed", device=cards[author].device, scope="event", file=""
            )
    return True


def is_settled(
    connection: Connection,
    container: Container,
    part: Part,
    keys: Keys,
    cards: Mapping[Uid, LaptopCard],
) -> bool:
    """Whether it is known who belongs to the scope of a part; until then all of it is held.

    Raises:
        UserError: bundle.not_allowed: somebody who does not belong to a share wrote or sent it.
    """
    scope = part.manifest.scope
    if scope.startswith(founding.EVENT):
        return _is_settled_event(connection, part, keys, cards)
    if not scope.startswith(founding.SHARE):
        return True
    members = founding.members_of(connection, scope)
    authors = [Uid(part.manifest.sender), keys.replica]
    with closing(read_segments(container, part, keys)) as segments:
        for segment in segments:
            authors.append(Uid(segment.device))
            members = members or members_said(scope, cards, [(segment.device, segment.lines)])
    if not members:
        return False
    for author in authors:  # whoever has no card is held, or was this laptop before a restore
        if author in cards and cards[author].member not in members:
            file = Path(container.file.name).name
            raise UserError(
                "bundle.not_allowed", device=cards[author].device, scope="share", file=file
            )
    return True
