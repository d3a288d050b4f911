"""A number in a field of its own is read without a search, and as a search would read it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.extraction import own_contacts
from baken.extraction.contacts import PHONE
from baken.extraction.disguises import ClearText
from baken.extraction.phones import phones

REGIONS = ("NL", "BE", "DE", "FR", "ES", "RO", "HU", "BG", "PL", "GB")
BEGINNINGS = (
    "+31",
    "+32",
    "+49",
    "+33",
    "+34",
    "+40",
    "+36",
    "+359",
    "+48",
    "+44",
    "0031",
    "0049",
    "06",
    "0",
    "",
)


@st.composite
def written(draw: st.DrawFn) -> str:
    """Digits as people group them, with no more than one sign between two."""
    digits = draw(st.sampled_from(BEGINNINGS)) + draw(st.text("0123456789", min_size=7, max_size=13))
    return "".join(
        digit if at < 2 else draw(st.sampled_from(["", "", "", " ", "-"])) + digit
        for at, digit in enumerate(digits)
    )


@given(written(), st.sampled_from(REGIONS))
def test_plain_number_is_what_a_search_finds_where_it_finds_one(value: str, region: str) -> None:
    searched = [(one.value, one.obscured, one.valid) for one in phones(ClearText(value), [], region=region)]
    read = own_contacts.own_contacts([{"kind": PHONE, "value": value}], region)

    if len(searched) == 1:
        assert [(one.value, one.obscured, one.valid) for one in read] == searched


@pytest.mark.parametrize(
    ("value", "region", "e164"),
    [
        ("06 00 00 11 72", "NL", "+31600001172"),
        ("+31 6 00001172", "NL", "+31600001172"),
        ("0031-6-00001172", "BE", "+31600001172"),
        ("0600-001 172", "NL", "+31600001172"),
    ],
)
def test_plain_number_needs_no_search(
    value: str, region: str, e164: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def searched(*_: object, **__: object) -> list[object]:
        raise AssertionError("a plain number was searched for")

    monkeypatch.setattr(own_contacts, "phones", searched)
    own_contacts._normalised.cache_clear()

    (one,) = own_contacts.own_contacts([{"kind": PHONE, "value": value}], region)

    assert (one.kind, one.value, one.span) == (PHONE, e164, None)
