"""One way of writing for where something stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.notices.received.places import one_way_of_writing


@given(st.text(max_size=80) | st.from_regex(r"https?://[a-z]{1,9}\.example/[a-zA-Z0-9/?&=#.%-]{0,30}"))
def test_written_again_it_stays(location: str) -> None:
    once = one_way_of_writing(location)
    assert one_way_of_writing(once) == once


@pytest.mark.parametrize(
    "location",
    [
        "https://kleinmarkt.example/a/1",
        "http://www.Kleinmarkt.example/a/1/",
        "kleinmarkt.example/a/1#foto",
        " https://kleinmarkt.example/a/1?utm_source=x ",
    ],
)
def test_same_page_is_one_place(location: str) -> None:
    assert one_way_of_writing(location) == "kleinmarkt.example/a/1"


def test_other_page_is_another_place() -> None:
    one, other = "kleinmarkt.example/a?nr=1", "kleinmarkt.example/a?nr=2"
    assert one_way_of_writing(one) != one_way_of_writing(other)


@pytest.mark.parametrize("rest", ["#/a/1", "#!a-1", "#nr=1", "#1"])
def test_part_after_the_hash_that_may_name_an_advert_counts(rest: str) -> None:
    assert one_way_of_writing(f"https://kleinmarkt.example/zoek{rest}") == f"kleinmarkt.example/zoek{rest}"
    assert one_way_of_writing(f"kleinmarkt.example/zoek{rest}2") != one_way_of_writing(
        f"kleinmarkt.example/zoek{rest}"
    )


def test_number_of_an_advert_is_told_without_capitals() -> None:
    assert one_way_of_writing("  AB  12 ") == "ab 12"
