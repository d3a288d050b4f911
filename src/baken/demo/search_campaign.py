"""Search campaigns of the invented staff, and words they propose: made by the actions that everybody uses.
The closed campaign is set back to last month afterwards, so that it has a length."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from baken.accounts.models import User
from baken.collection.models import LawfulBasis
from baken.platforms.actions import load_catalogue
from baken.platforms.models import Platform
from baken.tenancy.acting import Actor
from baken.watch.campaigns.actions import (
    add_find,
    check_find,
    close_campaign,
    note_searched,
    prepare_campaign,
    write_report,
)
from baken.watch.language.actions import agree_word, count_words, propose_word
from baken.watch.models import Campaign, Find, FindCheck, Finding, FindKey, Searched, WordProposal

EARLIER = timedelta(days=24)
LENGTH = timedelta(hours=3)
CLOSED, OPEN = "Verzonnen zoekactie: nieuwe platforms", "Verzonnen zoekactie: deze week"


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody invented saw, so many minutes after the beginning, and what a colleague said of it."""

    login: str
    minutes: int
    platform: str
    text: str
    route: str
    words: str = ""
    outcome: str = ""
    type: str = "other"


_TEA = "Rustige middag met thee en een goed gesprek in {town}. Op afspraak, bel 06 00 00 00 {n}."
_REST = "Ontspannende massage in een rustige praktijk, privé ontvangst in {town}. App 06 00 00 00 {n}."
_BOAT = "Varen over de plassen met een kan limonade, ook bij regen. Bel 06 00 00 00 55."
_WALK = "Wandelen en samen koken, ook in het weekend. Stuur een bericht naar 06 00 00 00 {n}."

EARLIER_FINDS = (
    Seen("noor", 12, "marktplein.example", _REST.format(town="Tilburg", n=51), "browsing", outcome="sought"),
    Seen("daan", 25, "marktplein.example", _REST.format(town="Tilburg", n=51), "plain_word", outcome=""),
    Seen("daan", 31, "Facebook", _TEA.format(town="Breda", n=52), "suggested", outcome="not_sought"),
    Seen(
        "noor", 48, "Avondlicht", _TEA.format(town="Zwolle", n=53), "link", "link onder een profiel",
        outcome="new_platform", type="forum",
    ),
    Seen("yara", 66, "Facebook", _WALK.format(n=54), "word_of_mouth", outcome="known"),
    Seen(
        "yara", 80, "Avondlicht", _TEA.format(town="Meppel", n=53), "coded_word", "avondlicht", type="forum"
    ),
    Seen("daan", 95, "marktplein.example", _BOAT, "place_word", outcome="sought"),
)  # fmt: skip
NEWER_FINDS = (
    Seen("noor", 3, "Facebook", _TEA.format(town="Assen", n=61), "tip", "een collega van elders"),
    Seen("daan", 9, "Facebook", _TEA.format(town="Emmen", n=61), "plain_word"),
    Seen("daan", 14, "Sluisdeur", _REST.format(town="Goes", n=62), "search_engine", type="dating_service"),
    Seen("noor", 21, "Instagram", _WALK.format(n=63), "suggested", outcome="not_sought"),
)  # fmt: skip


def make_search_campaigns(*, by: Actor) -> None:
    """Makes both campaigns, unless that was done before."""
    if not Campaign.objects.exists():
        with transaction.atomic():
            if not Platform.objects.exists():
                load_catalogue(by=by)
            _earlier(by)
            _now(by)


def propose_words(*, by: Actor) -> None:
    """Counts the words of the market, and lets people propose some, unless that was done before."""
    count_words(by=by)
    if not WordProposal.objects.exists():
        _propose(by)


def _as(by: Actor, login: str) -> Actor:
    return Actor(User.objects.get(login=login), by.organisation, purpose="outreach", reason="demo")


def _prepare(by: Actor, name: str, goal: str, ends: timedelta, platforms: tuple[str, ...]) -> Campaign:
    people = {login: _as(by, login).user.id for login in ("noor", "daan", "yara", "bram")}
    now = timezone.now()
    return prepare_campaign(
        by=_as(by, "bram"),
        name=name,
        goal=goal,
        basis_id=LawfulBasis.objects.filter(state="in_force", purpose="outreach").order_by("code")[0].id,
        begins_at=now,
        ends_at=now + ends,
        leads=[people["bram"]],
        searches=[people["noor"], people["daan"], people["yara"]],
        checks=list(people.values()),
        platforms=list(Platform.objects.filter(name__in=platforms).values_list("id", flat=True)),
    )


