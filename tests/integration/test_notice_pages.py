"""The pages about notices: for everybody without a cookie, and for those who decide."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from baken.accounts.attempts import FREE
from baken.accounts.models import Organisation
from baken.audit.models import Event
from baken.notices.received import queries
from baken.notices.received.models import NoticeComplaint, NoticeDecision, NoticeDesk, ReceivedNotice
from baken.notices.received.reported import about_of
from baken.notices.received.sealing import unseal
from baken.referrals.models import CrimeReport
from baken.tenancy.acting import Actor
from tests.factories.notices import (
    EMAIL,
    NOTHING_DONE,
    PLACE,
    REMOVAL,
    WHY,
    decide,
    give,
    moderator,
    open_desk,
)
from tests.factories.users import make_user, sign_in

pytestmark = pytest.mark.django_db
FILLED = {
    "subject": "without_consent", "location": PLACE, "why": WHY, "kind": "user", "name": "Een Melder",
    "email": EMAIL, "good_faith": "on",
}  # fmt: skip


@pytest.fixture
def stranger() -> Client:
    """Somebody with no cookie, whose browser checks everything."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def handler(organisation: Organisation) -> Actor:
    return moderator(organisation)


@pytest.fixture
def desk(handler: Actor) -> Client:
    return sign_in(Client(), handler.user)


def test_anybody_gives_notice_without_a_cookie(organisation: Organisation, stranger: Client) -> None:
    open_desk(organisation)
    path = f"/meldpunt/{organisation.slug}/"
    shown = stranger.get(path)
    assert shown.status_code == 200
    sent = stranger.post(path, FILLED)
    assert sent.status_code == 200
    assert not shown.cookies
    assert not sent.cookies
    assert "script" not in shown.text
    (notice,) = ReceivedNotice.objects.all()
    code = sent.context["code"]
    assert code in sent.text
    standing = stranger.post(f"{path}stand/", {"code": code})
    assert standing.status_code == 200
    assert f"<dd>{notice.number}</dd>" in standing.text
    # what somebody wrote is not shown again to whoever finds the code
    assert EMAIL not in standing.text


def test_form_stands_in_the_language_of_its_address(organisation: Organisation, stranger: Client) -> None:
    open_desk(organisation)
    for language, words in (("nl", "Geef een melding"), ("en", "Give notice")):
        shown = stranger.get(f"/meldpunt/{organisation.slug}/{language}/")
        assert f"<h1>{words}</h1>" in shown.text
        assert f'lang="{language}"' in shown.text
    assert stranger.get(f"/meldpunt/{organisation.slug}/xx/").status_code == 404


def test_desk_that_is_closed_or_not_there_looks_the_same(
    organisation: Organisation, stranger: Client
) -> None:
    closed = stranger.get(f"/meldpunt/{organisation.slug}/")
    nobody = stranger.get("/meldpunt/nergens/")
    assert (closed.status_code, nobody.status_code) == (404, 404)
    open_desk(organisation)
    NoticeDesk.objects.update(open=False)
    assert stranger.post(f"/meldpunt/{organisation.slug}/", FILLED).status_code == 404
    assert not ReceivedNotice.objects.exists()


def test_code_keeps_its_worth_when_the_desk_closes(
    organisation: Organisation, handler: Actor, stranger: Client
) -> None:
    decision = decide(handler, give(organisation).notice)
    NoticeDesk.objects.update(open=False)
    path, code = f"/meldpunt/{organisation.slug}/stand/", unseal(decision, "code")
    assert REMOVAL["explanation"] in stranger.post(path, {"code": code}).text
    done = stranger.post(path, {"code": code, "why": "De advertentie is van mijzelf."})
    assert done.status_code == 200
    assert NoticeComplaint.objects.exists()


@pytest.mark.parametrize(
    "changed",
    [{"name": ""}, {"email": ""}, {"good_faith": ""}, {"why": ""}, {"location": ""}, {"kind": "anonymous"}],
)
def test_what_is_missing_is_told(
    organisation: Organisation, stranger: Client, changed: dict[str, str]
) -> None:
    open_desk(organisation)
    answer = stranger.post(f"/meldpunt/{organisation.slug}/", FILLED | changed)
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert not ReceivedNotice.objects.exists()


def test_unknown_codes_get_the_same_page_and_then_wait(organisation: Organisation, stranger: Client) -> None:
    receipt = give(organisation)
    path = f"/meldpunt/{organisation.slug}/stand/"
    known = [stranger.post(path, {"code": receipt.code}).status_code for _ in range(FREE + 2)]
    assert set(known) == {200}
    unknown = [stranger.post(path, {"code": f"aaaaa-{turn}"}).status_code for turn in range(FREE + 2)]
    assert unknown[0] == 200
    assert unknown[-1] == 429


def test_advertiser_reads_the_reasons_and_complains(
    organisation: Organisation, handler: Actor, stranger: Client
) -> None:
    decision = decide(handler, give(organisation).notice)
    path = f"/meldpunt/{organisation.slug}/stand/"
    sent = {"code": unseal(decision, "code")}
    shown = stranger.post(path, sent)
    assert REMOVAL["explanation"] in shown.text
    assert REMOVAL["answer"] not in shown.text
    assert EMAIL not in shown.text
    assert stranger.post(path, sent | {"why": "kort"}).status_code == 422
    done = stranger.post(path, sent | {"why": "De advertentie is van mijzelf."})
    assert done.status_code == 200
    assert NoticeComplaint.objects.get().side == "advertiser"
    again = stranger.post(path, sent | {"why": "De advertentie is van mijzelf."})
    assert again.status_code == 422


