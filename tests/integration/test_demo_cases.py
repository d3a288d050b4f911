"""The demo's cases: one of each kind is there, and made once."""

import pytest

from baken.accounts.models import Organisation
from baken.cases.models import Case, PlanEntry
from baken.demo.accompanying import accompany_some
from baken.tenancy.acting import Actor
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


def test_demo_shows_a_case_of_each_kind_and_makes_them_once(actor: Actor, organisation: Organisation) -> None:
    make_user(organisation, "outreach_worker", login="noor")
    make_user(organisation, "outreach_worker", login="daan")
    for _turn in range(2):
        accompany_some(by=actor)
        assert sorted(Case.objects.values_list("state", flat=True)) == ["ended", "open", "waiting"]
        assert PlanEntry.objects.count() == 3
