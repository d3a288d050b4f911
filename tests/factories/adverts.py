"""Harmless adverts: bland, invented, with numbers that nobody can have."""

import io
import json
from typing import Any

PHONE = "+31600000042"
SECRET_WORDS = "Ontspannende massage in een rustige praktijk aan de rand van de stad."


def advert(number: int = 1, **fields: Any) -> dict[str, Any]:
    record = {
        "record_version": 1,
        "sighting_id": f"s-{number}",
        "platform": "kleinmarkt.example",
        "captured_at": f"2025-03-{number % 28 + 1:02d}T10:00:00Z",
        "title": "Ontspannende massage",
        "text": f"{SECRET_WORDS} Bel 06 00 00 00 42. Kamer {number}.",
        "place": "Tilburg",
        "advertised_gender": "women",
        "contacts": [{"kind": "phone", "value": PHONE}],
    }
    return record | fields


def json_lines(*records: dict[str, Any]) -> io.BytesIO:
    return io.BytesIO("".join(json.dumps(record) + "\n" for record in records).encode())
