"""Retention classes: how long a field may be kept, and why it is kept at all.

Every field of every table names one. What expires is erased by a job; the periods are the longest
an organisation may set, not a target.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from baken.vocabulary.code_list import Label


@dataclass(frozen=True)
class Keep:
    """How long, counted from what, and what stands in the field; in Dutch and English.

    `shortest` is the least an organisation may set: below it the work itself, or the proof of it,
    would be impossible.
    """

    longest: timedelta | None
    counted_from: str
    nl: str
    en: str
    name: Label
    shortest: timedelta = timedelta(days=1)

    @property
    def meaning(self) -> Label:
        """What stands in the field, in both languages."""
        return Label(self.nl, self.en)


class RetentionClass(Enum):
    """The closed list. `longest` is None where the field identifies nobody, and for the hash that a stop
    for good is kept as: it protects whom it is about, and must outlive everything else."""

    SYSTEM = Keep(
        None,
        "",
        "Techniek: sleutels, volgorde, tijdstip; zegt niets over iemand.",
        "Technical: keys, order, time; about nobody.",
        Label("Techniek", "Technical"),
    )
    CATALOGUE = Keep(
        None,
        "",
        "Feiten over platforms en regels, niet over personen.",
        "Facts on platforms and rules, not on persons.",
        Label("Catalogus", "Catalogue"),
    )
    ADVERT = Keep(
        timedelta(days=365),
        "captured_at",
        "Wat een advertentie zegt.",
        "What an advert says.",
        Label("Advertenties", "Adverts"),
    )
    CONTACT = Keep(
        timedelta(days=180),
        "captured_at",
        "Contactgegevens, versleuteld of als pseudoniem.",
        "Contact details, encrypted or as a pseudonym.",
        Label("Contactgegevens", "Contact details"),
    )
    LEAD = Keep(
        timedelta(days=180),
        "created_at",
        "Signalen en aanwijzingen.",
        "Signals and leads.",
        Label("Aanwijzingen", "Leads"),
        timedelta(days=7),
    )
    REGISTRATION = Keep(
        timedelta(days=1826),
        "registered_on",
        "Registraties onder pseudoniem.",
        "Pseudonymous registrations.",
        Label("Registraties", "Registrations"),
        timedelta(days=30),
    )
    NOTICE = Keep(
        timedelta(days=730),
        "last_at",
        "Meldingen bij een platform, wat erop besloten is en klachten daarover.",
        "Notices to a platform, what was decided on them, and complaints about that.",
        Label("Meldingen", "Notices"),
        # a complaint may come six months after the decision, and then has to be handled
        timedelta(days=240),
    )
    CASE = Keep(
        timedelta(days=730),
        "last_at",
        "Wat er met iemand die dat wilde is gedaan; geteld vanaf wat er het laatst gebeurde.",
        "What was done with somebody who wanted it; counted from what happened last.",
        Label("Begeleidingen", "Cases"),
        # who takes half a year to come back still finds what was agreed
        timedelta(days=180),
    )
    STOP = Keep(
        None,
        "",
        "Bij wie voorgoed geen contact wordt gezocht, als gesleutelde hash; blijft na wissen, zonder reden.",
        "Where outreach was stopped for good, as a keyed hash; it outlives erasure, and gives no reason.",
        Label("Voorgoed geen contact", "No outreach for good"),
    )
    PUBLISHED = Keep(
        None,
        "",
        "Wat is gepubliceerd of aan een partner gegeven, en versleuteld de tellingen erachter, om een "
        "volgende uitgave naast te leggen.",
        "What was published or given to a partner, and the counts behind it, encrypted: a next edition is "
        "held against it.",
        Label("Gepubliceerd", "Published"),
    )
    AUDIT = Keep(
        timedelta(days=1826),
        "at",
        "Wie wat zag of deed, zonder inhoud.",
        "Who saw or did what, without content.",
        Label("Logboek", "Log"),
        timedelta(days=365),
    )


EXPIRING = tuple(keep for keep in RetentionClass if keep.value.longest is not None)
"""The classes with a period, in the order of the list."""
