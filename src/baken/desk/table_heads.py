"""Tables in a PDF whose rows have heads: the first cell of each row names what the row is of.

Typst tags what stands in a table's header as heads of columns, and has no way yet to say that a cell is the
head of its row; under a heading in between it lets each cell name the heads of all columns. So the tags are
put right in what it wrote: of each row the first cell becomes a head (`TH`, scope `Row`), and every other
cell names the heads of its own column, of the heading above it and of its row, as ISO 32000-1, 14.8.5.7 has
it. Nothing that can be seen changes, and the same document gives the same bytes.
"""

import re
from collections.abc import Iterator

_HEADER = re.compile(rb"(\d{10}) 00000 n")
_PARTS = re.compile(rb"/K\[([^\]]*)\]")
_REFERENCE = re.compile(rb"(\d+) 0 R")
_KIND = re.compile(rb"/S/(\w+)")
_ID = re.compile(rb"/ID\((\w+)\)")
_COLUMNS = re.compile(rb"/ColSpan (\d+)")
_OF_TABLE = re.compile(rb"<</O/Table(?:/Scope/\w+)?(?:/Headers\[[^\]]*\])?")
_NAMES = re.compile(rb"/IDTree<</Names\[([^\]]*)\]>>")
_NAMED = re.compile(rb"\((\w+)\)(\d+) 0 R")


class NotRead(Exception):
    """The document is not written as this program knows it."""


def with_row_heads(document: bytes) -> bytes:
    """The document, as Typst wrote it, with a head for each row of its tables; without tables as it was.

    Raises `NotRead` for a file with a cross-reference stream, or tags in another form than Typst gives.
    """
    if b"/S/Table" not in document:
        return document
    file = _File(document)
    named: dict[bytes, int] = {}
    for number, body in sorted(file.bodies.items()):
        if _kind(body) == b"Table":
            named |= _head_rows(file, number)
    for number, body in file.bodies.items():
        if b"/Type/StructTreeRoot" in body:
            file.bodies[number] = _with_names(body, named)
    return file.written()


class _File:
    """The objects of a file, by number: `bodies` of those that are no stream, as they are to be written."""

    def __init__(self, document: bytes) -> None:
        at = document.rfind(b"startxref")
        self._table = int(document[at:].split()[1]) if at >= 0 else -1
        if document[self._table : self._table + 5] != b"xref\n":
            raise NotRead("it has no table of its objects")
        head, _trailer, self._trailer = document[self._table : at].partition(b"trailer\n")
        self._offsets = [int(found) for found in _HEADER.findall(head)]
        if head.split(b"\n", 2)[1] != b"0 %d" % (len(self._offsets) + 1):
            raise NotRead("its objects do not stand in one row")
        ends = dict(zip(sorted(self._offsets), [*sorted(self._offsets)[1:], self._table], strict=True))
        self._begin = document[: min(self._offsets)]
        self._chunks = {
            number: document[offset : ends[offset]] for number, offset in enumerate(self._offsets, start=1)
        }
        self.bodies = {
            number: chunk.split(b"\n", 1)[1].rpartition(b"endobj")[0].strip()
            for number, chunk in self._chunks.items()
            if b"stream" not in chunk
        }

    def written(self) -> bytes:
        parts, at, places = [self._begin], len(self._begin), {}
        for number in sorted(self._chunks, key=lambda one: self._offsets[one - 1]):
            chunk = self._chunks[number]
            if number in self.bodies:
                chunk = b"%d 0 obj\n%s\nendobj\n\n" % (number, self.bodies[number])
            places[number] = at
            parts.append(chunk)
            at += len(chunk)
        rows = b"".join(b"%010d 00000 n\r\n" % places[number] for number in range(1, len(places) + 1))
        table = b"xref\n0 %d\n0000000000 65535 f\r\n%s" % (len(places) + 1, rows)
        return b"".join((*parts, table, b"trailer\n", self._trailer, b"startxref\n%d\n%%%%EOF" % at))


def _head_rows(file: _File, table: int) -> dict[bytes, int]:
    """Gives the rows of a table their heads; the names of those heads, each with its object."""
    columns: list[bytes] = []
    heading: list[bytes] = []
    named = {}
    for row in _rows(file, table):
        cells = _parts(file.bodies[row])
        if all(_kind(file.bodies[cell]) == b"TH" for cell in cells):
            names = [_name(file.bodies[cell]) for cell in cells]
            wide = _COLUMNS.search(file.bodies[cells[0]])
            if not columns:
                columns = names
            elif len(cells) == 1 and (int(wide[1]) if wide else 1) == len(columns):
                heading = names
                file.bodies[cells[0]] = _naming(file.bodies[cells[0]], [])
            else:
                raise NotRead("a table has a header of more than one row")
            continue
        if len(cells) != len(columns):
            raise NotRead("a row of a table has more or fewer cells than its header")
        head = b"R%d" % cells[0]
        named[head] = cells[0]
        for place, cell in enumerate(cells):
            above = [columns[place], *heading]
            body = file.bodies[cell]
            if place:
                file.bodies[cell] = _naming(body, [*above, head])
            else:
                as_head = body.replace(b"/S/TD", b"/S/TH", 1).replace(b"/A[", b"/ID(%s)/A[" % head, 1)
                file.bodies[cell] = _naming(as_head, above, scope=b"/Scope/Row")
    return named


def _rows(file: _File, table: int) -> Iterator[int]:
    for part in _parts(file.bodies[table]):
        kind = _kind(file.bodies[part])
        if kind == b"TR":
            yield part
        elif kind in (b"THead", b"TBody", b"TFoot"):
            yield from _parts(file.bodies[part])


def _naming(body: bytes, heads: list[bytes], *, scope: bytes = b"") -> bytes:
    """A cell that names its heads, in the order in which they are read aloud."""
    kept = scope or (b"/Scope/Column" if b"/Scope/Column" in body else b"")
    said = b"<</O/Table%s/Headers[%s]" % (kept, b"".join(b"(%s)" % head for head in heads))
    made, times = _OF_TABLE.subn(said, body, count=1)
    if not times:
        raise NotRead("a cell of a table says nothing of its table")
    return made


def _with_names(root: bytes, named: dict[bytes, int]) -> bytes:
    found = _NAMES.search(root)
    if not found:
        raise NotRead("the heads of its columns have no names")
    every = {name: int(number) for name, number in _NAMED.findall(found[1])} | named
    written = b"".join(b"(%s)%d 0 R" % (name, every[name]) for name in sorted(every))
    return root[: found.start(1)] + written + root[found.end(1) :]


def _kind(body: bytes) -> bytes:
    found = _KIND.search(body) if b"/Type/StructElem" in body else None
    return found[1] if found else b""


def _name(body: bytes) -> bytes:
    found = _ID.search(body)
    if not found:
        raise NotRead("a head of a column has no name")
    return found[1]


def _parts(body: bytes) -> list[int]:
    found = _PARTS.search(body)
    return [int(number) for number in _REFERENCE.findall(found[1])] if found else []
