"""Whole columns as JSON text give the bytes that an object at a time gives."""

import json

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from baken.collection.json_rows import json_rows
from baken.collection.json_texts import json_lines, json_texts
from baken.vocabulary.advert_record import MOMENT

FACT = pa.struct([("name", pa.string()), ("span", pa.list_(pa.int32())), ("sure", pa.bool_())])
SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("facts", pa.list_(FACT)),
        ("share", pa.float64()),
        ("group", FACT),
        ("seen", MOMENT),
        ("words", pa.list_(pa.string())),
    ]
)

texts = st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
facts = st.none() | st.fixed_dictionaries(
    {
        "name": texts,
        "span": st.none() | st.lists(st.integers(0, 9), max_size=2),
        "sure": st.none() | st.booleans(),
    }
)
rows = st.fixed_dictionaries(
    {
        "id": texts,
        "facts": st.none() | st.lists(facts, max_size=3),
        "share": st.none() | st.floats(0, 1),
        "group": facts,
        "seen": st.none() | st.integers(0, 2**50),
        "words": st.none() | st.lists(texts, max_size=3),
    }
)


@given(st.lists(rows, max_size=4), st.integers(0, 3))
def test_json_lines_are_those_of_an_object_at_a_time(some: list[dict[str, object]], start: int) -> None:
    batch = pa.RecordBatch.from_pylist(some, SCHEMA).slice(start)
    encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

    written = json_lines(batch)

    assert written.decode() == "".join(encoder.encode(row) + "\n" for row in json_rows(batch))


def test_json_texts_of_what_is_absent_are_absent() -> None:
    column = pa.array([[{"name": 'a "b"\n'}], None, []], pa.list_(FACT))

    assert json_texts(column).to_pylist() == ['[{"name":"a \\"b\\"\\n"}]', None, "[]"]
