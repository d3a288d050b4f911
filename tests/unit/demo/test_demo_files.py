"""The market on disk: what is written reads back, the same bytes each time, whole or not at all."""

import io

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from warcio.archiveiterator import ArchiveIterator

from baken.collection.readers import read_records
from baken.demo import files as market_files
from baken.demo.files import SMALLEST, truth_of_files, write_bad_examples, write_market
from baken.demo.market import generate
from baken.demo.site import SITE, record_id, site_profile, write_site


@pytest.fixture(scope="module")
def market():
    return generate(SMALLEST)


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    return write_market(tmp_path_factory.mktemp("market") / "new", SMALLEST)


def read(path, form, profile=None):
    """Records as dictionaries, and rejects, of a file."""
    records, rejects = [], []
    with path.open("rb") as stream:
        for batch in read_records(stream, format=form, source=path.name, profile=profile):
            records += batch.records.to_pylist()
            rejects += batch.rejects
    return records, rejects


def share(market, platform):
    return market.records.filter(pc.equal(market.records["platform"], platform)).to_pylist()


def test_site_reads_back_as_its_records(market, written):
    records, rejects = read(written.site, "warc", site_profile())

    expected = share(market, SITE)
    for record in expected:
        record.update(sighting_id=record_id(record["sighting_id"]), image_hashes=None)
    for record in records:
        assert record.pop("capture")["warc"] == "site.warc.gz"
        record["capture"] = None
    assert rejects == []
    assert records == expected


@pytest.mark.parametrize(
    ("name", "form", "platform"),
    [("jsonl", "jsonl", "ontmoet.example"), ("parquet", "parquet", "avondplein.example")],
)
def test_other_sites_read_back_as_their_records(market, written, name, form, platform):
    records, rejects = read(getattr(written, name), form)

    assert rejects == []
    assert records == share(market, platform)


def test_truth_of_the_files_knows_every_sighting_in_them(written):
    known = pq.read_table(written.truth)["sighting_id"].to_pylist()

    found = [
        record["sighting_id"]
        for path, form in ((written.site, "warc"), (written.jsonl, "jsonl"), (written.parquet, "parquet"))
        for record in read(path, form)[0]
    ]

    assert sorted(found) == sorted(known)


def test_truth_stands_in_no_record(market, written):
    names = set(market.truth.schema.names) - {"sighting_id"}

    assert not names & set(market.records.schema.names)
    assert not any(name.encode() in written.jsonl.read_bytes() for name in names)


def test_site_has_answers_that_are_no_sightings_and_no_images(written):
    kinds = set()
    with written.site.open("rb") as stream:
        for record in ArchiveIterator(stream, check_digests="raise"):
            record.content_stream().read()
            http = record.http_headers
            if http:
                kinds.add((http.get_statuscode(), http.get_header("Content-Type")))

    assert kinds == {
        ("200", "text/html; charset=utf-8"),
        ("200", "text/plain"),
        ("200", "application/json"),
        ("304", "text/html"),
        ("404", "text/html"),
    }


def test_files_are_the_same_bytes_each_time(written, tmp_path):
    again = write_market(tmp_path, SMALLEST)

    for name in ("site", "profile", "jsonl", "parquet", "truth"):
        assert getattr(again, name).read_bytes() == getattr(written, name).read_bytes()


def test_interrupted_run_leaves_nothing_half_written_and_can_be_run_again(written, tmp_path, monkeypatch):
    def breaks(records, stream):
        stream.write(b"half")
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(market_files.site, "write_site", breaks)
        with pytest.raises(KeyboardInterrupt):
            write_market(tmp_path, SMALLEST)
    left = sorted(path.name for path in tmp_path.iterdir())
    write_market(tmp_path, SMALLEST)

    assert left == ["site-profile.yaml"]
    assert (tmp_path / "site.warc.gz").read_bytes() == written.site.read_bytes()


def test_site_without_adverts_is_an_archive_all_the_same(market):
    stream = io.BytesIO()

    count = write_site(market.records.slice(0, 0), stream)

    stream.seek(0)
    assert count == 0
    assert [record.rec_type for record in ArchiveIterator(stream)] == ["warcinfo"]


def test_truth_keeps_its_rows(market):
    truth = truth_of_files(market)

    assert truth.schema == market.truth.schema
    assert truth["unique_advert"].equals(market.truth["unique_advert"])


def test_bad_examples_lose_only_what_is_bad(tmp_path):
    examples = write_bad_examples(tmp_path)

    broken, broken_rejects = read(examples.broken_line, "jsonl")
    wrong, wrong_rejects = read(examples.wrong_encoding, "jsonl")
    cut, cut_rejects = read(examples.truncated, "warc")

    assert (len(broken), [reject.as_dict()["line"] for reject in broken_rejects]) == (8, [4, 7])
    assert (len(wrong), [reject.as_dict()["line"] for reject in wrong_rejects]) == (4, [3])
    assert (len(cut), len(cut_rejects)) == (4, 1)
