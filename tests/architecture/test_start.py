"""What a start must not load: each of these costs as much as the window itself."""

import subprocess
import sys

import pytest

HEAVY = ("alembic", "reportlab", "openpyxl", "numpy", "pypdfium2", "babel.messages", "PIL")


def loaded_by(statement):
    """The heavy libraries that a fresh interpreter has after a statement."""
    look = f"import sys; {statement}; print(*(m for m in {HEAVY!r} if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", look], check=True, capture_output=True, text=True)
    return done.stdout.split()


@pytest.mark.parametrize(
    "module",
    ["recipe_desktop.app", "recipe_desktop.ui.window.frame", "recipe_desktop.ui.start.program"],
)
def test_a_start_loads_no_library_that_only_some_actions_need(module):
    assert loaded_by(f"import {module}") == []


def test_the_frame_of_the_window_needs_no_database():
    look = "import sys, recipe_desktop.ui.window.frame; print('sqlalchemy' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", look], check=True, capture_output=True, text=True)

    assert done.stdout.strip() == "False"
