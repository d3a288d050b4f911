"""What has to be there before a page can be looked at: found in the demo market, or made for the one who
looks. Each acts as that person (`by`) and gives the parameters of the page's address."""

import datetime
import itertools
import json
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

PASSWORD = "vlinder-lantaarn-fiets"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PARTS = ("bron", "vermoeden", "personen", "platforms", "rollen", "plaats", "samenvatting")

Parameters = dict[str, Any]
_sign_in_names: list[str] = []
_turns = itertools.count()


def _as(by: Any, purpose: str = "outreach", user: Any = None) -> Any:
    from baken.tenancy.acting import Actor

    return Actor(user or by.user, by.organisation, purpose, "een toets")


def _colleague(by: Any, *roles: str) -> Any:
    from tests.factories.users import make_user

    return make_user(by.organisation, *roles)


# coming in


def password(by: Any) -> Parameters:
    by.user.set_password(PASSWORD)
    by.user.save()
    return {}


def app(by: Any, user: Any = None) -> Parameters:
    from allauth.mfa.models import Authenticator
    from allauth.mfa.utils import encrypt

    Authenticator.objects.create(
        user=user or by.user, type=Authenticator.Type.TOTP, data={"secret": encrypt(TOTP_SECRET)}
    )
    return {}


def key(by: Any) -> Parameters:
    from allauth.mfa.models import Authenticator

    data = json.loads((Path(__file__).parent / "passkey.json").read_text("utf-8"))
    made = Authenticator.objects.create(user=by.user, type=Authenticator.Type.WEBAUTHN, data=data)
    return {"pk": made.pk}


def app_and_key(by: Any) -> Parameters:
    key(by)
    return app(by)


def key_in_address_and_app(by: Any) -> Parameters:
    app(by)
    return key(by)


def recovery_codes(by: Any) -> Parameters:
    from allauth.mfa.models import Authenticator
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    app(by)
    if not Authenticator.objects.filter(user=by.user, type=Authenticator.Type.RECOVERY_CODES).exists():
        RecoveryCodes.activate(by.user)
    return {}


def start_link(by: Any) -> Parameters:
    from baken.accounts.actions import give_start_link

    secret = give_start_link(by=_as(by, "accountability"), user=_colleague(by, "observer"))
    return {"organisation": by.organisation.slug, "secret": secret}


def no_start_link(by: Any) -> Parameters:
    return {"organisation": by.organisation.slug, "secret": "x" * 32}


def somebody_with_an_app(by: Any) -> Parameters:
    user = _colleague(by, "outreach_worker")
    user.set_password(PASSWORD)
    user.save()
    app(by, user)
    _sign_in_names.append(user.sign_in_name)
    return {}


def _sign_in(page: Any, name: str, password: str) -> None:
    page.fill("input[name=login]", name)
    page.fill("input[name=password]", password)
    page.press("input[name=password]", "Enter")
    page.wait_for_load_state("networkidle")


def password_given(page: Any) -> None:
    page.goto(page.url.replace("/code/", "/login/"))
    _sign_in(page, _sign_in_names.pop(), PASSWORD)
    page.wait_for_url("**/toegang/code/")


def wrong_password(page: Any) -> None:
    _sign_in(page, "niemand@demo", "verkeerd")


# users


def colleague(by: Any) -> Parameters:
    return {"user_id": _colleague(by, "outreach_worker").id}


def colleague_shut_out(by: Any) -> Parameters:
    user = _colleague(by, "outreach_worker")
    user.is_active = False
    user.save()
    return {"user_id": user.id}


# triage


def _waiting_lead() -> Any:
    """A lead that waits and that nobody has; where earlier tests left none, the oldest starts anew."""
    from baken.triage.models import Lead

    free = Lead.objects.filter(state="waiting", raised=True, held_until=None)
    leads = list(free.order_by("-sightings", "id"))
    if leads:
        return leads[next(_turns) % len(leads)]
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

    return {"lead_id": claim_lead(by=_as(by), lead_id=_waiting_lead().id).id}


def lead_of_another(by: Any) -> Parameters:
    return lead_in_hand(_as(by, user=_colleague(by, "outreach_worker")))


