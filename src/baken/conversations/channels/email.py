"""E-mail: sent over SMTP (RFC 5321), read from a mailbox over IMAP (RFC 3501), bounces as RFC 3464 has them.

Plain text, no picture that tells when it is read, no link that is counted, no receipt asked for. The
Message-ID is made of our key, so a bounce and an answer name the message by themselves. Mail proves nothing
about who sent it: a no in it counts all the same, and nothing more is concluded from the address.
"""

import hashlib
import re
import smtplib
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.errors import HeaderParseError
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr, parsedate_to_datetime
from typing import Any
from urllib.parse import SplitResult, urlsplit

from baken.conversations.channels.asking import words
from baken.conversations.channels.mail_words import said_in
from baken.conversations.channels.protocol import Delivery, Incoming, NobodyKnows, NotSent, Outgoing, Sent

TIMEOUT = 30.0
LONGEST_TEXT = 20_000
LONGEST_READ = 10_000
LOOPBACK = ("127.0.0.1", "::1", "localhost")
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}")
_FROM = re.compile(rb"(?im)^from:[^\r\n]{0,400}?([A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,190})")
_ANSWERS = re.compile(r"(?i)\s*(?:re|fwd?|aw|wg|antw|doorst|rv|tr|odp|vá|отг|отн)\s*:")
"""A subject that a mail program wrote: it is ours, or an earlier one."""
_KEY = re.compile(r"[A-Za-z0-9._-]{1,100}")


@dataclass(frozen=True)
class EmailAccount:
    """A mailbox of an organisation. `smtp` and `imap` are addresses as smtps://host:465, smtp://host:587
    (which then asks for STARTTLS) and imaps://host:993; `sender` is the address that is shown, `name` the
    name."""

    smtp: str
    imap: str
    user: str
    sender: str
    name: str
    password: str = field(repr=False)
    subject: str = "Bericht"
    mailbox: str = "INBOX"


