"""Pseudonyms compare under one key and say nothing under another."""

from hypothesis import assume, given
from hypothesis import strategies as st

from baken.privacy.pseudonyms import PSEUDONYM_LENGTH, pseudonym, pseudonyms

contact = st.tuples(
    st.sampled_from(["phone", "email", "telegram"]), st.text(st.characters(exclude_categories=["Cs"]))
)
key = st.binary(min_size=32, max_size=32)


@given(contact, key)
def test_pseudonym_is_the_same_every_time(one: tuple[str, str], under: bytes) -> None:
    assert pseudonym(*one, under) == pseudonym(*one, under)
    assert len(pseudonym(*one, under)) == PSEUDONYM_LENGTH


@given(contact, contact, key)
def test_different_contacts_have_different_pseudonyms(
    one: tuple[str, str], other: tuple[str, str], under: bytes
) -> None:
    assume(one != other)
    assert pseudonym(*one, under) != pseudonym(*other, under)


@given(contact, key, key)
def test_another_key_gives_another_pseudonym(one: tuple[str, str], under: bytes, other: bytes) -> None:
    assume(under != other)
    assert pseudonym(*one, under) != pseudonym(*one, other)


@given(st.lists(contact), key)
def test_many_are_the_same_as_one_by_one(many: list[tuple[str, str]], under: bytes) -> None:
    assert pseudonyms(many, under) == [pseudonym(*one, under) for one in many]
