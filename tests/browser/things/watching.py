"""The market per week, searching together, and words that rise."""

import datetime
import uuid
from typing import Any

from tests.browser.things.who import Parameters, acting, make_colleague, turns

# the market per week


def watched_platform(by: Any) -> Parameters:
    return {"platform_id": _market_alarm(by).platform_id}


def market_alarm(by: Any) -> Parameters:
    return {"alarm_id": _market_alarm(by).id}


def market_alarm_looked_at(by: Any) -> Parameters:
    from baken.watch.market.actions import look_at_alarm

    one = _market_alarm(by)
    look_at_alarm(by=acting(by, "statistics"), alarm_id=one.id, conclusion="Een nieuwe afdeling op de site.")
    return {"alarm_id": one.id}


def _market_alarm(by: Any) -> Any:
    """A rise of its own on an invented platform: that of the demo is somebody else's to look at."""
    from django.utils import timezone

    from baken.watch.models import MarketAlarm, PlatformWeek, WatchedPlatform

    week = datetime.date(2025, 6, 16)
    platform = WatchedPlatform.objects.create(
        organisation=by.organisation, name=f"raam-{next(turns)}.example", type="webcam_platform"
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

    now, other = datetime.datetime.now(datetime.UTC), make_colleague(by, "outreach_worker")
    both = [by.user.id, other.id]
    made = prepare_campaign(
        by=acting(by), name=f"Zoekactie {uuid.uuid4().hex[:8]}", goal="Zien waar iets nieuws staat.",
        basis_id=LawfulBasis.objects.get(code="demo-synthetic").id, begins_at=now,
        ends_at=now + datetime.timedelta(hours=2), leads=[by.user.id], searches=both, checks=both,
        platforms=[Platform.objects.order_by("name")[0].id],
    )  # fmt: skip
    return made, acting(by, user=other)


def _found(by: Any, made: Any, text: str, **told: Any) -> Any:
    from baken.watch.campaigns.actions import add_find

    one = made.platforms.select_related("platform")[0].platform.name
    return add_find(
        by=acting(by), campaign_id=made.id, route="tip", no_false_identity=True, text=text,
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
    close_campaign(by=acting(by), campaign_id=told["campaign_id"], because="Iedereen is klaar.")
    return told


def campaign_reported(by: Any) -> Parameters:
    from baken.watch.campaigns.actions import write_report

    told = campaign_closed(by)
    write_report(by=acting(by), campaign_id=told["campaign_id"], learned="Eén platform was nieuw voor ons.")
    return told


def stored_sighting(by: Any) -> Parameters:
    made, other = _campaign(by)
    return {"sighting_id": _found(other, made, "Samen schaken op donderdag.").sighting_id}


def platform_proposal(by: Any) -> Parameters:
    from baken.watch.campaigns.actions import propose_platform

    made = propose_platform(
        by=acting(by, user=make_colleague(by, "outreach_worker")), name=f"Nachtegaal {uuid.uuid4().hex[:6]}",
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
        by=acting(by, user=make_colleague(by, "outreach_worker")), term=f"roosvenster {letters}",
        language="nl", list_name="eigen_woorden", means="Verzonnen: er is nog plaats.",
        because="Verzonnen: vaak gezien.",
    )  # fmt: skip
    return {"word_id": made.id}


def agreed_word(by: Any) -> Parameters:
    from baken.watch.language.actions import agree_word

    proposed_word(by)
    agree_word(by=acting(by), proposal_id=proposed_word(by)["word_id"], because="Zo ken ik het ook.")
    return {}
