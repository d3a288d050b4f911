"""Language watch on stored adverts: counted per week, shown masked, and words that two people agree on."""

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from baken.adverts.models import EXTRACTION_VERSION, Link, Sighting
from baken.audit.models import Event
from baken.indicators.wordlists import shipped_word_lists
from baken.pipeline.collect import collect_stream
from baken.pipeline.stages import extract_waiting
from baken.tenancy.acting import Actor
from baken.tenancy.permission import NotPermitted
from baken.watch.language import exceptions, queries
from baken.watch.language.actions import agree_word, count_words, decline_word, propose_word
from baken.watch.language.names import WORD_LISTS, word_list_name
from baken.watch.language.rising import RisingSettings
from baken.watch.language.word_file import NotAWordListFile, open_word_lists
from baken.watch.language.word_lists import word_list_file
from baken.watch.models import RisingTerm, WordProposal, WordWeek
from tests.factories.adverts import advert, json_lines
from tests.factories.bases import make_basis
from tests.factories.organisations import make_organisation
from tests.factories.users import make_person

pytestmark = pytest.mark.django_db
FIRST = datetime(2025, 1, 6, 12, tzinfo=UTC)
WEEKS = 6
ADVERTISERS = 20
SMALL = RisingSettings(least_z=1.5, least_texts=4, least_advertisers=4)
PLAIN = (
    "Rustige praktijk met thee en tijd voor een goed gesprek op afspraak in Tilburg bel 06 00 00 00 {n:02d}"
)


def make_weeks(by: Actor, *, rising: str = "zwaluwstaart", platforms: int = 2) -> None:
    """Six weeks of adverts in which a word comes up in the last two."""
    make_basis(by)
    records = [
        advert(
            sighting_id=f"w{week}-{who}",
            platform=f"markt{who % platforms}.example",
            captured_at=(FIRST + timedelta(weeks=week)).isoformat(),
            title="",
            text=PLAIN.format(n=who)
            + (f" en ook {rising} vandaag" if week >= WEEKS - 2 and who % 4 < 2 else ""),
            contacts=[{"kind": "phone", "value": f"+316000000{who:02d}"}],
        )
        for week in range(WEEKS)
        for who in range(ADVERTISERS)
    ]
    collect_stream(json_lines(*records), by=by, basis="basis-1", format="jsonl", source="weken.jsonl")
    extract_waiting(by=by)
    # linking itself is not what this is about: each number is an advertiser, each record a unique advert
    by_week = list(Sighting.objects.order_by("sequence"))
    Link.objects.bulk_create(
        Link(
            organisation=by.organisation, sighting=one, unique_advert=f"u{place:05d}",
            advertiser=f"a{place % ADVERTISERS:03d}",
        )
        for place, one in enumerate(by_week)
    )  # fmt: skip


def words_found(by: Actor) -> dict[str, RisingTerm]:
    return {one.term: one.row for one in queries.rising_words(by=by)}


def test_word_that_rises_is_found_and_the_others_are_not(actor: Actor) -> None:
    make_weeks(actor)
    assert count_words(by=actor, settings=SMALL) == WEEKS
    found = words_found(actor)
    assert any("zwaluwstaart" in term for term in found)
    assert not {"praktijk", "thee", "tilburg", "tijd"} & set(found)
    row = next(row for term, row in found.items() if "zwaluwstaart" in term)
    assert row.platforms == 2
    assert row.texts_before == 0
    assert row.until == date(2025, 2, 16)


def test_week_that_did_not_change_is_not_counted_again(actor: Actor) -> None:
    make_weeks(actor)
    count_words(by=actor)
    assert count_words(by=actor) == 0
    gone = Sighting.objects.order_by("sequence").first()
    gone.delete()
    assert count_words(by=actor) == 1


def test_week_that_is_not_over_is_not_counted(actor: Actor) -> None:
    make_weeks(actor)
    weeks = queries.weeks_with_texts(date(2025, 2, 16))
    assert max(weeks) == date(2025, 2, 3)
    assert EXTRACTION_VERSION >= 1


def test_nothing_of_a_word_stands_in_clear(actor: Actor) -> None:
    make_weeks(actor)
    count_words(by=actor, settings=SMALL)
    stored = [bytes(one.counts) for one in WordWeek.objects.all()]
    stored += [bytes(one.term) for one in RisingTerm.objects.all()]
    assert stored
    assert not any(b"zwaluwstaart" in one for one in stored)
    assert "zwaluwstaart" not in str(list(Event.objects.values_list("subject", "details")))


