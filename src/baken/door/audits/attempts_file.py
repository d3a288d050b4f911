"""Attempts out of a CSV file: a line a test advert, and every fault with the number of its line."""

import csv
import io
from dataclasses import dataclass

from baken.door.audits.catch_rates import LONGEST_SITE, MOST_HOURS, Attempt
from baken.extraction.told_contacts import tells_contact
from baken.vocabulary.code_list import CodeList
from baken.vocabulary.door_audits import AttemptOutcome, DoorGradation, ToldOthers, ToldPolice

COLUMNS = ("site", "gradation", "outcome", "online_hours", "told_police", "told_others")
MOST_LINES = 10_000
LARGEST = 2 * 1024 * 1024
"""Bytes of a file that is read."""


class BadFile(Exception):
    """The file can't be read as attempts; `faults` are pairs of a line number and what is wrong there."""

    def __init__(self, faults: list[tuple[int, str]]) -> None:
        super().__init__("; ".join(f"line {line}: {what}" for line, what in faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class AttemptLine:
    """An attempt and the line it stood on."""

    line: int
    attempt: Attempt


def read_attempts(data: bytes) -> list[AttemptLine]:
    """UTF-8 CSV with the headings of `COLUMNS`, in any order; `told_others` are codes with spaces between.

    `online_hours` is empty where nobody knows. Raises `BadFile` with every fault; none repeats a line.
    """
    if len(data) > LARGEST:
        raise BadFile([(1, f"the file is larger than {LARGEST // 1024**2} MB")])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise BadFile([(1, "the file is not UTF-8")]) from fault
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        if sorted(reader.fieldnames or ()) != sorted(COLUMNS):
            raise BadFile([(1, f"the headings are {', '.join(COLUMNS)}")])
        return _read(reader)
    except csv.Error as fault:
        raise BadFile([(reader.line_num, "this is no CSV")]) from fault


def _read(reader: "csv.DictReader[str]") -> list[AttemptLine]:
    found: list[AttemptLine] = []
    faults: list[tuple[int, str]] = []
    for row in reader:
        line = reader.line_num
        if len(found) + len(faults) >= MOST_LINES:
            faults.append((line, f"there are more than {MOST_LINES} lines"))
            break
        if None in row or None in row.values():
            faults.append((line, f"has another number of fields than the {len(COLUMNS)} headings"))
            continue
        wrong = list(_faults(row))
        faults += [(line, what) for what in wrong]
        if not wrong:
            found.append(AttemptLine(line, _attempt(row)))
    if not found and not faults:
        faults.append((1, "there are no attempts in the file"))
    if faults:
        raise BadFile(faults)
    return found


def _faults(row: dict[str, str]) -> list[str]:
    def coded(name: str, codes: CodeList) -> list[str]:
        return [] if row[name].strip() in codes else [f"{name} is none of {', '.join(codes.codes)}"]

    site, hours = row["site"].strip(), row["online_hours"].strip()
    found = coded("gradation", DoorGradation) + coded("outcome", AttemptOutcome)
    found += coded("told_police", ToldPolice)
    if not 1 <= len(site) <= LONGEST_SITE:
        found.append(f"site is a name of 1 to {LONGEST_SITE} characters")
    elif tells_contact(site):
        found.append("site holds a number, address or account; give it a letter or a name")
    if any(one not in ToldOthers for one in row["told_others"].split()):
        found.append(f"told_others is none of {', '.join(ToldOthers.codes)}")
    if hours and not (hours.isascii() and hours.isdigit() and len(hours) < 9 and int(hours) <= MOST_HOURS):
        found.append(f"online_hours is no whole number up to {MOST_HOURS}")
    elif hours and row["outcome"].strip() != "let_through":
        found.append("online_hours stands with an advert that was not let through")
    return found


def _attempt(row: dict[str, str]) -> Attempt:
    told = {name: value.strip() for name, value in row.items()}
    return Attempt(
        site=told["site"],
        gradation=told["gradation"],
        outcome=told["outcome"],
        online_hours=int(told["online_hours"]) if told["online_hours"] else None,
        told_police=told["told_police"],
        told_others=tuple(sorted(set(told["told_others"].split()))),
    )
