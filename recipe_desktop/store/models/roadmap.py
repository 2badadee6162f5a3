"""The joint roadmap: chapters of the strategy, actions, tasks, milestones, and what waits for what."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from recipe_desktop.domain.ids import Uid
from recipe_desktop.store.base import Record, Text


class Chapter(Record):
    """A part of the common strategy, as text."""

    __tablename__ = "chapter"

    project_uid: Mapped[Uid | None] = mapped_column(ForeignKey("project.uid"), index=True)
    position: Mapped[int | None]
    code: Mapped[Text]
    name: Mapped[Text]
    text: Mapped[Text]


class Action(Record):
    """What is done for an objective; its tasks carry the dates."""

    __tablename__ = "action"

    objective_uid: Mapped[Uid | None] = mapped_column(ForeignKey("objective.uid"), index=True)
    position: Mapped[int | None]
    code: Mapped[Text]
    name: Mapped[Text]
    text: Mapped[Text]
    owner_uid: Mapped[Uid | None] = mapped_column(ForeignKey("member.uid"), index=True)


class Task(Record):
    """A piece of work; calculated dates are never stored.

    Its calendar is that of ``country`` and ``region``, without one that of the owner. A task
    with parts spans them; its own duration then does not count.
    """

    __tablename__ = "task"

    parent_uid: Mapped[Uid | None] = mapped_column(ForeignKey("task.uid"), index=True)
    action_uid: Mapped[Uid | None] = mapped_column(ForeignKey("action.uid"), index=True)
    position: Mapped[int | None]
    code: Mapped[Text]
    name: Mapped[Text]
    text: Mapped[Text]
    owner_uid: Mapped[Uid | None] = mapped_column(ForeignKey("member.uid"), index=True)
    country: Mapped[Text]
    region: Mapped[Text]
    starts_on: Mapped[date | None]
    duration_days: Mapped[int | None]  # working days
    progress: Mapped[int | None]  # per cent
    status: Mapped[Text]


class Milestone(Record):
    """A day on which something must have been reached."""

    __tablename__ = "milestone"

    parent_uid: Mapped[Uid | None] = mapped_column(ForeignKey("task.uid"), index=True)
    action_uid: Mapped[Uid | None] = mapped_column(ForeignKey("action.uid"), index=True)
    position: Mapped[int | None]
    code: Mapped[Text]
    name: Mapped[Text]
    text: Mapped[Text]
    owner_uid: Mapped[Uid | None] = mapped_column(ForeignKey("member.uid"), index=True)
    due_on: Mapped[date | None]
    met_on: Mapped[date | None]


class TaskLink(Record):
    """That a task or milestone waits for another one."""

    __tablename__ = "task_link"

    before_uid: Mapped[Uid | None] = mapped_column(index=True)
    after_uid: Mapped[Uid | None] = mapped_column(index=True)
    link_type: Mapped[Text]  # FS when empty; SS, FF and SF are kept but not calculated
    lag_days: Mapped[int | None]  # working days


class CalendarDay(Record):
    """A day that is worked or free against the rules of a country's calendar."""

    __tablename__ = "calendar_day"

    country: Mapped[Text]
    region: Mapped[Text]
    day_on: Mapped[date | None]
    is_working: Mapped[int | None]  # 1 or 0
    name: Mapped[Text]
    source: Mapped[Text]
    certainty: Mapped[Text]
    note: Mapped[Text]


class Translation(Record):
    """A text of a record in another language, and the fingerprint of the text it was made from.

    A row without a field says in which language the record itself is written; without one that is
    the language of the project, English.
    """

    __tablename__ = "translation"

    record_uid: Mapped[Uid | None] = mapped_column(index=True)
    field: Mapped[Text]
    language: Mapped[Text]
    text: Mapped[Text]
    fingerprint: Mapped[Text] = mapped_column(info={"with": "text"})
