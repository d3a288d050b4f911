"""What is said between the invented staff and invented people: stories as data, of one state each.

Every word is bland and about nobody. Days are counted back from today; within a day what stands later in a
story happens later.
"""

from dataclasses import dataclass
from typing import Any

DAYS = (38, 20, 16, 9, 4, 2, 0)
"""The days on which something happens."""


@dataclass(frozen=True, slots=True)
class Beat:
    """One thing that happens so many days ago: `do` names it, `words` are what is said."""

    day: int
    do: str
    words: str = ""
    given: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """A conversation: who has it, who began (us or them), over which channel, and what happened. `often` is
    how many there are of it in a market of the usual size."""

    name: str
    login: str
    began: str
    channel: str
    often: int
    beats: tuple[Beat, ...]
    language: str = "nl"


def beat(day: int, do: str, words: str = "", **given: Any) -> Beat:
    """A beat, with what else it needs."""
    return Beat(day, do, words, tuple(given.items()))


HELLO = "Hallo, wie is dit?"
WE = "Wij zijn de verzonnen Stichting Lantaarn. Fijn dat u schrijft. U hoeft niets te vertellen."
ASKS = "Ik heb een vraag over een brief."
WHEN = "Wij lezen graag mee. Wanneer komt het u uit?"
THANKS = "Dank u, dat helpt mij verder."
GOOD = "Graag gedaan. U kunt ons altijd schrijven."

STORIES = (
    # what we begin
    Story("waits for approval", "noor", "us", "whatsapp", 3, (beat(2, "begin"),)),
    Story("no answer yet", "daan", "us", "whatsapp", 8, (
        beat(9, "begin"), beat(9, "open"), beat(9, "delivered"),
    )),
    Story("read, no answer", "noor", "us", "sms", 6, (
        beat(4, "begin"), beat(4, "open"), beat(4, "delivered"), beat(4, "read"),
    ), "en"),
    Story("follow-up due", "yara", "us", "whatsapp", 4, (
        beat(20, "begin"), beat(20, "open"), beat(20, "delivered"),
    )),
    Story("follow-up sent", "noor", "us", "whatsapp", 3, (
        beat(38, "begin"), beat(38, "open"), beat(38, "delivered"), beat(20, "follow_up"),
        beat(20, "delivered"),
    )),
    Story("stop received", "daan", "us", "whatsapp", 3, (
        beat(16, "begin"), beat(16, "open"), beat(16, "read"), beat(16, "text", "Stop, geen berichten meer."),
        beat(16, "said", answers=("not_wanted",)),
    )),
    Story("answered and safe", "noor", "us", "whatsapp", 4, (
        beat(20, "begin"), beat(20, "open"), beat(20, "read"), beat(16, "text", HELLO),
        beat(16, "reply", WE), beat(16, "read"), beat(9, "text", ASKS), beat(9, "reply", WHEN),
        beat(9, "text", "Overdag schikt het, de telefoon is van mij alleen."),
        beat(9, "reply", "Dat noteren wij. Tot morgen."), beat(9, "delivered"),
        beat(9, "safe", "zonnebloem", holder="self", hours=(10, 17)),
        beat(4, "said", answers=("helped", "no_difference", "helped", "no_answer")),
    )),
    Story("not sent", "yara", "us", "sms", 1, (beat(9, "begin"), beat(9, "open_fails"))),
    # what they begin
    Story("nobody has it", "noor", "them", "whatsapp", 4, (beat(0, "text", ASKS),)),
    Story("reply waiting", "daan", "them", "whatsapp", 5, (
        beat(4, "text", HELLO), beat(4, "take"), beat(4, "reply", WE), beat(4, "read"),
        beat(0, "text", "Kan ik morgen iets vragen?"),
    )),
    Story("begun writing", "noor", "them", "email", 2, (
        beat(2, "text", ASKS), beat(2, "take"), beat(2, "note", "Verzonnen: een collega weet hier meer van."),
        beat(2, "draft", "Dank u voor uw vraag. Wij kijken"),
    )),
    Story("perhaps a stop", "yara", "them", "email", 2, (
        beat(9, "text", HELLO), beat(9, "take"), beat(9, "reply", WE), beat(4, "text", "Liever niet."),
        beat(2, "said", answers=("not_wanted",)),
    )),
    Story("shared phone", "daan", "them", "whatsapp", 3, (
        beat(16, "text", ASKS), beat(16, "take"), beat(16, "reply", WHEN), beat(16, "delivered"),
        beat(9, "text", "Alleen in de ochtend, wij delen de telefoon."),
        beat(9, "safe", "regenboog", holder="shared", hours=(9, 12)),
        beat(4, "said", answers=("helped", "helped", "no_difference")),
    )),
    Story("second person asked", "yara", "them", "whatsapp", 2, (
        beat(4, "text", HELLO), beat(4, "take"),
        beat(4, "control", "Verzonnen: de toon verandert; misschien leest iemand mee."),
        beat(2, "text", ASKS), beat(2, "reply", WHEN),
    )),
    Story("second person agreed", "noor", "them", "whatsapp", 2, (
        beat(16, "text", HELLO), beat(16, "take"),
        beat(16, "control", "Verzonnen: er werd van tevoren overlegd wat te schrijven."),
        beat(9, "join", "", login="yara"), beat(9, "text", ASKS), beat(9, "reply", WHEN),
        beat(9, "second", "", login="yara"), beat(9, "read"),
    )),
    Story("alarm", "daan", "them", "whatsapp", 1, (
        beat(4, "text", HELLO), beat(4, "take"), beat(4, "reply", WE),
        beat(2, "alarm", "Verzonnen: een ander nam het gesprek over en was boos."),
    )),
    Story("alarm answered", "noor", "them", "sms", 2, (
        beat(20, "text", HELLO), beat(20, "take"), beat(20, "reply", WE),
        beat(16, "alarm", "Verzonnen: iemand schreef dat wij moesten oppassen."),
        beat(9, "answer", "Verzonnen: besproken met de leiding; wij wachten af.", login="yara"),
        beat(4, "said", answers=("harmed",), login="yara"),
    )),
    Story("not known whether it went", "yara", "them", "sms", 1, (
        beat(2, "text", ASKS), beat(2, "take"), beat(2, "reply_unknown", WHEN),
    )),
    Story("taken back", "daan", "them", "email", 1, (
        beat(4, "text", ASKS), beat(4, "take"), beat(4, "reply_dropped", WHEN),
    )),
    Story("a picture", "daan", "them", "whatsapp", 1, (
        beat(4, "media"), beat(4, "take"), beat(4, "reply", "Wij kunnen geen foto's openen. Schrijf gerust."),
    )),
    Story("paused", "noor", "them", "whatsapp", 1, (
        beat(20, "text", ASKS), beat(20, "take"), beat(20, "reply", WHEN),
        beat(9, "paused", "Verzonnen: vroeg om een paar weken rust."),
    )),
    Story("closed", "daan", "them", "whatsapp", 4, (
        beat(38, "text", ASKS), beat(38, "take"), beat(38, "reply", WHEN), beat(38, "read"),
        beat(20, "text", THANKS), beat(20, "reply", GOOD),
        beat(16, "closed", "Verzonnen: de vraag is beantwoord."), beat(9, "said", answers=("helped",)),
    )),
    Story("handed to the team", "yara", "them", "email", 1, (
        beat(16, "text", ASKS), beat(16, "take"), beat(16, "reply", WHEN),
        beat(9, "hand", "Verzonnen: ik ben een week weg."),
    )),
)  # fmt: skip
"""One for each way in which a conversation can stand; threescore of them in a market of the usual size."""
