"""The duty for what is urgent, alerts without content, and the package that goes with a report."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from baken.accounts.models import Session
from baken.audit.models import Event
from baken.operations.attention import what_needs_attention
from baken.statistics.models import Export
from baken.tenancy.acting import Actor
from baken.tenancy.permission import ALL_PERMISSIONS
from baken.triage.actions.assess_lead import assess_lead
from baken.triage.actions.look_at_urgent import look_at_urgent
from baken.triage.actions.plan_shift import call_backup, plan_shift, remove_shift
from baken.triage.exceptions import NoSuchShift, NotAColleague
from baken.triage.models import Lead, Shift
from baken.triage.permissions import REPORT
from baken.triage.rota import Alarm, alarm_for, gaps_ahead
from baken.vocabulary.roles import Role, collecting_purposes
from tests.factories.lead_market import place_market
from tests.factories.leads import WORDS, make_lead
from tests.factories.users import confirm, make_person, sign_in

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def team(organisation) -> list[Actor]:
    return [make_person(organisation, "outreach_worker") for _ in range(3)]


def shift(by: Actor, user: Actor, begins: float = -1, lasts: float = 8, **more: Any) -> Shift:
    start = timezone.now() + begins * HOUR
    return plan_shift(by=by, user_id=user.user.id, starts_at=start, ends_at=start + lasts * HOUR, **more)


def late(lead: Lead, since: timedelta) -> None:
    Lead.objects.filter(id=lead.id).update(urgent_since=timezone.now() - since)


def alarm(by: Actor) -> Alarm:
    return alarm_for(by.user, timezone.now())


def test_who_has_the_duty_is_told_that_there_is_something(actor: Actor, team: list[Actor]) -> None:
    shift(team[0], team[0])
    assert alarm(team[0]) == Alarm(0, None)
    make_lead(actor, hard_stop=True)
    assert [alarm(by) for by in team] == [Alarm(1, "duty"), Alarm(1, None), Alarm(1, None)]


def test_backup_is_called_when_nobody_looked_in_time_and_once(actor: Actor, team: list[Actor]) -> None:
    shift(team[0], team[0], backup_id=team[1].user.id)
    lead = make_lead(actor, hard_stop=True)
    late(lead, 59 * timedelta(minutes=1))
    assert call_backup(by=actor) == 0
    late(lead, 61 * timedelta(minutes=1))
    assert call_backup(by=actor) == 1
    assert call_backup(by=actor) == 0
    assert [alarm(by).kind for by in team] == ["duty", "backup", None]
    event = Event.objects.get(action="triage.backup_called")
    assert event.details == {"minutes": 61}
    lead.refresh_from_db()
    assert (lead.state, lead.version) == ("urgent_first", 0), "a machine calls and moves nothing"


def test_everybody_is_called_where_nobody_has_the_duty(actor: Actor, team: list[Actor]) -> None:
    lead = make_lead(actor, hard_stop=True)
    late(lead, 2 * HOUR)
    call_backup(by=actor)
    assert {alarm(by).kind for by in team} == {"all"}


@pytest.mark.parametrize("left", ["inactive", "other role"])
def test_backup_who_left_stands_behind_nothing(actor: Actor, team: list[Actor], left: str) -> None:
    shift(team[0], team[0], backup_id=team[1].user.id)
    late(make_lead(actor, hard_stop=True), 2 * HOUR)
    call_backup(by=actor)
    assert [alarm(by).kind for by in team] == ["duty", "backup", None]
    gone = team[1].user
    if left == "inactive":
        gone.is_active = False
    else:
        gone.roles = ["registrar"]
    gone.save()
    assert [alarm(team[0]).kind, alarm(team[2]).kind] == ["duty", "all"], "somebody is called"


def test_second_look_is_called_for_at_once_when_the_duty_looked_first(
    client: Client, actor: Actor, team: list[Actor]
) -> None:
    planned = shift(team[0], team[0], backup_id=team[1].user.id)
    lead = make_lead(actor, hard_stop=True)
    look_at_urgent(by=team[0], lead_id=lead.id, version=0, outcome="urgent_confirmed", **WORDS)
    assert [alarm(by) for by in team] == [Alarm(0, None), Alarm(1, "second"), Alarm(1, None)]
    sign_in(client, team[1].user)
    assert "Op de spoedlijst wacht een tweede blik." in client.get("/profiel/").text
    remove_shift(by=team[0], shift_id=planned.id)
    shift(team[0], team[0])
    assert [alarm(by).kind for by in team] == [None, "second", "second"], "nobody stands behind the duty"
    shift(team[0], team[2])
    assert [alarm(by).kind for by in team] == [None, None, "duty"], "two have the duty, one of them can look"


def test_backup_who_looked_first_is_not_the_one_to_look_again(actor: Actor, team: list[Actor]) -> None:
    shift(team[0], team[0], backup_id=team[1].user.id)
    lead = make_lead(actor, hard_stop=True)
    look_at_urgent(by=team[1], lead_id=lead.id, version=0, outcome="urgent_confirmed", **WORDS)
    assert [alarm(by).kind for by in team] == ["duty", None, None]
    late(lead, 25 * HOUR)
    call_backup(by=actor)
    assert [alarm(by).kind for by in team] == ["duty", None, "all"]


def test_look_quiets_the_alarm_and_a_second_is_called_for_after_a_day(
    actor: Actor, team: list[Actor]
) -> None:
    lead = make_lead(actor, hard_stop=True)
    late(lead, 2 * HOUR)
    call_backup(by=actor)
    look_at_urgent(by=team[0], lead_id=lead.id, version=0, outcome="urgent_confirmed", **WORDS)
    assert {alarm(by).kind for by in team} == {None}
    assert alarm(team[0]).waiting == 0, "who looked last waits for another"
    late(lead, 25 * HOUR)
    assert call_backup(by=actor) == 1
    assert alarm(team[1]).kind == "all"


def test_gap_is_shown_and_told_to_who_manages(actor: Actor, team: list[Actor], organisation) -> None:
    def told() -> str:
        with override("nl"):
            return " ".join(one.words for one in what_needs_attention(organisation, timezone.now()))

    assert "gat" not in told(), "who makes no rota hears nothing of one"
    made = shift(team[0], team[1], lasts=24)
    assert "Het rooster voor spoed heeft een gat" in told()
    assert gaps_ahead(timezone.now())[0][0] == made.ends_at
    for days in range(2):
        shift(team[0], team[1], begins=22 + 167 * days, lasts=168)
    assert gaps_ahead(timezone.now()) == []
    team[1].user.is_active = False
    team[1].user.save()
    assert gaps_ahead(timezone.now()), "who works here no more has no duty"


def test_that_nobody_looked_is_told_to_who_manages_without_content(actor: Actor, organisation) -> None:
    lead = make_lead(actor, hard_stop=True)
    late(lead, 2 * HOUR)
    with override("nl"):
        told = " ".join(one.words for one in what_needs_attention(organisation, timezone.now()))
    assert "keek niemand op tijd" in told
    assert lead.case_number not in told


@pytest.mark.parametrize(("begins", "lasts"), [(-9, 8), (0, 0), (1, -1), (0, 24 * 8)])
def test_shift_ends_after_it_begins_within_a_week_and_later_than_now(
    team: list[Actor], begins: float, lasts: float
) -> None:
    with pytest.raises(NoSuchShift):
        shift(team[0], team[1], begins, lasts)


def test_duty_is_for_who_handles_what_is_urgent(team: list[Actor], organisation) -> None:
    with pytest.raises(NotAColleague):
        shift(team[0], make_person(organisation, "registrar"))
    with pytest.raises(NotAColleague):
        shift(team[0], team[1], backup_id=team[1].user.id)


def test_shift_is_taken_off_again(team: list[Actor]) -> None:
    made = shift(team[0], team[1])
    remove_shift(by=team[0], shift_id=made.id)
    assert not Shift.objects.exists()
    assert Event.objects.filter(action__startswith="triage.shift").count() == 2


def test_rota_is_planned_on_its_page(client: Client, team: list[Actor], organisation) -> None:
    sign_in(client, make_person(organisation, "admin", purpose="accountability").user)
    assert "Nu heeft niemand dienst" in client.get("/triage/rooster/").text
    now = timezone.localtime()
    given = {
        "user_id": str(team[0].user.id), "backup_id": "",
        "starts_at": f"{now - HOUR:%Y-%m-%dT%H:%M}", "ends_at": f"{now + HOUR:%Y-%m-%dT%H:%M}",
    }  # fmt: skip
    assert client.post("/triage/rooster/", given).status_code == 302
    assert f"Nu: <strong>{team[0].user.name}" in " ".join(client.get("/triage/rooster/").text.split())
    same = given | {"backup_id": given["user_id"]}
    assert "Kies een ander dan wie kijkt." in client.post("/triage/rooster/", same).text
    assert client.post("/triage/rooster/", given | {"user_id": "x"}).status_code == 422


def test_every_page_says_that_there_is_something_and_never_what(
    client: Client, actor: Actor, team: list[Actor]
) -> None:
    shift(team[0], team[0])
    lead = make_lead(actor, hard_stop=True)
    sign_in(client, team[0].user)
    page = client.get("/profiel/").text
    assert "U hebt dienst: er staat iets op de spoedlijst." in page
    assert '<span class="count" data-ask="/triage/spoed/stand/">1</span>' in page
    assert lead.case_number not in page.replace("\u2011", "-")
    assert "minderjarig" not in page
    other = sign_in(Client(), team[1].user)
    assert "U hebt dienst" not in other.get("/profiel/").text


def test_number_is_asked_for_without_staying_signed_in_by_it(
    client: Client, actor: Actor, team: list[Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    make_lead(actor, hard_stop=True)
    sign_in(client, team[0].user)
    begun = Session.objects.get(user=team[0].user).seen_at
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(minutes=10))
    assert client.get("/triage/spoed/stand/").text == "1"
    assert Session.objects.get(user=team[0].user).seen_at == begun
    client.get("/triage/spoed/")
    assert Session.objects.get(user=team[0].user).seen_at > begun
    assert not Event.objects.filter(subject__contains="standing").exists()


def test_suspicion_of_minority_is_worked_as_a_queue_of_its_own(
    client: Client, actor: Actor, team: list[Actor]
) -> None:
    lead = make_lead(actor, hard_stop=True)
    sign_in(client, team[0].user)
    number = lead.case_number.replace("-", "\u2011")
    assert number in client.get("/triage/spoed/?kind=minority").text
    assert number not in client.get("/triage/spoed/?kind=danger_to_life").text


def confirmed(actor: Actor, team: list[Actor]) -> Lead:
    lead = place_market(actor)
    facts = {"facts": "De tekst noemt een leeftijd.", "explanation": "Dat kan niet kloppen."}
    version = Lead.objects.get(id=lead.id).version
    assess_lead(by=team[0], lead_id=lead.id, version=version, outcome="urgent", kind="minority", **facts)
    version = Lead.objects.get(id=lead.id).version
    look_at_urgent(by=team[1], lead_id=lead.id, version=version, outcome="urgent_confirmed", **WORDS)
    return Lead.objects.get(id=lead.id)


def test_package_holds_what_two_people_found_and_no_contact(
    client: Client, actor: Actor, team: list[Actor]
) -> None:
    lead = confirmed(actor, team)
    sign_in(client, team[2].user)
    assert "Het meldpakket staat klaar" in client.get(f"/triage/{lead.id}/").text
    page = client.get(f"/triage/{lead.id}/pakket/").text
    for told in (lead.case_number, team[0].user.name, team[1].user.name, WORDS["facts"], "0800-2000"):
        assert told in page.replace("\u2011", "-")
    assert "sha256" in page
    for contact in ("06 0", "060", "+316", "@"):
        assert contact not in page.split("card package")[1].split("</section>")[0]
    event = Event.objects.get(action="triage.package_read")
    assert (event.subject, event.purpose) == (f"lead:{lead.id}", "crime_report")
    assert "U leest dit om een ernstig misdrijf te melden." in page
    assert "Doel: melding van een ernstig misdrijf. Gebruik dit voor niets anders." in page
    english = client.get(f"/triage/{lead.id}/pakket/", headers={"accept-language": "en"})
    assert english.status_code == 200


def test_package_is_taken_as_a_file_only_by_who_confirms(
    client: Client, actor: Actor, team: list[Actor]
) -> None:
    lead = confirmed(actor, team)
    sign_in(client, team[2].user)
    where = f"/triage/{lead.id}/pakket/bestand/"
    assert client.post(where).status_code == 403
    confirm(client, team[2].user)
    answer = client.post(where)
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    event = Event.objects.get(action="desk.exported")
    assert (event.details["what"], event.purpose) == ("lead:package", "crime_report")
    assert Export.objects.get().purpose == "crime_report"


def test_package_has_a_permission_and_a_purpose_of_its_own() -> None:
    assert (REPORT.purpose, REPORT.roles) == ("crime_report", {"outreach_worker", "analyst"})
    carried = {one.code for one in ALL_PERMISSIONS.values() if one.purpose == "crime_report"}
    assert carried == {"triage.report", "referrals.report_crime"}
    # and nobody may collect in order to report
    assert all("crime_report" not in collecting_purposes([role]) for role in Role.codes)


def test_package_is_not_made_before_two_people_agree(client: Client, actor: Actor, team: list[Actor]) -> None:
    lead = make_lead(actor, hard_stop=True)
    sign_in(client, team[0].user)
    confirm(client, team[0].user)
    assert "als twee mensen vinden" in client.get(f"/triage/{lead.id}/pakket/", follow=True).text
    client.post(f"/triage/{lead.id}/pakket/bestand/")
    assert not Event.objects.filter(action__in=["triage.package_read", "desk.exported"]).exists()


def test_job_calls_for_every_organisation(actor: Actor, team: list[Actor]) -> None:
    from baken.pipeline.tasks import urgent_by_clock

    late(make_lead(actor, hard_stop=True), 2 * HOUR)
    urgent_by_clock(timestamp=0)
    assert Lead.objects.get().escalated_at is not None
