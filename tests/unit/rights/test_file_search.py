"""A search that finds what is there, wherever it stands, and nothing else."""

from pathlib import Path

from baken.rights.file_search import seek


def test_needles_are_found_in_every_file_they_stand_in(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "one").write_bytes(b"\0" * 9000 + b"needle" + b"\0" * 9000)
    (tmp_path / "two").write_bytes(b"needl")
    (tmp_path / "empty").touch()
    sought = seek(tmp_path, {"a": b"needle", "b": b"other"})
    assert sought.present == {"a": [tmp_path / "deep" / "one"]}
    assert sought.missing == ["b"]
    assert (sought.files, sought.bytes) == (3, 18_011)
