"""Notices: given, tied together, decided on with reasons for both sides, and complained about."""

from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from baken.accounts.models import Organisation
from baken.audit.models import Event
from baken.notices.received import actions, exceptions
from baken.notices.received.answers import notice_words
from baken.notices.received.models import (
    NoticeComplaint,
    NoticeDecision,
    NoticeDesk,
    NotifierContact,
    NotifierSuspension,
    NotifierWarning,
    PreservedText,
    ReceivedNotice,
)
from baken.notices.received.policies import can_close, can_complain
from baken.notices.received.queries import complaint_counts, counts, queue, standing_by, suspended_until
from baken.notices.received.reported import about_of
from baken.notices.received.sealing import unseal
from baken.notices.received.statement import statement_for
from baken.notices.statements.checking import check_statements
from baken.notices.statements.models import StatementOfReasons
from baken.notices.statements.queries import overturned
from baken.notices.statements.writing import release_statements
from baken.referrals.models import CrimePacket, CrimeReportItem
from baken.referrals.reports.actions.send_packet import leave_unsent, record_failure
from baken.referrals.reports.packet import AT_LATEST, is_moment
from baken.referrals.reports.queries import report_about
from baken.referrals.sealing import opened
from baken.rights.actions.run_retention import run_retention
from baken.tenancy.acting import Actor
from baken.tenancy.permission import NotPermitted
from baken.tenancy.second_person import DecidedAlready
from tests.factories.crime_reports import send
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
from tests.factories.users import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def handler(organisation: Organisation) -> Actor:
    return moderator(organisation)


# giving


def test_notice_is_received_sealed_with_a_code_and_a_time(organisation: Organisation) -> None:
    receipt = give(organisation)
    notice = ReceivedNotice.objects.get()
    assert (notice.number, notice.state, notice.kind) == (1, "received", "user")
    assert notice.due_at - notice.received_at == timedelta(hours=168)
    told = notice_words(notice)
    assert (told.location, told.why, told.email) == (PLACE, WHY, EMAIL)
    stored = bytes(notice.why) + bytes(notice.thing.location) + bytes(notice.contact.email)
    for word in (WHY, PLACE, EMAIL):
        assert word.encode() not in stored
    assert receipt.code.replace("-", "").encode() not in bytes(notice.code_hash)
    event = Event.objects.get(action="notices.given")
    assert event.details == {"subject": "without_consent", "kind": "user"}


def test_desk_that_is_closed_takes_nothing(organisation: Organisation) -> None:
    open_desk(organisation)
    NoticeDesk.objects.update(open=False)
    with pytest.raises(exceptions.DeskClosed):
        give(organisation)


def test_only_a_named_administrator_opens_the_desk(actor: Actor, handler: Actor) -> None:
    limits = {"open": True, "decide_within": 1, "urgent_within": 1, "complaint_within": 1}
    for by in (actor, handler):
        with pytest.raises(NotPermitted):
            actions.set_desk(by=by, **limits)


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"good_faith": False}, exceptions.NotInGoodFaith),
        ({"why": "  "}, exceptions.WhyMissing),
        ({"location": ""}, exceptions.WhyMissing),
        ({"email": ""}, exceptions.ContactNeeded),
        ({"name": " "}, exceptions.ContactNeeded),
        ({"kind": "anonymous"}, exceptions.ContactNeeded),
        ({"kind": "anonymous", "subject": "exploitation"}, exceptions.ContactNeeded),
    ],
)
def test_notice_that_lacks_what_the_law_asks_is_not_taken(
    organisation: Organisation, given: dict[str, Any], fault: type[Exception]
) -> None:
    with pytest.raises(fault):
        give(organisation, **given)
    assert not ReceivedNotice.objects.exists()


def test_anonymous_notice_about_a_minor_keeps_no_contact(organisation: Organisation) -> None:
    give(organisation, kind="anonymous", subject="minor")
    assert not NotifierContact.objects.exists()
    notice = ReceivedNotice.objects.get()
    assert notice.due_at - notice.received_at == timedelta(hours=24)


def test_database_refuses_anonymous_about_anything_else(organisation: Organisation) -> None:
    give(organisation)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReceivedNotice.objects.update(kind="anonymous")


def test_picture_as_text_is_cut(organisation: Organisation) -> None:
    give(organisation, why="Kijk: data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ hier.")
    assert "iVBOR" not in unseal(ReceivedNotice.objects.get(), "why")


