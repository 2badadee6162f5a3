"""The demonstration's pictures show every part of the window."""

from PySide6.QtGui import QImage

from recipe_desktop.services import records
from recipe_desktop.ui import pictures
from recipe_desktop.ui.look.theme import Scheme


def test_every_part_of_the_window_has_its_picture(workspace, look, tmp_path):
    workspace.do(records.create, "organisations", {"name": "Győri Akku Kft.", "country": "HU"})
    rows = "Organisation;Country;City\nDonau-Sensorik GmbH;DE;Regensburg\n;DE;Ulm\n"
    (tmp_path / "members.csv").write_text(rows, encoding="utf-8")

    written = pictures.write_pictures(
        workspace,
        tmp_path / "pictures",
        themes=(Scheme.LIGHT,),
        list_file=tmp_path / "members.csv",
        look=look,
    )

    names = {path.stem.removesuffix("-light") for path in written}
    assert {"home", "partners", "palette", "import-questions", "import-rejected"} <= names
    assert {"sync-overview", "sync-receive", "sync-conflicts", "sync-devices"} <= names
    assert "welcome" in names
    sizes = {(image.width(), image.height()) for image in map(QImage, map(str, written))}
    assert sizes == {(1366, 768)}
    assert len({path.read_bytes() for path in written}) > len(names) - 3
