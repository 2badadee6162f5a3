"""A laptop that was lost: asked about, told to the others in a file of its own, and who has heard."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from recipe_desktop.domain.ids import Uid
from recipe_desktop.i18n import _, format_list
from recipe_desktop.services import words
from recipe_desktop.sync import revoking, sending
from recipe_desktop.sync.bundle import NOTICE
from recipe_desktop.sync.keys import Keys
from recipe_desktop.sync.knowledge import Peer
from recipe_desktop.sync.lost import Lost
from recipe_desktop.ui.cards.lines import Remark
from recipe_desktop.ui.cards.news import Told
from recipe_desktop.ui.dialogs.dialog import Statement, confirm
from recipe_desktop.ui.files import choosing
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.look.tokens import Status
from recipe_desktop.ui.near_days import short_day
from recipe_desktop.ui.surroundings import Surroundings


class Loss(QObject):
    """Reports a laptop as lost after asking; ``reported`` hands over what became of it."""

    reported = Signal(object)

    def __init__(self, given: Surroundings, parent: QObject) -> None:
        super().__init__(parent)
        self._given = given

    def button(self, peer: Peer) -> Button:
        """The button beside a laptop."""
        made = Button(self._given.look, _("Report as lost"), small=True, bare=True)
        made.setAccessibleName(_("Report {device} as lost").format(device=peer.name))
        made.clicked.connect(partial(self.ask, peer))
        return made

    def ask(self, peer: Peer) -> None:
        """Ask before it is done, since the laptop can only be set up anew after that."""
        here = self._given.workspace.here
        member = words.member_name(peer.member)
        is_ours = here.is_steward and here.member == peer.member
        said = Statement(
            _("Report {device} of {member} as lost").format(device=peer.name, member=member),
            _(
                "Nothing is encrypted for it any more, and nothing is taken from it that nobody has yet. What it wrote before stays."
            )
            if is_ours
            else _(
                "Its own office decides: a steward of {member} is asked to revoke it. Until then it is trusted."
            ).format(member=member),
            _("If it is found again, it is set up anew and admitted like a new one.")
            if is_ours
            else _("Call them as well."),
            status=Status.BLOCK,
            symbol="device-laptop",
        )
        dialog = confirm(
            self._given.look,
            self._given.window(),
            said,
            _("Report as lost"),
            lambda _reason: self.report(peer.uid),
        )
        dialog.buttons[0].setFocus()  # Enter alone must not report anybody

    def report(self, device: Uid) -> None:
        """Report a laptop; once more where this laptop may revoke it by now."""
        workspace = self._given.workspace
        keys = Keys(workspace.state)
        said = workspace.do(revoking.revoke, keys, device)
        self._given.overviews.refresh()
        self.reported.emit(said)
        if workspace.ask(sending.has_readers, keys):
            self.save_notice(said.name)

    def save_notice(self, name: str) -> None:
        """Ask where the notice for the others shall be saved."""
        file = f"{name}{NOTICE}".replace(" ", "-").replace("/", "-")
        kinds = _("Notices") + f" (*{NOTICE})"
        choosing.save_file(self._given.window(), _("Save the notice"), file, kinds, self._write)

    def _write(self, path: Path) -> None:
        sending.notify(self._given.workspace, path)


def beside(line: QWidget, button: Button) -> QWidget:
    """A laptop's line with a button at its end."""
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(line, 1)
    layout.addWidget(button)
    return row


def reported(said: Lost) -> Told:
    """What is said when a laptop was reported."""
    done = (
        _("{device} is revoked.").format(device=said.name)
        if said.is_revoked
        else _("The stewards of {member} are asked to revoke {device}.").format(
            member=words.member_name(said.member), device=said.name
        )
    )
    return Told(done, _("Send the notice to everybody by mail now; it travels with changes, too."))


def remark(look: Look, said: Lost) -> Remark:
    """Since when a laptop is lost, and who has heard of it."""
    day = short_day(said.since.astimezone().date())
    first = (
        _("{device}: reported as lost by {by}, {day}.")
        if said.is_revoked
        else _("{device}: {by} asks its stewards to revoke it, {day}.")
    )
    parts = [first.format(device=said.name, by=said.by, day=day)]
    if said.heard:
        parts.append(_("Heard by {names}.").format(names=format_list(said.heard)))
    if said.waiting:
        parts.append(_("Not heard yet by {names}.").format(names=format_list(said.waiting)))
    return Remark(look, "alert-triangle", " ".join(parts), status=Status.LOOK)
