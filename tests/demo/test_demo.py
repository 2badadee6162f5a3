"""The demonstration, played as a person starts it on a computer without a display."""

import json
import sys
from pathlib import Path

import jsonschema
import pypdf
import pytest

from recipe_desktop.app import main
from recipe_desktop.demo import self_test, stage
from recipe_desktop.domain.errors import UserError

SCHEMA = Path(__file__).parents[1] / "data" / "schemas" / "demo.json"


def text_of(file):
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(file).pages)


@pytest.mark.slow
def test_the_main_jobs_are_done_and_everything_is_left_to_look_at(tmp_path, capsys):
    out = tmp_path / "out"

    code = main(["demo", "--headless", "--json", "--out", str(out)])

    answer = json.loads(capsys.readouterr().out)
    jsonschema.validate(answer, json.loads(SCHEMA.read_text("utf-8")))
    facts = {step["step"]: step["facts"] for step in answer["steps"]}
    assert (code, answer["ok"]) == (0, True)
    assert facts["import"]["rows"] == sum(
        facts["import"][n] for n in ("new", "changed", "same", "suspicious", "rejected")
    )
    assert facts["import"]["rejected"] == 7
    assert (facts["import_again"]["new"], facts["import_again"]["changed"]) == (0, 0)
    assert facts["exchange"]["organisations"] == facts["exchange"]["organisations_elsewhere"]
    assert facts["exchange"]["people_elsewhere"] == 0
    assert facts["conflict"]["left"] == 0
    assert facts["convergence"]["same"]
    assert facts["visits"]["ceiling_cents"] == 90_000
    assert "exchange.too_short" in facts["visits"]["stopped_by"]
    assert "exchange.over_ceiling" in facts["visits"]["stopped_by"]
    assert facts["visits"]["sound_stopped_by"] == ""
    assert (facts["desk"]["again_new"], facts["desk"]["again_changed"]) == (0, 0)
    assert facts["desk"]["came"] == 12
    assert "Török-Halmos Katalin" in text_of(out / "signed-list.pdf")
    assert "Katalin" in text_of(out / "badges.pdf")
    assert facts["share"] == {"readers": "FR, HU", "arrived": True}
    assert (out / "exchange-file.pdf").exists()
    pages = pypdf.PdfReader(out / "directory-en.pdf").pages
    assert len(pages) == facts["directory"]["pages"]
    assert "Hungary" in "".join(page.extract_text() for page in pages[:5])
    wanted = {"home-light.png", "sync-conflicts-dark.png", "exchanges-board-light.png"}
    wanted |= {"events-people-light.png", "desk-welcome-dark.png", "desk-search-light.png"}
    assert wanted <= {p.name for p in (out / "pictures").iterdir()}
    assert json.loads((out / "summary.json").read_text("utf-8")) == answer
    summary = (out / "summary.txt").read_text("utf-8")
    assert all(step["said"] in summary for step in answer["steps"])
    assert all(paper.name in summary for paper in out.glob("*.pdf"))


def test_a_folder_of_an_earlier_run_is_emptied(tmp_path):
    stage.clear(tmp_path / "out")
    (tmp_path / "out" / "old.pdf").touch()

    stage.clear(tmp_path / "out")

    assert [file.name for file in (tmp_path / "out").iterdir()] == [".recipe-demo"]


def test_a_folder_with_anything_else_in_it_is_left_alone(tmp_path):
    (tmp_path / "thesis.odt").touch()

    with pytest.raises(UserError, match=r"demo\.not_ours"):
        stage.clear(tmp_path)

    assert (tmp_path / "thesis.odt").exists()


@pytest.mark.slow
def test_a_packaged_program_can_try_itself_out(capsys):
    code = main(["--self-test", "--json"])

    answer = json.loads(capsys.readouterr().out)
    jsonschema.validate(answer, json.loads(SCHEMA.with_name("self-test.json").read_text("utf-8")))
    assert [check["name"] for check in answer["checks"] if not check["ok"]] == []
    assert code == 0


def test_the_self_test_says_what_fails(monkeypatch):
    monkeypatch.setattr(self_test, "resource", lambda _name: Path("/nowhere"))

    tried = self_test.tried("resources", self_test._resources)

    assert not tried.is_ok
    assert "seed.jsonl" in tried.detail


def test_without_a_display_the_window_is_refused_and_nothing_breaks(monkeypatch, capsys):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")

    code = main(["--json"])

    assert code == 1
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "gui.no_display"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only X has names for displays")
def test_a_display_that_has_gone_is_told_in_words(monkeypatch, capsys):
    for name in ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", "localhost:6553")

    code = main(["gui", "--json"])

    error = json.loads(capsys.readouterr().out)["error"]
    assert (code, error["code"]) == (1, "gui.dead_display")
    assert "localhost:6553" in error["message"]
