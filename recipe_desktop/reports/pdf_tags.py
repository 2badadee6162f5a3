"""The structure tree of a tagged PDF: what a screen reader reads, in the order of reading."""

from dataclasses import dataclass, field

from recipe_desktop.reports.display_list import Begin
from recipe_desktop.reports.pdf_file import PdfFile, string


@dataclass(slots=True)
class _Element:
    """One element while it can still grow."""

    number: int
    tag: Begin
    parent: "_Element | None" = None
    page: int = 0  # the object number of the page of its first mark
    kids: list[bytes] = field(default_factory=list)
    continued: "dict[str, _Element]" = field(default_factory=dict)


class Structure:
    """Collects elements while the pages are painted, and writes each as soon as it is whole."""

    def __init__(self, file: PdfFile) -> None:
        self._file = file
        self._root = file.reserve()
        self._document = _Element(file.reserve(), Begin("Document"))
        self._open = [self._document]
        self._page = 0
        self._marks: list[int] = []
        self._parents: list[bytes] = []  # by key: what owns the marks of a page, or an annotation

    def start_page(self, page: int) -> int:
        """The page's key in the parent tree."""
        self._page, self._marks = page, []
        self._parents.append(b"")
        return len(self._parents) - 1

    def end_page(self, key: int) -> None:
        """Write down to which elements the marks of this page belong."""
        refs = b" ".join(b"%d 0 R" % owner for owner in self._marks)
        self._parents[key] = b"%d 0 R" % self._file.pack(self._file.reserve(), b"[%b]" % refs)

    def begin(self, tag: Begin) -> None:
        """Open an element, or go on with the one of the same key."""
        parent = self._open[-1]
        element = parent.continued.get(tag.key) if tag.key else None
        if element is None:
            element = _Element(self._file.reserve(), tag, parent)
            parent.kids.append(b"%d 0 R" % element.number)
            if tag.key:
                parent.continued[tag.key] = element
        self._open.append(element)

    def end(self) -> None:
        """Close the element that was opened last; one with a key may still go on."""
        element = self._open.pop()
        if not element.tag.key:
            self._write(element)

    @property
    def role(self) -> str:
        """The role of the innermost open element, empty outside of all."""
        return self._open[-1].tag.role if len(self._open) > 1 else ""

    @property
    def owner(self) -> int:
        """The number of the innermost open element, 0 outside of all."""
        return self._open[-1].number if len(self._open) > 1 else 0

    def mark(self) -> int:
        """A number for content of the innermost element on this page."""
        element, mark = self._open[-1], len(self._marks)
        self._marks.append(element.number)
        element.page = element.page or self._page
        element.kids.append(
            b"%d" % mark
            if element.page == self._page
            else b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (self._page, mark)
        )
        return mark

    def annotate(self, annotation: int) -> int:
        """Put a link's area into the innermost element; its key in the parent tree."""
        element = self._open[-1]
        element.kids.append(b"<</Type/OBJR/Obj %d 0 R/Pg %d 0 R>>" % (annotation, self._page))
        self._parents.append(b"%d 0 R" % element.number)
        return len(self._parents) - 1

    def close(self) -> int:
        """Write what is still open and the root; the number of the root."""
        self._write(self._document)
        rows = b" ".join(b"%d %b" % (key, owner) for key, owner in enumerate(self._parents))
        tree = self._file.pack(self._file.reserve(), b"<</Nums[%b]>>" % rows)
        return self._file.put(
            self._root,
            b"<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d>>"
            % (self._document.number, tree, len(self._parents)),
        )

    def _write(self, element: _Element) -> None:
        for kid in element.continued.values():
            self._write(kid)
        parts = [b"<</Type/StructElem/S/", element.tag.role.encode()]
        parts.append(b"/P %d 0 R" % (element.parent.number if element.parent else self._root))
        if element.page:
            parts.append(b"/Pg %d 0 R" % element.page)
        if element.tag.alt:
            parts.append(b"/Alt " + string(element.tag.alt))
        if element.tag.role == "TH":
            parts.append(b"/A<</O/Table/Scope/Column>>")
        parts.append(b"/K[%b]>>" % b" ".join(element.kids))
        self._file.pack(element.number, b"".join(parts))