def test_word_in_context_shows_no_contact_and_no_town(actor: Actor) -> None:
    make_weeks(actor)
    count_words(by=actor, settings=SMALL)
    row = next(row for term, row in words_found(actor).items() if "zwaluwstaart" in term)
    found = queries.read_in_context(by=actor, rising_id=row.id)
    said = " ".join(piece.text for window in found.windows for piece in window)
    assert "zwaluwstaart" in said
    assert "Tilburg" not in said
    assert not any(map(str.isdigit, said))
    cut = {piece.cut for window in found.windows for piece in window}
    assert {"contact", "place"} <= cut
    assert Event.objects.filter(action="watch.words_read", subject=f"word:{row.id}").exists()


def test_word_about_a_protected_trait_is_flagged_and_goes_on_no_list(actor: Actor) -> None:
    make_weeks(actor, rising="roemeense")
    count_words(by=actor, settings=SMALL)
    row = next(row for term, row in words_found(actor).items() if "roemeense" in term)
    assert row.protected == "nationality"
    worker = make_person(actor.organisation, "outreach_worker")
    with pytest.raises(exceptions.ProtectedWord):
        proposed(worker, term="roemeense dame")


def proposed(by: Actor, **given: Any) -> WordProposal:
    facts = {
        "term": "zwaluwstaart", "language": "nl", "list_name": "eigen_woorden",
        "means": "Iemand anders neemt op.", "because": "Zo zegt men het op een forum.",
    }  # fmt: skip
    return propose_word(by=by, **(facts | given))


def test_word_goes_on_a_list_when_a_second_person_agrees(actor: Actor) -> None:
    one, two = (make_person(actor.organisation, "outreach_worker") for _ in range(2))
    analyst = make_person(actor.organisation, "analyst")
    made = proposed(one)
    with pytest.raises(exceptions.SamePerson):
        agree_word(by=one, proposal_id=made.id, because="Ik vind het zelf.")
    with pytest.raises(exceptions.NoSuchWordList):
        word_list_file(by=analyst)
    agree_word(by=two, proposal_id=made.id, because="Zo ken ik het ook.")
    with pytest.raises(exceptions.DecidedAlready):
        decline_word(by=analyst, proposal_id=made.id, because="Te laat.")
    data, words = word_list_file(by=analyst)
    assert words == 1
    assert b"zwaluwstaart" not in data
    assert open_word_lists(actor.organisation.id, data) == {"eigen_woorden": ("zwaluwstaart",)}
    with pytest.raises(NotPermitted):
        word_list_file(by=one)


def test_database_takes_no_word_that_its_proposer_agreed_to(actor: Actor) -> None:
    made = proposed(make_person(actor.organisation, "outreach_worker"))
    with pytest.raises(IntegrityError), transaction.atomic():
        WordProposal.objects.filter(id=made.id).update(state="accepted", decided_by=made.proposed_by)


def test_word_list_of_another_organisation_does_not_open(actor: Actor) -> None:
    one, two = (make_person(actor.organisation, "analyst") for _ in range(2))
    agree_word(by=two, proposal_id=proposed(one).id, because="Zo ken ik het ook.")
    data, _words = word_list_file(by=one)
    for fault in (data[:-1], data.replace(b"WORDS1", b"WORDS2"), b""):
        with pytest.raises(NotAWordListFile):
            open_word_lists(actor.organisation.id, fault)
    with pytest.raises(NotAWordListFile):
        open_word_lists(make_organisation().id, data)


@pytest.mark.parametrize(
    "term", ["06 00 00 00 42", "nul zes nul nul nul nul nul nul vier twee", "x@example.org", "", "a" * 61]
)
def test_what_is_no_word_goes_on_no_list(actor: Actor, term: str) -> None:
    with pytest.raises(exceptions.NotAWord):
        proposed(make_person(actor.organisation, "outreach_worker"), term=term)


def test_word_stands_once_on_a_list_until_it_is_declined(actor: Actor) -> None:
    one, two = (make_person(actor.organisation, "outreach_worker") for _ in range(2))
    made = proposed(one)
    with pytest.raises(exceptions.WordTaken):
        proposed(two, term="ZWALUWSTAART ")
    decline_word(by=two, proposal_id=made.id, because="Dit is een gewoon woord.")
    assert proposed(two).state == "proposed"


def test_context_of_a_word_that_does_not_rise_is_not_there(actor: Actor) -> None:
    from django.http import Http404

    make_weeks(actor)
    with pytest.raises(Http404):
        queries.read_in_context(by=actor, rising_id=uuid.uuid4())


def test_every_list_that_ships_has_a_name_in_words() -> None:
    assert WORD_LISTS.keys() == shipped_word_lists().keys()
    assert word_list_name("eigen_woorden").nl == "eigen woorden"
