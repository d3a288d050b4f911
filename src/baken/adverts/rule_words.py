"""Rules in plain words, for whoever reads what the machine looks at: in the language of the reader."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from baken.indicators import conditions as tree
from baken.indicators.facts import ALL_FACTS, Fact, Origin
from baken.indicators.rule import GRADES, HARD_STOP, Example, Rule
from baken.vocabulary.code_list import Label

FACTS: dict[str, Fact] = {fact.name: fact for fact in ALL_FACTS}
MUCH, LITTLE = 0.35, 0.15
"""Log-odds from which a rule counts much, and up to which it counts little."""

AND, OR = Label("en", "and"), Label("of", "or")

NEVER_INDICATORS: tuple[tuple[Label, Label], ...] = (
    (
        Label("nationaliteit, afkomst en migratie", "nationality, ethnicity and migration"),
        Label(
            "Zo’n regel kijkt naar een hele groep mensen en niet naar wat er gebeurt.",
            "Such a rule looks at a whole group of people and not at what happens.",
        ),
    ),
    (
        Label("taal, en het land van een telefoonnummer", "language, and the country of a phone number"),
        Label("Dat is een omweg naar afkomst.", "That is a detour to ethnicity."),
    ),
    (
        Label("geslacht en gender", "sex and gender"),
        Label(
            "De cijfers tellen welk geslacht een advertentie noemt; de regels kijken er niet naar.",
            "The figures count which gender an advert states; the rules do not look at it.",
        ),
    ),
    (
        Label("geloof en gezondheid", "religion and health"),
        Label(
            "Dat zijn bijzondere persoonsgegevens. Ze gaan niemand hier iets aan.",
            "These are special categories of personal data. They are nobody’s business here.",
        ),
    ),
    (
        Label("nieuw in de stad, en van stad naar stad reizen", "new in town, and travel between towns"),
        Label(
            "In het ene onderzoek met uitkomsten wees dit, als het al iets zei, de andere kant op.",
            "In the one study with outcomes this pointed, if anywhere, the other way.",
        ),
    ),
)
"""What no rule may read (the loader refuses it), and why."""

ORIGINS: dict[Origin, Label] = {
    "text": Label("de woorden van de advertentie", "the words of the advert"),
    "extraction": Label("wat in de woorden is gevonden", "what was found in the words"),
    "links": Label("de samenhang tussen advertenties", "how adverts hang together"),
    "account": Label(
        "het account; dat ziet vaak alleen het platform", "the account, which often only the platform sees"
    ),
}


@dataclass(frozen=True, slots=True)
class Condition:
    """When a rule fires: one line, or several of which all or any must hold (`joined`)."""

    joined: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownExample:
    """An example of a rule: what is known, and what the rule does with it."""

    facts: tuple[tuple[str, str], ...]
    outcome: str
    kind: str


def weight_words(rule: Rule) -> str:
    """How much a rule counts, in words."""
    if rule.indicator == HARD_STOP:
        return _("wordt niet gewogen: stopt alles en gaat naar het spoedprotocol")
    if rule.weight is None or rule.grade == "X":
        return _("telt nooit mee")
    value = rule.weight.log_odds
    if value == 0:
        return _("telt niet mee")
    if value < 0:
        return _("telt de andere kant op")
    if value >= MUCH:
        return _("telt veel mee")
    return _("telt weinig mee") if value <= LITTLE else _("telt mee")


def may_mean_nothing(rule: Rule) -> bool:
    """Whether the interval of the weight also allows that the indicator says nothing."""
    return rule.weight is not None and rule.weight.low <= 0 <= rule.weight.high


def grade_words(rule: Rule) -> Label:
    """What the grade of a rule means."""
    return GRADES[rule.grade]


def condition_words(rule: Rule) -> Condition:
    """When a rule fires, in lines."""
    when = rule.when
    if isinstance(when, tree.All | tree.Any) and len(when.parts) > 1:
        joined = (
            _("als dit allemaal waar is:") if isinstance(when, tree.All) else _("als een van deze waar is:")
        )
        return Condition(joined, tuple(_told(part) for part in when.parts))
    return Condition("", (_told(when),))


def shown_example(example: Example) -> ShownExample:
    """An example with its facts in words."""
    facts = tuple((fact_words(name), _value(value)) for name, value in example.facts.items())
    if example.innocent:
        return ShownExample(facts, _("gaat af, en er is niets aan de hand"), "innocent")
    if example.fires:
        return ShownExample(facts, _("gaat af"), "fires")
    return ShownExample(facts, _("gaat niet af"), "quiet")


def fact_words(name: str) -> str:
    """What a fact means, without its full stop."""
    return _in_words(FACTS[name].meaning).removesuffix(".")


def _in_words(label: Label) -> str:
    return label.in_language("nl" if get_language() == "nl" else "en")


def _told(condition: tree.Condition) -> str:
    match condition:
        case tree.All(parts):
            return _together(AND, parts)
        case tree.Any(parts):
            return _together(OR, parts)
        case tree.Not(part):
            return _("niet: {what}").format(what=_told(part))
        case tree.Compare(operator, name, value):
            return f"{fact_words(name)}: {_compared(operator, value)}"
        case tree.In(name, values):
            listed = ", ".join(map(_value, values))
            return fact_words(name) + ": " + _("een van {values}").format(values=listed)
        case tree.Contains(_name, phrases, None):
            return _("in de woorden staat “{words}”").format(words=phrases[0].strip())
        case tree.Contains(_name, phrases, word_list):
            return _(
                "in de woorden staat een uitdrukking van de lijst {name} ({count} uitdrukkingen)"
            ).format(name=word_list, count=len(phrases))
        case tree.Matches(_name, pattern):
            return _("de woorden passen op het patroon {pattern}").format(pattern=pattern)
        case tree.CountGe(name, count):
            return f"{fact_words(name)}: " + _("ten minste {value} verschillende").format(value=count)
        case tree.IsMissing(name):
            return f"{fact_words(name)}: " + _("dat is niet bekend")


def _together(word: Label, parts: Sequence[tree.Condition]) -> str:
    return "(" + f" {_in_words(word)} ".join(map(_told, parts)) + ")"


def _compared(operator: tree.Comparison, value: tree.Plain) -> str:
    if isinstance(value, bool):
        return _value(value)
    words = {
        "ge": _("ten minste {value}"),
        "gt": _("meer dan {value}"),
        "le": _("ten hoogste {value}"),
        "lt": _("minder dan {value}"),
        "eq": "{value}",
    }[operator]
    return words.format(value=_value(value))


def _value(value: object) -> str:
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if isinstance(value, int | float) and math.isfinite(value):
        return number_format(value)
    if isinstance(value, list | tuple):
        return ", ".join(map(_value, value))
    return f"“{value}”"
