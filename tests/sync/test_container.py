import errno
import io
import os
import tarfile
import threading

import pytest

from recipe_desktop.domain.errors import UserError
from recipe_desktop.new_files import new_file
from recipe_desktop.sync import container
from tests.sync.laptops import lines_of, write_lines

zstd = container.zstd


def refusal(path, reader, number=1):
    with pytest.raises(UserError) as error:
        lines_of(path, reader, number)
    return error.value.code


def test_each_part_is_read_by_those_it_is_for_and_by_nobody_else(tmp_path, laptop):
    one, two = laptop(), laptop()
    file = write_lines(tmp_path / "x", [([b"for one", b""], [one]), ([b"for both"], [one, two])])

    assert lines_of(file, one, 1) == [b"for one", b""]
    assert lines_of(file, two, 2) == lines_of(file, one, 2) == [b"for both"]
    assert refusal(file, two, 1) == "bundle.foreign"


def test_any_tar_program_lists_the_file_and_learns_nothing(tmp_path, laptop):
    file = write_lines(tmp_path / "x", [([b"cluster:HU"], [laptop()])] * 2)

    with tarfile.open(file) as listed:
        assert listed.getnames() == ["part-0001.age", "part-0002.age", "checksum"]
        assert {(m.mtime, m.uid, m.uname, m.mode) for m in listed} == {(0, 0, "", 0o644)}


def test_a_part_without_lines_and_one_with_long_lines_survive(tmp_path, laptop):
    reader = laptop()
    long = [b"x" * 1_000_000, b"", b"y" * 300_000]
    file = write_lines(tmp_path / "x", [([], [reader]), (long, [reader])])

    assert lines_of(file, reader, 1) == []
    assert lines_of(file, reader, 2) == long


class _FullDisk(io.BytesIO):
    """Takes 64 kB, and no more."""

    def write(self, data, /):
        if self.tell() + len(data) > 64_000:
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(data)


def test_a_disk_that_fills_while_a_part_is_encrypted_says_so(laptop):
    writer = container.ContainerWriter(_FullDisk())

    with pytest.raises(OSError, match="No space left") as refused:
        writer.add([os.urandom(1 << 20)], [laptop().card.age_recipient])

    assert refused.value.errno == errno.ENOSPC


def test_a_changed_byte_anywhere_is_damage_even_in_a_part_for_others(tmp_path, laptop):
    reader, other = laptop(), laptop()
    file = write_lines(tmp_path / "x", [([b"theirs"], [other]), ([b"mine"], [reader])])
    good = file.read_bytes()

    for at in range(0, len(good), 7):
        file.write_bytes(good[:at] + bytes([good[at] ^ 4]) + good[at + 1 :])
        assert refusal(file, reader, 2) == "bundle.damaged"


def test_a_truncated_file_is_told_from_a_prolonged_one(tmp_path, laptop):
    reader = laptop()
    file = write_lines(tmp_path / "x", [([b"mine"], [reader])])
    good = file.read_bytes()

    for end in (*range(0, len(good), 97), len(good) - 1):
        file.write_bytes(good[:end])
        assert refusal(file, reader) == "bundle.truncated"
    file.write_bytes(good + b"\0")
    assert refusal(file, reader) == "bundle.damaged"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("../../etc/passwd", "bundle.not_ours"),
        ("checksum", "bundle.not_ours"),
        ("part-0002.age", "bundle.damaged"),
        ("part-0001.age/x", "bundle.damaged"),
        ("part-0001.exe", "bundle.damaged"),
    ],
)
def test_a_member_of_another_name_is_refused(tmp_path, laptop, name, code):
    file = tmp_path / "x"
    with tarfile.open(file, "w", format=tarfile.USTAR_FORMAT) as made:
        member = tarfile.TarInfo(name)
        made.addfile(member)

    assert refusal(file, laptop()) == code


def test_a_size_beyond_the_file_is_taken_for_a_file_that_ends_too_early(tmp_path, laptop):
    member = tarfile.TarInfo("part-0001.age")
    member.size = 8 * 1024**3 - 1
    (tmp_path / "x").write_bytes(member.tobuf(tarfile.USTAR_FORMAT) + bytes(2048))

    assert refusal(tmp_path / "x", laptop()) == "bundle.truncated"


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n",
        b"SQLite format 3\0" * 900,
        b"PK\3\4" + bytes(2000),
        b"Name;City\n",
        bytes(4096),
    ],
    ids=["pdf", "store", "workbook", "list", "zeros"],
)
def test_a_file_of_another_kind_is_not_called_damaged(tmp_path, laptop, content):
    (tmp_path / "x").write_bytes(content)

    assert refusal(tmp_path / "x", laptop()) == "bundle.not_ours"


