"""Writing an event with its days and agenda to a file for calendars."""

import re
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from recipe_desktop.domain.ids import Uid
from recipe_desktop.formats import icalendar
from recipe_desktop.i18n import _, format_number, ngettext
from recipe_desktop.services import calendars, words_events
from recipe_desktop.services.calendars import Calendar
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.background.jobs import Progress
from recipe_desktop.ui.files import choosing
from recipe_desktop.ui.surroundings import Surroundings
from recipe_desktop.ui.told.line import ToldLine


def choose_file(
    given: Surroundings, window: QWidget | None, told: ToldLine, event: Uid, name: str
) -> QFileDialog:
    """Ask where the entries of an event shall go.

    Args:
        name: of the event, which the file is called after.
    """
    proposed = "-".join(re.findall(r"\w+", name))
    file = (proposed[:40] or _("event")) + icalendar.SUFFIX
    kinds = _("Calendars") + f" (*{icalendar.SUFFIX})"
    then = partial(write, given, told, event)
    return choosing.save_file(window, _("Save for calendars"), file, kinds, then)


def write(given: Surroundings, told: ToldLine, event: Uid, path: Path) -> None:
    """Write the entries of an event beside the window's work."""
    job = given.jobs.start(partial(_write, given.workspace, event, path))
    job.succeeded.connect(lambda calendar: told.tell(partial(_said, calendar, path.name)))


def _said(calendar: Calendar, name: str) -> str:
    count = len(calendar.entries)
    said = ngettext("{n} entry written to {file}", "{n} entries written to {file}", count)
    written = said.format(n=format_number(count), file=name)
    if not calendar.left_out:
        return written
    left_out = words_events.without_a_time(calendar.left_out)
    return _("{written}; not in it: {parts}").format(written=written, parts=left_out)


def _write(workspace: Workspace, event: Uid, path: Path, _progress: Progress) -> Calendar:
    calendar = workspace.ask(calendars.of_event, event)
    icalendar.write_calendar(path, calendar.entries)
    return calendar
