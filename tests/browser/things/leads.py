"""Leads, what was decided on them, and advertisers with what was said of their links."""

from typing import Any

from tests.browser.things.who import Parameters, acting, make_colleague, turns


def _waiting_lead() -> Any:
    """A lead that waits and that nobody has; where earlier tests left none, the oldest starts anew."""
    from baken.triage.models import Lead

    free = Lead.objects.filter(
        state="waiting", raised=True, held_until=None, handed_until=None, rests_under=None
    )
    leads = list(free.order_by("-sightings", "id"))
    if leads:
        return leads[next(turns) % len(leads)]
    used = Lead.objects.filter(raised=True, hard_stop=False).order_by("version", "id").first()
    # a stop can't be taken back, so the lead itself goes and comes again
    Lead.objects.filter(id=used.id).delete()
    used.state, used.outreach_stopped, used.version = "waiting", False, used.version + 1
    used.holder = used.held_until = used.decided_at = used.urgent_kind = used.urgent_since = None
    used.first_look_by = used.second_look_by = used.escalated_at = used.second_from = None
    used.handed_to = used.handed_until = used.reopened_by = used.rests_under = None
    used.save(force_insert=True)
    return used


def one_waits(user: Any) -> None:
    """Sees to it that the next lead of this user is one on which nobody decided yet: a colleague's."""
    from baken.tenancy.acting import Actor, acting_for

    with acting_for(user.organisation_id):
        lead_handed(Actor(user, user.organisation, "outreach", "een toets"))


def lead(by: Any) -> Parameters:
    return {"lead_id": _waiting_lead().id}


def lead_in_hand(by: Any) -> Parameters:
    from baken.triage.actions.claim_lead import claim_lead

    return {"lead_id": claim_lead(by=acting(by), lead_id=_waiting_lead().id).id}


def lead_of_another(by: Any) -> Parameters:
    return lead_in_hand(acting(by, user=make_colleague(by, "outreach_worker")))


def _decide(by: Any, outcome: str, kind: str | None = None) -> Any:
    from baken.triage.actions.assess_lead import assess_lead

    chosen = _waiting_lead()
    assess_lead(
        by=acting(by), lead_id=chosen.id, version=chosen.version, outcome=outcome, kind=kind,
        facts="Drie teksten met hetzelfde contact.", explanation="Dit past bij collega's die samenwerken.",
    )  # fmt: skip
    return chosen


def decided(by: Any) -> Parameters:
    _decide(by, "no_concern")
    return {}


def lead_decided(by: Any) -> Parameters:
    return {"lead_id": _decide(by, "worth_contacting").id}


def _drawn(by: Any, first: Any) -> Any:
    """A lead on which somebody decided, drawn for a second answer."""
    from datetime import timedelta

    from django.utils import timezone

    from baken.triage import second_looks
    from baken.triage.actions.assess_lead import assess_lead
    from baken.triage.models import Lead

    rate, second_looks.second_look_rate = second_looks.second_look_rate, lambda: 100
    try:
        waiting = _waiting_lead()
        assess_lead(
            by=first, lead_id=waiting.id, version=waiting.version, outcome="worth_contacting",
            facts="Verzonnen: één contact bij zeven teksten.", explanation="Een gesprek kan helpen.",
        )  # fmt: skip
    finally:
        second_looks.second_look_rate = rate
    Lead.objects.filter(id=waiting.id).update(second_from=timezone.now() - timedelta(minutes=1))
    return Lead.objects.get(id=waiting.id)


def lead_decided_and_drawn(by: Any) -> Parameters:
    make_colleague(by, "outreach_worker")
    return {"lead_id": _drawn(by, acting(by)).id}


def lead_differing(by: Any) -> Parameters:
    from baken.triage.actions.assess_lead import assess_lead

    drawn = _drawn(by, acting(by, "outreach", make_colleague(by, "outreach_worker")))
    assess_lead(
        by=acting(by), lead_id=drawn.id, version=drawn.version, outcome="no_concern",
        facts="Verzonnen: een praktijk met een vast adres.", explanation="De teksten zijn die van collega's.",
    )  # fmt: skip
    return {"lead_id": drawn.id}


def lead_urgent(by: Any) -> Parameters:
    other = acting(by, user=make_colleague(by, "outreach_worker"))
    return {"lead_id": _decide(other, "urgent", "minority").id}


def lead_handed(by: Any) -> Parameters:
    """By a colleague, to whoever looks."""
    from baken.triage.actions.hand_lead import hand_lead

    giver = acting(by, user=make_colleague(by, "outreach_worker"))
    chosen = _waiting_lead()
    hand_lead(by=giver, lead_id=chosen.id, to_id=by.user.id, note="Lijkt op een zaak die u kent.")
    return {"lead_id": chosen.id}


