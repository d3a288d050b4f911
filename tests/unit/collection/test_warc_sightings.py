"""What in a WARC is a sighting, what is passed over, and what is a reject with its offset."""

import base64
import datetime
import gzip
import hashlib
import zlib

import pytest

from baken.collection.codings import LARGEST_RECORD
from baken.collection.readers import Unreadable
from tests.unit.collection.captures import HTML, Archive, http, page, raw_record
from tests.unit.collection.records import read

PNG = ("Content-Type", "image/png")


@pytest.mark.parametrize("compressed", [True, False])
@pytest.mark.parametrize("version", ["WARC/1.0", "WARC/1.1"])
def test_page_is_a_sighting(compressed: bool, version: str) -> None:
    archive = Archive(gzip=compressed, version=version).other("warcinfo").answer(page("rustige massage"))
    records, rejects, evidence = read(archive.data, "warc")
    assert rejects == []
    record = records[0]
    assert record["sighting_id"] == "urn:uuid:00000000-0000-0000-0000-000000000002"
    assert record["platform"] == "voorbeeld.example"
    assert record["url"] == "https://voorbeeld.example/a/1"
    assert record["captured_at"] == datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.UTC)
    assert (record["title"], record["text"]) == ("Ontspannende massage", "rustige massage")
    assert record["capture"] == {
        "warc": "the file",
        "offset": archive.offsets[1],
        "payload_sha256": hashlib.sha256(page("rustige massage")).hexdigest(),
    }
    assert evidence[0]["offset"] == archive.offsets[1]
    assert evidence[0]["sha256"] == record["capture"]["payload_sha256"]


