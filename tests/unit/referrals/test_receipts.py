"""The receiver's own number, and what is no number of theirs."""

import pytest

from baken.referrals.exceptions import ContactTold, WordsMissing
from baken.referrals.policies import plain_receipt


@pytest.mark.parametrize(
    "number", ["PL0900-2026123456-1", "PL1500-2025000001", " PL0900-2026123456-1 ", "VT-12"]
)
def test_number_of_a_receiver_is_kept(number: str) -> None:
    assert plain_receipt(number) == number.strip()


@pytest.mark.parametrize(
    "number", ["+31600000042", "PL0900-2026123456-1 bel +31600000042", "bel 06 00 00 00 42"]
)
def test_contact_is_no_number_of_a_receiver(number: str) -> None:
    with pytest.raises(ContactTold):
        plain_receipt(number)


def test_no_number_is_missing_where_one_is_needed() -> None:
    assert plain_receipt("", needed=False) == ""
    with pytest.raises(WordsMissing):
        plain_receipt("")
