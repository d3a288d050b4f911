"""What a request to erase a contact does here: the contact goes from every package, at once."""

from baken.referrals.actions.steps import lapse_looks
from baken.referrals.models import CrimeReport, CrimeReportItem, Referral, ReferralItem
from baken.referrals.reports.states import OPEN
from baken.tenancy.acting import Actor


def forget_contact_items(*, by: Actor, unwanted: str) -> int:
    """Erases the items that hold the contact with this pseudonym; what two people approved of a package that
    waits lapses. Counts stay out of the log: they would say whether it was known. Within a transaction."""
    found = ReferralItem.objects.filter(pseudonyms__contains=[unwanted])
    named = list(found.values_list("referral_id", flat=True))
    for referral in Referral.objects.select_for_update().filter(id__in=named, state="prepared"):
        lapse_looks(referral)
        # a form that stands open still holds it: what was erased is not written back
        referral.step_count += 1
        referral.save(update_fields=["step_count"])
    gone, _ = found.delete()
    # whoever asks need not be the person it is about: what still waits to reach the police stays until it did
    waits = CrimeReport.objects.filter(packets__state__in=OPEN)
    over = CrimeReportItem.objects.filter(pseudonyms__contains=[unwanted]).exclude(report__in=waits)
    told, _ = over.delete()
    return gone + told
