import sys

import pytest

from recipe_desktop import paths


def test_resources_lie_beside_the_package_in_a_checkout():
    assert paths.resource("locale/recipe.pot").is_file()


def test_resources_lie_inside_the_package_of_a_wheel(monkeypatch, tmp_path):
    (tmp_path / "_resources").mkdir()
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path)

    assert paths.resource("icons/check.svg") == tmp_path / "_resources" / "icons" / "check.svg"


def test_resources_lie_in_the_bundle_of_a_frozen_program(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)

    assert paths.resources() == tmp_path / "resources"


def test_one_variable_moves_everything_the_program_keeps(monkeypatch, tmp_path):
    monkeypatch.setenv("RECIPE_STATE", str(tmp_path / "laptop"))

    kept = [paths.state_dir(), paths.config_dir(), paths.log_dir(), paths.settings_file().parent]

    assert kept[0] == tmp_path / "laptop"
    assert all(folder.is_relative_to(kept[0]) for folder in kept)
    assert kept[0].is_dir()
    assert kept[1].is_dir()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps access lists, not modes")
def test_keys_are_readable_by_their_user_alone(monkeypatch, tmp_path):
    monkeypatch.setenv("RECIPE_STATE", str(tmp_path / "laptop"))

    assert paths.state_dir().stat().st_mode & 0o077 == 0


@pytest.mark.skipif(sys.platform != "linux", reason="the folders of the desktop standard")
def test_without_it_the_folders_are_those_of_the_system(monkeypatch, tmp_path):
    monkeypatch.delenv("RECIPE_STATE", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))

    assert paths.settings_file() == tmp_path / "config" / "recipe-desktop" / "settings.json"


def test_a_database_that_is_open_is_known_without_being_read(tmp_path):
    path = tmp_path / "shared.bin"
    path.write_bytes(b"nobody knows these bytes")
    assert not paths.is_store(path)

    (tmp_path / "shared.bin-wal").touch()  # as SQLite has it while somebody has the file open

    assert paths.is_store(path)


def test_an_empty_file_is_no_store_whatever_it_is_called(tmp_path):
    path = tmp_path / "some.recipe"
    path.touch()

    assert not paths.is_store(path)
    assert paths.not_replaced(path) == ""


def test_what_lies_beside_a_store_is_not_replaced(tmp_path):
    (tmp_path / "some.recipe").write_bytes(b"nobody knows these bytes")
    beside = [tmp_path / f"some.recipe{ending}" for ending in ("-wal", "-shm", "-journal")]
    for file in beside:
        file.write_bytes(b"the last words")

    assert {paths.not_replaced(file) for file in beside} == {"file.is_store"}
    assert paths.not_replaced(tmp_path / "other-wal") == ""
