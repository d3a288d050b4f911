"""An evidence package is decided by two people, holds what was captured, and tells every changed byte."""

import hashlib
import io
import json
import random
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from warcio.archiveiterator import ArchiveIterator

from baken.audit.models import Event
from baken.cli import Failed
from baken.cli.collect import command
from baken.collection.evidence.package import (
    MOST_CAPTURES,
    EvidenceRefused,
    evidence_package,
    signing_fingerprint,
)
from baken.collection.evidence.package_format import MANIFEST
from baken.collection.evidence.verifying import Fault, NoPackage, verify_package
from baken.collection.models import Capture
from baken.tenancy.acting import Actor
from baken.tenancy.permission import NotPermitted
from tests.factories.users import make_person, make_user
from tests.integration.test_captures_kept import PAGE, a_page, keep


def some_captures(actor: Actor, count: int = 2) -> list[Capture]:
    pages = [a_page(url=f"https://example.org/{number}?a=1&b=<2>") for number in range(count)]
    return keep(actor, *pages)


def package_of(actor: Actor, captures: list[Capture], **facts: Any) -> bytes:
    given: dict[str, Any] = {
        "by": make_person(actor.organisation, "analyst"),
        "capture_ids": [one.id for one in captures],
        "reason": "asked for by the prosecutor",
        "case": "2026-114 <x>",
        "approved_by": make_user(actor.organisation, "data_protection_officer", name="F. de Vries"),
    }
    return evidence_package(**(given | facts))


