"""What the readers of CSV and JSON themselves say of a fault, in Dutch too: they know English only."""

import re

from baken.vocabulary.code_list import Label

CSV = (
    ("unexpected end of data", "een aanhalingsteken wordt nergens gesloten"),
    ("'.' expected after '.'", "na een aanhalingsteken staat geen scheidingsteken"),
    (
        r"field larger than field limit \(\d+\)",
        "een cel is te lang; een aanhalingsteken staat misschien open",
    ),
)
JSON = (
    ("Expecting value", "hier hoort een waarde"),
    ("Expecting ',' delimiter", "hier hoort een komma of het einde"),
    ("Expecting ':' delimiter", "hier hoort een dubbele punt"),
    (
        "Expecting property name enclosed in double quotes",
        "hier hoort een naam tussen dubbele aanhalingstekens",
    ),
    ("Illegal trailing comma before end of (object|array)", "een komma te veel voor het einde"),
    ("Unterminated string starting at", "een tekst zonder aanhalingsteken aan het eind"),
    ("Invalid control character at", "een teken dat in een tekst niet mag, zoals een regeleinde"),
    (r"Invalid (\\escape|\\uXXXX escape).*", "een schuine streep \\ met een teken dat er niet achter mag"),
)
"""What they say, as a pattern, and the Dutch of it."""
SOMETHING = "hier klopt de vorm niet"


def csv_fault(said: object) -> Label:
    """What the reader of CSV says."""
    return _in_dutch(str(said), CSV)


def json_fault(said: str) -> Label:
    """What the reader of JSON says."""
    return _in_dutch(said, JSON)


def _in_dutch(said: str, known: tuple[tuple[str, str], ...]) -> Label:
    return Label(next((dutch for one, dutch in known if re.fullmatch(one, said)), SOMETHING), said)
