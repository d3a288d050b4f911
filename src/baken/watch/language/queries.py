"""Reads of language watch: the words of a week to count, rising words, one in its sentences, proposals."""

import json
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import polars as pl
from django.db import connection
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.adverts.models import EXTRACTION_VERSION, Sighting
from baken.adverts.record_json import from_json
from baken.adverts.vault import RECORD_COLUMN, Vault
from baken.audit.actions import record_event
from baken.platforms.queries import catalogue_entries
from baken.privacy.encryption import NotDecryptable
from baken.tenancy.acting import Actor
from baken.vocabulary.advert_record import words
from baken.watch.language.context import Window, windows
from baken.watch.language.counting import UNKNOWN, Texts, unpacked
from baken.watch.language.tokens import Span
from baken.watch.masked_words import open_words
from baken.watch.models import RisingTerm, WordProposal, WordWeek

PAGE = 2_000
"""Texts opened at a time."""

WEEKS = 12
SHORTEST_NAME = 3
TERM, COUNTS = "watch_risingterm.term", "watch_wordweek.counts"
PROPOSED, MEANS, BECAUSE, DECIDED = (
    f"watch_wordproposal.{column}" for column in ("term", "means", "because", "decided_because")
)

_READ = """
    FROM adverts_sighting sighting
    JOIN adverts_link link ON link.sighting_id = sighting.id
    JOIN adverts_extraction extraction
        ON extraction.sighting_id = sighting.id AND extraction.version = %s AND NOT extraction.failed
"""
_MONDAY = "date_trunc('week', sighting.captured_at AT TIME ZONE 'UTC')::date"


def weeks_with_texts(today: date) -> dict[date, int]:
    """The last weeks that are over and in which something was seen, by their Monday, with how many
    sightings of each were read and linked; oldest first."""
    this_week = today - timedelta(days=today.weekday())
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {_MONDAY} AS monday, count(*) {_READ} WHERE sighting.captured_at < %s "
            "GROUP BY monday ORDER BY monday DESC LIMIT %s",
            [EXTRACTION_VERSION, moment_of(this_week), WEEKS],
        )
        return dict(reversed(cursor.fetchall()))


def moment_of(monday: date) -> datetime:
    """Midnight in UTC."""
    return datetime.combine(monday, time(), UTC)


def texts_of_week(*, by: Actor, monday: date) -> Iterator[Texts]:
    """The unique adverts of a week, each once, by whom and where they were published; logged as a read."""
    ends = (moment_of(monday), moment_of(monday + timedelta(days=7)))
    after = ""
    while True:
        found = _texts_after(ends, after)
        if not found:
            return
        record_event(
            by=by, action="watch.words_counted", subject=f"week:{monday}", details={"texts": len(found)}
        )
        after = found[-1][0]
        yield _opened(by, found)


