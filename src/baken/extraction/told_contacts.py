"""Whether a sentence that people write beside their work tells a contact."""

import re

REGION = "NL"
_SIGNS = re.compile(r"[@/_]|\w\.\w|(?:\d\W{0,3}){6}", re.UNICODE)
_DIGITS = 6


def tells_contact(text: str) -> bool:
    """Whether extraction finds a number, address or account in it, written out or in disguise.

    A website alone is none: platforms are named by theirs.
    """
    from baken.extraction.advert import facts
    from baken.extraction.digit_words import digits_of

    # most reasons have no sign of a contact: they need not be read
    spoken = sum(len(digits_of(word) or "") for word in re.findall(r"\w+", text.lower()))
    if not _SIGNS.search(text) and spoken < _DIGITS:
        return False
    return any(contact.kind != "website" for contact in facts(None, text, None, REGION).contacts)
