"""A rule at a desk accuses nobody and looks for no contact."""

import pytest

from baken.indicators.rulebook import check_texts, shipped_texts
from baken.indicators.told_of_people import accusation_in, seeks_contact

FILE = "always_available.yaml"


def faults_of(text: str, *, for_desk: bool = True) -> list[str]:
    _, faults = check_texts({FILE: text.encode()}, for_desk=for_desk)
    return [fault.cause for fault in faults]


@pytest.mark.parametrize(
    "word", ["Een slachtoffer", "De verdachte", "She was trafficked", "a suspected victim"]
)
@pytest.mark.parametrize("language", ["  nl:", "  en:"])
@pytest.mark.parametrize("place", [0, 1], ids=["means", "innocent"])
def test_rule_that_accuses_is_refused(word: str, language: str, place: int) -> None:
    text = shipped_texts()[FILE]
    lines = text.splitlines()
    number = [at for at, line in enumerate(lines) if line.startswith(language)][place]
    lines[number] = f'{language} "{word} schrijft dit."'
    changed = "\n".join(lines)
    assert any("accuses nobody" in cause for cause in faults_of(changed))
    assert not faults_of(changed, for_desk=False)


@pytest.mark.parametrize(
    "when",
    [
        'contains: [text, "06 00000042"]',
        'contains: [text, "0031.6.000.000.42"]',
        'contains: [text, "iemand@example.org"]',
        'contains: [text, "@zomaar_iemand"]',
        r"matches: [text, '0 ?6[ -]?0 ?0 ?0 ?0 ?0']",
    ],
)
def test_rule_that_looks_for_a_contact_is_refused(when: str) -> None:
    text = shipped_texts()[FILE].replace("contains_any: [text, always_available]", when)
    assert any("searching by it" in cause for cause in faults_of(text))
    assert not [cause for cause in faults_of(text, for_desk=False) if "searching" in cause]


@pytest.mark.parametrize(
    "sought", [r"\b[0-9]{2,3} ?euro", "24/7", "(50|60|70|80) euro", r"\d{6}", "24 uur, 7 dagen"]
)
def test_price_or_hour_is_no_contact(sought: str) -> None:
    assert not seeks_contact(sought)


def test_shipped_rules_accuse_nobody() -> None:
    for text in shipped_texts().values():
        assert not [
            line for line in text.splitlines() if line.startswith(("  nl:", "  en:")) and accusation_in(line)
        ]
