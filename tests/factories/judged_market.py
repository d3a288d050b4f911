"""A small market in which people can say what belongs together: two who share a reception's number, and one
who took a new number and wrote new words. Bland, invented."""

from typing import Any

from baken.pipeline.collect import collect_stream
from baken.pipeline.stages import extract_waiting, indicate_all, link_all
from baken.tenancy.acting import Actor
from tests.factories.adverts import advert, json_lines
from tests.factories.bases import make_basis

RECEPTION, OTHER = "06 00 00 00 71", "06 00 00 00 72"
WORDS = (
    "Rustige praktijk aan de rand van de stad, met thee vooraf en warme handdoeken. Ik neem de tijd voor "
    "rug en schouders, in {town}, op werkdagen van tien tot zes. Parkeren kan in de straat achter het plein.",
    "Na een lange week even niets: zachte muziek, een warme kamer en olie van amandel. Voor een half uur of "
    "een heel uur, in {town}. Kom gerust met de trein, het station ligt op vijf minuten langs de gracht.",
    "Sportmassage voor wie hardloopt of fietst, stevig, met kennis van spieren. In {town}, ook op zaterdag. "
    "Ik werk alleen op afspraak en vraag vooraf waar het trekt, zodat wij geen tijd verliezen in de zaal.",
    "Houtzagerij en theehuis sluiten om vijf uur; daarna ontvang ik in de tuinkamer in {town} voor een "
    "voetmassage met kruiden uit eigen tuin. Wie slecht slaapt, gaat met een zakje lavendel weer naar huis.",
)


def record(number: int, words: int, phone: str, day: int, town: str = "Tilburg") -> dict[str, Any]:
    """An advert of one of the four texts with a number in it."""
    found = advert(
        number, captured_at=f"2025-03-{day:02d}T10:00:00Z", title="Massage", place=town,
        text=f"{WORDS[words].format(town=town)} Bel {phone}.",
    )  # fmt: skip
    del found["contacts"]
    return found


def market() -> list[dict[str, Any]]:
    """Three texts with one number, in two towns; and a fourth with another number."""
    rows = []
    for words in (0, 1, 2):
        for copy in range(3):
            town = "Breda" if copy == 2 else "Tilburg"
            rows.append(record(10 * words + copy, words, RECEPTION, 2 + copy * 7 + words, town))
    return [*rows, record(40, 3, OTHER, 5), record(41, 3, OTHER, 19)]


def place_judged_market(by: Actor) -> None:
    """Collects, reads, links and indicates it."""
    make_basis(by)
    collect_stream(json_lines(*market()), by=by, basis="basis-1", format="jsonl", source="adverts.jsonl")
    run(by)


def run(by: Actor) -> None:
    """A whole run, as a worker does it."""
    extract_waiting(by=by)
    link_all(by=by)
    indicate_all(by=by)


def add(by: Actor, *rows: dict[str, Any]) -> None:
    """More adverts, and a whole run."""
    collect_stream(json_lines(*rows), by=by, basis="basis-1", format="jsonl", source="more.jsonl")
    run(by)
