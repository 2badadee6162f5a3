"""Who belongs to a scope: asked when something is sent, and again when it is taken in."""

from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import Uid
from recipe_desktop.store.journal import founding, log
from recipe_desktop.sync.bundle import Part, read_segments
from recipe_desktop.sync.cards import Card
from recipe_desktop.sync.container import Container
from recipe_desktop.sync.keys import Keys


class Belonging:
    """Which device belongs to which scope, read once for many questions."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._shares: dict[str, frozenset[str]] = {}

    def __call__(self, card: Card, scope: str) -> bool:
        """Whether a device belongs to a scope, by its card and by what is known of the scope."""
        if not scope.startswith(founding.SHARE):
            return scope in card.scopes
        if scope not in self._shares:
            self._shares[scope] = founding.members_of(self._connection, scope)
        return card.member in self._shares[scope]

    def readers(self, cards: Mapping[Uid, Card], scope: str) -> list[Card]:
        """The devices that everything in a scope is encrypted to, in a fixed order."""
        return [card for _, card in sorted(cards.items()) if self(card, scope)]

    def scopes_of(self, card: Card) -> frozenset[str]:
        """The scopes that this store knows of and that a device belongs to."""
        known = {*card.scopes, *log.scopes(self._connection)}
        return frozenset(scope for scope in known if self(card, scope))


def members_said(
    scope: str, cards: Mapping[Uid, Card], written: Iterable[tuple[str, Iterable[str]]]
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


def is_settled(
    connection: Connection, container: Container, part: Part, keys: Keys, cards: Mapping[Uid, Card]
) -> bool:
    """Whether it is known who belongs to the scope of a part; until then all of it is held.

    Raises:
        UserError: bundle.not_allowed: somebody who does not belong to a share wrote or sent it.
    """
    scope = part.manifest.scope
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