@pytest.mark.parametrize("compressed", [True, False])
def test_other_records_are_passed_over(compressed: bool) -> None:
    archive = Archive(gzip=compressed)
    archive.other("warcinfo").other("metadata").other("resource").other("conversion")
    archive.answer(b"x", headers=(PNG,)).answer(b"{}", headers=(("Content-Type", "application/json"),))
    archive.answer(status="404 Not Found").answer(status="301 Moved").answer(status="206 Partial")
    archive.answer(headers=(("Content-Type", "application/xhtml+xml"),)).answer(headers=(("Server", "x"),))
    archive.other("response", b"1 2", url="dns:voorbeeld.example")
    archive.other("request", b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
    archive.other("revisit", http(), warc_headers={"WARC-Payload-Digest": "sha1:" + "A" * 32})
    archive.other("continuation", b"rest", warc_headers={"WARC-Segment-Number": "2"})
    archive.answer(headers=(("content-type", "TEXT/HTML;charset=utf-8"),))
    records, rejects, _ = read(archive.data, "warc")
    assert rejects == []
    assert len(records) == 1


def test_two_captures_of_one_page_are_two_sightings() -> None:
    records, rejects, _ = read(Archive().answer().answer().data, "warc")
    assert (len(records), rejects) == (2, [])


def test_record_twice_is_one_sighting_and_a_reject() -> None:
    once = Archive().answer().data
    records, rejects, _ = read(once + once, "warc")
    assert len(records) == 1
    assert rejects[0]["offset"] == len(once)
    assert "stands earlier" in rejects[0]["reason"]


def test_record_without_an_id_gets_a_stable_one() -> None:
    data = raw_record(http()) + raw_record(http())
    first, again = read(data, "warc")[0], read(data, "warc")[0]
    assert first == again
    assert first[0]["sighting_id"] != first[1]["sighting_id"]
    assert first[0]["sighting_id"].startswith("sha256:")


def digests(block: bytes) -> dict[str, bytes]:
    return {"sha1": hashlib.sha1(block).digest(), "sha256": hashlib.sha256(block).digest()}


SPELLINGS = {
    "hex": bytes.hex,
    "HEX": lambda digest: digest.hex().upper(),
    "base32": lambda digest: base64.b32encode(digest).decode(),
    "base32 bare": lambda digest: base64.b32encode(digest).decode().rstrip("="),
    "base64": lambda digest: base64.b64encode(digest).decode(),
}


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
@pytest.mark.parametrize("header", ["WARC_Block_Digest", "WARC_Payload_Digest"])
def test_digest_is_checked_in_every_spelling(header: str, algorithm: str, spelling: str) -> None:
    block = http()
    covered = block if "Block" in header else page("prettig en rustig")
    value = SPELLINGS[spelling](digests(covered)[algorithm])
    records, rejects, _ = read(raw_record(block, **{header: f"{algorithm}:{value}"}), "warc")
    assert (len(records), rejects) == (1, [])
    changed = block.replace(b"rustig", b"rumoer")
    before = raw_record(http(), kind="warcinfo")
    records, rejects, _ = read(before + raw_record(changed, **{header: f"{algorithm}:{value}"}), "warc")
    assert records == []
    assert rejects[0]["offset"] == len(before)
    assert "does not match its digest" in rejects[0]["reason"]


def test_digest_that_cannot_be_checked_is_a_reject() -> None:
    for value in ("xxh3:aa", "sha256", "sha1:"):
        _, rejects, _ = read(raw_record(http(), WARC_Block_Digest=value), "warc")
        assert "can't be checked" in rejects[0]["reason"]


def chunked(body: bytes, size: int = 7) -> bytes:
    parts = [body[start : start + size] for start in range(0, len(body), size)]
    return b"".join(b"%x;a=b\r\n%b\r\n" % (len(part), part) for part in parts) + b"0\r\nX-Trailer: 1\r\n\r\n"


CHUNKED = ("Transfer-Encoding", "chunked")


def test_chunked_payload_may_be_hashed_with_or_without_chunks() -> None:
    body = page("prettig en rustig")
    block = http(chunked(body), HTML, CHUNKED)
    for covered in (body, chunked(body)):
        digest = "sha1:" + hashlib.sha1(covered).hexdigest()
        records, rejects, _ = read(raw_record(block, WARC_Payload_Digest=digest), "warc")
        assert rejects == []
        assert records[0]["text"] == "prettig en rustig"


RAW_DEFLATE = zlib.compressobj(wbits=-15)
DEFLATED = RAW_DEFLATE.compress(page("prettig en rustig")) + RAW_DEFLATE.flush()


@pytest.mark.parametrize(
    ("body", "coding"),
    [
        (gzip.compress(page("prettig en rustig"), mtime=0), "gzip"),
        (
            gzip.compress(page("prettig en")[:30], mtime=0)
            + gzip.compress(page("prettig en rustig")[30:], mtime=0),
            "x-gzip",
        ),
        (zlib.compress(page("prettig en rustig")), "deflate"),
        (DEFLATED, "deflate"),
        (page("prettig en rustig"), "gzip"),
        (page("prettig en rustig"), "deflate"),
        (page("prettig en rustig"), "br"),
        (page("prettig en rustig"), "identity"),
        (gzip.compress(zlib.compress(page("prettig en rustig")), mtime=0), "deflate, gzip"),
    ],
)
def test_content_coding_is_taken_off(body: bytes, coding: str) -> None:
    for form in (body, chunked(body)):
        headers = (HTML, ("Content-Encoding", coding), *([CHUNKED] if form is not body else []))
        records, rejects, _ = read(raw_record(http(form, *headers)), "warc")
        assert rejects == []
        assert records[0]["text"] == "prettig en rustig"


@pytest.mark.parametrize(
    ("block", "reason"),
    [
        (http(b"\x8b\x01", HTML, ("Content-Encoding", "br")), "the body, coded as br, is damaged"),
        (http(gzip.compress(page("x"), mtime=0)[:-3], HTML, ("Content-Encoding", "gzip")), "breaks off"),
        (
            http(gzip.compress(page("x"), mtime=0)[:10] + b"\xff" * 50, HTML, ("Content-Encoding", "gzip")),
            "is damaged",
        ),
        (http(b"\x78\x9c" + b"\xff" * 20, HTML, ("Content-Encoding", "deflate")), "is damaged"),
        (
            http(gzip.compress(b" " * (LARGEST_RECORD + 1), mtime=0), HTML, ("Content-Encoding", "gzip")),
            "is larger than",
        ),
        (http(b"5\r\nabcdeXX\r\n", HTML, CHUNKED), "the chunked body is damaged"),
        (http(b"5\r\nabcde\r\nff\r\nabc", HTML, CHUNKED), "the chunked body breaks off"),
        (http(b"x" * (LARGEST_RECORD + 70_000)), "is larger than"),
        (http(b""), "the page has no words"),
        (http(b"<html><body><img alt='x'><script>1</script></body></html>"), "the page has no words"),
        (http(b"%PDF\0\0\1\2\3\4\5\6" * 20), "the page is not text"),
        (http(b"\x81\x8d\x8f\x90" * 20, ("Content-Type", "text/html")), "the page can't be decoded"),
        (http(page("woord " * 20_000)), "text: is longer than 100000 characters"),
        (b"hello", "holds no HTTP answer"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n", "the header of the HTTP answer has no end"),
        (b"", "holds no HTTP answer"),
    ],
)
def test_page_that_cannot_be_read_is_a_reject(block: bytes, reason: str) -> None:
    before = raw_record(http(page("voor")))
    data = before + raw_record(block) + raw_record(http(page("na")))
    records, rejects, _ = read(data, "warc")
    assert [record["text"] for record in records] == ["voor", "na"]
    assert [reject["offset"] for reject in rejects] == [len(before)]
    assert reason in rejects[0]["reason"]


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({"WARC_Date": ""}, "the record has no WARC-Date"),
        ({"WARC_Date": "2026-01"}, "captured_at: is not a date and time"),
        ({"WARC_Target_URI": "https://"}, "no WARC-Target-URI with a host name"),
        ({"WARC_Target_URI": ""}, "no WARC-Target-URI with a host name"),
        ({"WARC_Target_URI": "https://[/"}, "no WARC-Target-URI with a host name"),
        ({"WARC_Target_URI": "https://x.example/" + "x" * 2000}, "url: is longer than 2000"),
        ({"WARC_Segment_Number": "1"}, "split over several records"),
        ({"WARC_Type": ""}, "the record has no WARC-Type"),
        ({"Content_Length": "many"}, "no readable Content-Length"),
        ({"Content_Length": "-1"}, "no readable Content-Length"),
        ({"Content_Length": ""}, "no readable Content-Length"),
        ({"Content_Length": "10"}, "does not end where its Content-Length says"),
        ({"Content_Length": "100000"}, "breaks off before its end"),
        ({"X": "x" * 70_000}, "has no end"),
    ],
)
def test_record_with_a_wrong_header_is_a_reject(headers: dict[str, str], reason: str) -> None:
    before = raw_record(http(page("voor")))
    data = before + raw_record(http(), **headers) + raw_record(http(page("na")))
    records, rejects, _ = read(data, "warc")
    assert [record["text"] for record in records] == ["voor", "na"]
    assert rejects[0]["offset"] == len(before)
    assert reason in rejects[0]["reason"]


