"""Results as a table for people, and as lines of JSON."""

from collections.abc import Iterable, Sequence

from tests.benchmarks.linking.contestants import Result
from tests.benchmarks.linking.scoring import Scores

HEAD = ("adverts", "CPU s", "clock s", "MB", "pair F1", "precision", "recall", "B-cubed", "largest")


def lines(results: Iterable[Result]) -> list[str]:
    """A line a contestant and kind of cluster; `largest` is the largest found over the largest true."""
    found = [f"{'':42}{'':17}" + "".join(f"{name:>11}" for name in HEAD)]
    for result in results:
        kinds = (("unique adverts", result.unique_adverts), ("advertisers", result.advertisers))
        for kind, scored in kinds:
            if scored is not None:
                found.append(f"{result.name:42}{kind:17}" + _cells(result, scored))
    return found


def _cells(result: Result, scored: Scores) -> str:
    taken = result.taken
    cells = [f"{result.size}", f"{taken.processor:.2f}", f"{taken.clock:.1f}", f"{taken.megabytes:.0f}"]
    parts = (scored.f1, scored.precision, scored.recall, scored.b_cubed_f1, scored.largest)
    return "".join(f"{cell:>11}" for cell in [*cells, *(f"{part:.4f}" for part in parts)])


def ratios(results: Sequence[Result]) -> list[str]:
    """How the processor's time of each stands to the first, where the sizes are equal."""
    found = []
    for other in results[1:]:
        if other.size == results[0].size:
            times = other.taken.processor / results[0].taken.processor
            found.append(f"{other.name}: {times:.1f} times the CPU seconds of {results[0].name}")
    return found
