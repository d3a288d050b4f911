"""What a platform does at its own door, looked at from outside: checklists and test adverts."""

from baken.vocabulary.code_list import CodeList, Label, member

ChecklistAnswer = CodeList(
    name="ChecklistAnswer",
    label=Label("Of een platform doet wat een punt vraagt", "Whether a platform does what an item asks"),
    source="Baken",
    members=(
        member("yes", "ja", "yes"),
        member("partly", "gedeeltelijk", "partly"),
        member("no", "nee", "no"),
        member("unknown", "weet ik niet", "don't know"),
    ),
)

DoorGradation = CodeList(
    name="DoorGradation",
    label=Label("Waarop een proefadvertentie de deur beproeft", "What a test advert tries a door on"),
    source="Baken; after the door-policy study of Watch Nederland, with a gradation of nothing amiss",
    members=(
        member(
            "nothing_amiss",
            "niets aan de hand",
            "nothing amiss",
            (
                "Een gewone advertentie. Wordt zij tegengehouden, dan is dat onterecht.",
                "An ordinary advert. If it is stopped, that is a false alarm.",
            ),
        ),
        member(
            "age_under_eighteen",
            "een leeftijd onder de 18 genoemd",
            "an age under 18 stated",
            (
                "Alleen een getal in een veld of zin, met een verder vlakke tekst.",
                "A number in a field or sentence only, with an otherwise plain text.",
            ),
        ),
        member(
            "age_under_platform",
            "een leeftijd onder die van het platform",
            "an age under the platform's",
            (
                "Volwassen, maar jonger dan het eigen beleid vraagt.",
                "Adult, but younger than the platform's own policy asks.",
            ),
        ),
        member(
            "contradiction",
            "leeftijden die niet kloppen met elkaar",
            "ages that contradict each other",
            ("Beide volwassen.", "Both adult."),
        ),
        member(
            "exploitation_signals",
            "signalen van uitbuiting",
            "signals of exploitation",
            (
                "Meer indicatoren tegelijk, in vlakke woorden. Elk apart kan onschuldig zijn.",
                "Several indicators at once, in plain words. Each alone can be innocent.",
            ),
        ),
        member("no_age_evidence", "geen geldig leeftijdsbewijs", "no age evidence that is valid"),
        member(
            "borrowed_document",
            "een leeftijdsbewijs van een ander account",
            "age evidence of another account",
        ),
        member(
            "account_changed_hands",
            "een account dat van hand wisselde",
            "an account that changed hands",
        ),
        member(
            "forged_document",
            "een vals document",
            "a forged document",
            (
                "Niet met de controle aan de deur te beproeven: het platform bekijkt het document zelf.",
                "Can't be tried with the check at the door: the platform itself looks at the document.",
            ),
        ),
        member(
            "minor_can_answer",
            "of een minderjarige op een advertentie kan reageren",
            "whether a minor can answer an advert",
            (
                "Niet met de controle aan de deur te beproeven. Doorgelaten betekent: reageren kon.",
                "Can't be tried with the check at the door. Let through means: answering was possible.",
            ),
        ),
    ),
)

AuditWay = CodeList(
    name="AuditWay",
    label=Label("Hoe een voordeur is beproefd", "How a door was tried"),
    source="Baken",
    members=(
        member(
            "test_entrance",
            "door Baken, aan een proefingang",
            "by Baken, at a test entrance",
            (
                "De meegeleverde proefadvertenties langs een regelset. Er komt niets online.",
                "The shipped test adverts against a rule set. Nothing goes online.",
            ),
        ),
        member(
            "platform_entrance",
            "door Baken, aan de proefingang van een platform",
            "by Baken, at a platform's test entrance",
            (
                "De meegeleverde proefadvertenties over de API, met een kenmerk van het document dat het "
                "toestond. Er komt niets online.",
                "The shipped test adverts over the API, with the reference of the document that allowed it. "
                "Nothing goes online.",
            ),
        ),
        member(
            "authorised_test",
            "elders, met toestemming",
            "elsewhere, with authorisation",
            (
                "Door mensen gedaan, buiten Baken, met een kenmerk van het document dat het toestond.",
                "Done by people, outside Baken, with the reference of the document that allowed it.",
            ),
        ),
        member("published_study", "gepubliceerd onderzoek", "published study"),
    ),
)

AuditState = CodeList(
    name="AuditState",
    label=Label("Stand van een toets", "State of an audit"),
    source="Baken",
    members=(
        member("open", "wordt ingevuld", "being filled in"),
        member("closed", "afgesloten", "closed"),
        member("withdrawn", "ingetrokken", "withdrawn"),
    ),
)

AttemptOutcome = CodeList(
    name="AttemptOutcome",
    label=Label("Wat er met een proefadvertentie gebeurde", "What became of a test advert"),
    source="Baken",
    members=(
        member("refused", "geweigerd bij de ingang", "refused at entry"),
        member("held", "vastgehouden voor een mens", "held for a person"),
        member("let_through", "doorgelaten", "let through"),
        member("unknown", "niet bekend", "not known"),
    ),
)

ToldPolice = CodeList(
    name="ToldPolice",
    label=Label("Of het platform de politie iets meldde", "Whether the platform told the police"),
    source="Baken",
    members=(
        member("yes", "ja", "yes"),
        member("no", "nee", "no"),
        member("unknown", "niet bekend", "not known"),
        member("not_asked", "niet aan de orde", "does not arise"),
    ),
)

ToldOthers = CodeList(
    name="ToldOthers",
    label=Label("Aan wie het platform het nog meer meldde", "Whom else the platform told"),
    source="Baken",
    members=(
        member("child_protection", "jeugdbescherming", "child protection"),
        member("help_organisation", "een hulporganisatie", "a help organisation"),
        member("hotline", "een meldpunt", "a hotline"),
        member("other", "iemand anders", "somebody else"),
    ),
)