def test_both_texts_are_read_before_the_decision(
    organisation: Organisation, desk: Client, handler: Actor
) -> None:
    notice = give(organisation).notice
    path = reverse("notices:decide", args=[notice.id])
    sent: dict[str, Any] = REMOVAL | {
        "suspicion": "none", "illegal": "yes", "content_on": "2026-01-02", "seen": "1",
    }  # fmt: skip
    read = desk.post(path, sent | {"step": "read"})
    assert read.status_code == 200
    assert REMOVAL["answer"] in read.text
    assert REMOVAL["explanation"] in read.text
    assert not NoticeDecision.objects.exists()
    back = desk.post(path, sent | {"step": "change"})
    assert REMOVAL["answer"] in back.text
    assert desk.post(path, sent | {"step": "decide"}).status_code == 302
    assert NoticeDecision.objects.get().by == handler.user
    assert unseal(NoticeDecision.objects.get(), "code") in desk.get(f"/meldingen/{notice.id}/").text


def test_words_can_be_sent_after_another_notice_came_in(organisation: Organisation, desk: Client) -> None:
    notice = give(organisation).notice
    path = reverse("notices:decide", args=[notice.id])
    sent = NOTHING_DONE | {"suspicion": "none", "seen": "1", "step": "decide"}
    other = give(organisation).notice
    refused = desk.post(path, sent)
    assert refused.status_code == 422
    assert reverse("notices:notice", args=[other.id]) in refused.text
    assert 'name="seen" value="2"' in refused.text
    assert desk.post(path, sent | {"seen": "2"}).status_code == 302


def test_measure_without_reasons_is_refused(organisation: Organisation, desk: Client) -> None:
    notice = give(organisation).notice
    sent = {
        "outcome": "remove",
        "suspicion": "none",
        "answer": REMOVAL["answer"],
        "seen": "1",
        "step": "decide",
    }
    answer = desk.post(reverse("notices:decide", args=[notice.id]), sent)
    assert answer.status_code == 422
    assert not NoticeDecision.objects.exists()


def test_suspicion_leads_to_the_page_where_it_is_said_where_it_went(
    organisation: Organisation, desk: Client
) -> None:
    notice = give(organisation).notice
    sent = NOTHING_DONE | {"suspicion": "danger", "seen": "1", "step": "decide"}
    answer = desk.post(reverse("notices:decide", args=[notice.id]), sent)
    decision = NoticeDecision.objects.get()
    report = CrimeReport.objects.get(about=about_of(decision))
    assert answer["Location"] == reverse("reports:report", args=[report.id])
    assert answer["Location"] in desk.get(reverse("notices:notice", args=[notice.id])).text
    desk.post(
        reverse("reports:leave", args=[report.packets.get().id]),
        {"words": "Bij navraag bleek er niemand in gevaar."},
    )
    decision.refresh_from_db()
    assert (decision.state, decision.referral) == ("closed", "not_sent")


def test_trusted_flagger_is_confirmed_on_a_page(organisation: Organisation, desk: Client) -> None:
    notice = give(organisation, kind="trusted_flagger").notice
    page = reverse("notices:flagger", args=[notice.id])
    assert page in desk.get(reverse("notices:notice", args=[notice.id])).text
    assert "nog niet" in desk.get(page).text
    desk.post(page, {"do": "confirm"})
    notice.refresh_from_db()
    assert notice.flagger_by is not None
    desk.post(page, {"do": "take_back"})
    notice.refresh_from_db()
    assert notice.flagger_by is None


def test_who_decided_gets_no_form_for_the_complaint(
    organisation: Organisation, desk: Client, handler: Actor, stranger: Client
) -> None:
    receipt = give(organisation)
    decide(handler, receipt.notice)
    stranger.post(
        f"/meldpunt/{organisation.slug}/stand/", {"code": receipt.code, "why": "Het staat er elders ook nog."}
    )
    path = reverse("notices:complaint", args=[NoticeComplaint.objects.get().id])
    assert "id_answer" not in desk.get(path).text
    sent = {"overturn": "no", "answer": "Het besluit klopt volgens mij."}
    assert desk.post(path, sent).status_code == 422
    other = sign_in(Client(), moderator(organisation).user)
    assert "id_answer" in other.get(path).text
    assert other.post(path, sent).status_code == 302
    assert NoticeComplaint.objects.get().state == "upheld"


def test_observer_sees_ranges_and_nothing_else(organisation: Organisation) -> None:
    notice = give(organisation).notice
    observer = sign_in(Client(), make_user(organisation, "observer"))
    counted = observer.get("/meldingen/aantallen/")
    assert "1 tot en met 9" in counted.text
    for path in ("/meldingen/", f"/meldingen/{notice.id}/", "/meldingen/opschortingen/"):
        assert observer.get(path).status_code == 403


def test_administrator_opens_the_desk(organisation: Organisation, stranger: Client) -> None:
    admin = sign_in(Client(), make_user(organisation, "admin"))
    sent = {"open": "on", "decide_within": "72", "urgent_within": "12", "complaint_within": "200"}
    assert admin.post("/meldingen/meldpunt/", sent).status_code == 302
    assert queries.open_desk_of().urgent_within == 12
    assert f"/meldpunt/{organisation.slug}/" in admin.get("/meldingen/meldpunt/").text
    assert stranger.get(f"/meldpunt/{organisation.slug}/").status_code == 200


def test_reading_a_notice_is_in_the_log(organisation: Organisation, desk: Client) -> None:
    notice = give(organisation).notice
    desk.get(f"/meldingen/{notice.id}/")
    event = Event.objects.get(action="notices.read")
    assert (event.subject, event.purpose) == (f"notice:{notice.id}", "moderation")
    assert WHY not in str(event.details)
