"""The format of contents on their way: a committed file stays readable, and no damage is ever read."""

import json
from hashlib import sha256

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recipe_desktop.domain.errors import UserError
from recipe_desktop.new_files import new_file
from recipe_desktop.sync import bundle, container, enclosures
from recipe_desktop.sync.manifest import Enclosed, manifest_of
from tests.sync.laptops import DATA, fixed_laptops, lines_of, manifest, roster

FILE = DATA / "enclosed.recipe-changes"
SAID = json.loads((DATA / "enclosed.json").read_text("utf-8"))
CONTENTS = [text.encode() for text in SAID["contents"]]


def write_vector(path):
    """A file of the cluster with two contents beside its one part."""
    one, two, _ = fixed_laptops()
    listed = tuple((sha256(content).hexdigest(), len(content)) for content in CONTENTS)
    enclosed = Enclosed(2, SAID["key"], listed)
    holds = tuple(sorted(name[:16] for name, _size in listed))
    said = {"scope": "cluster:HU", "parts": 2, "holds": holds, "enclosed": enclosed}
    told = manifest(one, (one, two), **said)
    with new_file(path) as file:
        writer = container.ContainerWriter(file)
        bundle.write_part(writer, bundle.Content(told, ()), [one.card, two.card], one.keys)
        writer.add_content(iter(CONTENTS), [SAID["recipient"]])
        writer.finish()
    return path


def test_the_committed_file_is_still_read():
    one, two, lyon = fixed_laptops()

    found = bundle.inspect(FILE, two.keys, roster(one, two, lyon))

    [part] = found.parts
    assert [line.decode() for line in lines_of(FILE, two)] == SAID["lines"]
    with container.open_container(FILE) as opened:
        read = [content for _, content in enclosures._contents(opened, part.manifest)]
    assert read == CONTENTS


def test_files_are_written_line_by_line_as_the_vector_says(tmp_path):
    _, two, _ = fixed_laptops()

    file = write_vector(tmp_path / "x")

    assert [line.decode() for line in lines_of(file, two)] == SAID["lines"]


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_damage_is_ever_read_or_breaks_the_reader(tmp_path, data):
    laptops = fixed_laptops()
    good = FILE.read_bytes()
    at = data.draw(st.integers(0, len(good) - 1))
    noise = data.draw(st.binary(max_size=40))
    bad = data.draw(
        st.sampled_from(
            (good[:at], good[:at] + noise + good[at:], good[:at] + noise + good[at + len(noise) :])
        )
    )
    file = tmp_path / "bad"
    file.write_bytes(bad)

    try:
        bundle.inspect(file, laptops[1].keys, roster(*laptops))
    except UserError as error:
        assert error.code.startswith("bundle.")  # noqa: PT017 - an undamaged one is right, too
    else:
        assert bad == good


HASH = "0" * 64


@pytest.mark.parametrize(
    "said",
    [
        *({}, [], "x", 3),
        {"part": 1, "key": "k", "contents": []},
        {"part": True, "key": "k", "contents": []},
        {"part": 1 << 70, "key": "k", "contents": []},
        {"part": 2, "key": 3, "contents": []},
        {"part": 2, "key": "k", "contents": {}},
        {"part": 2, "key": "k", "contents": [[HASH]]},
        {"part": 2, "key": "k", "contents": [[HASH, -1]]},
        {"part": 2, "key": "k", "contents": [[HASH, True]]},
        {"part": 2, "key": "k", "contents": [[HASH.replace("0", "G"), 1]]},
        {"part": 2, "key": "k", "contents": [["../../etc/passwd", 1]]},
    ],
)
def test_a_manifest_that_says_nonsense_is_refused(said):
    one, two, _ = fixed_laptops()
    values = json.loads(manifest(one, (one, two)).line())
    values[1]["enclosed"] = said

    with pytest.raises(UserError, match=r"bundle\.damaged"):
        manifest_of(values)


@pytest.mark.parametrize("said", [3, "x", {}, [3], ["G" * 16], ["0" * 64]])
def test_what_a_laptop_says_to_hold_is_a_list_of_beginnings(said):
    one, two, _ = fixed_laptops()
    values = json.loads(manifest(one, (one, two)).line())
    values[1]["holds"] = said

    with pytest.raises(UserError, match=r"bundle\.damaged"):
        manifest_of(values)
