import errno
import json
import os
import shutil
import sys

import pytest

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import Uid, new_uid
from recipe_desktop.store import state as states
from recipe_desktop.store.state import State

SALT = bytes(range(16))


class Vault:
    def __init__(self, *, broken=False):
        self.kept = {}
        self.broken = broken

    def get_password(self, service, username):
        if self.broken:
            raise RuntimeError("locked")
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        if self.broken:
            raise RuntimeError("locked")
        self.kept[service, username] = password


def test_what_was_saved_is_loaded_again(tmp_path):
    state = State.create(tmp_path, new_uid())
    state.number = 41
    state.age_identity = "AGE-SECRET-KEY-1X"
    state.remember(SALT)

    assert State.load(tmp_path, state.replica) == state
    assert State.find(tmp_path, SALT) == state


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no mode bits")
def test_only_this_user_may_read_the_keys(tmp_path):
    before = os.umask(0)
    try:
        state = State.create(tmp_path / "state", new_uid())
    finally:
        os.umask(before)

    assert state.path.stat().st_mode & 0o777 == 0o600
    assert state.folder.stat().st_mode & 0o777 == 0o700


def test_keys_are_never_printed(tmp_path):
    state = State.create(tmp_path, new_uid())

    assert state.signing_seed.hex() not in repr(state)
    assert str(state.store_key) not in repr(state)


def test_a_crash_while_saving_leaves_the_old_state(tmp_path, monkeypatch):
    state = State.create(tmp_path, new_uid())

    def power_cut(handle):
        raise OSError(errno.ENOSPC, "no space left")

    monkeypatch.setattr(os, "fsync", power_cut)
    state.number = 7
    with pytest.raises(UserError, match=r"store\.disk_full"):
        state.save()

    assert State.load(tmp_path, state.replica).number == 0
    assert [p.name for p in tmp_path.iterdir()] == [state.path.name]


def test_a_next_incarnation_opens_the_same_store_with_other_keys(tmp_path):
    first = State.create(tmp_path, new_uid())
    first.remember(SALT)
    first.number = 9

    second = first.successor(new_uid())

    assert second.store_key == first.store_key
    assert (second.number, second.age_identity) == (0, "")
    assert second.signing_seed != first.signing_seed
    assert second.token != first.token
    assert State.find(tmp_path, SALT).store_key == second.store_key  # whichever was found


def test_a_plain_store_needs_no_key(tmp_path):
    store = tmp_path / "plain.recipe"
    store.write_bytes(b"SQLite format 3\x00" + bytes(100))
    state = State.create(tmp_path, new_uid(), plain=True)
    state.remember(store.read_bytes()[:16])

    assert states.store_key(tmp_path, store) is None
    assert state.salts == ()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "no_store"),
        (b"short", "no_store"),
        (b"\x01" * 5000, "no_store"),
        ("Győri Akkumulátortechnika Kft.;HU;9021\n".encode() * 50, "no_store"),
        (b"PK\x03\x04" + bytes(range(256)) * 20, "no_store"),
        (bytes(range(255, -1, -1)) * 20, "no_key"),
    ],
)
def test_a_file_with_an_unknown_beginning_is_no_store_or_has_no_key_here(tmp_path, content, code):
    store = tmp_path / "some.recipe"
    store.write_bytes(content)
    State.create(tmp_path, new_uid()).remember(SALT)

    with pytest.raises(UserError, match=rf"store\.{code}"):
        states.store_key(tmp_path, store)


@pytest.mark.damages("makes a file that only begins as a store does")
def test_the_key_of_a_file_is_found_by_its_beginning(tmp_path):
    store = tmp_path / "some.recipe"
    store.write_bytes(SALT + b"\x01" * 5000)
    state = State.create(tmp_path, new_uid())
    state.remember(SALT)

    assert states.store_key(tmp_path, store) == state.store_key


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"secrets": {}}', "[" * 100_000])
def test_a_spoilt_state_file_counts_as_absent(tmp_path, content):
    good = State.create(tmp_path, Uid("0" * 32))
    good.remember(SALT)
    spoilt = Uid("f" * 32)
    (tmp_path / f"{spoilt}.json").write_text(content)
    (tmp_path / "settings.json").write_text("{}")

    assert State.load(tmp_path, spoilt) is None
    assert State.find(tmp_path, SALT) == good


def test_a_state_under_another_name_counts_as_absent(tmp_path):
    state = State.create(tmp_path, new_uid())
    other = new_uid()
    (tmp_path / f"{other}.json").write_bytes(state.path.read_bytes())

    assert State.load(tmp_path, other) is None


def test_a_silent_vault_keeps_the_secrets_out_of_the_file(tmp_path):
    vault = Vault()
    state = State.create(tmp_path, new_uid(), vault=vault)

    assert json.loads(state.path.read_text())["secrets"] is None
    assert State.load(tmp_path, state.replica, vault=vault) == state
    assert State.load(tmp_path, state.replica) is None


def test_a_vault_that_no_longer_answers_means_no_state(tmp_path):
    vault = Vault()
    state = State.create(tmp_path, new_uid(), vault=vault)
    vault.broken = True

    assert State.load(tmp_path, state.replica, vault=vault) is None


def test_a_vault_that_fails_leaves_the_secrets_in_the_file(tmp_path):
    state = State.create(tmp_path, new_uid(), vault=Vault(broken=True))

    assert State.load(tmp_path, state.replica) == state


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has a silent key store")
def test_where_a_key_store_might_ask_none_is_used():
    assert states.silent_vault() is None


def test_a_store_that_may_not_be_read_is_refused(tmp_path):
    with pytest.raises(UserError, match=r"store\.cannot_open"):
        states.store_key(tmp_path, tmp_path)


def test_a_folder_that_takes_no_keys_is_named(tmp_path):
    state = State.create(tmp_path / "keys", new_uid())
    shutil.rmtree(tmp_path / "keys")
    (tmp_path / "keys").write_text("a file now", "utf-8")

    with pytest.raises(UserError, match=r"state\.not_writable"):
        state.save()
