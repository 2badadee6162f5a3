"""Making this laptop a desk: a pack, its passphrase, who sits here, and whether the clock is right."""

import platform
import re
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.domain.clock import now
from recipe_desktop.domain.time_zones import day_at
from recipe_desktop.i18n import (
    _,
    format_day,
    format_instant,
    format_long_weekday,
    format_number,
    format_time,
    ngettext,
)
from recipe_desktop.paths import STORE_SUFFIX
from recipe_desktop.services import stores
from recipe_desktop.services.desk_clocks import TOLERATED
from recipe_desktop.sync import packs
from recipe_desktop.ui.background.jobs import Jobs, Progress
from recipe_desktop.ui.cards import Symbol
from recipe_desktop.ui.cards.lines import Remark
from recipe_desktop.ui.cards.news import News
from recipe_desktop.ui.desk.wording import desk_name
from recipe_desktop.ui.dialogs.dialog import ProgressPlace
from recipe_desktop.ui.dialogs.sheet import Sheet, foot_of, head_of
from recipe_desktop.ui.files import choosing
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.look.tokens import STATUS_ICONS, Status
from recipe_desktop.ui.view import Label

_WIDE: Final = 38.0
_TIME_UNITS: Final = 5.0
_OLD: Final = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is asked for: where the pack is, what opens it, and whose store comes out."""

    source: Path
    secret: str
    target: Path
    device: str
    person: str


class OpenPack(Sheet):
    """Asks for the passphrase of a pack, makes the desk's store, and says that it is ready.

    ``opened`` tells the store when the person at the desk has seen what is in it.
    """

    opened = Signal(object)

    def __init__(self, look: Look, window: QWidget | None, jobs: Jobs, source: Path) -> None:
        super().__init__(look, window, wide=_WIDE)
        self._jobs, self._source = jobs, source
        self.made: packs.OpenedPack | None = None
        self._shown_time = _to_the_minute()
        self.title = Label(look, _("Open a desk pack"), face="lead", wrap=True)
        self.file = Label(look, source.name, ink="text2")
        self.secret, self.person, self.device, self.place_of = (QLineEdit() for _field in range(4))
        self.choose = Button(look, _("Choose"))
        self.progress = ProgressPlace(look)
        self.clock = QLineEdit()
        self.cancel = Button(look, _("Cancel"))
        self.confirm = Button(look, _("Open the pack"), primary=True)
        self._fields, self._ready = QWidget(), QVBoxLayout()
        self.news = News(look)
        self.device.setText(platform.node() or _("Desk laptop"))
        self.place_of.setText(str(_free(source.with_suffix(STORE_SUFFIX))))
        self._lay_out()
        self.setWindowTitle(self.title.words)
        self.setAccessibleName(self.title.words)
        self._show_possible()

        for field in (self.secret, self.person, self.device, self.place_of):
            field.textChanged.connect(self._show_possible)
            field.returnPressed.connect(self._take)
        self.news.changed.connect(self.place)
        self.choose.clicked.connect(self._choose_place)
        self.cancel.clicked.connect(self.reject)
        self.confirm.clicked.connect(self._take)

    @override
    def first_focus(self) -> QWidget:
        return self.secret if self.made is None else self.confirm

    def _take(self) -> None:
        if not self.confirm.isEnabled():
            return
        if self.made is None:
            self._begin()
        else:
            self._start()

    def _begin(self) -> None:
        wanted = _Wanted(
            self._source,
            self.secret.text(),
            Path(self.place_of.text().strip()).expanduser(),
            self.device.text().strip(),
            self.person.text().strip(),
        )
        self.confirm.setEnabled(False)
        self.confirm.setToolTip(_("The pack is being opened"))
        self.news.clear()
        job = self._jobs.start(partial(_open_pack, wanted), writes=True)
        self.progress.follow(job)
        self.finished.connect(job.cancel)  # a store that is still being made is not made then
        job.succeeded.connect(self._show_ready)
        job.cancelled.connect(self._show_possible)
        job.on_failure(self._refused)

    def _refused(self, error: BaseException) -> None:
        self._show_possible()
        refused = self.news.refuse(error)
        field = self.place_of if refused.code.startswith("store.") else self.secret
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.selectAll()

    def _show_possible(self) -> None:
        why = ""
        if self.made is not None:
            no_time = self.fast_seconds is None
            why = _("Please write a time, such as 09:30") if no_time else ""
        elif not self.secret.text().strip():
            why = _("It needs the passphrase that the organiser told you")
        elif not self.person.text().strip():
            why = _("It needs your name: it stands beside every arrival")
        elif not self.device.text().strip():
            why = _("It needs a name for this laptop")
        elif not self.place_of.text().strip():
            why = _("It needs a place for the store")
        self.confirm.setEnabled(not why)
        self.confirm.setToolTip(why)

    # -- what came of it --------------------------------------------------------------------

    def _show_ready(self, made: packs.OpenedPack) -> None:
        self.made = made
        self._fields.hide()
        self.file.hide()
        people = ngettext("{count} person", "{count} people", made.people)
        self.title.setText(
            _("{desk} is ready").format(desk=desk_name(made.letter, "") or _("The desk"))
        )
        said = _("{event}, {people}").format(
            event=made.event_name, people=people.format(count=format_number(made.people))
        )
        self._ready.addWidget(Label(self.look, said, face="strong", wrap=True))
        for line in self._remarks(made):
            self._ready.addWidget(line)
        self._ready.addSpacing(self.look.px(0.5))
        self._ready.addLayout(self._clock_row(made.zone))
        self.setAccessibleName(self.title.words)
        self.cancel.hide()
        self.confirm.setText(_("Start"))
        self.confirm.setEnabled(True)
        self.confirm.setToolTip("")
        self.confirm.setFocus(Qt.FocusReason.OtherFocusReason)
        self.place()

    def _remarks(self, made: packs.OpenedPack) -> list[Remark]:
        """How old the pack is, and whether it is for today."""
        present = now()
        said = _("The pack is of {time}").format(time=format_instant(made.made_at, made.zone))
        is_old = present - made.made_at > _OLD
        is_early = made.made_at - present > TOLERATED
        if is_early:
            said = _("{pack}, which is yet to come by this clock").format(pack=said)
        if is_old:
            why = _("who registered since is not in it, unless there is a newer one")
            said = f"{said}: {why}"
        lines = [self._remark(said, good=not (is_old or is_early))]
        day = day_at(present, made.zone)
        first, last = made.first_day, made.last_day or made.first_day
        if first is None or last is None:
            return lines
        is_today = first <= day <= last
        said = _("The event is on {day}, and this laptop thinks it is {today}").format(
            day=format_day(first), today=format_day(day)
        )
        return [*lines, self._remark(_("The event is today") if is_today else said, good=is_today)]

    def _remark(self, said: str, *, good: bool) -> Remark:
        status = Status.OK if good else Status.LOOK
        return Remark(self.look, STATUS_ICONS[status], said, status=status, ink="text")

    def _clock_row(self, zone: tzinfo | None) -> QVBoxLayout:
        """Ask for the right time as the wall of the hall shows it, which the desk will show too.

        Args:
            zone: of the place of the event.
        """
        look, here = self.look, _to_the_minute(zone)
        said = _("The clock of this laptop says {time} on {day}. Is that right?")
        if here.utcoffset() != _to_the_minute().utcoffset():
            said = _("By this laptop it is {time} on {day} where the event is. Is that right?")
        said = said.format(time=format_time(here, zone), day=format_long_weekday(here.date()))
        self.clock.setText(f"{here:%H:%M}")
        self.clock.setFixedWidth(look.px(_TIME_UNITS))
        self.clock.textChanged.connect(self._show_possible)
        self.clock.returnPressed.connect(self._take)
        self.clock.setAccessibleName(_("The right time"))
        label = Label(look, _("The right &time"), ink="text2")
        label.setBuddy(self.clock)
        row = QHBoxLayout()
        row.setSpacing(look.px(0.6))
        row.addWidget(label)
        row.addWidget(self.clock)
        row.addStretch()
        both = QVBoxLayout()
        both.setSpacing(look.px(0.4))
        both.addWidget(Label(look, said, wrap=True))
        both.addLayout(row)
        self._shown_time = here
        return both

    @property
    def fast_seconds(self) -> int | None:
        """By how much the clock is fast, as the person at the desk says; None for no time at all."""
        said = re.fullmatch(r"\s*(\d{1,2})[:.h](\d{2})\s*", self.clock.text())
        if said is None or int(said[1]) > 23 or int(said[2]) > 59:
            return None
        right = self._shown_time.replace(hour=int(said[1]), minute=int(said[2]))
        apart = int((self._shown_time - right).total_seconds())
        half_a_day = 12 * 3600  # past midnight the nearer day is meant
        return (apart + half_a_day) % (2 * half_a_day) - half_a_day

    def _start(self) -> None:
        made, seconds = self.made, self.fast_seconds
        if made is None or seconds is None:
            return
        self.confirm.setEnabled(False)
        if not seconds:
            self._go(made.store)
            return
        job = self._jobs.start(partial(_keep_clock, made.store, seconds), writes=True)
        job.succeeded.connect(self._go)

    def _go(self, store: Path) -> None:
        self.accept()
        self.opened.emit(store)

    # -- places -----------------------------------------------------------------------------

    def _choose_place(self) -> None:
        choosing.save_file(
            self.window(),
            _("Where shall the store of the desk be?"),
            Path(self.place_of.text()).name,
            _("Stores") + f" (*{STORE_SUFFIX})",
            lambda path: self.place_of.setText(str(path)),
        )

    def _lay_out(self) -> None:
        look = self.look
        grid = QGridLayout(self._fields)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.px(0.75))
        grid.setVerticalSpacing(look.px(0.5))
        for place, (word, field) in enumerate(
            (
                (_("&Passphrase"), self.secret),
                (_("Your &name"), self.person),
                (_("Name of the &laptop"), self.device),
                (_("&Store"), self.place_of),
            )
        ):
            label = Label(look, word, ink="text2")
            label.setBuddy(field)
            field.setAccessibleName(word.replace("&", ""))
            grid.addWidget(label, place, 0)
            grid.addWidget(field, place, 1, 1, 1 if field is self.place_of else 2)
        grid.addWidget(self.choose, 3, 2)
        grid.setColumnStretch(1, 1)
        self.secret.setFont(look.fonts.strong.font)
        tile = Symbol(look, "device-laptop", status=Status.NOTE, tile=2.75, size=22 / 16)
        layout = QVBoxLayout(self.panel)
        edge = look.px(1.5)
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.setSpacing(look.px(1))
        layout.addLayout(head_of(look, tile, self.title, self.file, self._ready))
        layout.addWidget(self._fields)
        layout.addWidget(self.news)
        layout.addWidget(self.progress)
        layout.addLayout(foot_of(look, self.cancel, self.confirm))


def _open_pack(wanted: _Wanted, progress: Progress) -> packs.OpenedPack:
    owner = wanted.device, wanted.person
    return packs.open_pack(
        wanted.source, wanted.secret, wanted.target, owner, step=lambda: progress.step(0, 0)
    )


def _keep_clock(store: Path, seconds: int, _progress: Progress) -> Path:
    workspace = stores.open_store(store)
    try:
        workspace.do(packs.keep_clock, seconds)
    finally:
        workspace.close()
    return store


def _to_the_minute(zone: tzinfo | None = None) -> datetime:
    return now().astimezone(zone).replace(second=0, microsecond=0)


def _free(path: Path) -> Path:
    """A name that no file has yet: a pack may be opened a second time."""
    number = 2
    free = path
    while free.exists():
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1
    return free
