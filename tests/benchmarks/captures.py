"""From a WARC to stored sightings: how many a second into the embedded PostgreSQL, and in how much memory.

    python -m tests.benchmarks.captures [--pages 20000] [--profile] [--json]

The WARC is made here: answers of type text/html of about 15 kB, compressed as servers send them, one
advert a page. `baken collect` stores them as it always does: with digest, evidence, basis and log. Beside
it warcio's ArchiveIterator reads the same file and its bodies, and stores nothing.
"""

import argparse
import gzip
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from tests.benchmarks.extraction_speed import _places, advert, installed, tree_memory, tree_seconds

ROOT = Path(__file__).parents[2]
SLUG, BASIS = "bench", "basis-1"
BAKEN = (sys.executable, "-m", "baken.cli.main")


@cache
def frame(number: int) -> tuple[str, str]:
    """What stands around an advert on a page: menus, style and the links at the foot."""
    random = Random(number)
    links = "".join(
        f'<li class="menu-item level-{at % 3}">'
        f'<a href="/rubriek/{at}/{random.randrange(10**6)}">Rubriek {at}</a></li>'
        for at in range(75)
    )
    style = "".join(
        f".card-{at}{{margin:{random.randrange(40)}px;color:#{random.randrange(4096):03x}}}"
        for at in range(150)
    )
    near = "".join(
        f'<article class="card-{at}">'
        f'<a href="/advert/{random.randrange(10**7)}"><span>Rust {at}</span></a></article>'
        for at in range(36)
    )
    return (
        f"<style>{style}</style><script>window.frame={number};</script></head><body><nav><ul>{links}</ul></nav>",
        f"<aside>{near}</aside><footer>Voorwaarden en contact</footer></body></html>",
    )


def page(random: Random, number: int, places: list[str]) -> str:
    """A page as sites serve it, with one advert."""
    above, below = frame(random.randrange(200))
    return (
        f'<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Massage {number}</title>{above}'
        f"<main><h1>Ontspannende massage {number}</h1><p>{advert(random, places)}</p></main>{below}"
    )


def write_warc(path: Path, pages: int, first: int = 0) -> float:
    """Writes the archive; gives the mean size of a page in bytes."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    random, places, size = Random(5), _places(), 0
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for number in range(first, first + pages):
            body = page(random, number, places).encode()
            size += len(body)
            headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "gzip")]
            moment = f"2025-03-{number % 28 + 1:02d}T{number % 24:02d}:00:00Z"
            writer.write_record(
                writer.create_warc_record(
                    f"https://kleinmarkt.example/advert/{number}",
                    "response",
                    payload=io.BytesIO(gzip.compress(body, 6)),
                    http_headers=StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1"),
                    warc_headers_dict={"WARC-Date": moment},
                )
            )
    return size / pages


def read_by_warcio(path: Path) -> tuple[float, float]:
    """Seconds by the clock and of CPU that warcio takes to read every answer and its body."""
    from warcio.archiveiterator import ArchiveIterator

    started, before = time.perf_counter(), time.process_time()
    with path.open("rb") as stream:
        for record in ArchiveIterator(stream):
            if record.rec_type == "response":
                record.content_stream().read()
    return time.perf_counter() - started, time.process_time() - before


@contextmanager
def installation() -> Iterator[None]:
    """A server, schema, organisation and basis of our own, gone afterwards."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o711)
        os.environ["BAKEN_STATE"] = name
        os.environ.pop("DATABASE_URL", None)
        subprocess.run([*BAKEN, "migrate", "--quiet"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        from baken.config.command import database

        with database():
            from baken.tenancy.acting import acting_for
            from tests.factories.bases import make_basis
            from tests.factories.organisations import make_actor, make_organisation

            actor = make_actor(make_organisation(SLUG))
            with acting_for(actor.organisation.id):
                make_basis(actor, code=BASIS)
            yield


def _server_seconds() -> float:
    """CPU-seconds of the PostgreSQL server of this installation so far."""
    found = next(Path(os.environ["BAKEN_STATE"]).rglob("postmaster.pid"), None)
    return tree_seconds(int(found.read_text().split()[0])) if found else 0.0


def collect(path: Path, *, environment: dict[str, str], profile: bool = False) -> dict[str, Any]:
    """`baken collect` on the archive, in a process of its own."""
    environment = {name: value for name, value in environment.items() if name != "DATABASE_URL"}
    command = [*BAKEN, "collect", str(path), "--basis", BASIS, "--organisation", SLUG, "--json", "--quiet"]
    if profile:
        command[1:1] = ["-m", "cProfile", "-o", str(path.with_suffix(".prof"))]
    started, before, server = time.perf_counter(), os.times(), _server_seconds()
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    peak = busy = 0.0
    while process.poll() is None:
        peak = max(peak, tree_memory(process.pid))
        # nobody waits for the process from which those that read part, so nobody is told of its time
        busy = max(busy, tree_seconds(process.pid))
        time.sleep(0.1)
    seconds, after = time.perf_counter() - started, os.times()
    said = process.stdout.read() if process.stdout else ""
    if process.returncode:
        raise SystemExit(f"baken collect ended with {process.returncode}: {said}")
    return {
        "seconds": seconds,
        "cpu_seconds": max(
            busy,
            after.children_user + after.children_system - before.children_user - before.children_system,
        ),
        "server_cpu_seconds": _server_seconds() - server,
        "peak_mb": peak,
        "summary": json.loads(re.findall(r"\{.*\}", said)[-1]),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--profile", action="store_true", help="print where the time goes")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "pages.warc.gz"
        mean = write_warc(path, given.pages)
        print(f"{given.pages:,} pages of {mean / 1000:.1f} kB, {path.stat().st_size / 1e6:.0f} MB of WARC")
        with installation(), installed() as environment:
            small = Path(name) / "small.warc.gz"
            write_warc(small, 20, first=given.pages)
            collect(small, environment=environment)
            ours = collect(path, environment=environment, profile=given.profile)
        peer, peer_cpu = read_by_warcio(path)
        ours["sightings_per_second"] = ours["summary"]["new"] / ours["seconds"]
        print(f"{'':<34}{'seconds':>9}{'a second':>10}{'CPU-s':>8}{'server':>8}{'peak MB':>9}")
        line = f"{'baken collect into PostgreSQL':<34}{ours['seconds']:>9.1f}"
        line += f"{ours['sightings_per_second']:>10,.0f}{ours['cpu_seconds']:>8.1f}"
        print(f"{line}{ours['server_cpu_seconds']:>8.1f}{ours['peak_mb']:>9,.0f}   {ours['summary']}")
        print(f"{'warcio reads, stores nothing':<34}{peer:>9.1f}{given.pages / peer:>10,.0f}{peer_cpu:>8.1f}")
        if given.profile:
            import pstats

            pstats.Stats(str(path.with_suffix(".prof"))).sort_stats("tottime").print_stats(30)
        if given.json:
            print(
                json.dumps(
                    {
                        "ours": ours,
                        "warcio_seconds": peer,
                        "warcio_cpu_seconds": peer_cpu,
                        "pages": given.pages,
                    }
                )
            )


if __name__ == "__main__":
    main()
