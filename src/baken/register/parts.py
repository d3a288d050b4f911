"""The seven parts of the story, in their order."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its number, its word in the address, what the rail says, and what the page asks."""

    number: int
    slug: str
    label: str | Promise
    question: str | Promise


PARTS = (
    Part(1, "bron", _("Bron en datum"), _("Waar komt dit vandaan, en wanneer?")),
    Part(2, "vermoeden", _("Het vermoeden"), _("Waar gaat het om?")),
    Part(3, "personen", _("Personen"), _("Wie staan erin?")),
    Part(4, "platforms", _("Platforms"), _("Welke platforms worden genoemd?")),
    Part(5, "rollen", _("Rollen"), _("Waarvoor werd elk platform gebruikt?")),
    Part(6, "plaats", _("Plaats"), _("Waar speelde het?")),
    Part(7, "samenvatting", _("Samenvatting"), _("Klopt dit verhaal?")),
)
BY_SLUG = {part.slug: part for part in PARTS}
SUMMARY = PARTS[-1]


def after(part: Part) -> Part:
    """The part that follows; the summary is the last."""
    return PARTS[min(part.number, len(PARTS) - 1)]
