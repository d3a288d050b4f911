"""Which accounts an installation has: one file, which nobody but the program may read.

A table for each organisation and channel, in TOML. From the simulators to the providers is another file, and
nothing else:

    [hulp.sms]
    address = "https://gw.cmtelecom.com"
    sender = "31600000000"
    product_token = "…"
    address_secret = "…"
"""

import os
import re
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from baken.conversations.channels.email import LOOPBACK, Email, EmailAccount, checked
from baken.conversations.channels.protocol import Channel
from baken.conversations.channels.sms import Sms, SmsAccount
from baken.conversations.channels.whatsapp import WhatsApp, WhatsAppAccount, codes_of
from baken.conversations.rules.texts import harmful_words

Account = WhatsAppAccount | SmsAccount | EmailAccount
ACCOUNTS: Mapping[str, type[Account]] = MappingProxyType(
    {"whatsapp": WhatsAppAccount, "sms": SmsAccount, "email": EmailAccount}
)
SECRETS = ("token", "app_secret", "verify_token", "product_token", "address_secret")
SHORTEST_SECRET = 16
MOST_BYTES = 1_000_000


class NotSetUp(Exception):
    """No channel is set up, or not in a way that can be used."""


def accounts_in(path: Path) -> dict[tuple[str, str], Account]:
    """The accounts by organisation and channel.

    Raises `NotSetUp`, which names a field and never its value.
    """
    try:
        if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise NotSetUp(f"others can read the file of channels: chmod 600 {path.name}")
        with path.open("rb") as stream:
            told = tomllib.loads(stream.read(MOST_BYTES).decode("utf-8"))
    except OSError as fault:
        raise NotSetUp(f"the file of channels can't be read: {path.name}") from fault
    except ValueError:
        # what it says could hold a part of a secret
        raise NotSetUp(f"the file of channels is no TOML: {path.name}") from None
    found: dict[tuple[str, str], Account] = {}
    for slug, channels in told.items():
        for code, given in channels.items() if isinstance(channels, dict) else ():
            found[slug, code] = _account(f"{slug}.{code}", code, given)
    return found


def channel_of(account: Account) -> Channel:
    """The channel of an account."""
    match account:
        case WhatsAppAccount():
            return WhatsApp(account)
        case SmsAccount():
            return Sms(account)
        case EmailAccount():
            return Email(account)


def _account(name: str, code: str, given: Any) -> Account:
    if code not in ACCOUNTS:
        raise NotSetUp(f"[{name}]: a channel is {', '.join(ACCOUNTS)}")
    known = {one.name: one for one in fields(ACCOUNTS[code])}
    if not isinstance(given, dict) or not all(isinstance(value, str) for value in given.values()):
        raise NotSetUp(f"[{name}]: every value is a text between quotes")
    if strange := sorted(set(given) - set(known)):
        raise NotSetUp(f"[{name}]: no field is called {', '.join(strange)}")
    if missing := [one for one, about in known.items() if about.default is MISSING and not given.get(one)]:
        raise NotSetUp(f"[{name}]: write also {', '.join(missing)}")
    if short := [one for one in SECRETS if one in given and len(given[one]) < SHORTEST_SECRET]:
        raise NotSetUp(f"[{name}]: {', '.join(short)} is shorter than {SHORTEST_SECRET} signs")
    _check(name, code, given)
    return ACCOUNTS[code](**given)


def _check(name: str, code: str, given: Mapping[str, str]) -> None:
    """An address that is fit to carry a secret, and a name that can stand in one."""
    if code == "email":
        for kind in ("smtp", "imap"):
            try:
                checked(given[kind], kind)
            except ValueError as fault:
                raise NotSetUp(f"[{name}]: {kind}: {fault}") from None
        if not re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", given["sender"]) or re.search(r"[\r\n<>]", given["name"]):
            raise NotSetUp(f"[{name}]: sender is an address, and name holds no < or >")
        # a mailbox shows these three to whoever looks at it, before anything is opened
        for field in ("name", "subject", "sender"):
            if harmful_words(given.get(field, "").replace("@", " ")) & {"forbidden_word", "advert"}:
                raise NotSetUp(f"[{name}]: {field} holds a word that can harm when somebody else reads it")
        return
    parts = urlsplit(given["address"])
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
        raise NotSetUp(f"[{name}]: address begins with https://: a token never travels in clear")
    if code == "whatsapp":
        for one in ("phone_number_id", "business_id"):
            if not re.fullmatch(r"[0-9]{1,30}", given.get(one) or "0"):
                raise NotSetUp(f"[{name}]: {one} holds digits only")
        try:
            codes_of(given.get("languages", ""))
        except ValueError as fault:
            raise NotSetUp(f"[{name}]: languages: {fault}") from None
    if code == "sms" and not re.fullmatch(r"[A-Za-z0-9_-]+", given["address_secret"]):
        raise NotSetUp(
            f"[{name}]: address_secret holds letters, digits, - and _ only: it stands in an address"
        )


def sends_templates(account: Account) -> bool:
    """Whether approved texts can go: at Meta only where their account is known, so that they can be read."""
    return not isinstance(account, WhatsAppAccount) or bool(account.business_id)


def calls_this_machine(account: Account) -> bool:
    """Whether it is a simulator on this machine and nobody outside."""
    address = account.smtp if isinstance(account, EmailAccount) else account.address
    return urlsplit(address).hostname in LOOPBACK
