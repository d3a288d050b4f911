"""From a WARC file of web pages to stored sightings with their captures, in PostgreSQL: pages a second.

    python -m tests.benchmarks.collect_pages [--pages 20000] [--records-scale 1]

A page of about 15 kB is an invented advert in an ordinary layout: menu, list of others, a script. Each
measurement is `baken collect` in a process of its own, on a database and a state of its own.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter

from baken.collection.evidence.records import NewCapture, compressed, warc_record
from baken.collection.evidence.records import payload_sha256 as digest

_WORDS = (
    "rustige praktijk ontspannende massage privé ontvangst in het centrum bel voor een afspraak dagelijks "
    "open van tien tot tien uur warm welkom schone ruimte eigen parkeerplaats koffie of thee vooraf"
).split()
_PLACES = ("Tilburg", "Breda", "Utrecht", "Eindhoven", "Zwolle", "Arnhem", "Heerlen", "Almere")
_SCRIPT = "window.menu = window.menu || []; window.menu.push({open: false, item: %d});\n"


def write_archive(path: Path, pages: int) -> int:
    """Writes a compressed WARC file; how many bytes its pages have together."""
    chance = random.Random(4)
    size = 0
    with path.open("wb") as stream:
        for number in range(pages):
            body = page(chance, number)
            size += len(body)
            capture = NewCapture(
                "response",
                f"https://markt.example/advertentie/{number}",
                datetime(2026, 3, 1, tzinfo=UTC) + timedelta(seconds=number),
                body,
                "text/html; charset=utf-8",
                "200 OK",
                (("Content-Type", "text/html; charset=utf-8"),),
            )
            stream.write(compressed(warc_record(capture, uuid.UUID(int=chance.getrandbits(128)), digest(body))))
    return size


def page(chance: random.Random, number: int) -> bytes:
    """One invented advert among what a site puts around it."""
    place = chance.choice(_PLACES)
    words = " ".join(chance.choices(_WORDS, k=110))
    others = "".join(
        f'<li class="card"><a href="/advertentie/{other}" class="card-link"><span class="card-title">'
        f"Massage {chance.choice(_PLACES)} {other}</span> <span class=\"price\">€ {60 + other % 90}</span>"
        f"</a></li>\n"
        for other in chance.choices(range(50_000), k=64)
    )
    menu = "".join(f'<li><a href="/{name.lower()}" title="{name}">{name}</a></li>\n' for name in _PLACES * 2)
    script = "".join(_SCRIPT % item for item in range(25))
    return (
        f"<!DOCTYPE html><html lang=nl><head><meta charset=utf-8><title>Massage in {place} {number}</title>"
        f"<style>{'.card { margin: 0 auto; padding: 4px; color: #333; } ' * 12}</style></head><body>"
        f"<header><nav><ul>{menu}</ul></nav></header><main><article><h1>Massage in {place}</h1>"
        f"<p class=text>{words}.</p><p>Bel 06 0{number % 10_000_000:07d}</p></article></main>"
        f"<aside><ul>{others}</ul></aside><script>{script}</script><footer><p>Over ons</p></footer></body></html>"
    ).encode()


def measure(file: Path, state: Path) -> dict[str, float]:
    environment = {**os.environ, "BAKEN_STATE": str(state)}
    environment.pop("DATABASE_URL", None)
    prepare = "from tests.benchmarks.collect_pages import prepare; prepare()"
    subprocess.run([sys.executable, "-c", prepare], env=environment, check=True)
    command = [sys.executable, "-m", "baken.cli.main", "collect", str(file), "--basis", "bench", "--json"]
    begun = perf_counter()
    done = subprocess.run(command, env=environment, check=True, capture_output=True)
    seconds = perf_counter() - begun
    return {"seconds": round(seconds, 2), **json.loads(done.stdout)}


def prepare() -> None:
    """A database with an organisation and a basis, and the schema in place."""
    from baken.config.command import database

    with database():
        from baken.config.schema import bring_up_to_date
        from baken.tenancy.acting import acting_for
        from tests.factories.bases import make_basis
        from tests.factories.organisations import make_actor, make_organisation

        bring_up_to_date()
        by = make_actor(make_organisation("bench"))
        with acting_for(by.organisation.id):
            make_basis(by, code="bench")


def main() -> None:
    """Prints what was measured as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--pages", type=int, default=20_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        place = Path(directory)
        place.chmod(0o711)
        file = place / "pages.warc.gz"
        size = write_archive(file, given.pages)
        (place / "state").mkdir(mode=0o711)
        found = measure(file, place / "state")
        found["pages_per_second"] = round(given.pages / found["seconds"])
        print(json.dumps({"bytes_a_page": size // given.pages, **found}, indent=2))


if __name__ == "__main__":
    main()
