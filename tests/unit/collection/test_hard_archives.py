"""Archives as they are found: codings of every kind, revisits, bombs, records over the limit."""

import gzip
import io
import itertools
import zipfile
import zlib
from typing import Any

import brotli
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from baken.collection.codings import LARGEST_RECORD
from baken.collection.evidence.records import read_member
from baken.collection.readers import Unreadable, read_records
from baken.vocabulary.advert_record import SCHEMA
from tests.unit.collection.captures import HTML, Archive, http, page, raw_record
from tests.unit.collection.records import read

PAGE = page("rustig en prettig " * 30)
TEXT = ("rustig en prettig " * 30).strip()


def deflated(data: bytes, wbits: int) -> bytes:
    made = zlib.compressobj(wbits=wbits)
    return made.compress(data) + made.flush()


def streamed_zstd(data: bytes) -> bytes:
    """A frame that does not tell its size, as servers send it."""
    made = zstandard.ZstdCompressor().compressobj()
    return made.compress(data) + made.flush()


CODED = {
    "gzip": gzip.compress(PAGE),
    "x-gzip": gzip.compress(PAGE),
    "deflate": deflated(PAGE, 15),
    "deflate, bare": deflated(PAGE, -15),
    "br": brotli.compress(PAGE),
    "zstd": zstandard.compress(PAGE),
    "zstd, streamed": streamed_zstd(PAGE),
}


def coding(name: str) -> tuple[str, str]:
    return ("Content-Encoding", name.split(",")[0])


@pytest.mark.parametrize("name", CODED)
def test_body_is_read_out_of_its_coding(name: str) -> None:
    records, rejects, _ = read(raw_record(http(CODED[name], HTML, coding(name))), "warc")

    assert ([one["text"] for one in records], rejects) == ([TEXT], [])


@pytest.mark.parametrize("name", [*CODED, "compress", "utf-8"])
def test_coding_that_is_claimed_but_not_done_is_no_fault(name: str) -> None:
    records, rejects, _ = read(raw_record(http(PAGE, HTML, coding(name))), "warc")

    assert ([one["text"] for one in records], rejects) == ([TEXT], [])


@pytest.mark.parametrize("name", CODED)
def test_body_that_breaks_off_in_its_coding_is_a_reject(name: str) -> None:
    records, rejects, _ = read(raw_record(http(CODED[name][:-5], HTML, coding(name))), "warc")

    assert records == []
    assert "breaks off" in rejects[0]["reason"] or "damaged" in rejects[0]["reason"]


def test_gzip_that_no_header_tells_of_is_opened() -> None:
    records, _, _ = read(raw_record(http(gzip.compress(PAGE), HTML)), "warc")

    assert [one["text"] for one in records] == [TEXT]


@pytest.mark.parametrize("name", ["gzip", "deflate", "br", "zstd"])
def test_body_that_expands_without_end_is_a_reject(name: str) -> None:
    bomb = b" " * (LARGEST_RECORD + 1)
    body = {
        "gzip": lambda: gzip.compress(bomb, 1),
        "deflate": lambda: deflated(bomb, 15),
        "br": lambda: brotli.compress(bomb, quality=1),
        "zstd": lambda: zstandard.compress(bomb, 1),
    }[name]()
    after = raw_record(http(PAGE, HTML))

    records, rejects, _ = read(raw_record(http(body, HTML, coding(name))) + after, "warc")

    assert [one["text"] for one in records] == [TEXT]
    assert "larger than" in rejects[0]["reason"]


@pytest.mark.parametrize("compressed", [True, False])
def test_record_over_the_limit_is_a_reject_and_the_next_is_read(compressed: bool) -> None:
    made = Archive(gzip=compressed)
    made.answer(b"<p>" + b"x" * (LARGEST_RECORD + 70_000)).answer(PAGE)

    records, rejects, _ = read(made.data, "warc")

    assert [one["text"] for one in records] == [TEXT]
    assert rejects[0]["offset"] == 0 and "larger than" in rejects[0]["reason"]


