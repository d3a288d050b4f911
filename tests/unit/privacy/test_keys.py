"""Keys of organisations and purposes are apart, and a key file is never replaced."""

from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from baken.privacy.keys import KeyFileUnusable, Keyring, create_master_key, read_master_key

MASTER = bytes(range(32))
name = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)


@given(st.tuples(name, name), st.tuples(name, name))
def test_keys_differ_by_organisation_and_purpose(one: tuple[str, str], other: tuple[str, str]) -> None:
    assume(one != other)
    assert Keyring(MASTER).key(*one) != Keyring(MASTER).key(*other)


def test_key_is_the_same_every_time() -> None:
    assert Keyring(MASTER).key("a", "b") == Keyring(bytes(MASTER)).key("a", "b")


def test_keyring_does_not_print_its_key() -> None:
    assert MASTER.hex() not in repr(Keyring(MASTER))
    assert repr(MASTER) not in repr(Keyring(MASTER))


def test_key_file_is_made_once(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "master.key"
    create_master_key(path)
    first = path.read_bytes()
    create_master_key(path)
    assert path.read_bytes() == first
    assert [file.name for file in path.parent.iterdir()] == ["master.key"]
    assert read_master_key(path).master == first


def test_key_file_open_to_others_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "master.key"
    create_master_key(path)
    path.chmod(0o640)
    with pytest.raises(KeyFileUnusable, match="chmod 600"):
        read_master_key(path)


def test_key_file_of_another_length_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "master.key"
    path.touch(mode=0o600)
    path.write_bytes(b"short")
    with pytest.raises(KeyFileUnusable, match="32 bytes"):
        read_master_key(path)
