"""Only parts that match the package's hashes give records."""

import hashlib
import io
import json
import zipfile

import pytest

from baken.collection.readers import Unreadable
from tests.unit.collection.captures import Archive, package, page
from tests.unit.collection.records import read

PART = "archive/data.warc.gz"
ONE = Archive().answer(page("een")).data
TWO = Archive(gzip=False).other("warcinfo").answer(page("twee")).data


@pytest.mark.parametrize("compressed", [True, False])
def test_parts_that_match_give_their_sightings(compressed: bool) -> None:
    data = package({PART: ONE, "archive/more.warc": TWO, "pages/pages.jsonl": b"{}"}, compressed=compressed)
    records, rejects, evidence = read(data, "wacz")
    assert rejects == []
    assert [record["text"] for record in records] == ["een", "twee"]
    assert [one["file"] for one in evidence] == [f"the file/{PART}", "the file/archive/more.warc"]
    assert records[0]["capture"]["offset"] == 0


def test_part_that_does_not_match_gives_a_reject_and_no_records() -> None:
    wrong = "sha256:" + hashlib.sha256(b"other").hexdigest()
    data = package({PART: ONE, "archive/more.warc": TWO}, hashes={PART: wrong})
    records, rejects, _ = read(data, "wacz")
    assert [record["text"] for record in records] == ["twee"]
    assert rejects == [
        {
            "source": f"the file/{PART}",
            "offset": 0,
            "reason": "the part does not match its hash in the package's list",
        }
    ]


@pytest.mark.parametrize(
    ("hashes", "reason"),
    [
        ({PART: ""}, "has no hash"),
        ({PART: "crc:1"}, "of a kind that can't be checked"),
        ({"archive/gone.warc.gz": "sha256:" + "0" * 64}, "not in the package"),
    ],
)
def test_part_that_cannot_be_checked_is_a_reject(hashes: dict[str, str], reason: str) -> None:
    records, rejects, _ = read(package({PART: ONE}, hashes=hashes), "wacz")
    assert len(records) == (PART not in hashes)
    assert reason in rejects[0]["reason"]


def test_part_that_is_no_warc_is_a_reject() -> None:
    records, rejects, _ = read(package({PART: b"rubbish", "archive/more.warc": TWO}), "wacz")
    assert [record["text"] for record in records] == ["twee"]
    assert "no WARC file" in rejects[-1]["reason"]


def test_sighting_in_two_parts_is_one() -> None:
    data = package({PART: ONE, "archive/same.warc.gz": ONE})
    records, rejects, _ = read(data, "wacz")
    assert len(records) == 1
    assert rejects[0]["source"] == "the file/archive/same.warc.gz"


@pytest.mark.parametrize("right", [True, False])
def test_list_is_held_against_its_own_hash(right: bool) -> None:
    stream = io.BytesIO(package({PART: ONE}))
    with zipfile.ZipFile(stream, "a") as archive:
        text = archive.read("datapackage.json") if right else b"other"
        said = {"path": "datapackage.json", "hash": "sha256:" + hashlib.sha256(text).hexdigest()}
        archive.writestr("datapackage-digest.json", json.dumps(said))
    records, rejects, _ = read(stream.getvalue(), "wacz")
    assert (len(records), len(rejects)) == ((1, 0) if right else (0, 1))


def test_file_that_is_no_package_is_unreadable() -> None:
    empty = io.BytesIO()
    with zipfile.ZipFile(empty, "w") as archive:
        archive.writestr("a", "b")
    broken = io.BytesIO()
    with zipfile.ZipFile(broken, "w") as archive:
        archive.writestr("datapackage.json", "[")
    for data in (b"", b"rubbish", ONE, empty.getvalue(), broken.getvalue()):
        with pytest.raises(Unreadable):
            read(data, "wacz")


def test_cut_or_flipped_package_never_crashes() -> None:
    data = package({PART: ONE})
    for position in range(0, len(data), 3):
        for broken in (data[:position], data[:position] + b"\xff" + data[position + 1 :]):
            try:
                records, _, _ = read(broken, "wacz")
            except Unreadable:
                continue
            assert [record["text"] for record in records] in ([], ["een"])


def test_damage_that_zip_readers_stumble_over_is_no_crash() -> None:
    data = package({PART: ONE})
    for position in range(len(data) - 200, len(data)):
        with pytest.raises(Unreadable):
            read(data[:position] + data[position + 50 :], "wacz")


def test_part_whose_name_leads_out_of_the_package_is_a_reject() -> None:
    records, rejects, _ = read(package({"archive/../../x.warc": Archive(gzip=False).answer().data}), "wacz")
    assert records == []
    assert [one["reason"] for one in rejects] == ["the part's name leads out of the package"]