def test_page_that_is_large_for_its_pictures_alone_is_read() -> None:
    picture = b"<img src='data:image/png;base64," + b"iVBORw0KGgo" * 900_000 + b"'>"
    body = PAGE.replace(b"<p>", picture + b"<p>")

    [batch] = read_records(io.BytesIO(Archive().answer(body).data), format="warc", source="a", keeps=True)

    assert batch.records.column("text").to_pylist() == [TEXT]
    [capture] = batch.captures
    assert capture is not None
    kept = read_member(capture.prepared.member)
    assert kept.payload == PAGE.replace(b"<p>", b"<img src=''><p>")
    assert kept.fields["baken-original-payload-digest"] != f"sha256:{capture.prepared.payload_sha256}"


def revisited(made: Archive, **headers: str) -> Archive:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return made.other(
        "revisit",
        b"",
        url="https://voorbeeld.example/a/2",
        warc_headers={"WARC-Date": "2026-02-02T00:00:00Z", **named},
    )


def digest_in(data: bytes) -> str:
    text = data if data[:2] != b"\x1f\x8b" else gzip.decompress(data)
    return text.split(b"WARC-Payload-Digest: ")[1].split(b"\r\n")[0].decode()


@pytest.mark.parametrize("compressed", [True, False])
def test_revisit_is_a_sighting_where_its_payload_is_there(compressed: bool) -> None:
    made = Archive(gzip=compressed).answer(PAGE)
    revisited(made, WARC_Payload_Digest=digest_in(made.data))

    records, rejects, _ = read(made.data, "warc")

    assert [(one["url"][-3:], one["text"]) for one in records] == [("a/1", TEXT), ("a/2", TEXT)]
    assert (records[1]["captured_at"].isoformat(), rejects) == ("2026-02-02T00:00:00+00:00", [])
    assert records[1]["capture"]["payload_sha256"] == records[0]["capture"]["payload_sha256"]
    assert records[1]["capture"]["offset"] == made.offsets[1]


@pytest.mark.parametrize(
    "headers",
    [
        {"WARC_Payload_Digest": "sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"},
        {"WARC_Refers_To": "<urn:uuid:99999999-0000-0000-0000-000000000000>"},
        {},
    ],
)
def test_revisit_without_its_payload_is_nothing(headers: dict[str, str]) -> None:
    records, rejects, _ = read(revisited(Archive().answer(PAGE), **headers).data, "warc")

    assert (len(records), rejects) == (1, [])


def test_revisit_that_names_a_record_with_another_payload_is_nothing() -> None:
    made = Archive().answer(PAGE)
    named = "<urn:uuid:00000000-0000-0000-0000-000000000001>"
    revisited(made, WARC_Refers_To=named, WARC_Payload_Digest="sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")

    records, _, _ = read(made.data, "warc")

    assert len(records) == 1


@pytest.mark.parametrize("compressed", [True, False])
def test_workers_read_the_same_in_the_same_order(compressed: bool) -> None:
    made = Archive(gzip=compressed)
    for number in range(130):
        made.answer(page(f"rustig {number}") if number % 7 else b"")
        if number % 30 == 2:
            revisited(made, WARC_Refers_To=f"<urn:uuid:00000000-0000-0000-0000-{made.last:012}>")
    data = bytearray(made.data)
    data[made.offsets[70] + 40] ^= 1

    def everything(workers: int) -> Any:
        batches = list(
            read_records(
                io.BytesIO(data), format="warc", source="a", batch_rows=50, keeps=True, workers=workers
            )
        )
        rows = [row for batch in batches for row in batch.records.to_pylist()]
        rejects = [reject.as_dict() for batch in batches for reject in batch.rejects]
        return rows, sorted(map(str, rejects)), [one for batch in batches for one in batch.captures]

    rows, rejects, captures = everything(0)
    assert len(rows) == len(captures) == len([one for one in rows if one["captured_at"].month == 1]) + 5
    assert len(rejects) == 130 - (len(rows) - 5)
    assert everything(2) == (rows, rejects, captures)


