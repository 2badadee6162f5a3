"""Files that stand under their name only when they are whole, whoever writes them."""

import errno
import os
import stat
import sys

import pytest

from recipe_desktop.domain.errors import UserError
from recipe_desktop.new_files import new_file, write_whole
from recipe_desktop.services import words


def test_a_file_appears_only_when_it_is_whole(tmp_path):
    target = tmp_path / "bundle"
    target.write_bytes(b"old")

    def write_half():
        with new_file(target) as file:
            file.write(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_half()

    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, "file.disk_full"), (errno.EACCES, "file.not_writable")],
)
def test_a_full_disk_and_a_folder_that_may_not_be_written_are_told_apart(tmp_path, number, code):
    with pytest.raises(UserError) as error, new_file(tmp_path / "x"):
        raise OSError(number, "said by the system")

    assert error.value.code == code
    assert error.value.details == {"name": "x", "reason": "said by the system"}
    assert list(tmp_path.iterdir()) == []


def test_a_target_in_a_missing_folder_is_told_as_such(tmp_path):
    missing = new_file(tmp_path / "absent" / "x")

    with pytest.raises(UserError, match=r"file\.no_folder") as error, missing:
        pass

    assert f"no folder {tmp_path / 'absent'}" in words.one_line(error.value)


def test_a_name_may_be_as_long_as_the_disk_allows(tmp_path):
    path = tmp_path / f"{'x' * 250}.csv"

    with new_file(path) as file:
        file.write(b"whole")

    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [(path.name, b"whole")]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_a_disk_a_quota_and_a_limit_that_are_full_are_said_alike(tmp_path, monkeypatch, number):
    path = tmp_path / "list.csv"
    path.write_bytes(b"before")

    def full(_file):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError, match=r"file\.disk_full"), new_file(path) as file:
        file.write(b"after")

    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [(path.name, b"before")]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_nothing_is_left_where_the_end_of_a_file_did_not_fit(tmp_path):
    import resource

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    path = tmp_path / "list.pdf"

    resource.setrlimit(resource.RLIMIT_FSIZE, (64 << 10, limits[1]))
    try:
        with pytest.raises(UserError, match=r"file\.disk_full"), new_file(path) as file:
            file.writelines(bytes(1000) for _ in range(100))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights otherwise")
def test_what_only_this_user_may_read_is_so_from_its_first_byte(tmp_path, monkeypatch):
    path, seen = tmp_path / "keys", []
    flush = os.fsync

    def looked_at(handle):
        seen.append(stat.S_IMODE(os.fstat(handle).st_mode))
        flush(handle)

    monkeypatch.setattr(os, "fsync", looked_at)
    write_whole(path, b"secret")

    assert seen[0] == stat.S_IMODE(path.stat().st_mode) == 0o600
