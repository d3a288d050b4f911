"""Writes of language watch: counting weeks, and proposing and agreeing to words for a list of one's own."""

import re
import uuid
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from baken.adverts.vault import Vault
from baken.audit.actions import record_event
from baken.extraction.told_contacts import tells_contact
from baken.indicators.protected import hits
from baken.privacy.pseudonyms import pseudonym
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person
from baken.watch.language import queries
from baken.watch.language.counting import count_week, packed
from baken.watch.language.exceptions import (
    DecidedAlready,
    NotAListName,
    NotAWord,
    ProtectedWord,
    SamePerson,
    WordTaken,
)
from baken.watch.language.queries import BECAUSE, COUNTS, DECIDED, MEANS, PROPOSED, TERM
from baken.watch.language.rising import RisingSettings, rising_terms
from baken.watch.models import RisingTerm, WordProposal, WordWeek
from baken.watch.permissions import PROPOSE_WORDS

VERSION = 1
"""Raised when counting comes to mean something else, so that all weeks are counted anew."""

LONGEST_TERM = 60
_LIST_NAME = re.compile(r"[a-z][a-z_]{1,39}")
"""It stands in clear, so no number fits in it."""


def count_words(*, by: Actor, settings: RisingSettings | None = None) -> int:
    """Counts the weeks that are over and were not counted as they stand now, then says anew which words
    rise; returns how many weeks were counted. Each week is a transaction of its own."""
    weeks = queries.weeks_with_texts(queries.today())
    known = {one.week: (one.sightings, one.version) for one in WordWeek.objects.all()}
    stale = [week for week, seen in weeks.items() if known.get(week) != (seen, VERSION)]
    left_out = queries.names_left_out() if stale else set()
    for monday in stale:
        with transaction.atomic():
            _count(by, monday, weeks[monday], left_out)
    with transaction.atomic():
        _say_what_rises(by, settings)
    return len(stale)


def _count(by: Actor, week: date, sightings: int, left_out: set[str]) -> None:
    counts = count_week(queries.texts_of_week(by=by, monday=week), left_out)
    row = uuid.uuid5(by.organisation.id, f"words of {week}")
    WordWeek.objects.filter(week=week).delete()
    WordWeek.objects.create(
        id=row,
        organisation=by.organisation,
        week=week,
        captured_at=queries.moment_of(week),
        sightings=sightings,
        texts=int(counts.filter(counts["term"] == "")["texts"].sum() or 0),
        version=VERSION,
        counts=Vault(by.organisation.id).seal(packed(counts), COUNTS, row),
    )


def _say_what_rises(by: Actor, settings: RisingSettings | None) -> None:
    weeks = queries.counted_weeks(by.organisation.id)
    found = rising_terms(weeks, settings) if settings else rising_terms(weeks)
    RisingTerm.objects.all().delete()
    vault = Vault(by.organisation.id)
    rank: dict[str, int] = {}
    rows = []
    for one in found.iter_rows(named=True):
        rank[one["language"]] = rank.get(one["language"], 0) + 1
        key = pseudonym("word", one["term"], vault.pseudonym_key)
        row = uuid.uuid5(by.organisation.id, f"rising {one['language']} {key}")
        listed = hits(one["term"])
        rows.append(
            RisingTerm(
                id=row,
                organisation=by.organisation,
                captured_at=queries.moment_of(weeks[-1][0]),
                until=weeks[-1][0] + timedelta(days=6),
                language=one["language"],
                term=vault.seal(one["term"], TERM, row),
                key=key,
                rank=rank[one["language"]],
                **{
                    name: one[name]
                    for name in (
                        "log_odds", "z", "texts_now", "texts_before", "per_thousand_now",
                        "per_thousand_before", "advertisers", "platforms", "burst",
                    )
                },
                series=[round(share, 1) for share in one["series"]],
                protected=listed[0].category if listed else "",
                samples=[uuid.UUID(sample) for sample in one["samples"]],
            )
        )  # fmt: skip
    RisingTerm.objects.bulk_create(rows)
    record_event(by=by, action="watch.rising_stored", subject="words", details={"words": len(rows)})


@transaction.atomic
def propose_word(
    *, by: Actor, term: str, language: str, list_name: str, means: str, because: str
) -> WordProposal:
    """Proposes a word for a word list, with what one thinks it means and why: for people to say.

    Raises `NotAWord`, `NotAListName`, `ProtectedWord`, `WordTaken`.
    """
    check_may(by, PROPOSE_WORDS)
    check_person(by)
    term = " ".join(term.lower().split())
    if (
        not 0 < len(term) <= LONGEST_TERM
        or any(map(str.isnumeric, term))
        or tells_contact(term)
        or "@" in term
    ):
        raise NotAWord
    if not _LIST_NAME.fullmatch(list_name):
        raise NotAListName
    if listed := hits(term):
        raise ProtectedWord(listed[0].category)
    vault = Vault(by.organisation.id)
    key = pseudonym("word", term, vault.pseudonym_key)
    if WordProposal.objects.filter(list_name=list_name, key=key).exclude(state="declined").exists():
        raise WordTaken
    row = uuid.uuid4()
    made = WordProposal.objects.create(
        id=row,
        organisation=by.organisation,
        list_name=list_name,
        language=language,
        term=vault.seal(term, PROPOSED, row),
        key=key,
        means=vault.seal(means, MEANS, row),
        because=vault.seal(because, BECAUSE, row),
        proposed_by=by.user,
        proposed_at=timezone.now(),
    )
    record_event(by=by, action="watch.word_proposed", subject=f"word:{row}", details={"language": language})
    return made


@transaction.atomic
def agree_word(*, by: Actor, proposal_id: uuid.UUID, because: str) -> WordProposal:
    """Puts a proposed word on its list, as a second person. Raises `SamePerson`, `DecidedAlready`."""
    return _decide(by, proposal_id, "accepted", because)


@transaction.atomic
def decline_word(*, by: Actor, proposal_id: uuid.UUID, because: str) -> WordProposal:
    """Leaves a proposed word off its list, as a second person. Raises `SamePerson`, `DecidedAlready`."""
    return _decide(by, proposal_id, "declined", because)


def _decide(by: Actor, proposal_id: uuid.UUID, state: str, because: str) -> WordProposal:
    check_may(by, PROPOSE_WORDS)
    check_person(by)
    proposal = WordProposal.objects.select_for_update().get(id=proposal_id)
    if proposal.state != "proposed":
        raise DecidedAlready
    if proposal.proposed_by_id == by.user.id:
        raise SamePerson
    proposal.state, proposal.decided_by, proposal.decided_at = state, by.user, timezone.now()
    proposal.decided_because = Vault(by.organisation.id).seal(because, DECIDED, proposal.id)
    proposal.save(update_fields=["state", "decided_by", "decided_at", "decided_because"])
    record_event(by=by, action="watch.word_decided", subject=f"word:{proposal.id}", details={"state": state})
    return proposal
