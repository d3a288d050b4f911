from baken.api.webhooks.actions import CHOICES, TRIAL
from baken.api.webhooks.states import BACKOFF, MOST_TRIES, MOVES, next_wait
from baken.vocabulary.api import DeliveryState, WebhookKind


def test_every_state_is_reached_and_every_way_has_an_owner() -> None:
    assert {one.after for one in MOVES} == set(DeliveryState.codes)
    assert {one.before for one in MOVES} <= set(DeliveryState.codes)
    assert all(one.owner for one in MOVES)
    assert len({(one.before, one.after) for one in MOVES}) == len(MOVES)


def test_tries_are_those_of_the_table() -> None:
    assert [next_wait(number) for number in range(1, MOST_TRIES + 1)] == [*BACKOFF, None]
    assert list(BACKOFF) == sorted(BACKOFF)


def test_every_kind_but_a_trial_can_be_chosen() -> None:
    assert {*CHOICES, TRIAL} == set(WebhookKind.codes)