def test_a_bomb_is_refused_while_it_expands(tmp_path, laptop, monkeypatch):
    reader = laptop()
    bomb = write_lines(tmp_path / "bomb", [([b"0" * 1000] * 20_000, [reader])])
    line = write_lines(tmp_path / "line", [([b"0" * 3_000_000], [reader])])

    monkeypatch.setattr(container, "MAX_EXPANDED_BYTES", 5_000_000)
    assert refusal(bomb, reader) == "bundle.too_large"
    monkeypatch.setattr(container, "MAX_LINE_BYTES", 1_000_000)
    assert refusal(line, reader) == "bundle.too_large"
    monkeypatch.setattr(container, "MAX_FILE_BYTES", 100)
    assert refusal(line, reader) == "bundle.too_large"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no zstd at all",
        zstd.compress(b"line without an end"),
        zstd.compress(b"line\n")[:-1],
        zstd.compress(b"line\n") + b"more",
        zstd.compress(b"line\n") * 2,
        zstd.compress(b"line\n", options={zstd.CompressionParameter.window_log: 27}),
    ],
    ids=["empty", "noise", "no end", "cut", "more", "twice", "small with a large window"],
)
def test_what_is_not_one_whole_stream_of_lines_is_damage(tmp_path, laptop, data, request):
    reader = laptop()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(container, "_compressed", lambda lines: iter([data]))
        file = write_lines(tmp_path / "x", [([], [reader])])

    if "window" in request.node.name:  # one frame whose size is known needs no window
        assert lines_of(file, reader) == [b"line"]
    else:
        assert refusal(file, reader) == "bundle.damaged"


def test_a_window_larger_than_ours_is_refused(tmp_path, laptop):
    reader = laptop()
    compressor = zstd.ZstdCompressor(options={zstd.CompressionParameter.window_log: 27})
    data = [compressor.compress(b"line\n"), compressor.flush()]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(container, "_compressed", lambda lines: iter(data))
        file = write_lines(tmp_path / "x", [([], [reader])])

    assert refusal(file, reader) == "bundle.damaged"


def test_a_changed_byte_below_the_encryption_fails_the_checksum(tmp_path, laptop):
    reader = laptop()
    data = bytearray(b"".join(container._compressed([b"Kecskemet " * 9, b"Gyor" * 7])))
    data[-8] ^= 1
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(container, "_compressed", lambda lines: iter([bytes(data)]))
        file = write_lines(tmp_path / "x", [([], [reader])])

    assert refusal(file, reader) == "bundle.damaged"


@pytest.mark.parametrize("name", ["absent", ".", "empty"])
def test_what_cannot_be_read_is_said_to_be_so(tmp_path, laptop, name):
    (tmp_path / "empty").touch()

    expected = "bundle.truncated" if name == "empty" else "bundle.unreadable"
    assert refusal(tmp_path / name, laptop()) == expected


def test_lines_stream_and_stopping_early_leaves_no_thread(tmp_path, laptop):
    reader = laptop()
    file = write_lines(tmp_path / "x", [((b"%060d" % i * 40 for i in range(20_000)), [reader])])
    before = threading.active_count()

    with container.open_container(file) as opened:
        lines = container.read_lines(opened, 1, reader.keys.identity)
        first = next(lines)
        position = opened.file.tell()
        lines.close()

    assert first == b"%060d" % 0 * 40
    assert position < file.stat().st_size
    assert threading.active_count() == before


def test_writing_draws_lines_only_as_it_needs_them(tmp_path, laptop):
    reader = laptop()
    sizes = []

    def lines():
        for _ in range(300):
            yield os.urandom(5_000).hex().encode()
            sizes.append(part.stat().st_size)

    with new_file(tmp_path / "x") as file:
        [part] = tmp_path.glob("*.part")
        container.ContainerWriter(file).add(lines(), [reader.card.age_recipient])

    assert sizes[0] < sizes[-1]


def test_what_breaks_while_lines_are_drawn_is_told_as_it_is(tmp_path, laptop):
    def lines():
        yield b"one"
        raise UserError("store.busy")

    with pytest.raises(UserError, match=r"store\.busy"):
        write_lines(tmp_path / "x", [(lines(), [laptop()])])

    assert [p for p in tmp_path.iterdir() if p.is_file()] == []
