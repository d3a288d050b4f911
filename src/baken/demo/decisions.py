"""What the invented staff decided already, so that no page of the desk is empty: made by the actions
that everybody uses, in nobody's words but this program's."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle

from django.db import transaction
from django.utils import timezone

from baken.accounts.models import User
from baken.audit.actions import record_event
from baken.register.actions.keep_draft import keep_draft, open_draft, start_draft
from baken.register.content import content_of
from baken.register.models import Registration, RegistrationDraft
from baken.register.queries import stored_records
from baken.tenancy.acting import Actor
from baken.triage.actions.assess_lead import assess_lead
from baken.triage.actions.keep_stops import forget_synthetic_stops
from baken.triage.actions.look_at_urgent import look_at_urgent
from baken.triage.actions.save_draft import save_draft
from baken.triage.actions.set_sample import set_sample
from baken.triage.blind_draw import SECOND_LOOKS
from baken.triage.blind_sample import sample_rates
from baken.triage.hindsight.models import HindsightReview
from baken.triage.models import Assessment, Lead
from baken.triage.queue_order import waiting_for


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decided what, on the lead at which place in the queue (the blind ones not counted), and why."""

    place: int
    login: str
    outcome: str
    facts: str
    explanation: str
    kind: str | None = None


DECISIONS = (
    Decision(
        2, "noor", "no_concern",
        "Verzonnen voorbeeld. Het nummer staat in woorden, zoals bij veel mensen die zelf adverteren.",
        "Dit past bij gewone bescherming tegen automatische verzamelaars.",
    ),
    Decision(
        3, "daan", "worth_contacting",
        "Verzonnen voorbeeld. Het nummer staat in woorden; wie dit schreef, lijkt niet wie erin staat.",
        "Misschien regelt een ander het contact. Een neutraal gesprek kan laten weten dat er hulp is.",
    ),
    Decision(
        4, "yara", "unsure",
        "Verzonnen voorbeeld. De tekst lijkt op die van anderen; het nummer staat in woorden.",
        "Te weinig om iets van te vinden. Over een maand opnieuw kijken.",
    ),
    Decision(
        5, "yara", "no_concern",
        "Verzonnen voorbeeld. Een praktijk met een eigen pagina; dezelfde woorden staan bij veel praktijken.",
        "De aanwijzing komt van een tekst die velen overnemen.",
    ),
    Decision(
        6, "noor", "urgent",
        "Verzonnen voorbeeld. Een collega kreeg een bericht waarin nu om hulp wordt gevraagd.",
        "De veiligheid gaat voor. De centrale is gebeld en neemt het over.",
        kind="danger_to_life",
    ),
    Decision(
        7, "daan", "urgent",
        "Verzonnen voorbeeld. Een collega hoorde iets dat dezelfde dag nagekeken moest worden.",
        "De centrale is gebeld; daar was het al bekend.",
        kind="danger_to_life",
    ),
)  # fmt: skip

SECOND_LOOK = Decision(
    7, "yara", "urgent_confirmed",
    "Verzonnen voorbeeld. De centrale bevestigt dat zij het heeft overgenomen.",
    "Het protocol is gevolgd; hier is niets meer te doen.",
)  # fmt: skip

UNFINISHED = Decision(
    1, "noor", "", "Verzonnen voorbeeld. Het nummer staat in woorden; nog nakijken waar het meer staat", ""
)  # fmt: skip

WORTH_CONTACTING = (
    "worth_contacting",
    "Verzonnen voorbeeld. Het nummer staat in woorden; wie dit schreef, is niet te zien.",
    "Een neutraal bericht kan laten weten dat er iemand is om mee te praten.",
)  # fmt: skip
"""What is said of leads that are written to, and why."""
READERS = ("daan", "yara", "noor")
DECIDED_BEFORE = timedelta(days=50)
LEFT, THINNED = 2, 3

LAST_PLACE = max(one.place for one in DECISIONS)


