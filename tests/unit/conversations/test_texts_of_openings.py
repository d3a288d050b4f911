"""What a text that begins a conversation may not say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.conversations.rules.texts import FORBIDDEN, LONGEST, text_faults
from baken.vocabulary.conversations import TextFault

PAGE = "https://lantaarn.example/kennismaken"
FINE = "Hallo, wij zijn Stichting Lantaarn. Wij maken graag kennis. Antwoorden hoeft niet."


def faults(text: str, kind: str = "opening", page: str = PAGE) -> tuple[str, ...]:
    return text_faults(text, kind=kind, neutral_page=page)


def test_true_and_harmless_words_pass() -> None:
    assert faults(FINE) == ()
    assert faults(f"{FINE} {PAGE}") == ()


EXAMPLES = {
    "forbidden_word": "Wij helpen bij mensenhandel.",
    "link": "Kijk op https://ergens.example/x",
    "contact": "Bel nul zes nul nul nul nul nul nul vier twee",
    "advert": "Wij zagen uw advertentie.",
    "place": "Hallo {naam}",
    "too_long": "x" * (LONGEST + 1),
    "empty": "  ",
}


def test_every_fault_has_an_example() -> None:
    assert set(EXAMPLES) == set(TextFault.codes)


@pytest.mark.parametrize("fault", EXAMPLES)
def test_each_fault_is_found(fault: str) -> None:
    assert fault in faults(EXAMPLES[fault])


@pytest.mark.parametrize("word", FORBIDDEN)
def test_forbidden_words_are_found_in_capitals_and_among_signs(word: str) -> None:
    assert "forbidden_word" in faults(f"Dag, {word.upper()}! Tot ziens")


@pytest.mark.parametrize("text", ["Wij zijn van de pólítie", "Víctima?", "ogłoszenie", "OFIARA"])
def test_accents_hide_nothing(text: str) -> None:
    assert {"forbidden_word", "advert"} & set(faults(text))


def test_sussex_is_no_forbidden_word() -> None:
    assert faults("Wij zijn Stichting Sussex.") == ()


def test_without_a_neutral_page_no_link_passes() -> None:
    assert "link" in faults(f"{FINE} {PAGE}", page="")


@given(st.text(max_size=400), st.sampled_from(("opening", "follow_up", "reply")))
def test_any_text_is_judged(text: str, kind: str) -> None:
    assert set(faults(text, kind)) <= set(TextFault.codes)
