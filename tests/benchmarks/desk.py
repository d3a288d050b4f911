"""How long pages take when 20 people work at once on a million sightings, with a bare page beside them.

    python -m tests.benchmarks.desk [--sightings 1000000] [--seconds 30] [--reading 1] [--state DIRECTORY]

Everything runs on this machine: PostgreSQL, `baken serve` with its defaults, and 20 signed-in people. Each
goes round as people do, and not in step with the others: the queue, the next lead in hand, its page,
another advert of it, a decision. First with time to read between two pages; then each asks again as soon as
it has an answer, which no people do: it says how much the desk can bear. `--most` fails the run where 95 in
100 of the queue's or a lead's pages, with time to read, take longer. The market is made once, in var/bench.
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
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep
from urllib.parse import urlencode

ROOT = Path(__file__).parents[2]
USERS = 20
BAKEN = (sys.executable, "-m", "baken.cli.main")
A_MARKET = 110_000
"""Sightings of the demo at scale 1."""
PAGES = ("bare", "queue", "take", "lead", "another text", "decide")
ASKED = ("queue", "lead", "another text")
WARM = 18
"""Pages that each asks before it counts: every thread of the server has a connection that PostgreSQL has
planned these pages on, as it has after the first minute of a day."""


@dataclass(frozen=True)
class Worker:
    """Somebody signed in: a session and the token that goes with forms."""

    cookie: str
    token: str


def main() -> None:
    parser = argparse.ArgumentParser(description="Load on the desk")
    parser.add_argument("--sightings", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--reading", type=float, default=1, help="seconds between two pages of a reader")
    parser.add_argument("--most", type=float, help="milliseconds that 95 in 100 pages may take")
    parser.add_argument("--state", type=Path, help="an installation in which the demo has run already")
    parser.add_argument("--queries", action="store_true", help="print the queries of each page, once")
    options = parser.parse_args()
    state = options.state or ROOT / "var" / "bench" / f"desk-{options.sightings}"
    os.environ["BAKEN_STATE"] = str(state)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.bare_settings"
    scale = min(1.0, max(0.005, options.sightings / A_MARKET))
    made = [*BAKEN, "demo", "--no-serve", "--scale", f"{scale:g}", "--quiet"]
    if not (state / "whole").exists() and not options.state:
        subprocess.run(made, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        (state / "whole").touch()
    subprocess.run([*BAKEN, "migrate", "--quiet"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    from baken.config.command import database

    with database():
        workers, leads = _ready(options.sightings)
        with _served() as port:
            if options.queries:
                _print_queries(workers[0], leads[0])
            print(
                f"{USERS} workers at once; milliseconds\n\n{'page':<14} {'pause':>7} {'pages':>7} "
                f"{'a second':>9} {'median':>8} {'95%':>8} {'99%':>8} {'worst':>8}"
            )
            slowest = _print(options.reading, *_load(port, workers, leads, options.seconds, options.reading))
            _print(0.0, *_load(port, workers, leads, options.seconds, 0.0))
    if options.most is not None and slowest > options.most:
        sys.exit(f"95 in 100 pages took up to {slowest:.0f} ms, more than {options.most:g}")


def _ready(sightings: int) -> tuple[list[Worker], list[str]]:
    """The market at its size, all of it waiting to be decided, and people who sign in."""
    from django.db import connection
    from django.middleware.csrf import _get_new_csrf_string
    from django.test import Client

    from baken.accounts.models import User
    from baken.accounts.queries import find_organisation, system_user
    from baken.adverts.models import Sighting
    from baken.tenancy.acting import Actor, acting_for
    from baken.triage.models import Assessment, Lead
    from tests.benchmarks.desk_market import enlarge
    from tests.factories.users import make_user, sign_in

    organisation = find_organisation("demo")
    workers = []
    with acting_for(organisation.id):
        began = perf_counter()
        enlarge(Actor(system_user(organisation), organisation, "outreach", "a benchmark"), sightings)
        ordinary = Lead.objects.filter(urgent_kind=None)
        # what an earlier run decided waits again
        Assessment.objects.filter(lead__in=ordinary).delete()
        ordinary.update(
            state="waiting", holder=None, held_until=None, decided_at=None,
            first_look_by=None, second_look_by=None, second_from=None,
        )  # fmt: skip
        # whom an earlier run signed in is no colleague any more, and what it left is swept, as it would be
        # by itself in a day's work
        User.objects.filter(login__startswith="user-").update(is_active=False)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE triage_lead")
        leads = [str(key) for key in ordinary.order_by("id").values_list("id", flat=True)]
        print(
            f"{Sighting.objects.count():,} sightings, {len(leads):,} leads; ready after "
            f"{perf_counter() - began:.0f} s"
        )
        for _ in range(USERS):
            client = sign_in(Client(), make_user(organisation, "outreach_worker"))
            token = _get_new_csrf_string()
            cookies = {name: one.value for name, one in client.cookies.items()} | {"csrftoken": token}
            workers.append(Worker("; ".join(f"{name}={value}" for name, value in cookies.items()), token))
    connection.close()
    return workers, leads


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


class Round:
    """One worker going round; every page it asks is timed under its name."""

    def __init__(self, port: int, worker: Worker, leads: list[str], chance: random.Random) -> None:
        self.times: dict[str, list[float]] = defaultdict(list)
        self._connection = http.client.HTTPConnection("127.0.0.1", port)
        self._worker, self._leads, self._chance = worker, leads, chance

    def pages(self) -> Iterator[None]:
        """Asks the next page at every step, without end."""
        turn = 0
        while True:
            turn += 1
            self._asked("bare", "/bare/")
            yield
            self._asked("queue", "/triage/", body="Zaak")
            yield
            place, _ = self._asked("take", "/triage/volgende/", sent={}, status=302)
            # past the last lead that is free they read one that somebody else decided
            lead = place if place != "/triage/" else f"/triage/{self._chance.choice(self._leads)}/"
            yield
            _, page = self._asked("lead", lead, body="Advertentietekst")
            yield
            self._asked("another text", f"{lead}?tekst=2", body="Advertentietekst")
            yield
            version = re.search(r'name="version" value="(\d+)"', page)
            if version and place != "/triage/":
                words = {"facts": "What stands in the text.", "explanation": "What that means here."}
                decided = words | {"outcome": ("unsure", "no_concern")[turn % 2], "version": version[1]}
                self._asked("decide", f"{lead}beoordeel/", sent=decided, status=302)
                yield

    def _asked(
        self, name: str, path: str, *, sent: dict[str, str] | None = None, status: int = 200, body: str = ""
    ) -> tuple[str, str]:
        headers = {"Cookie": self._worker.cookie}
        asked = perf_counter()
        if sent is None:
            self._connection.request("GET", path, headers=headers)
        else:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            form = urlencode(sent | {"csrfmiddlewaretoken": self._worker.token})
            self._connection.request("POST", path, form, headers)
        answer = self._connection.getresponse()
        text = answer.read().decode()
        self.times[name].append(perf_counter() - asked)
        if answer.status != status or body not in text:
            raise AssertionError(f"{name}: {answer.status} {text[:200]!r}")
        return answer.headers.get("Location") or "", text


def _load(
    port: int, workers: list[Worker], leads: list[str], seconds: float, pause: float
) -> tuple[dict[str, list[float]], float]:
    rounds = [Round(port, one, leads, random.Random(place)) for place, one in enumerate(workers)]
    faults: list[BaseException] = []
    ends = [0.0]

    def begin() -> None:
        # the first pages of a server that just came up say how long it takes to come up
        for one in rounds:
            one.times.clear()
        ends[0] = perf_counter() + seconds

    warm = threading.Barrier(len(rounds), action=begin)

    def work(round: Round, place: int) -> None:
        try:
            pages = round.pages()
            for _ in range(WARM):
                next(pages)
            warm.wait()
            # people are not in step: each begins at a place of their own in the round
            sleep(pause * len(PAGES) * place / USERS)
            while perf_counter() < ends[0]:
                next(pages)
                sleep(pause)
        except BaseException as fault:
            faults.append(fault)
            warm.abort()

    threads = [threading.Thread(target=work, args=(one, place)) for place, one in enumerate(rounds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    return {name: [took for one in rounds for took in one.times[name]] for name in PAGES}, seconds


def _print(pause: float, times: dict[str, list[float]], seconds: float) -> float:
    """Prints a line a page, and returns the longest that 95 in 100 of one that is asked of took."""
    slowest = 0.0
    for name, took in times.items():
        if len(took) < 2:
            continue
        cut = statistics.quantiles(took, n=100)
        figures = [figure * 1000 for figure in (statistics.median(took), cut[94], cut[98], max(took))]
        slowest = max(slowest, figures[1]) if name in ASKED else slowest
        print(
            f"{name:<14} {pause:>5g} s {len(took):>7,} {len(took) / seconds:>9,.1f} "
            + " ".join(f"{figure:>8.1f}" for figure in figures)
        )
    return slowest


def _print_queries(worker: Worker, lead: str) -> None:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    for name, path in (("bare", "/bare/"), ("queue", "/triage/"), ("lead", f"/triage/{lead}/")):
        client = Client(headers={"Cookie": worker.cookie}, SERVER_NAME="localhost")
        for _ in range(2):  # the second time, what is kept between pages is there
            with CaptureQueriesContext(connection) as captured:
                began = perf_counter()
                status = client.get(path).status_code
                took = perf_counter() - began
        print(f"{name}: {status}, {len(captured)} queries, {took * 1000:.1f} ms")
        for query in sorted(captured.captured_queries, key=lambda one: -float(one["time"]))[:5]:
            print(f"    {float(query['time']) * 1000:6.1f} ms  {query['sql'][:150]}")
    connection.close()


if __name__ == "__main__":
    main()
