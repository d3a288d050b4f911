"""The pages of the rules: everybody may read them, and they single out nobody."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from baken.adverts import rule_words
from baken.adverts.firing_counts import firing_counts
from baken.audit.models import Event
from baken.indicators.facts import ALL_FACTS
from baken.indicators.rulebook import load_rules
from baken.tenancy.acting import acting_for
from baken.vocabulary.roles import Role
from tests.factories.market import make_market, make_signals
from tests.factories.organisations import make_actor
from tests.factories.users import make_user, sign_in

pytestmark = pytest.mark.django_db

RULES = load_rules()
SHARED, OBSCURED = "shared_contact_many_texts", "contact_obscured"


@pytest.fixture
def fired(actor: Any) -> Any:
    """Forty advertisers; one indicator on twelve of them, another on nine."""
    make_market(actor, [(f"{number}", "women", ["NL-NB"]) for number in range(40)])
    make_signals(actor, SHARED, [f"A{number}" for number in range(12)])
    make_signals(actor, OBSCURED, [f"A{number}" for number in range(9)], grade="A")
    return actor


def rule_lines(page: str) -> dict[str, str]:
    """Each rule on the page, by its name."""
    items = re.findall(r'<li class="rule">(.*?)</li>', page, re.DOTALL)
    return {re.findall(r"/regels/(\w+)/", item)[0]: " ".join(item.split()) for item in items}


@pytest.mark.parametrize("role", Role.codes)
def test_every_role_reads_the_rules(client: Client, organisation: Any, role: str) -> None:
    sign_in(client, make_user(organisation, role))
    assert client.get("/regels/").status_code == 200
    assert client.get(f"/regels/{SHARED}/").status_code == 200


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_rule_is_told_with_its_innocent_explanation(
    client: Client, organisation: Any, language: str
) -> None:
    sign_in(client, make_user(organisation, "observer"))
    client.cookies["django_language"] = language
    lines = rule_lines(client.get("/regels/").text.replace("&#x27;", "'"))
    assert set(lines) == {rule.indicator for rule in RULES}
    for rule in RULES:
        assert rule.means.in_language(language) in lines[rule.indicator]
        assert rule.innocent.in_language(language) in lines[rule.indicator]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.indicator)
def test_page_of_a_rule_has_its_source_its_facts_and_every_example(
    client: Client, organisation: Any, rule: Any
) -> None:
    sign_in(client, make_user(organisation, "observer"))
    page = client.get(f"/regels/{rule.indicator}/").text.replace("&#x27;", "'").replace("&quot;", '"')
    assert rule.source in page.replace("&amp;", "&")
    assert page.count('class="card example-') == len(rule.examples)
    meanings = {fact.name: fact.meaning.nl for fact in ALL_FACTS}
    assert all(meanings[name] in page for name in rule.facts)


def test_counts_under_ten_are_not_told(client: Client, fired: Any) -> None:
    sign_in(client, make_user(fired.organisation, "outreach_worker"))
    lines = rule_lines(client.get("/regels/").text)
    assert "gaat nu af bij 12 adverteerders (30%)" in lines[SHARED]
    assert "minder dan 10 adverteerders" in lines[OBSCURED]
    one = client.get(f"/regels/{OBSCURED}/").text
    assert "Gaat nu af bij minder dan 10 adverteerders" in one


def test_bands_say_how_many_of_100_are_wrong_only_with_ten_advertisers(client: Client, fired: Any) -> None:
    sign_in(client, make_user(fired.organisation, "observer"))
    few = client.get("/regels/").text
    assert "Te weinig adverteerders om dit te zeggen." in few
    make_signals(fired, "youthful_style", [f"A{number}" for number in range(12)], grade="A")
    make_signals(fired, OBSCURED, ["A9", "A10", "A11"], grade="A")
    page = client.get("/regels/").text
    ranges = re.findall(r'<td class="number no-wrap">(\d+) tot (\d+)</td>', page)
    assert len(ranges) == 3
    assert all(int(low) < int(high) <= 100 for low, high in ranges)


def test_bands_are_those_of_the_rules(fired: Any) -> None:
    make_signals(fired, "youthful_style", [f"A{number}" for number in range(12)], grade="A")
    make_signals(fired, "stated_age_under_minimum", ["A39"])
    counts = firing_counts(by=fired, rules=RULES)
    assert counts.advertisers == 40
    assert {one.band: one.leads for one in counts.bands} == {
        "urgent_protocol": 1, "look_first": 9, "look_next": 3, "no_reason": 27,
    }  # fmt: skip


def test_looking_at_the_counts_is_in_the_log(client: Client, fired: Any) -> None:
    user = make_user(fired.organisation, "observer")
    sign_in(client, user)
    client.get("/regels/")
    event = Event.objects.get(action="adverts.firings_counted", user=user)
    assert event.details == {"advertisers": 40}


def test_counts_of_another_organisation_never_show(client: Client, fired: Any) -> None:
    other = make_actor()
    with acting_for(other.organisation.id):
        sign_in(client, make_user(other.organisation, "researcher"))
        page = client.get("/regels/").text
    assert "Er zijn nog geen advertenties" in page
    assert "12 adverteerders" not in page


def test_rule_that_does_not_exist_is_not_there(client: Client, organisation: Any) -> None:
    sign_in(client, make_user(organisation, "observer"))
    assert client.get("/regels/hair_colour/").status_code == 404


def test_weights_are_words() -> None:
    with translation.override("nl"):
        told = {rule.indicator: rule_words.weight_words(rule) for rule in RULES}
    assert told["contact_obscured"] == "telt veel mee"
    assert told["trustworthy_provider"] == "telt niet mee"
    assert told["always_available"] == "telt weinig mee"
    assert told["stated_age_under_minimum"].startswith("wordt niet gewogen")
