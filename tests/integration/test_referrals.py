"""Handing over: what one person may, what two decide, what the receiver gets, and what silence does."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from baken.accounts.models import Organisation
from baken.audit.models import Event
from baken.cases.actions.answer_yes import take_back_yes
from baken.referrals.actions.answer_link import answer_link, link_of, open_package
from baken.referrals.actions.look_second import ask_look, decide_look
from baken.referrals.actions.offer_referral import offer_referral, record_answer, renew_link
from baken.referrals.actions.prepare_referral import (
    finish_referral,
    prepare_referral,
    take_over,
    withdraw_referral,
    write_items,
)
from baken.referrals.actions.record_consent import record_consent, withdraw_consent
from baken.referrals.exceptions import (
    AnsweredAlready,
    ChangedMeanwhile,
    ContactTold,
    GroundNotForReceiver,
    NoSuchLink,
    NotForThisReceiver,
    NothingToHandOver,
    SecondPersonNeeded,
    WrongCode,
    WrongState,
    YesEnded,
)
from baken.referrals.models import Referral, ReferralItem, ReferralLink, ReferralLook
from baken.referrals.queries import open_referral, package_of, referrals, standing
from baken.rights.actions.erase_contact import erase_contact
from baken.tenancy.acting import Actor
from baken.tenancy.permission import NotPermitted
from tests.factories.cases import make_case
from tests.factories.referrals import (
    LANGUAGE,
    NUMBER,
    WISH,
    agreed,
    looked,
    make_help,
    make_referral,
    offered,
    written,
)
from tests.factories.users import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(organisation: Organisation) -> Actor:
    return make_person(organisation, "outreach_worker")


@pytest.fixture
def second(organisation: Organisation) -> Actor:
    return make_person(organisation, "analyst")


def fresh(referral: Referral) -> Referral:
    return Referral.objects.select_related("receiver").get(id=referral.id)


def items_out(by: Actor, referral: Referral) -> dict[str, str]:
    return dict(package_of(by=by, referral=fresh(referral)).items)


# consent


def test_only_what_was_agreed_goes(worker: Actor) -> None:
    one = agreed(worker, written(worker, make_referral(worker)), "situation")
    assert items_out(worker, one) == {"situation": WISH}


def test_without_consent_nothing_is_offered(worker: Actor) -> None:
    one = written(worker, make_referral(worker))
    with pytest.raises(NothingToHandOver):
        offered(worker, one)


def test_consent_taken_back_works_at_once_and_ends_what_is_empty(worker: Actor, second: Actor) -> None:
    made = offered(worker)
    withdraw_consent(by=second, referral_id=made.referral.id, items=["situation"])
    with link_of(made.token) as link:
        package = open_package(link=link, token=made.token, code=made.code)
    assert dict(package.items) == {"language": LANGUAGE}
    withdraw_consent(by=second, referral_id=made.referral.id, items=["language"])
    assert fresh(made.referral).state == "withdrawn"
    with pytest.raises(NoSuchLink), link_of(made.token):
        pass


def test_consent_says_who_recorded_it_and_stays_when_taken_back(worker: Actor, second: Actor) -> None:
    one = agreed(worker, written(worker, make_referral(worker)))
    withdraw_consent(by=second, referral_id=one.id, items=["language"])
    gone = one.consents.get(item="language")
    assert (gone.recorded_by, gone.way, gone.withdrawn_by) == (worker.user, "spoken", second.user)
    assert one.consents.get(item="situation").withdrawn_at is None


def test_item_of_another_kind_of_receiver_is_refused(worker: Actor) -> None:
    one = make_referral(worker, receiver="police")
    with pytest.raises(NotForThisReceiver):
        written(worker, one, {"needs": "Een rustige kamer."})
    with pytest.raises(NotForThisReceiver):
        record_consent(by=worker, referral_id=one.id, seen=1, items=["name"], way="spoken")


# what is kept


def test_words_are_sealed_and_contacts_stand_in_one_place(worker: Actor) -> None:
    one = written(worker, make_referral(worker), {"situation": WISH, "contact": NUMBER})
    for row in one.items.all():
        assert WISH.encode() not in bytes(row.words)
        assert NUMBER.encode() not in bytes(row.words)
    with pytest.raises(ContactTold):
        written(worker, one, {"situation": f"Bel {NUMBER}."})
    with pytest.raises(ContactTold):
        make_help_and_refer(worker, f"Nummer {NUMBER}, bel maar.")


def make_help_and_refer(by: Actor, why: str) -> Referral:
    return prepare_referral(by=by, receiver_id=make_help(by).id, ground="consent", why=why)


def test_log_holds_no_words(worker: Actor, second: Actor) -> None:
    one = agreed(worker, written(worker, make_referral(worker), {"situation": WISH, "contact": NUMBER}))
    looked(worker, second, one, "contact_details")
    offered(worker, one)
    told = " ".join(str((event.subject, event.details, event.reason)) for event in Event.objects.all())
    assert WISH not in told
    assert "00000042" not in told


def test_contact_is_clear_to_the_owner_alone(worker: Actor, second: Actor) -> None:
    one = written(worker, make_referral(worker), {"contact": NUMBER})

    def words(by: Actor) -> str:
        lines = open_referral(by=by, referral_id=one.id).lines
        return next(line.words for line in lines if line.item == "contact")

    assert NUMBER in words(worker)
    assert words(second) == ""


def test_request_to_erase_takes_the_contact_out_of_every_package(
    organisation: Organisation, worker: Actor, second: Actor
) -> None:
    one = agreed(worker, written(worker, make_referral(worker), {"situation": WISH, "contact": NUMBER}))
    looked(worker, second, one, "contact_details")
    assert set(items_out(worker, one)) == {"situation", "contact"}
    officer = make_person(organisation, "data_protection_officer", purpose="accountability")
    seen = fresh(one).step_count
    erase_contact(by=officer, kind="phone", value="06 00000042")
    with pytest.raises(ChangedMeanwhile):
        write_items(by=worker, referral_id=one.id, seen=seen, words={"contact": NUMBER})
    assert set(items_out(worker, one)) == {"situation"}
    assert not ReferralItem.objects.filter(item="contact").exists()
    assert not ReferralLook.objects.exists()


# two people


def test_contact_details_wait_for_a_second_person(worker: Actor, second: Actor) -> None:
    one = agreed(worker, written(worker, make_referral(worker), {"situation": WISH, "contact": NUMBER}))
    with pytest.raises(SecondPersonNeeded):
        offered(worker, one)
    asked = ask_look(by=worker, referral_id=one.id, about="contact_details")
    with pytest.raises(NotPermitted):
        decide_look(by=worker, look_id=asked.id, approve=True)
    decide_look(by=second, look_id=asked.id, approve=True)
    offered(worker, one)
    assert items_out(worker, one)["contact"].endswith(NUMBER)


def test_who_prepared_is_not_the_second_person_whoever_asks(worker: Actor, second: Actor) -> None:
    one = agreed(worker, written(worker, make_referral(worker), {"contact": NUMBER}))
    asked = ask_look(by=second, referral_id=one.id, about="contact_details")
    with pytest.raises(NotPermitted):
        decide_look(by=worker, look_id=asked.id, approve=True)


def test_what_changes_after_approval_is_looked_at_again(worker: Actor, second: Actor) -> None:
    one = agreed(worker, written(worker, make_referral(worker), {"situation": WISH, "contact": NUMBER}))
    looked(worker, second, one, "contact_details")
    written(worker, one, {"contact": "+31 6 00000043"})
    agreed(worker, one, "contact")
    with pytest.raises(SecondPersonNeeded):
        offered(worker, one)


def test_other_words_are_agreed_on_again(worker: Actor) -> None:
    one = agreed(worker, written(worker, make_referral(worker)))
    written(worker, one, {"situation": "Heel iets anders dan waarmee werd ingestemd."})
    assert set(items_out(worker, one)) == {"language"}


def test_contact_is_handed_over_by_the_owner_alone(worker: Actor, second: Actor) -> None:
    one = agreed(worker, written(worker, make_referral(worker), {"situation": WISH, "contact": NUMBER}))
    looked(worker, second, one, "contact_details")
    with pytest.raises(NotPermitted):
        offered(second, one)
    made = offered(worker, one)
    with pytest.raises(NotPermitted):
        renew_link(by=second, referral_id=one.id, seen=fresh(one).step_count)
    with link_of(made.token):
        pass
    renew_link(by=worker, referral_id=one.id, seen=fresh(one).step_count)


def test_report_without_consent_goes_to_few_and_by_two(worker: Actor, second: Actor) -> None:
    with pytest.raises(GroundNotForReceiver):
        make_referral(worker, ground="without_consent")
    one = written(worker, make_referral(worker, ground="without_consent", receiver="child_protection"))
    with pytest.raises(SecondPersonNeeded):
        offered(worker, one)
    looked(worker, second, one, "without_consent", approve=False)
    with pytest.raises(SecondPersonNeeded):
        offered(worker, one)
    looked(worker, second, one, "without_consent")
    made = offer_referral(
        by=worker, referral_id=one.id, seen=fresh(one).step_count, receipt="VT 12", evidence="B7"
    )
    assert (made.referral.receipt, made.referral.evidence) == ("VT 12", "B7")
    assert Event.objects.filter(action="referrals.offered", purpose="crime_report").exists()


def test_acute_danger_is_acted_on_alone_and_reviewed_within_a_day(worker: Actor, second: Actor) -> None:
    said = {"situation": WISH, "contact": NUMBER}
    one = written(worker, make_referral(worker, ground="acute_danger", receiver="police"), said)
    before = timezone.now()
    offered(worker, one)
    (review,) = standing(timezone.now()).reviews
    assert before + timedelta(hours=24) <= review.due_at <= timezone.now() + timedelta(hours=24)
    with pytest.raises(NotPermitted):
        decide_look(by=worker, look_id=review.id, approve=True)
    decide_look(by=second, look_id=review.id, approve=False)
    assert standing(timezone.now()).reviews == []


def test_machine_hands_nobody_over(actor: Actor, worker: Actor) -> None:
    one = agreed(worker, written(worker, make_referral(worker)))
    receiver, seen = make_help(worker).id, fresh(one).step_count
    tries = (
        lambda: prepare_referral(by=actor, receiver_id=receiver, ground="consent", why="Omdat het kan."),
        lambda: write_items(by=actor, referral_id=one.id, seen=seen, words={"situation": "x"}),
        lambda: record_consent(by=actor, referral_id=one.id, seen=seen, items=["needs"], way="spoken"),
        lambda: offer_referral(by=actor, referral_id=one.id, seen=seen),
        lambda: record_answer(by=actor, referral_id=one.id, seen=seen, kind="accepted"),
        lambda: withdraw_referral(by=actor, referral_id=one.id, seen=seen, words="Nee."),
    )
    for attempt in tries:
        with pytest.raises(NotPermitted):
            attempt()


def test_who_has_no_role_for_it_hands_nobody_over(organisation: Organisation, worker: Actor) -> None:
    one = agreed(worker, written(worker, make_referral(worker)))
    for role in ("registrar", "moderator", "researcher", "admin", "data_protection_officer", "observer"):
        with pytest.raises(NotPermitted):
            offered(make_person(organisation, role), one)


# the receiver


def test_address_and_code_open_the_package_and_answer_once(worker: Actor) -> None:
    made = offered(worker)
    with link_of(made.token) as link:
        package = open_package(link=link, token=made.token, code=f"{made.code[:4]} {made.code[4:]}")
        assert dict(package.items) == {"situation": WISH, "language": LANGUAGE}
        answer_link(link=link, token=made.token, code=made.code, kind="accepted", words="Wij bellen morgen.")
        with pytest.raises(AnsweredAlready):
            answer_link(link=link, token=made.token, code=made.code, kind="refused", refusal="no_room")
    one = open_referral(by=worker, referral_id=made.referral.id)
    assert one.state == "accepted"
    assert [(step.kind, step.by is None) for step, _ in one.steps][-2:] == [
        ("opened", True), ("accepted", True)
    ]  # fmt: skip
    assert one.steps[-1][1] == "Wij bellen morgen."


def test_neither_address_nor_code_is_kept(worker: Actor) -> None:
    made = offered(worker)
    row = ReferralLink.objects.get()
    kept = f"{row.token_hash}{row.code_hash}"
    assert made.token not in kept
    assert made.code not in kept
    with link_of(made.token) as link, pytest.raises(WrongCode):
        open_package(link=link, token=made.token, code=f"{(int(made.code) + 1) % 10**8:08d}")


def test_new_address_replaces_the_old_one_and_time_ends_it(worker: Actor) -> None:
    made = offered(worker)
    again = renew_link(by=worker, referral_id=made.referral.id, seen=fresh(made.referral).step_count)
    with pytest.raises(NoSuchLink), link_of(made.token):
        pass
    ReferralLink.objects.update(expires_at=timezone.now())
    with pytest.raises(NoSuchLink), link_of(again.token):
        pass


@pytest.mark.parametrize("token", ["", "x", "a" * 54, "é" * 20, "A" * 4000, "=" * 8])
def test_address_that_is_none_is_not_there(token: str) -> None:
    with pytest.raises(NoSuchLink), link_of(token):
        pass


def test_package_is_closed_after_a_refusal(worker: Actor) -> None:
    made = offered(worker)
    with link_of(made.token) as link:
        open_package(link=link, token=made.token, code=made.code)
        answer_link(link=link, token=made.token, code=made.code, kind="refused", refusal="no_room")
        with pytest.raises(WrongState):
            open_package(link=link, token=made.token, code=made.code)


# silence


def test_silence_is_overdue_and_a_colleague_takes_it_up(worker: Actor, second: Actor) -> None:
    made = offered(worker)
    due, late = made.referral.answer_due_at, made.referral.escalates_at
    assert due is not None
    assert late is not None
    with pytest.raises(WrongState):
        take_over(
            by=second, referral_id=made.referral.id, seen=fresh(made.referral).step_count, words="Belde."
        )
    assert [one.standing for one in referrals(due)] == ["overdue"]
    assert (standing(due).overdue, standing(due).escalated, standing(late).escalated) == (1, 0, 1)
    Referral.objects.update(answer_due_at=timezone.now())
    taken = take_over(
        by=second, referral_id=made.referral.id, seen=fresh(made.referral).step_count, words="Belde zelf."
    )
    assert taken.owner == second.user
    record_answer(by=second, referral_id=taken.id, seen=taken.step_count, kind="accepted", receipt="H 3")
    done = finish_referral(by=second, referral_id=taken.id, seen=fresh(taken).step_count)
    assert done.state == "done"
    assert not ReferralLink.objects.exists()


def test_overdue_is_never_written_down(worker: Actor) -> None:
    made = offered(worker)
    with pytest.raises(DatabaseError), transaction.atomic():
        Referral.objects.filter(id=made.referral.id).update(state="overdue")


def test_who_saw_less_than_there_is_writes_nothing(worker: Actor) -> None:
    one = written(worker, make_referral(worker))
    with pytest.raises(ChangedMeanwhile):
        write_items(by=worker, referral_id=one.id, seen=1, words={"situation": "Anders."})


def test_refusal_needs_its_reason_and_offers_again(worker: Actor) -> None:
    made = offered(worker)
    seen = fresh(made.referral).step_count
    with pytest.raises(WrongState):
        record_answer(by=worker, referral_id=made.referral.id, seen=seen, kind="refused")
    record_answer(by=worker, referral_id=made.referral.id, seen=seen, kind="refused", refusal="no_room")
    again = offered(worker, fresh(made.referral))
    assert (again.referral.state, again.referral.refusal) == ("offered", "")


def test_yes_taken_back_ends_what_was_prepared_until_they_agree_anew(worker: Actor) -> None:
    case = make_case(worker)
    one = agreed(worker, written(worker, make_referral(worker, case_id=case.id)))
    take_back_yes(by=worker, case_id=case.id)
    with pytest.raises(YesEnded):
        offered(worker, one)
    agreed(worker, one, "language")
    # consent for one item is none for the other
    with pytest.raises(YesEnded):
        offered(worker, one)
    agreed(worker, one, "situation")
    assert offered(worker, one).referral.state == "offered"
    # what they agreed to before stays on record as taken back
    assert one.consents.exclude(withdrawn_at=None).count() == 2


def test_offered_before_the_yes_was_taken_back_gets_no_new_address(worker: Actor) -> None:
    case = make_case(worker)
    one = agreed(worker, written(worker, make_referral(worker, case_id=case.id)))
    offered(worker, one)
    before = ReferralLink.objects.get().token_hash
    take_back_yes(by=worker, case_id=case.id)
    seen = Referral.objects.get(id=one.id).step_count
    with pytest.raises(YesEnded):
        renew_link(by=worker, referral_id=one.id, seen=seen)
    # refused, it takes nothing away: the offer itself is taken back by withdrawing it
    assert ReferralLink.objects.get().token_hash == before


def test_yes_that_stands_changes_nothing_for_a_referral(worker: Actor) -> None:
    one = agreed(worker, written(worker, make_referral(worker, case_id=make_case(worker).id)))
    assert offered(worker, one).referral.state == "offered"
