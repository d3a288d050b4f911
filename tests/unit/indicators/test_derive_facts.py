"""Facts of sightings and advertisers, out of records, extraction and links."""

from datetime import timedelta

import pytest

from baken.indicators.derive import derive
from baken.indicators.derive_adverts import ENOUGH_PRICES
from baken.indicators.facts import ALL_FACTS, DATA_TYPES
from baken.linking.settings import LinkSettings
from tests.unit.indicators.tables import MONDAY, SECRET, Market, advertiser, contact, sighting


def test_every_fact_is_a_column_of_its_type() -> None:
    market = Market()
    market.see("s1", contacts=[contact("p1")], ages=[30])

    facts = market.facts()

    wanted = {fact.name: DATA_TYPES[fact.kind] for fact in ALL_FACTS}
    assert {name: facts.sightings.schema[name] for name in wanted} == wanted
    del wanted["text"]
    assert {name: facts.advertisers.schema[name] for name in wanted} == wanted


def test_sighting_knows_its_contacts_and_ages() -> None:
    market = Market()
    market.see(
        "s1",
        title="Massage",
        contacts=[
            contact("p1", obscured=True),
            contact("p1"),
            contact("m1", kind="email"),
            contact("w", kind="website"),
        ],
        ages=[34, 36, 41],
    )

    known = sighting(market.facts(), "s1")

    assert known["text"] == "Massage\nRelaxing massage, private reception"
    assert known["contact_obscured"] is True
    assert known["contacts_count"] == 2
    assert known["contact_kinds"] == ["email", "phone"]
    assert known["stated_ages"] == [34, 36, 41]
    assert (known["stated_age_min"], known["stated_age_max"], known["stated_age_spread"]) == (34, 41, 7)
    assert known["advertised_persons"] == 2


def test_sighting_without_anything_found_is_known_to_hide_nothing() -> None:
    market = Market()
    market.see("s1")

    known = sighting(market.facts(), "s1")

    assert known["contact_obscured"] is False
    assert known["contacts_count"] == 0
    assert known["contact_kinds"] == []
    assert known["stated_age_min"] is None
    assert known["advertised_persons"] is None


def test_advertiser_puts_its_sightings_together() -> None:
    market = Market()
    market.see("s1", "a1", "u1", contacts=[contact("p1")], ages=[31])
    market.see("s2", "a1", "u2", contacts=[contact("p1", obscured=True)], ages=[33])
    market.see("s3", "a2", "u2")

    facts = market.facts()
    known = advertiser(facts, "a1")

    assert (known["sightings_count"], known["unique_adverts"]) == (2, 2)
    assert known["contact_obscured"] is True
    assert known["stated_ages"] == [31, 33]
    assert known["stated_age_spread"] == 0
    assert facts.advertisers["advertiser"].to_list() == ["a1", "a2"]
    assert sighting(facts, "s1")["unique_adverts"] == 2


def test_contact_counts_over_the_market_and_not_within_one_advertiser() -> None:
    market = Market()
    for number in range(4):
        market.see(f"s{number}", f"a{number}", f"u{number}", contacts=[contact("p1")], ages=[25 + 5 * number])

    known = advertiser(market.facts(), "a0")

    assert (known["texts_per_contact_max"], known["persons_per_contact_max"], known["hub_kind"]) == (
        4,
        4,
        None,
    )


@pytest.mark.parametrize("told", [True, False])
def test_hub_is_told_and_counts_for_nothing_else(told: bool) -> None:
    market = Market()
    for number in range(LinkSettings().hub_texts + 1):
        market.see(
            f"s{number}",
            f"a{number}",
            f"u{number}",
            contacts=[contact("hotline"), contact(f"p{number}")],
            ages=[25 + number],
            account={"account_id": f"x{number}"},
        )
    market.hubs.append({"contact": "hotline", "kind": "phone", "texts": 41, "sightings": 90})
    records, extracted, assignments, hubs = market.tables()

    known = advertiser(derive(records, extracted, assignments, hubs if told else None), "a0")

    assert known["hub_kind"] == "switchboard"
    assert (known["texts_per_contact_max"], known["persons_per_contact_max"]) == (1, 1)
    assert (known["accounts_per_contact_max"], known["similar_texts_over_contacts"]) == (1, 1)


@pytest.mark.parametrize(("others", "hub"), [(0, None), (5, None), (10, "switchboard")])
def test_number_of_a_busy_advertiser_is_no_hub(others: int, hub: str | None) -> None:
    market = Market()
    for number in range(LinkSettings().hub_texts + 5):
        market.see(f"s{number}", "busy", f"u{number}", contacts=[contact("p1")])
    for number in range(others):
        market.see(f"t{number}", f"a{number}", f"v{number}", contacts=[contact("p1")])
    records, extracted, assignments, _ = market.tables()

    known = advertiser(derive(records, extracted, assignments, None), "busy")

    assert known["hub_kind"] == hub
    assert known["texts_per_contact_max"] == (None if hub else LinkSettings().hub_texts + 5 + others)


def test_one_text_with_many_ages_presents_many_persons() -> None:
    market = Market()
    for number, age in enumerate((25, 26, 33, 48)):
        market.see(f"s{number}", "a1", "u1", ages=[age])
    market.see("copy", "a2", "u1", ages=[60])

    facts = market.facts()

    assert advertiser(facts, "a1")["persons_per_text_max"] == 3
    assert advertiser(facts, "a2")["persons_per_text_max"] == 1


