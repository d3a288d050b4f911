"""The demo's cases, referrals and door: every state is there, and made once."""

from collections import Counter

import pytest
from django.utils import timezone

from baken.accounts.models import Organisation
from baken.cases.models import Case, CaseTask, CaseYes, PlanEntry
from baken.cases.states import STATES as CASE_STATES
from baken.demo import at_the_door
from baken.demo.accompanying import accompany_some
from baken.demo.at_the_door import come_to_the_door
from baken.demo.case_stories import CASES
from baken.demo.conversing import USUAL
from baken.demo.referral_stories import REFERRALS
from baken.demo.referring import refer_some
from baken.door.models import DoorAppeal, DoorCheck, DoorRefusal, StandingAdvert
from baken.notices.statements.models import StatementOfReasons
from baken.referrals.models import Referral, ReferralLook
from baken.referrals.policies import state_now
from baken.referrals.states import STATES as REFERRAL_STATES
from baken.tenancy.acting import Actor
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db

TODAY = 3
"""Cases that were begun on the day itself."""
SMALL, LARGE = 0.02, USUAL


@pytest.fixture
def workers(actor: Actor, organisation: Organisation) -> Actor:
    for login in ("noor", "daan", "yara"):
        make_user(organisation, "outreach_worker", login=login)
    return actor


@pytest.mark.parametrize("scale", [SMALL, LARGE])
def test_demo_shows_a_case_of_each_kind_and_makes_them_once(workers: Actor, scale: float) -> None:
    told = [one for one in CASES if one.small or scale >= USUAL]
    for _turn in range(2):
        accompany_some(by=workers, scale=scale)
        assert Case.objects.count() == TODAY + len(told)
        assert set(Case.objects.values_list("state", flat=True)) == set(CASE_STATES)
    assert PlanEntry.objects.count() == 3 + sum(len(one.plan) for one in told)
    today = timezone.localdate()
    assert max(CaseYes.objects.values_list("said_on", flat=True)) <= today
    assert all(one.created_at <= one.last_at <= timezone.now() for one in Case.objects.all())
    assert set(CaseTask.objects.values_list("state", flat=True)) >= {"open", "done"}


@pytest.mark.parametrize("scale", [SMALL, LARGE])
def test_demo_shows_a_referral_in_every_state_and_makes_them_once(workers: Actor, scale: float) -> None:
    told = [one for one in REFERRALS if one.small or scale >= USUAL]
    accompany_some(by=workers, scale=scale)
    for _turn in range(2):
        refer_some(by=workers, scale=scale)
        assert Referral.objects.count() == len(told)
    now = timezone.now()
    assert {state_now(one, now) for one in Referral.objects.all()} == set(REFERRAL_STATES)
    assert set(ReferralLook.objects.values_list("about", "state")) == {
        ("contact_details", "asked"), ("acute_danger", "asked"),
    }  # fmt: skip
    assert Referral.objects.filter(case__isnull=False).exists()


@pytest.mark.parametrize("scale", [SMALL, LARGE])
def test_demo_shows_a_door_at_which_people_decide(
    actor: Actor, organisation: Organisation, scale: float
) -> None:
    for login in ("sem", "mila"):
        make_user(organisation, "moderator", login=login)
    come = {one.ends: one.often if scale >= USUAL else one.few for one in at_the_door.COMES}
    for _turn in range(2):
        come_to_the_door(by=actor, scale=scale, seed=1)
        states = Counter(DoorCheck.objects.values_list("state", flat=True))
        assert states == {
            "allowed": come["allowed"] + 1,
            "overtaken": come["allowed"] + 1,
            "held": come["held"] + 1,
            "cleared": come["cleared"] + come["overturned"],
            "refused": come["refused"] + come["appealed"] + come["upheld"],
        }
    refused = sum(come[ends] for ends in ("refused", "appealed", "upheld", "overturned"))
    assert DoorRefusal.objects.count() == StatementOfReasons.objects.count() == refused
    assert set(DoorAppeal.objects.values_list("state", flat=True)) == {"open", "upheld", "overturned"}
    assert StandingAdvert.objects.count() == sum(come.values()) + 2
