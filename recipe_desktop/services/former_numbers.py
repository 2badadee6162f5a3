"""Human numbers that a record bore until it was known that another laptop had given it a lower one.

Two laptops that import one list number it apart; one number stands in the end, and the other may
have been printed, mailed or noted by then, so that it goes on leading to the record. The log knows.
"""

import json
import re
from typing import Final

from sqlalchemy.orm import Session

from recipe_desktop.domain.ids import Uid
from recipe_desktop.services.sql import run
from recipe_desktop.store import schema

_NUMBER: Final = re.compile(r"[A-Z]{2}-[A-Z]{3}-[0-9]+")


def bearers(session: Session, table: str, text: str) -> list[Uid]:
    """The present records that once bore a number; none where a text is no whole number.

    It reads the whole log, and is for what was not found otherwise.
    """
    number = text.strip().upper()
    if "number" not in schema.columns(table) or not _NUMBER.fullmatch(number):
        return []
    rows = run(
        session,
        "SELECT DISTINCT row FROM op WHERE tbl = ? AND instr(body, ?) "
        f"AND row IN (SELECT uid FROM {table}) ORDER BY row",
        *(table, f'"number":{json.dumps(number)}'),
    )
    return [Uid(row) for (row,) in rows]
