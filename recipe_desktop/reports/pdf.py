"""Paints a document into a PDF file.

Tagged, with outline and language, fonts embedded and cut down to what occurs, and the same bytes
for the same document: nothing in the file comes from the clock or from chance. Only the font
machinery is reportlab's; its canvas holds every page until the end and knows no structure.
"""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape as xml

from PIL import Image

from recipe_desktop.new_files import new_file
from recipe_desktop.progress import Progress, unheard
from recipe_desktop.reports.display_list import (
    Begin,
    Bookmark,
    Document,
    End,
    Face,
    Hatch,
    Item,
    Line,
    Link,
    Page,
    Picture,
    Polygon,
    Rect,
    Target,
    Text,
)
from recipe_desktop.reports.pdf_file import PdfFile, number, string
from recipe_desktop.reports.pdf_fonts import SubsetFont
from recipe_desktop.reports.pdf_tags import Structure

_PRODUCER = "RECiPE Desktop"
_NO_PAGE_YET = -1
_ROUND = 0.5523  # a quarter of a circle as a Bézier curve


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A finished file."""

    path: Path
    pages: int
    missing_glyphs: tuple[str, ...] = ()


def write(document: Document, path: Path, progress: Progress = unheard) -> WrittenFile:
    """Write the document; the file appears whole or not at all.

    Args:
        progress: is told the pages done and their number after each page; what it raises ends
            the work and leaves nothing behind.

    Raises:
        UserError: file.disk_full, file.is_store, file.no_file, file.not_writable.
    """
    with new_file(path) as out:
        _Painter(PdfFile(out), document).paint(progress)
    return WrittenFile(path, len(document.pages), document.missing_glyphs)


class _Painter:
    """Walks through a document once."""

    def __init__(self, file: PdfFile, document: Document) -> None:
        self._file = file
        self._document = document
        self._structure = Structure(file)
        self._fonts = {face: SubsetFont(face) for face in Face}
        self._pictures: dict[bytes, int] = {}
        self._resources = file.reserve()
        self._tree = file.reserve()
        self._pages = [file.reserve() for _ in range(len(document.pages))]

    def paint(self, progress: Progress) -> None:
        """Write every page, then what belongs to the whole."""
        for index, page in enumerate(self._document.pages):
            self._page(index, page)
            progress(index + 1, len(self._pages))
        self._finish()

    def _page(self, index: int, page: Page) -> None:
        own = self._pages[index]
        key = self._structure.start_page(own)
        content = _Content(page, self._fonts, self._structure, self._picture)
        links: list[int] = []
        for item in page.items:
            if isinstance(item, Link):
                links.append(self._link(item, page.height))
            else:
                content.paint(item)
        stream = self._file.add_stream(content.finish())
        self._structure.end_page(key)
        annotations = b" ".join(b"%d 0 R" % link for link in links)
        self._file.put(
            own,
            b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %b %b]/Resources %d 0 R/Contents %d 0 R"
            b"/StructParents %d/Tabs/S%b>>"
            % (
                self._tree,
                number(page.width),
                number(page.height),
                self._resources,
                stream,
                key,
                b"/Annots[%b]" % annotations if links else b"",
            ),
        )

    def _link(self, link: Link, height: float) -> int:
        own = self._file.reserve()
        corners = (link.x, height - link.y - link.height, link.x + link.width, height - link.y)
        if isinstance(link.to, Target):
            action = b"/Dest " + self._destination(link.to)
        else:
            action = b"/A<</S/URI/URI %b>>" % string(link.to)
        inside = (
            b"/StructParent %d" % self._structure.annotate(own) if self._structure.owner else b""
        )
        return self._file.put(
            own,
            b"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[%b]/Contents %b%b%b>>"
            % (
                b" ".join(map(number, corners)),
                string(link.title or _PRODUCER),
                action,
                inside,
            ),
        )

    def _destination(self, to: Target) -> bytes:
        _width, height = self._document.page_size(to.page)
        return b"[%d 0 R/XYZ null %b null]" % (self._pages[to.page], number(height - to.y))

    def _picture(self, data: bytes) -> bytes:
        if data not in self._pictures:
            with Image.open(io.BytesIO(data)) as opened:
                picture = opened.convert("RGBA")
            size = (
                b"/Type/XObject/Subtype/Image/BitsPerComponent 8/Width %d/Height %d" % picture.size
            )
            mask = self._file.add_stream(
                picture.getchannel("A").tobytes(), size + b"/ColorSpace/DeviceGray"
            )
            self._pictures[data] = self._file.add_stream(
                picture.convert("RGB").tobytes(),
                size + b"/ColorSpace/DeviceRGB/SMask %d 0 R" % mask,
            )
        return b"X%d" % self._pictures[data]

    def _finish(self) -> None:
        file, document = self._file, self._document
        fonts = b"".join(
            b"/%b %d 0 R" % (_FONT_NAMES[face], font.write(file))
            for face, font in self._fonts.items()
            if font.is_used
        )
        pictures = b"".join(b"/X%d %d 0 R" % (own, own) for own in self._pictures.values())
        file.put(self._resources, b"<</Font<<%b>>/XObject<<%b>>>>" % (fonts, pictures))
        kids = b" ".join(b"%d 0 R" % page for page in self._pages)
        file.put(self._tree, b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(self._pages), kids))
        metadata = file.reserve()
        _put_metadata(file, metadata, document)
        outline = self._outline(document.outline)
        root = file.add(
            b"<</Type/Catalog/Pages %d 0 R/Lang %b/MarkInfo<</Marked true>>/StructTreeRoot %d 0 R"
            b"/Metadata %d 0 R/ViewerPreferences<</DisplayDocTitle true>>%b>>"
            % (
                self._tree,
                string(document.language),
                self._structure.close(),
                metadata,
                b"/PageMode/UseOutlines/Outlines %d 0 R" % outline if outline else b"",
            )
        )
        file.close(root, _put_info(file, document))

    def _outline(self, bookmarks: Sequence[Bookmark]) -> int:
        """Write the bookmarks, closed below the first level; 0 when there are none."""
        if not bookmarks:
            return 0
        root = self._file.reserve()
        numbers = [self._file.reserve() for _ in bookmarks]
        kids: dict[int, list[int]] = {root: []}
        path = [root]
        for own, bookmark in zip(numbers, bookmarks, strict=True):
            del path[bookmark.level + 1 :]
            kids[path[-1]].append(own)
            kids[own] = []
            path.append(own)
        parents = {kid: parent for parent, below in kids.items() for kid in below}
        places = {kid: place for below in kids.values() for place, kid in enumerate(below)}
        for own, bookmark in zip(numbers, bookmarks, strict=True):
            siblings, below, place = kids[parents[own]], kids[own], places[own]
            parts = [b"<</Title %b/Parent %d 0 R" % (string(bookmark.title), parents[own])]
            parts.append(b"/Dest " + self._destination(bookmark.to))
            if place:
                parts.append(b"/Prev %d 0 R" % siblings[place - 1])
            if place + 1 < len(siblings):
                parts.append(b"/Next %d 0 R" % siblings[place + 1])
            if below:
                parts.append(
                    b"/First %d 0 R/Last %d 0 R/Count -%d" % (below[0], below[-1], len(below))
                )
            self._file.put(own, b"".join(parts) + b">>")
        top = kids[root]
        return self._file.put(
            root,
            b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>" % (top[0], top[-1], len(top)),
        )


_FONT_NAMES = {Face.REGULAR: b"R", Face.BOLD: b"B", Face.OBLIQUE: b"O"}
_FURNITURE = 0


class _Content:
    """The painting operators of one page."""

    def __init__(
        self,
        page: Page,
        fonts: dict[Face, SubsetFont],
        structure: Structure,
        picture: Callable[[bytes], bytes],
    ) -> None:
        self._height = page.height
        self._fonts = fonts
        self._structure = structure
        self._picture = picture
        self._code: list[bytes] = []
        self._owner = _NO_PAGE_YET  # whose content is being written
        self._in_text = False
        self._font: tuple[Face, float] | None = None
        self._fill = self._stroke = "#000000"
        self._stroke_width = 1.0

    def paint(self, item: Item) -> None:
        """Write one item."""
        match item:
            case Text():
                self._text(item)
            case Begin():
                self._structure.begin(item)
            case End():
                self._structure.end()
            case Line() | Rect() | Hatch() | Polygon():
                self._shape()
                self._draw(item)
            case Picture():
                self._shape()
                size = number(item.width), number(item.height)
                corner = self._point(item.x, item.y + item.height)
                name = self._picture(item.data)
                self._code.append(b"q %b 0 0 %b %b cm /%b Do Q" % (*size, corner, name))
            case Link():
                pass  # an area above the page, not paint on it

    def _draw(self, item: Line | Rect | Hatch | Polygon) -> None:
        match item:
            case Line():
                self._pen(item.colour, item.width)
                rule = b"%b m %b l S" % (
                    self._point(item.x1, item.y1),
                    self._point(item.x2, item.y2),
                )
                if item.dash:
                    lengths = b" ".join(map(number, item.dash))
                    rule = b"[%b] 0 d %b [] 0 d" % (lengths, rule)
                self._code.append(rule)
            case Rect():
                self._area(self._outline(item), item.fill, item.stroke, item.stroke_width)
            case Hatch():
                self._pen(item.colour, item.line_width)
                ends = (
                    b"%b m %b l" % (self._point(x1, y1), self._point(x2, y2))
                    for x1, y1, x2, y2 in item.lines()
                )
                self._code.append(b" ".join(ends) + b" S")
            case Polygon():
                first, *others = (self._point(x, y) for x, y in item.points)
                path = b"%b m " % first + b"".join(b"%b l " % point for point in others) + b"h"
                self._area(path, item.fill, item.stroke, item.stroke_width)

    def finish(self) -> bytes:
        """Close what is open; the page's stream."""
        self._leave_text()
        if self._owner != _NO_PAGE_YET:
            self._code.append(b"EMC")
        return b"\n".join(self._code)

    def _text(self, item: Text) -> None:
        self._belong_to(self._structure.owner)
        if not self._in_text:
            self._code.append(b"BT")
            self._in_text, self._font = True, None
        if item.colour != self._fill:
            self._fill = item.colour
            self._code.append(_colour(item.colour) + b" rg")
        if (item.face, item.size) != self._font:
            self._font = item.face, item.size
            self._code.append(b"/%b %b Tf" % (_FONT_NAMES[item.face], number(item.size)))
        text = self._fonts[item.face].encode(item.text)
        self._code.append(b"1 0 0 1 %b Tm (%b) Tj" % (self._point(item.x, item.y), text))

    def _shape(self) -> None:
        self._belong_to(self._structure.owner if self._structure.role == "Figure" else _FURNITURE)
        self._leave_text()

    def _leave_text(self) -> None:
        if self._in_text:
            self._code.append(b"ET")
            self._in_text = False

    def _belong_to(self, owner: int) -> None:
        """Start a new marked stretch where the content gets another owner."""
        if owner == self._owner:
            return
        self._leave_text()
        if self._owner != _NO_PAGE_YET:
            self._code.append(b"EMC")
        self._owner = owner
        if owner == _FURNITURE:
            self._code.append(b"/Artifact BMC")
        else:
            role = self._structure.role.encode()
            self._code.append(b"/%b <</MCID %d>> BDC" % (role, self._structure.mark()))

    def _pen(self, colour: str, width: float) -> None:
        if colour != self._stroke:
            self._stroke = colour
            self._code.append(_colour(colour) + b" RG")
        if width != self._stroke_width:
            self._stroke_width = width
            self._code.append(number(width) + b" w")

    def _area(self, path: bytes, fill: str, stroke: str, stroke_width: float) -> None:
        if fill and fill != self._fill:
            self._fill = fill
            self._code.append(_colour(fill) + b" rg")
        if stroke:
            self._pen(stroke, stroke_width)
        paint = b"B" if fill and stroke else b"f" if fill else b"S" if stroke else b"n"
        self._code.append(path + b" " + paint)

    def _outline(self, item: Rect) -> bytes:
        left, top, right, bottom = item.x, item.y, item.x + item.width, item.y + item.height
        r = item.radius
        if not r:
            size = number(item.width), number(item.height)
            return b"%b %b %b re" % (self._point(left, bottom), *size)
        arm = r * _ROUND
        path = [self._point(left + r, top) + b" m"]
        for corner, before, after in (
            ((right, top), (-1, 0), (0, 1)),
            ((right, bottom), (0, -1), (-1, 0)),
            ((left, bottom), (1, 0), (0, -1)),
            ((left, top), (0, 1), (1, 0)),
        ):
            (x, y), (bx, by), (ax, ay) = corner, before, after
            path.append(self._point(x + bx * r, y + by * r) + b" l")
            bend = (
                self._point(x + bx * (r - arm), y + by * (r - arm)),
                self._point(x + ax * (r - arm), y + ay * (r - arm)),
                self._point(x + ax * r, y + ay * r),
            )
            path.append(b" ".join(bend) + b" c")
        return b" ".join(path) + b" h"

    def _point(self, x: float, y: float) -> bytes:
        return number(x) + b" " + number(self._height - y)


