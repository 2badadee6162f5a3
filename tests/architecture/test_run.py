import importlib.util
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.architecture.sources import ROOT

spec = importlib.util.spec_from_file_location("run", ROOT / "run.py")
run = importlib.util.module_from_spec(spec)
spec.loader.exec_module(run)

OLD, NEW = "3.11\nab\n", "3.11\ncd\n"


def test_only_the_standard_library_is_needed_to_start():
    imported = re.findall(
        r"^(?:import|from) (\w+)", (ROOT / "run.py").read_text("utf-8"), re.MULTILINE
    )

    assert len(imported) > 5
    assert set(imported) <= sys.stdlib_module_names


@pytest.mark.parametrize(
    ("os_name", "python", "ruff"),
    [
        ("posix", "env/bin/python", "env/bin/ruff"),
        ("nt", "env/Scripts/python.exe", "env/Scripts/ruff.exe"),
    ],
)
def test_programs_are_found_where_the_system_puts_them(os_name, python, ruff):
    assert run.python_of(Path("env"), os_name).as_posix() == python
    assert run.program_of(Path("env"), "ruff", os_name).as_posix() == ruff


def test_a_bare_debian_lacks_all_libraries_of_qt():
    missing = run.missing_packages(["qt"], is_there=lambda _: False, platform="linux")

    assert missing == [
        "libglib2.0-0",
        "libgl1",
        "libegl1",
        "libfontconfig1",
        "libdbus-1-3",
        "libxkbcommon0",
    ]


def test_a_library_that_loads_is_not_asked_for():
    missing = run.missing_packages(
        ["qt", "window"], is_there=lambda name: name != "libxcb-cursor.so.0", platform="linux"
    )

    assert missing == ["libxcb-cursor0"]


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_windows_and_macos_need_no_system_packages(platform):
    assert run.missing_packages(["qt", "window"], lambda _: False, platform) == []


def test_the_loader_is_asked_for_real():
    assert not run.is_there("libdoesnotexist.so.9")


def test_programs_are_looked_for_on_the_path():
    assert run.is_there("git")
    assert not run.is_there("no-such-program")


def test_making_the_frozen_program_needs_tools_of_its_own():
    missing = run.missing_packages(["build"], is_there=lambda _: False, platform="linux")

    assert missing == ["binutils", f"libpython3.{sys.version_info.minor}"]


def test_root_installs_after_asking_for_the_newest_lists():
    update, install = run.install_commands(["libgl1"], root=True, sudo=True, asks=True)

    assert update[-2:] == ["update", "-qq"]
    assert install[-2:] == ["--no-install-recommends", "libgl1"]
    assert "sudo" not in update + install


def test_others_use_sudo_which_asks_for_a_password_only_at_a_terminal():
    [update, _] = run.install_commands(["libgl1"], root=False, sudo=True, asks=True)
    [silent, _] = run.install_commands(["libgl1"], root=False, sudo=True, asks=False)

    assert update[:2] == ["sudo", "env"]
    assert silent[:3] == ["sudo", "-n", "env"]


def test_without_root_or_sudo_the_exact_command_is_said():
    assert run.install_commands(["libgl1"], root=False, sudo=False, asks=True) == []
    assert "\n  apt-get install -y --no-install-recommends libgl1 libegl1" in run.advice(
        ["libgl1", "libegl1"], apt=True
    )


def test_other_linux_systems_are_told_the_libraries():
    said = run.advice(["libgl1", "libxcb-cursor0"], apt=False)

    assert said.endswith("libGL.so.1 libxcb-cursor.so.0")
    assert "apt" not in said


def test_the_stamp_changes_with_the_lock_and_with_python():
    stamp = run.wanted_stamp("lock", (3, 11))

    assert stamp != run.wanted_stamp("other", (3, 11))
    assert stamp != run.wanted_stamp("lock", (3, 12))
    assert stamp.startswith("3.11\n")


def test_an_environment_is_updated_in_place_only_when_it_is_whole_and_of_this_python():
    assert run.can_be_kept(OLD, NEW)
    assert not run.can_be_kept("", NEW)
    assert not run.can_be_kept("3.12\nab\n", NEW)


def test_the_lock_names_uv_with_its_hashes():
    pins = run.locked((ROOT / "requirements.lock").read_text("utf-8"), "uv").splitlines()

    assert pins[0].startswith("uv==")
    assert len(pins) > 5
    assert all(line.strip().startswith("--hash=sha256:") for line in pins[1:])


