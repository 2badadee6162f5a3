"""What tests wrote does not pile up."""

from tests.passed_folders import PassedFolders


def test_the_oldest_folders_go_and_the_latest_stay(tmp_path):
    folders = PassedFolders(kept=2)
    made = [tmp_path / name for name in "abc"]
    for folder in made:
        (folder / "below").mkdir(parents=True)
        folders.add(folder)

    assert [folder.exists() for folder in made] == [False, True, True]


def test_one_that_is_gone_already_is_no_matter(tmp_path):
    folders = PassedFolders(kept=0)

    folders.add(tmp_path / "never was")

    assert not (tmp_path / "never was").exists()
