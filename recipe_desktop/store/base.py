"""What all tables share: identity, scope, column types, and how each of them is kept."""

from datetime import UTC, date, datetime
from typing import Annotated, Any, ClassVar

from sqlalchemy import Dialect, Integer, MetaData, String, TypeDecorator
from sqlalchemy import Text as SqlText
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from typing_extensions import override

from recipe_desktop.domain.ids import Uid, new_uid

SYNCHRONISED = "synchronised"
DERIVED = "derived"
LOCAL = "local"

KEEPING = "keeping"
"""Where a table says in its ``info`` how it is kept. That holds for its columns, too; one that is
kept otherwise says so in its own."""


def instant_text(moment: datetime) -> str:
    """A moment as tables keep it: UTC, to the millisecond.

    Raises:
        ValueError: when it has no time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


class Instant(TypeDecorator[datetime]):
    """A moment in UTC, kept as ISO text that sorts; refuses one without a time zone."""

    impl = String
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        return None if value is None else instant_text(value)

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class Day(TypeDecorator[date]):
    """A calendar day, kept as ISO text."""

    impl = String
    cache_ok = True

    @override
    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        return None if value is None else value.isoformat()

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        return None if value is None else date.fromisoformat(value)


Text = Annotated[str, mapped_column(SqlText, server_default="", default="")]
"""Never NULL: half a row can arrive before the other half, so an unwritten text is empty."""

Flag = Annotated[bool, mapped_column(Integer, server_default="0", default=0)]
"""Yes or no, kept as 1 or 0."""


class Base(DeclarativeBase):
    """Every mapped table; subclasses of the three bases below say how a table is kept."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: Instant,
        date: Day,
        str: SqlText,
        Uid: String(32),
    }


class Record(Base):
    """A row that travels between laptops.

    No UNIQUE, no enforced reference, no CHECK over columns: two offices working apart may both
    be right, and no constraint may decide a merge. A NOT NULL column has a server default, since
    that constant is what a register without operations holds.
    """

    __abstract__ = True
    __table_args__: Any = {"info": {KEEPING: SYNCHRONISED}}  # noqa: RUF012 - this is how SQLAlchemy reads it

    uid: Mapped[Uid] = mapped_column(primary_key=True, default=new_uid)
    scope: Mapped[str] = mapped_column(SqlText, server_default="")


class Local(Base):
    """A row of this laptop alone."""

    __abstract__ = True
    __table_args__: Any = {"info": {KEEPING: LOCAL}}  # noqa: RUF012 - this is how SQLAlchemy reads it


class Derived(Base):
    """A row worked out from others, which may be thrown away and built anew."""

    __abstract__ = True
    __table_args__: Any = {"info": {KEEPING: DERIVED}}  # noqa: RUF012 - this is how SQLAlchemy reads it
