"""What the code answers to the cases: the stage itself, and two peers for phone numbers."""

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from baken.extraction.stage import extract
from baken.vocabulary.advert_record import SCHEMA
from tests.spec.extraction.sets import Case

Answer = dict[str, Any]
KEY = bytes(32)
_MOMENT = datetime(2025, 3, 1, tzinfo=UTC)
_PLAIN = re.compile(r"(?<![\w.])(?:\+|00|\(?0)[\d()]*(?:[ .()/-]{0,3}\d){7,13}(?!\d)")
_CODES = {"NL": "31", "GB": "44", "DE": "49", "FR": "33", "ES": "34", "RO": "40", "HU": "36", "BG": "359"}


def batch(adverts: Sequence[tuple[str | None, str, str | None]]) -> pa.RecordBatch:
    """Advert records of title, text and place."""
    rows = [
        {
            "record_version": 1,
            "sighting_id": f"case-{number}",
            "platform": "kleinmarkt.example",
            "captured_at": _MOMENT,
            "title": title,
            "text": text,
            "place": place,
        }
        for number, (title, text, place) in enumerate(adverts)
    ]
    return pa.RecordBatch.from_pylist(rows, schema=SCHEMA)


def answered(cases: Sequence[Case]) -> list[Answer]:
    """What the stage finds in each case, in their order."""
    by_region: dict[str, list[int]] = defaultdict(list)
    for at, case in enumerate(cases):
        by_region[case.region].append(at)
    answers: list[Answer] = [{}] * len(cases)
    for region, places in by_region.items():
        records = batch([(cases[at].advert.title, cases[at].advert.text, cases[at].place) for at in places])
        for at, row in zip(places, extract(records, key=KEY, region=region).to_pylist(), strict=True):
            answers[at] = row
    return answers


def words_of(case: Case) -> str:
    return f"{case.advert.title or ''}\n{case.advert.text}"


def matched(case: Case) -> list[str]:
    """`phonenumbers.PhoneNumberMatcher`, told to take possible numbers: fiction is never valid."""
    import phonenumbers

    found = phonenumbers.PhoneNumberMatcher(
        words_of(case), case.region, leniency=phonenumbers.Leniency.POSSIBLE, max_tries=10_000
    )
    return [phonenumbers.format_number(one.number, phonenumbers.PhoneNumberFormat.E164) for one in found]


def by_expression(case: Case) -> list[str]:
    """A plain regular expression, as most collectors have one."""
    numbers = []
    for found in _PLAIN.finditer(words_of(case)):
        said = found[0].replace("(0)", "")
        digits = re.sub(r"\D", "", said)
        if said.startswith("+"):
            numbers.append(f"+{digits}")
        elif digits.startswith("00"):
            numbers.append(f"+{digits[2:]}")
        else:
            numbers.append(f"+{_CODES.get(case.region, '48')}{digits[1:]}")
    return numbers
