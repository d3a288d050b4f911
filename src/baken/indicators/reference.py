"""The reference pages, made from the rules, the facts and the bands themselves."""

from collections.abc import Iterator, Sequence

from baken.indicators import conditions as tree
from baken.indicators.bands import BANDS, URGENT
from baken.indicators.facts import ALL_FACTS, LEGAL_MINIMUM_AGE, Fact
from baken.indicators.families import ORGANISATION, ORGANISATION_LABEL, ORGANISATION_MEANING, family_of
from baken.indicators.leads import USUAL
from baken.indicators.rule import GRADES, SUBJECTS, Rule
from baken.indicators.rulebook import load_rules

ORIGINS = {
    "text": "the words",
    "extraction": "what extraction found in the words",
    "links": "links between sightings",
    "account": "the account, which only a platform sees",
}
TOGETHER = {
    None: "known of the advertiser itself",
    "joined": "the different texts, a blank line between",
    "any": "true if it is of any sighting",
    "largest": "the largest of its sightings",
    "smallest": "the smallest of its sightings",
    "united": "all values of its sightings",
}


def indicators_page(rules: Sequence[Rule] | None = None) -> str:
    """The page of indicators as Markdown: the shipped ones, or those given."""
    return "\n".join(_indicators(load_rules() if rules is None else rules)).rstrip() + "\n"


def _indicators(rules: Sequence[Rule]) -> Iterator[str]:
    yield "# Indicators\n"
    yield (
        "Made from the rule files by `baken indicators reference`. An indicator is a reason to look, never "
        "an accusation: each has a grade, a source, and an innocent explanation that is shown beside it.\n"
    )
    yield "## Grades\n"
    yield from (f"- **{grade}**: {label.en} ({label.nl})." for grade, label in GRADES.items())
    yield "\n## Bands\n"
    yield (
        "A lead is one advertiser in a band. Its log-odds are the sum of the weights of its indicators, each "
        "once however many copies it fires on; the interval is the root of the summed squares of theirs. An "
        f"indicator of adverts counts when it shows in at least {100 * USUAL:g}% of the advertiser's unique "
        "adverts; in fewer it is told and does not count.\n"
    )
    yield f"**Family of {ORGANISATION_LABEL.en}** ({ORGANISATION_LABEL.nl}). {ORGANISATION_MEANING.en}\n"
    yield "| band | from log-odds | with at least |\n|---|---|---|"
    yield f"| {URGENT.label.en} ({URGENT.label.nl}) | no score: a stated age under {LEGAL_MINIMUM_AGE} | |"
    for band in BANDS:
        least = (
            f"{band.least_indicators} indicators that count, a family as one" if band.least_indicators else ""
        )
        start = "what is left" if band is BANDS[-1] else f"{band.least_log_odds:g}"
        yield f"| {band.label.en} ({band.label.nl}) | {start} | {least} |"
    yield "\n## The rules\n"
    yield "| indicator | grade | about | log-odds (interval) |\n|---|---|---|---|"
    for rule in rules:
        name = rule.indicator
        yield f"| [{name}](#{name}) | {rule.grade} | {rule.applies_to} | {_weight(rule)} |"
    yield ""
    for rule in rules:
        yield from _rule(rule)


def _weight(rule: Rule) -> str:
    if rule.weight is None:
        return "never counts"
    return f"{rule.weight.log_odds:g} ({rule.weight.low:g} to {rule.weight.high:g})"


def _rule(rule: Rule) -> Iterator[str]:
    subject = SUBJECTS[rule.applies_to]
    yield f"### {rule.indicator}\n"
    yield f"{rule.means.nl}  \n{rule.means.en}\n"
    yield f"- **Innocent explanation**: {rule.innocent.nl} / {rule.innocent.en}"
    yield f"- **Grade** {rule.grade}: {GRADES[rule.grade].en}. Log-odds: {_weight(rule)}."
    yield f"- **Source**: {rule.source}."
    if family_of(rule) == ORGANISATION:
        yield f"- **Family**: {ORGANISATION_LABEL.en} ({ORGANISATION_LABEL.nl}), which counts once."
    yield f"- **About**: {subject.en} ({subject.nl}). Version {rule.version}."
    yield f"- **Fires when** {describe(rule.when)}."
    yield f"- **Reads**: {', '.join(f'[`{name}`](facts.md#{name})' for name in rule.facts)}.\n"


_COMPARED = {"lt": "<", "le": "≤", "gt": ">", "ge": "≥", "eq": "="}


def describe(condition: tree.Condition) -> str:
    """A condition as a sentence part."""
    match condition:
        case tree.All(parts):
            return "(" + " and ".join(map(describe, parts)) + ")"
        case tree.Any(parts):
            return "(" + " or ".join(map(describe, parts)) + ")"
        case tree.Not(part):
            return f"not {describe(part)}"
        case tree.Compare(operator, name, value):
            return f"`{name}` {_COMPARED[operator]} {_shown(value)}"
        case tree.In(name, values):
            return f"`{name}` is one of {', '.join(map(_shown, values))}"
        case tree.Contains(name, phrases, None):
            return f"`{name}` contains {_shown(phrases[0].strip())}"
        case tree.Contains(name, _, word_list):
            return f"`{name}` contains a phrase of the list `{word_list}`"
        case tree.Matches(name, pattern):
            return f"`{name}` matches `{pattern}`"
        case tree.CountGe(name, count):
            return f"`{name}` has at least {count} values"
        case tree.IsMissing(name):
            return f"`{name}` is missing"


def _shown(value: tree.Plain) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else f"{value:g}"


def facts_page() -> str:
    """The page of facts as Markdown."""
    return "\n".join(_facts()).rstrip() + "\n"


def _facts() -> Iterator[str]:
    yield "# Facts\n"
    yield (
        "Made by `baken indicators reference --facts`. The closed list of what a rule may read. Nothing on "
        "nationality, ethnicity, migration, language, gender, religion or health is in it, nor the country "
        "of a phone number, nor change of place. A fact that nobody told is missing, and a comparison with "
        'it unknown. A rule that reads a fact marked "never positive" can\'t carry a positive weight.\n'
    )
    yield "| fact | type | from | never positive |\n|---|---|---|---|"
    for fact in ALL_FACTS:
        never = "never positive" if fact.never_positive else ""
        yield f"| [{fact.name}](#{fact.name}) | {fact.kind} | {fact.origin} | {never} |"
    yield ""
    for fact in ALL_FACTS:
        yield from _fact(fact)


def _fact(fact: Fact) -> Iterator[str]:
    yield f"### {fact.name}\n"
    yield f"{fact.meaning.nl}  \n{fact.meaning.en}\n"
    yield f"- **Type**: {fact.kind}."
    yield f"- **From**: {ORIGINS[fact.origin]}."
    yield f"- **Of an advertiser**: {TOGETHER[fact.over_sightings]}."
    if fact.never_positive:
        yield "- **Never positive**: no rule that reads it may carry a positive weight."
    yield ""
