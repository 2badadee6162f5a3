"""Whether a store would lie on this computer, in a copied folder or on a network drive."""

from pathlib import Path

import pytest

from recipe_desktop import places

LINUX = """\
/dev/sda1 / ext4 rw 0 0
//server/office /mnt/our\\040office cifs rw 0 0
/dev/sdb1 /mnt/our\\040office/stick vfat rw 0 0
desk:/home /home nfs4 rw 0 0
gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw 0 0
broken
"""
MACOS = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//zsofia@server/office on /Volumes/our office (smbfs, nodev, nosuid, mounted by zsofia)
/dev/disk4s1 on /Volumes/STICK (msdos, local)
something else
"""


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("OneDrive - Mov\N{RIGHT SINGLE QUOTATION MARK}eo/Documents", "OneDrive"),
        ("OneDrive", "OneDrive"),
        ("Dropbox (ZONE)/RECiPE", "Dropbox"),
        ("Google Drive", "Google Drive"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud Drive"),
        ("Library/CloudStorage/OneDrive-Personal", "OneDrive"),
        ("Library/CloudStorage/Kdrive-12", "Kdrive"),
        ("Nextcloud2/RECiPE", "Nextcloud"),
        ("nextcloud/a/b/c", "Nextcloud"),
        ("OneDriver", None),
        ("Dropboxes", None),
        ("Old Dropbox", None),
        ("Documents", None),
    ],
)
def test_a_folder_that_a_service_copies_is_known_by_its_name(tmp_path, folder, service):
    place = tmp_path / folder
    place.mkdir(parents=True)

    for store in (place / "office.recipe", place / "not made yet" / "office.recipe"):
        found = places.shared(store)
        assert (found and found.service) == service


@pytest.mark.parametrize(
    ("left", "service"),
    [
        (".stfolder", "Syncthing"),
        (".sync_a1b2c3.db", "Nextcloud"),
        (".owncloudsync.log", "ownCloud"),
        (".dropbox", "Dropbox"),
        (".hidden", None),
    ],
)
def test_or_by_what_the_service_keeps_there(tmp_path, left, service):
    (tmp_path / left).touch()
    (tmp_path / "office").mkdir()

    found = places.shared(tmp_path / "office" / "office.recipe")

    assert (found and found.service) == service


def test_or_because_the_service_says_so_whatever_its_name(tmp_path, monkeypatch):
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "Cég"))
    monkeypatch.setenv("OneDrive", "")

    assert places.shared(tmp_path / "Cég" / "office.recipe") == places.Shared("OneDrive")
    assert places.shared(tmp_path / "Cég 2" / "office.recipe") is None


def test_a_link_into_a_copied_folder_leads_there(tmp_path):
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "office").symlink_to(tmp_path / "Dropbox")

    assert places.shared(tmp_path / "office" / "office.recipe") == places.Shared("Dropbox")


@pytest.mark.parametrize(
    ("read", "told", "place", "is_remote"),
    [
        (places.mounts_listed, LINUX, "/mnt/our office/office.recipe", True),
        (places.mounts_listed, LINUX, "/mnt/our office/stick/office.recipe", False),
        (places.mounts_listed, LINUX, "/mnt/our offices/office.recipe", False),
        (places.mounts_listed, LINUX, "/home/zsofia/office.recipe", True),
        (places.mounts_listed, LINUX, "/run/user/1000/gvfs/smb/office.recipe", True),
        (places.mounts_listed, LINUX, "/srv/office.recipe", False),
        (places.mounts_told, MACOS, "/Volumes/our office/office.recipe", True),
        (places.mounts_told, MACOS, "/Volumes/STICK/office.recipe", False),
        (places.mounts_told, MACOS, "/Users/zsofia/office.recipe", False),
        (places.mounts_told, "", "/Users/zsofia/office.recipe", False),
    ],
)
def test_the_innermost_mount_tells_whether_a_place_is_on_a_network_drive(
    read, told, place, is_remote
):
    assert places.is_on_network(Path(place), read(told)) == is_remote
