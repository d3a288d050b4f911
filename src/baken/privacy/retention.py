"""Retention classes: how long a field may be kept, and why it is kept at all.

Every field of every table names one. What expires is erased by a job; the periods are the longest
an organisation may set, not a target.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum


@dataclass(frozen=True)
class Keep:
    """How long, counted from what, and what stands in the field; in Dutch and English."""

    longest: timedelta | None
    counted_from: str
    nl: str
    en: str


class RetentionClass(Enum):
    """The closed list. `longest` is None where the field identifies nobody."""

    SYSTEM = Keep(
        None,
        "",
        "Techniek: sleutels, volgorde, tijdstip; zegt niets over iemand.",
        "Technical: keys, order, time; about nobody.",
    )
    CATALOGUE = Keep(
        None,
        "",
        "Feiten over platforms en regels, niet over personen.",
        "Facts on platforms and rules, not on persons.",
    )
    ADVERT = Keep(timedelta(days=365), "captured_at", "Wat een advertentie zegt.", "What an advert says.")
    CONTACT = Keep(
        timedelta(days=180),
        "captured_at",
        "Contactgegevens, versleuteld of als pseudoniem.",
        "Contact details, encrypted or as a pseudonym.",
    )
    LEAD = Keep(timedelta(days=180), "created_at", "Signalen en aanwijzingen.", "Signals and leads.")
    REGISTRATION = Keep(
        timedelta(days=1826), "registered_on", "Registraties onder pseudoniem.", "Pseudonymous registrations."
    )
    AUDIT = Keep(
        timedelta(days=1826),
        "at",
        "Wie wat zag of deed, zonder inhoud.",
        "Who saw or did what, without content.",
    )
