"""What fires, with which evidence, and what leads come of it."""

import math
from pathlib import Path

import polars as pl
import pytest

from baken.indicators.bands import wrong_per_100
from baken.indicators.evaluate import SIGNALS, evaluate, fires
from baken.indicators.leads import LEADS, band_summaries, lead_rows
from baken.indicators.lines import lead_lines, signal_lines, summary_line
from baken.indicators.rule import HARD_STOP, Rule
from baken.indicators.rulebook import load_rules
from baken.indicators.stage import Indications, indicate
from tests.unit.indicators.rule_files import changed
from tests.unit.indicators.tables import SECRET, Market, contact

RULES = load_rules()
BY_NAME = {rule.indicator: rule for rule in RULES}


def judged(market: Market, rules: tuple[Rule, ...] = RULES) -> Indications:
    return indicate(*market.tables(), rules)


def signal(found: Indications, indicator: str) -> dict:
    rows = found.signals.filter(indicator=indicator).to_dicts()
    assert len(rows) == 1, rows
    return rows[0]


def organised() -> Market:
    """One contact, hidden, over five texts of five persons, whose contact somebody else manages."""
    market = Market()
    for number in range(5):
        market.see(
            f"s{number}",
            "a1",
            f"u{number}",
            text=f"Massage {number}. Bel voor een afspraak met haar, dag en nacht.",
            contacts=[contact("p1", obscured=True, span=(11, 14))],
            ages=[25 + 4 * number],
        )
    return market


def test_signal_on_words_shows_where_they_stand() -> None:
    market = Market()
    market.see("s1", title="Massage", text="Dag en nacht; afspraak met\u200b haar, 24/7.")

    found = judged(market)

    evidence = signal(found, "always_available")["evidence"]
    words = "Massage\nDag en nacht; afspraak met\u200b haar, 24/7."
    assert [words[piece["span"][0] : piece["span"][1]] for piece in evidence] == ["Dag en nacht", "24/7"]
    assert signal(found, "someone_else_manages_contact")["subject"] == "s1"


def test_signal_on_an_extracted_fact_shows_its_spans_or_a_pseudonym() -> None:
    market = Market()
    market.see(
        "s1",
        contacts=[
            contact("p1", obscured=True, span=(3, 9)),
            contact("p2"),
            contact("p1", obscured=True, span=None),
        ],
    )

    evidence = signal(judged(market), "contact_obscured")["evidence"]

    assert evidence == [{"span": [3, 9], "id": None}, {"span": None, "id": "p1"}]


def test_signal_on_an_advertiser_shows_the_contact_as_a_pseudonym() -> None:
    found = judged(organised())

    shared = signal(found, "shared_contact_many_texts")
    assert (shared["subject"], shared["subject_kind"]) == ("a1", "advertiser")
    assert shared["evidence"] == [{"span": None, "id": "p1"}]


def test_signal_across_levels_names_sightings_or_contacts(tmp_path: Path) -> None:
    own = changed(("ge: [texts_per_contact_max, 4]", "eq: [contact_obscured, true]")).replace(
        "texts_per_contact_max: 7", "contact_obscured: true"
    )
    own = own.replace("texts_per_contact_max: 5", "contact_obscured: true")
    (tmp_path / "many_texts.yaml").write_text(own, "utf-8")
    market = organised()
    market.see("plain", "a1", "u9", contacts=[contact("p1")])

    found = judged(market, load_rules(tmp_path))

    assert [piece["id"] for piece in signal(found, "many_texts")["evidence"]] == [
        "s0",
        "s1",
        "s2",
        "s3",
        "s4",
    ]


def test_rule_about_advertisers_can_read_their_words(tmp_path: Path) -> None:
    own = changed(
        ("ge: [texts_per_contact_max, 4]", "all: [{contains: [text, first]}, {contains: [text, second]}]"),
        ("{texts_per_contact_max: 7}", "{text: first second}"),
        ("{texts_per_contact_max: 2}", "{text: first}"),
        ("{texts_per_contact_max: 5, hub_kind: switchboard}", "{text: second first}"),
    )
    (tmp_path / "many_texts.yaml").write_text(own, "utf-8")
    market = Market()
    market.see("s1", "a1", "u1", text="First massage")
    market.see("s2", "a1", "u2", text="Second massage")
    market.see("s3", "a2", "u3", text="First massage")

    found = judged(market, load_rules(tmp_path))

    assert signal(found, "many_texts")["subject"] == "a1"
    assert [piece["id"] for piece in signal(found, "many_texts")["evidence"]] == ["s1", "s2"]


