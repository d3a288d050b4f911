"""A ciphertext opens only in the place it was made for."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from baken.privacy.encryption import Cipher, NotDecryptable, associated_data

KEY = bytes(range(32))
text = st.text(st.characters(exclude_categories=["Cs"]))
place = st.tuples(text, text, text)


@given(text, place)
def test_text_comes_back_in_its_own_place(value: str, where: tuple[str, str, str]) -> None:
    cipher = Cipher(KEY)
    associated = associated_data(*where)
    assert cipher.decrypt(cipher.encrypt(value, associated), associated) == value


@given(text, place, place)
def test_text_does_not_open_in_another_place(
    value: str, where: tuple[str, str, str], elsewhere: tuple[str, str, str]
) -> None:
    assume(where != elsewhere)
    cipher = Cipher(KEY)
    sealed = cipher.encrypt(value, associated_data(*where))
    with pytest.raises(NotDecryptable):
        cipher.decrypt(sealed, associated_data(*elsewhere))


@given(text, st.integers(0), st.integers(1, 255))
def test_changed_byte_is_noticed(value: str, position: int, change: int) -> None:
    cipher = Cipher(KEY)
    sealed = bytearray(cipher.encrypt(value, b""))
    sealed[position % len(sealed)] ^= change
    with pytest.raises(NotDecryptable):
        cipher.decrypt(bytes(sealed), b"")


def test_same_text_never_looks_the_same() -> None:
    cipher = Cipher(KEY)
    assert cipher.encrypt("+31600000000", b"") != cipher.encrypt("+31600000000", b"")


def test_another_key_does_not_open() -> None:
    sealed = Cipher(KEY).encrypt("+31600000000", b"")
    with pytest.raises(NotDecryptable):
        Cipher(bytes(32)).decrypt(sealed, b"")
