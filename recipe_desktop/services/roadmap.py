"""The roadmap: taken in from a plan's file, calculated, and its texts in several languages."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from sqlalchemy.orm import Session

from recipe_desktop.domain.errors import CHANGED, UserError
from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.ids import Uid, named_uid
from recipe_desktop.domain.plan_codes import code_key, named_key
from recipe_desktop.domain.plan_files import PlanFile
from recipe_desktop.domain.schedule import EMPTY as NO_PLAN
from recipe_desktop.domain.schedule import Dates, Plan, PlanLink, PlanTask
from recipe_desktop.domain.work_done import WorkDone, added_up
from recipe_desktop.domain.workdays import DayException
from recipe_desktop.i18n import LANGUAGES, SOURCE
from recipe_desktop.progress import Checkpoint, Progress, unheard, unwatched
from recipe_desktop.services import field_values, plan_days, records
from recipe_desktop.services.here import PARTNERSHIP
from recipe_desktop.services.imprints import NO_PROJECT, ProjectImprint, imprint
from recipe_desktop.services.kinds import TRANSLATED, Kept, kind_of
from recipe_desktop.services.plan_imports import PlanAccount, TakeIn
from recipe_desktop.services.sql import insert, run
from recipe_desktop.store.journal import history as journal

_UNPLACED: Final = -1  # before the objectives that every programme begins with


@dataclass(frozen=True, slots=True)
class Entry:
    """A task or milestone in its place in the tree.

    Args:
        level: 0 at the top.
        owner: code of a member.
        country: whose calendar holds, with ``region``.
        own_day: the day that was entered: of a task its earliest start, of a milestone its due day.
        duration: working days as entered; 0 of a milestone.
        progress: per cent; of a task with parts what they come to.
        met: of a milestone, the day on which it was reached.
        waits_for: the entries before it: uid, type and lag.
        kept: its fields as they are stored, also where something else is shown.
    """

    uid: Uid
    kind: str
    level: int
    code: str
    name: str
    text: str
    owner: str
    country: str
    progress: int
    status: str
    dates: Dates
    waits_for: tuple[tuple[Uid, str, int], ...]
    region: str = ""
    parent: Uid | None = None
    action: Uid | None = None
    own_day: date | None = None
    duration: int = 0
    met: date | None = None
    position: int | None = None
    kept: Mapping[str, Value] = field(default_factory=dict, hash=False, repr=False)


@dataclass(frozen=True, slots=True)
class Named:
    """An objective, chapter or action: its code, name and text.

    Args:
        objective: of an action.
        owner: code of a member.
        kept: its fields as they are stored.
    """

    uid: Uid
    kind: str
    code: str
    name: str
    text: str = ""
    objective: Uid | None = None
    owner: str = ""
    kept: Mapping[str, Value] = field(default_factory=dict, hash=False, repr=False)


@dataclass(frozen=True, slots=True)
class TranslatedText:
    """A text of a field in another language."""

    field: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Roadmap:
    """Everything the roadmap says, in codes.

    Args:
        exceptions: days that are worked or free against the rules of their country.
        apart: circles of tasks that two offices made parts of each other; the first of each
            stands on its own here, see ``trees``.
        translations: record, field and language to text and whether its source has changed since.
        written_in: the language of records that somebody has named it of; see ``language_of``.
    """

    entries: tuple[Entry, ...]
    chapters: tuple[Named, ...]
    objectives: tuple[Named, ...]
    actions: tuple[Named, ...]
    plan: Plan
    names: Mapping[Uid, str]
    translations: Mapping[tuple[Uid, str, str], tuple[str, bool]]
    imprint: ProjectImprint
    exceptions: tuple[DayException, ...] = ()
    written_in: Mapping[Uid, str] = field(default_factory=dict)
    apart: tuple[tuple[Uid, ...], ...] = ()

    def language_of(self, uid: Uid) -> str:
        """The code of the language that the texts of a record count as written in."""
        return self.written_in.get(uid, SOURCE)

    @property
    def today(self) -> date:
        """The day on which it stands like this."""
        return self.imprint.today


EMPTY: Final = Roadmap((), (), (), (), NO_PLAN, {}, {}, NO_PROJECT)
"""Before anything was asked for."""


def roadmap(session: Session, longest: int = 0, step: Checkpoint = unwatched) -> Roadmap:
    """The roadmap with its calculated dates.

    Args:
        longest: working days; durations and lags beyond count as one day, so that a plan with a
            slip of the pen can still be seen and mended. 0 for no such limit.
        step: called for every task; may raise, to give up.

    Raises:
        UserError: plan.too_long.
    """
    members = plan_days.members(session)
    shown = [*records.listing(session, "tasks"), *records.listing(session, "milestones")]
    tasks = []
    for record in shown:
        step()
        tasks.append(plan_days.plan_task(record, members))
    tasks, apart = plan_days.as_tree(session, tasks)
    tasks, links = plan_days.bounded(tasks, plan_days.links(session), longest)
    free = plan_days.exceptions(session)
    plan = plan_days.calculated(tasks, links, free)
    by_uid = {task.uid: task for task in tasks}
    entries = []
    for entry in _entries(shown, by_uid, members, links, plan):
        step()
        entries.append(entry)
    return Roadmap(
        tuple(_summed(entries)),
        _named(session, "chapters", members),
        _named(session, "objectives", members),
        _named(session, "actions", members),
        plan,
        {task.uid: task.name for task in tasks},
        _translations(session),
        imprint(session),
        tuple(free),
        _written_in(session),
        apart,
    )


def take_in(session: Session, file: PlanFile, progress: Progress = unheard) -> PlanAccount:
    """Take over the tasks, milestones and links of a file; one undo takes all of it back.

    A later file of the same source writes only what it says otherwise than before.
    """
    return TakeIn(session, file).run(progress)


def look(session: Session, file: PlanFile) -> PlanAccount:
    """What taking a file in would do; nothing is written, so it goes on while another writes."""
    return TakeIn(session, file, only_looks=True).run()


def translate(
    session: Session, kind: str, uid: Uid, said: TranslatedText, *, seen: str | None = None
) -> None:
    """Say a text of a record in another language.

    Args:
        seen: what stood there for somebody who writes over that, and nothing else.

    Raises:
        UserError: record.unknown, field.unknown, translation.not_a_text,
            translation.unknown_language, translation.own_language, value.too_long, value.not_text,
            record.changed_meanwhile.
    """
    written = kind_of(kind)
    if kind not in TRANSLATED or written.field(said.field).kept not in (Kept.TEXT, Kept.LONG_TEXT):
        raise UserError("translation.not_a_text", field=said.field)
    _refuse_unknown(said.language)
    source = str(records.show(session, kind, uid).fields[said.field] or "")
    if said.text.strip() and said.language == _written_in(session).get(uid, SOURCE):
        raise UserError("translation.own_language", language=LANGUAGES[said.language])
    translation = named_uid("translation", uid, said.field, said.language)
    text = field_values.read(session, written.field(said.field), said.text)
    cells = {"text": text, "fingerprint": fingerprint(source)}
    stands = run(
        session, "SELECT text, fingerprint FROM translation WHERE uid = ?", translation
    ).first()
    if seen is not None and seen != (stands[0] if stands is not None else ""):
        raise UserError(CHANGED)
    if stands is None:
        of = {"record_uid": uid, "field": said.field, "language": said.language}
        insert(session, "translation", {"uid": translation, "scope": PARTNERSHIP, **of, **cells})
    elif tuple(stands) != tuple(cells.values()):
        # Both, even where one stays: else it could come to stand beside what another office wrote.
        journal.decide(session.connection(), PARTNERSHIP, "translation", translation, cells)


def say_language(session: Session, kind: str, uid: Uid, language: str) -> None:
    """Say in which language the texts of a record are written.

    Raises:
        UserError: record.unknown, translation.not_a_text, translation.unknown_language.
    """
    if kind not in TRANSLATED:
        raise UserError("translation.not_a_text", field=kind)
    _refuse_unknown(language)
    records.show(session, kind, uid)
    if _written_in(session).get(uid, SOURCE) == language:
        return
    row = named_uid("translation", uid)
    known = run(session, "UPDATE translation SET language = ? WHERE uid = ?", language, row)
    if not known.rowcount:
        cells = {"uid": row, "scope": PARTNERSHIP, "record_uid": uid, "language": language}
        insert(session, "translation", cells)


def fingerprint(text: str) -> str:
    """Tells whether a text is still the one that a translation was made from."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _refuse_unknown(language: str) -> None:
    if language not in LANGUAGES:
        raise UserError("translation.unknown_language", value=language, names=", ".join(LANGUAGES))