def test_copies_count_once_for_their_advertiser() -> None:
    market = Market()
    for number in range(6):
        market.see(f"s{number}", "a1", "u1", contacts=[contact("p1", obscured=True)])

    found = judged(market)

    assert found.signals.filter(indicator="contact_obscured").height == 6
    (lead,) = lead_rows(found.leads)
    assert lead.log_odds == pytest.approx(BY_NAME["contact_obscured"].weight.log_odds)
    assert (lead.indicators, lead.reasons, lead.band) == (1, ("contact_obscured",), "no_reason")


def test_lead_sums_weights_and_combines_intervals_as_independent() -> None:
    (lead,) = lead_rows(judged(organised()).leads)

    family = ("shared_contact_many_texts", "shared_contact_many_accounts", "someone_else_manages_contact")
    counted = ("contact_obscured", family[0], "always_available")
    weights = [BY_NAME[name].weight for name in counted]
    total = sum(weight.log_odds for weight in weights)
    assert set(lead.reasons) == set(lead.counting) == {*family, *counted}
    assert lead.reasons[0] == "contact_obscured"
    assert lead.log_odds == pytest.approx(total, abs=1e-6)
    assert lead.low == pytest.approx(total - math.hypot(*(w.log_odds - w.low for w in weights)), abs=1e-6)
    assert lead.high == pytest.approx(total + math.hypot(*(w.high - w.log_odds for w in weights)), abs=1e-6)
    assert (lead.band, lead.indicators, lead.hard_stop) == ("look_first", 3, False)


def an_agency(hidden: int = 0) -> Market:
    """Twelve adverts of as many persons and accounts with one contact; it is hidden in so many of them."""
    market = Market()
    for number in range(12):
        market.see(
            f"s{number}",
            "a1",
            f"u{number}",
            text=f"Massage {number}. Bel onze receptie, keuze uit meerdere personen.",
            contacts=[contact("p1", obscured=number < hidden)],
            ages=[25 + 3 * number],
            account={"account_id": f"x{number}"},
        )
    return market


def test_agency_that_only_shares_and_plans_is_no_lead() -> None:
    (lead,) = lead_rows(judged(an_agency()).leads)

    assert len(lead.counting) >= 4
    assert (lead.indicators, lead.band) == (1, "no_reason")
    assert lead.log_odds == BY_NAME["shared_contact_many_texts"].weight.log_odds


@pytest.mark.parametrize(("hidden", "band"), [(1, "no_reason"), (5, "no_reason"), (6, "look_next")])
def test_what_shows_in_few_of_many_adverts_is_told_and_does_not_count(hidden: int, band: str) -> None:
    found = judged(an_agency(hidden))

    (lead,) = lead_rows(found.leads)
    assert found.signals.filter(indicator="contact_obscured").height == hidden
    assert "contact_obscured" in lead.reasons
    assert ("contact_obscured" in lead.counting, lead.band) == (band == "look_next", band)
    assert (lead.reasons[0] == "contact_obscured") == (band == "look_next")


def test_hard_stop_needs_one_advert_of_many() -> None:
    market = an_agency()
    market.see("young", "a1", "u99", ages=[16])

    (lead,) = lead_rows(judged(market).leads)

    assert (lead.band, lead.reasons[0]) == ("urgent_protocol", HARD_STOP)


def test_grade_a_with_grade_b_is_a_lead() -> None:
    market = Market()
    for number in range(5):
        market.see(f"s{number}", "a1", f"u{number}", contacts=[contact("p1", obscured=True)])

    (lead,) = lead_rows(judged(market).leads)

    assert (lead.reasons, lead.band) == (("contact_obscured", "shared_contact_many_texts"), "look_next")


def test_stated_age_under_the_minimum_is_a_hard_stop_and_no_score() -> None:
    market = Market()
    market.see("s1", "a1", contacts=[contact("p1")], ages=[35, 16])
    market.see("s2", "a2", "u2", ages=[18])

    found = judged(market)

    first, second = lead_rows(found.leads)
    assert (first.band, first.hard_stop, first.log_odds, first.reasons) == (
        "urgent_protocol",
        True,
        0.0,
        (HARD_STOP,),
    )
    assert (second.band, second.hard_stop) == ("no_reason", False)
    assert signal(found, HARD_STOP)["subject"] == "s1"


