"""Every way in which a line can be wrong is a reject with its number; the lines around it stay."""

import hashlib
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.collection.jsonl import LONGEST_LINE
from baken.collection.readers import Unreadable, read_records
from tests.unit.collection.records import line, read, read_batches

SECRET = "+31600000000"


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (b"{", "is not JSON"),
        (line()[:-1], "is not JSON"),
        (line() + b" x", "is not JSON: more follows the record"),
        (b"[1]", "is not a JSON object"),
        (b"null", "is not a JSON object"),
        (b'"text"', "is not a JSON object"),
        (line()[:-2] + b'\xff"}', "is not UTF-8 at byte"),
        (line(text=None), "text: is missing"),
        (line(platform=None, sighting_id=None), "sighting_id: is missing; platform: is missing"),
        (line(text="x" * 100_001), "text: is longer than 100000 characters"),
        (line(sighting_id=""), "sighting_id: is shorter than 1 character"),
        (line(record_version=2), "record_version: is not 1"),
        (line(record_version=True), "record_version: is not 1"),
        (line(captured_at="2026-01-02"), "captured_at: is not a date and time with UTC offset"),
        (line(captured_at="2026-01-02T03:04:05"), "captured_at: is not a date and time with UTC offset"),
        (line(captured_at="2026-02-30T03:04:05Z"), "captured_at: is not a date and time with UTC offset"),
        (line(captured_at="0000-01-01T00:00:00Z"), "captured_at: lies outside the years 1 to 9999"),
        (line(captured_at="0001-01-01T00:00:00+10:00"), "captured_at: lies outside the years"),
        (line(captured_at="9999-12-31T23:59:60Z"), "captured_at: lies outside the years"),
        (line(account={"created_at": "soon"}), "account.created_at: is not a date and time"),
        (line(account={"created_at": "0000-01-01T00:00:00Z"}), "account.created_at: lies outside"),
        (line(advertised_gender="woman"), "advertised_gender: is none of women, men, trans"),
        (line(stated_age="30"), "stated_age: is not of type integer"),
        (line(stated_age=121), "stated_age: is more than 120"),
        (line(stated_age=-1), "stated_age: is less than 0"),
        (line(contacts=SECRET), "contacts: is not of type array"),
        (line(contacts=[{"kind": "fax", "value": SECRET}]), "contacts[0].kind: is none of phone"),
        (line(contacts=[{"kind": "phone"}]), "contacts[0].value: is missing"),
        (line(contacts=[{"kind": "phone", "value": SECRET}] * 51), "contacts: has more than 50 entries"),
        (line(image_hashes=[{"algorithm": "pdq", "value": "A" * 64}]), "image_hashes[0].value: is not 64"),
        (line(capture={"offset": 10**30}), "capture.offset: is larger than any file"),
        (line(colour="red"), "has fields that an advert record does not know: colour"),
        (line(**{SECRET: 1}), "does not know: (a name that is no plain word)"),
        (line(text="a\0b"), "text: holds a NUL character"),
        (line(contacts=[{"kind": "phone", "value": "1\0"}]), "contacts[0].value: holds a NUL character"),
        (json.dumps({"text": "\ud800"}).encode(), "half of a surrogate pair"),
        (line(text="X").replace(b"X", rb"\ud800"), "text: holds a NUL character or half of a surrogate pair"),
        (line(text="X").replace(b"X", rb"\udc00\ud800"), "half of a surrogate pair"),
        (line()[:-1] + b', "text": "again"}', "names a field twice"),
        (line(stated_age=30).replace(b"30", b"NaN"), "holds NaN or Infinity"),
        (line(stated_age=30).replace(b"30", b"-Infinity"), "holds NaN or Infinity"),
        (line(stated_age=30).replace(b"30", b"9" * 5000), "holds a number of too many digits"),
        (b"[" * 100_000, "nests too deep"),
        (b'{"a":' * 500 + b"1" + b"}" * 500, "nests too deep"),
        (b'{"text": "' + b"x" * LONGEST_LINE + b'"}', "is a line of more than"),
        (line() + b"\0", "is not JSON"),
    ],
)
def test_bad_line_is_a_reject_and_its_neighbours_stay(bad: bytes, reason: str) -> None:
    data = b"\n".join([line(sighting_id="before"), bad, line(sighting_id="after")])
    records, rejects, evidence = read(data)
    assert [record["sighting_id"] for record in records] == ["before", "after"]
    assert [record["sighting_id"] for record in evidence] == ["before", "after"]
    assert [(reject["source"], reject["line"]) for reject in rejects] == [("the file", 2)]
    assert reason in rejects[0]["reason"]
    assert SECRET not in rejects[0]["reason"]
    assert "massage" not in rejects[0]["reason"]


