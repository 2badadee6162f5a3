"""The benchmarks run and answer in their shape; the figures of a handful of rows mean nothing."""

import json
import subprocess
import sys

import pytest

from tests.architecture.sources import ROOT
from tests.benchmarks import __main__ as benchmarks
from tests.benchmarks.figures import Figure, median_ratio, p95


@pytest.mark.slow
@pytest.mark.parametrize("group", benchmarks.GROUPS)
def test_each_group_answers_with_its_figures_beside_their_limits(group):
    # In a program of its own: the windows of a benchmark do not outlive it.
    command = [sys.executable, "-m", "tests.benchmarks", group, "--json", "--smoke"]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT)

    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["machine"]["python"]
    assert answer["figures"]
    for figure in answer["figures"]:
        held = figure.get("value", figure["ratio"])
        assert figure["group"] == group
        assert figure["name"]
        assert figure["against"]
        assert figure["ratio"] > 0
        assert figure["reach"] <= figure["limit"]
        assert figure["ok"] == (held <= figure["limit"]) or held == pytest.approx(figure["limit"])


def test_a_figure_is_held_against_its_gate():
    kept = Figure("capture", "inserts", 4.4, "raw insert", 4.5, 3)
    missed = Figure("lists", "jump", 0.9, "bare list", 16, 16, 17.0, "ms")

    assert kept.ok
    assert not missed.ok
    assert "MISSED" in missed.as_line()
    assert missed.as_json()["value"] == 17.0


def test_the_middle_of_neighbouring_ratios_stands_and_one_busy_moment_does_not():
    assert median_ratio([2.0, 90.0, 6.0], [1.0, 9.0, 2.0]) == 3.0
    assert p95(range(1, 101)) == 96
