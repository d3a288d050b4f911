"""Families of rules: those that say the same thing in other words count as one.

One family has a name, organisation. One contact over many texts, over many accounts or over many persons,
one text over many persons, several persons in an advert, somebody else who answers the phone: each is a
way to see that adverts are placed together. That is what an agency, a reception, a duo and a phone shared
for safety are, and it is legal. It measures organisation and not coercion (Lee et al. 2021 say so of their
own measure), so however many of these rules fire, they say one thing.

A rule does not declare its family: it follows from what the rule reads, so nobody writes a rule out of it.
Every other rule is a family of its own.
"""

from collections.abc import Iterable, Sequence

from baken.indicators.conditions import Contains, leaves
from baken.indicators.rule import Rule
from baken.vocabulary.code_list import Label

ORGANISATION = "organisation"
ORGANISATION_LABEL = Label("organisatie", "organisation")
ORGANISATION_MEANING = Label(
    "Advertenties staan samen: één contactgegeven, account of tekst bij velen, of een ander die het contact "
    "regelt. Dat is wat een bureau, een receptie, een duo en een gedeelde telefoon zijn. Hoeveel van deze "
    "regels ook afgaan, ze tellen samen als één, met de zwaarste.",
    "Adverts stand together: one contact, account or text with many, or somebody else who manages the "
    "contact. That is what an agency, a reception, a duo and a shared phone are. However many of these rules "
    "fire, they count as one together, with the heaviest.",
)

ORGANISATION_FACTS = frozenset(
    {
        "accounts_per_contact_max",
        "accounts_per_device_max",
        "accounts_per_payer_max",
        "advertised_persons",
        "contacts_per_account_max",
        "hub_kind",
        "persons_per_contact_max",
        "persons_per_text_max",
        "sightings_count",
        "similar_texts_over_contacts",
        "texts_per_contact_max",
        "unique_adverts",
    }
)
"""Facts that tell how much stands together, whoever placed it."""

ORGANISATION_LISTS = frozenset({"managed_by_other", "several_persons"})
"""Shipped word lists with which an advert says itself that it is placed for others."""


def family_of(rule: Rule) -> str:
    """The family of a rule: organisation when anything that it reads tells that, else the rule itself."""
    reads_it = not ORGANISATION_FACTS.isdisjoint(rule.facts)
    says_it = any(
        isinstance(leaf, Contains) and leaf.word_list in ORGANISATION_LISTS for leaf in leaves(rule.when)
    )
    return ORGANISATION if reads_it or says_it else rule.indicator


def once_a_family(weights: Iterable[tuple[str, float]]) -> Sequence[float]:
    """What counts of rules that fired, given as (family, log-odds): of each family the heaviest that points
    to something, and the heaviest that points away from it."""
    most: dict[str, float] = {}
    least: dict[str, float] = {}
    for family, weight in weights:
        most[family] = max(weight, most.get(family, 0.0))
        least[family] = min(weight, least.get(family, 0.0))
    return [*most.values(), *(weight for weight in least.values() if weight < 0)]


def speaking(counting: Iterable[str], rules: Iterable[Rule]) -> frozenset[str]:
    """Of the indicators that count for an advertiser those that its sum is made of: of each family the
    heaviest that points to something, and the one that points away from it most. Of equals the same one is
    meant as `leads.placed` takes; what has no weight in `rules` speaks never."""
    asked = set(counting)
    weighed = sorted(
        (rule for rule in rules if rule.indicator in asked and rule.weight is not None and rule.grade != "X"),
        key=lambda rule: (-rule.weight.log_odds if rule.weight else 0.0, rule.indicator),
    )
    first: dict[str, Rule] = {}
    last: dict[str, Rule] = {}
    for rule in weighed:
        first.setdefault(family_of(rule), rule)
        last[family_of(rule)] = rule
    towards = (rule for rule in first.values() if rule.weight and rule.weight.log_odds >= 0)
    away = (rule for rule in last.values() if rule.weight and rule.weight.log_odds < 0)
    return frozenset(rule.indicator for side in (towards, away) for rule in side)