def test_hard_stop_holds_whatever_rules_are_loaded() -> None:
    market = Market()
    market.see("s1", ages=[16])

    (lead,) = lead_rows(judged(market, ()).leads)

    assert (lead.band, lead.hard_stop, lead.reasons) == ("urgent_protocol", True, (HARD_STOP,))


def test_urgent_band_has_no_ratio_and_others_the_mean_of_theirs() -> None:
    market = organised()
    market.see("young", "a9", "u99", ages=[16])
    leads = judged(market).leads

    urgent, first, following, none = band_summaries(leads)

    (lead,) = (lead for lead in lead_rows(leads) if lead.band == "look_first")
    low, high = math.exp(lead.low), math.exp(lead.high)
    assert (urgent.leads, urgent.likelihood_ratio, urgent.wrong_per_100) == (1, None, None)
    assert first.likelihood_ratio == pytest.approx((low, high))
    assert first.wrong_per_100[0.04] == pytest.approx(wrong_per_100(low, high, 0.04))
    assert (following.leads, following.wrong_per_100, none.leads) == (0, None, 0)
    shown = summary_line(first)["wrong_per_100"]
    assert set(shown) == {"1", "4", "10"}
    assert shown["4"][0] <= first.wrong_per_100[0.04][0] <= first.wrong_per_100[0.04][1] <= shown["4"][1]


def test_rule_of_grade_x_is_told_and_never_counts(tmp_path: Path) -> None:
    own = changed(("grade: B", "grade: X"), ("weight: {log_odds: 0.3, low: -0.2, high: 0.9}\n", ""))
    (tmp_path / "many_texts.yaml").write_text(own, "utf-8")

    found = judged(organised(), load_rules(tmp_path))

    assert signal(found, "many_texts")["grade"] == "X"
    (lead,) = lead_rows(found.leads)
    assert (lead.log_odds, lead.reasons, lead.band) == (0.0, (), "no_reason")


def test_door_rules_answer_for_one_submitted_advert_alone() -> None:
    market = Market()
    for number in range(5):
        market.see(
            f"s{number}", f"a{number}", f"u{number}", account={"account_id": f"x{number}", "payer_hash": "p"}
        )
    facts = market.facts()

    one = facts.sightings.row(0, named=True)

    assert [rule.indicator for rule in fires(one, RULES, "door")] == ["one_payer_many_accounts"]
    assert evaluate(facts, RULES).filter(indicator="one_payer_many_accounts").is_empty()


def test_nothing_in_gives_empty_signals_and_leads() -> None:
    found = judged(Market())

    assert dict(found.signals.schema) == SIGNALS
    assert dict(found.leads.schema) == LEADS
    assert (found.signals.height, found.leads.height) == (0, 0)


def test_every_line_has_grade_source_and_innocent_explanation_and_no_contact() -> None:
    found = judged(organised())

    lines = list(signal_lines(found.signals, RULES))
    leads = list(lead_lines(found.leads))

    assert lines
    for line in lines:
        assert line["kind"] == "signal"
        assert line["grade"] in "ABC"
        assert line["source"]
        assert line["evidence"]
        assert line["innocent_explanation"]["nl"] != line["innocent_explanation"]["en"]
    assert [line["priority"] for line in leads] == ["look_first"]
    assert leads[0]["priority_label"] == {"nl": "eerst bekijken", "en": "look first"}
    assert SECRET not in repr(lines + leads)
    forbidden = ("victim", "slachtoffer", "traffick", "probab", "kans")
    assert not any(
        word in repr(lines + leads).casefold().replace("human trafficking", "") for word in forbidden
    )


def test_order_of_sightings_does_not_change_what_is_said() -> None:
    market = organised()
    market.see("other", "a2", "w1", contacts=[contact("p2", obscured=True)])
    turned = Market(market.records[::-1], market.extracted[::-1], market.links[::-1])

    one, other = judged(market), judged(turned)

    for name, keys in (("signals", ["subject", "indicator"]), ("leads", ["advertiser"])):
        left, right = getattr(one, name).sort(keys), getattr(other, name).sort(keys)
        assert left.equals(right), pl.concat([left, right])
