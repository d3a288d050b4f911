"""Circumstances that make somebody easier to press, as far as a source names them; and why they are asked.

They are about a situation, never about who somebody is: no nationality, religion, orientation or descent.
Some of them are special-category data, so each group says why it is asked, and all may be left open.
"""

from dataclasses import dataclass

from baken.vocabulary.code_list import CodeList, Label, member

LIVING, DEPENDENCE, BACKGROUND = "living", "dependence", "background"
NONE_KNOWN = "none_known"
"""Said instead of any other: the source looked, and names none. Left open says nothing."""

Vulnerability = CodeList(
    name="Vulnerability",
    label=Label("Kwetsbare omstandigheid", "Vulnerable circumstance"),
    source="UNODC issue paper on abuse of a position of vulnerability (2013), circumstances only",
    members=(
        member("debts", "schulden", "debts", group=LIVING),
        member("unsafe_housing", "dakloos of onveilig wonen", "homelessness or unsafe housing", group=LIVING),
        member(
            "ran_away",
            "weggelopen van huis of uit een instelling",
            "ran away from home or from an institution",
            group=LIVING,
        ),
        member(
            "residence_through_other",
            "verblijfsrecht hangt van iemand anders af",
            "right of residence depends on somebody else",
            group=DEPENDENCE,
        ),
        member("addiction", "verslaving", "addiction", group=DEPENDENCE),
        member(
            "learning_difficulty",
            "moeite met leren of een verstandelijke beperking",
            "learning difficulty or intellectual disability",
            group=BACKGROUND,
        ),
        member("grown_up_with_violence", "opgegroeid met geweld", "grew up with violence", group=BACKGROUND),
        member(
            NONE_KNOWN,
            "de bron noemt er uitdrukkelijk geen",
            "the source says that there are none",
            ("Staat nooit naast een andere.", "Never stands beside another one."),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Question:
    """One group of circumstances as it is asked: `why` stands beside it."""

    group: str
    asked: Label
    why: Label


QUESTIONS = (
    Question(
        LIVING,
        Label("Wonen en geld", "Housing and money"),
        Label(
            "Waarom dit gevraagd wordt: wie schulden heeft of geen veilige plek, is makkelijker onder druk "
            "te zetten. De aantallen laten zien welke opvang en schuldhulp nodig is.",
            "Why this is asked: who has debts or no safe place is easier to put under pressure. The counts "
            "show which shelter and help with debts is needed.",
        ),
    ),
    Question(
        DEPENDENCE,
        Label("Afhankelijk zijn", "Being dependent"),
        Label(
            "Waarom dit gevraagd wordt: wie voor verblijf of een middel van een ander afhangt, kan moeilijk "
            "weg. De aantallen laten zien welke juridische hulp en zorg nodig is.",
            "Why this is asked: who depends on somebody else for residence or for a substance can hardly "
            "leave. The counts show which legal help and care is needed.",
        ),
    ),
    Question(
        BACKGROUND,
        Label("Achtergrond", "Background"),
        Label(
            "Waarom dit gevraagd wordt: hulp moet passen bij wat iemand meemaakte en begrijpt. De aantallen "
            "laten zien waar begeleiding en uitleg in gewone taal nodig is.",
            "Why this is asked: help must suit what somebody went through and understands. The counts show "
            "where support and explanation in plain language is needed.",
        ),
    ),
)