def lead_handed_on(by: Any) -> Parameters:
    """By whoever looks, to a colleague."""
    from baken.triage.actions.hand_lead import hand_lead

    chosen, to = _waiting_lead(), make_colleague(by, "outreach_worker")
    hand_lead(by=acting(by), lead_id=chosen.id, to_id=to.id, note="U kent deze stad beter dan ik.")
    return {"lead_id": chosen.id}


def lead_reopened(by: Any) -> Parameters:
    from baken.triage.actions.ask_again import ask_again

    chosen = _decide(by, "unsure")
    ask_again(by=acting(by), lead_id=chosen.id, version=chosen.version + 1, reason="Er kwam een bericht bij.")
    return {"lead_id": chosen.id}


def lead_resting(by: Any) -> Parameters:
    """Its advertiser was joined with another, whose lead goes on for both."""
    from baken.triage.actions.judge_advertisers import join
    from baken.triage.models import Lead

    standing = Lead.objects.filter(raised=True, sightings__gt=0, rests_under=None, hard_stop=False)
    one, other = standing.order_by("sightings", "id")[:2]
    join(
        by=acting(by), advertiser=one.advertiser, other=other.advertiser, reason="told_join",
        words="Verzonnen voorbeeld: één praktijk met twee namen.",
    )  # fmt: skip
    return {"lead_id": Lead.objects.get(id__in=[one.id, other.id], rests_under__isnull=False).id}


def lead_confirmed(by: Any) -> Parameters:
    """Two people found that the suspicion stands."""
    from baken.triage.actions.look_at_urgent import look_at_urgent

    chosen = lead_urgent(by)["lead_id"]
    from baken.triage.models import Lead

    look_at_urgent(
        by=acting(by, user=make_colleague(by, "outreach_worker")), lead_id=chosen,
        version=Lead.objects.get(id=chosen).version, outcome="urgent_confirmed",
        facts="De tekst noemt een leeftijd die niet kan.", explanation="Het protocol is gevolgd.",
    )  # fmt: skip
    return {"lead_id": chosen}


def full_day(by: Any) -> Parameters:
    """One lead handed to the reader, one begun, and as many decided as they wanted."""
    from baken.triage.actions.choose_pace import choose_pace
    from baken.triage.actions.save_draft import save_draft

    lead_handed(by)
    save_draft(by=acting(by), lead_id=_waiting_lead().id, facts="Half een zin", explanation="")
    _decide(by, "no_concern")
    choose_pace(by=acting(by), daily_limit=1, texts_open=False)
    return {}


def shift(by: Any) -> Parameters:
    """Somebody has the duty now, somebody else behind them; after that there is a gap."""
    from datetime import timedelta

    from django.utils import timezone

    from baken.triage.actions.plan_shift import plan_shift

    now = timezone.now()
    one, other = (make_colleague(by, "outreach_worker") for _ in range(2))
    made = plan_shift(
        by=acting(by, user=one), user_id=one.id, backup_id=other.id,
        starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=7),
    )  # fmt: skip
    return {"shift_id": made.id}


def shift_without_anybody(page: Any) -> None:
    page.locator("main form.form button[type=submit]").click()
    page.wait_for_load_state("networkidle")


def unfolded(page: Any) -> None:
    page.keyboard.press("e")


def decided_without_words(page: Any) -> None:
    page.keyboard.press("g")
    page.locator("#afweging-formulier button[type=submit]").click()
    page.wait_for_load_state("networkidle")


def _by_size() -> list[str]:
    from django.db.models import Count

    from baken.adverts.models import Link

    found = Link.objects.values("advertiser").annotate(texts=Count("unique_advert", distinct=True))
    return list(found.order_by("-texts", "advertiser").values_list("advertiser", flat=True))


_others: list[str] = []


def advertiser(by: Any) -> Parameters:
    return {"advertiser": _by_size()[-1]}


def largest_advertiser(by: Any) -> Parameters:
    from baken.triage.models import Lead

    one, *others = _by_size()
    named = Lead.objects.filter(advertiser__in=others, raised=True).order_by("rank")
    _others[:] = named.values_list("case_number", flat=True)[:1]
    return {"advertiser": one}


