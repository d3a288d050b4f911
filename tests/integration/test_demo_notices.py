"""The demo's notices: every state is there, and made once."""

import pytest

from baken.accounts.models import Organisation
from baken.demo.notices import give_some_notices
from baken.notices.received.models import NoticeComplaint, NoticeDecision, ReceivedNotice
from baken.notices.received.queries import queue
from baken.notices.received.statement import statement_for
from baken.notices.statements.checking import check_statements
from baken.tenancy.acting import Actor
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


def test_demo_shows_notices_in_every_state_and_makes_them_once(
    actor: Actor, organisation: Organisation
) -> None:
    make_user(organisation, "admin", login="tess")
    make_user(organisation, "moderator", login="sem")
    for _turn in range(2):
        give_some_notices(by=actor)
        assert set(ReceivedNotice.objects.values_list("state", flat=True)) == {
            "received", "in_hand", "decided",
        }  # fmt: skip
        assert ReceivedNotice.objects.count() == 7
        assert NoticeDecision.objects.filter(state="open").count() == 1
        assert NoticeComplaint.objects.get().state == "lodged"
        assert queue().filter(late=1).count() == 1
    for decision in NoticeDecision.objects.all():
        statement = statement_for(decision)
        assert statement is None or list(check_statements(statement)) == []
