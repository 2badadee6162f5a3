"""The program as it is given to people: a folder that needs no Python."""

import gzip
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

pytestmark = [pytest.mark.frozen, pytest.mark.slow]

FIRST_STORE = ROOT / "tests" / "data" / "stores" / "0001.recipe.gz"
LARGEST = 200_000_000  # bytes; Qt 87, cryptography 12, imaging 10, SQLCipher 8, our code 14 million


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """The one-folder program, freshly built from a checkout in which nothing was compiled yet."""
    made, checkout = tmp_path_factory.mktemp("frozen"), tmp_path_factory.mktemp("checkout")
    shutil.copy2(ROOT / "build.spec", checkout)
    for name in ("recipe_desktop", "resources"):
        shutil.copytree(
            ROOT / name, checkout / name, ignore=shutil.ignore_patterns("*.mo", "__pycache__")
        )
    options = [
        "--noconfirm",
        "--log-level=ERROR",
        f"--distpath={made}",
        f"--workpath={made / 'work'}",
    ]
    done = subprocess.run(
        [sys.executable, "-m", "PyInstaller", *options, str(checkout / "build.spec")],
        check=False,
        capture_output=True,
        text=True,
        cwd=checkout,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return made / "recipe-desktop"


def answer(folder: Path, state: Path, *arguments: str) -> dict:
    """What the frozen program answers where there is no Python and no display."""
    program = folder / ("recipe-desktop.exe" if os.name == "nt" else "recipe-desktop")
    places = ("SYSTEMROOT", "TEMP", "TMPDIR")
    kept = {name: os.environ[name] for name in places if name in os.environ}
    done = subprocess.run(
        [str(program), *arguments, "--json"],
        check=False,
        capture_output=True,
        text=True,
        cwd=state,
        env={**kept, "RECIPE_STATE": str(state), "PATH": ""},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)


def test_the_frozen_program_passes_its_self_test(folder, tmp_path):
    said = answer(folder, tmp_path, "--self-test")

    assert [check["name"] for check in said["checks"] if not check["ok"]] == []
    assert said["ok"]
    resources = next(c["detail"] for c in said["checks"] if c["name"] == "resources")
    assert Path(resources).is_relative_to(folder)


def test_the_frozen_program_works_on_a_store(folder, tmp_path):
    store = str(tmp_path / "office.recipe")
    answer(folder, tmp_path, "init", store, "--member", "DE", "--device", "Laptop")
    made = answer(folder, tmp_path, "new", "organisations", "name=Fräser Müller", "country=DE")

    found = answer(folder, tmp_path, "list", "organisations", "--filter", "muller")

    assert [row["uid"] for row in found["rows"]] == [made["uid"]]
    assert answer(folder, tmp_path, "doctor")["ok"]


def test_the_frozen_program_brings_a_store_of_the_first_version_up_to_date(folder, tmp_path):
    store = tmp_path / "office.recipe"
    store.write_bytes(gzip.decompress(FIRST_STORE.read_bytes()))

    assert answer(folder, tmp_path, "--store", str(store), "doctor")["ok"]
    assert answer(folder, tmp_path, "--store", str(store), "list", "organisations")["rows"]


def test_the_folder_carries_no_more_than_it_needs(folder):
    size = sum(f.stat().st_size for f in folder.rglob("*") if f.is_file() and not f.is_symlink())

    assert size < LARGEST