def judgement(by: Any) -> Any:
    """A text of an advertiser, set apart."""
    from baken.adverts.models import Link
    from baken.triage.actions.judge_advertisers import split

    one = _by_size()[1]
    text = (
        Link.objects.filter(advertiser=one).order_by("unique_advert").values_list("unique_advert", flat=True)
    )
    return split(
        by=acting(by), advertiser=one, unique_adverts=[text[0]], reason="shared_contact",
        words="Verzonnen voorbeeld: twee praktijken, één balie.",
    )  # fmt: skip


def advertiser_judged(by: Any) -> Parameters:
    return {"advertiser": judgement(by).left}


def advertiser_judged_and_undone(by: Any) -> Parameters:
    from baken.triage.actions.judge_advertisers import undo

    return {"advertiser": undo(by=acting(by), judgement_id=judgement(by).judgement.id).left}


def ticked_a_text(page: Any) -> None:
    page.locator("#blijft ~ details summary").click()
    page.locator("input[name=tekst]").first.check()
    page.click("button[value=look]")
    page.wait_for_load_state("networkidle")


def split_without_a_reason(page: Any) -> None:
    ticked_a_text(page)
    page.click("button[value=split]")
    page.wait_for_load_state("networkidle")


def beside_a_lead(page: Any) -> None:
    page.fill("input[name=case_number]", _others[0])
    page.locator("main form button[type=submit]").click()
    page.wait_for_load_state("networkidle")


def exercise(by: Any) -> Parameters:
    from baken.triage.practice import exercises

    return {"name": next(iter(exercises()))}


def lead_blind(by: Any) -> Parameters:
    from baken.triage.models import Lead

    found = _waiting_lead()
    Lead.objects.filter(id=found.id).update(blind=True)
    return {"lead_id": found.id}


def judged_blind(by: Any) -> Parameters:
    from baken.triage.actions.assess_lead import assess_lead
    from baken.triage.models import Lead

    found = Lead.objects.get(id=lead_blind(by)["lead_id"])
    assess_lead(
        by=acting(by), lead_id=found.id, version=found.version, outcome="no_concern",
        facts="Eén tekst, één contact.", explanation="Niets dat opvalt.",
    )  # fmt: skip
    return {}


def _asked(by: Any, user: Any) -> Any:
    from baken.triage.actions.export_outcomes import ask_outcomes

    why = "De gewichten van de regels toetsen."
    return ask_outcomes(by=acting(by, "statistics", user), reason=why)


def outcomes_asked(by: Any) -> Parameters:
    return {"export_id": _asked(by, make_colleague(by, "analyst")).id}


def outcomes_approved(by: Any) -> Parameters:
    from baken.triage.actions.export_outcomes import decide_outcomes

    asked = _asked(by, by.user)
    officer = acting(by, "accountability", make_colleague(by, "data_protection_officer"))
    return {"export_id": decide_outcomes(by=officer, export_id=asked.id, approve=True).id}


def _look_back(by: Any, decision: bool | None) -> Any:
    """The review of an advertiser that nobody looked back at yet, asked by a colleague, and agreed on."""
    from django.utils import timezone

    from baken.adverts.models import Link
    from baken.triage.hindsight.actions import Ground, ask_review, decide_review
    from baken.triage.hindsight.models import HindsightSighting

    taken = HindsightSighting.objects.values("sighting__link__advertiser")
    advertiser = Link.objects.exclude(advertiser__in=taken).order_by("advertiser")[0].advertiser
    asked = ask_review(
        by=acting(by, "statistics", make_colleague(by, "analyst")),
        advertiser=advertiser,
        known_on=timezone.localdate(),
        ground=Ground("ruling", "ECLI:NL:RBXXX:2025:1", "Nagaan wat de regels gezien hadden."),
    )
    if decision is not None:
        officer = acting(by, "accountability", make_colleague(by, "data_protection_officer"))
        decide_review(by=officer, review_id=asked.id, approve=decision)
    return asked


def hindsight_asked(by: Any) -> Parameters:
    return {"review_id": _look_back(by, None).id}


def hindsight_done(by: Any) -> Parameters:
    from baken.pipeline.hindsight import run_reviews

    asked = _look_back(by, True)
    run_reviews(by=by)
    return {"review_id": asked.id}


def hindsight_many(by: Any) -> Parameters:
    from baken.statistics.hindsight.tables import LEAST_CASES

    for _ in range(LEAST_CASES):
        hindsight_done(by)
    return {}


def sent_empty(page: Any) -> None:
    page.click("form.form button[type=submit]")
    page.wait_for_load_state("networkidle")


def one_side_alone(page: Any) -> None:
    page.fill("input[name=flagged]", "5")
    page.fill("input[name=unflagged]", "0")
    page.click("form.form button[type=submit]")
    page.wait_for_load_state("networkidle")
