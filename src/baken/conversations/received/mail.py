"""The mailbox of an organisation, read now."""

from baken.accounts.models import Organisation
from baken.conversations.channels.email import Email, EmailAccount
from baken.conversations.channels.finding import accounts_of
from baken.conversations.channels.mailbox import read_new
from baken.conversations.received.taking import is_ready, take_in


def has_mailbox(organisation: Organisation) -> bool:
    """Whether there is one to read. Raises `NotSetUp`."""
    return is_ready() and "email" in accounts_of(organisation)


def read_mail(organisation: Organisation) -> int:
    """Takes in each new mail; how many there were. Raises `MailboxAway`, `NotSetUp`."""
    account = accounts_of(organisation).get("email")
    if not isinstance(account, EmailAccount) or not is_ready():
        return 0
    channel = Email(account)
    return read_new(account, lambda raw: take_in(organisation, channel, {}, raw))