def _fill(by: Actor, campaign: Campaign, finds: tuple[Seen, ...]) -> None:
    chosen = {one.platform.name: one.platform for one in campaign.platforms.select_related("platform")}
    for seen in finds:
        linked: dict[str, Any] = {}
        if seen.route == "link":
            linked["from_platform_id"] = next(iter(chosen.values())).id
        finding = add_find(
            by=_as(by, seen.login),
            campaign_id=campaign.id,
            route=seen.route,
            route_words=seen.words,
            no_false_identity=True,
            platform=seen.platform,
            platform_type=seen.type,
            text=seen.text,
            **linked,
        )
        # the moments of the day, from its beginning
        at = campaign.begins_at + timedelta(minutes=seen.minutes)
        Finding.objects.filter(id=finding.id).update(at=at)
        FindKey.objects.filter(finding=finding).update(at=at)
        if finding.joined_by == "first":
            Find.objects.filter(id=finding.find_id).update(at=at)
    for seen in finds:
        if seen.outcome:
            _check(by, campaign, seen)


def _check(by: Actor, campaign: Campaign, seen: Seen) -> None:
    at = campaign.begins_at + timedelta(minutes=seen.minutes)
    one = Find.objects.get(campaign=campaign, findings__at=at)
    finders = set(one.findings.values_list("finder__login", flat=True))
    checker = next(login for login in ("bram", "yara", "noor") if login not in finders)
    made = check_find(
        by=_as(by, checker), find_id=one.id, version=one.version, outcome=seen.outcome,
        because="Verzonnen voorbeeld: nagekeken met de afspraak ernaast.",
    )  # fmt: skip
    FindCheck.objects.filter(id=made.id).update(at=at + timedelta(minutes=6))


def _earlier(by: Actor) -> None:
    platforms = ("marktplein.example", "Facebook", "Instagram")
    campaign = _prepare(
        by,
        CLOSED,
        "Verzonnen voorbeeld: zien op welke nieuwe platforms advertenties staan.",
        LENGTH,
        platforms,
    )
    _fill(by, campaign, EARLIER_FINDS)
    _searched(by, campaign, (("noor", 0, 70), ("daan", 1, 95), ("yara", 2, 60)))
    close_campaign(by=_as(by, "bram"), campaign_id=campaign.id, because="Alle platforms zijn gezien.")
    _set_back(campaign)
    write_report(
        by=_as(by, "bram"),
        campaign_id=campaign.id,
        learned=(
            "Verzonnen voorbeeld. Eén platform was nieuw voor ons. Het woord avondlicht kenden wij niet. "
            "Een volgende keer verdelen we de platforms vooraf, en zoekt op elk platform een tweede mee."
        ),
    )


def _now(by: Actor) -> None:
    platforms = ("Facebook", "Instagram", "Telegram")
    campaign = _prepare(
        by, OPEN, "Verzonnen voorbeeld: kijken wat er deze week bij komt.", timedelta(days=13), platforms
    )
    # what was found is found already, so it began a little earlier
    Campaign.objects.filter(id=campaign.id).update(begins_at=F("begins_at") - timedelta(minutes=30))
    campaign.refresh_from_db()
    _fill(by, campaign, NEWER_FINDS)
    _searched(by, campaign, (("noor", 0, 20),))


def _searched(by: Actor, campaign: Campaign, rows: tuple[tuple[str, int, int], ...]) -> None:
    chosen = list(campaign.platforms.order_by("platform__name"))
    for login, place, minutes in rows:
        note_searched(
            by=_as(by, login), campaign_id=campaign.id, platform_id=chosen[place % len(chosen)].platform_id,
            minutes=minutes,
        )  # fmt: skip


def _set_back(campaign: Campaign) -> None:
    campaign.refresh_from_db()
    begun: datetime = campaign.begins_at - EARLIER
    Campaign.objects.filter(id=campaign.id).update(
        made_at=begun - timedelta(days=2), begins_at=begun, ends_at=begun + LENGTH,
        closed_at=begun + LENGTH - timedelta(minutes=20),
    )  # fmt: skip
    for model, path in ((Find, "campaign"), (Finding, "find__campaign"), (FindCheck, "find__campaign"),
                        (FindKey, "finding__find__campaign"), (Searched, "campaign")):  # fmt: skip
        model.objects.filter(**{path: campaign}).update(at=F("at") - EARLIER)


def _propose(by: Actor) -> None:
    told = {"language": "nl", "list_name": "eigen_woorden"}
    agreed = propose_word(
        by=_as(by, "noor"), term="avondlicht", means="Verzonnen: na acht uur, alleen op afspraak.",
        because="Verzonnen: kwam voor in de zoekactie.", **told,
    )  # fmt: skip
    agree_word(by=_as(by, "daan"), proposal_id=agreed.id, because="Verzonnen: zo ken ik het ook.")
    propose_word(
        by=_as(by, "daan"), term="sluisdeur rood", means="Verzonnen: er is nog plaats. Of gewoon een sluis.",
        because="Verzonnen: staat de laatste weken in veel teksten.", **told,
    )  # fmt: skip