def test_every_package_of_the_lock_has_hashes_and_comes_from_no_private_index():
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    pins = re.findall(r"^[\w.-]+==[^\\]+\\\n    --hash=sha256:", lock, re.MULTILINE)

    assert len(pins) == len(re.findall(r"^[\w.-]+==", lock, re.MULTILINE)) > 50
    assert "http" not in lock
    hosts = set(re.findall(r"https?://([^/\"]+)", (ROOT / "uv.lock").read_text("utf-8")))
    assert hosts == {"pypi.org", "files.pythonhosted.org"}


def test_both_locks_pin_the_same_versions():
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    whole = tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))
    versions = {p["name"]: p["version"] for p in whole["package"] if "version" in p}
    del versions["recipe-desktop"]

    assert dict(re.findall(r"^([\w.-]+)==([\w.+!-]+)", lock, re.MULTILINE)) == versions


def test_the_locks_hold_what_the_project_asks_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    asked = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    names = {re.split(r"[^\w.-]", text)[0].lower().replace(".", "-") for text in asked}

    locked = re.findall(
        r"^([\w.-]+)==", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE
    )
    assert names <= set(locked)


def test_a_catalogue_is_compiled_when_absent_or_older(tmp_path):
    for code in ("de", "fr", "hu"):
        folder = tmp_path / code / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "recipe.po").write_text("", "utf-8")
    for code, age in (("de", -60), ("fr", 60)):
        po = tmp_path / code / "LC_MESSAGES" / "recipe.po"
        po.with_suffix(".mo").write_bytes(b"")
        at = po.stat().st_mtime + age
        os.utime(po.with_suffix(".mo"), (at, at))

    stale = [po.parts[-3] for po in run.stale_catalogues(tmp_path)]

    assert stale == ["de", "hu"]


@pytest.mark.parametrize(
    ("said", "done"),
    [
        ([], ["-m", "recipe_desktop", "demo"]),
        (["list", "people", "--json"], ["-m", "recipe_desktop", "list", "people", "--json"]),
        (["bench", "capture", "--json"], ["-m", "tests.benchmarks", "capture", "--json"]),
        (["texts"], ["-m", "recipe_desktop.catalogues"]),
        (["--help"], ["-m", "recipe_desktop", "--help"]),
    ],
)
def test_what_is_said_is_what_is_done(said, done):
    assert run.command_of(said, Path("python")) == ["python", *done]


@pytest.mark.parametrize(
    ("said", "needs"),
    [([], True), (["gui"], True), (["test"], True), (["list", "people"], False)],
)
def test_only_what_shows_a_window_insists_on_qt(said, needs):
    assert run.needs_qt(said) is needs


def test_the_checkout_is_importable_from_any_folder_and_other_paths_stay():
    made = run.environment({"PYTHONPATH": "mine", "LANG": "C"}, Path("checkout"))

    assert made["PYTHONPATH"].split(os.pathsep) == ["checkout", "mine"]
    assert made["LANG"] == "C"


def test_an_old_python_is_told_so_and_not_shown_a_syntax_error():
    import ast

    source = (ROOT / "run.py").read_text("utf-8")

    ast.parse(source, feature_version=(3, 8))
    assert "from __future__ import annotations" in source


def test_the_checks_are_those_of_the_project_and_tests_come_last():
    assert [name for name, _ in run.CHECKS] == ["format", "style", "types", "layers", "tests"]


def test_finding_no_test_is_not_a_pass(monkeypatch, capsys):
    monkeypatch.setattr(
        run.subprocess, "call", lambda command, **_: 5 if "pytest" in command else 0
    )

    code = run.run_checks([])

    assert code == 1
    assert "no test was found" in capsys.readouterr().err


def test_arguments_go_to_pytest_and_every_check_is_made_although_one_fails(monkeypatch):
    commands = []

    def call(command, **options):
        commands.append(command)
        assert options["env"]["QT_QPA_PLATFORM"] == "offscreen"
        return 1 if "format" in command else 0

    monkeypatch.setattr(run.subprocess, "call", call)

    assert run.run_checks(["-k", "clock"]) == 1
    assert len(commands) == len(run.CHECKS)
    assert [c for c in commands if c[-2:] == ["-k", "clock"]] == [commands[-1]]


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_files_of_tests_lie_in_memory_on_linux_only(platform, tmp_path):
    assert not run.is_quick(tmp_path, platform, room=0)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="what Linux alone has")
def test_files_of_tests_lie_in_memory_where_there_is_room_and_programs_may_start(
    tmp_path, monkeypatch
):
    assert run.is_quick(tmp_path, room=1)
    assert not run.is_quick(tmp_path, room=1 << 60)
    assert not run.is_quick(tmp_path / "absent", room=1)

    found = os.statvfs(tmp_path)
    sealed = SimpleNamespace(
        f_flag=found.f_flag | os.ST_NOEXEC, f_bavail=found.f_bavail, f_frsize=found.f_frsize
    )
    monkeypatch.setattr(os, "statvfs", lambda _: sealed)
    assert not run.is_quick(tmp_path, room=1)


