"""A market as counts, so that every part of a rule set can be weighed without judging it all again.

Advertisers on whom the same rules fired share one fate, whatever rules are left out. So a market is
counted once, by combination of rules and by group; what leaving a rule out would do is a sum of counts.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import polars as pl

from baken.indicators.bands import BANDS, URGENT, band_of
from baken.indicators.fairness.groups import Group, groups_of
from baken.indicators.families import family_of, once_a_family
from baken.indicators.leads import DIGITS
from baken.indicators.proportions import Proportion
from baken.indicators.rule import Rule
from baken.vocabulary.code_list import Label

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Measure:
    """A rate that is held against that of the others.

    `bands`: what counts as a lead. `false`: of the advertisers of whom is known that nothing was behind
    it, how many became a lead all the same; else of all advertisers.
    """

    code: str
    label: Label
    bands: tuple[str, ...]
    false: bool


FIRST, FIRST_TWO = (BANDS[0].code,), (BANDS[0].code, BANDS[1].code)
MEASURES = (
    Measure(
        "leads_first",
        Label("aanwijzingen in de eerste band", "leads in the first band"),
        FIRST,
        False,
    ),
    Measure(
        "leads_first_two",
        Label("aanwijzingen in de eerste en tweede band", "leads in the first and second band"),
        FIRST_TWO,
        False,
    ),
    Measure(
        "false_first",
        Label("onterechte aanwijzingen in de eerste band", "false leads in the first band"),
        FIRST,
        True,
    ),
    Measure(
        "false_first_two",
        Label(
            "onterechte aanwijzingen in de eerste en tweede band", "false leads in the first and second band"
        ),
        FIRST_TWO,
        True,
    ),
)


class Combinations:
    """The different sets of rules that fired, and in which band each leads when some rules are left out."""

    def __init__(self, fired: Sequence[Sequence[str]], rules: Iterable[Rule]) -> None:
        self._fired = [tuple(sorted(set(each))) for each in fired]
        self._weights = {
            rule.indicator: (family_of(rule), rule.weight.log_odds)
            for rule in rules
            if rule.weight is not None
        }
        self._bands: dict[frozenset[str], npt.NDArray[np.str_]] = {}

    @property
    def indicators(self) -> tuple[str, ...]:
        """The rules that fired on anybody, by name."""
        return tuple(sorted({name for each in self._fired for name in each}))

    def with_rule(self, indicator: str) -> npt.NDArray[np.bool_]:
        """In which combinations the rule fired."""
        return np.array([indicator in each for each in self._fired], dtype=bool)

    def leading(self, bands: tuple[str, ...], without: frozenset[str]) -> npt.NDArray[np.bool_]:
        """Which combinations lead into one of these bands when the rules of `without` are left out."""
        if without not in self._bands:
            self._bands[without] = np.array(
                [self._band(each, without) for each in self._fired], dtype=np.str_
            )
        return np.isin(self._bands[without], bands)

    def _band(self, fired: tuple[str, ...], without: frozenset[str]) -> str:
        weights = once_a_family(self._weights[name] for name in fired if name not in without)
        return band_of(round(sum(weights), DIGITS), sum(weight > 0 for weight in weights)).code


@dataclass(frozen=True)
class Counts:
    """How many advertisers there are, by combination of rules that fired.

    `everybody` and `members` count all advertisers that a rule can lead to; `unfounded` and
    `unfounded_members` those of whom is known that nothing was behind it, `founded` and `founded_members`
    those of whom is known that something was; they are None and empty where nothing is known.
    `urgent`: how many stand under the protocol by a stated age; no rule put them there, so they are
    counted apart and weigh in no rate.
    """

    combinations: Combinations
    everybody: Numbers
    members: dict[Group, Numbers]
    unfounded: Numbers | None
    unfounded_members: dict[Group, Numbers]
    founded: Numbers | None
    founded_members: dict[Group, Numbers]
    urgent: int

    @property
    def advertisers(self) -> int:
        """How many advertisers a rule can lead to."""
        return int(self.everybody.sum())

    def without_founded(self) -> "Counts":
        """The market without those of whom is known that something was behind it; itself if none are."""
        if self.founded is None:
            return self
        members = {group: own - self.founded_members[group] for group, own in self.members.items()}
        return replace(self, everybody=self.everybody - self.founded, members=members)

    def measures(self) -> Iterator[Measure]:
        """What can be measured with what is known."""
        return (measure for measure in MEASURES if self.unfounded is not None or not measure.false)

    def of(
        self, group: Group, measure: Measure, without: frozenset[str] = frozenset()
    ) -> tuple[Proportion | None, Proportion | None]:
        """The rate in the group and that of the rest, when some rules are left out; None of nobody."""
        own, rest = self._own_and_rest(group, measure)
        leading = self.combinations.leading(measure.bands, without)
        return _proportion(own, leading), _proportion(rest, leading)

    def gap(self, group: Group, measure: Measure, without: frozenset[str]) -> float:
        """How much higher the rate is in the group than on the rest; 0 where one of them is nobody."""
        return _gap(*self.of(group, measure, without))

    def fires(self, group: Group, measure: Measure, indicator: str) -> float:
        """How much more often a rule fires in the group than on the rest, whatever it leads to."""
        fired = self.combinations.with_rule(indicator)
        return _gap(*(_proportion(part, fired) for part in self._own_and_rest(group, measure)))

    def _own_and_rest(self, group: Group, measure: Measure) -> tuple[Numbers, Numbers]:
        if not measure.false:
            own, everybody = self.members[group], self.everybody
        else:
            assert self.unfounded is not None
            own, everybody = self.unfounded_members[group], self.unfounded
        return own, everybody - own


def _proportion(counts: Numbers, leading: npt.NDArray[np.bool_]) -> Proportion | None:
    total = int(counts.sum())
    return Proportion(int(counts[leading].sum()), total) if total else None


def _gap(own: Proportion | None, rest: Proportion | None) -> float:
    return own.rate - rest.rate if own and rest else 0.0


def count(
    leads: pl.DataFrame, belongs: pl.DataFrame, rules: Sequence[Rule], founded: pl.DataFrame | None = None
) -> Counts:
    """Counts leads (`leads.LEADS`) by the groups of `groups.memberships`.

    `founded` has `advertiser` and `founded`: whether something was behind it, or null where that is not
    known. Raises ValueError when leads and groups are not about the same advertisers.
    """
    if not leads["advertiser"].equals(belongs["advertiser"]):
        raise ValueError("leads and groups are not about the same advertisers")
    scored = (leads["band"] != URGENT.code).rename("scored")
    belongs = belongs.filter(scored)
    fired = leads.filter(scored).select("advertiser", key=pl.col("counting").list.sort().list.join("\n"))
    keys = fired["key"].unique().sort()
    place = (fired["key"].rank("dense").cast(pl.Int64) - 1).to_numpy()
    marks = dict(groups_of(belongs))

    def counted(which: npt.NDArray[np.bool_]) -> Numbers:
        return np.bincount(place[which], minlength=len(keys)).astype(np.int64)

    everybody = np.ones(len(place), dtype=bool)
    unfounded, something = (
        None if founded is None else _known(fired, founded, what) for what in (False, True)
    )

    def of_groups(which: npt.NDArray[np.bool_] | None) -> dict[Group, Numbers]:
        if which is None:
            return {}
        return {group: counted(mark.to_numpy() & which) for group, mark in marks.items()}

    return Counts(
        Combinations([key.split("\n") if key else [] for key in keys], rules),
        counted(everybody),
        of_groups(everybody),
        None if unfounded is None else counted(unfounded),
        of_groups(unfounded),
        None if something is None else counted(something),
        of_groups(something),
        leads.height - fired.height,
    )


def _known(fired: pl.DataFrame, founded: pl.DataFrame, what: bool) -> npt.NDArray[np.bool_]:
    known = fired.select("advertiser").join(founded, on="advertiser", how="left", maintain_order="left")
    return (known["founded"] == what).fill_null(False).to_numpy()
