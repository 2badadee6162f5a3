"""The lines of a stored plan, written and read a piece at a time: a list may have 200,000."""

from collections.abc import Iterable, Iterator
from itertools import count

from sqlalchemy.orm import Session

from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.import_plans import PlanLine, line_from, line_text

_PIECE = 1_000_000  # letters of lines that are written and read at once


def keep(session: Session, plan: Uid, lines: Iterable[PlanLine]) -> None:
    """Store the lines of a plan."""
    connection = session.connection()
    for number, piece in enumerate(_cut(map(line_text, lines))):
        connection.exec_driver_sql(
            "INSERT INTO import_plan_piece (plan, number, lines) VALUES (?,?,?)",
            (plan, number, piece),
        )


def kept(session: Session, plan: Uid) -> Iterator[PlanLine]:
    """The lines of a stored plan as they are drawn; others may write between two of them."""
    connection = session.connection()
    for number in count():
        piece = connection.exec_driver_sql(
            "SELECT lines FROM import_plan_piece WHERE plan = ? AND number = ?", (plan, number)
        ).scalar()
        if piece is None:
            return
        yield from map(line_from, piece.split("\n"))


def forget(session: Session, plan: Uid) -> None:
    """Let go of the lines of a plan."""
    session.connection().exec_driver_sql("DELETE FROM import_plan_piece WHERE plan = ?", (plan,))


def _cut(texts: Iterable[str]) -> Iterator[str]:
    """Texts without line ends, as many of them together as make a piece."""
    piece: list[str] = []
    length = 0
    for one in texts:
        piece.append(one)
        length += len(one)
        if length >= _PIECE:
            yield "\n".join(piece)
            piece, length = [], 0
    if piece:
        yield "\n".join(piece)
