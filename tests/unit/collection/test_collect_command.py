"""`baken collect` from a file to a file: exit status, what is written, and what is left behind."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from baken.cli import Failed
from baken.cli.collect import command
from baken.cli.streams import whole_output
from tests.unit.collection.captures import Archive, package, page
from tests.unit.collection.records import line, read

SECRET = "+31600000000"


def run(*arguments: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(command, [str(one) for one in arguments], input=stdin)


def test_good_file_ends_with_0(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(line() + b"\n" + line(sighting_id="b"))
    result = run(source, "--to", target)
    assert result.exit_code == 0
    assert target.read_bytes() == line() + b"\n" + line(sighting_id="b") + b"\n"
    assert result.stderr == "2 records, 0 rejects\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]


def test_bad_records_end_with_3_and_are_listed(tmp_path: Path) -> None:
    source, target, rejects = tmp_path / "in.jsonl", tmp_path / "out.parquet", tmp_path / "bad.jsonl"
    bad = line(sighting_id="b", contacts=[{"kind": "x", "value": SECRET}])
    source.write_bytes(line() + b"\n" + bad + b"\n" + line(sighting_id="c"))
    result = run(source, "--to", target, "--rejects", rejects)
    assert result.exit_code == 3
    listed = [json.loads(text) for text in rejects.read_text().splitlines()]
    assert [(one["source"], one["line"]) for one in listed] == [("in.jsonl", 2)]
    assert SECRET not in rejects.read_text() + result.output
    assert [record["sighting_id"] for record in read(target.read_bytes(), "parquet")[0]] == ["s-1", "c"]
    result = run(source, "--to", target, "--quiet")
    assert result.exit_code == 3
    assert [json.loads(text) for text in result.stderr.splitlines()] == listed


@pytest.mark.parametrize("name", ["in.parquet", "in.warc", "in.warc.gz", "in.wacz", "in.csv", "in.jsonl"])
def test_unreadable_file_ends_with_1_and_leaves_nothing(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\x1f\x8b rubbish")
    (tmp_path / "old.jsonl").write_bytes(b"old")
    result = run(tmp_path / name, "--to", tmp_path / "old.jsonl", "--rejects", tmp_path / "bad.jsonl")
    assert isinstance(result.exception, Failed)
    assert name in str(result.exception)
    assert (tmp_path / "old.jsonl").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([name, "old.jsonl"])


def test_missing_file_and_folder_and_place_are_failures(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(line())
    for arguments in (
        [tmp_path / "none.jsonl", "--to", tmp_path / "out.jsonl"],
        [tmp_path, "--to", tmp_path / "out.jsonl"],
        [tmp_path / "in.jsonl", "--to", tmp_path / "none" / "out.jsonl"],
        [tmp_path / "in.jsonl", "--to", tmp_path / "o.jsonl", "--rejects", tmp_path / "none" / "bad"],
        [tmp_path / "in.jsonl", "--to", tmp_path / "o.jsonl", "--profile", tmp_path / "none.yaml"],
    ):
        result = run(*arguments)
        assert isinstance(result.exception, Failed)
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]


def test_wrong_usage_ends_with_2(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_bytes(line())
    out = tmp_path / "out.jsonl"
    for arguments in (
        [source],
        [],
        [source, "--to", out, "--basis", "x"],
        [source, "--to", out, "--rejects", out],
        [source, "--to", tmp_path / "out.wacz"],
        [source, "--to", out, "--format", "xml"],
    ):
        assert run(*arguments).exit_code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]


def test_profile_that_cannot_be_used_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "in.warc").write_bytes(Archive(gzip=False).answer().data)
    for content in (b"titel: h1", b"\xff"):
        (tmp_path / "profile.yaml").write_bytes(content)
        result = run(
            tmp_path / "in.warc", "--to", tmp_path / "out.jsonl", "--profile", tmp_path / "profile.yaml"
        )
        assert isinstance(result.exception, Failed)
        assert "profile" in str(result.exception)


def test_captures_become_records(tmp_path: Path) -> None:
    archive = Archive().answer(page("rustige massage"))
    (tmp_path / "in.warc.gz").write_bytes(archive.data)
    (tmp_path / "in.wacz").write_bytes(package({"archive/a.warc.gz": archive.data}))
    for name in ("in.warc.gz", "in.wacz"):
        result = run(tmp_path / name, "--to", "-", "--platform", "voorbeeld")
        assert result.exit_code == 0
        record = json.loads(result.stdout)
        assert (record["platform"], record["text"]) == ("voorbeeld", "rustige massage")
        assert record["capture"]["warc"].startswith(name)


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_every_format_is_read_from_standard_input(tmp_path: Path, form: str) -> None:
    (tmp_path / "in.jsonl").write_bytes(line())
    packed = run(tmp_path / "in.jsonl", "--to", tmp_path / f"out.{form}")
    assert packed.exit_code == 0
    data = (tmp_path / f"out.{form}").read_bytes()
    result = run("-", "--to", tmp_path / "again.jsonl", "--format", form, stdin=data)
    assert result.exit_code == 0
    assert (tmp_path / "again.jsonl").read_bytes() == line() + b"\n"


@pytest.mark.parametrize("data", [line(), Archive().answer().data, Archive(gzip=False).answer().data])
def test_format_is_told_by_the_first_bytes_without_an_ending(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "in").write_bytes(data)
    result = run(tmp_path / "in", "--to", "-", "--quiet")
    assert result.exit_code == 0
    assert result.stdout.count("\n") == 1


def test_format_may_name_the_output(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(line())
    assert run(tmp_path / "in.jsonl", "--to", tmp_path / "out", "--format", "parquet").exit_code == 0
    assert (tmp_path / "out").read_bytes().startswith(b"PAR1")
    assert run(tmp_path / "in.jsonl", "--to", tmp_path / "o.parquet", "--format", "parquet").exit_code == 0


def test_summary_as_json_is_apart_from_the_records(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(line())
    result = run(tmp_path / "in.jsonl", "--to", tmp_path / "out.jsonl", "--json")
    assert json.loads(result.stdout) == {"records": 1, "rejects": 0}
    result = run(tmp_path / "in.jsonl", "--to", "-", "--json")
    assert json.loads(result.stdout)["sighting_id"] == "s-1"
    assert json.loads(result.stderr) == {"records": 1, "rejects": 0}


def test_same_file_for_two_uses_is_refused_and_stays(tmp_path: Path) -> None:
    source, link = tmp_path / "in.jsonl", tmp_path / "link.jsonl"
    source.write_bytes(line())
    link.symlink_to(source)
    for arguments, names in (
        ([source, "--to", source], "IN and --to"),
        ([source, "--to", link], "IN and --to"),
        ([source, "--to", "-", "--rejects", "-"], "--to and --rejects"),
    ):
        result = run(*arguments)
        assert result.exit_code == 2
        assert f"{names} need files of their own" in result.stderr
    assert source.read_bytes() == line()


def test_device_may_be_named_twice(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(line() + b"\nx")
    assert run(tmp_path / "in.jsonl", "--to", "/dev/null", "--rejects", "/dev/null").exit_code == 3


def test_rejects_go_to_standard_output_when_asked(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(line() + b"\nx")
    result = run(tmp_path / "in.jsonl", "--to", tmp_path / "out.jsonl", "--rejects", "-", "--quiet")
    assert result.exit_code == 3
    assert json.loads(result.stdout)["line"] == 2
    assert result.stderr == ""


def test_link_to_a_file_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(line())
    (tmp_path / "newest.jsonl").symlink_to(tmp_path / "real.jsonl")
    assert run(tmp_path / "in.jsonl", "--to", tmp_path / "newest.jsonl").exit_code == 0
    assert (tmp_path / "newest.jsonl").is_symlink()
    assert (tmp_path / "real.jsonl").read_bytes() == line() + b"\n"


def test_standard_output_by_its_device_name_stays_a_device(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(line())
    program = "import sys; from baken.cli.streams import is_device; from pathlib import Path; "
    program += "sys.exit(not is_device(Path('/dev/stdout')))"
    with (tmp_path / "out").open("wb") as out:
        assert subprocess.run([sys.executable, "-c", program], stdout=out, check=False).returncode == 0


def test_fault_elsewhere_is_not_blamed_on_an_output(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), whole_output(str(tmp_path / "out")):
        (tmp_path / "none" / "x").open()
    with pytest.raises(Failed, match="out can't be written"), whole_output(str(tmp_path / "none" / "out")):
        pass
    assert list(tmp_path.iterdir()) == []


def test_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "in.warc.gz").write_bytes(Archive().answer().answer().data)
    for form in ("jsonl", "csv", "parquet"):
        for name in ("a", "b"):
            run(tmp_path / "in.warc.gz", "--to", tmp_path / f"{name}.{form}")
        assert (tmp_path / f"a.{form}").read_bytes() == (tmp_path / f"b.{form}").read_bytes()


def test_reading_files_loads_no_django() -> None:
    modules = "cli.collect collection.warc collection.wacz collection.parquet collection.delimited"
    names = ", ".join(f"baken.{name}" for name in [*modules.split(), "collection.writers"])
    program = f"import sys, {names}; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_rejects_keep_the_order_of_the_file(tmp_path: Path) -> None:
    lines = [line(), b"x", line(), line(stated_age=200, sighting_id="b"), line()]
    (tmp_path / "in.jsonl").write_bytes(b"\n".join(lines))
    result = run(tmp_path / "in.jsonl", "--to", tmp_path / "out.jsonl", "--quiet")
    assert [json.loads(text)["line"] for text in result.stderr.splitlines()] == [2, 3, 4, 5]
