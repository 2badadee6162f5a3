"""The command ``demo``: plays the story, writes what there is to look at, and says where."""

import json
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from pathlib import Path

from recipe_desktop.cli.command import Answer, Call, Command
from recipe_desktop.demo import display, stage
from recipe_desktop.demo.story import NEXT, STORE, Act, Story
from recipe_desktop.i18n import _

Pictures = Callable[[Path, Path, Path], list[Path]]
"""Draws the parts of the window on a store into a folder, one of them with changes that came in
a file; returns what it drew."""

_NAMED = 6

Window = Callable[[Path], int]
"""Shows the window on a store until it is closed; returns the exit code."""


def command(pictures: Pictures, window: Window) -> Command:
    """The command.

    Args:
        pictures: for a computer without a display.
        window: for one with a display.
    """
    return Command(
        "demo",
        lambda: _("do the main jobs on invented data, and show what came of them"),
        lambda call: run(call, pictures, window),
        _arguments,
        needs_store=False,
    )


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--out",
        type=Path,
        default=Path("demo-out"),
        metavar=_("DIR"),
        help=_("folder for what is made; emptied each time"),
    )
    parser.add_argument(
        "--headless",
        action="store_true",
        help=_("draw the window into files instead of opening it"),
    )


def run(call: Call, pictures: Pictures, window: Window) -> Answer:
    """Play the demonstration."""
    folder: Path = call.arguments.out.absolute()
    stage.clear(folder)
    with stage.own_keys(folder):
        story = Story(folder, call.say)
        story.play()
        store = folder / f"{STORE}.recipe"
        is_shown = display.has_display() and not call.arguments.headless
        if not is_shown:
            pictures(store, folder / "pictures", folder / NEXT)
        answer = _answer(folder, story.steps, is_sound=story.is_sound)
        if is_shown:
            call.say(answer.text)
            call.say(_("The window opens on the store of the first laptop."))
            window(store)
            return Answer(answer.document, "", code=answer.code)  # said before the window opened
    return answer


def _answer(folder: Path, steps: Sequence[Act], *, is_sound: bool) -> Answer:
    document = {
        "out": str(folder),
        "ok": is_sound,
        "steps": [{"step": s.name, "said": s.said, "facts": dict(s.facts)} for s in steps],
    }
    look = "\n".join(
        [
            _("To look at, in {folder}:").format(folder=folder),
            *(f"  {name}  {what}" for name, what in _made(folder)),
            "  summary.txt, summary.json  {}".format(_("what was done")),
        ]
    )
    text = "\n".join([*(f"- {step.said}" for step in steps), "", look])
    (folder / "summary.txt").write_text(text + "\n", "utf-8")
    kept = json.dumps(document, ensure_ascii=False, indent=1)
    (folder / "summary.json").write_text(kept + "\n", "utf-8")
    return Answer(document, look, code=0 if is_sound else 1)


def _made(folder: Path) -> list[tuple[str, str]]:
    """What lies in the folder, with what it is."""
    kinds = (
        ("directory-*.pdf", _("the partner directory")),
        ("roadmap-*.pdf", _("the roadmap: summary, Gantt, critical path, task register")),
        ("exchange-file.pdf", _("the file of an exchange, with its checks and sums")),
        ("signed-list.pdf", _("the sheets on which people sign, by desk")),
        ("badges.pdf", _("the badges with their codes")),
        ("pictures", _("the parts of the window, light and dark")),
        ("organisations-*.xlsx", _("what each laptop exports")),
        ("rejected-lines.xlsx", _("lines that were not taken over, with the reason")),
        ("*.recipe", _("the stores of the two laptops; their keys are in keys")),
        ("stick", _("the files that they exchanged")),
    )
    return [
        (", ".join(path.relative_to(folder).as_posix() for path in found[:_NAMED]), what)
        for pattern, what in kinds
        if (found := sorted(folder.glob(pattern)))
    ]
