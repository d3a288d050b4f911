"""Bands only rise with the evidence, and how often they are wrong is as computed by hand."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.indicators.bands import ALL_BANDS, BANDS, URGENT, band_of, wrong_per_100
from baken.indicators.families import family_of, once_a_family
from baken.indicators.rulebook import load_rules

ORDER = [band.code for band in BANDS]


@pytest.mark.parametrize(
    ("low", "high", "base_rate", "expected"),
    [
        (1, 1, 0.01, (99.0, 99.0)),
        (1, 1, 0.10, (90.0, 90.0)),
        (1, 4, 0.04, (100 - 100 * 0.16 / 1.12, 96.0)),
        (2, 9, 0.10, (50.0, 100 - 100 * 0.2 / 1.1)),
        (0.5, 99, 0.01, (50.0, 100 - 100 * 0.005 / 0.995)),
        (3, 3, 0, (100.0, 100.0)),
        (3, 3, 1, (0.0, 0.0)),
    ],
)
def test_wrong_per_100_is_as_computed_by_hand(
    low: float, high: float, base_rate: float, expected: tuple[float, float]
) -> None:
    assert wrong_per_100(low, high, base_rate) == pytest.approx(expected)


@pytest.mark.parametrize(("low", "high", "rate"), [(0, 1, 0.1), (2, 1, 0.1), (1, 2, 1.5), (1, math.inf, 0.1)])
def test_wrong_per_100_refuses_what_is_no_ratio_or_rate(low: float, high: float, rate: float) -> None:
    with pytest.raises(ValueError, match="wrong_per_100"):
        wrong_per_100(low, high, rate)


ratios = st.floats(0.05, 50)


@given(ratios, ratios, st.floats(0.001, 0.5))
def test_more_evidence_is_wrong_less_often(one: float, other: float, rate: float) -> None:
    low, high = sorted((one, other))

    least, most = wrong_per_100(low, high, rate)

    assert 0 <= least <= most <= 100


@given(st.floats(-2, 4), st.floats(0, 2), st.integers(0, 9), st.integers(0, 4))
def test_band_never_falls_when_the_evidence_rises(
    log_odds: float, more: float, count: int, others: int
) -> None:
    before = ORDER.index(band_of(log_odds, count).code)
    after = ORDER.index(band_of(log_odds + more, count + others).code)

    assert after <= before


def test_thresholds_fall_from_first_band_to_last() -> None:
    assert [band.least_log_odds for band in BANDS] == sorted((b.least_log_odds for b in BANDS), reverse=True)
    assert [band.least_indicators for band in BANDS] == sorted(
        (b.least_indicators for b in BANDS), reverse=True
    )
    assert band_of(-9, 0) is BANDS[-1]


def test_no_score_reaches_the_urgent_protocol() -> None:
    assert band_of(1e9, 99) is not URGENT
    assert len({label for band in ALL_BANDS for label in (band.label.nl, band.label.en)}) == 2 * len(
        ALL_BANDS
    )


AGENCY = (
    "many_contacts_on_one_account", "script_over_many_persons", "several_persons_in_advert",
    "shared_contact_many_accounts", "shared_contact_many_texts", "someone_else_manages_contact",
)  # fmt: skip


def test_everything_an_agency_shows_by_being_one_is_no_lead() -> None:
    rules = [rule for rule in load_rules() if rule.indicator in AGENCY and rule.weight]

    counted = once_a_family((family_of(rule), rule.weight.log_odds) for rule in rules if rule.weight)

    assert len(rules) == len(AGENCY)
    assert band_of(sum(counted), len(counted)) is BANDS[-1]


def test_one_indicator_never_makes_a_lead_worth_looking_at() -> None:
    assert band_of(9.0, 1) is BANDS[-1]
