"""What holds an advert at the door, ground by ground, in words for its advertiser and for who looks.

Somebody else may read what the advertiser is told. So no word of a suspicion stands in it, and nothing of an
indicator: whoever places adverts for others would learn which words to leave out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from baken.door.checks.age import Fallen, evidence_for
from baken.door.checks.beside import Beside
from baken.door.checks.submission import Submission
from baken.indicators.facts import FACTS, LEGAL_MINIMUM_AGE, is_missing
from baken.vocabulary.code_list import Label
from baken.vocabulary.door import EvidenceBond

SOMEBODY_LOOKS = Label(
    "Een medewerker kijkt eerst naar deze advertentie. Dat gebeurt vaker. U hoeft niets te doen.",
    "A member of staff looks at this advert first. That happens often. You need not do anything.",
)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an advert waits. `rule`, `version` and `grade` stand with an indicator; `evidence` are spans in its
    words, pseudonyms or ids; `explanation` is for the advertiser, `internal` for the person who looks."""

    ground: str
    explanation: Label
    internal: Label
    rule: str | None = None
    version: int | None = None
    grade: str | None = None
    evidence: tuple[list[int] | str, ...] = ()


TWO_PEOPLE_WAIT = Reason(
    "two_people_wait",
    SOMEBODY_LOOKS,
    Label(
        "Deze advertentie werd eerder geweigerd, of een andere inzending wacht op twee mensen of werd door "
        "hen geweigerd: van dit account, of een die er twee dingen mee deelt, zoals nummer en apparaat. Twee "
        "mensen kijken. Een ander getal in een nieuwe tekst of een nieuw account haalt dat niet weg.",
        "This advert was refused before, or another submission waits for two people or was refused by them: "
        "of this account, or one that shares two things with it, such as number and device. Two people look. "
        "Another number in a new text or a new account doesn't take that away.",
    ),
)
"""Why an advert waits with another: who changes the age has not shown it."""

COULD_NOT_CHECK = Reason(
    "not_checked",
    SOMEBODY_LOOKS,
    Label(
        "De controle kon niet worden gedaan: de gegevens waren niet te bereiken. Stuur de advertentie "
        "opnieuw.",
        "The check could not be done: the data could not be reached. Send the advert again.",
    ),
)
"""Why an advert waits of which nothing could be looked at."""

KEPT_BROKEN = Reason(
    "not_checked",
    SOMEBODY_LOOKS,
    Label(
        "De controle kon niet worden gedaan: iets wat hierbij wordt bewaard, is niet meer te lezen. In het "
        "logboek staat wat. Tot iemand dat herstelt of weghaalt, wacht deze advertentie.",
        "The check could not be done: something kept that belongs to it can't be read any more. The log says "
        "what. Until somebody repairs it or takes it away, this advert waits.",
    ),
)
"""Why an advert waits of which something kept beside it is broken: sending it again does not help."""


def policy_reasons(submission: Submission, beside: Beside) -> Iterator[Reason]:
    """What the law's minimum and the platform's own policy ask, and is not so or can't be told."""
    yield from _ages(submission, beside)
    if submission.two_people_wait:
        yield TWO_PEOPLE_WAIT
    yield from _age_evidence(submission, beside)
    yield from _required(submission, beside.advert)


def _ages(submission: Submission, beside: Beside) -> Iterator[Reason]:
    lowest = beside.advert.get("stated_age_min")
    if lowest is None:
        return
    if lowest < LEGAL_MINIMUM_AGE:
        yield Reason(
            "suspected_minority",
            SOMEBODY_LOOKS,
            Label(
                "De advertentie noemt een leeftijd onder de 18 jaar. Twee mensen kijken, volgens het "
                "protocol. Het kan een typefout zijn, of een getal dat geen leeftijd is.",
                "The advert states an age under 18. Two people look, by the protocol. It may be a typing "
                "error, or a number that is no age.",
            ),
            evidence=_spans(beside, "stated_age_min"),
        )
    elif lowest < submission.policy.minimum_age:
        asked = submission.policy.minimum_age
        yield Reason(
            "under_platform_age",
            Label(
                f"Op dit platform kan een advertentie pas vanaf {asked} jaar. Een medewerker kijkt ernaar.",
                f"On this platform one can advertise from {asked} years on. A member of staff looks at it.",
            ),
            Label(
                f"De advertentie noemt een leeftijd onder de {asked} jaar van het eigen beleid.",
                f"The advert states an age under the {asked} years of the platform's own policy.",
            ),
            evidence=_spans(beside, "stated_age_min"),
        )


def _age_evidence(submission: Submission, beside: Beside) -> Iterator[Reason]:
    methods = submission.policy.age_evidence
    if not methods:
        return
    found = evidence_for(submission.advert, submission.age_evidence, methods, beside.shown)
    if found is None:
        yield Reason(
            "age_evidence_missing",
            Label(
                "Laat eerst uw leeftijd controleren. Daarna kan uw advertentie online.",
                "Have your age checked first. After that your advert can go online.",
            ),
            Label(
                "Dit account heeft geen leeftijdsbewijs dat nu geldt, en het eigen beleid vraagt er een.",
                "This account has no age evidence that is valid now, and the platform's policy asks for it.",
            ),
        )
    elif isinstance(found, Fallen):
        yield _fallen(found.bonds)


def _fallen(bonds: tuple[str, ...]) -> Reason:
    dutch, english = (
        ", ".join(EvidenceBond[bond].label.in_language(one) for bond in bonds) for one in ("nl", "en")
    )
    return Reason(
        "age_evidence_fallen_away",
        Label(
            "Er is veel veranderd aan uw account of advertentie. Laat uw leeftijd opnieuw controleren.",
            "Much has changed in your account or advert. Have your age checked again.",
        ),
        Label(
            f"Het leeftijdsbewijs is vervallen. Veranderd of niet meer verteld: {dutch}. Misschien een "
            "nieuwe telefoon; misschien is het account van hand verwisseld. Het bewees de houder van het "
            "account, niet wie in de advertentie staat.",
            f"The age evidence fell away. Changed or told no longer: {english}. Perhaps a new phone; "
            "perhaps the account changed hands. It proved the holder of the account, not who is in the "
            "advert.",
        ),
        evidence=tuple(bonds),
    )


def _required(submission: Submission, advert: Mapping[str, Any]) -> Iterator[Reason]:
    for name in submission.policy.required:
        if is_missing(advert.get(name)):
            meaning = FACTS[name].meaning
            yield Reason(
                "fact_unknown",
                SOMEBODY_LOOKS,
                Label(
                    f"Het eigen beleid eist dat dit bekend is, en dat is het niet: {meaning.nl}",
                    f"The platform's own policy requires this to be known, and it is not: {meaning.en}",
                ),
                evidence=(name,),
            )


def _spans(beside: Beside, fact: str) -> tuple[list[int] | str, ...]:
    told = beside.facts.evidence.filter(subject=beside.advert["sighting_id"], fact=fact)
    return tuple(list(span) for span in sorted(told["span"].drop_nulls().to_list()))
