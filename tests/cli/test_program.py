"""What every command does: exit codes, languages, the remembered store, help."""

import os
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from recipe_desktop.app import commands
from tests.cli.conftest import SCHEMAS

ROOT = Path(__file__).parents[2]


def started(*arguments, **more):
    """The program as a process of its own, with the state of the test."""
    return subprocess.Popen(
        [sys.executable, "-m", "recipe_desktop", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **more,
    )


@pytest.mark.parametrize("command", ["list organisations", "doctor", "sync status"])
def test_a_clock_that_cannot_be_read_is_refused_by_every_command(laptop, monkeypatch, command):
    with monkeypatch.context() as clock:
        clock.setenv("RECIPE_NOW", "garbage")

        assert laptop.refusal(*command.split()) == "clock.unreadable"

    assert laptop.run(*command.split()).code == 0


def test_the_store_used_last_is_remembered(laptop):
    laptop.new("organisations", name="Alfa")

    other = laptop.file("other.recipe")
    laptop.ask("init", other, "--member", "FR", "--device", "Bureau", "--plain")

    assert laptop.ask("list", "organisations")["rows"] == []
    assert len(laptop.ask("list", "organisations", "--store", laptop.store)["rows"]) == 1
    assert len(laptop.ask("list", "organisations")["rows"]) == 1


def test_options_may_stand_before_the_command_too(laptop):
    assert laptop.run("--json", "--store", laptop.store, "doctor").out.startswith("{")


def test_settings_of_others_in_the_file_are_kept(laptop):
    settings = laptop.folder / "state" / "config" / "settings.json"
    settings.write_text('{"look": "dark"}', "utf-8")

    laptop.ask("doctor", "--store", laptop.store)

    assert '"look": "dark"' in settings.read_text("utf-8")
    assert laptop.ask("doctor")["ok"]


def test_the_store_is_named_before_within_or_behind_a_command_of_two_words(laptop):
    for words in (
        ("--store", laptop.store, "sync", "status"),
        ("sync", "--store", laptop.store, "status"),
        ("sync", "status", "--store", laptop.store),
    ):
        (laptop.folder / "state" / "config" / "settings.json").unlink()
        assert laptop.run(*words, "--json").out.startswith("{")
        assert laptop.run("sync", "--json", "status").out.startswith("{")


def test_an_empty_name_of_a_store_does_not_stand_for_the_last_used_one(laptop):
    laptop.ask("new", "organisations", "name=Alfa Kft.")

    refused = laptop.run("undo", "--store", "", "--json")

    assert refused.code == 1
    assert '"store.no_name"' in refused.out
    assert len(laptop.ask("list", "organisations")["rows"]) == 1


def test_a_name_that_no_system_takes_is_refused_with_a_sentence(laptop):
    long = laptop.folder / f"{'x' * 260}.recipe"
    made = laptop.run("init", str(long), "--member", "HU", "--device", "Desk", "--json")

    assert made.code == 1
    assert '"file.name_too_long"' in made.out
    exported = laptop.run("export", "organisations", str(long.with_suffix(".csv")), "--json")
    assert '"file.name_too_long"' in exported.out


def test_unreadable_settings_count_as_none(laptop):
    (laptop.folder / "state" / "config" / "settings.json").write_bytes(b"\xff{")

    assert laptop.refusal("doctor") == "store.none_known"


@pytest.mark.parametrize(
    "command", [["fly"], ["list"], ["list", "organisations", "--what"], ["sync"], ["init", "x"]]
)
def test_wrong_usage_ends_with_two(laptop, command):
    assert laptop.run(*command).code == 2


def test_every_command_has_help_and_a_schema_of_its_answer(laptop):
    overview = laptop.run("--help").out
    for command in commands():
        ran = laptop.run(*command.name.split(), "--help")
        assert (ran.code, "--store" in ran.out) == (0, True)
        assert command.name.split()[0] in overview
        assert (SCHEMAS / f"{command.name.replace(' ', '-')}.json").is_file()


def test_another_language_speaks_in_refusals_and_help(laptop):
    ran = laptop.run("show", "organisations", "HU-AAA-9", "--lang", "xx")

    assert ran.err.startswith("[")
    assert "[" in laptop.run("--lang", "xx", "list", "--help").out


def test_only_languages_of_people_are_offered(laptop):
    refused = laptop.run("doctor", "--lang", "qq")

    assert refused.code == 2
    assert "hu" in refused.err
    assert "xx" not in refused.err


def test_what_is_typed_is_called_in_the_language_of_the_user(laptop):
    for command in commands():
        said = laptop.run("--lang", "xx", *command.name.split(), "--help").out
        names = re.findall(r"^  ([a-z]\w+) ", said, re.MULTILINE)
        assert names == [], command.name


@pytest.mark.parametrize(
    ("command", "english"),
    [
        ("--help", "usage"),
        ("--help", "show this help message and exit"),
        ("import --help", "positional arguments"),
        ("import --help", "options"),
        ("import organisations", "the following arguments are required"),
        ("fly", "invalid choice"),
        ("list organisations --what", "unrecognized arguments"),
        ("sync resolve 12345678", "one of the arguments"),
        ("sync resolve 12345678 --take", "expected one argument"),
        ("share new HU --for exchanges", "expected 2 arguments"),
    ],
)
def test_what_the_parser_says_by_itself_is_translated_too(laptop, command, english):
    said = laptop.run("--lang", "xx", *command.split())
    in_english = laptop.run("--lang", "en", *command.split())

    assert english not in said.out + said.err
    assert english in in_english.out + in_english.err


def test_no_store_yet_says_how_to_make_one(new_laptop):
    fresh = new_laptop(init=False)

    ran = fresh.run("list", "organisations")

    assert ran.code == 1
    assert "init FILE --member CODE --device NAME" in ran.err


def test_a_bug_is_told_without_a_trace_of_data_and_ends_with_one(laptop, monkeypatch):
    def broken(*_args):
        raise ZeroDivisionError("Zsófia Nagy")

    monkeypatch.setattr("recipe_desktop.services.stores.problems", broken)

    ran = laptop.run("doctor")

    assert ran.code == 1
    assert "Zsófia" not in ran.err
    assert "ZeroDivisionError" in ran.err
    monkeypatch.undo()


def test_a_process_ends_with_the_exit_code_and_speaks_utf_8(laptop):
    laptop.new("organisations", name="Győri Kft.")
    with started("list", "organisations") as process:
        out, err = process.communicate()

    assert process.returncode == 0
    assert "Győri Kft." in out.decode()
    assert err == b""


def test_a_reader_that_has_seen_enough_is_no_error(laptop):
    laptop.new("organisations", name="Alfa")
    with started("list", "organisations", "--json") as process:
        process.stdout.close()
        err = process.stderr.read()
        process.wait()

    assert process.returncode == 0
    assert err == b""


def test_two_processes_write_at_once_and_nothing_is_lost(laptop):
    writers = [started("new", "organisations", f"name=Firm {n}") for n in range(4)]
    ended = [(w.communicate(), w.returncode) for w in writers]

    assert [code for _, code in ended] == [0] * 4
    names = {row["name"] for row in laptop.ask("list", "organisations")["rows"]}
    assert names == {f"Firm {n}" for n in range(4)}


@pytest.mark.parametrize("until", [0, 1, 2])
def test_a_kill_in_the_middle_of_an_import_leaves_all_or_nothing(laptop, until):
    lines = "\n".join(f"Firm {n};HU;City {n};HU{n:08}" for n in range(3000))
    table = laptop.file("firms.csv", f"Name;Country;City;VAT number\n{lines}\n")
    wal = laptop.store.with_name(f"{laptop.store.name}-wal")
    with started("import", "organisations", table) as process:
        grown = 0
        while process.poll() is None and grown <= until * 200_000:
            with suppress(FileNotFoundError):  # it comes and goes with the connection
                grown = wal.stat().st_size
        process.kill()
        process.communicate()

    assert laptop.ask("doctor")["ok"]
    assert len(laptop.ask("list", "organisations")["rows"]) in (0, 3000)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such pipes")
@pytest.mark.parametrize(
    "command",
    [
        ("export", "organisations", "pipe.csv"),
        ("export", "organisations", "pipe.xlsx"),
        ("export", "people", "pipe.vcf"),
        ("export", "roadmap", "pipe.xml"),
        ("sync", "identity", "pipe.recipe-card"),
        ("report", "directory", "pipe.pdf"),
    ],
    ids=lambda command: command[-1],
)
def test_no_file_takes_the_place_of_a_device_or_a_pipe(laptop, command):
    laptop.new("organisations", name="Rába Kft.", country="HU")
    pipe = laptop.folder / command[-1]
    os.mkfifo(pipe)

    assert laptop.refusal(*command[:-1], pipe) == "file.no_file"

    assert pipe.is_fifo()


def test_a_folder_asks_for_the_name_of_the_file(laptop):
    ran = laptop.run("sync", "identity", laptop.folder)

    assert ran.code == 1
    assert "Add the name of the file that shall be written in it." in ran.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes lie in folders on Unix only")
@pytest.mark.parametrize(
    "command",
    [
        ("import", "organisations"),
        ("import", "roadmap"),
        ("sync", "admit"),
        ("sync", "receive"),
        ("desk", "open", "--passphrase-file", str(ROOT / "README.md")),
        ("restore",),
    ],
    ids=lambda command: " ".join(command[:2]),
)
@pytest.mark.parametrize("device", [False, True])
def test_what_never_ends_is_not_waited_for(laptop, command, device):
    pipe = Path("/dev/zero") if device else laptop.folder / "pipe"
    if not device:
        os.mkfifo(pipe)

    if command[-1] == "receive":
        refused = laptop.ask(*command, pipe, code=1)["refused"]
        assert "is no file, but a device or a pipe" in refused[0]["reason"]
    else:
        assert laptop.refusal(*command, pipe) == "file.no_file"
