"""What is kept as text reads the same as with the library's own loop."""

import base64

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from baken.door.base85 import as_bytes, as_text

LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~"


@given(st.binary(max_size=400))
@example(b"")
@example(b"\xff" * 7)
def test_bytes_are_the_letters_that_the_library_gives_and_come_back(data: bytes) -> None:
    text = as_text(data)
    assert text == base64.b85encode(data).decode()
    assert as_bytes(text) == data


@given(st.one_of(st.text(LETTERS, max_size=40), st.text(max_size=12)))
@example("~")
@example("~~~~~")
@example("|NsC0")
@example("00 00")
def test_any_text_gives_what_the_library_gives_or_no_less_a_fault(text: str) -> None:
    try:
        wanted = base64.b85decode(text)
    except ValueError:
        with pytest.raises(ValueError, match=r"."):
            as_bytes(text)
    else:
        assert as_bytes(text) == wanted
