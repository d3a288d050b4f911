"""Adverts per second and peak memory of each pure stage on the synthetic market, with a peer beside it.

    python -m tests.benchmarks.stages [--scale 1] [--peer-rows 2000]

Each measurement runs in a process of its own, so that peak memory is that of the stage. Peers do less
than the stage beside them and run on fewer rows; their speed is per row all the same:
collect: `json.loads` of each line; extract: `phonenumbers.PhoneNumberMatcher` on the same words;
link: datasketch (MinHashLSH, 128 permutations) on the same words; indicate: the same rules one advert
at a time.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

KEY = bytes(32)


def records(directory: Path) -> pa.Table:
    return pq.read_table(directory / "records.parquet")


def extracted(directory: Path) -> pa.Table:
    return pq.read_table(directory / "extracted.parquet")


def words(directory: Path, rows: int) -> list[str]:
    table = records(directory).slice(0, rows)
    return [f"{row['title'] or ''}\n{row['text']}" for row in table.select(["title", "text"]).to_pylist()]


def collect(directory: Path, rows: int) -> int:
    from baken.collection.readers import read_records

    with (directory / "records.jsonl").open("rb") as stream:
        return sum(batch.records.num_rows for batch in read_records(stream, format="jsonl", source="bench"))


def collect_peer(directory: Path, rows: int) -> int:
    with (directory / "records.jsonl").open("rb") as stream:
        return sum(1 for line in stream if json.loads(line))


def extract(directory: Path, rows: int) -> int:
    from baken.extraction import stage

    batches = records(directory).to_batches(max_chunksize=5_000)
    found = [stage.extract(batch, key=KEY) for batch in batches]
    pq.write_table(pa.Table.from_batches(found, stage.SCHEMA), directory / "extracted.parquet")
    return sum(batch.num_rows for batch in found)


def extract_peer(directory: Path, rows: int) -> int:
    import phonenumbers

    texts = words(directory, rows)
    for text in texts:
        list(phonenumbers.PhoneNumberMatcher(text, "NL"))
    return len(texts)


def link(directory: Path, rows: int) -> int:
    from baken.linking.sightings import sightings_of
    from baken.linking.stage import link as link_stage

    table = sightings_of(records(directory), extracted(directory)["contacts"], key=KEY)
    links = link_stage(table)
    pq.write_table(links.assignments, directory / "assignments.parquet")
    pq.write_table(links.hubs, directory / "hubs.parquet")
    return table.num_rows


def link_peer(directory: Path, rows: int) -> int:
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=0.5, num_perm=128)
    texts = words(directory, rows)
    for number, text in enumerate(texts):
        parts = text.casefold().split()
        sketch = MinHash(num_perm=128)
        sketch.update_batch([" ".join(parts[at : at + 3]).encode() for at in range(max(1, len(parts) - 2))])
        index.query(sketch)
        index.insert(str(number), sketch)
    return len(texts)


def _facts(directory: Path, rows: int | None) -> tuple[Any, Any]:
    from baken.indicators.derive import derive
    from baken.indicators.rulebook import load_rules

    assignments = pq.read_table(directory / "assignments.parquet")
    hubs = pq.read_table(directory / "hubs.parquet")
    facts = derive(records(directory).slice(0, rows), extracted(directory).slice(0, rows), assignments, hubs)
    return facts, load_rules()


def indicate(directory: Path, rows: int) -> int:
    from baken.indicators.evaluate import evaluate
    from baken.indicators.leads import leads

    facts, rules = _facts(directory, None)
    leads(facts, evaluate(facts, rules), rules)
    return facts.sightings.height


def indicate_peer(directory: Path, rows: int) -> int:
    from baken.indicators.evaluate import fires

    facts, rules = _facts(directory, rows)
    for row in facts.sightings.iter_rows(named=True):
        fires(row, rules, "sighting")
    return facts.sightings.height


STAGES: dict[str, tuple[Callable[[Path, int], int], Callable[[Path, int], int], str]] = {
    "collect": (collect, collect_peer, "json.loads"),
    "extract": (extract, extract_peer, "PhoneNumberMatcher"),
    "link": (link, link_peer, "datasketch"),
    "indicate": (indicate, indicate_peer, "one at a time"),
}


def measured(name: str, which: str, directory: Path, rows: int) -> dict[str, Any]:
    """One measurement in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.stages", "--run", f"{name}:{which}"]
    command += ["--directory", str(directory), "--peer-rows", str(rows)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def run_one(name: str, which: str, directory: Path, rows: int) -> None:
    work = STAGES[name][0 if which == "ours" else 1]
    started = perf_counter()
    count = work(directory, rows)
    seconds = perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"rows": count, "seconds": seconds, "peak_mb": peak}))


def prepare(directory: Path, scale: float) -> int:
    from baken.collection.writers import write_records
    from baken.demo.market import generate

    market = generate(scale).records
    pq.write_table(market, directory / "records.parquet")
    with (directory / "records.jsonl").open("wb") as stream:
        write_records(market.to_batches(max_chunksize=5_000), stream, "jsonl")
    return market.num_rows


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--peer-rows", type=int, default=2_000)
    parser.add_argument("--run")
    parser.add_argument("--directory", type=Path)
    given = parser.parse_args()
    if given.run:
        run_one(*given.run.split(":"), given.directory, given.peer_rows)
        return
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        print(f"{prepare(directory, given.scale):,} sightings (scale {given.scale:g})\n")
        print(f"{'stage':<10}{'rows/s':>10}{'peak MB':>9}   {'peer':<20}{'rows/s':>10}{'ratio':>8}")
        results = {}
        for stage, (_, _, peer_name) in STAGES.items():
            ours = measured(stage, "ours", directory, given.peer_rows)
            peer = measured(stage, "peer", directory, given.peer_rows)
            speed, peer_speed = (one["rows"] / one["seconds"] for one in (ours, peer))
            results[stage] = {"ours": ours, "peer": peer | {"name": peer_name}, "ratio": speed / peer_speed}
            print(
                f"{stage:<10}{speed:>10,.0f}{ours['peak_mb']:>9,.0f}   "
                f"{peer_name:<20}{peer_speed:>10,.0f}{speed / peer_speed:>8.2f}"
            )
        print("\n" + json.dumps(results))


if __name__ == "__main__":
    main()
