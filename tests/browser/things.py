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


# what was seen


def _basis(by: Any) -> Any:
    from baken.collection.models import LawfulBasis

    return LawfulBasis.objects.filter(state="in_force").order_by("code").first()


def recorded(by: Any) -> Parameters:
    from django.utils import timezone

    from baken.adverts.actions.record_by_hand import record_by_hand
    from baken.pipeline.stages import extract_waiting

    made = record_by_hand(
        by=_as(by), basis_id=_basis(by).id, platform="telegram", seen_at=timezone.now(),
        text="Ontspannende massage in Hengelo. Ik ben 34. 60 euro per uur. Bel nul zes 00 00 00 42.",
        title=f"Massage {uuid.uuid4().hex[:4]}", place="Hengelo",
    )  # fmt: skip
    extract_waiting(by=_as(by))
    return {"sighting_id": made.id}


def hand_draft(by: Any) -> Parameters:
    from baken.adverts.hand_drafts import keep_hand_draft

    keep_hand_draft(by=_as(by), fields={"platform": "insta", "text": "Rustige praktijk", "title": "Massage"})
    return {}


def recorded_nothing(page: Any) -> None:
    page.locator("#vastleggen button[type=submit]").click()
    page.wait_for_load_state("networkidle")


def recorded_elsewhere(page: Any) -> None:
    page.fill("input[name=platform]", "Fluisterbord")
    page.fill("textarea[name=text]", "Rustige praktijk aan de rand van de stad.")
    page.check("input[name=lawful]")
    recorded_nothing(page)


def captured_twice(by: Any) -> Parameters:
    from django.utils import timezone

    from baken.pipeline.stages import extract_waiting
    from tests.factories.captures import make_capture, make_crawl, make_source

    source = make_source(by, _basis(by), name=f"Kleinmarkt {uuid.uuid4().hex[:6]}")
    now = timezone.now()
    week = datetime.timedelta(days=7)
    first, second = (make_crawl(by, source, queued_at=at) for at in (now - week, now))
    make_capture(by, first, words="Massage in Tilburg. 50 euro per uur.", at=now - week)
    later = make_capture(by, second, words="Massage in Breda. Bel 06 00 00 00 42. 60 euro per uur.", at=now)
    extract_waiting(by=_as(by))
    return {"sighting_id": later.id, "crawl_id": second.id}


def _evidence(by: Any, asker: Any) -> Any:
    from baken.adverts.actions.hand_over import ask_hand_over
    from baken.adverts.models import Sighting

    sighting = Sighting.objects.get(id=captured_twice(by)["sighting_id"])
    return ask_hand_over(
        by=_as(by, user=asker), sighting=sighting, others=[], purpose="crime_report", case="PL-2026-1",
        reason="de politie vroeg erom",
    )  # fmt: skip


def evidence_asked(by: Any) -> Parameters:
    return {"request_id": _evidence(by, _colleague(by, "analyst")).id}


def evidence_approved(by: Any) -> Parameters:
    from baken.adverts.actions.hand_over import decide_hand_over

    asked = _evidence(by, by.user)
    officer = _as(by, "accountability", _colleague(by, "data_protection_officer"))
    return {"request_id": decide_hand_over(by=officer, request_id=asked.id, approve=True).id}


def sighting_of_a_file(by: Any) -> Parameters:
    from baken.adverts.models import Sighting

    found = Sighting.objects.filter(by_hand__isnull=True, capture__crawl_pages__isnull=True)
    return {"sighting_id": found.order_by("sequence").values_list("id", flat=True)[0]}


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


CRAWLED = ("new", "running", "done", "stopped", "failed")
_ENDS = {"done": "finished", "stopped": "site_refused", "failed": "nothing_found"}


def crawled(state: str) -> Callable[[Any], Parameters]:
    return lambda by: _crawled(by, state)


