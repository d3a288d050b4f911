"""The transparency report as a moderator reads it and takes it out."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from baken.accounts.models import Organisation
from baken.statistics.period import Period
from baken.statistics.transparency.rows import from_statements
from baken.tenancy.acting import Actor
from tests.factories.sent_statements import make_moderator, write_some
from tests.factories.users import confirm, make_user, sign_in

pytestmark = pytest.mark.django_db


def says_why(client: Client) -> None:
    """Taking a file out asks for a reason first."""
    answers = {"permission": "statistics.export_transparency", "reason": "een toets", "next": "/"}
    client.post(reverse("desk:reason"), answers)


def test_statements_become_rows_of_their_own_year(actor: Actor) -> None:
    by = make_moderator(actor)
    write_some(by, 2, release=False)
    write_some(by, 1, release=False, content_date="2025-03-01", application_date="2025-03-02")
    write_some(by, 1, release=False, decision_account="DECISION_ACCOUNT_SUSPENDED")
    rows = list(from_statements(Period.of_years(2026, 2026)))
    assert sorted(one.outcome for one in rows) == ["account", "visibility", "visibility"]
    assert {one.kind for one in rows} == {"notice"}
    assert len(list(from_statements(Period()))) == 4


def test_page_counts_what_was_decided_and_gives_it_as_a_file(
    actor: Actor, organisation: Organisation
) -> None:
    today = timezone.localdate().isoformat()
    write_some(make_moderator(actor), 3, release=False, content_date=today, application_date=today)
    user = make_user(organisation, "moderator")
    client = sign_in(Client(), user)
    page = client.get(reverse("statistics:transparency")).content.decode()
    assert "Besluiten per categorie" in page and "geweld" in page.lower()
    assert "als het jaar voorbij is" in page
    confirm(client, user)
    says_why(client)
    answer = client.post(
        reverse("statistics:transparency_file", args=["transparency-decisions"]), {"form": "csv"}
    )
    assert answer.status_code == 200 and answer["Content-Disposition"].endswith('.csv.zip"')


def test_counts_of_people_are_no_file_before_the_year_is_over(
    actor: Actor, organisation: Organisation
) -> None:
    user = make_user(organisation, "moderator")
    client = sign_in(Client(), user)
    confirm(client, user)
    says_why(client)
    path = reverse("statistics:transparency_file", args=["transparency-complaints"])
    assert client.get(path).status_code == 404
    assert client.get(f"{path}?jaar=2025").status_code == 200


def test_worker_reads_no_report(organisation: Organisation) -> None:
    client = sign_in(Client(), make_user(organisation, "outreach_worker"))
    assert client.get(reverse("statistics:transparency")).status_code == 403
