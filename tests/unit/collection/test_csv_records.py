"""CSV as spreadsheets and programs write it."""

import hashlib
import json

import pytest

from baken.collection.readers import Unreadable
from tests.unit.collection.records import read

HEADER = "record_version,sighting_id,platform,captured_at,title,text,stated_age,contacts"
GOOD = '1,a,voorbeeld.example,2026-01-02T03:04:05Z,,"Rustige massage, privé",30,'


def table(*rows: str, header: str = HEADER, end: str = "\r\n") -> bytes:
    return end.join([header, *rows]).encode("utf-8", "surrogateescape")


def test_cells_become_fields() -> None:
    contacts = json.dumps([{"kind": "phone", "value": "+31600000000"}]).replace('"', '""')
    records, rejects, evidence = read(table(f'{GOOD}"{contacts}"'), "csv")
    assert rejects == []
    assert records[0]["stated_age"] == 30
    assert records[0]["title"] is None
    assert records[0]["contacts"] == [{"kind": "phone", "value": "+31600000000"}]
    assert evidence[0]["offset"] == len(HEADER) + 2


def test_line_ends_in_a_cell_count_as_lines() -> None:
    bad = GOOD.replace(",30,", ",300,").replace("1,a", "1,b")
    records, rejects, evidence = read(
        table(GOOD.replace("massage, ", "massage,\n\n"), "", bad, "x,y", end="\n"), "csv"
    )
    assert records[0]["text"] == "Rustige massage,\n\nprivé"
    assert [reject["line"] for reject in rejects] == [6, 7]
    assert "stated_age: is more than 120" in rejects[0]["reason"]
    assert rejects[1]["reason"] == "has 2 cells where the header has 8"
    raw = GOOD.replace("massage, ", "massage,\n\n") + "\n"
    assert evidence[0]["sha256"] == hashlib.sha256(raw.encode()).hexdigest()


def test_semicolons_and_a_mark_are_read() -> None:
    data = b"\xef\xbb\xbf" + table(GOOD.replace(",", ";"), header=HEADER.replace(",", ";"))
    records, rejects, _ = read(data, "csv")
    assert (len(records), rejects) == (1, [])
    assert records[0]["text"] == "Rustige massage; privé"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (GOOD.replace("privé", "priv\udce9"), "text: is not UTF-8"),
        (GOOD + "x", "contacts: is not JSON"),
        (GOOD.replace(",30,", ",oud,"), "stated_age: is not of type integer"),
        (GOOD.replace("privé", "priv\0"), "text: holds a NUL character"),
        (GOOD.replace('"Rustige', '"Rus"tige'), "is not CSV"),
        (GOOD.replace("Rustige", "x" * 1_100_000), "is not CSV: field larger than field limit"),
    ],
)
def test_bad_row_is_a_reject_and_its_neighbours_stay(row: str, reason: str) -> None:
    before, after = GOOD, GOOD.replace("1,a", "1,c")
    records, rejects, _ = read(table(before, row.replace("1,a", "1,b"), after), "csv")
    assert [record["sighting_id"] for record in records] == ["a", "c"]
    assert [reject["line"] for reject in rejects] == [3]
    assert reason in rejects[0]["reason"]


def test_very_long_line_is_a_reject() -> None:
    records, rejects, _ = read(table(GOOD, "x" * 5_000_000, GOOD.replace("1,a", "1,b")), "csv")
    assert len(records) == 2
    assert "is a line of more than" in rejects[0]["reason"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"a,b\n1,2\n",
        b"text\nx\n",
        b"PK\x03\x04....",
        b"text,text,sighting_id\n",
        b"text,sighting_id\rx\n",
    ],
)
def test_file_without_the_columns_is_unreadable(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read(data, "csv")


def test_column_that_no_record_knows_rejects_the_rows_that_fill_it() -> None:
    records, rejects, _ = read(
        table(GOOD + ",", GOOD.replace("1,a", "1,b") + ",red", header=HEADER + ",colour"), "csv"
    )
    assert [record["sighting_id"] for record in records] == ["a"]
    assert "colour" in rejects[0]["reason"]
