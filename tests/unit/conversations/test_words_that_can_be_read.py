"""What nobody can read takes back no no, whatever a person then says of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.conversations.readings import says_words

LETTERS = st.text(st.characters(categories=("Lu", "Ll", "Lo")), min_size=1, max_size=40)


@pytest.mark.parametrize(
    "text", ["Hallo", "ik wil hulp\nnu", "помощь", "帮助", "ok 👍", "é", "👩\u200d🦰 hoi"]
)
def test_words_in_any_script_can_be_read(text: str) -> None:
    assert says_words(text)


@pytest.mark.parametrize(
    "text", ["", "👍", "🤚🤚", "...", "12 34", "\ufffd", "hallo \ufffd", "ja\x00", "\ue000 hoi"]
)
def test_signs_and_broken_bytes_cannot(text: str) -> None:
    assert not says_words(text)


@given(LETTERS)
def test_letters_alone_can(text: str) -> None:
    assert says_words(text)


@given(
    LETTERS, st.binary(min_size=1, max_size=9).filter(lambda raw: "\ufffd" in raw.decode("utf-8", "replace"))
)
def test_one_byte_that_is_no_letter_spoils_it(text: str, raw: bytes) -> None:
    assert not says_words(text + raw.decode("utf-8", "replace"))
