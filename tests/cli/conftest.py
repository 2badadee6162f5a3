"""Laptops that are worked on by commands alone, as a person or a script does it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from recipe_desktop.app import main
from tests.ready_stores import ReadyStores

SCHEMAS = Path(__file__).parents[1] / "data" / "schemas"


@dataclass(frozen=True)
class Ran:
    """What came of a command."""

    code: int
    out: str
    err: str


class CommandLaptop:
    """One laptop: its own keys and settings, and the commands typed on it."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
        self.folder = folder
        self.store = folder / "office.recipe"
        self._monkeypatch = monkeypatch
        self._capsys = capsys
        folder.mkdir()

    def run(self, *arguments: object) -> Ran:
        """Type a command; on success and refusal alike nothing but the answer is on stdout."""
        self._monkeypatch.setenv("RECIPE_STATE", str(self.folder / "state"))
        self._capsys.readouterr()
        code = main([str(a) for a in arguments])
        said = self._capsys.readouterr()
        return Ran(code, said.out, said.err)

    def ask(self, *arguments: object, code: int = 0) -> Any:
        """The JSON answer of a command, held against its schema."""
        ran = self.run(*arguments, "--json")
        assert ran.code == code, ran.err
        document = json.loads(ran.out)
        name = "error" if "error" in document else schema_of(arguments)
        jsonschema.validate(document, json.loads((SCHEMAS / f"{name}.json").read_text("utf-8")))
        return document

    def refusal(self, *arguments: object) -> str:
        """The code with which a command is refused."""
        return str(self.ask(*arguments, code=1)["error"]["code"])

    def file(self, name: str, content: str = "") -> Path:
        path = self.folder / name
        if content:
            path.write_text(content, "utf-8")
        return path

    def new(self, kind: str, **values: str) -> str:
        return str(self.ask("new", kind, *(f"{n}={v}" for n, v in values.items()))["uid"])

    def show(self, kind: str, uid: str) -> dict[str, Any]:
        fields: dict[str, Any] = self.ask("show", kind, uid)["fields"]
        return fields

    def export(self, kind: str = "organisations") -> bytes:
        file = self.folder / f"{kind}.csv"
        self.ask("export", kind, file)
        return file.read_bytes()


def schema_of(arguments: tuple[object, ...]) -> str:
    first, second = (*map(str, arguments), "")[:2]
    return f"{first}-{second}" if first in ("desk", "sync", "report", "share") else first


def meet(one: CommandLaptop, other: CommandLaptop) -> None:
    """Both admit each other's card."""
    for laptop in (one, other):
        laptop.ask("sync", "identity", laptop.file("card.recipe-card"))
    for laptop, known in ((one, other), (other, one)):
        laptop.ask("sync", "admit", known.file("card.recipe-card"), "--yes")


def carry(one: CommandLaptop, other: CommandLaptop) -> Any:
    """One sends a file, the other receives it."""
    file = one.file(f"for-{other.folder.name}-{len(list(one.folder.iterdir()))}.recipe-changes")
    one.ask("sync", "send", file)
    return other.ask("sync", "receive", file)


MakeCommandLaptop = Callable[..., CommandLaptop]


@pytest.fixture
def new_laptop(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    ready_stores: ReadyStores,
) -> MakeCommandLaptop:
    """Make laptops; each store is examined when the test ends."""
    made: list[CommandLaptop] = []

    def make(member: str = "HU", *options: object, init: bool = True) -> CommandLaptop:
        folder = tmp_path / f"{member}{len(list(tmp_path.iterdir()))}"
        laptop = CommandLaptop(folder, monkeypatch, capsys)
        if init:
            with ready_stores.at_hand():
                laptop.ask(
                    *("init", laptop.store, "--member", member),
                    *("--device", f"Desk {len(made) + 1}"),
                    *("--person", "Zsófia Nagy", "--plain", *options),
                )
            made.append(laptop)
        return laptop

    return make


@pytest.fixture
def laptop(new_laptop: MakeCommandLaptop) -> CommandLaptop:
    """One laptop of the Hungarian member."""
    return new_laptop()
