"""What the system does not know about an advertiser, said beside what it does."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from baken.triage.dossier_findings import Findings


def unknowns(findings: Findings) -> Iterator[str]:
    """Sentences, from what matters most. The first three hold for every lead there is."""
    ages = findings.seen.stated_ages
    if ages is None:
        yield _("De leeftijd. De advertenties noemen er geen.")
    elif ages[0] == ages[1]:
        yield _("De leeftijd. De advertenties zeggen {age} jaar; dat heeft niemand nagekeken.").format(
            age=ages[0]
        )
    else:
        yield _(
            "De leeftijd. De advertenties noemen {low} tot {high} jaar; dat heeft niemand nagekeken."
        ).format(low=ages[0], high=ages[1])
    yield _("Wie de telefoon heeft en de berichten leest.")
    yield _("Of iemand hulp wil, en of dit werk een eigen keuze is.")
    yield _("Om hoeveel personen het gaat. Een adverteerder is geen persoon.")
    if not findings.contacts:
        yield _("Hoe iemand te bereiken is: er is geen contact gevonden.")
    if not findings.seen.provinces:
        yield _("Waar: geen advertentie noemt een plaats die is herkend.")
    if findings.seen.sightings == 1:
        yield _("Of dit vaker voorkwam: er is één waarneming.")
    if findings.seen.sightings and not findings.seen.with_price:
        yield _("De prijs: geen advertentie noemt er een.")
    if not any(one.has_account for one in findings.opened):
        yield _("Wie betaalt voor de advertenties. Dat weet alleen het platform.")