def _colour(colour: str) -> bytes:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return b"%.3f %.3f %.3f" % (red / 255, green / 255, blue / 255)


def _put_info(file: PdfFile, document: Document) -> int:
    made = document.state_of.strftime("(D:%Y%m%d000000Z)").encode()
    author = b"/Author " + string(document.author) if document.author else b""
    return file.add(
        b"<</Title %b%b/Creator %b/Producer %b/CreationDate %b/ModDate %b>>"
        % (string(document.title), author, *[string(_PRODUCER)] * 2, made, made)
    )


def _put_metadata(file: PdfFile, own: int, document: Document) -> None:
    """The same facts once more as XMP, uncompressed so that archives can read them."""
    day = f"{document.state_of.isoformat()}T00:00:00Z"
    creator = f"<dc:creator><rdf:Seq><rdf:li>{xml(document.author)}</rdf:li></rdf:Seq></dc:creator>"
    text = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{xml(document.title)}</rdf:li></rdf:Alt>'
        f"</dc:title>{creator if document.author else ''}"
        f"<dc:language><rdf:Bag><rdf:li>{xml(document.language)}</rdf:li></rdf:Bag></dc:language>"
        f"<xmp:CreateDate>{day}</xmp:CreateDate><xmp:ModifyDate>{day}</xmp:ModifyDate>"
        f"<xmp:CreatorTool>{_PRODUCER}</xmp:CreatorTool><pdf:Producer>{_PRODUCER}</pdf:Producer>"
        "</rdf:Description></rdf:RDF></x:xmpmeta>"
        '<?xpacket end="w"?>'
    ).encode()
    file.put(
        own,
        b"<</Type/Metadata/Subtype/XML/Length %d>>\nstream\n%b\nendstream" % (len(text), text),
    )