# --- Reading -------------------------------------------------------------------------------------


def _entries(
    shown: list[records.Shown],
    tasks: Mapping[Uid, PlanTask],
    members: Mapping[Uid, str],
    links: list[PlanLink],
    plan: Plan,
) -> Iterator[Entry]:
    """All tasks and milestones, each behind the one that it is a part of."""
    parts: dict[Uid | None, list[records.Shown]] = {}
    for record in shown:
        parent = tasks[record.uid].parent
        parts.setdefault(parent if parent in tasks else None, []).append(record)
    for below in parts.values():
        below.sort(key=place_in_plan)
    waits: dict[Uid, list[tuple[Uid, str, int]]] = {}
    for link in links:
        if link.before in tasks:
            waits.setdefault(link.after, []).append((link.before, link.type, link.lag))
    todo = [(top, 0) for top in reversed(parts.get(None, []))]
    while todo:
        record, level = todo.pop()
        fields = record.fields
        task = tasks[record.uid]
        action, met = fields["action"], fields.get("met_on")
        yield Entry(
            record.uid,
            record.kind,
            level,
            str(fields["code"] or ""),
            str(fields["name"] or ""),
            str(fields["text"] or ""),
            members.get(Uid(str(fields["owner"])), ""),
            task.country,
            _progress(record),
            str(fields.get("status") or ""),
            plan.dates[record.uid],
            tuple(waits.get(record.uid, ())),
            task.region,
            task.parent,
            Uid(str(action)) if action else None,
            task.not_before,
            task.duration,
            date.fromisoformat(str(met)) if met else None,
            fields["position"] if isinstance(fields["position"], int) else None,
            fields,
        )
        todo += [(part, level + 1) for part in reversed(parts.get(record.uid, []))]