def unpacked(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


@pytest.fixture
def package(actor: Actor) -> bytes:
    return package_of(actor, some_captures(actor))


def test_a_package_is_whole_and_signed_by_the_organisation(actor: Actor, package: bytes) -> None:
    verdict = verify_package(package)

    assert verdict.whole
    assert verdict.fingerprint == signing_fingerprint(actor.organisation.id)
    assert verdict.manifest["approved_by"]["name"] == "F. de Vries"


def test_its_web_archive_reads_with_other_programs(package: bytes) -> None:
    archive = unpacked(package)["archive/captures.warc.gz"]

    records = list(_records(archive))

    assert [kind for kind, *_ in records] == ["warcinfo", "response", "response"]
    assert [payload for kind, payload, *_ in records if kind == "response"] == [PAGE, PAGE]
    assert all(passed in (None, True) for *_, passed in records)


def _records(archive: bytes) -> Any:
    for record in ArchiveIterator(io.BytesIO(archive), check_digests=True):
        payload = record.content_stream().read()
        yield record.rec_type, payload, record.digest_checker.passed


def test_its_index_finds_every_capture(package: bytes) -> None:
    parts = unpacked(package)
    archive = parts["archive/captures.warc.gz"]
    lines = parts["indexes/index.cdx"].decode().splitlines()

    for line in lines:
        place = json.loads(line.split(" ", 2)[2])
        start, length = int(place["offset"]), int(place["length"])
        [(kind, payload, _)] = _records(archive[start : start + length])
        assert (kind, payload) == ("response", PAGE)
        assert place["digest"] == "sha256:" + hashlib.sha256(PAGE).hexdigest()
    assert lines == sorted(lines)
    assert lines[0].startswith("org,example)/0?a=1&b=<2> 20260301123015 ")


def test_the_tool_of_the_standard_finds_it_valid(package: bytes, tmp_path: Path) -> None:
    file = tmp_path / "evidence.wacz"
    file.write_bytes(package)

    command = [str(Path(sys.executable).parent / "wacz"), "validate", "-f", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert "the passed WACZ is valid" in done.stdout, done.stdout + done.stderr


def test_it_is_checked_without_baken_as_its_page_says(actor: Actor, package: bytes, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(package)) as parts:
        parts.extractall(tmp_path)
    page = (tmp_path / "evidence" / "index.html").read_text()
    said = re.search(r"<pre>(mkdir.*?)</pre>", page, re.DOTALL)
    assert said
    script = said.group(1).split("\n", 1)[1].replace("&quot;", '"')

    done = subprocess.run(["sh", "-ec", script], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert "Signature Verified Successfully" in done.stdout
    assert done.stdout.split()[-2] == signing_fingerprint(actor.organisation.id).replace(" ", "")


def test_its_page_asks_nothing_and_runs_nothing(package: bytes) -> None:
    page = unpacked(package)["evidence/index.html"].decode()

    assert not re.search(r"<script|<img|<link|src=|href=|url\(", page)
    assert "2026-114 &lt;x&gt;" in page and "b=&lt;2&gt;" in page
    assert "Bewijspakket" in page and "Evidence package" in page


def test_any_changed_byte_is_named_exactly(package: bytes) -> None:
    chance = random.Random(1)
    parts = unpacked(package)
    for name in sorted(parts.keys() - {"evidence/manifest.json", "evidence/manifest.sig"}):
        start = package.index(parts[name])
        for inside in chance.sample(range(len(parts[name])), 12):
            changed = bytearray(package)
            changed[start + inside] ^= chance.randrange(1, 256)

            faults = verify_package(bytes(changed)).faults

            assert any((one.part, one.offset, one.exact) == (name, inside, True) for one in faults)


def test_no_byte_at_all_can_be_changed_unseen(package: bytes) -> None:
    chance = random.Random(2)
    for place in chance.sample(range(len(package)), 300):
        changed = bytearray(package)
        changed[place] ^= chance.randrange(1, 256)
        try:
            assert not verify_package(bytes(changed)).whole
        except NoPackage:
            continue


def repacked(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return stream.getvalue()


def test_parts_that_are_gone_added_or_cut_are_named(package: bytes) -> None:
    parts = unpacked(package)
    archive = parts["archive/captures.warc.gz"]

    gone = verify_package(repacked({name: parts[name] for name in parts if name != "pages/pages.jsonl"}))
    added = verify_package(repacked({**parts, "archive/more.warc.gz": b"x"}))
    cut = verify_package(repacked({**parts, "archive/captures.warc.gz": archive[:-7]}))
    longer = verify_package(repacked({**parts, "archive/captures.warc.gz": archive + b"x"}))

    assert [str(one) for one in gone.faults] == ["pages/pages.jsonl: is missing"]
    assert [str(one) for one in added.faults] == ["archive/more.warc.gz: was added"]
    assert [str(one) for one in cut.faults] == [
        f"archive/captures.warc.gz: was cut: 7 bytes are missing, from byte {len(archive) - 7}"
    ]
    assert [one.offset for one in longer.faults] == [len(archive)]


def test_a_manifest_made_anew_does_not_pass(package: bytes) -> None:
    parts = unpacked(package)
    parts["evidence/manifest.json"] = parts["evidence/manifest.json"].replace(b"prosecutor", b"journalist")

    verdict = verify_package(repacked(parts))

    assert any("signature does not hold" in one.what for one in verdict.faults)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"hello", repacked({"a": b"b"})])
def test_what_is_no_package_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(NoPackage):
        verify_package(data)


def test_two_people_decide_and_the_log_says_so(actor: Actor) -> None:
    captures = some_captures(actor, 1)
    analyst = make_person(actor.organisation, "analyst")
    other = make_user(actor.organisation, "data_protection_officer")

    package_of(actor, captures, by=analyst, approved_by=other)

    event = Event.objects.get(action="collection.evidence_handed_over")
    assert event.purpose == "crime_report"
    assert event.details["asked_by"] == str(analyst.user.id)
    assert event.details["approved_by"] == str(other.id)
    assert event.details["captures"] == [str(captures[0].id)]


def test_nobody_hands_over_alone_or_without_the_role(actor: Actor) -> None:
    captures = some_captures(actor, 1)
    analyst = make_person(actor.organisation, "analyst")
    officer = make_user(actor.organisation, "data_protection_officer")
    worker = make_person(actor.organisation, "outreach_worker")
    gone = make_user(actor.organisation, "data_protection_officer", is_active=False)
    colleague = make_user(actor.organisation, "analyst")

    for facts in (
        {"by": analyst, "approved_by": analyst.user},
        {"by": worker, "approved_by": officer},
        {"by": analyst, "approved_by": worker.user},
        {"by": analyst, "approved_by": gone},
        {"by": analyst, "approved_by": actor.user},
        {"by": actor, "approved_by": officer},
        {"by": analyst, "approved_by": colleague},
    ):
        with pytest.raises(NotPermitted):
            package_of(actor, captures, **facts)
    assert not Event.objects.filter(action="collection.evidence_handed_over").exists()


def test_it_is_made_per_case_and_never_in_bulk(actor: Actor) -> None:
    captures = some_captures(actor, 1)

    for facts in ({"case": " "}, {"reason": ""}, {"purpose": "statistics"}, {"capture_ids": []}):
        with pytest.raises(EvidenceRefused):
            package_of(actor, captures, **facts)
    many = some_captures_ids(MOST_CAPTURES + 1)
    with pytest.raises(EvidenceRefused, match="at most 100 captures"):
        package_of(actor, captures, capture_ids=many)


def some_captures_ids(count: int) -> list[Any]:
    import uuid

    return [uuid.UUID(int=number) for number in range(count)]


def test_command_says_whole_changed_or_unreadable(actor: Actor, package: bytes, tmp_path: Path) -> None:
    changed = bytearray(package)
    place = package.index(unpacked(package)["pages/pages.jsonl"]) + 5
    changed[place] ^= 1
    files = {"whole": package, "changed": bytes(changed), "none": b"nothing"}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)

    def run(name: str, *options: str) -> Any:
        return CliRunner().invoke(command, ["verify", str(tmp_path / name), *options])

    fingerprint = signing_fingerprint(actor.organisation.id)
    assert run("whole", "--fingerprint", fingerprint.upper()).exit_code == 0
    assert "is not the key that you gave" in run("whole", "--fingerprint", "00").output
    assert run("changed").exit_code == 3
    assert "pages/pages.jsonl: was changed, at byte 5" in run("changed").output
    assert json.loads(run("changed", "--json").output)["faults"][0]["offset"] == 5
    assert isinstance(run("none").exception, Failed)
    assert isinstance(run("not there").exception, Failed)


def stored(*parts: tuple[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, data in parts:
            package.writestr(name, data)
    return made.getvalue()


def test_web_archive_of_others_that_says_it_is_signed_is_no_evidence_package() -> None:
    claim = json.dumps({"path": "datapackage.json", "hash": "sha256:00", "signedData": {"signature": "x"}})
    data = stored(("datapackage.json", b"{}"), ("datapackage-digest.json", claim.encode()))

    with pytest.raises(NoPackage, match="web archive"):
        verify_package(data)


def test_many_names_for_one_place_take_no_more_memory_than_the_file(package: bytes) -> None:
    made = io.BytesIO(stored(("large", b"x" * 100_000), (MANIFEST, b"{}")))
    with zipfile.ZipFile(made, "a") as archive:
        large = archive.getinfo("large")
        for number in range(50):
            other = zipfile.ZipInfo(f"large-{number}")
            other.header_offset, other.file_size = large.header_offset, large.file_size
            other.compress_size, other.CRC = large.compress_size, large.CRC
            archive.filelist.append(other)
        archive._didModify = True  # type: ignore[attr-defined]

    found = verify_package(made.getvalue())

    assert [str(one) for one in found.faults if "lies over" in one.what]


def test_name_of_a_part_does_nothing_on_a_terminal() -> None:
    assert str(Fault("a\x1b[2J\nb", "was added")) == "a?[2J?b: was added"


@pytest.mark.parametrize("kind", ["nothing", "zeros", "directory", "device"])
def test_command_refuses_what_is_no_file_of_a_package(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "het bewijs \N{SNOWMAN} (1).wacz"
    match kind:
        case "nothing":
            path.touch()
        case "zeros":
            with path.open("wb") as stream:
                stream.truncate(1024 * 1024 * 1024)
        case "directory":
            path.mkdir()
        case _:
            path = Path("/dev/zero")

    done = CliRunner().invoke(command, ["verify", str(path)])

    assert isinstance(done.exception, Failed)