def test_odd_but_right_headers_are_read() -> None:
    block = http()
    data = raw_record(
        block, WARC_Target_URI="<https://Voorbeeld.example/a>", WARC_Date="2026-01-02T03:04:05.5Z"
    )
    data += raw_record(block).replace(b"WARC-Type", b"warc-type").replace(b"\r\n\r\n", b"\n\n", 1)
    records, rejects, _ = read(data.rstrip(b"\r\n"), "warc")
    assert rejects == []
    assert records[0]["platform"] == "voorbeeld.example"
    assert records[0]["captured_at"].microsecond == 500_000
    assert len(records) == 2


def test_other_version_is_a_reject() -> None:
    records, rejects, _ = read(raw_record(http(), version="WARC/2.0") + raw_record(http()), "warc")
    assert len(records) == 1
    assert "no WARC version that is read" in rejects[0]["reason"]


def test_file_compressed_as_one_is_read() -> None:
    plain = Archive(gzip=False).answer().answer()
    records, rejects, _ = read(gzip.compress(plain.data, mtime=0), "warc")
    assert (len(records), rejects) == (2, [])
    assert [record["capture"]["offset"] for record in records] == [0, 0]


def test_member_larger_than_memory_is_read_and_its_damage_found() -> None:
    video = raw_record(http(b"\0" * 20_000_000, ("Content-Type", "video/mp4")))
    plain = video + raw_record(http(page("een")), length=9) + raw_record(http(page("twee")))
    packed = gzip.compress(plain, 1, mtime=0)
    records, rejects, _ = read(packed, "warc")
    assert [record["text"] for record in records] == ["twee"]
    assert len(rejects) == 1
    records, rejects, _ = read(packed[:-5] + Archive().answer(page("drie")).data, "warc")
    assert [record["text"] for record in records] == ["drie"]
    assert [reject["offset"] for reject in rejects] == [0]


def test_bomb_is_a_reject_and_the_next_record_is_read() -> None:
    block = http(b"\0" * 300_000_000, ("Content-Type", "video/mp4"))
    data = gzip.compress(raw_record(block), 1, mtime=0) + Archive().answer().data
    records, rejects, _ = read(data, "warc")
    assert len(records) == 1
    assert "expands" in rejects[0]["reason"]


def test_padding_after_a_member_is_no_fault() -> None:
    data = Archive().answer().data
    records, rejects, _ = read(data + b"\0" * 1000, "warc")
    assert (len(records), rejects) == (1, [])


@pytest.mark.parametrize(
    "data", [b"", b"hello\n" * 100, b"\x1f\x8b\x08" + b"\0" * 50, gzip.compress(b"x", mtime=0), b"WAR"]
)
def test_file_without_any_record_is_unreadable(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read(data, "warc")


def test_rubbish_before_and_between_records_is_a_reject() -> None:
    one, two = Archive(gzip=False).answer().data, raw_record(http())
    records, rejects, _ = read(b"rubbish\n" + one + b"rubbish\n" + two, "warc")
    assert len(records) == 2
    assert [reject["offset"] for reject in rejects] == [0, 8 + len(one)]
    packed = Archive().answer().data
    records, rejects, _ = read(b"\x1f\x8brubbish" + packed, "warc")
    assert len(records) == 1
    assert [reject["offset"] for reject in rejects] == [0]


@pytest.mark.parametrize("coding", ["gzip", "gzip, chunked"])
def test_coding_of_the_transfer_is_taken_off(coding: str) -> None:
    body = gzip.compress(page("rustig"), mtime=0)
    if "chunked" in coding:
        body = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)
    records, rejects, _ = read(raw_record(http(body, HTML, ("Transfer-Encoding", coding))), "warc")
    assert ([one["text"] for one in records], rejects) == (["rustig"], [])
