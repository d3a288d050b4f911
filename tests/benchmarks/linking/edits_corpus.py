"""Pairs of a text of sixty words and its copy with some words replaced, among others like them."""

from pathlib import Path
from random import Random

import polars as pl

from tests.benchmarks.linking.edits import words_replaced
from tests.benchmarks.linking.grammar import LANGUAGES, NAME, PRICE, TOWN, TRADES, grammar
from tests.benchmarks.linking.places import NAMES, TOWNS

WORDS = 60
MOMENT = "2026-01-01T12:00:00+00:00"


def write_pairs(folder: Path, replaced: int, texts: int, seed: int) -> tuple[Path, pl.DataFrame]:
    """Records as JSON lines of `texts` texts a language, each with a copy in which `replaced` words
    differ; and the truth: `sighting_id`, `language`, `pair`."""
    records, truth = [], []
    for language in LANGUAGES:
        draw = Random(f"edits {seed} {replaced} {language}")
        for number in range(texts):
            original = sixty_words(language, draw)
            for copy in range(2):
                text = words_replaced(original, replaced, grammar(language), draw) if copy else original
                sighting = f"{language}-{number}-{copy}"
                records.append(
                    {
                        "record_version": 1,
                        "sighting_id": sighting,
                        "platform": "platform.example",
                        "captured_at": MOMENT,
                        "text": text,
                    }
                )
                truth.append({"sighting_id": sighting, "language": language, "pair": f"{language}-{number}"})
    path = folder / f"edits-{replaced}.jsonl"
    pl.DataFrame(records).write_ndjson(path)
    return path, pl.DataFrame(truth)


def sixty_words(language: str, draw: Random) -> str:
    """Natural sentences, the last one cut at the sixtieth word."""
    speech = grammar(language)
    trade = draw.choice(TRADES)
    text = " ".join(speech.different(14, trade, draw))
    for mark, value in ((TOWN, draw.choice(TOWNS)), (NAME, draw.choice(NAMES)), (PRICE, "€ 60")):
        text = text.replace(mark, value)
    return " ".join(text.split()[:WORDS])
