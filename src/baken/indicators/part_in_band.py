"""What part each reason of a lead has in its band, for who reads the reasons one by one.

It says of one lead what `leads.placed` does with all at once, a test holds the two together: a reason that
shows in few of the adverts does not count, and of a family only the heaviest does.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from baken.indicators.families import family_of
from baken.indicators.leads import USUAL
from baken.indicators.rule import HARD_STOP, Rule
from baken.vocabulary.code_list import Label


@dataclass(frozen=True, slots=True)
class Part:
    """A part that a reason can have. `counts` is whether the band would be figured otherwise without it."""

    code: str
    label: Label
    counts: bool = False


COUNTS = Part("counts", Label("telt mee voor de band", "counts toward the band"), counts=True)
NEVER_ALONE = Part(
    "never_alone",
    Label(
        "telt mee, maar brengt alleen niemand in een band: zij komt uit de praktijk en is niet onderzocht",
        "counts, but brings nobody into a band alone: it comes from practice and was not studied",
    ),
    counts=True,
)
AWAY = Part(
    "away",
    Label(
        "telt mee, de andere kant op: zij brengt de aanwijzing eerder lager",
        "counts, the other way: it brings the lead down if anything",
    ),
    counts=True,
)
SAME = Part(
    "same",
    Label(
        "telt niet apart: zij zegt hetzelfde als een andere reden, en samen tellen die één keer",
        "does not count apart: it says the same as another reason, and together they count once",
    ),
)
FEW = Part(
    "few",
    Label(
        "telt niet mee: zij staat in minder dan de helft van de teksten",
        "does not count: it stands in fewer than half of the texts",
    ),
)
NOTHING = Part("nothing", Label("telt niet mee voor de band", "does not count toward the band"))
STOPS = Part(
    "stops",
    Label(
        "heeft geen gewicht: zij brengt de aanwijzing altijd onder het spoedprotocol",
        "has no weight: it always brings the lead under the urgent protocol",
    ),
)

PARTS = (COUNTS, NEVER_ALONE, AWAY, SAME, FEW, NOTHING, STOPS)


@dataclass(frozen=True, slots=True)
class Shown:
    """Where an indicator fired: on the advertiser as a whole, or in so many of its unique adverts."""

    whole: bool
    texts: int


def parts(fired: Mapping[str, Shown], texts: int, rules: Sequence[Rule]) -> dict[str, tuple[Part, str]]:
    """Of each indicator that fired its part, and of `SAME` also the indicator that counts in its place, else
    empty. `texts` are the unique adverts of the advertiser. One that no rule describes has no part."""
    by_name = {rule.indicator: rule for rule in rules}
    found = {name: (_apart(by_name.get(name), name, fired[name], texts), "") for name in fired}
    upward: list[tuple[float, str, str]] = []
    downward: list[tuple[float, str, str]] = []
    for name, (part, _) in found.items():
        rule = by_name.get(name)
        if part.counts and rule is not None and rule.weight is not None:
            side = upward if rule.weight.log_odds > 0 else downward
            side.append((rule.weight.log_odds, name, family_of(rule)))
    # of two that weigh the same the one that `leads.placed` takes
    upward.sort(key=lambda one: (-one[0], one[1]))
    downward.sort(key=lambda one: (-one[0], one[1]), reverse=True)
    for side in (upward, downward):
        heaviest: dict[str, str] = {}
        for _, name, family in side:
            first = heaviest.setdefault(family, name)
            if first != name:
                found[name] = SAME, first
    return found


def _apart(rule: Rule | None, name: str, shown: Shown, texts: int) -> Part:
    """The part of a reason, whatever the others of its family say."""
    if name == HARD_STOP:
        return STOPS
    if rule is None or rule.weight is None or rule.grade == "X" or not rule.weight.log_odds:
        return NOTHING
    if not shown.whole and shown.texts < USUAL * texts:
        return FEW
    if rule.weight.log_odds < 0:
        return AWAY
    return NEVER_ALONE if rule.grade == "C" else COUNTS
