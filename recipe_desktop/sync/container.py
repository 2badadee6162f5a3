"""The outer shell of a bundle: a tar of parts that only their addressees can open.

Nothing about the content stands outside: the members are called ``part-0001.age`` and so on, the
last one is ``checksum`` with the SHA-256 of all bytes before it, so that a damaged file is told
from one that is meant for somebody else. Each part is JSON lines, compressed by zstd with a
checksum, encrypted by age. Everything streams, in both directions; limits protect from bombs.
Any tar program lists the file. A committed bundle under ``tests/data/sync`` must stay readable.
"""

import hashlib
import os
import sys
import tarfile
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import BinaryIO, Final

import pyrage

from recipe_desktop.domain.errors import UserError
from recipe_desktop.given_files import open_given
from recipe_desktop.progress import Checkpoint, unwatched

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

MAX_PARTS: Final = 1_000
MAX_FILE_BYTES: Final = 4 << 30
MAX_EXPANDED_BYTES: Final = 4 << 30
MAX_LINE_BYTES: Final = 64_000_000
_WINDOW_LOG: Final = 23  # 8 MB: what a reader must be ready to hold
_LEVEL: Final = 3
_BLOCK: Final = tarfile.BLOCKSIZE
_CHUNK: Final = 1 << 16
_QUEUED: Final = 8
_CHECKSUM: Final = "checksum"
_END: Final = bytes(2 * _BLOCK)
_VARYING: Final = frozenset((*range(124, 136), *range(148, 156)))  # size and sum in a tar header
_FEW: Final = 64  # of so many bytes one may be another, and it is still our file