def test_it_is_told_how_long_the_tests_took_and_what_to_do_when_it_is_nearly_too_long():
    assert run.said_of_time(600.4) == "the tests took 600 s, of 1200 s that they may take"
    assert run.said_of_time(900).endswith("; --durations=40 tells which are slow")


def test_the_memory_that_is_left_is_read_from_what_linux_says():
    assert run.memory_left("MemTotal: 16 kB\nMemAvailable:   3 kB\n") == 3072
    assert run.memory_left("MemTotal: 16 kB\n") == 0


def test_a_folder_in_memory_is_gone_when_the_tests_have_ended(tmp_path, monkeypatch):
    monkeypatch.setattr(run, "is_quick", lambda _: True)
    monkeypatch.setattr(run, "memory_left", lambda _: run.ROOM)

    with run.quick_files({}, tmp_path) as places:
        folder = Path(places["TMPDIR"])
        (folder / "left").mkdir()
        assert folder.parent == tmp_path

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("given", "quick", "left"),
    [
        ({"TMPDIR": "mine"}, True, run.ROOM),
        ({}, False, run.ROOM),
        ({}, True, run.ROOM - 1),
    ],
)
def test_files_of_tests_lie_where_they_always_did_otherwise(
    given, quick, left, tmp_path, monkeypatch
):
    monkeypatch.setattr(run, "is_quick", lambda _: quick)
    monkeypatch.setattr(run, "memory_left", lambda _: left)

    with run.quick_files(given, tmp_path) as places:
        assert places == {}


def test_an_environment_that_matches_its_stamp_is_left_alone(monkeypatch, tmp_path):
    stamp = tmp_path / "stamp"
    stamp.write_text(run.wanted_stamp(run.LOCK.read_text("utf-8")), "utf-8")
    monkeypatch.setattr(run, "STAMP", stamp)
    monkeypatch.setattr(run, "LOCALE", tmp_path)
    monkeypatch.setattr(run, "run", lambda *_, **__: pytest.fail("nothing was to be installed"))

    run.set_up(["list", "people"])

    assert stamp.exists()


def test_pip_takes_over_when_uv_fails_and_the_stamp_is_written_last(monkeypatch, tmp_path):
    done = []

    def fails():
        raise subprocess.CalledProcessError(1, ["uv"])

    def installs():
        done.append((tmp_path / "stamp").exists())

    monkeypatch.setattr(run, "ENV", tmp_path)
    monkeypatch.setattr(run, "STAMP", tmp_path / "stamp")
    monkeypatch.setattr(run, "install_with_uv", fails)
    monkeypatch.setattr(run, "install_with_pip", installs)
    fails.__name__, installs.__name__ = "install_with_uv", "install_with_pip"
    (tmp_path / "stamp").write_text(OLD, "utf-8")

    run.make_environment(NEW)

    assert done == [False]
    assert (tmp_path / "stamp").read_text("utf-8") == NEW


def test_missing_qt_stops_what_needs_it_and_nothing_else(monkeypatch):
    monkeypatch.setattr(run, "is_there", lambda _: False)
    monkeypatch.setattr(run, "missing_packages", lambda *_: ["libgl1"])
    monkeypatch.setattr(run, "install_commands", lambda *_, **__: [])
    monkeypatch.setattr(run.shutil, "which", lambda _: "/usr/bin/apt-get")

    assert not run.install_system(["qt"], required=False)
    with pytest.raises(run.SetupError, match="apt-get install"):
        run.install_system(["qt"], required=True)


@pytest.mark.parametrize(("ends", "code"), [(None, 3), (KeyboardInterrupt, 130)])
def test_on_windows_a_command_is_waited_for_and_its_answer_given_on(monkeypatch, ends, code):
    called = []

    def call(command, *, env):
        called.append((command, env))
        if ends is not None:
            raise ends
        return 3

    monkeypatch.setattr(run, "os", SimpleNamespace(name="nt", environ={"PATH": "x"}))
    monkeypatch.setattr(run, "environment", lambda variables: {**variables, "OURS": "1"})
    monkeypatch.setattr(run.subprocess, "call", call)

    said = run.start(["python.exe", "-m", "recipe_desktop", "demo"])

    command = ["python.exe", "-m", "recipe_desktop", "demo"]
    assert (said, called) == (code, [(command, {"PATH": "x", "OURS": "1"})])
