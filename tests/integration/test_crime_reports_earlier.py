"""Suspicions that were written down before reports were, brought over by the migrations."""

from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from baken.accounts.models import Organisation
from baken.notices.received.models import NoticeDecision
from baken.referrals.models import CrimePacket, CrimeReport
from baken.referrals.reports.earlier import bring_over
from baken.tenancy.acting import acting_for
from tests.factories.notices import decide, give, moderator

pytestmark = pytest.mark.django_db


def _again(room: str, query: str, organisation: Organisation) -> None:
    CrimeReport.objects.all().delete()
    was: Any = getattr(import_module(room), query)
    bring_over(was).code(None, SimpleNamespace(connection=connection))


def test_decisions_from_before_become_reports_as_they_stood(organisation: Organisation) -> None:
    by = moderator(organisation)
    for number, suspicion in enumerate(("minority", "danger", "exploitation")):
        decide(by, give(organisation, location=f"nummer {number}").notice, suspicion=suspicion)
    for suspicion, referral in (("danger", "sent"), ("exploitation", "not_sent")):
        NoticeDecision.objects.filter(suspicion=suspicion).update(
            state="closed", referral=referral, referral_by=by.user, referral_at=timezone.now()
        )
    _again("baken.notices.migrations.0003_reported", "DECIDED", organisation)
    with acting_for(organisation.id):
        found = CrimePacket.objects.values_list("report__suspicion", "kind", "state")
        assert set(found) == {
            ("minority", "police", "suspected"),
            ("minority", "child_protection", "suspected"),
            ("danger", "police", "sent"),
            ("exploitation", "police", "not_sent"),
        }


def test_query_of_the_door_can_be_asked(organisation: Organisation) -> None:
    _again("baken.door.migrations.0005_reported", "REFUSED", organisation)
    with acting_for(organisation.id):
        assert not CrimeReport.objects.exists()
