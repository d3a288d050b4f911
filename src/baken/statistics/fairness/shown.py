"""A weighing as the page shows it: words for groups, rates of 100, and what an observer may see of it.

An observer sees counts to the nearest ten and rates made of those, so that no rate tells what a count does
not; under ten there is no rate.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import number_format
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from baken.indicators.fairness.counts import MEASURES, Measure
from baken.indicators.fairness.groups import KINDS, UNKNOWN
from baken.indicators.fairness.looked_at import NO_CONCERN
from baken.indicators.proportions import Proportion, difference
from baken.indicators.rule import Rule
from baken.statistics.fairness.stored import Answer, Finding, Rate, rate_of
from baken.statistics.models import FairnessRun
from baken.statistics.observing import STEP, rounded
from baken.statistics.shown import UNDER_TEN, in_words
from baken.vocabulary.adverts import AdvertisedGender
from baken.vocabulary.code_list import Label
from baken.vocabulary.roles import Role

SHOWN = (*(one for one in reversed(MEASURES) if not one.false), NO_CONCERN)
"""What the page measures: all leads, those of the first band, and what people concluded of leads."""

_KINDS = {kind.code: kind for kind in KINDS}


@dataclass(frozen=True, slots=True)
class Answered:
    """Who answers for what a rule makes of a gap: the rule and its version, the function, why, and when."""

    means: Label
    indicator: str
    version: int | None
    by: Label
    reason: Label
    begins: date
    until: date
    ended: bool


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
    answers: tuple[Answered, ...]
    """Who answers for the gap, or for a part of it."""


@dataclass(frozen=True, slots=True)
class Section:
    """One measure with its rows."""

    measure: Measure
    title: str
    lines: tuple[Line, ...]

    @property
    def told(self) -> bool:
        """Whether there is a rate in it at all."""
        return any(line.own for line in self.lines)


@dataclass(frozen=True, slots=True)
class Gap:
    """A row whose gap is over the bound, and of which measure it is."""

    title: str
    line: Line


@dataclass(frozen=True, slots=True)
class Gaps:
    """Every gap over the bound: those that nobody answers for, for sure (`over`) or `perhaps`, or for a part
    alone; and those that somebody does."""

    over: tuple[Gap, ...]
    perhaps: tuple[Gap, ...]
    justified: tuple[Gap, ...]


def gaps(found: Sequence[Section]) -> Gaps:
    """The gaps over the bound in these sections, each measure's by itself."""

    def those(finding: Finding) -> tuple[Gap, ...]:
        return tuple(
            Gap(section.title, line) for section in found for line in section.lines if line.finding == finding
        )

    return Gaps(those("over"), those("perhaps"), those("justified"))


def sections(run: FairnessRun, rules: Sequence[Rule], *, observer: bool, on: date) -> list[Section]:
    """The measures of a run, in the order of the page; one of which nothing can be told is left out.

    What somebody answered for until a day before `on` is answered for no more.
    """
    means = {rule.indicator: rule.means for rule in rules}
    kept = [rate_of(one) for one in run.rates]
    found = []
    for measure in SHOWN:
        lines = tuple(_line(rate, run, means, observer, on) for rate in kept if rate.measure == measure.code)
        section = Section(measure, _first_up(in_words(measure.label)), lines)
        if measure is not NO_CONCERN or section.told:
            found.append(section)
    return found


def _line(rate: Rate, run: FairnessRun, means: dict[str, Label], observer: bool, on: date) -> Line:
    own, rest = (_seen(part, observer) for part in (rate.own, rate.rest))
    both = own is not None and rest is not None
    gap = difference(own, rest) if own and rest and rate.finding != "says_nothing" else None
    finding = _finding_on(rate, run.bound, on)
    return Line(
        group=group_words(rate.group),
        counted=_counted(rate.own, observer),
        own=own,
        rest=rest if both else None,
        own_words=_rate(own) if own else "",
        rest_words=_rate(rest) if both and rest else "",
        gap_words=f"{_signed(gap.size)} ({_between(_signed(gap.low), _signed(gap.high))})" if gap else "",
        finding=finding,
        finding_words=_finding(finding),
        causes=tuple(_causes(rate, means)) if gap and finding in ("over", "perhaps", "justified") else (),
        answers=tuple(_answered(answer, run, means, on) for answer in rate.answers),
    )


def _finding_on(rate: Rate, bound: float, on: date) -> Finding:
    """What the weighing found, on a later day: a gap that was answered for until then stands open again."""
    if rate.finding != "justified" or all(on <= answer.until for answer in rate.answers):
        return rate.finding
    assert rate.own is not None
    assert rate.rest is not None
    return "over" if difference(rate.own, rate.rest).low > bound else "perhaps"


def _answered(answer: Answer, run: FairnessRun, means: dict[str, Label], on: date) -> Answered:
    return Answered(
        means=means.get(answer.indicator, Label(answer.indicator, answer.indicator)),
        indicator=answer.indicator,
        version=run.rules.get(answer.indicator),
        by=Role[answer.by].label,
        reason=answer.reason,
        begins=answer.begins,
        until=answer.until,
        ended=on > answer.until,
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
        "justified": _("meer dan de grens, verantwoord"),
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