def _summed(entries: list[Entry]) -> list[Entry]:
    """Give what has parts the progress of its parts."""
    places = {entry.uid: place for place, entry in enumerate(entries)}
    sums = added_up(
        [places.get(entry.parent, -1) if entry.parent else -1 for entry in entries],
        (
            WorkDone() if entry.dates.is_summary else WorkDone.of(entry.duration, entry.progress)
            for entry in entries
        ),
    )
    return [
        replace(entry, progress=work.percent) if entry.dates.is_summary else entry
        for entry, work in zip(entries, sums, strict=True)
    ]


def _progress(record: records.Shown) -> int:
    if record.kind == "milestones":
        return 100 if record.fields["met_on"] else 0
    return min(100, max(0, int(record.fields["progress"] or 0)))


def place_in_plan(record: records.Shown) -> tuple[Any, ...]:
    """Where somebody put it; else behind what has a place, in the order of the codes."""
    position = record.fields["position"]
    return position is None, position or 0, code_key(str(record.fields["code"] or "")), record.uid


def _place(record: records.Shown) -> tuple[Any, ...]:
    fields = record.fields
    position = fields["position"]
    named = named_key(str(fields["code"] or ""), str(fields["name"] or ""))
    return position if isinstance(position, int) else _UNPLACED, named


def _named(session: Session, kind: str, members: Mapping[Uid, str]) -> tuple[Named, ...]:
    """In the order that somebody gave them, otherwise in that of their codes."""
    found = []
    known = records.listing(session, kind)  # sorted, so that equal codes stay in one order
    known.sort(key=_place)
    for record in known:
        fields = record.fields
        objective = fields.get("objective")
        found.append(
            Named(
                record.uid,
                kind,
                str(fields["code"] or ""),
                str(fields["name"] or ""),
                str(fields.get("text") or ""),
                Uid(str(objective)) if objective else None,
                members.get(Uid(str(fields.get("owner"))), ""),
                fields,
            )
        )
    return tuple(found)


def _written_in(session: Session) -> dict[Uid, str]:
    rows = run(
        session, "SELECT uid, record_uid, language FROM translation WHERE field = '' ORDER BY uid"
    )
    return {
        Uid(record): language
        for uid, record, language in rows
        if record and language and uid == named_uid("translation", record)
    }


def _translations(session: Session) -> dict[tuple[Uid, str, str], tuple[str, bool]]:
    """Every translation, and whether it is older than its source."""
    rows = list(
        session.connection().exec_driver_sql(
            "SELECT uid, record_uid, field, language, text, fingerprint FROM translation "
            "WHERE field <> '' AND text <> '' ORDER BY uid"
        )
    )
    sources: dict[tuple[Uid, str], str] = {}
    wanted = list({Uid(row[1]) for row in rows})
    for kind in TRANSLATED if wanted else ():
        for record in records.shown(session, kind, wanted):
            for name in ("name", "text"):
                text = str(record.fields.get(name) or "")
                sources[record.uid, name] = fingerprint(text)
    apart = _written_apart(session)
    return {
        (Uid(of), name, language): (text, sources.get((Uid(of), name)) != apart.get(uid, made_from))
        for uid, of, name, language, text, made_from in rows
    }


def _written_apart(session: Session) -> dict[Uid, str]:
    """What the shown one of texts that were written apart was made from.

    An earlier program could leave what another office's text was made from beside it.
    """
    rows = run(
        session,
        "SELECT row, heads FROM conflict "
        "WHERE tbl = 'translation' AND \"class\" = 'field' AND column_name = 'text'",
    ).all()
    found = {}
    for row, heads in rows:
        device, seq, *_ = json.loads(heads)[0]
        [(_, written)] = journal.before_and_after(
            session.connection(), PARTNERSHIP, "translation", row, [(device, seq)]
        )
        found[row] = str(written["fingerprint"])
    return found
