"""Talks with three invented platforms: points in every state, a meeting that was held and one to come.

Made by the actions that everybody uses, so every word was written today; the days that they tell of lie
before.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from baken.accounts.models import User
from baken.platforms.dialogue.actions import move_meeting, move_point, plan_meeting, raise_point
from baken.platforms.dialogue.models import DialogueMeeting, DialoguePoint
from baken.platforms.models import Platform
from baken.tenancy.acting import Actor

KLEINMARKT, ONTMOET, AVONDPLEIN = "kleinmarkt.example", "ontmoet.example", "avondplein.example"
PRESENT = "Voorbeeldorganisatie: analist en registrator. Platforms: juridische zaken en moderatie."


@dataclass(frozen=True, slots=True)
class Told:
    """What happened so many days ago; with what was agreed on, in how many days from now it is due."""

    kind: str
    ago: int
    way: str
    words: str
    due_in: int | None = None
    in_meeting: bool = False


@dataclass(frozen=True, slots=True)
class Raised:
    """A point with an invented platform, and what happened to it; raised in the first of the steps."""

    platform: str
    subject: str
    title: str
    steps: tuple[Told, ...]


HELD_AGO, NEXT_IN = 28, 7

BEFORE = (
    Raised(
        AVONDPLEIN, "notice_unanswered", "Een melding van acht weken geleden bleef zonder antwoord",
        (
            Told("raised", 56, "notice", "Verzonnen: een tekst die hun eigen regels niet toelaten."),
            Told("agreed", 0, "", "Verzonnen: antwoord voortaan binnen vijf werkdagen, met reden.",
                 due_in=-6, in_meeting=True),
        ),
    ),
    Raised(
        AVONDPLEIN, "age_checks", "De vraag naar leeftijd kan worden overgeslagen",
        (
            Told("raised", 49, "letter", "Verzonnen: wie de bladzijde herlaadt, krijgt de vraag niet meer."),
            Told("answered", 40, "mail", "Verzonnen: het platform ziet de fout ook en zoekt dit uit."),
            Told("agreed", 0, "", "Verzonnen: de volgende versie van de site onthoudt de vraag.",
                 due_in=12, in_meeting=True),
        ),
    ),
    Raised(
        KLEINMARKT, "accounts_change_hands", "Gecontroleerde accounts worden doorverkocht",
        (
            Told("raised", 45, "mail", "Verzonnen: op een forum werden accounts van de site aangeboden."),
            Told("refused", 0, "", "Verzonnen: bij een nieuw apparaat controleren zij niet opnieuw.",
                 in_meeting=True),
        ),
    ),
    Raised(
        KLEINMARKT, "information_to_police", "Onduidelijk waar de politie gegevens kan vragen",
        (
            Told("raised", 60, "call", "Verzonnen: op de site staat geen loket voor vragen van de politie."),
            Told("agreed", 52, "mail", "Verzonnen: er komt één loket, met uitleg op de site.", due_in=-30),
            Told("done", 33, "mail", "Verzonnen: de uitleg staat er; een eerste vraag kwam aan."),
        ),
    ),
)  # fmt: skip
AFTER = (
    Raised(
        ONTMOET, "site_design", "De knop om te melden staat drie bladzijden diep",
        (
            Told("raised", 20, "mail", "Verzonnen: wie iets wil melden, moet drie keer doorklikken."),
            Told("answered", 9, "mail", "Verzonnen: een knop bij elke advertentie kan, zegt het platform."),
        ),
    ),
    Raised(
        AVONDPLEIN, "advert_stayed", "Een advertentie bleef na twee meldingen staan",
        (Told("raised", 12, "notice", "Verzonnen: dezelfde tekst kwam nog twee keer terug."),),
    ),
    Raised(
        ONTMOET, "other", "Vraag over de taal van de hulpbladzijde",
        (
            Told("raised", 30, "mail", "Verzonnen: de hulpbladzijde is er alleen in het Engels."),
            Told("dropped", 15, "call", "Verzonnen: de site stopt met deze bladzijde, dus vervalt de vraag."),
        ),
    ),
)  # fmt: skip


@transaction.atomic
def talk_with_platforms(*, by: Actor) -> None:
    """Makes points and meetings, unless that was done before."""
    if DialoguePoint.objects.exists():
        return
    who = Actor(User.objects.get(login="bram"), by.organisation, purpose="statistics", reason="demo")
    today = timezone.localdate()
    for one in BEFORE:
        _tell(who, one, today, None)
    held = _meet(who, today - timedelta(days=HELD_AGO), (AVONDPLEIN, KLEINMARKT))
    for one in BEFORE:
        _tell(who, one, today, held)
    move_meeting(
        by=who, meeting_id=held.id, seen=1, kind="held", on=held.on, present=PRESENT,
        words="Verzonnen: de platforms willen elk kwartaal zo'n bijeenkomst.",
    )  # fmt: skip
    for one in AFTER:
        _tell(who, one, today, None)
    _meet(who, today + timedelta(days=NEXT_IN), (AVONDPLEIN, KLEINMARKT, ONTMOET))


def _meet(by: Actor, on: date, names: tuple[str, ...]) -> DialogueMeeting:
    platforms = Platform.objects.filter(name__in=names).values_list("id", flat=True)
    return plan_meeting(by=by, on=on, platforms=list(platforms), present=PRESENT)


def _tell(by: Actor, one: Raised, today: date, meeting: DialogueMeeting | None) -> None:
    """Writes down what was said outside a meeting, or what was said in this one."""
    for told in one.steps:
        if told.in_meeting != (meeting is not None):
            continue
        on = meeting.on if meeting else today - timedelta(days=told.ago)
        way = "meeting" if meeting else told.way
        meeting_id = meeting.id if meeting else None
        if told.kind == "raised":
            raise_point(
                by=by, platform_id=Platform.objects.get(name=one.platform).id, subject=one.subject,
                title=one.title, words=told.words, on=on, way=way, meeting_id=meeting_id,
            )  # fmt: skip
            continue
        point = DialoguePoint.objects.get(title=one.title)
        move_point(
            by=by, point_id=point.id, seen=point.step_count, kind=told.kind, words=told.words, on=on, way=way,
            meeting_id=meeting_id,
            due_on=None if told.due_in is None else today + timedelta(days=told.due_in),
        )  # fmt: skip
