"""What the demo found, as rows that a newcomer can read: Dutch and English side by side."""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from baken.adverts.models import ContactMention, Extraction
from baken.adverts.queries import market_size
from baken.audit.queries import verify_log
from baken.cases.models import Case
from baken.conversations.models import Conversation
from baken.demo.organisation import ORGANISATION
from baken.door.models import DoorCheck
from baken.indicators.bands import BANDS
from baken.indicators.leads import LEADS, BandSummary, band_summaries
from baken.indicators.lines import outwards
from baken.indicators.rulebook import load_rules
from baken.referrals.models import Referral
from baken.register.models import Mention, RegisteredPerson, Registration
from baken.statistics.period import Period
from baken.statistics.queries import frames_for
from baken.statistics.tables.market import MARKET
from baken.tenancy.acting import Actor
from baken.triage.models import Lead
from baken.triage.queries import first_leads
from baken.vocabulary.adverts import AdvertisedGender
from baken.vocabulary.code_list import Label
from baken.vocabulary.places import Province

PUBLISHED_AREAS = ("NL", "NL-NB")
PUBLISHED_GENDERS = ("women", "men")


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was found; `part` is the stage of the road it belongs to."""

    part: Label
    what: Label
    count: int


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason of a lead: what fired, its grade, and the innocent explanation beside it."""

    grade: str
    means: Label
    innocent: Label


def rows(by: Actor) -> Iterator[Row]:
    """Everything that was found, in the order of the road."""
    yield from _adverts()
    yield from _market(by)
    yield from _leads()
    yield from _people()
    yield from _door()
    yield from _registrations()
    audit = verify_log(by.organisation)
    part = Label("Logboek", "Log")
    yield Row(part, Label("gebeurtenissen, verzegeld", "events, sealed"), audit.sealed_events)
    yield Row(part, Label("fouten in de keten", "faults in the chain"), len(audit.faults))


def _adverts() -> Iterator[Row]:
    size = market_size()
    part = Label("Verzamelen", "Collect")
    yield Row(part, Label("waarnemingen van advertenties", "sightings of adverts"), size["sightings"])
    part = Label("Uitlezen", "Extract")
    mentions = ContactMention.objects
    yield Row(part, Label("vermeldingen van contacten", "mentions of contacts"), mentions.count())
    yield Row(part, Label("waarvan verhuld", "of which obscured"), mentions.filter(obscured=True).count())
    placed = Extraction.objects.exclude(provinces=[]).count()
    yield Row(part, Label("waarnemingen met een provincie", "sightings with a province"), placed)
    part = Label("Koppelen", "Link")
    yield Row(part, Label("unieke advertenties", "unique adverts"), size["unique_adverts"])
    yield Row(part, Label("adverteerders (geen personen)", "advertisers (not persons)"), size["advertisers"])
    refused = Label("koppelingen geweigerd, met reden", "links refused, with a reason")
    yield Row(part, refused, size["refused_links"])


def _market(by: Actor) -> Iterator[Row]:
    found = MARKET.compute(frames_for(MARKET, by=by), Period(), False)
    part = Label("Tellen", "Count")
    for area in PUBLISHED_AREAS:
        name = Label("Nederland", "the Netherlands") if area == "NL" else Province[area].label
        for gender in PUBLISHED_GENDERS:
            who = AdvertisedGender[gender].label
            count = int(found.filter(area=area, advertised_gender=gender)["unique_adverts"].sum())
            dutch = f"unieke advertenties, {who.nl}, {name.nl}"
            yield Row(part, Label(dutch, f"unique adverts, {who.en}, {name.en}"), count)


def _leads() -> Iterator[Row]:
    part = Label("Aanwijzen", "Indicate")
    yield Row(part, Label("signalen", "signals"), market_size()["signals"])
    for summary in lead_bands():
        if summary.band != BANDS[-1].code:
            label = Label(
                f"adverteerders, band: {summary.label.nl}", f"advertisers, band: {summary.label.en}"
            )
            yield Row(part, label, summary.leads)


def _people() -> Iterator[Row]:
    part = Label("Bereiken en begeleiden", "Reach and accompany")
    said = Conversation.objects
    yield Row(part, Label("gesprekken", "conversations"), said.count())
    yield Row(part, Label("waarvan de ander begon", "of which they began"), said.filter(began="them").count())
    yield Row(part, Label("begeleidingen", "cases"), Case.objects.count())
    yield Row(part, Label("doorverwijzingen", "referrals"), Referral.objects.count())


def _door() -> Iterator[Row]:
    part = Label("Aan de deur", "At the door")
    checks = DoorCheck.objects
    yield Row(part, Label("controles van een advertentie", "checks of an advert"), checks.count())
    held, refused = (checks.filter(state=state).count() for state in ("held", "refused"))
    yield Row(part, Label("die op een mens wachten", "that wait for a person"), held)
    yield Row(part, Label("door mensen geweigerd", "refused by people"), refused)


def _registrations() -> Iterator[Row]:
    part = Label("Register", "Register")
    yield Row(part, Label("registraties", "registrations"), Registration.objects.count())
    chats = Label("waarvan uit hulpchats", "of which from help chats")
    yield Row(part, chats, Registration.objects.filter(source_kind="help_chat").count())
    named = Mention.objects.filter(naming="named")
    yield Row(part, Label("vermeldingen van een platform", "mentions of a platform"), named.count())
    platforms = named.values("platform").distinct().count()
    yield Row(part, Label("verschillende platforms", "different platforms"), platforms)
    nameless = Label("vermeldingen zonder duidelijke naam", "mentions without a clear name")
    yield Row(part, nameless, Mention.objects.exclude(naming="named").count())
    yield Row(
        part,
        Label("personen, onder pseudoniem", "persons, under a pseudonym"),
        RegisteredPerson.objects.count(),
    )


def lead_bands() -> list[BandSummary]:
    """The bands with how many leads they hold, and how many of 100 such leads are wrong."""
    columns = ("advertiser", "band", "log_odds", "low", "high", "reasons", "hard_stop")
    stored = pl.DataFrame(
        list(Lead.objects.order_by("advertiser").values_list(*columns)),
        schema={name: LEADS[name] for name in columns},
        orient="row",
    )
    return band_summaries(stored)


def wrong_of_100(summary: BandSummary) -> dict[str, str]:
    """Per base rate in per cent, of 100 leads of this band how many are wrong, as a range."""
    if summary.wrong_per_100 is None:
        return {}
    ranges = {rate: outwards(*ends) for rate, ends in summary.wrong_per_100.items()}
    return {f"{rate * 100:g}": f"{low}–{high}" for rate, (low, high) in ranges.items()}


def an_example(by: Actor) -> tuple[str, list[Reason]] | None:
    """The strongest lead of the first band with its reasons, or None where the band is empty."""
    leads = first_leads(by=by, band=BANDS[0].code, count=1)
    if not leads:
        return None
    rules = {rule.indicator: rule for rule in load_rules()}
    reasons = [rules[name] for name in leads[0].reasons if name in rules]
    return leads[0].advertiser, [Reason(rule.grade, rule.means, rule.innocent) for rule in reasons]


def organisation_name() -> Label:
    """The name of the demo organisation."""
    return Label(ORGANISATION.name_nl, ORGANISATION.name_en)
