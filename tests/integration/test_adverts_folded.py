"""The words of adverts are folded wherever staff meets them, until they chose otherwise."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from baken.adverts.models import Link
from baken.tenancy.acting import Actor
from baken.triage.actions.choose_pace import choose_pace
from baken.watch.language.actions import count_words
from baken.watch.models import RisingTerm
from tests.factories.campaigns import find, make_campaign
from tests.factories.judged_market import place_judged_market
from tests.factories.users import make_person, sign_in
from tests.integration.test_language_watch import SMALL, make_weeks

pytestmark = pytest.mark.django_db

FOLDED, OPEN = '<details class="fold">', '<details class="fold" open>'


def folds(by: Actor, address: str) -> tuple[int, int, int, int]:
    """How many are folded and open on a page, before its reader chose and after it."""
    client = sign_in(Client(), by.user)
    counts = []
    for wants in (False, True):
        choose_pace(by=by, daily_limit=None, texts_open=wants)
        shown = client.get(address).text
        counts += [shown.count(FOLDED), shown.count(OPEN)]
    return counts[0], counts[1], counts[2], counts[3]


@pytest.fixture
def worker(organisation: Any) -> Actor:
    return make_person(organisation, "outreach_worker")


def test_texts_of_an_advertiser_are_folded(actor: Actor, worker: Actor) -> None:
    place_judged_market(actor)
    one = Link.objects.order_by("advertiser").values_list("advertiser", flat=True)[0]
    folded, unfolded, folded_then, unfolded_then = folds(worker, reverse("triage:advertiser", args=[one]))
    assert folded == unfolded_then > 0
    assert unfolded == folded_then == 0


def test_words_of_a_sighting_and_what_changed_are_folded(actor: Actor, worker: Actor) -> None:
    place_judged_market(actor)
    by_time = list(Link.objects.order_by("sighting__captured_at"))
    first = by_time[0]
    # it stands in Tilburg twice, and then in Breda
    last = [one for one in by_time if one.unique_advert == first.unique_advert][-1]
    assert folds(worker, reverse("sightings:capture", args=[first.sighting_id])) == (1, 0, 0, 1)
    beside = reverse("sightings:capture", args=[last.sighting_id]) + f"?naast={first.sighting_id}"
    assert folds(worker, beside) == (2, 0, 0, 2)


def test_find_of_a_campaign_is_folded(actor: Actor) -> None:
    searching = make_campaign(actor)
    made = find(searching, searching.one)
    address = reverse("watch:find", args=[searching.campaign.id, made.find_id])
    assert folds(searching.checker, address) == (1, 0, 0, 1)


def test_sentences_of_a_rising_word_are_folded(actor: Actor, worker: Actor) -> None:
    make_weeks(actor)
    count_words(by=actor, settings=SMALL)
    assert folds(worker, reverse("watch:word", args=[RisingTerm.objects.all()[0].id])) == (1, 0, 0, 1)
