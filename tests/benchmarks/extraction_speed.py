"""How fast extraction reads adverts of a hundred words, and how much memory it takes.

    python -m tests.benchmarks.extraction_speed [--rows 20000] [--many 200000]

Phones alone and the matcher are measured as CPU-seconds of one process over the same adverts; all
extractors together as rows a second by the clock through `baken extract` itself, JSON Lines to JSON
Lines, with the peak of the memory of all its processes.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from tests.spec.extraction.combined import MAKERS
from tests.spec.extraction.sets import HERE, LANGUAGES, _read

WORDS = 100
PEER_SHARE = 10
"""The matcher reads one advert in ten: it is slow, and its speed is per advert all the same."""

_SYLLABLES = [first + second for first in "bdgklmnrstvz" for second in "aeo"]


@cache
def _sentences(language: str) -> tuple[str, ...]:
    spoken = _read(HERE / "languages.yaml")["one"][language]
    return (*spoken, *_read(HERE / "phones" / f"{language}.yaml")["around"])


def _places() -> list[str]:
    sections = _read(HERE / "provinces.yaml")["sections"]
    return [case[1] for section in sections for case in section["cases"] if section["kind"] == "town"]


def advert(random: Random, places: list[str]) -> str:
    """A hundred words: sentences of one language, one word in twenty new, a place, a price, a number."""
    language = "nl" if random.random() < 0.6 else random.choice(LANGUAGES)
    parts = [random.choice(places)]
    digits = f"060{random.randrange(10**7):07d}"
    maker = MAKERS[0] if random.random() < 0.8 else random.choice(MAKERS)
    hidden = maker(random, language, digits)[0].replace("¶", "").replace("\ue000", "{").replace("\ue001", "}")
    parts.append(f"tel {hidden}.")
    parts.append(f"{random.randrange(6, 30) * 10} euro per uur.")
    count = sum(len(part.split()) for part in parts)
    while count < WORDS:
        sentence = random.choice(_sentences(language)).split()
        sentence = [_new(random) if random.random() < 0.05 else word for word in sentence]
        parts.append(" ".join(sentence[: WORDS - count]))
        count += len(sentence)
    random.shuffle(parts)
    return " ".join(parts)


def _new(random: Random) -> str:
    return "".join(random.choices(_SYLLABLES, k=random.randint(2, 4)))


def adverts(rows: int) -> list[str]:
    random, places = Random(7), _places()
    return [advert(random, places) for _ in range(rows)]


def write_records(path: Path, rows: int) -> None:
    random, places = Random(7), _places()
    with path.open("w", encoding="utf-8") as stream:
        for number in range(rows):
            record = {
                "record_version": 1,
                "sighting_id": f"s-{number}",
                "platform": "kleinmarkt.example",
                "captured_at": "2025-03-01T10:00:00Z",
                "title": "Ontspannende massage",
                "text": advert(random, places),
            }
            stream.write(json.dumps(record, ensure_ascii=False) + "\n")


def _phones_alone(texts: list[str]) -> int:
    from baken.extraction.disguises import clear_texts
    from baken.extraction.figures import figures
    from baken.extraction.phones import phones

    count = 0
    for at in range(0, len(texts), 5_000):
        for clear in clear_texts(texts[at : at + 5_000]):
            count += len(phones(clear, figures(clear)))
    return count


def _matcher(texts: list[str]) -> int:
    import phonenumbers

    return sum(1 for text in texts for _ in phonenumbers.PhoneNumberMatcher(text, "NL"))


def _cpu(which: str, rows: int) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.benchmarks.extraction_speed", "--run", which, "--rows", str(rows)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    result: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return result


def _run(which: str, rows: int) -> None:
    work = {"phones": _phones_alone, "matcher": _matcher}[which]
    texts = adverts(rows)
    work(texts[:200])
    started = time.process_time()
    found = work(texts)
    print(json.dumps({"adverts": rows, "cpu_seconds": time.process_time() - started, "found": found}))


def _tree(pid: int) -> Iterator[Path]:
    """The folders in /proc of a process and of all below it."""
    waiting = [pid]
    while waiting:
        one = Path(f"/proc/{waiting.pop()}")
        try:
            for task in (one / "task").iterdir():
                waiting += [int(child) for child in (task / "children").read_text().split()]
        except (FileNotFoundError, ProcessLookupError):
            continue
        yield one


def tree_memory(pid: int) -> float:
    """MB held by a process and those below it, shared pages once."""
    total = 0
    for one in _tree(pid):
        with suppress(FileNotFoundError, ProcessLookupError):
            said = (one / "smaps_rollup").read_text()
            total += sum(int(line.split()[1]) for line in said.splitlines() if line.startswith("Pss:"))
    return total / 1024


def tree_seconds(pid: int) -> float:
    """CPU-seconds so far of a process, those below it and those that have ended there."""
    ticks = 0
    for one in _tree(pid):
        with suppress(FileNotFoundError, ProcessLookupError):
            ticks += sum(map(int, (one / "stat").read_text().rpartition(")")[2].split()[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


@contextmanager
def installed() -> Iterator[dict[str, str]]:
    """The surroundings of a command that has been used before: its modules are compiled and kept."""
    with tempfile.TemporaryDirectory() as kept:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        yield environment | {"PYTHONPYCACHEPREFIX": kept}


def through_command(rows: int) -> dict[str, float]:
    """`baken extract` on a file of `rows` records."""
    with tempfile.TemporaryDirectory() as name, installed() as environment:
        source, target = Path(name) / "records.jsonl", Path(name) / "facts.jsonl"
        command = [str(Path(sys.executable).parent / "baken"), "extract", str(source), "-o", str(target)]
        command.append("--quiet")
        write_records(source, 100)
        subprocess.run(command, env=environment, check=True, stderr=subprocess.DEVNULL)
        write_records(source, rows)
        started, before = time.perf_counter(), os.times()
        process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
        peak = 0.0
        while process.poll() is None:
            peak = max(peak, tree_memory(process.pid))
            time.sleep(0.1)
        seconds, after = time.perf_counter() - started, os.times()
        if process.returncode:
            raise SystemExit(f"baken extract ended with {process.returncode}")
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return {
        "rows": rows,
        "seconds": seconds,
        "rows_per_second": rows / seconds,
        "cpu_seconds": cpu,
        "peak_mb": peak,
    }


def measure(rows: int = 20_000, many: int = 200_000) -> dict[str, Any]:
    """All of it, printed as it comes."""
    ours, peer = _cpu("phones", rows), _cpu("matcher", rows // PEER_SHARE)
    ratio = (peer["cpu_seconds"] / peer["adverts"]) / (ours["cpu_seconds"] / ours["adverts"])
    print(f"phones alone: {ours['cpu_seconds']:.2f} CPU-s for {rows:,} adverts of {WORDS} words", end=", ")
    print(f"the matcher {peer['cpu_seconds'] * rows / peer['adverts']:.1f}: {ratio:.1f} times fewer")
    result: dict[str, Any] = {"phones": ours, "matcher": peer, "ratio": ratio, "command": []}
    for count in (rows, many):
        if not count:
            continue
        one = through_command(count)
        result["command"].append(one)
        line = f"baken extract: {count:>9,} records in {one['seconds']:.1f} s "
        line += f"({one['rows_per_second']:,.0f} a second, {one['cpu_seconds']:.1f} CPU-s)"
        print(f"{line}, peak {one['peak_mb']:,.0f} MB")
    return result


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--many", type=int, default=200_000)
    parser.add_argument("--run")
    given = parser.parse_args()
    if given.run:
        _run(given.run, given.rows)
    else:
        measure(given.rows, given.many)


if __name__ == "__main__":
    main()
