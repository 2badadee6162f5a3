"""What of each organisation bears on its being the same as another."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from recipe_desktop.domain.doubles import Traits


def organisation_traits(session: Session) -> Iterator[Traits]:
    """The traits of all organisations, oldest first; ``ref`` is the uid."""
    connection = session.connection()
    former: dict[str, list[str]] = {}
    for uid, name in connection.exec_driver_sql(
        "SELECT organisation_uid, name FROM organisation_name ORDER BY uid"
    ):
        former.setdefault(uid, []).append(name)
    rows = connection.exec_driver_sql(
        "SELECT uid, name, country, postcode, city, vat_number, registration_number, website "
        "FROM organisation ORDER BY uid"
    )
    for uid, name, country, postcode, city, vat_number, registration_number, website in rows:
        yield Traits(
            *(uid, name, country, postcode, city, vat_number, registration_number, website),
            former_names=tuple(former.get(uid, ())),
        )
