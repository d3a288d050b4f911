"""Languages of long, short and mixed words."""

import pytest

from baken.extraction.disguises import ClearText
from baken.extraction.languages import languages

DUTCH = (
    "Ontspannende massage in een rustige privé ontvangst, "
    "je bent van harte welkom bij mij thuis voor een fijne middag."
)
ENGLISH = (
    "I also speak English and I am happy to welcome you "
    "here in town for a quiet and relaxing afternoon together."
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (DUTCH, "nl"),
        (ENGLISH, "en"),
        ("lazító masszázs saját helyen", "hu"),
        ("релаксиращ масаж в града", "bg"),
        ("masaj relaxant in privat", "ro"),
        ("masaż relaksacyjny w mieście", "pl"),
    ],
)
def test_language_of_one_tongue_is_first(text: str, language: str) -> None:
    assert languages(ClearText(text))[0].language == language


def test_languages_of_mixed_words_share_them() -> None:
    shares = {one.language: one.share for one in languages(ClearText(f"{DUTCH} {ENGLISH}"))}

    assert set(shares) == {"nl", "en"}
    assert sum(shares.values()) == pytest.approx(1, abs=0.01)
    assert min(shares.values()) > 0.3


@pytest.mark.parametrize("text", ["", "\n", "123 456", "\x00\x01 \ud800"])
def test_languages_of_no_words_are_none(text: str) -> None:
    assert languages(ClearText(text)) == []