def test_marks_and_line_ends_are_no_faults() -> None:
    lines = [b"\xef\xbb\xbf" + line(sighting_id="a"), b"", b"  ", line(sighting_id="b"), b"", b"x"]
    records, rejects, evidence = read(b"\r\n".join(lines))
    assert [record["sighting_id"] for record in records] == ["a", "b"]
    assert [reject["line"] for reject in rejects] == [6]
    assert evidence[0]["offset"] == 3


def test_empty_file_has_no_records() -> None:
    assert read(b"") == ([], [], [])
    assert read(b"\xef\xbb\xbf") == ([], [], [])


@pytest.mark.parametrize("batch_rows", [1, 2, 5000])
def test_doubled_sighting_is_a_reject_and_the_first_stands(batch_rows: int) -> None:
    data = b"\n".join(
        [
            line(sighting_id="a", text=""),
            line(sighting_id="a", stated_age=200),
            line(sighting_id="b"),
            line(sighting_id="a", text="second"),
            line(sighting_id="b", text="second"),
        ]
    )
    records, rejects, _ = read(data, batch_rows=batch_rows)
    assert [(record["sighting_id"], record["text"] == "second") for record in records] == [
        ("a", False),
        ("b", False),
    ]
    assert [reject["line"] for reject in rejects] == [2, 4, 5]
    assert "stands earlier" in rejects[1]["reason"]


def test_first_of_a_double_is_the_first_good_one() -> None:
    records, rejects, _ = read(b"\n".join([line(stated_age=200), line(text="good")]))
    assert [record["text"] for record in records] == ["good"]
    assert [reject["line"] for reject in rejects] == [1]


def test_evidence_is_the_line() -> None:
    first, second = line(sighting_id="a"), line(sighting_id="b", title="é")
    _, _, evidence = read(first + b"\r\n\n" + second)
    assert evidence[1]["file"] == "the file"
    assert evidence[1]["offset"] == len(first) + 3
    assert evidence[1]["sha256"] == hashlib.sha256(second).hexdigest()
    assert evidence[1]["captured_at"].isoformat() == "2026-01-02T03:04:05+00:00"


def test_evidence_of_a_record_with_a_capture_is_the_capture() -> None:
    capture = {"warc": "crawl.warc.gz", "offset": 12, "payload_sha256": "a" * 64}
    _, _, evidence = read(b"\n".join([line(capture=capture), line(sighting_id="b", capture={"offset": 1})]))
    assert (evidence[0]["file"], evidence[0]["offset"], evidence[0]["sha256"]) == (
        "crawl.warc.gz",
        12,
        "a" * 64,
    )
    assert evidence[1]["file"] == "the file"


@pytest.mark.parametrize("start", [b"\x1f\x8b\x08", b"PAR1", b"PK\x03\x04", b"\xff\xfe{\0", b"\xfe\xff"])
def test_file_of_another_kind_is_unreadable(start: bytes) -> None:
    with pytest.raises(Unreadable):
        read(start + b"\0" * 40)


def test_unknown_format_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="no format"):
        list(read_records(io.BytesIO(), format="xml", source="x"))


def test_platform_of_the_profile_stands_in() -> None:
    from baken.collection.profile import Profile

    data = b"\n".join([line(platform=None), line(sighting_id="b")])
    records, rejects, _ = read(data, profile=Profile(platform="elders.example"))
    assert [record["platform"] for record in records] == ["elders.example", "voorbeeld.example"]
    assert rejects == []


def test_cut_file_gives_the_lines_before_the_cut() -> None:
    lines = [line(sighting_id=f"s-{number}", title="é") for number in range(3)]
    data = b"\n".join(lines) + b"\n"
    whole = table_rows(data)
    ends = [len(b"\n".join(lines[: count + 1])) for count in range(3)]
    for cut in range(len(data)):
        records, rejects, _ = read(data[:cut])
        complete = sum(end <= cut for end in ends)
        assert records == whole[:complete]
        begun = data[:cut].rpartition(b"\n")[2] != b"" and cut not in ends
        assert len(rejects) == begun


def table_rows(data: bytes) -> list[dict[str, object]]:
    return read(data)[0]


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_rejected(data: bytes) -> None:
    try:
        batches = read_batches(data)
    except Unreadable:
        return
    blank = (b"", b"\xef\xbb\xbf")
    written = [part for part in data.split(b"\n") if part.strip() not in blank and not part.isspace()]
    assert sum(batch.records.num_rows + len(batch.rejects) for batch in batches) <= len(written)


def test_long_lines_end_a_batch_early() -> None:
    data = b"\n".join(line(sighting_id=f"s-{number}", text="x" * 90_000) for number in range(800))
    batches = read_batches(data)
    assert len(batches) > 1
    assert sum(batch.records.num_rows for batch in batches) == 800
