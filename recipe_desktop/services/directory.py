"""What the partner directory needs to know: organisations, the project, and of when the data is."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.organisations import SizeClass
from recipe_desktop.services import organisations, records
from recipe_desktop.services.imprints import ProjectImprint, imprint
from recipe_desktop.services.organisations import Filter, OrganisationLine


@dataclass(frozen=True, slots=True)
class DirectoryLine:
    """One organisation, in codes."""

    name: str
    former_names: tuple[str, ...]
    organisation_type: str
    size: SizeClass | None
    postcode: str
    city: str
    country: str
    website: str
    vat_number: str
    ecosystems: tuple[str, ...]
    number: str


@dataclass(frozen=True, slots=True)
class Directory:
    """Everything a directory says, in codes.

    Args:
        lines: sorted by name, as this office's language sorts.
    """

    lines: tuple[DirectoryLine, ...]
    narrowed: Filter
    imprint: ProjectImprint


_ALL = Filter()


def directory(session: Session, narrowed: Filter = _ALL) -> Directory:
    """The directory of all organisations, or of those that a filter leaves."""
    uids = organisations.order(session, narrowed)
    former = _former_names(session)
    shown = {r.uid: r.fields for r in records.shown(session, organisations.KIND, uids)}
    lines = tuple(
        _line(line, shown[line.uid], former.get(line.uid, ()))
        for line in organisations.lines(session, uids)
    )
    return Directory(lines, narrowed, imprint(session))


def _line(
    line: OrganisationLine, fields: Mapping[str, Value], former: tuple[str, ...]
) -> DirectoryLine:
    text = {name: str(value or "") for name, value in fields.items()}
    return DirectoryLine(
        line.name,
        former,
        line.organisation_type,
        line.size,
        text["postcode"],
        line.city,
        line.country,
        text["website"],
        text["vat_number"],
        tuple(code.strip() for code in text["ecosystems"].split(";") if code.strip()),
        text["number"],
    )


def _former_names(session: Session) -> dict[Uid, tuple[str, ...]]:
    found: dict[Uid, tuple[str, ...]] = {}
    rows = session.connection().exec_driver_sql(
        "SELECT organisation_uid, name FROM organisation_name ORDER BY until_on, name, uid"
    )
    for uid, name in rows:
        found[uid] = (*found.get(uid, ()), name)
    return found
