"""The demonstration, played as a person starts it on a computer without a display."""

import json
from pathlib import Path

import jsonschema
import pypdf
import pytest

from recipe_desktop.app import main
from recipe_desktop.demo import stage
from recipe_desktop.domain.errors import UserError

SCHEMA = Path(__file__).parents[1] / "data" / "schemas" / "demo.json"


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
    pages = pypdf.PdfReader(out / "directory-en.pdf").pages
    assert len(pages) == facts["directory"]["pages"]
    assert "Hungary" in "".join(page.extract_text() for page in pages[:5])
    assert json.loads((out / "summary.json").read_text("utf-8")) == answer
    assert all(step["said"] in (out / "summary.txt").read_text("utf-8") for step in answer["steps"])


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
