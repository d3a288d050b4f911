"""What a request to erase a contact does here: everything that was said with it goes, over every channel.

That they want no messages, and that they were approached, stays as keyed hashes: it protects them.
"""

from django.utils import timezone

from baken.conversations.models import Contact
from baken.conversations.sealing import opened
from baken.conversations.suppression.actions import suppress
from baken.conversations.suppression.marks import identity
from baken.privacy.encryption import NotDecryptable
from baken.tenancy.acting import Actor


def forget_conversations(*, by: Actor, unwanted: str) -> int:
    """Erases the contacts with this pseudonym and all that hangs on them. Counts stay out of the log: they
    would say whether it was known. Within a transaction."""
    found = Contact.objects.filter(pseudonym=unwanted)
    # who sends or receives now holds the contact: they finish first
    list(found.select_for_update().values_list("id", flat=True))
    for contact in found.filter(conversation__stop_doubted_at__isnull=False):
        # nobody can decide on it any more: what may have been a no is one
        try:
            suppress({identity(contact.channel, opened(contact, "value"))}, timezone.now())
        except NotDecryptable:
            continue
    gone, _ = found.delete()
    return gone
