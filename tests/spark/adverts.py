"""Bland adverts in files: copies with other slots, shared contacts, bad lines, doubled sightings."""

import json
import random
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

SENTENCE = """
rustige massage in eigen praktijk bel of app voor een afspraak ontspannen thee muziek warm ontvangst
parkeren gratis centrum station tuin knippen verven nagels lakken schoon huis gezelschap wandelen hond
taalles avond ochtend weekend prijs olie handdoek kamer licht stil vriendelijk ervaren opleiding
"""
WORDS = SENTENCE.split()
FOOTER = "Dit is een advertentie op kleinmarkt, meld misbruik bij de redactie."
COUNT = 3_000


def records(seed: int = 1) -> list[dict[str, Any]]:
    """Advert records: a few hundred texts, many copies, numbers that nobody can have."""
    draw = random.Random(seed)
    texts = [" ".join(draw.choices(WORDS, k=draw.randint(3, 60))) for _ in range(COUNT // 6)]
    made = []
    for number in range(COUNT):
        words = draw.choice(texts).split()
        if draw.random() < 0.5:
            words[draw.randrange(len(words))] = draw.choice(WORDS)
        if draw.random() < 0.2:
            words[0] = words[0].replace("a", "а").replace("o", "о")  # look-alikes of another alphabet
        phone = f"06 0{draw.randrange(COUNT // 8):07d}"
        record: dict[str, Any] = {
            "record_version": 1,
            "sighting_id": f"s{draw.randrange(10**9):09d}-{number}",
            "platform": draw.choice(["kleinmarkt.example", "site.example"]),
            "captured_at": f"{draw.randint(2022, 2025)}-{draw.randint(1, 12):02d}-01T10:00:00Z",
            "title": f"Massage {draw.choice(['Utrecht', 'Breda', 'Ede'])}",
            "text": " ".join(words) + f" bel {phone}" * (number % 3 > 0) + f" {FOOTER}" * (number % 2),
        }
        if draw.random() < 0.3:
            record["contacts"] = [{"kind": "email", "value": f"a{draw.randrange(500)}@example.org"}]
        if draw.random() < 0.2:
            record["account"] = {"account_id": f"account-{draw.randrange(300)}"}
        if draw.random() < 0.1:
            record["image_hashes"] = [{"algorithm": "pdq", "value": f"{draw.randrange(400):064x}"}]
        made.append(record)
    return made


def write_adverts(directory: Path) -> Path:
    """Writes `a.jsonl`, with faults, and `b.parquet` with row groups of 700; returns the directory."""
    made = records()
    lines = []
    for number, record in enumerate(made):
        lines.append(json.dumps(record, ensure_ascii=number % 2 == 0))
        if number % 397 == 5:
            lines += ["{broken", ""]
        if number % 501 == 7:
            lines.append(json.dumps(made[number // 2] | {"text": "een andere tekst van dezelfde waarneming"}))
    (directory / "a.jsonl").write_text("\n".join(lines), "utf-8")
    columns = ["record_version", "sighting_id", "platform", "captured_at", "title", "text", "contacts"]
    table = pa.table({name: [record.get(name) for record in made] for name in columns})
    parquet.write_table(table, directory / "b.parquet", row_group_size=700)
    return directory
