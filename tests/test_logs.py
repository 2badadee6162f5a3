import logging
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from recipe_desktop import logs
from recipe_desktop.domain.errors import UserError

LOG = logging.getLogger("recipe_desktop.somewhere")


@pytest.fixture
def file(tmp_path):
    yield logs.start_logging(tmp_path)
    logs.stop_logging()


def _fail():
    name = "Zsófia Nagy"
    try:
        {}[name]
    except KeyError as error:
        raise UserError("person.unknown", name=name) from error


def test_a_failure_is_kept_with_its_places_and_without_what_it_says(file):
    try:
        _fail()
    except UserError:
        LOG.exception("the import stopped")

    text = file.read_text("utf-8")
    assert "ERROR recipe_desktop.somewhere the import stopped" in text
    assert "builtins.KeyError" in text
    assert "UserError [person.unknown]" in text
    assert "test_logs.py" in text
    assert "_fail" in text
    assert "Zsófia" not in text


def test_a_failure_that_is_its_own_cause_is_told_once():
    error = OSError("disk")
    error.__cause__ = error

    assert logs.places(error) == ["builtins.OSError"]


def test_addresses_accounts_and_the_home_folder_are_masked(file):
    LOG.info("sent to %s from %s, %s", "a.costa@pool.pt", Path.home() / "x", "PT50 0002 0123 1234")

    text = file.read_text("utf-8")
    assert "sent to (address) from ~" in text
    assert "costa" not in text
    assert "0123" not in text


def test_a_home_at_the_root_of_the_disk_masks_nothing_else(monkeypatch):
    monkeypatch.setattr(Path, "home", lambda: Path("/"))

    assert logs.discreet("/var/x") == "/var/x"


def test_the_log_never_grows_beyond_its_share(tmp_path, monkeypatch):
    monkeypatch.setattr(logs, "_BYTES", 2000)
    logs.start_logging(tmp_path)

    for number in range(500):
        LOG.info("line %d", number)

    logs.stop_logging()
    assert len(list(tmp_path.iterdir())) == 4
    assert sum(f.stat().st_size for f in tmp_path.iterdir()) < 4 * 2000


def test_starting_twice_writes_each_line_once(tmp_path):
    logs.start_logging(tmp_path)
    file = logs.start_logging(tmp_path)

    LOG.info("once")

    logs.stop_logging()
    assert file.read_text("utf-8").count("once") == 1


def test_a_bug_report_holds_versions_places_and_the_end_of_the_log(file):
    for number in range(5):
        LOG.info("line %d", number)
    try:
        _fail()
    except UserError as error:
        report = logs.bug_report(error, file.parent, lines=2)

    assert report.startswith("RECiPE Desktop ")
    assert f"SQLite {dbapi2.sqlite_version}" in report
    assert "SQLAlchemy 2" in report
    assert "UserError [person.unknown]" in report
    assert "line 4" in report
    assert "line 2" not in report
    assert "Zsófia" not in report


def test_a_bug_report_can_be_made_before_anything_was_logged(tmp_path):
    assert "Python" in logs.bug_report(None, tmp_path)


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path):
    (tmp_path / "file").write_text("not a folder", "utf-8")

    logs.start_logging(tmp_path / "file" / "logs")
    LOG.info("nobody keeps this")

    assert list(tmp_path.iterdir()) == [tmp_path / "file"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a disk that is always full")
def test_a_full_disk_costs_the_log_and_nothing_else(tmp_path, capsys):
    (tmp_path / "recipe-desktop.log").symlink_to("/dev/full")
    logs.start_logging(tmp_path)

    LOG.warning("nobody will read this")
    logs.stop_logging()

    assert capsys.readouterr().err == ""
