"""Leads, what was decided on them, and advertisers with what was said of their links."""

from typing import Any

from tests.browser.things.who import Parameters, acting, make_colleague, turns


def _waiting_lead() -> Any:
    """A lead that waits and that nobody has; where earlier tests left none, the oldest starts anew."""
    from baken.triage.models import Lead

    free = Lead.objects.filter(state="waiting", raised=True, held_until=None)
    leads = list(free.order_by("-sightings", "id"))
    if leads:
        return leads[next(turns) % len(leads)]
    used = Lead.objects.filter(raised=True, hard_stop=False).order_by("version", "id").first()
    # a stop can't be taken back, so the lead itself goes and comes again
    Lead.objects.filter(id=used.id).delete()
    used.state, used.outreach_stopped, used.version = "waiting", False, used.version + 1
    used.holder = used.held_until = used.decided_at = used.urgent_kind = used.urgent_since = None
    used.first_look_by = used.second_look_by = None
    used.save(force_insert=True)
    return used


def one_waits(user: Any) -> None:
    """Sees to it that at least one lead waits in the queue of this user's organisation."""
    from baken.tenancy.acting import acting_for

    with acting_for(user.organisation_id):
        _waiting_lead()


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


def lead_urgent(by: Any) -> Parameters:
    other = acting(by, user=make_colleague(by, "outreach_worker"))
    return {"lead_id": _decide(other, "urgent", "minority").id}


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


def one_side_alone(page: Any) -> None:
    page.fill("input[name=flagged]", "5")
    page.fill("input[name=unflagged]", "0")
    page.click("form.form button[type=submit]")
    page.wait_for_load_state("networkidle")
