"""Whom rules may weigh on: groups out of what adverts say and links tell, and never for a rule."""

import ast
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import baken.indicators
from baken.indicators.derive import derive
from baken.indicators.evaluate import evaluate
from baken.indicators.facts import FACTS
from baken.indicators.fairness.groups import CODES, KINDS, groups_of, is_group_name, memberships
from baken.indicators.rulebook import load_rules
from baken.indicators.wordlists import shipped_word_lists
from tests.unit.indicators.rule_files import changed, faults_of
from tests.unit.indicators.tables import Market, contact

ROOM = Path(baken.indicators.__file__).parent


def belongs(market: Market, advertiser: str = "a1") -> dict[str, Any]:
    tables = market.tables()
    found = memberships(*tables, derive(*tables))
    return found.filter(advertiser=advertiser).row(0, named=True)


def test_gender_and_language_are_what_most_sightings_say() -> None:
    market = Market()
    market.see("s1", gender="women", language="ro")
    market.see("s2", gender="men", language="nl")
    market.see("s3", gender="men", language="nl")
    market.see("s4", gender="unknown")
    market.see("s5", gender="unknown")
    market.see("s6")

    found = belongs(market)

    assert (found["gender"], found["language"]) == ("men", "nl")


def test_who_says_nothing_is_in_no_group_of_gender_or_language() -> None:
    market = Market()
    market.see("s1", gender="unknown")

    found = belongs(market)

    assert (found["gender"], found["language"]) == ("unknown", "unknown")
    assert not any(found[kind.code] for kind in KINDS if not kind.several)


def test_advert_that_stands_first_in_one_town_and_then_in_another_tours() -> None:
    market = Market()
    market.see("s1", town="Tilburg")
    market.see("s2", town="Breda")

    assert belongs(market)["touring"]


def test_advert_in_two_towns_at_a_time_does_not_tour() -> None:
    market = Market()
    for number, town in enumerate(("Tilburg", "Breda", "Tilburg", "Breda")):
        market.see(f"s{number}", town=town)

    assert not belongs(market)["touring"]


def test_two_adverts_in_a_town_each_do_not_tour() -> None:
    market = Market()
    market.see("s1", unique_advert="u1", town="Tilburg")
    market.see("s2", unique_advert="u2", town="Breda")

    assert not belongs(market)["touring"]


def test_many_adverts_with_one_contact_or_on_one_account_are_an_agency() -> None:
    market = Market()
    for number in range(5):
        market.see(f"s{number}", "a1", f"u{number}", contacts=[contact("p1")])
        market.see(f"t{number}", "a2", f"v{number}", account={"account_id": "one"})
        market.see(f"v{number}", "a3", f"w{number}", contacts=[contact(f"q{number}")])

    assert belongs(market, "a1")["agency"]
    assert belongs(market, "a2")["agency"]
    assert not belongs(market, "a3")["agency"]


def test_three_persons_with_one_contact_are_an_agency_and_two_a_duo() -> None:
    market = Market()
    for name, ages in (("a1", (24, 31, 45)), ("a2", (24, 31))):
        for age in ages:
            market.see(f"{name}-{age}", name, f"{name}-{age}", contacts=[contact(f"of {name}")], ages=[age])

    assert (belongs(market, "a1")["agency"], belongs(market, "a1")["duo"]) == (True, False)
    assert (belongs(market, "a2")["agency"], belongs(market, "a2")["duo"]) == (False, True)


@pytest.mark.parametrize(
    "text", ["We are two, both 35", "Wij werken SAMEN met mijn collega", "Massage als duo", "Ние сме две"]
)
def test_advert_that_says_it_is_of_two_is_a_duo(text: str) -> None:
    market = Market()
    market.see("s1", text=text)
    market.see("s2", "a2", text="Massage by one person, with her own studio")

    assert belongs(market)["duo"]
    assert not belongs(market, "a2")["duo"]