def test_too_many_notices_in_an_hour_wait(
    organisation: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    giving = import_module("baken.notices.received.actions.give_notice")
    monkeypatch.setattr(giving, "MOST_AN_HOUR", 1)
    give(organisation)
    with pytest.raises(exceptions.TooManyNotices):
        give(organisation)
    # a flood of others keeps nobody in danger out
    assert give(organisation, subject="exploitation").notice.state == "received"


# duplicates


def test_notices_about_the_same_place_are_tied_and_decided_together(
    organisation: Organisation, handler: Actor
) -> None:
    first = give(organisation).notice
    second = give(organisation, location="kleinmarkt.example/advertentie/4711/").notice
    other = give(organisation, location="https://kleinmarkt.example/advertentie/4712").notice
    assert first.thing_id == second.thing_id != other.thing_id
    decision = decide(handler, first)
    assert set(decision.notices.all()) == {first, second}
    other.refresh_from_db()
    assert other.state == "received"


def test_untied_notice_stands_alone_and_stays_so(organisation: Organisation, handler: Actor) -> None:
    first, second = give(organisation).notice, give(organisation).notice
    actions.untie_notice(by=handler, notice_id=second.id)
    second.refresh_from_db()
    assert second.thing_id != first.thing_id
    assert not second.tied
    assert notice_words(second).location == PLACE
    assert give(organisation).notice.thing_id == first.thing_id
    with pytest.raises(exceptions.NotTied):
        actions.untie_notice(by=handler, notice_id=second.id)


# handling


def test_notice_is_taken_and_put_back(organisation: Organisation, handler: Actor) -> None:
    notice = give(organisation).notice
    assert actions.take_notice(by=handler, notice_id=notice.id).holder == handler.user
    with pytest.raises(exceptions.WrongState):
        actions.take_notice(by=handler, notice_id=notice.id)
    back = actions.put_back_notice(by=handler, notice_id=notice.id)
    assert (back.state, back.holder) == ("received", None)
    with pytest.raises(exceptions.WrongState):
        actions.put_back_notice(by=handler, notice_id=notice.id)


def test_late_notice_is_shown_as_such(organisation: Organisation) -> None:
    give(organisation)
    assert [one.late for one in queue()] == [0]
    ReceivedNotice.objects.update(due_at=timezone.now() - timedelta(minutes=1))
    assert [one.late for one in queue()] == [1]


@pytest.mark.parametrize("what", ["decide", "take", "untie", "mark"])
def test_machine_decides_nothing(organisation: Organisation, actor: Actor, what: str) -> None:
    notice = give(organisation).notice
    with pytest.raises(NotPermitted):
        {
            "decide": lambda: decide(actor, notice),
            "take": lambda: actions.take_notice(by=actor, notice_id=notice.id),
            "untie": lambda: actions.untie_notice(by=actor, notice_id=notice.id),
            "mark": lambda: actions.mark_unfounded(by=actor, notice_id=notice.id, reason="Een reden."),
        }[what]()


def test_text_is_preserved_before_anything_is_done(organisation: Organisation, handler: Actor) -> None:
    notice = give(organisation).notice
    with pytest.raises(exceptions.NotPreserved):
        decide(handler, notice, preserved="")
    decide(handler, notice)
    kept = PreservedText.objects.get()
    assert unseal(kept, "text") == "Ontspannende massage, privé ontvangst."
    assert b"massage" not in bytes(kept.text)


def test_nothing_done_needs_no_text_and_no_statement(organisation: Organisation, handler: Actor) -> None:
    decision = decide(handler, give(organisation).notice, **NOTHING_DONE, preserved="")
    assert decision.state == "closed"
    assert statement_for(decision) is None


@pytest.mark.parametrize("field", ["answer", "explanation", "facts"])
def test_words_for_others_hold_no_contact(organisation: Organisation, handler: Actor, field: str) -> None:
    with pytest.raises(exceptions.ContactTold):
        decide(handler, give(organisation).notice, **{field: f"Schrijf naar {EMAIL} hierover."})
    with pytest.raises(exceptions.WhyMissing):
        decide(handler, ReceivedNotice.objects.get(), **{field: " "})


def test_decision_does_not_cover_what_was_not_seen(organisation: Organisation, handler: Actor) -> None:
    notice = give(organisation).notice
    give(organisation)
    with pytest.raises(exceptions.ChangedMeanwhile):
        decide(handler, notice, seen=1)


@pytest.mark.parametrize(
    "outcome", ["remove", "disable", "restrict", "suspend_account", "end_account", "limit_service"]
)
@pytest.mark.parametrize("illegal", [True, False])
def test_statement_of_reasons_is_valid(
    organisation: Organisation, handler: Actor, outcome: str, illegal: bool
) -> None:
    decision = decide(handler, give(organisation).notice, outcome=outcome, illegal=illegal)
    made = statement_for(decision)
    assert made is not None
    assert list(check_statements(made)) == []
    assert made["source_type"] == "SOURCE_ARTICLE_16"


def test_statement_names_a_trusted_flagger_once_a_person_looked_it_up(
    organisation: Organisation, handler: Actor
) -> None:
    said = give(organisation, kind="trusted_flagger", location="nummer 1").notice
    looked_up = give(organisation, kind="trusted_flagger", location="nummer 2").notice
    actions.confirm_flagger(by=handler, notice_id=looked_up.id)
    made = [statement_for(decide(handler, one)) for one in (said, looked_up)]
    assert [one and one["source_type"] for one in made] == ["SOURCE_ARTICLE_16", "SOURCE_TRUSTED_FLAGGER"]
    assert EMAIL not in str(made)


def test_confirming_a_flagger_is_logged_undone_and_over_with_the_decision(
    organisation: Organisation, handler: Actor, actor: Actor
) -> None:
    notice = give(organisation, kind="trusted_flagger").notice
    with pytest.raises(NotPermitted):
        actions.confirm_flagger(by=actor, notice_id=notice.id)
    assert actions.confirm_flagger(by=handler, notice_id=notice.id).flagger_by == handler.user
    assert actions.confirm_flagger(by=handler, notice_id=notice.id, confirmed=False).flagger_by is None
    told = [one.details for one in Event.objects.filter(action="notices.flagger_confirmed").order_by("at")]
    assert told == [{"confirmed": True}, {"confirmed": False}]
    decide(handler, notice)
    with pytest.raises(exceptions.WrongState):
        actions.confirm_flagger(by=handler, notice_id=notice.id)
    with pytest.raises(exceptions.NoFlagger):
        actions.confirm_flagger(by=handler, notice_id=give(organisation).notice.id)


# article 18


@pytest.mark.parametrize("suspicion", ["minority", "exploitation", "danger"])
def test_serious_suspicion_stays_open_until_it_says_where_it_went(
    organisation: Organisation, handler: Actor, suspicion: str
) -> None:
    decision = decide(handler, give(organisation).notice, suspicion=suspicion)
    assert decision.state == "open"
    assert not can_close(decision)
    with pytest.raises(IntegrityError), transaction.atomic():
        NoticeDecision.objects.update(state="closed")
    second = moderator(organisation)
    report = report_about(about_of(decision))
    assert report is not None
    for packet in report.packets.all():
        decision.refresh_from_db()
        assert decision.state == "open"
        send(handler, second, packet)
    decision.refresh_from_db()
    assert can_close(decision)
    assert (decision.state, decision.referral, decision.referral_by) == ("closed", "sent", handler.user)


def test_sending_that_failed_after_all_opens_the_decision_again(
    organisation: Organisation, handler: Actor
) -> None:
    decision = decide(handler, give(organisation).notice, suspicion="danger")
    packet = CrimePacket.objects.get()
    send(handler, moderator(organisation), packet)
    record_failure(by=handler, packet_id=packet.id, words="Niemand nam op.")
    decision.refresh_from_db()
    assert (decision.state, decision.referral, decision.referral_by) == ("open", "", None)


def test_report_of_a_decision_says_what_is_known_already(organisation: Organisation, handler: Actor) -> None:
    decide(handler, give(organisation).notice, suspicion="exploitation")
    told = {one.item: opened(one, "words") for one in CrimeReportItem.objects.all()}
    assert (told["content"], told["where"]) == (REMOVAL["preserved"], PLACE)
    assert is_moment(told["published"])
    assert set(told) == {"content", "where", "published"}


def test_day_that_nobody_told_is_not_the_day_of_the_decision(
    organisation: Organisation, handler: Actor
) -> None:
    given = give(organisation).notice
    ReceivedNotice.objects.update(received_at=given.received_at - timedelta(days=3))
    decision = decide(handler, given, suspicion="exploitation", content_on=None)
    first = timezone.localtime(given.received_at - timedelta(days=3))
    told = opened(CrimeReportItem.objects.get(item="published"), "words")
    assert told == AT_LATEST + first.isoformat(timespec="minutes")
    assert decision.content_on == first.date()


def test_text_kept_before_the_newest_notice_is_not_the_text_it_is_about(
    organisation: Organisation, handler: Actor
) -> None:
    notice = give(organisation).notice
    actions.preserve_text(by=handler, notice_id=notice.id, text="Hoe zij er eerst stond.")
    give(organisation)
    with pytest.raises(exceptions.NotPreserved):
        decide(handler, notice, preserved="")
    assert decide(handler, notice).outcome == "remove"


def test_machine_refers_nothing(organisation: Organisation, handler: Actor, actor: Actor) -> None:
    decide(handler, give(organisation).notice, suspicion="danger")
    with pytest.raises(NotPermitted):
        leave_unsent(by=actor, packet_id=CrimePacket.objects.get().id, words="Geen reden.")


# the state by code, and complaints


def test_code_shows_the_state_to_each_side(organisation: Organisation, handler: Actor) -> None:
    receipt = give(organisation)
    decision = decide(handler, receipt.notice)
    mine = standing_by(organisation=organisation, code=f" {receipt.code.upper()} ")
    assert mine is not None
    assert (mine.side, mine.decision) == ("notifier", decision)
    theirs = standing_by(organisation=organisation, code=unseal(decision, "code"))
    assert theirs is not None
    assert (theirs.side, theirs.notice) == ("advertiser", None)


def test_code_that_is_not_there_is_noted_in_the_same_way(organisation: Organisation) -> None:
    open_desk(organisation)
    assert standing_by(organisation=organisation, code="aaaaa-aaaaa") is None
    event = Event.objects.get(action="notices.state_asked")
    assert (event.subject, event.details) == ("code", {"found": False})


def _complain(organisation: Organisation, code: str) -> NoticeComplaint:
    return actions.lodge_complaint(organisation=organisation, code=code, why="Ik ben het er niet mee eens.")


def test_complaint_is_handled_by_another_and_overturning_says_what_changes(
    organisation: Organisation, handler: Actor
) -> None:
    decision = decide(handler, give(organisation).notice)
    code = unseal(decision, "code")
    complaint = _complain(organisation, code)
    said = {"complaint_id": complaint.id, "answer": "De advertentie was van u.", "overturn": True}
    with pytest.raises(exceptions.SamePerson):
        actions.decide_complaint(by=handler, changes="Wij zetten haar terug.", **said)
    other = moderator(organisation)
    with pytest.raises(exceptions.ChangesMissing):
        actions.decide_complaint(by=other, changes="", **said)
    done = actions.decide_complaint(by=other, changes="Wij zetten haar terug.", **said)
    decision.refresh_from_db()
    assert (done.state, decision.state) == ("overturned", "overturned")
    assert unseal(done, "changes") == "Wij zetten haar terug."
    with pytest.raises(exceptions.WrongState):
        actions.decide_complaint(by=other, changes="Nog eens.", **said)


def test_notices_are_open_again_when_who_gave_notice_was_right(
    organisation: Organisation, handler: Actor
) -> None:
    receipt = give(organisation)
    first = decide(handler, receipt.notice, **NOTHING_DONE, preserved="")
    actions.mark_unfounded(by=handler, notice_id=receipt.notice.id, reason="Dezelfde bewering als eerder.")
    complaint = _complain(organisation, receipt.code)
    actions.decide_complaint(
        by=moderator(organisation), complaint_id=complaint.id, overturn=True,
        answer="Het klopt toch.", changes="Wij kijken opnieuw.",
    )  # fmt: skip
    again = ReceivedNotice.objects.get()
    assert (again.state, again.decision, again.holder) == ("received", None, None)
    assert not hasattr(again, "unfounded")
    assert not StatementOfReasons.objects.exists()
    # what is done now has its own reasons, text, statement and code
    with pytest.raises(exceptions.NotPreserved):
        decide(handler, again, preserved="")
    assert decide(handler, again) != first
    assert StatementOfReasons.objects.count() == 1
    assert _complain(organisation, receipt.code).decision != first


def test_statement_of_an_overturned_decision_is_held_back_and_both_sides_read_why(
    organisation: Organisation, handler: Actor
) -> None:
    receipt = give(organisation)
    decision = decide(handler, receipt.notice)
    stated = StatementOfReasons.objects.get()
    release_statements(by=handler, statement_ids=[stated.id])
    assert overturned([stated]) == set()
    complaint = _complain(organisation, unseal(decision, "code"))
    actions.decide_complaint(
        by=moderator(organisation), complaint_id=complaint.id, overturn=True,
        answer="De advertentie was van u.", changes="Wij zetten haar terug.",
    )  # fmt: skip
    stated = StatementOfReasons.objects.get()
    assert stated.state == "written"
    assert overturned([stated]) == {stated.id}
    found = standing_by(organisation=organisation, code=receipt.code)
    assert found is not None
    assert (found.complaints, found.others) == ([], [complaint])
    assert ReceivedNotice.objects.get().state == "decided"


def test_database_refuses_a_complaint_handled_by_who_decided(
    organisation: Organisation, handler: Actor
) -> None:
    complaint = _complain(organisation, unseal(decide(handler, give(organisation).notice), "code"))
    now = timezone.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        NoticeComplaint.objects.filter(id=complaint.id).update(
            state="upheld", handled_by=handler.user, handled_at=now, answer=b"x"
        )


def test_decision_that_stands_stays(organisation: Organisation, handler: Actor) -> None:
    receipt = give(organisation)
    decision = decide(handler, receipt.notice, **NOTHING_DONE)
    complaint = _complain(organisation, receipt.code)
    actions.decide_complaint(
        by=moderator(organisation), complaint_id=complaint.id, overturn=False, answer="Het besluit klopt."
    )
    decision.refresh_from_db()
    assert decision.state == "closed"
    with pytest.raises(exceptions.ComplainedBefore):
        _complain(organisation, receipt.code)
    assert complaint_counts() == {"upheld": 1}


def test_complaint_needs_a_decision_and_comes_within_six_months(
    organisation: Organisation, handler: Actor
) -> None:
    receipt = give(organisation)
    for code in (receipt.code, "aaaaa"):
        with pytest.raises(exceptions.NoDecision):
            _complain(organisation, code)
    decision = decide(handler, receipt.notice)
    now = decision.at
    assert can_complain(decision, "notifier", [], now + timedelta(days=184))
    NoticeDecision.objects.update(at=now - timedelta(days=185))
    with pytest.raises(exceptions.TooLate):
        _complain(organisation, receipt.code)


def test_complaint_about_an_open_suspicion_waits_for_the_referral(
    organisation: Organisation, handler: Actor
) -> None:
    receipt = give(organisation)
    decide(handler, receipt.notice, suspicion="danger")
    complaint = _complain(organisation, receipt.code)
    with pytest.raises(exceptions.NotReferred):
        actions.decide_complaint(
            by=moderator(organisation), complaint_id=complaint.id, overturn=True,
            answer="Het klopt niet.", changes="Wij zetten haar terug.",
        )  # fmt: skip


# misuse


def _unfounded(organisation: Organisation, handler: Actor, many: int) -> ReceivedNotice:
    for number in range(many):
        notice = give(organisation, location=f"https://kleinmarkt.example/m/{timezone.now()}{number}").notice
        decide(handler, notice, **NOTHING_DONE)
        actions.mark_unfounded(by=handler, notice_id=notice.id, reason="Dezelfde bewering als eerder.")
    return notice


def test_mark_needs_a_decision_on_which_nothing_was_done(organisation: Organisation, handler: Actor) -> None:
    notice = give(organisation).notice
    with pytest.raises(exceptions.NotUnfounded):
        actions.mark_unfounded(by=handler, notice_id=notice.id, reason="Een reden hiervoor.")
    decide(handler, notice)
    with pytest.raises(exceptions.NotUnfounded):
        actions.mark_unfounded(by=handler, notice_id=notice.id, reason="Een reden hiervoor.")


def test_mark_can_be_taken_away(organisation: Organisation, handler: Actor) -> None:
    notice = _unfounded(organisation, handler, 1)
    actions.unmark_unfounded(by=handler, notice_id=notice.id)
    assert not hasattr(ReceivedNotice.objects.get(), "unfounded")


def test_suspension_takes_marks_a_warning_another_notice_and_two_people(
    organisation: Organisation, handler: Actor
) -> None:
    ask = {"days": 30, "reason": "Het ging door na de waarschuwing."}
    second = _unfounded(organisation, handler, 2)
    with pytest.raises(exceptions.TooFewMarks):
        actions.warn_notifier(by=handler, notice_id=second.id)
    third = _unfounded(organisation, handler, 1)
    with pytest.raises(exceptions.NotWarned):
        actions.ask_suspension(by=handler, notice_id=third.id, **ask)
    actions.warn_notifier(by=handler, notice_id=third.id)
    # whoever types this address learns nothing of what is known of it
    typed = standing_by(organisation=organisation, code=give(organisation).code)
    assert typed is not None
    assert (typed.warned, typed.suspended_until) == (False, None)
    with pytest.raises(exceptions.NotWarned):
        actions.ask_suspension(by=handler, notice_id=third.id, **ask)
    fourth = _unfounded(organisation, handler, 1)
    asked = actions.ask_suspension(by=handler, notice_id=fourth.id, **ask)
    with pytest.raises(exceptions.SuspendedAlready):
        actions.ask_suspension(by=handler, notice_id=fourth.id, **ask)
    assert suspended_until(asked.notifier) is None
    with pytest.raises(NotPermitted):
        actions.decide_suspension(by=handler, suspension_id=asked.id, approve=True)
    other = moderator(organisation)
    actions.decide_suspension(by=other, suspension_id=asked.id, approve=True)
    with pytest.raises(DecidedAlready):
        actions.decide_suspension(by=other, suspension_id=asked.id, approve=True)
    assert give(organisation).notice.state == "set_aside"
    # somebody who may be in danger is always read at once
    assert give(organisation, subject="exploitation").notice.state == "received"
    assert give(organisation, email="ander@voorbeeld.example").notice.state == "received"
    aside = ReceivedNotice.objects.get(state="set_aside")
    assert actions.take_notice(by=handler, notice_id=aside.id).state == "in_hand"
    actions.lift_suspension(by=handler, suspension_id=asked.id)
    assert give(organisation).notice.state == "received"
    with pytest.raises(exceptions.WrongState):
        actions.lift_suspension(by=handler, suspension_id=asked.id)


def test_declined_suspension_changes_nothing(organisation: Organisation, handler: Actor) -> None:
    third = _unfounded(organisation, handler, 3)
    actions.warn_notifier(by=handler, notice_id=third.id)
    fourth = _unfounded(organisation, handler, 1)
    asked = actions.ask_suspension(by=handler, notice_id=fourth.id, days=5, reason="Het ging door daarna.")
    actions.decide_suspension(by=moderator(organisation), suspension_id=asked.id, approve=False)
    assert give(organisation).notice.state == "received"


# erasing and counting


def test_notice_goes_with_everything_that_hangs_on_it(
    organisation: Organisation, handler: Actor, actor: Actor
) -> None:
    receipt = give(organisation)
    decide(handler, receipt.notice)
    _complain(organisation, receipt.code)
    long_ago = timezone.now() - timedelta(days=800)
    NotifierContact.objects.update(at=timezone.now() - timedelta(days=200))
    run_retention(by=actor)
    assert not NotifierContact.objects.exists()
    assert ReceivedNotice.objects.exists()
    ReceivedNotice.objects.get().thing.__class__.objects.update(last_at=long_ago)
    run_retention(by=actor)
    for model in (ReceivedNotice, NoticeDecision, NoticeComplaint, PreservedText):
        assert not model.objects.exists()
    assert NoticeDesk.objects.exists()


def test_warning_and_suspension_end_by_themselves(
    organisation: Organisation, handler: Actor, actor: Actor
) -> None:
    third = _unfounded(organisation, handler, 3)
    actions.warn_notifier(by=handler, notice_id=third.id)
    actions.ask_suspension(
        by=handler, notice_id=_unfounded(organisation, handler, 1).id, days=5, reason="Het ging door daarna."
    )
    past = timezone.now() - timedelta(days=1)
    NotifierWarning.objects.update(expires_at=past)
    NotifierSuspension.objects.update(expires_at=past)
    run_retention(by=actor)
    assert not NotifierWarning.objects.exists()
    assert not NotifierSuspension.objects.exists()


def test_counts_tell_of_each_subject(organisation: Organisation, handler: Actor) -> None:
    decide(handler, give(organisation).notice)
    give(organisation, location="https://kleinmarkt.example/ander")
    give(organisation, subject="fraud", location="https://kleinmarkt.example/derde")
    found = {one.subject: (one.given, one.waiting, one.late, one.decided) for one in counts()}
    assert found == {"without_consent": (2, 1, 0, 1), "fraud": (1, 1, 0, 0)}


def test_observer_handles_nothing(organisation: Organisation) -> None:
    observer = make_person(organisation, "observer", purpose="accountability")
    with pytest.raises(NotPermitted):
        actions.take_notice(by=observer, notice_id=give(organisation).notice.id)