def _decide(by: Any, outcome: str, kind: str | None = None) -> Any:
    from baken.triage.actions.assess_lead import assess_lead

    chosen = _waiting_lead()
    assess_lead(
        by=_as(by), lead_id=chosen.id, version=chosen.version, outcome=outcome, kind=kind,
        facts="Drie teksten met hetzelfde contact.", explanation="Dit past bij collega's die samenwerken.",
    )  # fmt: skip
    return chosen


def decided(by: Any) -> Parameters:
    _decide(by, "no_concern")
    return {}


def lead_decided(by: Any) -> Parameters:
    return {"lead_id": _decide(by, "worth_contacting").id}


def lead_urgent(by: Any) -> Parameters:
    other = _as(by, user=_colleague(by, "outreach_worker"))
    return {"lead_id": _decide(other, "urgent", "minority").id}


def decided_without_words(page: Any) -> None:
    page.keyboard.press("g")
    page.locator("#afweging-formulier button[type=submit]").click()
    page.wait_for_load_state("networkidle")


def exercise(by: Any) -> Parameters:
    from baken.triage.practice import exercises

    return {"name": next(iter(exercises()))}


# the register


def draft(by: Any) -> Parameters:
    from baken.register.actions.keep_draft import start_correction
    from baken.register.models import Registration

    several = Registration.objects.filter(mentions__number=2).order_by("reference").first()
    return {"draft_id": start_correction(by=_as(by, "registration"), registration=several).id}


def part(slug: str) -> Callable[[Any], Parameters]:
    return lambda by: draft(by) | {"slug": slug}


def roles_apart(by: Any) -> Parameters:
    return draft(by) | {"number": 1}


def registration(by: Any) -> Parameters:
    from baken.register.models import Registration

    return {"registration_id": Registration.objects.order_by("reference").values_list("id", flat=True)[0]}


def import_batch(by: Any) -> Parameters:
    from baken.register.models import ImportBatch

    return {"batch_id": ImportBatch.objects.values_list("id", flat=True)[0]}


def onwards(page: Any) -> None:
    page.locator("#part button[name=do][data-key=v]").click()
    page.wait_for_load_state("networkidle")


# figures and rules


def table(name: str) -> Callable[[Any], Parameters]:
    return lambda by: {"name": name}


def rule(by: Any) -> Parameters:
    from baken.indicators.rulebook import load_rules

    return {"indicator": load_rules()[0].indicator}


# administration


def event(by: Any) -> Parameters:
    from baken.audit.models import Event

    return {"event_id": Event.objects.order_by("at").values_list("id", flat=True)[0]}


def basis(by: Any) -> Parameters:
    from baken.collection.models import LawfulBasis

    return {"basis_id": LawfulBasis.objects.get(code="demo-synthetic").id}


def draft_basis(by: Any) -> Parameters:
    from baken.collection.actions import draft_basis as begin

    made = begin(
        by=_as(by, "accountability", _colleague(by, "admin")), code=f"proef-{uuid.uuid4().hex[:8]}",
        purpose="outreach", ground="synthetic", special_ground="none_held", ground_nl="Verzonnen gegevens.",
        ground_en="Invented data.", dpia_reference="DPIA-1", responsible="functionaris",
        valid_from=datetime.date(2026, 1, 1), valid_until=datetime.date(2035, 1, 1),
    )  # fmt: skip
    return {"basis_id": made.id}


def source(by: Any) -> Parameters:
    from baken.collection.actions import add_source

    today = datetime.datetime.now(datetime.UTC).date()
    made = add_source(
        by=_as(by, "accountability", _colleague(by, "admin")), name=f"Bron {uuid.uuid4().hex[:8]}",
        platform="kleinmarkt.example", kind="file", basis_id=basis(by)["basis_id"],
        active_until=today + datetime.timedelta(days=30), today=today,
    )  # fmt: skip
    return {"source_id": made.id}


def platform(by: Any) -> Parameters:
    from baken.platforms.models import Platform

    return {"code": Platform.objects.order_by("code").values_list("code", flat=True)[0]}


def platform_name(by: Any) -> Parameters:
    return platform(by) | {"name": "naam"}


def period(by: Any) -> Parameters:
    return {"keep": "lead"}


def hold(by: Any) -> Parameters:
    from baken.register.models import Registration
    from baken.rights.actions.hold_things import place_hold

    chosen = Registration.objects.order_by("-reference")[next(_turns) % 50]
    until = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=90)
    made = place_hold(by=_as(by, "accountability"), kind="registration", name=chosen.reference, until=until)
    return {"hold_id": made.id}
