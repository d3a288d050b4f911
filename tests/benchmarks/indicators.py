"""Twenty rules over a million sightings at once, and on one sighting after another with the full why.

    python -m tests.benchmarks.indicators [--sightings 1000000] [--one-by-one 20000] [--peer-rows 2000]

The facts are there before the clock starts: extraction, linking and deriving are measured elsewhere. In
bulk "rules" is which rule fires on whom, words and patterns searched in full; "signals" is that with the
evidence of each, spans of words included, and what people read; "leads" is the sums and bands. One at a
time is all twenty rules on a sighting, with the comparisons and spans of each that fires and what nobody
told of each that is unknown. Each runs in a process of its own, after a round that loads the loops.

Beside it rule-engine judges the same conditions, one record after another, without a why; its text comes
folded already, which is not counted. That both let the same rules fire on the same records is checked.
"""

import argparse
import json
import re
import resource
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import perf_counter, perf_counter_ns, process_time
from typing import Any

from baken.indicators import conditions as tree
from baken.indicators.evaluate import evaluate, fired
from baken.indicators.folding import fold
from baken.indicators.leads import leads
from baken.indicators.why import Panel
from tests.benchmarks.indicators_market import market, twenty_rules
from tests.benchmarks.linking.processes import NotRun, peers_python, run

PEER = ("rule-engine",)
WARM = 5_000
SIGNS = {"lt": "<", "le": "<=", "gt": ">", "ge": ">=", "eq": "=="}


def in_bulk(sightings: int) -> dict[str, Any]:
    """Seconds by the clock and of the processor for each step, and the largest memory."""
    rules = twenty_rules()
    evaluate(market(WARM), rules)
    facts = market(sightings)
    steps: dict[str, Any] = {}

    def timed(name: str, work: Callable[[], Any]) -> Any:
        clock, processor = perf_counter(), process_time()
        result = work()
        steps[name] = {"clock": perf_counter() - clock, "processor": process_time() - processor}
        return result

    fires = timed("rules", lambda: fired(facts, rules))
    signals = timed("signals", lambda: evaluate(facts, rules))
    timed("leads", lambda: leads(facts, signals, rules))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"sightings": sightings, "of": len(rules), "fired": fires.height, "peak_mb": peak, **steps}


def one_by_one(sightings: int) -> dict[str, Any]:
    """Microseconds a sighting."""
    panel = Panel(twenty_rules())
    rows = market(sightings).sightings.to_dicts()
    took = []
    for facts in rows:
        begun = perf_counter_ns()
        panel.answers(facts)
        took.append((perf_counter_ns() - begun) / 1000)
    return {"sightings": sightings, **_summary(took)}


def peer(sightings: int) -> dict[str, Any]:
    """The same by rule-engine. Raises NotRun when it can't be had, or answers otherwise."""
    rules = twenty_rules()
    panel = Panel(rules)
    rows = market(sightings).sightings.to_dicts()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        expressions = {rule.indicator: "".join(_expression(rule.when)) for rule in rules}
        (folder / "rules.json").write_text(json.dumps(expressions))
        with (folder / "facts.jsonl").open("w", encoding="utf-8") as stream:
            stream.writelines(json.dumps({**facts, "folded": fold(facts["text"])}) + "\n" for facts in rows)
        program = Path(__file__).with_name("indicators_peer.py")
        python = peers_python("rule-peers", PEER)
        told = json.loads(run([python, program, folder / "rules.json", folder / "facts.jsonl"]).printed)
    ours = [[answer.rule.indicator for answer in panel.answers(facts) if answer.fires] for facts in rows]
    if told["fired"] != ours:
        raise NotRun("rule-engine lets other rules fire")
    return {"sightings": sightings, **_summary(told["took"])}


def _expression(condition: tree.Condition) -> Iterator[str]:
    """A condition in the peer's language, where what nobody told is null and no comparison holds of it."""
    match condition:
        case tree.All(parts):
            yield f"({' and '.join(''.join(_expression(part)) for part in parts)})"
        case tree.Any(parts):
            yield f"({' or '.join(''.join(_expression(part)) for part in parts)})"
        case tree.Not(tree.IsMissing(name)):
            yield f"({name} != null)"
        case tree.Compare(comparison, name, value):
            yield f"({name} != null and {name} {SIGNS[comparison]} {json.dumps(value)})"
        case tree.In(name, values):
            either = " or ".join(f"{name} == {json.dumps(value)}" for value in values)
            yield f"({name} != null and ({either}))"
        case tree.Contains(_, phrases):
            yield f"(folded =~~ {_quoted('|'.join(map(re.escape, phrases)))})"
        case tree.Matches(name, pattern):
            yield f"({name} =~~ {_quoted(pattern)})"
        case tree.CountGe(name, count):
            yield f"({name} != null and {name}.length >= {count})"
        case _:
            raise TypeError(f"no rule of this benchmark asks it: {condition}")


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _summary(took: Sequence[float]) -> dict[str, float]:
    slow = statistics.quantiles(took, n=100)[94]
    return {"median": statistics.median(took), "mean": statistics.fmean(took), "p95": slow}


RUNS: dict[str, Callable[[int], dict[str, Any]]] = {"bulk": in_bulk, "one": one_by_one, "peer": peer}


def measured(name: str, sightings: int) -> dict[str, Any]:
    """One measurement in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.indicators", "--run", name]
    found: dict[str, Any] = json.loads(run([*command, "--sightings", str(sightings)]).printed)
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sightings", type=int, default=1_000_000)
    parser.add_argument("--one-by-one", type=int, default=20_000)
    parser.add_argument("--peer-rows", type=int, default=2_000)
    parser.add_argument("--run", choices=RUNS)
    given = parser.parse_args()
    if given.run:
        print(json.dumps(RUNS[given.run](given.sightings)))
        return
    results = {"bulk": measured("bulk", given.sightings), "one": measured("one", given.one_by_one)}
    bulk = results["bulk"]
    print(f"{bulk['of']} rules over {bulk['sightings']:,} sightings at once, {bulk['fired']:,} times fired")
    for step in ("rules", "signals", "leads"):
        print(f"  {step:<10}{bulk[step]['clock']:>8.2f} s{bulk[step]['processor']:>8.2f} CPU-s")
    print(f"  at most {bulk['peak_mb']:,.0f} MB, the facts included\n")
    print(f"one sighting at a time, microseconds{'median':>12}{'mean':>10}{'p95':>10}")
    _line("baken, with the full why", results["one"])
    try:
        results["peer"] = measured("peer", given.peer_rows)
        _line("rule-engine, without", results["peer"])
    except NotRun as reason:
        print(f"left out: {reason}")
    print("\n" + json.dumps(results))


def _line(name: str, took: dict[str, float]) -> None:
    print(f"  {name:<34}{took['median']:>12.1f}{took['mean']:>10.1f}{took['p95']:>10.1f}")


if __name__ == "__main__":
    main()
