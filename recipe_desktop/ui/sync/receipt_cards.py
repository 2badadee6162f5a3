"""What files bring, as cards: who wrote them, what they will do, and the question whether to."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from recipe_desktop.i18n import _, format_number, ngettext
from recipe_desktop.services import words
from recipe_desktop.sync import bundle
from recipe_desktop.sync.receiving import Receipt, Refused
from recipe_desktop.sync.rehearsal import FieldChange, NewSuggestion, Rehearsal
from recipe_desktop.ui.cards import Banner, Card, CardHead, Disc, FindingLine, Line, Symbol
from recipe_desktop.ui.cards.initials import initials, series
from recipe_desktop.ui.cards.lines import Remark, clear
from recipe_desktop.ui.dialogs.dialog import ProgressPlace
from recipe_desktop.ui.look.buttons import Button, OnePress
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.look.tokens import Status
from recipe_desktop.ui.sync.incoming_lines import ChangeLine, PartLine
from recipe_desktop.ui.sync.waiting import waiting
from recipe_desktop.ui.sync.wording import suggested_word
from recipe_desktop.ui.view import Label

_MOST_CHANGES: Final = 200
_SYMBOLS: Final = {
    "organisations": "building",
    "people": "users",
    "memberships": "rosette-discount-check",
    "former-names": "history",
}


class OriginCard(Card):
    """Who wrote the files, and what shows that it was them."""

    def show_receipt(self, receipt: Receipt, name: str) -> None:
        """Show what came.

        Args:
            count: of the files that were looked at.
            name: of the offices whose laptops wrote them; empty where none is known.
        """
        look, body = self._look, self.body
        clear(body)
        row = QHBoxLayout()
        row.setSpacing(look.px(1))
        if name:
            row.addWidget(Disc(look, initials(name), series(initials(name)), size=2.5))
        else:
            sign, status = _sign_of(receipt)
            row.addWidget(Symbol(look, sign, status=status, tile=2.5, size=22 / 16))
        texts = QVBoxLayout()
        texts.setSpacing(look.px(0.15))
        texts.addWidget(Label(look, _title(receipt, name), face="lead"))
        read = ngettext("{count} file looked at", "{count} files looked at", receipt.files)
        parts = [read.format(count=format_number(receipt.files))]
        if receipt.foreign:
            foreign = ngettext("{count} is for others", "{count} are for others", receipt.foreign)
            parts.append(foreign.format(count=format_number(receipt.foreign)))
        if receipt.empty:
            empty = ngettext("{count} is still empty", "{count} are still empty", receipt.empty)
            parts.append(empty.format(count=format_number(receipt.empty)))
        texts.addWidget(Label(look, ", ".join(parts), ink="text2"))
        if receipt.operations:
            texts.addSpacing(look.px(0.4))
            texts.addLayout(self._proofs())
        row.addLayout(texts, 1)
        body.addLayout(row)

    def _proofs(self) -> QHBoxLayout:
        look = self._look
        row = QHBoxLayout()
        row.setSpacing(look.px(1.5))
        for symbol, said in (
            ("rosette-discount-check", _("Signature is right")),
            ("lock", _("Encrypted to you")),
        ):
            line = Remark(look, symbol, said, status=Status.OK, ink="text")
            line.words.setWordWrap(False)
            line.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            row.addWidget(line)
        row.addStretch()
        return row


class EffectsCard(Card):
    """What will come of the files, or what came of them: by kind, and field by field."""

    def show_rehearsal(self, found: Rehearsal, receipt: Receipt, *, done: bool) -> None:
        """Show what taking in comes to, or came to.

        Args:
            receipt: of the rehearsal, or of what was done after it.
        """
        look, body = self._look, self.body
        clear(body)
        as_shown = not done or receipt.touched == found.receipt.touched
        parts, changes = (found.parts, found.changes) if as_shown else ((), ())
        aside = "" if done else _("nothing is written yet")
        title = _("What it did") if done else _("What it will do")
        body.addWidget(CardHead(look, title, Label(look, aside, face="second", ink="text2")))
        body.addWidget(Line(look))
        inner = QVBoxLayout()
        inner.setSpacing(0)
        body.addLayout(inner)
        if parts:
            inner.addWidget(PartLine(look, _("Part")))
        for part in parts:
            name = words.kind_name(part.kind, 2)
            symbol = _SYMBOLS.get(part.kind, "database")
            counts = (part.new, part.changed, part.removed, part.conflicts)
            inner.addWidget(PartLine(look, name[:1].upper() + name[1:], symbol, counts))
        self._show_changes(inner, changes)
        for new in found.suggestions:
            body.addWidget(_suggestion(look, new))
        for refused in receipt.refused:
            if inner.count():
                body.addSpacing(look.px(0.4))
            body.addWidget(_refusal(look, refused))
        for name in receipt.revoked:
            said = _("{device} is reported as lost; nothing more is taken from it")
            body.addWidget(FindingLine(look, Status.LOOK, said.format(device=name)))
        for name in receipt.admitted:
            said = _("{device} is admitted, a steward of its office vouches for it").format(
                device=name
            )
            body.addWidget(FindingLine(look, Status.OK, said))
        told = parts or found.suggestions or receipt.refused or receipt.admitted or receipt.revoked
        if not (told or receipt.waiting or receipt.forks):
            body.addWidget(Label(look, _quiet(receipt), ink="text2", wrap=True))
        for waits in waiting(receipt.held, receipt.unadmitted, receipt.forks):
            body.addWidget(FindingLine(look, waits.status, waits.said, waits.advice))
        body.addStretch()

    def _show_changes(self, body: QVBoxLayout, changes: Sequence[FieldChange]) -> None:
        if not changes:
            return
        look = self._look
        body.addSpacing(look.px(0.9))
        body.addWidget(Label(look, _("Changed, one by one"), face="strong"))
        body.addSpacing(look.px(0.3))
        body.addWidget(Line(look))
        for change in changes[:_MOST_CHANGES]:
            body.addWidget(ChangeLine(look, change))
        rest = len(changes) - _MOST_CHANGES
        if rest > 0:
            more = ngettext("and {count} more", "and {count} more", rest)
            body.addSpacing(look.px(0.4))
            said = more.format(count=format_number(rest))
            body.addWidget(Label(look, said, face="second", ink="text2"))


class QuestionCard(Card):
    """Whether to take the files in, with the buttons that answer it."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.ask = Label(look, face="lead")
        self.what = Label(look, ink="text2", wrap=True)
        self.take = OnePress(look, symbol="download", primary=True)
        self.later = Button(look)
        self.progress = ProgressPlace(look)
        self.remark = Remark(look, "git-fork", status=Status.CONFLICT, ink="text")
        for button in (self.take, self.later):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.body.addWidget(self.ask)
        self.body.addWidget(self.what)
        self.body.addSpacing(look.px(0.75))
        for part in (self.take, self.later, self.progress, self.remark):
            self.body.addWidget(part)

    def show_receipt(self, receipt: Receipt, *, done: bool, busy: bool, anew: bool) -> None:
        """Ask what shall become of the files, or say what became of them.

        Args:
            anew: they were to be taken in, but would do something else by then than was shown.
        """
        conflicts = ngettext(
            "{count} conflict waits in the inbox. Both values are kept until somebody decides.",
            "{count} conflicts wait in the inbox. All values are kept until somebody decides.",
            receipt.conflicts,
        ).format(count=format_number(receipt.conflicts))
        self.remark.setVisible(bool(receipt.conflicts))
        self.remark.words.setText(conflicts)
        is_open = receipt.brings_anything and not done
        self.later.setVisible(is_open)
        self.later.setEnabled(not busy)
        self.take.setEnabled(not busy)
        asked, what, answer = _became(receipt) if done else _question(receipt, anew=anew)
        self.ask.setText(asked)
        self.what.setText(what)
        self.take.setText(answer)
        self.take.symbol = "download" if is_open else "check"
        self.take.update()