def test_phone_of_two_advertisers_persons_or_accounts_is_shared() -> None:
    market = Market()
    market.see("s1", "a1", contacts=[contact("p1")])
    market.see("s2", "a2", contacts=[contact("p1")])
    market.see("s3", "a3", contacts=[contact("p3")], ages=[25])
    market.see("s4", "a3", contacts=[contact("p3")], ages=[40])
    market.see("s5", "a4", contacts=[contact("p4")], account={"account_id": "one"})
    market.see("s6", "a4", contacts=[contact("p4")], account={"account_id": "two"})
    market.see("s7", "a5", contacts=[contact("p5", kind="email")])
    market.see("s8", "a6", contacts=[contact("p5", kind="email")])

    shared = [name for name in ("a1", "a2", "a3", "a4", "a5") if belongs(market, name)["shared_phone"]]

    assert shared == ["a1", "a2", "a3", "a4"]


def test_hub_is_nobodys_phone_and_so_not_shared() -> None:
    market = Market(hubs=[{"contact": "p1", "kind": "phone", "texts": 40, "sightings": 40}])
    market.see("s1", "a1", contacts=[contact("p1")])
    market.see("s2", "a2", contacts=[contact("p1")])

    assert not belongs(market)["shared_phone"]


def test_without_links_each_sighting_is_counted_by_itself() -> None:
    market = Market()
    market.see("s1", gender="women", town="Breda")
    tables = market.tables(linked=False)

    found = memberships(*tables, derive(*tables))

    assert found["advertiser"].to_list() == ["s1"]
    assert found["gender"].to_list() == ["women"]


def test_groups_come_in_one_order_with_those_who_say_nothing_last() -> None:
    frame = pl.DataFrame(
        {
            "gender": ["unknown", "men", "women"],
            "language": ["nl", "en", "unknown"],
            **{kind.code: [True, False, False] for kind in KINDS if not kind.several},
        }
    )

    names = [group.name for group, _ in groups_of(frame)]

    assert names == [
        "gender:women",
        "gender:men",
        "gender:unknown",
        "language:en",
        "language:nl",
        "language:unknown",
        "touring",
        "agency",
        "duo",
        "shared_phone",
    ]
    assert [name for name in names if is_group_name(name)] == [n for n in names if "unknown" not in n]


@pytest.mark.parametrize("name", ["gender", "gender:tall", "language:", "language:dutch", "duo:2", "x", ""])
def test_name_that_no_group_can_have_is_none(name: str) -> None:
    assert not is_group_name(name)


AFTER_THE_RULES = {"fairness", "learning"}
"""What counts apart by group, when the rules have spoken."""


def test_no_module_of_the_rules_knows_the_groups() -> None:
    knowing = [
        path.relative_to(ROOM).as_posix()
        for path in ROOM.rglob("*.py")
        if not AFTER_THE_RULES & {*path.relative_to(ROOM).parts}
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        and any(name in ast.unparse(node) for name in AFTER_THE_RULES)
    ]

    assert knowing == []


@pytest.mark.parametrize("fact", [*CODES, "advertised_gender", "languages", "towns", "places"])
def test_rule_that_reads_a_group_is_refused(tmp_path: Path, fact: str) -> None:
    rule = changed(("ge: [texts_per_contact_max, 4]", f"eq: [{fact}, women]"))

    faults = faults_of(tmp_path, many_texts=rule)

    assert fact not in FACTS
    assert any(fault.line == 14 and repr(fact) in fault.cause for fault in faults)


def test_words_that_tell_a_duo_are_no_word_list_of_the_rules(tmp_path: Path) -> None:
    rule = changed(("ge: [texts_per_contact_max, 4]", "contains_any: [text, as_two]"))

    assert "as_two" not in shipped_word_lists()
    assert any("as_two" in fault.cause for fault in faults_of(tmp_path, many_texts=rule))


def test_what_an_advert_says_of_gender_or_language_changes_no_signal() -> None:
    markets = []
    for gender, language in (("women", "nl"), ("men", "ro")):
        market = Market()
        for number in range(6):
            market.see(
                f"s{number}",
                unique_advert=f"u{number}",
                contacts=[contact("p1", obscured=True)],
                gender=gender,
                language=language,
            )
        markets.append(evaluate(market.facts(), load_rules()))

    assert markets[0].height > 0
    assert markets[0].equals(markets[1])
