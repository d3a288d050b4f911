"""The parts of the administration, in their order: each is shown to whoever may open it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from baken.operations.parts import is_served, part_served
from baken.tenancy.permission import ALL_PERMISSIONS, may


@dataclass(frozen=True, slots=True)
class Section:
    """One part: the page it opens, the permissions of which one is enough, and what one does there."""

    label: str | Promise
    url_name: str
    permissions: tuple[str, ...]
    about: str | Promise


@dataclass(frozen=True, slots=True)
class OpenSection:
    """A section as somebody sees it, with its link."""

    section: Section
    link: str

    def holds(self, path: str) -> bool:
        """Whether a path lies in this section, or in one inside it."""
        return path.startswith(self.link)


SECTIONS = (
    Section(
        _("Mensen"),
        "accounts:users",
        ("accounts.manage_users",),
        _("Wie hier werkt, met welke rol."),
    ),
    Section(
        _("Organisatie"),
        "accounts:organisation",
        ("accounts.manage_users",),
        _("Hoe uw organisatie heet."),
    ),
    Section(
        _("Triage"),
        "triage:settings",
        ("triage.set_up",),
        _("Hoeveel iemand op een dag beoordeelt, en hoe lang iets mag wachten."),
    ),
    Section(
        _("Grondslagen"),
        "collection:bases",
        ("collection.read",),
        _("Waarom en tot wanneer u mag verzamelen, met de documenten."),
    ),
    Section(
        _("Bronnen"),
        "collection:sources",
        ("collection.read",),
        _("Waar advertenties vandaan komen en onder welke grondslag."),
    ),
    Section(
        pgettext_lazy("administration", "Contact"),
        "contact_rules:grounds",
        ("conversations.read_rules",),
        _("Op welke grond, met welke teksten en op welke uren u iemand schrijft."),
    ),
    Section(
        _("Bewijs"),
        "sightings:requests",
        ("collection.approve_hand_over",),
        _("Wie vastleggingen wil overdragen, en waarvoor. U beslist als tweede."),
    ),
    Section(
        _("Uitkomsten"),
        "triage:outcomes",
        ("triage.approve_outcomes",),
        _("Wie uitkomsten van beoordelingen wil uitvoeren, en waarvoor. U beslist als tweede."),
    ),
    Section(
        _("Terugblik"),
        "hindsight:overview",
        ("hindsight.approve",),
        _("Wie een bewezen zaak opnieuw wil draaien, en waarom. U beslist als tweede."),
    ),
    Section(
        _("Platforms"),
        "platforms:list",
        ("platforms.read",),
        _("De lijst van websites, apps en diensten, met hun geschiedenis."),
    ),
    Section(
        _("Programmasleutels"),
        "api:keys",
        ("api.manage_programs",),
        _("Welke programma's iets aan Baken mogen vragen, en wat."),
    ),
    Section(
        _("Berichten"),
        "api:webhooks",
        ("api.manage_programs",),
        _("Welke programma's bericht krijgen als er iets gebeurt, en of het aankomt."),
    ),
    Section(
        _("Taken"),
        "operations:jobs",
        ("operations.read_jobs",),
        _("Wat de computer nu doet, wat wacht en wat misging."),
    ),
    Section(
        _("Logboek"),
        "operations:log",
        ("audit.read",),
        _("Wie wat zag of deed, wanneer en waarom."),
    ),
    Section(
        _("Uitvoer"),
        "statistics:exports",
        ("exports.oversee",),
        _("Wie welk bestand ophaalde, en van wie een bestand is."),
    ),
    Section(
        pgettext_lazy("administration", "Bewaren"),
        "rights:overview",
        ("rights.manage", "rights.read"),
        _("Wat wanneer wordt gewist, en het bewijs daarvan."),
    ),
    Section(
        pgettext_lazy("administration", "Sluiten"),
        "closing:closing",
        ("accounts.read_closing",),
        _("Wie nog wacht, en wie beslist of uw organisatie sluit."),
    ),
)


def open_sections(user: object) -> list[OpenSection]:
    """The sections that this user may open; one that is not installed or served is left out."""
    found = []
    for section in SECTIONS:
        known = [ALL_PERMISSIONS[code] for code in section.permissions if code in ALL_PERMISSIONS]
        if any(may(user, one) for one in known):
            try:
                link = reverse(section.url_name)
            except NoReverseMatch:
                continue
            if is_served(link, part_served()):
                found.append(OpenSection(section, link))
    return found


def current_of(sections: Sequence[OpenSection], path: str) -> OpenSection | None:
    """The section that a path lies in: of one section inside another the inner."""
    return max((one for one in sections if one.holds(path)), key=lambda one: len(one.link), default=None)