def _crawled(by: Any, state: str) -> Parameters:
    from django.utils import timezone

    from tests.factories.captures import make_crawl, make_source

    made = make_source(by, _basis(by), name=f"Kleinmarkt {uuid.uuid4().hex[:6]}")
    if state == "new":
        return {"source_id": made.id}
    now = timezone.now()
    over = {"ended_at": now, "ended_because": _ENDS[state]} if state in _ENDS else {}
    troubles = {"timed_out": 2, "no_advert": 1}
    ran = make_crawl(by, made, state=state, started_at=now, errors=3, troubles=troubles, **over)
    return {"source_id": made.id, "crawl_id": ran.id}


def source_of_files(by: Any) -> Parameters:
    from tests.factories.captures import make_source

    made = make_source(by, _basis(by), name=f"Bestand {uuid.uuid4().hex[:6]}", kind="file", profile="")
    return {"source_id": made.id}


def source_without_a_way(page: Any) -> None:
    page.fill("input[name=name]", "Nieuwe bron")
    page.select_option("select[name=kind]", "crawl")
    page.fill("textarea[name=profile]", "title: h1")
    page.locator("main form button").last.click()
    page.wait_for_load_state("networkidle")


def profile_tried(page: Any) -> None:
    page.fill("textarea[name=page]", "<h1>Rust</h1><div class=advert>Bel 06 00 00 00 42</div>")
    page.click("button[value=try]")
    page.wait_for_load_state("networkidle")


def profile_broken(page: Any) -> None:
    page.fill("textarea[name=profile]", "title: 'h1['")
    page.click("button[value=keep]")
    page.wait_for_load_state("networkidle")


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


# the market per week


def watched_platform(by: Any) -> Parameters:
    return {"platform_id": _market_alarm(by).platform_id}


def market_alarm(by: Any) -> Parameters:
    return {"alarm_id": _market_alarm(by).id}


def market_alarm_looked_at(by: Any) -> Parameters:
    from baken.watch.market.actions import look_at_alarm

    one = _market_alarm(by)
    look_at_alarm(by=_as(by, "statistics"), alarm_id=one.id, conclusion="Een nieuwe afdeling op de site.")
    return {"alarm_id": one.id}


def _market_alarm(by: Any) -> Any:
    """A rise of its own on an invented platform: that of the demo is somebody else's to look at."""
    from django.utils import timezone

    from baken.watch.models import MarketAlarm, PlatformWeek, WatchedPlatform

    week = datetime.date(2025, 6, 16)
    platform = WatchedPlatform.objects.create(
        organisation=by.organisation, name=f"raam-{next(_turns)}.example", type="webcam_platform"
    )
    PlatformWeek.objects.create(
        organisation=by.organisation,
        platform=platform,
        week=week,
        captures=143,
        days=7,
        broken_off=False,
        over=True,
    )
    return MarketAlarm.objects.create(
        organisation=by.organisation,
        platform=platform,
        kind="rise",
        week=week,
        weeks=4,
        before=103.0,
        now=142.0,
        ratio=1.38,
        low=1.24,
        high=1.53,
        raised_at=timezone.now(),
    )


# searching together, and words


def _campaign(by: Any) -> Any:
    """A campaign that is open: the reader leads, searches and checks; a colleague does too."""
    from baken.collection.models import LawfulBasis
    from baken.platforms.models import Platform
    from baken.watch.campaigns.actions import prepare_campaign

    now, other = datetime.datetime.now(datetime.UTC), _colleague(by, "outreach_worker")
    both = [by.user.id, other.id]
    made = prepare_campaign(
        by=_as(by), name=f"Zoekactie {uuid.uuid4().hex[:8]}", goal="Zien waar iets nieuws staat.",
        basis_id=LawfulBasis.objects.get(code="demo-synthetic").id, begins_at=now,
        ends_at=now + datetime.timedelta(hours=2), leads=[by.user.id], searches=both, checks=both,
        platforms=[Platform.objects.order_by("name")[0].id],
    )  # fmt: skip
    return made, _as(by, user=other)


def _found(by: Any, made: Any, text: str, **told: Any) -> Any:
    from baken.watch.campaigns.actions import add_find

    one = made.platforms.select_related("platform")[0].platform.name
    return add_find(
        by=_as(by), campaign_id=made.id, route="tip", no_false_identity=True, text=text,
        **{"platform": one} | told,
    )  # fmt: skip


