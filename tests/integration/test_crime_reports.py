"""Reports of a suspected serious crime: built, approved by a second, sent, confirmed, and never lost."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from baken.accounts.models import Organisation
from baken.adverts.vault import Vault
from baken.audit.models import Event
from baken.extraction.own_contacts import own_contacts
from baken.privacy.pseudonyms import pseudonym
from baken.referrals.actions.forget_contact import forget_contact_items, forget_what_ended
from baken.referrals.exceptions import (
    AskedAlready,
    ReceiverGone,
    SecondPersonNeeded,
    WordsMissing,
    WrongState,
)
from baken.referrals.models import CrimeLook, CrimePacket, CrimeReport, CrimeReportItem
from baken.referrals.reports.actions.look_second import ask_to_send, decide_report_look
from baken.referrals.reports.actions.open_report import add_receiver, open_report, write_report_items
from baken.referrals.reports.actions.send_packet import (
    build_packet,
    leave_unsent,
    record_failure,
    record_receipt,
    send_packet,
)
from baken.referrals.reports.clocks import RETRIES
from baken.referrals.reports.exceptions import (
    AddedAlready,
    ItemsMissing,
    NoMoment,
    NotReported,
    OtherReceiver,
    SentAlready,
)
from baken.referrals.reports.packet import UNKNOWN
from baken.referrals.reports.policies import check_removal_closable, is_settled
from baken.referrals.reports.queries import loud
from baken.referrals.sealing import opened
from baken.rights.actions.run_retention import run_retention
from baken.tenancy.acting import Actor
from baken.tenancy.permission import NotPermitted
from baken.tenancy.second_person import DecidedAlready
from tests.factories.crime_reports import ITEMS, NUMBER, built, make_report, receiver, send
from tests.factories.users import confirm, make_person, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def one(organisation: Organisation) -> Actor:
    return make_person(organisation, "moderator", purpose="moderation")


@pytest.fixture
def other(organisation: Organisation) -> Actor:
    return make_person(organisation, "moderator", purpose="moderation")


def the_packet(report: CrimeReport, kind: str = "police") -> CrimePacket:
    return report.packets.get(kind=kind)


def test_a_suspected_minor_opens_a_packet_for_police_and_for_child_protection(one: Actor) -> None:
    report = make_report(one, "minority")
    assert set(report.packets.values_list("kind", "state")) == {
        ("police", "suspected"),
        ("child_protection", "suspected"),
    }
    with pytest.raises(NotReported):
        check_removal_closable(report.about)
    assert make_report(one, "minority").id == report.id
    assert report.packets.count() == 2


def test_neither_a_machine_nor_another_role_opens_one(organisation: Organisation, actor: Actor) -> None:
    for by in (actor, make_person(organisation, "researcher", purpose="statistics")):
        with pytest.raises(NotPermitted):
            make_report(by)
    assert not CrimeReport.objects.exists()


def test_nothing_is_sent_before_a_second_person_says_so(one: Actor, other: Actor) -> None:
    packet = built(one, the_packet(make_report(one)))
    with pytest.raises(SecondPersonNeeded):
        send_packet(by=one, packet_id=packet.id)
    look = ask_to_send(by=one, packet_id=packet.id)
    with pytest.raises(AskedAlready):
        ask_to_send(by=other, packet_id=packet.id)
    with pytest.raises(NotPermitted):
        decide_report_look(by=one, look_id=look.id, approve=True)
    decide_report_look(by=other, look_id=look.id, approve=True)
    with pytest.raises(DecidedAlready):
        decide_report_look(by=other, look_id=look.id, approve=False)
    sent = send_packet(by=one, packet_id=packet.id)
    assert (sent.packet.state, sent.packet.settled_by, sent.packet.tries) == ("sent", one.user, 1)
    assert is_settled(packet.report)
    check_removal_closable(packet.report.about)


def test_who_built_it_is_not_the_second_person_when_another_asks(one: Actor, other: Actor) -> None:
    packet = built(one, the_packet(make_report(one)))
    look = ask_to_send(by=other, packet_id=packet.id)
    with pytest.raises(NotPermitted):
        decide_report_look(by=one, look_id=look.id, approve=True)


def test_what_was_approved_lapses_with_another_word_or_another_receiver(
    organisation: Organisation, one: Actor, other: Actor
) -> None:
    packet = built(one, the_packet(make_report(one)))

    def approve() -> None:
        look = ask_to_send(by=one, packet_id=packet.id)
        decide_report_look(by=other, look_id=look.id, approve=True)

    approve()
    write_report_items(by=one, report_id=packet.report_id, words={"why": "Verzonnen: iets anders."})
    with pytest.raises(SecondPersonNeeded):
        send_packet(by=one, packet_id=packet.id)
    approve()
    elsewhere = receiver(one, "police")
    elsewhere.pk, elsewhere.name = None, "Verzonnen politie elders"
    elsewhere.id = __import__("uuid").uuid4()
    elsewhere.save(force_insert=True)
    build_packet(by=one, packet_id=packet.id, receiver_id=elsewhere.id)
    with pytest.raises(SecondPersonNeeded):
        send_packet(by=one, packet_id=packet.id)


def test_in_danger_one_person_sends_at_once_and_a_second_reviews(one: Actor, other: Actor) -> None:
    packet = the_packet(make_report(one, "danger"))
    send(one, other, packet)
    look = CrimeLook.objects.get()
    assert (look.about, look.state) == ("acute_danger", "asked")
    assert look.due_at - look.asked_at == timedelta(hours=24)
    with pytest.raises(NotPermitted):
        decide_report_look(by=one, look_id=look.id, approve=True)
    decide_report_look(by=other, look_id=look.id, approve=False)
    packet.refresh_from_db()
    assert packet.state == "sent"


def test_packet_asks_for_what_article_18_needs_and_for_the_right_receiver(one: Actor) -> None:
    report = open_report(by=one, about="test:2", suspicion="danger", items={"content": "Tekst."})
    packet = the_packet(report)
    police = receiver(one, "police")
    with pytest.raises(ItemsMissing):
        build_packet(by=one, packet_id=packet.id, receiver_id=police.id)
    with pytest.raises(NoMoment):
        write_report_items(by=one, report_id=report.id, words={"published": "2026-06-01 14:05"})
    write_report_items(by=one, report_id=report.id, words=ITEMS)
    with pytest.raises(OtherReceiver):
        build_packet(by=one, packet_id=packet.id, receiver_id=receiver(one, "help").id)
    assert build_packet(by=one, packet_id=packet.id, receiver_id=police.id).state == "built"
    police.gone = True
    police.save()
    with pytest.raises(ReceiverGone):
        send_packet(by=one, packet_id=packet.id)


def test_clock_runs_from_the_suspicion_and_building_gives_no_delay(one: Actor) -> None:
    packet = the_packet(make_report(one, "minority"))
    due = packet.due_at
    assert due - packet.report.opened_at < timedelta(hours=4, seconds=5)
    assert built(one, packet).due_at == due


def test_failed_sending_is_loud_opens_it_again_and_can_be_retried(one: Actor, other: Actor) -> None:
    packet = the_packet(make_report(one))
    first = send(one, other, packet)
    with pytest.raises(WordsMissing):
        record_failure(by=one, packet_id=packet.id, words=" ")
    failed = record_failure(by=one, packet_id=packet.id, words="Niemand nam op.")
    assert failed.state == "failed"
    assert failed.due_at - timezone.now() <= RETRIES[0]
    assert loud(timezone.now()).failed == 1
    with pytest.raises(NotReported):
        check_removal_closable(packet.report.about)
    client = Client()
    assert client.get(reverse("answering:answer", args=[first.token])).status_code == 404
    again = send_packet(by=other, packet_id=packet.id)
    assert again.packet.tries == 2
    assert loud(timezone.now()).failed == 0
    check_removal_closable(packet.report.about)


def test_late_is_loud_without_any_job(one: Actor) -> None:
    make_report(one)
    assert loud(timezone.now()).late == 0
    assert loud(timezone.now() + timedelta(hours=25)).late == 1


def test_what_a_receiver_has_does_not_change(one: Actor, other: Actor) -> None:
    report = make_report(one)
    send(one, other, the_packet(report))
    with pytest.raises(SentAlready):
        write_report_items(by=one, report_id=report.id, words={"why": "Verzonnen: iets anders."})


def test_not_sending_needs_a_reason_by_a_named_person(one: Actor) -> None:
    packet = the_packet(make_report(one))
    with pytest.raises(WordsMissing):
        leave_unsent(by=one, packet_id=packet.id, words=" ")
    left = leave_unsent(by=one, packet_id=packet.id, words="Bij navraag bleek er niets aan de hand.")
    assert (left.state, left.settled_by, left.due_at) == ("not_sent", one.user, None)
    check_removal_closable(packet.report.about)
    with pytest.raises(WrongState):
        leave_unsent(by=one, packet_id=packet.id, words="Nog eens een reden.")


def test_nobody_alone_leaves_a_suspected_minor_unreported(one: Actor, other: Actor) -> None:
    packet = the_packet(make_report(one, "minority"))
    left = leave_unsent(by=one, packet_id=packet.id, words="Zij toonde aan wie zij is.")
    assert (left.state, left.due_at) == ("suspected", packet.due_at)
    look = CrimeLook.objects.get(about="not_sent")
    with pytest.raises(NotPermitted):
        decide_report_look(by=one, look_id=look.id, approve=True)
    with pytest.raises(SecondPersonNeeded):
        leave_unsent(by=other, packet_id=packet.id, words="Ik vind het ook.")
    assert not is_settled(packet.report)
    decide_report_look(by=other, look_id=look.id, approve=True)
    packet.refresh_from_db()
    assert (packet.state, packet.settled_by) == ("not_sent", other.user)
    # child protection waits for its own word
    assert not is_settled(packet.report)


def test_what_is_sent_after_all_leaves_no_question_behind(one: Actor, other: Actor) -> None:
    packet = the_packet(make_report(one, "minority"))
    leave_unsent(by=one, packet_id=packet.id, words="Zij toonde aan wie zij is.")
    send(one, other, packet)
    assert loud(timezone.now()).looks == []


def test_what_is_left_asks_nobody_to_approve_it(one: Actor) -> None:
    packet = built(one, the_packet(make_report(one)))
    ask_to_send(by=one, packet_id=packet.id)
    leave_unsent(by=one, packet_id=packet.id, words="Bij navraag bleek er niets aan de hand.")
    assert loud(timezone.now()).looks == []


def test_two_who_differ_leave_it_open(one: Actor, other: Actor) -> None:
    packet = the_packet(make_report(one, "minority"))
    leave_unsent(by=one, packet_id=packet.id, words="Zij toonde aan wie zij is.")
    decide_report_look(by=other, look_id=CrimeLook.objects.get().id, approve=False)
    packet.refresh_from_db()
    assert packet.state == "suspected"


def test_help_can_be_added_and_never_stands_for_the_police(one: Actor, other: Actor) -> None:
    report = make_report(one)
    helping = add_receiver(by=one, report_id=report.id, kind="help")
    with pytest.raises(AddedAlready):
        add_receiver(by=one, report_id=report.id, kind="help")
    send(one, other, helping)
    with pytest.raises(NotReported):
        check_removal_closable(report.about)


def test_database_itself_refuses_a_settled_packet_without_a_name_and_a_written_overdue(one: Actor) -> None:
    make_report(one)
    for wrong in (
        {"state": "sent"},
        {"state": "not_sent", "due_at": None},
        {"state": "overdue"},
        {"due_at": None},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            CrimePacket.objects.update(**wrong)


def test_words_are_sealed_and_the_log_holds_none(one: Actor, other: Actor) -> None:
    packet = the_packet(make_report(one))
    send(one, other, packet)
    record_receipt(by=one, packet_id=packet.id, receipt="A-1")
    stored = b"".join(bytes(row.words) for row in CrimeReportItem.objects.all())
    for words in ITEMS.values():
        assert words.encode() not in stored
    told = Event.objects.filter(action__startswith="referrals.report")
    assert {row.purpose for row in told} == {"crime_report"}
    assert not any("massage" in str(row.details) or NUMBER in str(row.details) for row in told)


def test_programs_of_the_platform_hear_each_state(one: Actor, other: Actor, monkeypatch: Any) -> None:
    heard: list[Any] = []
    from baken.referrals.reports.actions import steps

    monkeypatch.setattr(
        steps, "queue_webhook", lambda **told: heard.append((told["kind"], told["payload"]["state"]))
    )
    packet = the_packet(make_report(one))
    send(one, other, packet)
    record_failure(by=one, packet_id=packet.id, words="Niemand nam op.")
    assert heard == [("referral.state_changed", state) for state in ("built", "sent", "failed")]


# the receiver's page


def answer(token: str, **given: str) -> Any:
    client = Client(enforce_csrf_checks=True)
    page = reverse("answering:answer", args=[token])
    return client.post(page, given) if given else client.get(page)


def test_receiver_reads_its_own_items_and_confirms_once(one: Actor, other: Actor) -> None:
    report = make_report(one, "minority")
    packet = the_packet(report, "child_protection")
    sent = send(one, other, packet)
    first = answer(sent.token)
    assert first.status_code == 200
    assert ITEMS["why"] not in first.text
    assert not first.cookies
    assert answer(sent.token, code="00000000").status_code == 422
    opened = answer(sent.token, code=sent.code)
    assert ITEMS["why"] in opened.text
    assert NUMBER in opened.text
    assert ITEMS["where"] not in opened.text
    told = json.loads(answer(sent.token, code=sent.code, do="json").content)
    assert [item["item"] for item in told["items"]] == ["content", "published", "recipient", "why", "area"]
    assert answer(sent.token, code=sent.code, do="pdf").content.startswith(b"%PDF")
    assert answer(sent.token, code=sent.code, do="receipt").status_code == 422
    done = answer(sent.token, code=sent.code, do="receipt", receipt="VT 12")
    assert "Ontvangst bevestigd" in done.text
    packet.refresh_from_db()
    assert (packet.state, packet.receipt, packet.settled_by) == ("acknowledged", "VT 12", one.user)
    assert answer(sent.token, code=sent.code, do="receipt", receipt="VT 13").status_code == 422


def test_address_that_is_over_answers_nothing(one: Actor, other: Actor) -> None:
    sent = send(one, other, the_packet(make_report(one)))
    CrimePacket.objects.update(link_until=timezone.now())
    assert answer(sent.token).status_code == 404


# an erasure that somebody asks for


def _forget(by: Actor) -> int:
    key = Vault(by.organisation.id).pseudonym_key
    found = own_contacts([{"kind": "phone", "value": NUMBER}], "NL")[0]
    return forget_contact_items(by=by, unwanted=pseudonym(found.kind, found.value, key))


def test_request_to_erase_waits_for_what_the_police_does_not_have_yet(one: Actor, other: Actor) -> None:
    packet = the_packet(make_report(one))
    assert _forget(one) == 0
    send(one, other, packet)
    assert _forget(one) == 0
    record_receipt(by=one, packet_id=packet.id, receipt="A-1")
    assert _forget(one) == 2
    assert not CrimeReportItem.objects.filter(item__in=("content", "recipient")).exists()


def test_what_was_asked_to_be_erased_goes_by_itself_when_the_report_ended(one: Actor, other: Actor) -> None:
    packet = the_packet(make_report(one))
    held = CrimeReportItem.objects.filter(item__in=("content", "recipient"))
    assert _forget(one) == 0 and held.count() == 2
    assert forget_what_ended(by=one) == 0
    send(one, other, packet)
    assert forget_what_ended(by=one) == 0 and held.count() == 2
    record_receipt(by=one, packet_id=packet.id, receipt="A-1")
    officer = make_person(one.organisation, "data_protection_officer", purpose="accountability")
    run_retention(by=officer)
    assert not held.exists()
    assert not CrimeReport.objects.filter(to_forget__len__gt=0).exists()


def test_report_that_nobody_sent_stays_and_stays_loud_whatever_its_age(one: Actor, other: Actor) -> None:
    packet = the_packet(make_report(one))
    long_ago = timezone.now() - timedelta(days=4_000)
    CrimeReport.objects.update(opened_at=long_ago, last_at=long_ago)
    CrimePacket.objects.update(due_at=long_ago)
    officer = make_person(one.organisation, "data_protection_officer", purpose="accountability")
    run_retention(by=officer)
    assert loud(timezone.now()).late == 1
    leave_unsent(by=one, packet_id=packet.id, words="Verzonnen: het bleek een proef van ons zelf.")
    run_retention(by=officer)
    assert CrimeReport.objects.exists()
    CrimeReport.objects.update(last_at=long_ago)
    run_retention(by=officer)
    assert not CrimeReport.objects.exists()


def test_moment_that_nobody_knows_is_said_to_be_unknown(one: Actor) -> None:
    report = make_report(one, published="onbekend")
    assert opened(report.items.get(item="published"), "words") == UNKNOWN


def test_report_that_nobody_asked_about_keeps_what_it_holds(one: Actor, other: Actor) -> None:
    packet = the_packet(make_report(one))
    send(one, other, packet)
    record_receipt(by=one, packet_id=packet.id, receipt="A-1")
    before = CrimeReportItem.objects.count()
    assert forget_what_ended(by=one) == 0
    assert CrimeReportItem.objects.count() == before


# the pages


@pytest.fixture
def desk(one: Actor) -> Client:
    return confirm(sign_in(Client(), one.user), one.user)


def test_pages_from_suspicion_to_receipt(desk: Client, one: Actor, other: Actor) -> None:
    report = open_report(by=one, about="test:3", suspicion="exploitation", items={})
    packet = the_packet(report)
    page = reverse("reports:report", args=[report.id])
    assert report.number in desk.get(reverse("reports:list")).text
    assert "Nog nodig" in desk.get(page).text
    items = reverse("reports:items", args=[report.id])
    wrong = desk.post(items, ITEMS | {"published": "gisteren"})
    assert wrong.status_code == 422
    assert desk.post(items, ITEMS).status_code == 302
    building = reverse("reports:build", args=[packet.id])
    assert "In de gids van hulp staat nog geen ontvanger" in desk.get(building).text
    police = receiver(one, "police")
    assert desk.post(building, {"receiver": police.id}).status_code == 302
    desk.post(reverse("reports:ask", args=[packet.id]))
    look = CrimeLook.objects.get()
    looking = reverse("reports:look", args=[look.id])
    assert "Een collega beslist" in desk.get(looking).text
    desk.post(looking, {"do": "approve"})
    look.refresh_from_db()
    assert look.state == "asked"
    second = confirm(sign_in(Client(), other.user), other.user)
    assert looking in second.get(reverse("reports:list")).text
    second.post(looking, {"do": "approve"})
    sent = desk.post(reverse("reports:send", args=[packet.id]))
    assert "/antwoord/" in sent.text
    assert "/antwoord/" not in desk.get(page).text
    failing = reverse("reports:came_of", args=[packet.id])
    desk.post(failing, {"what": "failed", "words": "Niemand nam op."})
    assert "1 melding kwam niet aan" in desk.get(reverse("reports:list")).text
    desk.post(reverse("reports:send", args=[packet.id]))
    desk.post(failing, {"what": "acknowledged", "words": "A-1"})
    packet.refresh_from_db()
    assert (packet.state, packet.receipt) == ("acknowledged", "A-1")
    assert "Afgehandeld" in desk.get(page).text


def test_page_of_not_sending_asks_a_colleague_about_a_minor(desk: Client, one: Actor) -> None:
    report = make_report(one, "minority")
    leaving = reverse("reports:leave", args=[the_packet(report).id])
    assert "beslist niemand alleen" in desk.get(leaving).text
    assert desk.post(leaving, {"words": "kort"}).status_code == 422
    told = desk.post(leaving, {"words": "Zij toonde aan wie zij is."}, follow=True)
    assert "Een collega beslist of dit niet verstuurd wordt" in told.text
