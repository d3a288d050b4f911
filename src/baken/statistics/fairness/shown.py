"""A weighing as the page shows it: words for groups, rates of 100, and what an observer may see of it.

An observer sees counts to the nearest ten and rates made of those, so that no rate tells what a count does
not; under ten there is no rate.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from baken.indicators.fairness.counts import MEASURES, Measure
from baken.indicators.fairness.groups import KINDS, UNKNOWN
from baken.indicators.fairness.looked_at import NO_CONCERN
from baken.indicators.proportions import Proportion, difference
from baken.indicators.rule import Rule
from baken.statistics.fairness.stored import Finding, Rate, rate_of
from baken.statistics.models import FairnessRun
from baken.statistics.observing import STEP, rounded
from baken.statistics.shown import UNDER_TEN, in_words
from baken.vocabulary.adverts import AdvertisedGender
from baken.vocabulary.code_list import Label

SHOWN = (*(one for one in reversed(MEASURES) if not one.false), NO_CONCERN)
"""What the page measures: all leads, those of the first band, and what people concluded of leads."""

_KINDS = {kind.code: kind for kind in KINDS}


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table. `own` and `rest` are None where there is no rate to show; the words say why."""

    group: str
    counted: str
    own: Proportion | None
    rest: Proportion | None
    own_words: str
    rest_words: str
    gap_words: str
    finding: Finding
    finding_words: str
    causes: tuple[tuple[Label, str], ...]
    """Which rules make a gap that is over the bound, or may be, and how much of it each."""


@dataclass(frozen=True, slots=True)
class Section:
    """One measure with its rows."""

    measure: Measure
    title: str
    lines: tuple[Line, ...]

    @property
    def over(self) -> tuple[Line, ...]:
        """The rows whose gap lies over the bound for sure."""
        return tuple(line for line in self.lines if line.finding == "over")

    @property
    def told(self) -> bool:
        """Whether there is a rate in it at all."""
        return any(line.own for line in self.lines)


def sections(run: FairnessRun, rules: Sequence[Rule], *, observer: bool) -> list[Section]:
    """The measures of a run, in the order of the page; one of which nothing can be told is left out."""
    means = {rule.indicator: rule.means for rule in rules}
    kept = [rate_of(one) for one in run.rates]
    found = []
    for measure in SHOWN:
        lines = tuple(_line(rate, means, observer) for rate in kept if rate.measure == measure.code)
        section = Section(measure, _first_up(in_words(measure.label)), lines)
        if measure is not NO_CONCERN or section.told:
            found.append(section)
    return found


def _line(rate: Rate, means: dict[str, Label], observer: bool) -> Line:
    own, rest = (_seen(part, observer) for part in (rate.own, rate.rest))
    both = own is not None and rest is not None
    gap = difference(own, rest) if own and rest and rate.finding != "says_nothing" else None
    return Line(
        group=group_words(rate.group),
        counted=_counted(rate.own, observer),
        own=own,
        rest=rest if both else None,
        own_words=_rate(own) if own else "",
        rest_words=_rate(rest) if both and rest else "",
        gap_words=f"{_signed(gap.size)} ({_between(_signed(gap.low), _signed(gap.high))})" if gap else "",
        finding=rate.finding,
        finding_words=_finding(rate.finding),
        causes=tuple(_causes(rate, means)) if gap and rate.finding in ("over", "perhaps") else (),
    )


def _seen(part: Proportion | None, observer: bool) -> Proportion | None:
    if part is None or not observer:
        return part
    if part.count < STEP or part.of < STEP:
        return None
    return Proportion(min(rounded(part.count), rounded(part.of)), rounded(part.of))


def _counted(part: Proportion | None, observer: bool) -> str:
    if part is None:
        return ""
    count, of = part.count, part.of
    if observer:
        told = _number(rounded(count)) if count >= STEP else UNDER_TEN
        return _("{count} van {of}").format(count=told, of=_number(rounded(of)))
    return _("{count} van {of}").format(count=_number(count), of=_number(of))


def _finding(finding: Finding) -> str:
    return {
        "over": _("meer dan de grens"),
        "perhaps": _("misschien meer dan de grens"),
        "within": _("binnen de grens"),
        "too_few": _("te weinig om iets te zeggen"),
        "says_nothing": _("geen groep: de advertentie zegt het niet"),
    }[finding]


def _causes(rate: Rate, means: dict[str, Label]) -> Iterator[tuple[Label, str]]:
    for name, share in rate.causes:
        percent = f"{number_format(round(100 * share))}%" if share else _("alleen samen met andere")
        yield means.get(name, Label(name, name)), percent


def group_words(name: str) -> str:
    """A group in the language of the reader: `gender:women`, `language:ro`, `touring`."""
    kind, _colon, code = name.partition(":")
    label = _first_up(in_words(_KINDS[kind].label))
    if not code:
        return label
    if code == UNKNOWN:
        said = _("niet genoemd")
        return f"{label}: {said}"
    if kind == "gender":
        return _first_up(in_words(AdvertisedGender[code].label))
    return f"{label}: {_language(code)}"


def _language(code: str) -> str:
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def _first_up(words: str) -> str:
    return words[:1].upper() + words[1:]


def _number(count: int) -> str:
    return str(number_format(count, force_grouping=True))


def _percent(rate: float) -> str:
    return str(number_format(round(100 * rate, 1), decimal_pos=1))


def _signed(gap: float) -> str:
    size = round(100 * gap, 1) + 0.0
    words = str(number_format(abs(size), decimal_pos=1))
    return f"+{words}" if size > 0 else f"−{words}" if size < 0 else words


def _rate(part: Proportion) -> str:
    low, high = part.interval
    return f"{_percent(part.rate)} ({_between(_percent(low), _percent(high))})"


def _between(low: str, high: str) -> str:
    return _("{low} tot {high}").format(low=low, high=high)