def campaign_empty(by: Any) -> Parameters:
    return {"campaign_id": _campaign(by)[0].id}


def campaign(by: Any) -> Parameters:
    made, other = _campaign(by)
    text = "Rustige middag met thee, alleen op afspraak. Bel 06 00 00 00 81."
    for who in (other, by):
        _found(who, made, text)
    _found(by, made, "Wandelen en samen koken in het weekend, ook bij regen.", platform="Nachtegaal")
    return {"campaign_id": made.id}


def find_to_check(by: Any) -> Parameters:
    made, other = _campaign(by)
    finding = _found(other, made, "Rustige middag met thee, alleen op afspraak. Bel 06 00 00 00 82.")
    return {"campaign_id": made.id, "find_id": finding.find_id}


def find_of_ones_own(by: Any) -> Parameters:
    made, _other = _campaign(by)
    return {"campaign_id": made.id, "find_id": _found(by, made, "Samen varen over de plassen.").find_id}


def campaign_closed(by: Any) -> Parameters:
    from baken.watch.campaigns.actions import close_campaign

    told = campaign(by)
    close_campaign(by=_as(by), campaign_id=told["campaign_id"], because="Iedereen is klaar.")
    return told


def campaign_reported(by: Any) -> Parameters:
    from baken.watch.campaigns.actions import write_report

    told = campaign_closed(by)
    write_report(by=_as(by), campaign_id=told["campaign_id"], learned="Eén platform was nieuw voor ons.")
    return told


def stored_sighting(by: Any) -> Parameters:
    made, other = _campaign(by)
    return {"sighting_id": _found(other, made, "Samen schaken op donderdag.").sighting_id}


def platform_proposal(by: Any) -> Parameters:
    from baken.watch.campaigns.actions import propose_platform

    made = propose_platform(
        by=_as(by, user=_colleague(by, "outreach_worker")), name=f"Nachtegaal {uuid.uuid4().hex[:6]}",
        type="forum", because="Genoemd door een collega.",
    )  # fmt: skip
    return {"proposal_id": made.id}


def platform_proposals(by: Any) -> Parameters:
    platform_proposal(by)
    return {}


def rising_word(by: Any) -> Parameters:
    from baken.adverts.models import Sighting
    from baken.adverts.vault import Vault
    from baken.watch.language.queries import TERM
    from baken.watch.models import RisingTerm

    row, now = uuid.uuid4(), datetime.datetime.now(datetime.UTC)
    RisingTerm.objects.create(
        id=row, organisation=by.organisation, captured_at=now, until=now.date(), language="nl",
        term=Vault(by.organisation.id).seal("massage", TERM, row), key=row.hex[:26], rank=1, log_odds=1.2,
        z=4.1, texts_now=31, texts_before=4, per_thousand_now=24.0, per_thousand_before=3.0, advertisers=8,
        platforms=2, burst=2, series=[0, 2.1, 3.0, 2.2, 4.0, 3.1, 24.0, 23.5],
        samples=list(Sighting.objects.order_by("sequence").values_list("id", flat=True)[:4]),
    )  # fmt: skip
    return {"rising_id": row}


def rising_words(by: Any) -> Parameters:
    rising_word(by)
    return {}


def proposed_word(by: Any) -> Parameters:
    from baken.watch.language.actions import propose_word

    letters = "".join(chr(97 + int(digit, 16)) for digit in uuid.uuid4().hex[:8])
    made = propose_word(
        by=_as(by, user=_colleague(by, "outreach_worker")), term=f"roosvenster {letters}", language="nl",
        list_name="eigen_woorden", means="Verzonnen: er is nog plaats.", because="Verzonnen: vaak gezien.",
    )  # fmt: skip
    return {"word_id": made.id}


def agreed_word(by: Any) -> Parameters:
    from baken.watch.language.actions import agree_word

    proposed_word(by)
    agree_word(by=_as(by), proposal_id=proposed_word(by)["word_id"], because="Zo ken ik het ook.")
    return {}
