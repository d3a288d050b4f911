"""One word, one meaning; days and hours as people read them; no word that accuses."""

import re
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.utils import translation

from baken.audit.words import REASONS, reason_words
from baken.desk.messages import ROOMS, stored, translated_rooms
from baken.triage.said import clock_time

TEMPLATES = sorted(ROOMS.glob("*/templates/**/*.html"))
ROOMS_WITH_WORDS = list(translated_rooms())
ACCUSES = re.compile(
    r"\b(suspects?|suspected|perpetrators?|offenders?|verdachten?|daders?|scores?|hits?)\b", re.IGNORECASE
)


def said(words: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """A message's words: one, or those for one thing and for more."""
    return (words,) if isinstance(words, str) else tuple(words or ())


def test_rooms_agree_on_the_english_of_the_same_dutch() -> None:
    english = defaultdict(set)
    for room in ROOMS_WITH_WORDS:
        for message in stored(room):
            if message.id:
                english[message.context, said(message.id)[0]].add(said(message.string))
    assert {dutch: found for dutch, found in english.items() if len(found) > 1} == {}


@pytest.mark.parametrize("room", ROOMS_WITH_WORDS, ids=lambda room: room.name)
def test_pages_never_speak_of_people_as_the_police_do(room: Path) -> None:
    words = [text for message in stored(room) for text in (*said(message.id), *said(message.string))]
    assert [text for text in words if ACCUSES.search(text)] == []


def test_templates_write_days_and_hours_in_the_formats_of_the_language() -> None:
    found = [
        (path.name, form)
        for path in TEMPLATES
        for form in re.findall(r"""\|(?:date|time):["']([^"']*)["']""", path.read_text("utf-8"))
        if not form.endswith("_FORMAT") and form != "H:i:s"
    ]
    assert found == []


def test_templates_leave_the_hour_to_the_settings() -> None:
    assert [
        path.name for path in TEMPLATES if re.search(r"{% timezone|\bUTC\b", path.read_text("utf-8"))
    ] == []


@pytest.mark.parametrize(("language", "shown"), [("nl", "3 maart 01:30"), ("en", "3 March 01:30")])
def test_hour_is_that_of_the_reader(language: str, shown: str) -> None:
    with translation.override(language):
        assert clock_time(datetime(2025, 3, 3, 0, 30, tzinfo=UTC)) == shown


def test_reasons_of_pages_have_their_dutch() -> None:
    asked = [
        reason
        for path in sorted(ROOMS.rglob("*.py"))
        for reason in re.findall(r'@page\([^)]*\breason="([^"]+)"', path.read_text("utf-8"))
    ]
    assert asked
    assert sorted(set(asked) - set(REASONS)) == []


def test_reason_keeps_what_it_was_about() -> None:
    told = reason_words("assessing leads: K7-2291")
    assert (told.nl, told.en) == ("aanwijzingen beoordelen: K7-2291", "assessing leads: K7-2291")


def test_reason_that_somebody_wrote_stands_as_it_is() -> None:
    told = reason_words("vraag van een collega: spoed")
    assert told.nl == told.en == "vraag van een collega: spoed"
