from hypothesis import given
from hypothesis import strategies as st

from baken.api.webhooks.signing import is_signed, signature

MOMENTS = st.integers(0, 4_000_000_000)


@given(st.text(min_size=1), MOMENTS, st.binary())
def test_what_is_signed_is_recognised(secret: str, moment: int, body: bytes) -> None:
    assert is_signed(signature(secret, moment, body), secret, body, now=moment)


@given(st.text(min_size=1), MOMENTS, st.binary(), st.binary(min_size=1))
def test_another_body_secret_or_moment_is_not(secret: str, moment: int, body: bytes, more: bytes) -> None:
    header = signature(secret, moment, body)
    assert not is_signed(header, secret, body + more, now=moment)
    assert not is_signed(header, secret + "x", body, now=moment)
    assert not is_signed(header, secret, body, now=moment + 301)
    assert not is_signed(header.replace("t=", "t=1"), secret, body, now=moment)


@given(st.text())
def test_any_other_text_is_no_signature(header: str) -> None:
    assert not is_signed(header, "a secret", b"{}", now=1_800_000_000)