def _became(receipt: Receipt) -> tuple[str, str, str]:
    """What became of the files, where it is to be seen, and how one goes on."""
    if not receipt.brings_anything:
        return _("Nothing was taken in"), _why_nothing(receipt), _("Close")
    if receipt.only_waits:
        return _("Kept here"), _waiting_words(), _("Done")
    if receipt.only_forked:
        return _("Put aside"), _aside_words(), _("Done")
    what = _("Every view shows it now, and it stands in the history.")
    return _("Taken in"), what, _("Done")


def _question(receipt: Receipt, *, anew: bool) -> tuple[str, str, str]:
    """Whether to take the files in, what that means, and the answer on the button."""
    if not receipt.brings_anything:
        asked = _("Nothing was taken in") if anew else _("Nothing to take in")
        return asked, _why_nothing(receipt), _("Close")
    if receipt.only_waits:
        asked, what, answer = _("Keep it here?"), _waiting_words(), _("Keep it")
    elif receipt.only_forked:
        asked, what, answer = _("Put it aside?"), _aside_words(), _("Put it aside")
    else:
        asked, answer = _("Take it in?"), _take_words(receipt)
        what = _(
            "Each file comes in whole or not at all. What you wrote yourself is never overwritten unseen."
        )
    if anew:
        asked = _("Changed since you looked")
        what = _("Nothing was taken in. This is what the files bring now.")
    return asked, what, answer