def _texts_after(ends: tuple[datetime, datetime], after: str) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH seen AS (
                SELECT link.unique_advert, link.advertiser, sighting.id, sighting.platform, sighting.sequence
                {_READ} WHERE sighting.captured_at >= %s AND sighting.captured_at < %s
            ), texts AS (
                SELECT unique_advert, (array_agg(id ORDER BY sequence))[1] AS id,
                    jsonb_agg(DISTINCT jsonb_build_array(advertiser, platform))::text AS uses
                FROM seen WHERE unique_advert > %s GROUP BY unique_advert ORDER BY unique_advert LIMIT %s
            )
            SELECT texts.unique_advert, texts.id, texts.uses, sighting.record, extraction.facts::text,
                (SELECT jsonb_agg(jsonb_build_array(mention.start, mention."end"))
                 FROM adverts_contactmention mention
                 WHERE mention.sighting_id = texts.id AND mention.start IS NOT NULL)::text
            FROM texts JOIN adverts_sighting sighting ON sighting.id = texts.id
            JOIN adverts_extraction extraction ON extraction.sighting_id = texts.id
            ORDER BY texts.unique_advert
            """,  # noqa: S608
            [EXTRACTION_VERSION, *ends, after, PAGE],
        )
        rows: list[tuple[str, ...]] = cursor.fetchall()
        return rows


def _opened(by: Actor, found: list[tuple[str, ...]]) -> Texts:
    vault = Vault(by.organisation.id)
    kept, texts = [], []
    for row in found:
        try:
            texts.append(vault.open(row[3], RECORD_COLUMN, row[1]))  # type: ignore[arg-type]
        except NotDecryptable:
            continue
        kept.append(row)
    records = from_json(texts)
    titles, bodies = records.column("title").to_pylist(), records.column("text").to_pylist()
    facts = [json.loads(row[4]) for row in kept]
    return Texts(
        samples=[str(row[1]) for row in kept],
        words=[words(title, body) for title, body in zip(titles, bodies, strict=True)],
        cuts=[_cuts(json.loads(row[5] or "[]"), said) for row, said in zip(kept, facts, strict=True)],
        languages=[said["languages"][0]["language"] if said.get("languages") else UNKNOWN for said in facts],
        uses=[[(one[0], one[1]) for one in json.loads(row[2])] for row in kept],
    )


def _cuts(mentions: list[list[int]], facts: Mapping[str, list[dict[str, list[int]]]]) -> list[Span]:
    named = [one["span"] for kind in ("places", "prices") for one in facts.get(kind, ()) if one.get("span")]
    return [(start, end) for start, end in (*mentions, *named)]


def names_left_out() -> set[str]:
    """Words that name a platform: of what rises they say nothing, and they name who is searched where."""
    called = {name for one in catalogue_entries() for name in (one.code, one.name, *one.aliases)}
    called |= set(Sighting.objects.values_list("platform", flat=True).distinct())
    parts = {part for name in called for part in (name, name.split(".")[0])}
    return {part.casefold() for part in parts if len(part) >= SHORTEST_NAME and " " not in part}


def counted_weeks(organisation_id: uuid.UUID) -> list[tuple[date, pl.DataFrame]]:
    """The counts of the last weeks, oldest first."""
    vault = Vault(organisation_id)
    stored = WordWeek.objects.order_by("-week")[:WEEKS]
    return [(one.week, unpacked(vault.open(one.counts, COUNTS, one.id))) for one in reversed(stored)]


@dataclass(frozen=True, slots=True)
class ShownTerm:
    """A rising word as its page shows it."""

    row: RisingTerm
    term: str

    @property
    def is_new(self) -> bool:
        """Whether it stood in no text that was kept of the weeks before."""
        return self.row.texts_before == 0


def rising_words(*, by: Actor, language: str = "") -> list[ShownTerm]:
    """The rising words, of one language or of all, strongest first; logged as a read."""
    rows = RisingTerm.objects.order_by("language", "rank")
    rows = rows.filter(language=language) if language else rows
    vault = Vault(by.organisation.id)
    found = [ShownTerm(row, vault.open(row.term, TERM, row.id)) for row in rows]
    record_event(by=by, action="watch.rising_read", subject="words", details={"words": len(found)})
    return found


@dataclass(frozen=True, slots=True)
class InContext:
    """A rising word with some of the sentences it stands in, contacts and towns cut out."""

    shown: ShownTerm
    windows: list[Window]


def read_in_context(*, by: Actor, rising_id: uuid.UUID) -> InContext:
    """One rising word in a few sentences of different advertisers; logged. Raises Http404.

    It opens for a word that rises and for no other: nobody searches adverts by a word of their own.
    """
    row = get_object_or_404(RisingTerm, id=rising_id)
    shown = ShownTerm(row, Vault(by.organisation.id).open(row.term, TERM, row.id))
    sightings = Sighting.objects.filter(id__in=row.samples).order_by("id")
    opened = open_words(by.organisation.id, sightings)
    record_event(
        by=by, action="watch.words_read", subject=f"word:{row.id}", details={"sightings": len(opened)}
    )
    found = [
        window
        for one in opened
        for window in windows(
            one.words,
            shown.term,
            contacts=[(contact.start, contact.end) for contact in one.contacts],
            places=one.places,
        )[:1]
    ]
    return InContext(shown, found)


@dataclass(frozen=True, slots=True)
class ShownProposal:
    """A proposed word in clear, with what was said of it."""

    row: WordProposal
    term: str
    means: str
    because: str
    decided_because: str


def proposed_words(*, by: Actor) -> list[ShownProposal]:
    """All words that were proposed and agreed on, newest first; logged as a read."""
    rows = WordProposal.objects.select_related("proposed_by", "decided_by").order_by("-proposed_at", "id")
    found = [shown_proposal(by.organisation.id, row) for row in rows]
    record_event(by=by, action="watch.proposals_read", subject="words", details={"words": len(found)})
    return found


def shown_proposal(organisation_id: uuid.UUID, row: WordProposal) -> ShownProposal:
    """One proposed word, opened."""
    vault = Vault(organisation_id)
    return ShownProposal(
        row,
        vault.open(row.term, PROPOSED, row.id),
        vault.open(row.means, MEANS, row.id),
        vault.open(row.because, BECAUSE, row.id),
        vault.open(row.decided_because, DECIDED, row.id) if row.decided_because else "",
    )


def newest_week() -> date | None:
    """The last week that was counted."""
    found: date | None = WordWeek.objects.order_by("-week").values_list("week", flat=True).first()
    return found


def weeks_counted() -> int:
    """How many weeks were counted."""
    return WordWeek.objects.count()


def today() -> date:
    """The day in UTC, by which weeks are told apart."""
    return timezone.now().astimezone(UTC).date()
