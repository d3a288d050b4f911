"""On what the invented organisation may write to people: hours, grounds with their documents, reviewed texts.

Each by two of its invented people, with the actions that everybody uses.
"""

import hashlib
from datetime import timedelta

from django.utils import timezone

from baken.conversations.models import MessageTemplate
from baken.conversations.rules.actions import (
    ask_ground,
    ask_rules,
    decide_ground,
    decide_rules,
    decide_template,
    withdraw_template,
    write_template,
)
from baken.tenancy.acting import Actor

NEUTRAL_PAGE = "https://lantaarn.example/wie-wij-zijn"
QUIET = (20, 10)
"""From which hour until which one nothing is sent once the demo stands."""
NEVER = (0, 0)
"""No quiet hours: the demo is made at any hour of the day, and is the same each time."""

GROUNDS = (
    ("public_task", "Verzonnen: de gemeente gaf ons de taak om hulp aan te bieden."),
    ("legitimate_interest", "Verzonnen: wij laten weten dat er iemand is om mee te praten."),
)
OPENING, FOLLOW_UP = "Eerste bericht", "Herinnering"
TEMPLATES = (
    (OPENING, "opening", "nl",
     "Hallo, wij zijn de verzonnen Stichting Lantaarn. Wij maken graag kennis. Antwoorden hoeft niet."),
    (OPENING, "opening", "en",
     "Hello, we are the invented Lantern Foundation. We would like to get to know you. No need to answer."),
    (FOLLOW_UP, "follow_up", "nl",
     "Hallo, nog eens de verzonnen Stichting Lantaarn. Dit is ons laatste bericht, tenzij u antwoordt."),
    (FOLLOW_UP, "follow_up", "en",
     "Hello, once more the invented Lantern Foundation. This is our last message, unless you answer."),
    ("Wij zijn er", "reply", "nl", "Dank u voor uw bericht. Wij zijn er op werkdagen."),
)  # fmt: skip
"""Name, kind, language and text of what two people stand by."""
UNREVIEWED = ("Kort eerste bericht", "opening", "nl", "Hallo, hier is de verzonnen Stichting Lantaarn.")
HOLDS = timedelta(days=300)


def allow_contact(*, admin: Actor, officer: Actor, writer: Actor, second: Actor) -> None:
    """Both grounds and the texts, of which one waits for a review and one was withdrawn; no hours yet."""
    keep_hours(admin, officer, NEVER)
    until = timezone.localdate() + HOLDS
    for kind, why in GROUNDS:
        opinion, dpia = (f"verzonnen-{what}-{kind}.pdf" for what in ("advies", "dpia"))
        asked = ask_ground(
            by=admin, kind=kind, why=why, opinion_name=opinion, opinion_sha256=_digest(opinion),
            dpia_name=dpia, dpia_sha256=_digest(dpia), valid_until=until,
        )  # fmt: skip
        decide_ground(by=officer, ground_id=asked.id, approve=True)
    for name, kind, language, text in TEMPLATES:
        _write(writer, second, name, kind, language, text)
    name, kind, language, text = UNREVIEWED
    write_template(by=second, name=name, kind=kind, language=language, text=text, valid_until=until)
    old = _write(writer, second, "Oud antwoord", "reply", "nl", "Dank u. Wij antwoorden binnen een week.")
    withdraw_template(by=writer, template_id=old.id)


def keep_hours(admin: Actor, officer: Actor, quiet: tuple[int, int]) -> None:
    """The hours between which nothing is sent, and the other rules as they begin."""
    asked = ask_rules(
        by=admin, zone="Europe/Amsterdam", quiet_from=quiet[0], quiet_until=quiet[1], advert_days=14,
        follow_up_days=14, neutral_page=NEUTRAL_PAGE,
    )  # fmt: skip
    decide_rules(by=officer, asked_id=asked.id, approve=True)


def _write(writer: Actor, second: Actor, name: str, kind: str, language: str, text: str) -> MessageTemplate:
    made = write_template(
        by=writer, name=name, kind=kind, language=language, text=text,
        valid_until=timezone.localdate() + HOLDS,
    )  # fmt: skip
    return decide_template(by=second, template_id=made.id, approve=True)


def _digest(name: str) -> str:
    """Of a document there is none of: its name stands for it."""
    return hashlib.sha256(name.encode()).hexdigest()
