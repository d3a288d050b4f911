"""Precision of each indicator: of the leads in which it fired, how many did people find founded.

Counted over leads that the rules brought forward, and apart over those of them that were judged blind:
who sees the reasons of a lead may find what the reasons say. Those that people were unsure of are told
beside it and count on neither side. Below `LEAST` decided leads nothing is said.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from baken.indicators.learning.outcomes import FOUNDED, UNSURE, Outcome
from baken.indicators.proportions import LEAST, Proportion
from baken.vocabulary.code_list import Label

EVERYBODY = ""
"""The name of no group: all leads together."""

TOO_FEW = Label("te weinig om iets te zeggen", "too few to say")


@dataclass(frozen=True, slots=True)
class Precision:
    """What people said of leads in which one indicator fired; `group` is empty for all of them."""

    indicator: str
    group: str
    founded: int
    unfounded: int
    unsure: int

    @property
    def decided(self) -> int:
        """Leads of which people said that they were founded, or that they were not."""
        return self.founded + self.unfounded

    @property
    def precision(self) -> Proportion | None:
        """The share that was founded, with Wilson's interval; None where there are too few to say."""
        return Proportion(self.founded, self.decided) if self.decided >= LEAST else None


def precisions(
    outcomes: Iterable[Outcome], indicators: Sequence[str], *, blind: bool = False
) -> list[Precision]:
    """A row for each indicator, over everybody and then by group, in their order.

    `blind` counts only what was judged without its reasons in sight. Groups in which the indicator never
    fired have no row.
    """
    flagged = [one for one in outcomes if one.flagged and (one.blind or not blind)]
    made: list[Precision] = []
    for indicator in indicators:
        fired = [one for one in flagged if indicator in one.fired]
        made.append(_precision(indicator, EVERYBODY, fired))
        for group in sorted({name for one in fired for name in one.groups}):
            made.append(_precision(indicator, group, [one for one in fired if group in one.groups]))
    return made


def _precision(indicator: str, group: str, fired: Sequence[Outcome]) -> Precision:
    founded = sum(one.outcome == FOUNDED for one in fired)
    unsure = sum(one.outcome == UNSURE for one in fired)
    return Precision(indicator, group, founded, len(fired) - founded - unsure, unsure)


@dataclass(frozen=True, slots=True)
class Agreement:
    """Rules beside people, over what was judged blind: how many of each kind. It measures where they
    disagree, never how much exploitation nobody saw."""

    flagged_founded: int
    flagged_unfounded: int
    unflagged_founded: int
    unflagged_unfounded: int
    flagged_unsure: int
    unflagged_unsure: int

    @property
    def of_flagged(self) -> Proportion | None:
        """Of what the rules brought forward, the share that people found founded; None where too few."""
        return _share(self.flagged_founded, self.flagged_unfounded)

    @property
    def of_unflagged(self) -> Proportion | None:
        """Of what the rules passed over, the share that people found founded; None where too few."""
        return _share(self.unflagged_founded, self.unflagged_unfounded)

    @property
    def judged(self) -> int:
        """How many blind leads were judged, the unsure ones too."""
        decided = self.flagged_founded + self.flagged_unfounded + self.flagged_unsure
        return decided + self.unflagged_founded + self.unflagged_unfounded + self.unflagged_unsure


def agreement(outcomes: Iterable[Outcome]) -> Agreement:
    """The two by two table of everything that was judged blind; what was not is left out."""
    blind = [one for one in outcomes if one.blind]

    def count(flagged: bool, outcome: str) -> int:
        return sum(one.flagged == flagged and one.outcome == outcome for one in blind)

    return Agreement(
        count(True, FOUNDED), count(True, "unfounded"), count(False, FOUNDED), count(False, "unfounded"),
        count(True, UNSURE), count(False, UNSURE),
    )  # fmt: skip


def _share(founded: int, unfounded: int) -> Proportion | None:
    return Proportion(founded, founded + unfounded) if founded + unfounded >= LEAST else None