def _waiting_words() -> str:
    return _("It is shown once what it waits for is here; nobody has to send it again.")


def _aside_words() -> str:
    return _(
        "These changes contradict what came from the same laptop before, so they are not shown. "
        "They are kept here, and nothing is lost."
    )


def _why_nothing(receipt: Receipt) -> str:
    if receipt.refused:
        return _("Nothing has changed on this laptop.")
    if receipt.vacant:
        return _("Choose another folder, or wait until a file is there.")
    if _only_foreign(receipt):
        return _("Nothing has changed on this laptop, which may read nothing in them.")
    return _("These files bring nothing that is not here.")


def _take_words(receipt: Receipt) -> str:
    changes, documents = receipt.operations, receipt.contents
    if changes:
        said = ngettext("Take in {count} change", "Take in {count} changes", changes)
        return said.format(count=format_number(changes))
    if documents:
        said = ngettext("Take in {count} document", "Take in {count} documents", documents)
        return said.format(count=format_number(documents))
    return _("Take it in")  # a laptop that is vouched for


def _only_foreign(receipt: Receipt) -> bool:
    """Whether no file holds anything that this laptop may read."""
    return 0 < receipt.files == receipt.foreign


def _title(receipt: Receipt, name: str) -> str:
    """What the files bring, and who sent it."""
    if came := _came(receipt):
        count, said = came
        return said.format(count=format_number(count), name=name)
    if receipt.refused:
        return ngettext(
            "{count} file cannot be taken in",
            "{count} files cannot be taken in",
            len(receipt.refused),
        ).format(count=format_number(len(receipt.refused)))
    if receipt.vacant:
        return _("No files of changes")
    only_foreign = _only_foreign(receipt)
    return _("Nothing for this laptop") if only_foreign else _("Nothing new in these files")


def _came(receipt: Receipt) -> tuple[int, str] | None:
    """What counts most of what came, how often, and how it is said; None where nothing came."""
    if n := receipt.operations:
        return n, ngettext("{count} change from {name}", "{count} changes from {name}", n)
    if n := receipt.contents:
        return n, ngettext("{count} document from {name}", "{count} documents from {name}", n)
    if n := receipt.waiting:
        return n, ngettext(
            "{count} change from {name}, which waits", "{count} changes from {name}, which wait", n
        )
    if n := receipt.forked:
        return n, ngettext(
            "{count} change from {name}, which contradicts earlier ones",
            "{count} changes from {name}, which contradict earlier ones",
            n,
        )
    return None


def _sign_of(receipt: Receipt) -> tuple[str, Status]:
    """What stands in place of a sender, where no change has one."""
    if receipt.refused:
        return "file-alert", Status.BLOCK
    return "file-check", Status.NEUTRAL


def _quiet(receipt: Receipt) -> str:
    """What is said where no record is new, changed or removed."""
    if receipt.vacant:
        said = _("{folder} holds no files that end in {suffix}.")
        return " ".join(said.format(folder=name, suffix=bundle.SUFFIX) for name in receipt.vacant)
    if receipt.contents:
        return _("It brings documents that are known here by name only.")
    if receipt.operations:
        return _(
            "What comes stands behind the records, such as a decision that holds here already."
        )
    if _only_foreign(receipt):
        return _(
            "These files are for laptops of others. If this one was meant, ask the sender to admit "
            "its card and to send again."
        )
    if receipt.foreign:
        return _("What is for this laptop in these files is here already.")
    return _("Everything in these files is here already.")


def _suggestion(look: Look, new: NewSuggestion) -> QWidget:
    about = new.about
    what = ", ".join(filter(None, [about.name, words.field_label(about.kind, about.field)]))
    said = _("{member} suggests for {what}: {value}").format(
        member=words.member_name(new.said.member),
        what=what,
        value=suggested_word(about, new.said),
    )
    return FindingLine(look, Status.NOTE, said, _("It is shown with the conflict, to be decided."))


def _refusal(look: Look, refused: Refused) -> QWidget:
    return Banner(look, Status.BLOCK, *words.sentence_and_advice(refused.error))
