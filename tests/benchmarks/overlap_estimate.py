"""Could the overlap of two searchers tell how much there is? Chapman's estimate with its 95% interval, on
invented searches of which the truth is known: how far off, and how often the interval holds the truth.

    python -m tests.benchmarks.overlap_estimate [--runs 2000]
"""

import argparse

import numpy as np

THERE = 300
SEARCHES = {
    "both search at random": (0.0, 0.0),
    "some are easier to find (spread 1)": (1.0, 0.0),
    "easier to find, and searchers divide the platforms": (1.0, 4.0),
    "easier to find, and searchers share their words": (1.0, -2.0),
}
"""How much things differ in how easy they are to find, and how much one searcher avoids (above zero) or
follows (below zero) what the other looks at, in log-odds."""


def measure(spread: float, apart: float, runs: int, seed: int = 0) -> tuple[float, float]:
    """The median estimate as a share of the truth, and how often the interval holds the truth."""
    chance = np.random.default_rng(seed)
    easy = chance.normal(-1.5, spread, (runs, THERE)) if spread else np.full((runs, THERE), -1.5)
    side = np.where(np.arange(THERE) % 2, apart, -apart) / 2
    one = chance.random((runs, THERE)) < 1 / (1 + np.exp(-(easy + side)))
    two = chance.random((runs, THERE)) < 1 / (1 + np.exp(-(easy - (side if apart > 0 else -side))))
    first, second, both = one.sum(1), two.sum(1), (one & two).sum(1)
    total = (first + 1) * (second + 1) / (both + 1) - 1
    variance = (first + 1) * (second + 1) * (first - both) * (second - both) / ((both + 1) ** 2 * (both + 2))
    holds = np.abs(total - THERE) <= 1.96 * np.sqrt(variance)
    return float(np.median(total) / THERE), float(holds.mean())


def main() -> None:
    """Prints a line for each way of searching."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--runs", type=int, default=2_000)
    for name, (spread, apart) in SEARCHES.items():
        share, holds = measure(spread, apart, asked.parse_args().runs)
        print(f"{name:52} estimate/truth {share:5.2f}   interval holds the truth {holds:5.1%}")


if __name__ == "__main__":
    main()
