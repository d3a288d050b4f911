"""The rules of the house where parts of the desk meet: the blind sample, two people who look, handing over,
joining, versions of the rules, erasing."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from baken.adverts.models import AdvertContact, ContactMention, Link, RuleSet, RuleTrial
from baken.audit.models import Event
from baken.indicators.compare import CHANGES
from baken.indicators.rulebook import shipped_texts
from baken.rights.actions.erase_contact import erase_contact
from baken.tenancy.acting import Actor
from baken.triage.actions import judge_advertisers
from baken.triage.actions.ask_again import ask_again
from baken.triage.actions.assess_lead import assess_lead
from baken.triage.actions.claim_lead import claim_lead
from baken.triage.actions.hand_lead import hand_lead
from baken.triage.actions.look_at_urgent import look_at_urgent
from baken.triage.actions.save_draft import save_draft
from baken.triage.actions.set_sample import set_sample
from baken.triage.actions.undo_assessment import undo_assessment
from baken.triage.blind_sample import is_blind
from baken.triage.exceptions import HandedToAnother, HeldByAnother, LookedMeanwhile, RestsElsewhere
from baken.triage.models import Assessment, Lead
from baken.triage.outcomes import recorded_outcomes
from baken.triage.policies import UNDO_WITHIN, can_be_contacted, check_contactable
from baken.triage.queries import open_lead
from baken.triage.team_queries import count_team
from tests.factories.judged_market import OTHER, place_judged_market
from tests.factories.leads import WORDS, make_lead, place, run_row, see
from tests.factories.rule_sets import in_force, proposed, texts_without
from tests.factories.users import make_person, make_user, sign_in

pytestmark = pytest.mark.django_db
NOTE = "Lijkt op een zaak die u al kent."
SAME = {"reason": "new_contact", "words": "Zelfde opbouw, nieuw nummer."}


@pytest.fixture
def team(organisation: Any) -> list[Actor]:
    return [make_person(organisation, "outreach_worker") for _ in range(3)]


def decide(by: Actor, lead: Lead, outcome: str, **more: Any) -> Assessment:
    version = Lead.objects.get(id=lead.id).version
    return assess_lead(by=by, lead_id=lead.id, version=version, outcome=outcome, **WORDS, **more)


def look(by: Actor, lead: Lead, outcome: str) -> Assessment:
    version = Lead.objects.get(id=lead.id).version
    return look_at_urgent(by=by, lead_id=lead.id, version=version, outcome=outcome, **WORDS)


def blind_pair(actor: Actor) -> tuple[Lead, Lead]:
    """One that rules brought forward and one that they passed over, both judged blind."""
    set_sample(by=make_person(actor.organisation, "analyst"), flagged=100, unflagged=1000)
    for advertiser in ("f000", "u000"):
        see(actor, advertiser, 2)
    passed_over = {"band": "no_reason", "log_odds": 0.1, "reasons": ("contact_obscured",)}
    place(actor, run_row("f000"), run_row("u000", **passed_over))
    return Lead.objects.get(advertiser="f000"), Lead.objects.get(advertiser="u000")


def two_leads(actor: Actor) -> tuple[Lead, Lead]:
    """On two advertisers of a market, the larger first."""
    place_judged_market(actor)
    names = list(Link.objects.values_list("advertiser", flat=True))
    large, small = sorted(set(names), key=names.count, reverse=True)
    place(actor, run_row(large), run_row(small))
    return Lead.objects.get(advertiser=large), Lead.objects.get(advertiser=small)


# the blind sample


@pytest.mark.parametrize("state", ["live", "replaced", "withdrawn"])
def test_blind_lead_tells_nothing_of_its_rules_nor_whether_a_run_raises_it(
    actor: Actor, team: list[Actor], client: Client, state: str
) -> None:
    lead = make_lead(actor)
    sign_in(client, team[0].user)
    in_force(actor)
    if state == "withdrawn":
        RuleSet.objects.update(
            state=state, withdrawn_by=team[0].user, withdrawn_at=timezone.now(), withdrawn_because="Fout."
        )
    number = 0 if state == "replaced" else RuleSet.objects.get().number
    pages = []
    for raised in (True, False):
        Lead.objects.filter(id=lead.id).update(blind=True, rule_set=number, raised=raised)
        pages.append(client.get(f"/triage/{lead.id}/").text)
    for page in pages:
        assert "Zonder redenen" in page
        for words in ("van de regels", "De regels zijn intussen", "opnieuw gewogen", "uit de berekening"):
            assert words not in page


def test_own_decisions_tell_of_a_blind_one_only_when_it_stands(
    actor: Actor, team: list[Actor], client: Client
) -> None:
    lead, _ = blind_pair(actor)
    decide(team[0], lead, "no_concern")
    Lead.objects.filter(id=lead.id).update(raised=False)
    sign_in(client, team[0].user)
    assert "komt niet meer naar voren" not in client.get("/triage/besloten/").text
    Lead.objects.filter(id=lead.id).update(decided_at=timezone.now() - UNDO_WITHIN - timedelta(seconds=1))
    assert "komt niet meer naar voren" in client.get("/triage/besloten/").text


def test_blind_decision_counts_nowhere_while_its_maker_can_undo_it(actor: Actor, team: list[Actor]) -> None:
    decide(team[0], make_lead(actor), "no_concern")
    flagged, _ = blind_pair(actor)
    made = decide(team[0], flagged, "no_concern")
    assert [one.blind for one in recorded_outcomes(by=actor)] == [False]
    assert {one.unfounded for one in count_team(by=actor, since=None).indicators} == {1}
    made.created_at = timezone.now() - UNDO_WITHIN - timedelta(seconds=1)
    made.save(update_fields=["created_at"])
    assert sorted(one.blind for one in recorded_outcomes(by=actor)) == [False, True]
    assert {one.unfounded for one in count_team(by=actor, since=None).indicators} == {2}


@pytest.mark.parametrize("other_blind", [True, False])
def test_lead_joined_with_one_in_sight_is_decided_in_sight(
    actor: Actor, team: list[Actor], other_blind: bool
) -> None:
    goes_on, rests = two_leads(actor)
    Lead.objects.filter(id=goes_on.id).update(blind=True)
    Lead.objects.filter(id=rests.id).update(blind=other_blind)
    judge_advertisers.join(by=team[0], advertiser=goes_on.advertiser, other=rests.advertiser, **SAME)
    goes_on.refresh_from_db()
    assert is_blind(goes_on, timezone.now()) == other_blind


# two people who look


def test_look_that_was_taken_back_is_not_told_to_who_must_still_look(actor: Actor, team: list[Actor]) -> None:
    lead = make_lead(actor, hard_stop=True)
    undo_assessment(by=team[0], assessment_id=look(team[0], lead, "urgent_lifted").id)
    Lead.objects.update(holder=None, held_until=None)
    second = open_lead(by=team[1], lead_id=lead.id)
    assert (second.decisions, second.hidden_looks) == ((), 1)
    assert len(open_lead(by=team[0], lead_id=lead.id).decisions) == 1, "one's own"
    look(team[1], lead, "urgent_confirmed")
    assert len(open_lead(by=team[1], lead_id=lead.id).decisions) == 2


@pytest.mark.parametrize("kind", ["assess", "reopen"])
def test_what_one_found_is_told_by_no_other_refusal(actor: Actor, team: list[Actor], kind: str) -> None:
    lead = make_lead(actor)
    decide(team[0], lead, "urgent", kind="danger_to_life")
    look(team[1], lead, "urgent_lifted")
    given: dict[str, Any] = {"by": team[2], "lead_id": lead.id, "version": 0}
    sent = {
        "assess": lambda: assess_lead(outcome="no_concern", **given, **WORDS),
        "reopen": lambda: ask_again(reason=NOTE, **given),
    }
    with pytest.raises(LookedMeanwhile) as fault:
        sent[kind]()
    assert not hasattr(fault.value, "outcome")


def test_decision_that_came_after_a_look_is_asked_for_as_a_look(
    actor: Actor, team: list[Actor], client: Client
) -> None:
    lead = make_lead(actor)
    decide(team[0], lead, "urgent", kind="danger_to_life")
    look(team[1], lead, "urgent_lifted")
    sign_in(client, team[2].user)
    sent = client.post(
        f"/triage/{lead.id}/beoordeel/", {"outcome": "no_concern", "version": 0, **WORDS}, follow=True
    )
    assert "Wat die vond, ziet u na uw eigen blik" in sent.text
    assert "vervalt ·" not in sent.text
    assert WORDS["facts"] in sent.text


# danger waits for nobody


def test_what_was_handed_to_a_colleague_is_marked_urgent_by_whoever_sees_danger(
    actor: Actor, team: list[Actor], client: Client
) -> None:
    lead = make_lead(actor)
    hand_lead(by=team[0], lead_id=lead.id, to_id=team[1].user.id, note=NOTE)
    with pytest.raises(HandedToAnother):
        decide(team[2], lead, "no_concern")
    sign_in(client, team[2].user)
    shown = client.get(f"/triage/{lead.id}/").text
    assert 'value="urgent"' in shown
    assert 'value="no_concern"' not in shown
    given = {"outcome": "urgent", "kind": "minority", "version": lead.version, **WORDS}
    assert client.post(f"/triage/{lead.id}/beoordeel/", given).status_code == 302
    lead.refresh_from_db()
    assert (lead.state, lead.outreach_stopped, lead.handed_to) == ("urgent_second", True, None)


@pytest.mark.parametrize("handed", [True, False])
def test_what_a_colleague_has_in_hand_is_theirs_but_for_danger(
    actor: Actor, team: list[Actor], handed: bool, client: Client
) -> None:
    """A hold keeps two people from doing one piece of work. Danger to life is no piece of work: with it one
    person acts at once (rule 2), and twenty minutes are long."""
    lead = make_lead(actor)
    if handed:
        hand_lead(by=team[0], lead_id=lead.id, to_id=team[1].user.id, note=NOTE)
    claim_lead(by=team[1], lead_id=lead.id)
    save_draft(by=team[1], lead_id=lead.id, facts="Wat ik tot nu toe zag.", explanation="")
    with pytest.raises(HandedToAnother if handed else HeldByAnother):
        decide(team[2], lead, "no_concern")
    sign_in(client, team[2].user)
    shown = client.get(f"/triage/{lead.id}/").text
    assert "heeft deze nu. Ziet u gevaar" in shown
    assert "U kunt lezen, en markeren als dringend." in shown
    assert 'value="urgent"' in shown
    assert 'value="no_concern"' not in shown
    given = {"outcome": "urgent", "kind": "minority", "version": lead.version, **WORDS}
    assert client.post(f"/triage/{lead.id}/beoordeel/", given).status_code == 302
    marked = Lead.objects.get()
    assert (marked.state, marked.outreach_stopped, marked.holder) == ("urgent_second", True, None)
    event = Event.objects.filter(action="triage.lead_assessed").latest("sequence")
    assert event.details["in_hand_of_another"] is True
    # who had it is told while they write, keeps every word, and may be the second to look
    sign_in(client, team[1].user)
    address = f"/triage/{lead.id}/kladblok/"
    told = client.post(
        address, {"version": lead.version, "facts": "Wat ik tot nu toe zag.", "explanation": ""}
    )
    assert f"{team[2].user.name} zag gevaar en markeerde deze aanwijzing" in told.text
    refused = client.post(
        f"/triage/{lead.id}/beoordeel/", {"outcome": "unsure", "version": lead.version, **WORDS}
    )
    assert refused.status_code == 409
    assert "dringend" in refused.text
    assert WORDS["facts"] in client.get(f"/triage/{lead.id}/").text
    assert open_lead(by=team[1], lead_id=lead.id).may_look
    again = client.post(address, {"version": marked.version, "facts": "Nog iets.", "explanation": ""})
    assert "zag gevaar" not in again.text
    assert "Bewaard om" in again.text


# a stop is for good


def test_lead_that_rests_is_never_contacted_and_stops_with_the_one_that_goes_on(
    actor: Actor, team: list[Actor]
) -> None:
    goes_on, rests = two_leads(actor)
    decide(team[0], rests, "worth_contacting")
    done = judge_advertisers.join(by=team[0], advertiser=goes_on.advertiser, other=rests.advertiser, **SAME)
    rests.refresh_from_db()
    assert rests.state == "worth_contacting"
    with pytest.raises(RestsElsewhere):
        check_contactable(rests)
    decide(team[0], goes_on, "urgent", kind="minority")
    rests.refresh_from_db()
    assert rests.outreach_stopped
    judge_advertisers.undo(by=team[0], judgement_id=done.judgement.id)
    rests.refresh_from_db()
    assert (rests.rests_under, can_be_contacted(rests)) == (None, False)


def test_stop_from_a_lead_that_rests_reaches_the_one_that_goes_on(actor: Actor, team: list[Actor]) -> None:
    goes_on, rests = two_leads(actor)
    judge_advertisers.join(by=team[0], advertiser=goes_on.advertiser, other=rests.advertiser, **SAME)
    decide(team[0], rests, "urgent", kind="minority")
    goes_on.refresh_from_db()
    assert goes_on.outreach_stopped


@pytest.mark.parametrize("by_a_run", [True, False])
def test_stop_reaches_whoever_shares_the_contact_at_once(
    actor: Actor, team: list[Actor], by_a_run: bool
) -> None:
    for advertiser in ("a1", "b2", "c3"):
        (sighting,) = see(actor, advertiser)
        contact, _ = AdvertContact.objects.get_or_create(
            organisation=actor.organisation,
            pseudonym="een-ander" if advertiser == "c3" else "een-nummer",
            defaults={"kind": "phone", "value": b"-"},
        )
        ContactMention.objects.create(
            organisation=actor.organisation, sighting_id=sighting, contact=contact, obscured=False
        )
    place(actor, run_row("a1", hard_stop=by_a_run), run_row("b2"), run_row("c3"))
    if not by_a_run:
        decide(team[0], Lead.objects.get(advertiser="a1"), "urgent", kind="minority")
    assert dict(Lead.objects.values_list("advertiser", "outreach_stopped")) == {
        "a1": True, "b2": True, "c3": False,
    }  # fmt: skip


# what is erased is erased everywhere


def test_erasing_a_contact_takes_the_lead_that_rests_with_its_words(actor: Actor, team: list[Actor]) -> None:
    goes_on, rests = two_leads(actor)
    decide(team[0], rests, "unsure")
    judge_advertisers.join(by=team[0], advertiser=goes_on.advertiser, other=rests.advertiser, **SAME)
    officer = make_person(actor.organisation, "data_protection_officer", purpose="accountability")
    erase_contact(by=officer, kind="phone", value=OTHER)
    assert not Lead.objects.exists()
    assert not Assessment.objects.exists()


# the words of the rules that were asked


def test_report_package_tells_reasons_in_the_words_of_their_version(
    actor: Actor, team: list[Actor], client: Client
) -> None:
    lead = make_lead(actor, hard_stop=True)
    text = shipped_texts()["contact_obscured.yaml"]
    line = next(one for one in text.splitlines() if one.startswith("  nl:"))
    own = text.replace(line, '  nl: "Dit zegt onze eigen regel."', 1).encode()
    Lead.objects.update(rule_set=in_force(actor, texts_without() | {"contact_obscured.yaml": own}).number)
    look(team[0], lead, "urgent_confirmed")
    look(team[1], lead, "urgent_confirmed")
    sign_in(client, team[0].user)
    assert "Dit zegt onze eigen regel." in client.get(f"/triage/{lead.id}/pakket/").text


def test_nobody_can_reckon_a_small_change_from_a_comparison(actor: Actor, client: Client) -> None:
    row = proposed(actor)
    indicator = {
        "indicator": "contact_obscured", "old_version": 1, "new_version": 2,
        "old": 103, "new": 106, "came": None, "went": 0,
    }  # fmt: skip
    counts = {
        "changes": dict.fromkeys(CHANGES, 67), "moves": [], "indicators": [indicator], "genders": [],
        "indicators_by_gender": [], "at_the_door": ["a_rule"],
    }  # fmt: skip
    RuleTrial.objects.update(counts=counts, done_at=timezone.now(), sightings=456, advertisers=278)
    # how much is stored is the organisation's to know, to the one
    for role, exact in (("analyst", ["456", "278"]), ("observer", [])):
        sign_in(client, make_user(actor.organisation, role))
        text = client.get(f"/regels/versies/{row.id}/").text
        assert [number for number in ("103", "106", "67", "456", "278") if f">{number}" in text] == exact
        assert ">100\n" in text
        assert ">110\n" in text


# what the team is told


def test_queue_of_the_team_holds_what_a_person_reopened(actor: Actor, team: list[Actor]) -> None:
    lead = make_lead(actor)
    decide(team[0], lead, "no_concern")
    place(actor)
    assert count_team(by=actor, since=None).waiting.queue == 0
    ask_again(by=team[0], lead_id=lead.id, version=1, reason=NOTE)
    assert count_team(by=actor, since=None).waiting.queue == 1
