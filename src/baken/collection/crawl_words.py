"""Crawls in words: how one stands, why it can't begin now, and what somebody can do about it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from baken.collection.exceptions import (
    BasisLapsed,
    CollectionError,
    CrawlIsThere,
    DocumentsMissing,
    NoLawfulBasis,
    NotACrawlSource,
    OutsideHours,
    PracticeStaysHome,
    SourceInactive,
)
from baken.collection.models import Crawl
from baken.collection.profile_entries import BadProfile
from baken.vocabulary.code_list import Label
from baken.vocabulary.crawls import CrawlEnd, CrawlTrouble

WHY_NOT: dict[type[Exception], str | Promise] = {
    NoLawfulBasis: _("De grondslag is er niet meer. Voeg de bron opnieuw toe onder een andere."),
    BasisLapsed: _(
        "De grondslag geldt vandaag niet. Vraag de functionaris gegevensbescherming om een nieuwe."
    ),
    DocumentsMissing: _("Bij de grondslag missen documenten. Leg ze erbij en laat hem van kracht maken."),
    SourceInactive: _("Deze bron is niet meer actief."),
    NotACrawlSource: _("Het profiel zegt niet hoe de site bezocht mag worden: het deel ‘crawl’ ontbreekt."),
    OutsideHours: _("Het profiel staat ophalen op dit uur niet toe. Begin binnen de uren van het profiel."),
    CrawlIsThere: _("Er wacht of loopt al een ronde van deze bron."),
    PracticeStaysHome: _("Een oefenorganisatie haalt alleen op van de eigen machine, een echte nooit."),
    BadProfile: _("Het profiel kan niet gebruikt worden. Verbeter het eerst."),
}


def why_not(fault: CollectionError | BadProfile) -> str:
    """Why a crawl can't begin, and what one can do."""
    return str(WHY_NOT.get(type(fault), _("Deze bron kan nu niet opgehaald worden.")))


@dataclass(frozen=True, slots=True)
class Told:
    """Something that happened, what one can do about it if anything, and how often it did."""

    label: Label
    advice: Label | None
    times: int


def how_it_ended(crawl: Crawl) -> Told | None:
    """Why a crawl ended; None while it waits or runs."""
    if crawl.ended_because not in CrawlEnd:
        return None
    one = CrawlEnd[crawl.ended_because]
    return Told(one.label, one.meaning, 1)


def troubles_of(crawl: Crawl) -> list[Told]:
    """What went wrong with pages, most frequent first."""
    counted = {code: int(times) for code, times in crawl.troubles.items() if code in CrawlTrouble and times}
    return [
        Told(CrawlTrouble[code].label, CrawlTrouble[code].meaning, times)
        for code, times in sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    ]