@pytest.mark.parametrize("pages", [6, 30])
def test_pages_without_a_word_are_not_many_texts(pages: int) -> None:
    market = Market()
    for number in range(pages):
        market.see(f"s{number}", "a1", f"u{number}", text="✨", contacts=[contact("p1")])
    records, extracted, assignments, _ = market.tables()

    known = advertiser(derive(records, extracted, assignments, None), "a1")

    assert (known["texts_per_contact_max"], known["hub_kind"]) == (1, None)


def test_contact_without_a_hub_counts_its_own_texts() -> None:
    market = Market()
    market.see("s1", "a1", "u1", contacts=[contact("p1"), contact("p2")])
    market.see("s2", "a1", "u2", contacts=[contact("p1")])
    market.see("s3", "a1", "u2", contacts=[contact("p1")])

    known = advertiser(market.facts(), "a1")

    assert (known["texts_per_contact_max"], known["hub_kind"]) == (2, None)
    assert known["persons_per_contact_max"] is None


def test_one_text_over_contacts_counts_within_one_advertiser_and_kind() -> None:
    market = Market()
    for number in range(3):
        market.see(f"s{number}", "a1", "u1", contacts=[contact(f"p{number}"), contact("m", kind="email")])
    market.see("copy", "a2", "u1", contacts=[contact("p9")])

    facts = market.facts()

    assert advertiser(facts, "a1")["similar_texts_over_contacts"] == 3
    assert advertiser(facts, "a2")["similar_texts_over_contacts"] == 1


def test_without_links_each_sighting_stands_alone_and_links_are_missing() -> None:
    market = Market()
    market.see("s1", contacts=[contact("p1")], ages=[30, 39])
    market.see("s2", contacts=[contact("p1")])

    facts = market.facts(linked=False)

    assert facts.advertisers["advertiser"].to_list() == ["s1", "s2"]
    told_by_links = [fact.name for fact in ALL_FACTS if fact.origin == "links"]
    assert {facts.advertisers[name].null_count() for name in told_by_links} == {2}
    assert advertiser(facts, "s1")["stated_age_spread"] == 9


def test_sighting_that_links_leave_out_is_an_advertiser_by_itself() -> None:
    market = Market()
    market.see("s1")
    market.see("s2")
    market.links.pop()

    facts = market.facts()

    assert facts.sightings["advertiser"].to_list() == ["a1", "s2"]
    assert advertiser(facts, "s2")["unique_adverts"] == 1


@pytest.mark.parametrize(("others", "ratio"), [(ENOUGH_PRICES, 0.4), (ENOUGH_PRICES - 2, None)])
def test_price_is_held_against_the_median_of_enough_advertisers(others: int, ratio: float | None) -> None:
    market = Market()
    for number in range(others):
        market.see(f"s{number}", f"a{number}", f"u{number}", price="100.00", province="NL-NB")
        market.see(f"copy{number}", f"a{number}", f"u{number}", price="100.00", province="NL-NB")
    market.see("low", "b", "v", price="40.00", province="NL-NB")
    market.see("elsewhere", "c", "w", price="40.00", province="NL-LI")

    facts = market.facts()

    assert sighting(facts, "low")["price_ratio_to_local_median"] == ratio
    assert sighting(facts, "elsewhere")["price_ratio_to_local_median"] is None


def test_accounts_tell_what_only_a_platform_sees() -> None:
    market = Market()
    account = {
        "account_id": "x1",
        "verified_at": MONDAY + timedelta(days=1),
        "payer_hash": "p",
        "device_hash": "d",
    }
    market.see(
        "before", "a1", account={**account, "payer_hash": "old"}, contacts=[contact("p0")], images=["0"]
    )
    market.see("s1", "a1", account=account, contacts=[contact("p1")], images=["1", "2"])
    market.see(
        "s2", "a1", account={**account, "device_hash": "e"}, contacts=[contact("p2")], images=["2", "3"]
    )
    market.see("s3", "a2", account={"account_id": "x2", "payer_hash": "p"}, contacts=[contact("p2")])
    market.see("s4", "a3")

    facts = market.facts()

    assert advertiser(facts, "a1")["contacts_per_account_max"] == 3
    assert advertiser(facts, "a1")["accounts_per_contact_max"] == 2
    assert sighting(facts, "s1")["accounts_per_payer_max"] == 2
    assert sighting(facts, "s1")["accounts_per_device_max"] == 1
    assert sighting(facts, "s2")["account_changes_after_verification"] == 2
    assert sighting(facts, "s3")["account_changes_after_verification"] is None
    assert {advertiser(facts, "a3")[fact.name] for fact in ALL_FACTS if fact.origin == "account"} == {None}


def test_market_of_nothing_has_facts_about_nobody() -> None:
    assert Market().facts().advertisers.height == 0
    assert Market().facts(linked=False).sightings.height == 0


def test_tables_about_different_sightings_are_refused() -> None:
    one, other = Market(), Market()
    one.see("s1")
    other.see("s2")

    with pytest.raises(ValueError, match="not about the same sightings"):
        derive(one.tables()[0], other.tables()[1], None, None)


def test_no_contact_in_clear_stands_among_facts_or_evidence() -> None:
    market = Market()
    market.see("s1", contacts=[contact("p1"), contact("p2", span=None), contact("m1", kind="email")])

    facts = market.facts()

    for frame in (facts.sightings, facts.advertisers, facts.evidence):
        assert SECRET not in frame.write_ndjson()