class Email:
    """The channel of one account."""

    code = "email"

    def __init__(
        self, account: EmailAccount, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._account, self._now = account, now

    def send(self, message: Outgoing) -> Sent:
        """Hands it to the server. Only while the words themselves travel can silence mean anything but no."""
        written = self.written(message)
        name = str(written["Message-ID"]).strip("<>")
        try:
            server = self._connected()
        except (OSError, smtplib.SMTPException) as fault:
            raise _unsent(fault) from fault
        try:
            try:
                _expect(server.mail(self._account.sender), (250,))
                _expect(server.rcpt(message.to), (250, 251))
            except (OSError, smtplib.SMTPException) as fault:
                raise _unsent(fault) from fault
            try:
                _expect(server.data(written.as_bytes()), (250,))
            except smtplib.SMTPResponseException as fault:
                raise _unsent(fault) from fault
            except (OSError, smtplib.SMTPException) as fault:
                raise NobodyKnows("no_answer") from fault
        finally:
            with suppress(OSError, smtplib.SMTPException):
                server.quit()
            server.close()
        return Sent(name)

    def written(self, message: Outgoing) -> EmailMessage:
        """The mail as it goes. Raises `NotSent` for what can't be one."""
        if not _ADDRESS.fullmatch(message.to) or len(message.to) > 254:
            raise NotSent(retry=False, reason="recipient")
        if not _KEY.fullmatch(message.key):
            raise NotSent(retry=False, reason="rejected")
        if not 0 < len(message.text) <= LONGEST_TEXT:
            raise NotSent(retry=False, reason="too_long" if message.text else "rejected")
        mail = EmailMessage(policy=policy.SMTP)
        mail["From"] = (
            f"{self._account.name} <{self._account.sender}>" if self._account.name else self._account.sender
        )
        mail["To"] = message.to
        mail["Subject"] = self._account.subject
        mail["Date"] = format_datetime(self._now())
        mail["Message-ID"] = f"<{message.key}@{self._account.sender.rpartition('@')[2]}>"
        mail["Content-Language"] = message.language
        mail.set_content(message.text)
        return mail

    def read(self, headers: Mapping[str, str], body: bytes) -> tuple[Incoming | Delivery, ...]:
        """A mail of somebody, or a bounce. What a machine answers by itself is nobody's message."""
        try:
            return self._read(body)
        except Exception:
            # what is written to break a reader keeps no other mail out; a person sees that it came
            named = _FROM.search(body[:20_000])
            sender = named[1].decode("ascii").lower() if named else ""
            if not _ADDRESS.fullmatch(sender) or sender == self._account.sender.lower():
                return ()
            return (Incoming(hashlib.sha256(body).hexdigest(), sender, self._now(), "unreadable", ""),)

    def _read(self, body: bytes) -> tuple[Incoming | Delivery, ...]:
        mail = message_from_bytes(body, policy=policy.default)
        if mail.get_content_type() == "multipart/report":
            return tuple(self._bounces(mail))
        if _header(mail, "Auto-Submitted").lower() not in ("", "no") or _header(mail, "X-Autoreply"):
            return ()
        sender = _sender(mail)
        if not _ADDRESS.fullmatch(sender) or sender == self._account.sender.lower():
            return ()
        text, media = said_in(mail)
        subject = _header(mail, "Subject").strip()
        if subject and not _ANSWERS.match(subject):
            # a no is as often the subject, with nothing under it
            text = f"{subject}\n{text}" if text.strip() else subject
        kept = words(text, LONGEST_READ)
        kind = "text" if kept.strip() else ("media" if media else "unreadable")
        name = _header(mail, "Message-ID").strip().strip("<>") or hashlib.sha256(body).hexdigest()
        yielded = Incoming(words(name, 200), sender, self._time(mail), kind, kept if kind == "text" else "")
        return (yielded,)

    def _bounces(self, mail: EmailMessage) -> Iterator[Delivery]:
        """What became of mail of ours, named by the Message-ID of what came back."""
        states, names = [], []
        for part in mail.walk():
            if part.get_content_type() == "message/delivery-status":
                held: Any = part.get_payload()
                for block in held if isinstance(held, list) else []:
                    states.append((_header(block, "Action").lower(), _header(block, "Status")))
            elif part.get_content_type() in ("message/rfc822", "text/rfc822-headers"):
                names += re.findall(r"(?im)^message-id:\s*<([^<>\s]{1,200})>", _raw(part))
        action, status = next(((one, code) for one, code in states if one), ("", ""))
        state = {"failed": "failed", "delivered": "delivered", "relayed": "sent", "expanded": "sent"}.get(
            action
        )
        if not names or state is None:
            return
        name = str(names[0])
        key, _, domain = name.rpartition("@")
        if domain.lower() != self._account.sender.rpartition("@")[2].lower():
            return
        reason = ""
        if state == "failed":
            reason = "recipient" if status.startswith(("5.1", "5.2")) else "rejected"
        yield Delivery(name, state, self._time(mail), reason, key)

    def _time(self, mail: EmailMessage) -> datetime:
        with suppress(ValueError, TypeError, IndexError, OverflowError):
            at = parsedate_to_datetime(_header(mail, "Date"))
            stated = at if at.tzinfo else at.replace(tzinfo=UTC)
            # a clock of a stranger: what lies ahead of us is now
            return min(stated.astimezone(UTC), self._now())
        return self._now()

    def _connected(self) -> smtplib.SMTP:
        parts = checked(self._account.smtp, "smtp")
        context, host = ssl.create_default_context(), parts.hostname or ""
        server: smtplib.SMTP
        if parts.scheme == "smtps":
            server = smtplib.SMTP_SSL(host, parts.port or 465, timeout=TIMEOUT, context=context)
        else:
            server = smtplib.SMTP(host, parts.port or 587, timeout=TIMEOUT)
        try:
            server.ehlo_or_helo_if_needed()
            if parts.scheme == "smtp" and host not in LOOPBACK:
                server.starttls(context=context)
                server.ehlo()
            if self._account.user:
                server.login(self._account.user, self._account.password)
        except BaseException:
            server.close()
            raise
        return server


def checked(address: str, kind: str) -> SplitResult:
    """An address of a mail server, taken apart. Raises ValueError.

    A mailbox is read over TLS from the first byte, or on this machine.
    """
    parts = urlsplit(address)
    clear = kind == "smtp" or parts.hostname in LOOPBACK
    if not parts.hostname or parts.scheme not in ((kind, f"{kind}s") if clear else (f"{kind}s",)):
        raise ValueError(f"write the address as {kind}s://host")
    return parts


def _expect(answer: tuple[int, bytes], fine: tuple[int, ...]) -> None:
    if answer[0] not in fine:
        raise smtplib.SMTPResponseException(answer[0], answer[1])


def _unsent(fault: Exception) -> NotSent:
    """Why it was certainly not sent: 4xx passes, 5xx stays."""
    if isinstance(fault, smtplib.SMTPAuthenticationError):
        return NotSent(retry=False, reason="account")
    if isinstance(fault, smtplib.SMTPResponseException):
        code = fault.smtp_code
        if 400 <= code < 500:
            return NotSent(retry=True, after_seconds=300, reason="busy")
        return NotSent(retry=False, reason="recipient" if code in (550, 551, 553) else "rejected")
    if isinstance(fault, ssl.SSLError):
        return NotSent(retry=False, reason="account")
    return NotSent(retry=True, reason="away")


def _sender(mail: Any) -> str:
    """The address of who wrote; empty where none can be told."""
    stated = _header(mail, "From")
    found = parseaddr(stated)[1].lower()
    found = found if _ADDRESS.fullmatch(found) else ""
    # a name with a comma and no quotes around it: the address is plain all the same
    named = {one.lower() for one in _ADDRESS.findall(stated[:2_000])} if not found else {found}
    return named.pop() if len(named) == 1 else ""


def _header(mail: Any, name: str) -> str:
    """A header, or an empty string where there is none that can be read."""
    with suppress(HeaderParseError, ValueError, IndexError, AttributeError, TypeError, RecursionError):
        return str(mail.get(name) or "")
    return ""


def _raw(part: Any) -> str:
    held = part.get_payload()
    if isinstance(held, list) and held:
        return f"Message-ID: {_header(held[0], 'Message-ID')}"
    return str(held)
