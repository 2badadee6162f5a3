"""The command ``self-test``: what a packaged program must be able to do, tried out at once."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from recipe_desktop import i18n
from recipe_desktop.cli.command import Answer, Call, Command
from recipe_desktop.cli.lines import table
from recipe_desktop.demo import stage
from recipe_desktop.demo.command import Pictures
from recipe_desktop.demo.story import LIST, NEXT, STORE, Story
from recipe_desktop.domain.time_zones import zone_of
from recipe_desktop.i18n import N_, _
from recipe_desktop.paths import resource
from recipe_desktop.services import stores, words
from recipe_desktop.services.here import MEMBERS

_NEEDED = (
    *("fonts/DejaVuSansCondensed.ttf", "fonts/DejaVuSansCondensed-Bold.ttf"),
    *("fonts/Inter-Regular.ttf", "icons/check.svg", "seed.jsonl", LIST),
)
_PLAIN = b"SQLite format 3\0"
_PARTS = {
    "resources": N_("files of the program"),
    "languages": N_("languages"),
    "time zones": N_("time zones"),
    "story": N_("the demonstration"),
    "encryption": N_("encryption"),
    "paper": N_("paper"),
    "window": N_("window"),
    "doctor": N_("soundness of the store"),
}


@dataclass(frozen=True, slots=True)
class Tried:
    """One thing that was tried out.

    Args:
        name: by which programs know it; ``_PARTS`` has what it is called.
        detail: what came of it, or the kind of the error.
    """

    name: str
    is_ok: bool
    detail: str


def command(pictures: Pictures) -> Command:
    """The command.

    Args:
        pictures: draws the window without a display.
    """
    return Command(
        "self-test",
        lambda: _("try out what the program must be able to do on this computer"),
        lambda call: run(call, pictures),
        needs_store=False,
    )


def run(call: Call, pictures: Pictures) -> Answer:
    """Try everything out in a folder that is thrown away."""
    with tempfile.TemporaryDirectory(prefix="recipe-self-test-") as name:
        folder = Path(name)
        with stage.own_keys(folder):
            results = []
            for one in _all(folder, pictures):
                results.append(one)
                part = _(_PARTS[one.name])
                call.say(f"{part}: {one.detail}")
    is_ok = all(one.is_ok for one in results)
    rows = [
        [_(_PARTS[one.name]), _("works") if one.is_ok else _("FAILS"), one.detail]
        for one in results
    ]
    document = {
        "ok": is_ok,
        "checks": [{"name": t.name, "ok": t.is_ok, "detail": t.detail} for t in results],
    }
    return Answer(document, table([_("Part"), _("Result"), ""], rows), code=0 if is_ok else 1)


def _all(folder: Path, pictures: Pictures) -> Iterator[Tried]:
    story = Story(folder, lambda _said: None)
    yield tried("resources", _resources)
    yield tried("languages", _languages)
    yield tried("time zones", _zones)
    yield tried("story", lambda: _story(story))
    yield tried("encryption", lambda: _encryption(folder))
    yield tried("paper", lambda: _paper(folder))
    yield tried("window", lambda: _window(folder, pictures))
    yield tried("doctor", lambda: _doctor(folder))


def tried(name: str, work: Callable[[], tuple[bool, str]]) -> Tried:
    """Try one thing out; an error of whatever kind counts as its result."""
    try:
        is_ok, detail = work()
    except Exception as error:  # noqa: BLE001  # whatever it is, the other parts are tried too
        return Tried(name, is_ok=False, detail=f"{type(error).__name__}: {error}")
    return Tried(name, is_ok, detail)


def _resources() -> tuple[bool, str]:
    missing = [name for name in _NEEDED if not resource(name).is_file()]
    return not missing, ", ".join(missing or [str(resource(""))])


def _languages() -> tuple[bool, str]:
    """Every language has its texts, and what dates and countries are called in it."""
    missing = []
    for code in i18n.LANGUAGES:
        with i18n.in_language(code):
            said = i18n.format_day(date(2026, 11, 23), "full"), words.country_word("HU")
        if not (i18n.has_texts(code) and all(said)):
            missing.append(code)
    return not missing, ", ".join(missing or i18n.LANGUAGES)


def _zones() -> tuple[bool, str]:
    """The zones of the members' places are known, also where the system has no table of them."""
    missing = [code for code in MEMBERS if zone_of("", code) is None]
    return not missing, ", ".join(missing or MEMBERS)


def _story(story: Story) -> tuple[bool, str]:
    story.play()
    return story.is_sound, ", ".join(step.name for step in story.steps)


def _encryption(folder: Path) -> tuple[bool, str]:
    head = (folder / f"{STORE}.recipe").read_bytes()[:16]
    return head != _PLAIN, head.hex()


def _paper(folder: Path) -> tuple[bool, str]:
    papers = sorted(folder.glob("directory-*.pdf"))
    is_ok = bool(papers) and all(p.read_bytes().startswith(b"%PDF-") for p in papers)
    return is_ok, ", ".join(p.name for p in papers)


def _window(folder: Path, pictures: Pictures) -> tuple[bool, str]:
    drawn = pictures(folder / f"{STORE}.recipe", folder / "pictures", folder / NEXT)
    return bool(drawn) and all(p.stat().st_size for p in drawn), ", ".join(p.stem for p in drawn)


def _doctor(folder: Path) -> tuple[bool, str]:
    """The store is sound, after all that the window did with it, too."""
    with closing(stores.open_store(folder / f"{STORE}.recipe")) as workspace:
        found = workspace.ask(stores.problems)
    return not found, "; ".join(found) or STORE
