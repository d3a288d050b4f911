"""The demo's conversations: one of each kind, by the actions that everybody uses, and made once."""

from collections import Counter
from typing import Any

import pytest
from django.utils import timezone

from baken.conversations.facts import ground_stands, rules_of
from baken.conversations.models import (
    ContactGround,
    Conversation,
    ConversationSaid,
    Message,
    SafetyAlarm,
    Suppression,
)
from baken.conversations.queries import inbox_standing
from baken.demo.conversing import USUAL, converse, forget_conversations
from baken.demo.staff import STAFF
from baken.demo.stories import STORIES
from baken.tenancy.acting import Actor
from tests.factories.conversations import job
from tests.factories.leads import place, run_row
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def market(actor: Actor) -> Actor:
    """The demo's people and leads enough, in an organisation of the test's own."""
    for one in STAFF:
        make_user(actor.organisation, one.role, login=one.login)
    place(actor, *(run_row(f"f{number:03d}", log_odds=2.0 + number / 100) for number in range(120)))
    return job(actor)


def stands(owner: Any = None) -> Counter[tuple[str, ...]]:
    rows = Conversation.objects.values_list("began", "state", "language", "contact__channel")
    return Counter(tuple(map(str, row)) for row in rows)


def test_demo_has_a_conversation_of_each_kind_and_makes_them_once(market: Actor) -> None:
    for _turn in range(2):
        converse(by=market, scale=0.02, seed=1)
        assert Conversation.objects.count() == len(STORIES)
    assert set(Conversation.objects.values_list("state", flat=True)) == {"open", "paused", "closed"}
    assert set(Message.objects.values_list("state", flat=True)) == {
        "received", "sent", "delivered", "read", "second", "unknown", "failed", "dropped",
    }  # fmt: skip
    assert set(Message.objects.values_list("kind", flat=True)) == {
        "opening", "follow_up", "reply", "text", "media",
    }  # fmt: skip
    standing = inbox_standing()
    assert (len(standing.alarms), len(standing.seconds), standing.unsure, standing.doubted) == (1, 1, 1, 1)
    assert SafetyAlarm.objects.filter(answered_at__isnull=False).count() == 1
    assert {one.answer for one in standing.harm} == {"harmed"}
    answers = set(ConversationSaid.objects.values_list("answer", flat=True))
    assert {"helped", "not_wanted", "harmed"} <= answers
    assert Suppression.objects.count() >= 1
    assert ContactGround.objects.filter(state="approved").count() == 2
    assert ground_stands(timezone.now(), rules_of(market.organisation.id))
    assert rules_of(market.organisation.id).quiet_from == 20


def test_nothing_in_the_demo_lies_ahead_or_was_sent_before_it_was_written(market: Actor) -> None:
    converse(by=market, scale=USUAL, seed=1)
    assert Conversation.objects.count() == sum(story.often for story in STORIES)
    now = timezone.now()
    for message in Message.objects.select_related("conversation"):
        told = [message.created_at, message.sent_at, message.delivered_at, message.read_at]
        moments = [one for one in told if one is not None]
        assert message.conversation.created_at <= message.created_at <= now
        assert message.state == "received" or moments == sorted(moments)
        assert max(moments) <= now
    places: dict[Any, list[Any]] = {}
    for message in Message.objects.order_by("place"):
        places.setdefault(message.conversation_id, []).append(message.created_at)
    assert all(moments == sorted(moments) for moments in places.values())


def test_conversations_are_the_same_for_the_same_seed(market: Actor) -> None:
    told = []
    for seed in (1, 1, 2):
        converse(by=market, scale=0.02, seed=seed)
        told.append((stands(), set(Conversation.objects.values_list("contact__pseudonym", flat=True))))
        assert forget_conversations() > 0
    assert told[0] == told[1]
    assert told[0][0] == told[2][0]
    assert not told[0][1] & told[2][1]


def test_in_a_market_without_leads_nobody_is_approached(actor: Actor) -> None:
    for one in STAFF:
        make_user(actor.organisation, one.role, login=one.login)
    converse(by=job(actor), scale=0.02, seed=1)
    assert set(Conversation.objects.values_list("began", flat=True)) == {"them"}
