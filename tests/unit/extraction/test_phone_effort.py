"""Hostile words must cost no more than their length: calls are counted, not seconds."""

import sys
from types import FrameType

import pytest

from baken.extraction.advert import facts

HOSTILE = {
    "a run of digits": "1",
    "a run of zeros": "0",
    "digits apart": "0 6 1 ",
    "mobile beginnings": "06 ",
    "country codes": "+31 6 ",
    "digit words": "nul zes ",
    "glued digit words": "nulzeseen",
    "articles": "een ",
    "at signs": "a@",
    "spelled dots": "a-dot-",
    "spelled ats": "x at ",
    "website beginnings": "www.",
    "keycaps": "0\N{VARIATION SELECTOR-16}\N{COMBINING ENCLOSING KEYCAP}",
    "entities": "&#48;",
    "half entities": "&#4",
    "brackets": "(06)",
    "filler": "06 kus 12 ",
    "openings and years": "06 2025 12 ",
    "counted digits": "vier nullen ",
    "digits said again": "drie keer nul dubbel zes ",
    "doubtful channels": "X: x LINE: ",
    "sentences of channels": "tg: handdoeken en slippers ",
    "channels": "telegram: a ",
    "prices": "€100 ",
    "ages": "25 en 25 jaar ",
    "places": "in Best, ",
    "look-alikes": "O l ",
    "pieces": "06. En zo meer van dat alles hier. 12. ",
}
SHORT, LONG = 4_000, 24_000


def calls(words: str) -> int:
    """How many functions run while the words are read, those of C included."""
    count = 0

    def counting(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counting)
    try:
        facts("Massage", words, None, "NL")
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_effort_on_hostile_words_grows_with_their_length(piece: str) -> None:
    facts("Massage", "bel 06-00123456, 35 jaar, naam@example.nl", None, "NL")
    short, long = (calls((piece * (size // len(piece) + 1))[:size]) for size in (SHORT, LONG))

    assert long <= short * (LONG / SHORT) * 1.3 + 500


def test_phone_is_found_behind_a_long_run_of_digits() -> None:
    found = facts("Massage", "1" * 20_000 + " bel 06-00123456", None, "NL").contacts

    assert [one.value for one in found] == ["+31600123456"]
