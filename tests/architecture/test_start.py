import subprocess
import sys

# Each costs between 30 and 250 ms, and most starts need none of them.
HEAVY = "alembic openpyxl reportlab rapidfuzz pypdfium2 keyring babel PySide6 PIL numpy lxml"


def test_a_command_loads_no_heavy_library_before_it_needs_one():
    ask = (
        "import sys, recipe_desktop.app as app; app.commands();"
        f"print(*[name for name in {HEAVY.split()} if name in sys.modules])"
    )

    said = subprocess.run([sys.executable, "-c", ask], check=True, capture_output=True, text=True)

    assert said.stdout.split() == []
