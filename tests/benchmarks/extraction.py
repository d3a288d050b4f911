"""How right extraction is on the sets of tests/spec/extraction, and how fast, with peers beside it.

    python -m tests.benchmarks.extraction [--suite phones …] [--failures] [--no-speed] [--rows 20000] [--json]

Rates are over both halves of a set; `--failures` lists what is missed in the open half only. The suite
`made` holds addresses drawn at random: rates of the seeds held back, failures of the open one. Peers for
phone numbers in the same run: `phonenumbers.PhoneNumberMatcher` (told to take possible numbers) and a
plain regular expression.
"""

import argparse
import json
from collections.abc import Sequence
from typing import Any

from tests.benchmarks import extraction_speed
from tests.spec.extraction.addresses.made import HELD_BACK, made
from tests.spec.extraction.answers import answered, by_expression, matched
from tests.spec.extraction.combined import combined
from tests.spec.extraction.scores import Failure, Score, marked, scored
from tests.spec.extraction.sets import SUITES, Case, cases

Rates = dict[str, dict[str, float]]


WHOLE = (*SUITES, "combined", "made")


def cases_of(suite: str) -> tuple[Case, ...]:
    if suite == "made":
        return tuple(case for seed in HELD_BACK for case in made(seed))
    return combined() if suite == "combined" else cases(suite)


def failures_of(suite: str, failures: Sequence[Failure]) -> Sequence[Failure]:
    """What may be looked at: of addresses made at random those of the open seed."""
    if suite != "made":
        return failures
    wanted = made("open")
    outcomes = [(case, marked(case, answer)) for case, answer in zip(wanted, answered(wanted), strict=True)]
    return [Failure(case, tuple(outcome.faults)) for case, outcome in outcomes if outcome.faults]


def peer(found: Sequence[Sequence[str]], wanted: Sequence[Case]) -> dict[str, Score]:
    """The scores of numbers that a peer found; it knows neither spans nor hiding."""
    scores: dict[str, Score] = {}
    for case, numbers in zip(wanted, found, strict=True):
        said, sought = list(dict.fromkeys(numbers)), {one.value for one in case.expected}
        one = Score(expected=len(sought), found=len(said), right=len(sought & set(said)))
        for name in ("all", f"kind {case.kind}", f"language {case.language}"):
            scores.setdefault(name, Score()).add(one)
    return scores


def rates(score: Score) -> dict[str, float]:
    given: dict[str, float] = {"facts": score.expected, "found": score.found}
    for name in ("precision", "recall", "f1", "obscured", "spans"):
        given[name] = round(getattr(score, name), 4)
    if score.ambiguous:
        given |= {"ambiguous": score.ambiguous, "flagged": score.flagged, "guessed": score.guessed}
    return given


def phone_tables(suite: str, ours: dict[str, Score], wanted: Sequence[Case]) -> dict[str, Any]:
    matcher = peer([matched(case) for case in wanted], wanted)
    plain = peer([by_expression(case) for case in wanted], wanted)
    head = f"{'facts':>7}{'prec':>7}{'recall':>8}{'obsc':>7}{'span':>7}"
    print(f"{suite:<26}{head}   {'matcher':>8}{'recall':>8}   {'regex':>7}{'recall':>8}")
    for name in ("all", *sorted(name for name in ours if name != "all")):
        one = ours[name]
        line = f"{name:<26}{one.expected:>7}{one.precision:>7.3f}{one.recall:>8.3f}"
        line += f"{one.obscured:>7.3f}{one.spans:>7.3f}"
        if name in matcher:
            line += f"   {matcher[name].precision:>8.3f}{matcher[name].recall:>8.3f}"
            line += f"   {plain[name].precision:>7.3f}{plain[name].recall:>8.3f}"
        print(line if one.expected else f"{name:<26}{'':>7}{one.found:>7} found where there is none")
    print()
    return {"matcher": _table(matcher), "expression": _table(plain)}


def plain_table(suite: str, ours: dict[str, Score]) -> None:
    print(f"{suite:<26}{'facts':>7}{'prec':>7}{'recall':>8}{'F1':>7}")
    for name in ("all", *sorted(name for name in ours if name != "all")):
        one = ours[name]
        line = f"{name:<26}{one.expected:>7}{one.precision:>7.3f}{one.recall:>8.3f}{one.f1:>7.3f}"
        if one.ambiguous:
            line += f"   ambiguous {one.ambiguous}, flagged {one.flagged}, guessed {one.guessed}"
        elif one.obscured_known:
            line += f"   obscured {one.obscured:.3f}, span {one.spans:.3f}"
        print(line)
    print()


def _table(scores: dict[str, Score]) -> Rates:
    return {name: rates(one) for name, one in scores.items()}


def show(failures: Sequence[Failure]) -> None:
    for failure in failures:
        case = failure.case
        print(f"{case.suite} · {case.language} · {case.kind} · region {case.region}")
        print(
            f"    {case.advert.title or ''} | {case.advert.text!r}" + (f" | {case.place}" * bool(case.place))
        )
        for fault in failure.faults:
            print(f"    {fault}")
    print()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--suite", nargs="*", choices=WHOLE, default=[*WHOLE])
    parser.add_argument("--failures", action="store_true", help="list what is missed in the open half")
    parser.add_argument("--no-speed", action="store_true", help="rates alone")
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    result: dict[str, Any] = {}
    for suite in given.suite:
        wanted = cases_of(suite)
        ours, failures = scored(wanted, answered(wanted))
        result[suite] = {"ours": _table(ours)}
        if suite in ("phones", "combined"):
            result[suite] |= phone_tables(suite, ours, wanted)
        else:
            plain_table(suite, ours)
        if given.failures:
            show(failures_of(suite, failures))
    if not given.no_speed:
        result["speed"] = extraction_speed.measure(given.rows)
    if given.json:
        print(json.dumps(result))


if __name__ == "__main__":
    main()
