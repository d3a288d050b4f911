"""A stage that fails: said so, without content, and tried again by the next worker."""

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from baken.adverts.models import Extraction
from baken.audit.models import Event
from baken.extraction import stage
from baken.pipeline.apart import read_apart
from baken.pipeline.collect import collect_stream
from baken.pipeline.stages import extract_waiting, indicate_all, link_all
from baken.tenancy.acting import Actor
from tests.factories.adverts import PHONE, advert, json_lines
from tests.factories.bases import make_basis
from tests.faults.demo_databases import database

SABOTAGE = f"""
import sys
import baken.linking.stage
def broken(*arguments, **options):
    raise ValueError("{PHONE}")
if "sabotaged" in sys.argv:
    sys.argv.remove("sabotaged")
    baken.linking.stage.link = broken
from baken.cli.main import main
main()
"""


@pytest.fixture
def url(server_url: str, migrated: str) -> Iterator[str]:
    with database(server_url, migrated) as address:
        yield address


def test_failed_stage_says_so_without_content_and_is_tried_again(url: str, tmp_path: Path) -> None:
    environment = os.environ | {"DATABASE_URL": url, "BAKEN_STATE": str(tmp_path)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)

    def baken(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", SABOTAGE, *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    broken = baken("demo", "--no-serve", "--scale", "0.005", "sabotaged")
    assert broken.returncode == 1
    assert "ValueError" in broken.stderr
    again = baken("worker", "--once", "sabotaged")
    assert again.returncode == 1
    assert again.stderr.splitlines()[-1].startswith("baken: these stages did not end well: link")
    assert PHONE not in broken.stderr + again.stderr
    assert baken("worker", "--once").returncode == 0


@pytest.mark.django_db
def test_one_bad_record_does_not_hold_up_the_rest(actor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    make_basis(actor)
    records = [advert(number) for number in range(1, 8)]
    records[3]["title"] = "breaks"
    collect_stream(json_lines(*records), by=actor, basis="basis-1", format="jsonl", source="a.jsonl")
    extract = stage.extract

    def sometimes(records: pa.RecordBatch, *, key: bytes) -> pa.RecordBatch:
        if "breaks" in records.column("title").to_pylist():
            raise ValueError(PHONE)
        return extract(records, key=key)

    monkeypatch.setattr(stage, "extract", sometimes)
    assert extract_waiting(by=actor) == 7
    assert Extraction.objects.filter(failed=True).count() == 1
    assert Event.objects.get(action="adverts.extraction_failed").details["sightings"] == 1
    link_all(by=actor)
    indicate_all(by=actor)


def test_fault_of_our_own_is_not_taken_for_bad_records() -> None:
    records = pa.RecordBatch.from_pydict({"number": list(range(10))})

    def broken(records: pa.RecordBatch) -> pa.RecordBatch:
        raise KeyError

    with pytest.raises(KeyError):
        read_apart([uuid.uuid4() for _ in range(10)], records, broken)
