"""What a person says of links: done at once, followed by every run, and undone to where it was."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from baken.adverts.actions.judge_links import join_advertisers, split_advertiser, undo_judgement
from baken.adverts.exceptions import DividedMeanwhile, NothingApart, OneAlready, UndoneAlready
from baken.adverts.models import JudgedSighting, Judgement, Link, LinkEdge, Sighting, Signal
from baken.audit.models import Event
from baken.pipeline.stages import link_all
from baken.rights.actions.erase_contact import ask_erasure, erase_contact
from baken.rights.plan import steps
from baken.tenancy.acting import Actor
from baken.tenancy.permission import NotPermitted
from baken.triage.actions import judge_advertisers
from baken.triage.actions.assess_lead import assess_lead
from baken.triage.actions.claim_lead import claim_next
from baken.triage.actions.hand_lead import hand_lead
from baken.triage.actions.save_draft import save_draft
from baken.triage.exceptions import RestsElsewhere
from baken.triage.models import Draft, Lead
from baken.triage.queries import open_lead
from tests.factories.expiring import days_ago
from tests.factories.judged_market import OTHER, RECEPTION, add, place_judged_market, record, run
from tests.factories.leads import WORDS, place, run_row
from tests.factories.users import make_person

pytestmark = pytest.mark.django_db
WHY = {"reason": "shared_contact", "words": "Twee praktijken, één balie."}
SAME = {"reason": "new_contact", "words": "Zelfde opbouw, nieuw nummer."}


@pytest.fixture
def worker(actor: Actor) -> Actor:
    place_judged_market(actor)
    return make_person(actor.organisation, "outreach_worker")


def division() -> dict[str, int]:
    """How many sightings each advertiser has."""
    found: dict[str, int] = {}
    for name in Link.objects.values_list("advertiser", flat=True):
        found[name] = found.get(name, 0) + 1
    return found


def largest() -> str:
    return max(division().items(), key=lambda pair: pair[1])[0]


def smallest() -> str:
    return min(division().items(), key=lambda pair: pair[1])[0]


def text_of(advertiser: str, place: int = 0) -> str:
    texts = Link.objects.filter(advertiser=advertiser).order_by("unique_advert")
    return list(dict.fromkeys(texts.values_list("unique_advert", flat=True)))[place]


def whole() -> set[tuple[object, str]]:
    return set(Link.objects.values_list("sighting_id", "advertiser"))


def test_market_begins_as_two_advertisers(worker: Actor) -> None:
    assert sorted(division().values()) == [2, 9]


def test_split_is_done_at_once_and_outlives_every_run(actor: Actor, worker: Actor) -> None:
    one = largest()
    apart = text_of(one)
    done = split_advertiser(by=worker, advertiser=one, unique_adverts=[apart], **WHY)
    assert sorted(division().values()) == [2, 3, 6]
    assert done.left != done.right
    at_once = whole()
    for _ in range(2):
        run(actor)
        assert whole() == at_once
    assert LinkEdge.objects.filter(refused="judged apart").exists()


def test_join_is_done_at_once_and_outlives_every_run(actor: Actor, worker: Actor) -> None:
    join_advertisers(by=worker, advertiser=largest(), other=smallest(), **SAME)
    assert list(division().values()) == [11]
    at_once = whole()
    run(actor)
    assert whole() == at_once
    assert LinkEdge.objects.filter(kind="judgement", refused=None).count() >= 1


@pytest.mark.parametrize("rerun", [False, True])
def test_undone_split_gives_what_was_before(actor: Actor, worker: Actor, rerun: bool) -> None:
    before, edges = whole(), set(LinkEdge.objects.values_list("left", "right", "kind", "refused"))
    done = split_advertiser(by=worker, advertiser=largest(), unique_adverts=[text_of(largest())], **WHY)
    if rerun:
        run(actor)
    colleague = make_person(actor.organisation, "analyst")
    undo_judgement(by=colleague, judgement_id=done.judgement.id)
    assert whole() == before
    if not rerun:
        assert set(LinkEdge.objects.values_list("left", "right", "kind", "refused")) == edges
    run(actor)
    assert whole() == before
    assert set(LinkEdge.objects.values_list("left", "right", "kind", "refused")) == edges
    assert Judgement.objects.get().undone_by == colleague.user


@pytest.mark.parametrize("rerun", [False, True])
def test_undone_join_gives_what_was_before(actor: Actor, worker: Actor, rerun: bool) -> None:
    before = whole()
    done = join_advertisers(by=worker, advertiser=largest(), other=smallest(), **SAME)
    if rerun:
        run(actor)
    undo_judgement(by=worker, judgement_id=done.judgement.id)
    assert whole() == before
    run(actor)
    assert whole() == before


def test_undoing_one_judgement_keeps_the_others(actor: Actor, worker: Actor) -> None:
    one = largest()
    first = split_advertiser(by=worker, advertiser=one, unique_adverts=[text_of(one, 0)], **WHY)
    stays = first.left if division()[first.left] == 6 else first.right
    split_advertiser(by=worker, advertiser=stays, unique_adverts=[text_of(stays, 0)], **WHY)
    assert sorted(division().values()) == [2, 3, 3, 3]
    undo_judgement(by=worker, judgement_id=first.judgement.id)
    assert sorted(division().values()) == [2, 3, 6]
    run(actor)
    assert sorted(division().values()) == [2, 3, 6]


def test_new_sightings_go_where_their_text_is(actor: Actor, worker: Actor) -> None:
    one = largest()
    apart = text_of(one)
    sighting = Link.objects.filter(unique_advert=apart).values_list("sighting_id", flat=True)[0]
    split_advertiser(by=worker, advertiser=one, unique_adverts=[apart], **WHY)
    words = next(
        number
        for number in range(3)
        if Sighting.objects.get(id=sighting).captured_at.day % 7 == (2 + number) % 7
    )
    add(actor, record(77, words, RECEPTION, 25))
    mine = Link.objects.get(sighting=sighting).advertiser
    assert division()[mine] == 4


def test_later_judgement_replaces_the_one_before(actor: Actor, worker: Actor) -> None:
    one = largest()
    done = split_advertiser(by=worker, advertiser=one, unique_adverts=[text_of(one)], **WHY)
    join_advertisers(by=worker, advertiser=done.left, other=done.right, **SAME)
    assert sorted(division().values()) == [2, 9]
    run(actor)
    assert sorted(division().values()) == [2, 9]


def test_signals_of_sightings_go_with_them(worker: Actor) -> None:
    one = largest()
    sighting = Link.objects.filter(unique_advert=text_of(one)).values_list("sighting_id", flat=True)[0]
    signal = Signal.objects.create(
        organisation=worker.organisation, subject_kind="sighting", subject=str(sighting), advertiser=one,
        indicator="contact_obscured", rule_version=1, grade="B", evidence=[],
    )  # fmt: skip
    split_advertiser(by=worker, advertiser=one, unique_adverts=[text_of(one)], **WHY)
    signal.refresh_from_db()
    assert signal.advertiser == Link.objects.get(sighting=sighting).advertiser


def test_split_leaves_something_on_both_sides(worker: Actor) -> None:
    one = largest()
    texts = set(Link.objects.filter(advertiser=one).values_list("unique_advert", flat=True))
    for chosen in ([], sorted(texts)):
        with pytest.raises(NothingApart):
            split_advertiser(by=worker, advertiser=one, unique_adverts=chosen, **WHY)
    with pytest.raises(DividedMeanwhile):
        split_advertiser(by=worker, advertiser=one, unique_adverts=[text_of(smallest())], **WHY)
    assert not Judgement.objects.exists()


def test_join_needs_two_advertisers_that_are_there(worker: Actor) -> None:
    with pytest.raises(OneAlready):
        join_advertisers(by=worker, advertiser=largest(), other=largest(), **SAME)
    with pytest.raises(DividedMeanwhile):
        join_advertisers(by=worker, advertiser=largest(), other="a0000000000000000", **SAME)


def test_what_was_undone_is_undone_once(worker: Actor) -> None:
    done = join_advertisers(by=worker, advertiser=largest(), other=smallest(), **SAME)
    undo_judgement(by=worker, judgement_id=done.judgement.id)
    with pytest.raises(UndoneAlready):
        undo_judgement(by=worker, judgement_id=done.judgement.id)


def test_only_a_named_person_of_the_right_role_judges(actor: Actor, worker: Actor) -> None:
    registrar = make_person(actor.organisation, "registrar", purpose="registration")
    for by in (actor, registrar):
        with pytest.raises(NotPermitted):
            split_advertiser(by=by, advertiser=largest(), unique_adverts=[text_of(largest())], **WHY)
        with pytest.raises(NotPermitted):
            join_advertisers(by=by, advertiser=largest(), other=smallest(), **SAME)


def test_database_refuses_a_judgement_that_makes_no_sense(worker: Actor) -> None:
    told = {"organisation": worker.organisation, "made_by": worker.user, "made_at": timezone.now()}
    for wrong in (
        {"kind": "merge", "reason": "same_contact"},
        {"kind": "join", "reason": "shared_contact"},
        {"kind": "split", "reason": "shared_contact", "level": "person"},
        {"kind": "split", "reason": "shared_contact", "undone_at": timezone.now()},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Judgement.objects.create(words=b"-", **told, **wrong)


def test_log_holds_who_and_how_many_and_no_words(worker: Actor) -> None:
    done = split_advertiser(by=worker, advertiser=largest(), unique_adverts=[text_of(largest())], **WHY)
    event = Event.objects.get(action="adverts.judgement_made")
    assert event.subject == f"judgement:{done.judgement.id}"
    assert event.details == {"kind": "split", "reason": "shared_contact", "left": 6, "right": 3}
    assert "balie" not in bytes(done.judgement.words).decode("latin-1")


def test_lead_follows_its_sightings_and_back(actor: Actor, worker: Actor) -> None:
    one = largest()
    place(actor, run_row(one), run_row(smallest()))
    lead = Lead.objects.get(advertiser=one)
    done = judge_advertisers.split(by=worker, advertiser=one, unique_adverts=[text_of(one)], **WHY)
    now = Lead.objects.get(id=lead.id)
    assert division()[now.advertiser] == 6
    assert now.version == lead.version + 1
    assert now.sightings == 6
    judge_advertisers.undo(by=worker, judgement_id=done.judgement.id)
    now.refresh_from_db()
    assert (now.advertiser, now.sightings) == (one, 9)


def test_of_two_leads_one_rests_until_it_is_undone(actor: Actor, worker: Actor) -> None:
    one, other = largest(), smallest()
    place(actor, run_row(one), run_row(other))
    rests = Lead.objects.get(advertiser=other)
    done = judge_advertisers.join(by=worker, advertiser=one, other=other, **SAME)
    rests.refresh_from_db()
    assert not rests.raised
    assert Lead.objects.get(raised=True).sightings == 11
    judge_advertisers.undo(by=worker, judgement_id=done.judgement.id)
    rests.refresh_from_db()
    assert (rests.advertiser, rests.raised) == (other, True)


def decided(by: Actor, lead: Lead, outcome: str) -> None:
    version = Lead.objects.get(id=lead.id).version
    assess_lead(by=by, lead_id=lead.id, version=version, outcome=outcome, **WORDS)


def test_joining_keeps_decisions_and_drafts_of_both_and_says_where_to_decide(
    actor: Actor, worker: Actor
) -> None:
    one, other = largest(), smallest()
    place(actor, run_row(one), run_row(other))
    goes_on, rests = Lead.objects.get(advertiser=one), Lead.objects.get(advertiser=other)
    decided(worker, rests, "unsure")
    save_draft(by=worker, lead_id=rests.id, facts="Half een zin", explanation="")
    done = judge_advertisers.join(by=worker, advertiser=one, other=other, **SAME)
    rests.refresh_from_db()
    assert rests.rests_under == goes_on.id
    opened = open_lead(by=worker, lead_id=goes_on.id)
    (before,) = opened.elsewhere
    assert (before.case_number, before.outcome, before.joined) == (rests.case_number, "unsure", True)
    assert (opened.draft_facts, opened.draft_from) == ("Half een zin", rests.case_number)
    with pytest.raises(RestsElsewhere) as fault:
        decided(worker, rests, "no_concern")
    assert fault.value.lead_id == goes_on.id
    place(actor, run_row(done.left))
    rests.refresh_from_db()
    assert (rests.rests_under, rests.raised) == (goes_on.id, False), "a run changes nothing of that"
    decided(worker, goes_on, "no_concern")
    assert not Draft.objects.exists(), "what was begun on either went into the decision"
    judge_advertisers.undo(by=worker, judgement_id=done.judgement.id)
    rests.refresh_from_db()
    assert (rests.rests_under, rests.state) == (None, "unsure")
    assert open_lead(by=worker, lead_id=goes_on.id).elsewhere == ()


def test_joined_lead_is_handed_and_reopened_no_more(actor: Actor, worker: Actor, organisation) -> None:
    one, other = largest(), smallest()
    place(actor, run_row(one), run_row(other))
    rests = Lead.objects.get(advertiser=other)
    colleague = make_person(organisation, "analyst")
    hand_lead(by=worker, lead_id=rests.id, to_id=colleague.user.id, note="Lijkt op een zaak die u kent.")
    judge_advertisers.join(by=worker, advertiser=one, other=other, **SAME)
    rests.refresh_from_db()
    assert rests.handed_to is None
    assert claim_next(by=colleague) == Lead.objects.get(id=Lead.objects.get(id=rests.id).rests_under)


def test_splitting_keeps_decisions_with_the_larger_part_and_the_other_finds_back(
    actor: Actor, worker: Actor
) -> None:
    one = largest()
    place(actor, run_row(one))
    lead = Lead.objects.get(advertiser=one)
    decided(worker, lead, "worth_contacting")
    save_draft(by=worker, lead_id=lead.id, facts="Half een zin", explanation="")
    done = judge_advertisers.split(by=worker, advertiser=one, unique_adverts=[text_of(one)], **WHY)
    place(actor, run_row(done.left), run_row(done.right))
    lead.refresh_from_db()
    (new,) = Lead.objects.exclude(id=lead.id)
    assert (new.state, lead.state) == ("waiting", "worth_contacting")
    (before,) = open_lead(by=worker, lead_id=new.id).elsewhere
    assert (before.lead_id, before.outcome, before.joined) == (lead.id, "worth_contacting", False)
    opened = open_lead(by=worker, lead_id=lead.id)
    assert (opened.draft_facts, len(opened.decisions)) == ("Half een zin", 1)
    assert [one.kind for one in opened.steps] == ["parted"]
    assert open_lead(by=worker, lead_id=new.id).draft_facts == ""


def test_stop_stays_on_both_parts_and_spreads_over_what_is_joined(actor: Actor, worker: Actor) -> None:
    one, other = largest(), smallest()
    place(actor, run_row(one, hard_stop=True), run_row(other))
    done = judge_advertisers.split(by=worker, advertiser=one, unique_adverts=[text_of(one)], **WHY)
    link_all(by=actor)
    place(actor, run_row(done.left), run_row(done.right), run_row(other))
    assert Lead.objects.get(advertiser=done.left).outreach_stopped
    assert Lead.objects.get(advertiser=done.right).outreach_stopped
    assert not Lead.objects.get(advertiser=other).outreach_stopped
    judge_advertisers.join(by=worker, advertiser=done.left, other=other, **SAME)
    assert not Lead.objects.filter(outreach_stopped=False, raised=True).exists()


def test_judgement_goes_with_the_last_sighting_it_names(worker: Actor) -> None:
    split_advertiser(by=worker, advertiser=largest(), unique_adverts=[text_of(largest())], **WHY)
    orphan = next(step for step in steps() if step.model is Judgement)
    assert orphan.erase_batch(worker, days_ago(0)) == {}
    named = JudgedSighting.objects.values_list("sighting_id", flat=True)
    Sighting.objects.filter(id__in=list(named)).delete()
    assert orphan.erase_batch(worker, days_ago(0)) == {"adverts.judgement": 1}
    assert not Judgement.objects.exists()


def test_erasing_a_contact_takes_joins_away_and_leaves_what_was_set_apart(
    actor: Actor, worker: Actor
) -> None:
    one, other = largest(), smallest()
    split_advertiser(by=worker, advertiser=one, unique_adverts=[text_of(one)], **WHY)
    join_advertisers(by=worker, advertiser=largest(), other=other, **SAME)
    officer = make_person(actor.organisation, "data_protection_officer", purpose="accountability")
    erase_contact(by=officer, kind="phone", value=OTHER)
    assert set(JudgedSighting.objects.filter(judgement__kind="join").values_list("left", flat=True)) == {True}
    assert JudgedSighting.objects.filter(judgement__kind="split").count() == 9
    run(actor)
    assert sorted(division().values()) == [2, 3, 6]


def test_nothing_is_linked_through_a_contact_that_waits_to_be_erased(actor: Actor, worker: Actor) -> None:
    officer = make_person(actor.organisation, "data_protection_officer", purpose="accountability")
    ask_erasure(by=officer, kind="phone", value=RECEPTION)
    link_all(by=actor)
    assert sorted(division().values()) == [2, 3, 3, 3]
    assert LinkEdge.objects.filter(kind="phone", refused="suppressed").exists()
