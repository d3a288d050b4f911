"""How long pages take when 20 people work at once, on the market at scale 1, with a bare page beside them.

    python -m tests.benchmarks.desk_load [--scale 1] [--seconds 15] [--queries] [--state DIRECTORY]

Everything runs on this machine: PostgreSQL, `baken serve` with its defaults, and 20 signed-in users who
keep their connection. First each asks again as soon as it has an answer, which no people do: it says
how much the desk can bear. Then each reads for a while between two pages, as people do.
The market is made once, in var/bench; that takes some minutes.
"""

import argparse
import http.client
import os
import random
import re
import statistics
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep

ROOT = Path(__file__).parents[2]
USERS = 20
BAKEN = (sys.executable, "-m", "baken.cli.main")


@dataclass(frozen=True)
class Worker:
    """Somebody signed in, and the leads that they will open."""

    cookie: str
    leads: tuple[str, ...]


def main() -> None:
    parser = argparse.ArgumentParser(description="Load on the desk")
    parser.add_argument("--scale", default="1")
    parser.add_argument("--seconds", type=float, default=15)
    parser.add_argument("--reading", type=float, default=1, help="seconds between two pages of a reader")
    parser.add_argument("--state", type=Path, help="an installation in which the demo has run already")
    parser.add_argument("--queries", action="store_true", help="print the queries of each page, once")
    options = parser.parse_args()
    state = options.state or ROOT / "var" / "bench" / f"desk-{options.scale}"
    os.environ["BAKEN_STATE"] = str(state)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.bare_settings"
    made = [*BAKEN, "demo", "--no-serve", "--scale", options.scale, "--quiet"]
    known = [*BAKEN, "migrate", "--quiet"]
    subprocess.run(known if options.state else made, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    from baken.config.command import database

    with database():
        workers, advertisers = _workers()
        if options.queries:
            _print_queries(workers[0])
        with _served() as port:
            print(f"{advertisers:,} leads; {USERS} workers at once; milliseconds\n")
            print(
                f"{'page':<8} {'pause':>8} {'pages':>8} {'a second':>9} {'median':>8} {'95%':>8} {'worst':>8}"
            )
            for pause in (0.0, options.reading):
                for name in ("bare", "queue", "lead"):
                    _print(name, pause, *_load(name, port, workers, options.seconds, pause))


def _workers() -> tuple[list[Worker], int]:
    from django.test import Client

    from baken.accounts.queries import find_organisation
    from baken.tenancy.acting import acting_for
    from baken.triage.models import Lead
    from tests.factories.users import make_user, sign_in

    organisation = find_organisation("demo")
    with acting_for(organisation.id):
        leads = [str(key) for key in Lead.objects.order_by("id").values_list("id", flat=True)]
    chance = random.Random(1)
    workers = []
    for _ in range(USERS):
        client = sign_in(Client(), make_user(organisation, "outreach_worker"))
        cookie = "; ".join(f"{name}={one.value}" for name, one in client.cookies.items())
        workers.append(Worker(cookie, tuple(chance.sample(leads, min(len(leads), 500)))))
    return workers, len(leads)


@contextmanager
def _served() -> Iterator[int]:
    command = [*BAKEN, "serve", "--port", "0", "--no-worker"]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as serving:
        assert serving.stderr
        found = re.search(r":(\d+)/", serving.stderr.readline())
        try:
            assert found, serving.stderr.read()
            yield int(found[1])
        finally:
            serving.terminate()


def _path(name: str, worker: Worker, turn: int) -> str:
    if name == "lead":
        return f"/triage/{worker.leads[turn % len(worker.leads)]}/"
    return {"bare": "/bare/", "queue": "/triage/"}[name]


def _load(
    name: str, port: int, workers: list[Worker], seconds: float, pause: float
) -> tuple[list[float], float]:
    times: list[float] = []
    began = perf_counter()

    def work(worker: Worker, place: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        sleep(pause * place / USERS)
        turn = 0
        while perf_counter() - began < seconds:
            asked = perf_counter()
            connection.request("GET", _path(name, worker, turn), headers={"Cookie": worker.cookie})
            answer = connection.getresponse()
            body = answer.read()
            times.append(perf_counter() - asked)
            if answer.status != 200:
                raise AssertionError(f"{name}: {answer.status} {body[:200]!r}")
            turn += 1
            sleep(pause)

    threads = [threading.Thread(target=work, args=(one, place)) for place, one in enumerate(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times, perf_counter() - began


def _print(name: str, pause: float, times: list[float], seconds: float) -> None:
    cut = statistics.quantiles(times, n=20)
    figures = (statistics.median(times), cut[18], max(times))
    print(
        f"{name:<8} {pause:>6g} s {len(times):>8,} {len(times) / seconds:>9,.0f} "
        + " ".join(f"{figure * 1000:>8.1f}" for figure in figures)
    )


def _print_queries(worker: Worker) -> None:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    for name in ("bare", "queue", "lead"):
        client = Client(headers={"Cookie": worker.cookie}, SERVER_NAME="localhost")
        for _ in range(2):  # the second time, what is kept between pages is there
            with CaptureQueriesContext(
                connection,
            ) as captured:
                began = perf_counter()
                status = client.get(_path(name, worker, 0)).status_code
                took = perf_counter() - began
        print(f"{name}: {status}, {len(captured)} queries, {took * 1000:.1f} ms")
        for query in sorted(captured.captured_queries, key=lambda one: -float(one["time"]))[:5]:
            print(f"    {float(query['time']) * 1000:6.1f} ms  {query['sql'][:150]}")
    connection.close()


if __name__ == "__main__":
    main()
