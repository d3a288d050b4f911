"""What a request to erase a contact does here: the contact goes from every package, at once."""

from django.db import transaction
from django.db.models import Exists, OuterRef

from baken.referrals.actions.steps import lapse_looks
from baken.referrals.models import CrimePacket, CrimeReport, CrimeReportItem, Referral, ReferralItem
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
    # whoever asks need not be the person it is about: what still waits to reach the police stays until it
    # did, and then goes by itself: nobody has to ask again
    named_in = CrimeReportItem.objects.filter(pseudonyms__contains=[unwanted]).values("report")
    for report in CrimeReport.objects.select_for_update().filter(id__in=named_in):
        if unwanted not in report.to_forget:
            report.to_forget = [*report.to_forget, unwanted]
            report.save(update_fields=["to_forget"])
    return gone + forget_what_ended(by=by)


@transaction.atomic
def forget_what_ended(*, by: Actor) -> int:
    """Erases what somebody asked to erase from the reports that wait for no receiver any more; how many
    items. The log says nothing of it: it would say what was known. Called each night and at each request, by
    actions that checked who may."""
    told = 0
    waits = CrimePacket.objects.filter(report=OuterRef("pk"), state__in=OPEN)
    over = CrimeReport.objects.filter(~Exists(waits), to_forget__len__gt=0)
    for report in over.select_for_update(of=("self",)):
        gone, _ = report.items.filter(pseudonyms__overlap=report.to_forget).delete()
        told += gone
        report.to_forget = []
        report.save(update_fields=["to_forget"])
    return told