class ContainerWriter:
    """Writes the parts one after the other into a file that ``new_file`` gave."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._parts = 0

    def add(self, lines: Iterable[bytes], recipients: Sequence[str]) -> None:
        """Append a part that the given age recipients can open.

        Args:
            lines: without line ends.
            recipients: ``age1...``.
        """
        self.add_content(_ended(lines), recipients)

    def add_content(self, chunks: Iterable[bytes], recipients: Sequence[str]) -> None:
        """Append a part that holds bytes and no lines."""
        self._parts += 1
        start = self._file.tell()
        self._file.write(bytes(_BLOCK))  # the header, when the size is known
        keys = [pyrage.x25519.Recipient.from_str(text) for text in recipients]
        source, target = _Source(_compressed(chunks)), _Target(self._file)
        try:
            pyrage.encrypt_io(source, target, keys)
        except pyrage.EncryptError:
            error = source.error or target.error
            if error is not None:
                raise error from None
            raise
        self._close(_part_name(self._parts), start)

    def finish(self) -> None:
        """Close the container with its checksum."""
        start = self._file.tell()
        self._file.seek(0)
        value = hashlib.sha256()
        while chunk := self._file.read(_CHUNK):
            value.update(chunk)
        self._file.seek(start)
        self._file.write(bytes(_BLOCK))
        self._file.write(value.hexdigest().encode())
        self._close(_CHECKSUM, start)
        self._file.write(_END)

    def _close(self, name: str, start: int) -> None:
        end = self._file.tell()
        size = end - start - _BLOCK
        self._file.write(bytes(-size % _BLOCK))
        after = self._file.tell()
        self._file.seek(start)
        self._file.write(_header(name, size))
        self._file.seek(after)


@dataclass(frozen=True, slots=True)
class Container:
    """A bundle whose shell is sound.

    Args:
        sha256: of the whole file; a repeated file is known by it.
        parts: start and size in bytes of each part.
        step: called by whoever reads on.
    """

    file: BinaryIO
    sha256: str
    parts: tuple[tuple[int, int], ...]
    step: Checkpoint = unwatched


@contextmanager
def open_container(path: Path, step: Checkpoint = unwatched) -> Iterator[Container]:
    """The parts of a bundle file.

    Raises:
        UserError: file.no_file, bundle.unreadable (it cannot be read), bundle.not_ours (of another kind),
            bundle.truncated (copied in part), bundle.damaged (changed).
    """
    try:
        file = open_given(path)
    except OSError as error:
        raise UserError("bundle.unreadable", file=path.name) from error
    with file:
        try:
            container = _walk(file, step)
        except OSError as error:
            raise UserError("bundle.unreadable", file=path.name) from error
        yield container


def read_lines(
    container: Container, number: int, *identities: pyrage.x25519.Identity
) -> Generator[bytes]:
    """The lines of a part, without line ends, as they are decrypted; the first part is number 1.

    Close the iterator when stopping early: a thread stands behind it.

    Raises:
        UserError: bundle.foreign, bundle.damaged, bundle.too_large.
    """
    rest: list[bytes] = []
    waiting = 0
    with closing(read_content(container, number, *identities)) as chunks:
        for chunk in chunks:
            first, *others = chunk.split(b"\n")
            rest.append(first)
            waiting += len(first)
            if waiting > MAX_LINE_BYTES:
                raise UserError("bundle.too_large")
            if others:
                yield b"".join(rest)
                yield from others[:-1]
                rest = [others[-1]]
                waiting = len(others[-1])
    if waiting:
        raise UserError("bundle.damaged", where="end")


def read_content(
    container: Container, number: int, *identities: pyrage.x25519.Identity
) -> Generator[bytes]:
    """The bytes of a part, as they are decrypted; only one part can be read at a time.

    Close the iterator when stopping early: a thread stands behind it.

    Raises:
        UserError: bundle.foreign, bundle.damaged, bundle.too_large.
    """
    with closing(_decrypted(container, number, identities)) as chunks:
        for chunk in _expanded(chunks):
            container.step()
            yield chunk


def _walk(file: BinaryIO, step: Checkpoint) -> Container:
    total = hashlib.sha256()
    parts: list[tuple[int, int]] = []
    size = file.seek(0, os.SEEK_END)
    if size > MAX_FILE_BYTES:
        raise UserError("bundle.too_large")
    file.seek(0)
    while True:
        before = total.hexdigest()
        header = _next_header(file, is_first=not parts)
        total.update(header)
        length = _size(header)
        if header == _header(_CHECKSUM, len(before)):
            total.update(_tail(file, before))
            if not parts:
                raise UserError("bundle.damaged", where="checksum")
            return Container(file, total.hexdigest(), tuple(parts), step)
        if header != _header(_part_name(len(parts) + 1), length) or len(parts) >= MAX_PARTS:
            raise UserError("bundle.damaged", where="header")
        padding = -length % _BLOCK
        start = file.tell()
        if start + length + padding > size:
            raise UserError("bundle.truncated")
        parts.append((start, length))
        for chunk in _chunks(file, length + padding):
            step()
            total.update(chunk)


def _chunks(file: BinaryIO, length: int) -> Iterator[bytes]:
    """The next so many bytes, a piece at a time."""
    left = length
    while left:
        chunk = file.read(min(left, _CHUNK))
        if not chunk:
            raise UserError("bundle.damaged", where="length")
        yield chunk
        left -= len(chunk)


def _tail(file: BinaryIO, checksum: str) -> bytes:
    """What stands behind the last header: the checksum of all before it, and nothing else."""
    tail = checksum.encode().ljust(_BLOCK, b"\0") + _END
    read = file.read(len(tail) + 1)
    if len(read) < len(tail) and tail.startswith(read):
        raise UserError("bundle.truncated")
    if read != tail:
        raise UserError("bundle.damaged", where="checksum")
    return read


def _header(name: str, size: int) -> bytes:
    """The one header we write; whatever differs from it is not ours."""
    member = tarfile.TarInfo(name)
    member.size = size
    return member.tobuf(tarfile.USTAR_FORMAT)


def _next_header(file: BinaryIO, *, is_first: bool) -> bytes:
    header = file.read(_BLOCK)
    if is_first and not _is_like_ours(header):
        raise UserError("bundle.not_ours")
    if len(header) < _BLOCK:
        raise UserError("bundle.truncated")
    return header


def is_begun_by(beginning: bytes) -> bool:
    """Whether a file that begins so is one of these."""
    return len(beginning) >= _BLOCK and _is_like_ours(beginning[:_BLOCK])


def _is_like_ours(header: bytes) -> bool:
    """Whether a file begins as a bundle does, even if a few bytes of that were changed."""
    ours = _header(_part_name(1), 0)
    changed = (at for at, byte in enumerate(header) if byte != ours[at])
    return len(set(changed) - _VARYING) <= len(header) // _FEW


def _size(header: bytes) -> int:
    try:
        size = int(header[124:135], 8)
    except ValueError:
        size = -1
    if size < 0:
        raise UserError("bundle.damaged", where="header")
    return size


def _part_name(number: int) -> str:
    return f"part-{number:04d}.age"


def packed(lines: Iterable[bytes]) -> bytes:
    """Lines, compressed, for a file that is held in memory as a whole."""
    return b"".join(_compressed(_ended(lines)))


def unpacked(content: bytes) -> list[bytes]:
    """The lines that ``packed`` took.

    Raises:
        UserError: bundle.damaged, bundle.too_large.
    """
    lines = b"".join(_expanded(iter((content,)))).split(b"\n")
    if lines.pop():
        raise UserError("bundle.damaged", where="end")
    return lines


def _ended(lines: Iterable[bytes]) -> Iterator[bytes]:
    for line in lines:
        yield line
        yield b"\n"


def _compressed(chunks: Iterable[bytes]) -> Iterator[bytes]:
    compressor = zstd.ZstdCompressor(
        options={
            zstd.CompressionParameter.compression_level: _LEVEL,
            zstd.CompressionParameter.checksum_flag: 1,
            zstd.CompressionParameter.window_log: _WINDOW_LOG - 2,
        }
    )
    for chunk in chunks:
        yield compressor.compress(chunk)
    yield compressor.flush()


def _expanded(chunks: Iterator[bytes]) -> Iterator[bytes]:
    decompressor = zstd.ZstdDecompressor(
        options={zstd.DecompressionParameter.window_log_max: _WINDOW_LOG}
    )
    total = 0
    try:
        for chunk in chunks:
            data = chunk
            while data or not decompressor.needs_input:
                if decompressor.eof:
                    raise UserError("bundle.damaged", where="after the end")
                expanded = decompressor.decompress(data, _CHUNK * 4)
                data = b""
                total += len(expanded)
                if total > MAX_EXPANDED_BYTES:
                    raise UserError("bundle.too_large")
                if expanded:
                    yield expanded
                if decompressor.eof:
                    break
            if decompressor.eof and decompressor.unused_data:
                raise UserError("bundle.damaged", where="after the end")
    except zstd.ZstdError as error:
        raise UserError("bundle.damaged", where="compression") from error
    if not decompressor.eof:
        raise UserError("bundle.damaged", where="end")


class _Source:
    """A file to read from, fed by an iterator: what age encrypts."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._buffer = bytearray()
        self.error: BaseException | None = None

    def read(self, size: int) -> bytes:
        try:
            while len(self._buffer) < size:
                self._buffer += next(self._chunks)
        except StopIteration:
            pass
        except BaseException as error:
            self.error = error  # age passes on no more than its text
            raise
        taken = bytes(self._buffer[:size])
        del self._buffer[:size]
        return taken