@transaction.atomic
def decide(*, by: Actor) -> None:
    """Takes the decisions, all or none, if nobody decided or began anything yet."""
    if not Assessment.objects.exists():
        # nothing is drawn while the demo decides, so that it is the same each time
        _draw_of_100(by, 0)
        in_sight = waiting_for(_as(by, "noor"), timezone.now()).filter(blind=False)
        waiting = list(in_sight[: LAST_PLACE + 1])
        for one in DECISIONS:
            if one.place < len(waiting):
                _assess(by, one, waiting[one.place])
        if SECOND_LOOK.place < len(waiting):
            _look(by, SECOND_LOOK, waiting[SECOND_LOOK.place])
        if UNFINISHED.place < len(waiting):
            begun = waiting[UNFINISHED.place]
            writer = _as(by, UNFINISHED.login)
            save_draft(by=writer, lead_id=begun.id, facts=UNFINISHED.facts, explanation="")
        _draw_of_100(by, SECOND_LOOKS)
    if not RegistrationDraft.objects.exists():
        _begin_registration(_as(by, "lotte", purpose="registration"))


def find_worth_contacting(*, by: Actor, count: int) -> list[Lead]:
    """Decides of some more leads that reaching out is worth it: some that wait in the queue, as far as
    there are so many. Within a transaction."""
    outcome, facts, explanation = WORTH_CONTACTING
    _draw_of_100(by, 0)
    in_sight = waiting_for(_as(by, READERS[0]), timezone.now()).filter(
        blind=False, reasons__contains=["contact_obscured"]
    )
    # the first of the queue stay for who looks around; of many, some in between stay too
    left = list(in_sight[LEFT : LEFT + THINNED * count])
    found = left[:: max(1, len(left) // count)][:count]
    for lead, login in zip(found, cycle(READERS), strict=False):
        _assess(by, Decision(0, login, outcome, facts, explanation), lead)
    # long ago, or the day of whoever looks around would be full
    then = timezone.now() - DECIDED_BEFORE
    Assessment.objects.filter(lead__in=found).update(created_at=then)
    told = Lead.objects.filter(id__in=[lead.id for lead in found])
    told.update(decided_at=then, created_at=then - timedelta(hours=2))
    _draw_of_100(by, SECOND_LOOKS)
    return list(told.order_by("rank", "id"))


def forget(*, by: Actor) -> None:
    """Removes the leads of a market that another one takes the place of, with what was decided on them.

    Only of invented data; `clear_synthetic_market` refuses any other.
    """
    removed, _ = Lead.objects.all().delete()
    removed += HindsightReview.objects.all().delete()[0]
    removed += forget_synthetic_stops(by=by)
    record_event(by=by, action="triage.synthetic_cleared", subject="leads", details={"rows": removed})


def _draw_of_100(by: Actor, second_looks: int) -> None:
    rates = sample_rates()
    set_sample(
        by=_as(by, "bram", purpose="statistics"),
        flagged=rates.flagged,
        unflagged=rates.unflagged,
        second_looks=second_looks,
    )


def _as(by: Actor, login: str, purpose: str = "outreach") -> Actor:
    return Actor(User.objects.get(login=login), by.organisation, purpose=purpose, reason="demo")


def _assess(by: Actor, one: Decision, lead: Lead) -> None:
    assess_lead(
        by=_as(by, one.login),
        lead_id=lead.id,
        version=lead.version,
        outcome=one.outcome,
        facts=one.facts,
        explanation=one.explanation,
        kind=one.kind,
    )


def _look(by: Actor, one: Decision, lead: Lead) -> None:
    lead.refresh_from_db()
    look_at_urgent(
        by=_as(by, one.login),
        lead_id=lead.id,
        version=lead.version,
        outcome=one.outcome,
        facts=one.facts,
        explanation=one.explanation,
    )


def _begin_registration(by: Actor) -> None:
    """A registration of which the first two parts are filled in: those of one that is there already."""
    first = Registration.objects.order_by("reference").first()
    if first is None:
        return
    (record,) = stored_records([first.reference])
    draft = start_draft(by=by)
    held = open_draft(draft)
    told = {name: said for name, said in content_of(record)["registration"].items() if name != "reference"}
    keep_draft(
        by=by, draft=draft, held=held | {"content": held["content"] | {"registration": told}, "done": [1, 2]}
    )
