"""What a rule may not say of people, nor look for, besides protected traits: an accusation, a contact.

An organisation proposes rules of its own at its desk, and their words stand on the page of a lead: they hold
to the same as the words of the pages. A rule that looks for one contact would be a way of searching by it.
Of rule files at the command line neither is a fault: their form is fixed, and no page shows them.
"""

import re

_ACCUSES = re.compile(
    r"slachtoffer\w*|victim\w*|verhandeld\w*|trafficked|verdachten?\b|suspect\w*|\bdaders?\b|perpetrator\w*"
    r"|offender\w*",
    re.IGNORECASE,
)
_QUANTITY = re.compile(r"\{\d*,?\d*\}|\d-\d")
_CONTACT = re.compile(r"(?:\d[^\d|]{0,6}){5}\d|[\w.]@|@[\w.]")


def accusation_in(text: str) -> str | None:
    """The first word that accuses somebody; None where there is none."""
    found = _ACCUSES.search(text)
    return found.group() if found else None


def seeks_contact(sought: str) -> bool:
    """Whether a phrase or pattern looks for a number of six digits or more, an address or an account.

    Who writes it in disguise is not found out: that is seen by the second person, who reads the rule.
    """
    return bool(_CONTACT.search(_QUANTITY.sub("", sought)))
