"""What of each organisation bears on its being the same as another."""

import json
from collections.abc import Collection, Iterator

from sqlalchemy.orm import Session

from recipe_desktop.domain.doubles import Traits
from recipe_desktop.domain.ids import Uid


def organisation_traits(session: Session, uids: Collection[Uid] | None = None) -> Iterator[Traits]:
    """The traits of organisations, oldest first; ``ref`` is the uid.

    Args:
        uids: only of these; None for all.
    """
    connection = session.connection()
    former: dict[str, list[str]] = {}
    where = ""
    values: tuple[str, ...] = ()
    if uids is not None:
        where = "WHERE {} IN (SELECT value FROM json_each(?)) "
        values = (json.dumps(sorted(uids)),)
    for uid, name in connection.exec_driver_sql(
        "SELECT organisation_uid, name FROM organisation_name "
        f"{where.format('organisation_uid')}ORDER BY uid",
        values,
    ):
        former.setdefault(uid, []).append(name)
    rows = connection.exec_driver_sql(
        "SELECT uid, name, country, postcode, city, vat_number, registration_number, website "
        f"FROM organisation {where.format('uid')}ORDER BY uid",
        values,
    )
    for uid, name, country, postcode, city, vat_number, registration_number, website in rows:
        yield Traits(
            *(uid, name, country, postcode, city, vat_number, registration_number, website),
            former_names=tuple(former.get(uid, ())),
        )
