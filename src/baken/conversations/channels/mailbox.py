"""Reading a mailbox over IMAP: each new mail once, and never what is attached to it.

Source: RFC 3501. Mail is peeked at; only what was taken is marked as read, so a stop halfway loses nothing
and what is taken twice is known by its Message-ID. Of each mail at most `LONGEST` bytes are fetched.
"""

import imaplib
import re
import ssl
from collections.abc import Callable

from baken.conversations.channels.email import LOOPBACK, TIMEOUT, EmailAccount, checked

LONGEST = 256 * 1024
MOST = 200
"""New mails in one go; the others wait for the next."""
MOST_FAULTS = 20
"""Mails that can't be taken; after so many it is not the mail."""


class MailboxAway(Exception):
    """The mailbox does not answer, or does not let us in."""


def read_new(account: EmailAccount, take: Callable[[bytes], None]) -> int:
    """Hands each new mail to `take`, the oldest first, and marks it as read; how many.

    A mail that can't be taken stays unread and never keeps the ones behind it out; its fault is raised when
    those are taken. Raises `MailboxAway`.
    """
    try:
        with _connected(account) as box:
            return _each(box, account, take)
    except (OSError, imaplib.IMAP4.error) as fault:
        raise MailboxAway(f"{MailboxAway.__doc__} ({type(fault).__name__})") from fault


def _connected(account: EmailAccount) -> imaplib.IMAP4:
    parts = checked(account.imap, "imap")
    host = parts.hostname or ""
    box: imaplib.IMAP4
    if parts.scheme == "imaps":
        context = ssl.create_default_context()
        box = imaplib.IMAP4_SSL(host, parts.port or 993, ssl_context=context, timeout=TIMEOUT)
    else:
        assert host in LOOPBACK
        box = imaplib.IMAP4(host, parts.port or 143, timeout=TIMEOUT)
    box.login(account.user, account.password)
    return box


def _each(box: imaplib.IMAP4, account: EmailAccount, take: Callable[[bytes], None]) -> int:
    if box.select(f'"{account.mailbox}"')[0] != "OK":
        raise MailboxAway("This mailbox is not there.")
    found = box.uid("SEARCH", "UNSEEN")[1]
    names = found[0].split() if found and found[0] else []
    taken, faults = 0, list[Exception]()
    for name in names:
        if taken >= MOST or len(faults) >= MOST_FAULTS:
            break
        uid = name.decode("ascii", "replace")
        if not re.fullmatch("[0-9]{1,10}", uid):
            continue
        parts = box.uid("FETCH", uid, f"(BODY.PEEK[]<0.{LONGEST}>)")[1]
        raw = next((one[1] for one in parts if isinstance(one, tuple)), None)
        if raw is None:
            continue
        try:
            take(raw)
        except Exception as fault:
            faults.append(fault)
            continue
        box.uid("STORE", uid, "+FLAGS.SILENT", r"(\Seen)")
        taken += 1
    if faults:
        raise faults[0]
    return taken