class _Target:
    """A file to write to, which keeps what went wrong: what age writes."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.error: OSError | None = None

    def write(self, data: bytes) -> int:
        try:
            return self._file.write(data)
        except OSError as error:
            self.error = error  # age passes on no more than its text
            raise


class _Window:
    """The bytes of one part as a file: what age decrypts."""

    def __init__(self, file: BinaryIO, start: int, size: int) -> None:
        self._file = file
        self._at = start
        self._left = size

    def read(self, size: int) -> bytes:
        self._file.seek(self._at)
        chunk = self._file.read(min(size, self._left))
        self._at += len(chunk)
        self._left -= len(chunk)
        return chunk


class _Abandoned(Exception):  # noqa: N818 - not an error: nobody reads on
    pass


class _Sink:
    """A file to write to that hands its content to another thread, which may be slower."""

    def __init__(self, queue: "Queue[bytes | Exception | None]") -> None:
        self._queue = queue
        self._buffer = bytearray()
        self.is_abandoned = False

    def write(self, data: bytes) -> int:
        if self.is_abandoned:
            raise _Abandoned
        self._buffer += data
        if len(self._buffer) >= _CHUNK:
            self.flush()
        return len(data)

    def flush(self) -> None:
        if self._buffer:
            self._queue.put(bytes(self._buffer))
            self._buffer.clear()


def _decrypted(
    container: Container, number: int, identities: Sequence[pyrage.x25519.Identity]
) -> Generator[bytes]:
    """What age decrypts, drawn instead of pushed: a thread pushes into a short queue."""
    queue: Queue[bytes | Exception | None] = Queue(_QUEUED)
    sink = _Sink(queue)
    window = _Window(container.file, *container.parts[number - 1])

    def push() -> None:
        end: Exception | None = None
        try:
            pyrage.decrypt_io(window, sink, list(identities))
            sink.flush()
        except Exception as error:  # noqa: BLE001 - is raised where it is read
            end = error
        queue.put(end)

    thread = Thread(target=push, name="decrypt", daemon=True)
    thread.start()
    item: bytes | Exception | None = b""
    try:
        while isinstance(item := queue.get(), bytes):
            yield item
    finally:
        sink.is_abandoned = True
        while isinstance(item, bytes):
            item = queue.get()
        thread.join()
    if item is not None:
        foreign = isinstance(item, pyrage.DecryptError) and "No matching keys" in str(item)
        raise UserError("bundle.foreign" if foreign else "bundle.damaged", where="age") from item
