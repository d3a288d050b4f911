"""A small market of which one advertiser comes out as a lead: bland, invented."""

from typing import Any

from baken.pipeline.collect import collect_stream
from baken.pipeline.stages import extract_waiting, indicate_all, link_all
from baken.tenancy.acting import Actor
from baken.triage.models import Lead
from tests.factories.adverts import advert, json_lines
from tests.factories.bases import make_basis

SPELLED = "nul zes nul nul nul nul nul nul vier twee"
HOSTILE = "<script>alert(1)</script> \u202eomgekeerd"
NAMES = ("Anna", "Carla", "Mia", "Olga", "Ilona", "Saskia", "Andrea", "Ioana")


def plain_text(name: str, age: int, town: str, tail: str = "") -> str:
    return (
        f"{name}, {age} jaar, masseert deze weken in {town} en wij vertellen wanneer het kan. Het "
        "appartement is ruim en wij wassen de olie, wanneer wij komen. De massage kost een half uur, daarbij "
        "past zachte doeken, stil. Er is fruit naast de bank, de muziek regelen wij elke avond. Wie hier "
        "logeert wandelt nooit alleen, het huisnummer geven wij op het laatst een keer. Klachten overleg je "
        f"enkel met ons en niet op de trap, {name} neemt niet op. Wij regelen de afspraak vlot om de beurt "
        f"op {SPELLED}, boek op tijd en wij geven de tijd. {tail}"
    )


def _record(number: int, last: bool) -> dict[str, Any]:
    name, age = NAMES[number % 8], 25 + 5 * (number % 8)
    town = "Tilburg" if number % 3 else "Breda"
    record = advert(
        number,
        captured_at=f"2025-{number // 28 % 12 + 1:02d}-{number % 28 + 1:02d}T10:00:00Z",
        title=f"{name} masseert in het appartement in {town}",
        text=plain_text(name, age, town, HOSTILE if last else ""),
        place=town,
        stated_age=age,
    )
    del record["contacts"]
    return record


def place_market(by: Actor, *, copies: int = 8) -> Lead:
    """Collects, reads, links and indicates; the lead of the one advertiser."""
    make_basis(by)
    records = [_record(number, number == copies - 1) for number in range(copies)]
    found = collect_stream(
        json_lines(*records), by=by, basis="basis-1", format="jsonl", source="adverts.jsonl"
    )
    assert found.new == copies
    extract_waiting(by=by)
    link_all(by=by)
    indicate_all(by=by)
    return Lead.objects.get()
