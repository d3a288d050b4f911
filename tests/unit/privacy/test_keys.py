"""Keys of organisations and purposes are apart, and a key file is never replaced."""

from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from baken.collection.evidence.frames import FrameDamaged, Sealing
from baken.privacy.encryption import Cipher, NotDecryptable, associated_data
from baken.privacy.keys import (
    MOST_KEYS,
    RENEWED,
    KeyFileUnusable,
    Keyring,
    add_master_key,
    create_master_key,
    read_master_key,
)

MASTER = bytes(range(32))
name = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)


@given(st.tuples(name, name), st.tuples(name, name))
def test_keys_differ_by_organisation_and_purpose(one: tuple[str, str], other: tuple[str, str]) -> None:
    assume(one != other and not RENEWED & {one[1], other[1]})
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


def rotated(times: int) -> Keyring:
    return Keyring(MASTER, tuple(bytes([number]) * 32 for number in range(1, times + 1)))


@given(st.integers(0, 5), st.sampled_from(sorted(RENEWED)))
def test_rotation_adds_a_newest_key_and_keeps_the_others(times: int, purpose: str) -> None:
    before, after = rotated(times), rotated(times + 1)
    assert after.keys("a", purpose)[1:] == before.keys("a", purpose)
    assert after.names[:-1] == before.names
    assert len(set(after.names)) == times + 2


@given(st.integers(0, 5))
def test_what_is_found_by_being_the_same_keeps_its_key(times: int) -> None:
    assert rotated(times).key("a", "pseudonym") == Keyring(MASTER).key("a", "pseudonym")


@pytest.mark.parametrize("purpose", sorted(RENEWED))
def test_a_renewed_purpose_is_never_asked_under_one_key(purpose: str) -> None:
    with pytest.raises(ValueError, match="keys"):
        Keyring(MASTER).key("a", purpose)


def test_a_purpose_that_stays_has_no_second_key() -> None:
    with pytest.raises(ValueError, match="one key"):
        rotated(1).keys("a", "pseudonym")


@given(st.text(), st.integers(0, 3), st.integers(0, 3))
def test_what_was_sealed_before_a_rotation_opens_after_it(text: str, before: int, more: int) -> None:
    place = associated_data("a", "b.c", "d")
    sealed = Cipher(*rotated(before).keys("a", "encryption")).encrypt(text, place)
    assert Cipher(*rotated(before + more).keys("a", "encryption")).decrypt(sealed, place) == text


def test_what_is_sealed_after_a_rotation_does_not_open_without_the_new_key() -> None:
    place = associated_data("a", "b.c", "d")
    old, new = (Cipher(*rotated(times).keys("a", "encryption")) for times in (0, 1))
    sealed = new.encrypt("x", place)
    with pytest.raises(NotDecryptable):
        old.decrypt(sealed, place)


def test_frames_of_before_a_rotation_open_and_those_after_it_need_the_new_key() -> None:
    old = Sealing("a", *rotated(0).keys("a", "captures"))
    new = Sealing("a", *rotated(1).keys("a", "captures"))
    assert new.open(old.frame(b"one", "f", 0), "f", 0) == b"one"
    with pytest.raises(FrameDamaged):
        old.open(new.frame(b"two", "f", 0), "f", 0)


def test_key_file_grows_by_a_rotation(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "master.key"
    create_master_key(path)
    before = read_master_key(path)
    after = add_master_key(path)
    assert (after.master, len(after.later)) == (before.master, 1)
    assert read_master_key(path) == after
    assert path.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["master.key"]


def test_key_file_takes_no_more_than_it_can_hold(tmp_path: Path) -> None:
    path = tmp_path / "master.key"
    path.touch(mode=0o600)
    path.write_bytes(b"".join(bytes([number]) * 32 for number in range(MOST_KEYS)))
    with pytest.raises(KeyFileUnusable, match="no more"):
        add_master_key(path)
    assert len(read_master_key(path).names) == MOST_KEYS


def test_key_file_with_one_key_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "master.key"
    path.touch(mode=0o600)
    path.write_bytes(MASTER * 2)
    with pytest.raises(KeyFileUnusable, match="twice"):
        read_master_key(path)


@pytest.mark.parametrize("length", [0, 31, 33, 63, 65])
def test_key_file_that_was_cut_short_is_refused(tmp_path: Path, length: int) -> None:
    path = tmp_path / "master.key"
    path.touch(mode=0o600)
    path.write_bytes(bytes(range(length)))
    with pytest.raises(KeyFileUnusable, match="32 bytes"):
        read_master_key(path)


def test_names_tell_no_key() -> None:
    assert all(name not in MASTER.hex() and len(name) == 16 for name in Keyring(MASTER).names)
