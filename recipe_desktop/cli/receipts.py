"""What receiving came to, in lines for a terminal."""

from recipe_desktop.i18n import _, ngettext
from recipe_desktop.services import words
from recipe_desktop.sync import receiving
from recipe_desktop.sync.bundle import SUFFIX


def receipt_lines(got: receiving.Receipt, *, dry_run: bool) -> list[str]:
    """What came, what was put aside, and what waits."""
    n = got.operations
    changes = (
        ngettext("{n} change would be taken in", "{n} changes would be taken in", n)
        if dry_run
        else ngettext("{n} change taken in", "{n} changes taken in", n)
    )
    lines = [changes.format(n=n)]
    told = (
        *(got.operations, got.contents, got.waiting, got.forked),
        *(got.refused, got.foreign, got.empty, got.revoked),
    )
    vacant = [
        _("{folder} holds no files that end in {suffix}.").format(folder=name, suffix=SUFFIX)
        for name in got.vacant
    ]
    if not any(told):
        nothing = (
            _("Nothing was taken in.")
            if got.forks
            else _("Nothing new: what these files bring is here already.")
        )
        return [*(vacant or [nothing]), *waiting_lines(got.held, got.unadmitted, got.forks)]
    if got.refused and not got.brings_anything:
        lines = [_("Nothing was taken in.") if not dry_run else _("Nothing would be taken in.")]
    elif got.waiting and not got.operations:
        came = ngettext("{n} change came and waits", "{n} changes came and wait", got.waiting)
        lines = [came.format(n=got.waiting)]
    if got.senders:
        lines[0] += " (" + ", ".join(got.senders) + ")"
    if got.revoked:
        lines.append(_("reported as lost: {names}").format(names=", ".join(got.revoked)))
    counted = (
        (got.contents, _("documents: {n}")),
        (got.conflicts, _("conflicts to decide: {n}")),
        (got.forked, _("changes put aside: {n}")),
        (got.foreign, _("files that are for others: {n}")),
        (got.empty, _("files that are empty, so perhaps still on their way: {n}")),
        (len(got.refused), _("files refused: {n}")),
    )
    lines += [text.format(n=count) for count, text in counted if count]
    return [*lines, *vacant, *waiting_lines(got.held, got.unadmitted, got.forks)]


def waiting_lines(held: int, unadmitted: int, forks: int) -> list[str]:
    """What waits, by what it waits for, and what was put aside."""
    lines = [". ".join((*words.forked(forks), ""))] if forks else []
    if held > unadmitted:
        lines.append(_("waiting for an earlier file: {n}").format(n=held - unadmitted))
    if unadmitted:
        said = ngettext(
            "{n} change waits for the card of a laptop that is not admitted here; ask for it",
            "{n} changes wait for the card of a laptop that is not admitted here; ask for it",
            unadmitted,
        )
        lines.append(said.format(n=unadmitted))
    return lines
