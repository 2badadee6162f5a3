"""The lines of a stored plan, written and read a piece at a time: a list may have 200,000."""

from collections.abc import Iterable, Iterator

from sqlalchemy.orm import Session

from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.import_plans import PlanLine, line_from, line_text
from recipe_desktop.store import pieces


def keep(session: Session, plan: Uid, lines: Iterable[PlanLine]) -> None:
    """Store the lines of a plan."""
    connection = session.connection()

    def write(number: int, piece: str) -> None:
        connection.exec_driver_sql(
            "INSERT INTO import_plan_piece (plan, number, lines) VALUES (?,?,?)",
            (plan, number, piece),
        )

    for _line in pieces.passing(map(line_text, lines), write):
        pass


def kept(session: Session, plan: Uid) -> Iterator[PlanLine]:
    """The lines of a stored plan as they are drawn; others may write between two of them."""
    connection = session.connection()

    def read(number: int) -> str | None:
        return connection.exec_driver_sql(
            "SELECT lines FROM import_plan_piece WHERE plan = ? AND number = ?", (plan, number)
        ).scalar()

    return map(line_from, pieces.drawn(read))


def forget(session: Session, plan: Uid) -> None:
    """Let go of the lines of a plan."""
    session.connection().exec_driver_sql("DELETE FROM import_plan_piece WHERE plan = ?", (plan,))
