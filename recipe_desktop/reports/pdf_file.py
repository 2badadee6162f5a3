"""The bare bones of a PDF file (ISO 32000-1): objects, streams, the table of where they lie.

reportlab's document keeps every object until the end; here each is written as it comes, and only
its place stays in memory, so that a register of thousands of pages needs no more than one page.
"""

import hashlib
import zlib
from typing import BinaryIO

_PACKED = 200  # objects in one object stream: dense enough, and quick to open one by one
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


class PdfFile:
    """Writes objects to a file. The same objects in the same order give the same bytes."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._offset = 0
        self._digest = hashlib.sha256()
        # Of every object: (kind, place, index), as the cross-reference stream has it.
        self._places: list[tuple[int, int, int]] = [(0, 0, 0xFFFF)]
        self._waiting: list[tuple[int, bytes]] = []
        self._write(_HEADER)

    def reserve(self) -> int:
        """A number for an object that is written later, so that others can already name it."""
        self._places.append((0, 0, 0))
        return len(self._places) - 1

    def put(self, number: int, body: bytes) -> int:
        """Write an object in the open."""
        self._places[number] = (1, self._offset, 0)
        self._write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        return number

    def add(self, body: bytes) -> int:
        """Write an object that nobody had to name before."""
        return self.put(self.reserve(), body)

    def pack(self, number: int, body: bytes) -> int:
        """Write a small object together with others, compressed."""
        self._waiting.append((number, body))
        if len(self._waiting) == _PACKED:
            self._flush_packed()
        return number

    def put_stream(self, number: int, content: bytes, entries: bytes = b"") -> int:
        """Write a stream, compressed."""
        packed = zlib.compress(content)
        head = b"<</Length %d/Filter/FlateDecode%b>>" % (len(packed), entries)
        return self.put(number, b"%b\nstream\n%b\nendstream" % (head, packed))

    def add_stream(self, content: bytes, entries: bytes = b"") -> int:
        """Write a stream that nobody had to name before."""
        return self.put_stream(self.reserve(), content, entries)

    def close(self, root: int, info: int) -> None:
        """Write where everything lies; the file's identity comes from its content."""
        self._flush_packed()
        number, start = self.reserve(), self._offset
        self._places[number] = (1, start, 0)
        rows = b"".join(
            bytes((kind,)) + place.to_bytes(5, "big") + index.to_bytes(2, "big")
            for kind, place, index in self._places
        )
        name = self._digest.hexdigest()[:32].encode()
        entries = b"/Type/XRef/Size %d/W[1 5 2]/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]" % (
            len(self._places),
            root,
            info,
            name,
            name,
        )
        self.put_stream(number, rows, entries)
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)

    def _flush_packed(self) -> None:
        if not self._waiting:
            return
        stream = self.reserve()
        index, bodies, length = [], [], 0
        for place, (number, body) in enumerate(self._waiting):
            self._places[number] = (2, stream, place)
            index.append(b"%d %d" % (number, length))
            bodies.append(body)
            length += len(body) + 1
        head = b" ".join(index) + b"\n"
        entries = b"/Type/ObjStm/N %d/First %d" % (len(bodies), len(head))
        self._waiting.clear()
        self.put_stream(stream, head + b"\n".join(bodies), entries)

    def _write(self, data: bytes) -> None:
        self._out.write(data)
        self._offset += len(data)
        self._digest.update(data)


def string(text: str) -> bytes:
    """A text in the file's own words: titles, bookmarks, addresses."""
    if text.isascii() and text.isprintable():
        return b"(%b)" % escape(text.encode())
    return b"<FEFF%b>" % text.encode("utf-16-be").hex().encode()


def escape(data: bytes) -> bytes:
    """The inside of a literal string."""
    return (
        data.replace(b"\\", b"\\\\")
        .replace(b"(", b"\\(")
        .replace(b")", b"\\)")
        .replace(b"\r", b"\\r")
    )


def number(value: float) -> bytes:
    """A measure, to a hundredth of a point."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return b"0" if text == "-0" else text.encode()