@pytest.mark.parametrize("compressed", [True, False])
@pytest.mark.parametrize("workers", [0, 2])
def test_many_revisits_are_read_before_the_file_is_at_its_end(
    compressed: bool, workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("baken.collection.warc.MOST_WAITING", 2)
    made = Archive(gzip=compressed)
    for number in range(60):
        made.answer(page(f"rustig {number}"))
        revisited(made, WARC_Refers_To=f"<urn:uuid:00000000-0000-0000-0000-{made.last:012}>")

    [batch] = read_records(io.BytesIO(made.data), format="warc", source="a", workers=workers)

    texts = batch.records.column("text").to_pylist()
    assert texts.index("rustig 0", 1) < 60
    assert sorted(texts) == sorted(f"rustig {number // 2}" for number in range(120))


@pytest.mark.parametrize("compressed", [True, False])
def test_record_within_a_long_member_is_found_at_its_place(compressed: bool) -> None:
    made = Archive(gzip=False)
    for number in range(3):
        made.answer(page(f"rustig {number}<style>{'a ' * 300_000}</style>"))
    revisited(made, WARC_Refers_To=f"<urn:uuid:00000000-0000-0000-0000-{made.last:012}>")

    records, rejects, _ = read(gzip.compress(made.data) if compressed else made.data, "warc")

    assert [one["text"] for one in records] == ["rustig 0", "rustig 1", "rustig 2", "rustig 2"]
    assert ([one["capture"]["offset"] for one in records][:3], rejects) == (
        [0, 0, 0] if compressed else made.offsets[:3],
        [],
    )


def table(rows: int) -> pa.Table:
    records = [
        {
            "record_version": 1,
            "sighting_id": f"s{number}",
            "platform": "voorbeeld.example",
            "captured_at": "2026-01-02T03:04:05Z",
            "text": f"rustig {number} " * 20,
        }
        for number in range(rows)
    ]
    schema = pa.schema(
        [
            (name, pa.string() if name == "captured_at" else SCHEMA.field(name).type)
            for name in ("record_version", "sighting_id", "platform", "captured_at", "text")
        ]
    )
    return pa.Table.from_pylist(records, schema)


def test_damaged_row_group_costs_its_own_rows_only() -> None:
    stream = io.BytesIO()
    pq.write_table(table(300), stream, row_group_size=100, compression="zstd", use_dictionary=False)
    data = bytearray(stream.getvalue())
    group = pq.ParquetFile(io.BytesIO(bytes(data))).metadata.row_group(1)
    words = group.column(4)
    for place in range(words.data_page_offset + 40, words.data_page_offset + words.total_compressed_size):
        data[place] ^= 0xA5

    records, rejects, _ = read(bytes(data), "parquet")

    names = [one["sighting_id"] for one in records]
    assert names == [f"s{number}" for number in itertools.chain(range(100), range(200, 300))]
    assert [(one["line"], one["reason"]) for one in rejects] == [
        (101, "the row group of rows 101 to 200 is damaged from here on")
    ]


def test_parquet_without_its_footer_is_unreadable() -> None:
    stream = io.BytesIO()
    pq.write_table(table(10), stream)

    with pytest.raises(Unreadable):
        read(stream.getvalue()[:-9], "parquet")


def test_package_whose_parts_lie_over_each_other_is_unreadable() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("datapackage.json", b'{"resources": []}')
        package.writestr("archive/a.warc.gz", Archive().answer(PAGE).data)
        package.filelist[1].header_offset = 0

    with pytest.raises(Unreadable, match="over each other"):
        read(stream.getvalue(), "wacz")
