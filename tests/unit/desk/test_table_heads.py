"""Rows of tables in a PDF have heads, and each cell names those that it stands under and beside."""

import io
from typing import Any

import pikepdf
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from baken.desk.table_heads import NotRead, with_row_heads

WORDS = st.text(alphabet="abc xyz()<>[]/é.0", max_size=8)
GROUPS = st.lists(st.tuples(st.booleans(), st.integers(1, 4)), min_size=1, max_size=3)


def typeset(body: str, **options: Any) -> bytes:
    """A document in Typst, as it writes it."""
    head = '#set document(title: "x", date: none)\n#set text(lang: "nl")\n#title()\n'
    made: bytes = typst.compile(
        (head + body).encode(), format="pdf", ignore_system_fonts=True, timestamp=0,
        **({"pdf_standards": ["ua-1"]} | options),
    )  # fmt: skip
    return made


def table(columns: list[str], groups: list[list[list[str]]], headings: list[str]) -> str:
    """A table of groups of rows; a group of an empty heading has none."""

    def cells(words: list[str]) -> str:
        return "".join(f"text({_quoted(one)})," for one in words)

    body = f"#table(columns: {len(columns)}, table.header({cells(columns)}),"
    for heading, rows in zip(headings, groups, strict=True):
        if heading:
            said = f"table.cell(colspan: {len(columns)}, text({_quoted(heading)}))"
            body += f"table.header(level: 2, repeat: false, {said}),"
        body += "".join(map(cells, rows))
    return body + ")"


def _quoted(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


def rows_of(data: bytes) -> tuple[pikepdf.Pdf, list[list[Any]], dict[str, Any]]:
    """The document, the rows of all its tables in order, and what each name is of."""
    document = pikepdf.open(io.BytesIO(data))
    assert document.check_pdf_syntax() == []
    found: list[list[Any]] = []

    def walk(one: Any) -> None:
        for child in one if isinstance(one, pikepdf.Array) else [one]:
            if isinstance(child, pikepdf.Dictionary) and "/S" in child:
                if child.S == "/TR":
                    found.append(list(child.K))
                elif "/K" in child:
                    walk(child.K)

    root = document.Root.StructTreeRoot
    walk(root.K)
    names = list(root.IDTree.Names)
    told = [bytes(one) for one in names[::2]]
    assert told == sorted(told)
    return document, found, dict(zip([one.decode() for one in told], names[1::2], strict=True))


def heads(cell: Any) -> list[str]:
    (of_table,) = [one for one in cell.A if one.O == "/Table"]
    return [str(one) for one in of_table.get("/Headers", [])]


def scope(cell: Any) -> str:
    (of_table,) = [one for one in cell.A if one.O == "/Table"]
    return str(of_table.get("/Scope", ""))


@settings(max_examples=40, deadline=None)
@given(WORDS, GROUPS, st.integers(2, 4), st.integers(1, 2))
def test_each_row_has_a_head_and_each_cell_names_all_of_its_own(
    words: str, groups: list[tuple[bool, int]], columns: int, tables: int
) -> None:
    names = [f"{words}{place}" for place in range(columns)]
    drawn = table(
        names, [[[words] * columns for _ in range(many)] for _, many in groups],
        [f"g{words}" if headed else "" for headed, _many in groups],
    )  # fmt: skip
    _document, found, named = rows_of(with_row_heads(typeset(drawn * tables)))
    column_heads, above = [""], []
    for row in found:
        if all(cell.S == "/TH" and scope(cell) == "/Column" for cell in row):
            if len(row) == columns and "/ColSpan" not in str(row[0].A):
                column_heads, above = [str(cell.ID) for cell in row], []
            else:
                above = [str(row[0].ID)]
                assert heads(row[0]) == []
            continue
        assert (row[0].S, scope(row[0])) == ("/TH", "/Row")
        assert heads(row[0]) == [column_heads[0], *above]
        assert named[str(row[0].ID)].objgen == row[0].objgen
        for place, cell in enumerate(row[1:], start=1):
            assert cell.S == "/TD"
            assert heads(cell) == [column_heads[place], *above, str(row[0].ID)]
    assert len([one for one in found if one[0].S == "/TH" and scope(one[0]) == "/Row"]) == tables * sum(
        many for _headed, many in groups
    )


def test_document_without_a_table_stays_as_it_was() -> None:
    data = typeset("Geen tabel.")
    assert with_row_heads(data) == data


def test_what_is_shown_stays_byte_for_byte() -> None:
    data = typeset(table(["a", "b"], [[["c", "1"]]], [""]))
    before, after = (pikepdf.open(io.BytesIO(one)) for one in (data, with_row_heads(data)))
    assert [one.Contents.read_bytes() for one in before.pages] == [
        one.Contents.read_bytes() for one in after.pages
    ]
    assert before.trailer.ID == after.trailer.ID


def test_table_that_it_does_not_know_is_refused() -> None:
    with pytest.raises(NotRead):
        with_row_heads(typeset("#table(columns: 2, table.header([a], [b]), table.cell(colspan: 2)[c])"))
    with pytest.raises(NotRead):
        with_row_heads(
            typeset("#table(columns: 2, table.header([a], [b]), table.header(level: 2, [c], [d]), [e], [f])")
        )


def test_file_with_its_objects_packed_is_refused() -> None:
    packed = io.BytesIO()
    with pikepdf.open(io.BytesIO(typeset(table(["a"], [[["c"]]], [""])))) as document:
        document.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    with pytest.raises(NotRead):
        with_row_heads(packed.getvalue() + b"% /S/Table\nstartxref\n0\n%%EOF")
    with pytest.raises(NotRead):
        with_row_heads(b"/S/Table")
