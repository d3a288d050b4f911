"""What people decide on a lead, and in which state that leaves it."""

from baken.vocabulary.code_list import CodeList, Label, member

AssessmentOutcome = CodeList(
    name="AssessmentOutcome",
    label=Label("Uitkomst van een beoordeling", "Outcome of an assessment"),
    source="Baken; the four of the triage queue, and the two of the urgent queue",
    members=(
        member("no_concern", "geen zorg", "no concern", group="queue"),
        member("unsure", "onzeker", "unsure", group="queue"),
        member(
            "worth_contacting",
            "contact waard",
            "worth contacting",
            (
                "Het kan helpen om contact te zoeken. Of dat mag, wordt apart besloten.",
                "Reaching out may help. Whether that is allowed is decided separately.",
            ),
            group="queue",
        ),
        member(
            "urgent",
            "dringend",
            "urgent",
            (
                "Een vermoeden van minderjarigheid of levensgevaar: naar de spoedlijst, twee mensen kijken.",
                "A suspicion of minority or danger to life: to the urgent list, two people look.",
            ),
            group="queue",
        ),
        member(
            "urgent_confirmed",
            "vermoeden blijft staan",
            "suspicion stands",
            ("Het protocol is gevolgd.", "The protocol was followed."),
            group="urgent",
        ),
        member(
            "urgent_lifted",
            "vermoeden vervalt",
            "suspicion lifted",
            (
                "Na een vermoeden van minderjarigheid blijft contact zoeken uitgesloten.",
                "After a suspicion of minority, reaching out stays excluded.",
            ),
            group="urgent",
        ),
    ),
)

UrgentKind = CodeList(
    name="UrgentKind",
    label=Label("Waarom dringend", "Why urgent"),
    source="Baken; rules 2 and 3 of doing no harm",
    members=(
        member(
            "minority",
            "vermoeden van minderjarigheid",
            "suspicion of minority",
            (
                "Contact zoeken stopt voorgoed; twee mensen kijken, volgens het protocol.",
                "Reaching out stops for good; two people look, following the protocol.",
            ),
        ),
        member(
            "danger_to_life",
            "levensgevaar",
            "danger to life",
            (
                "Eén mens handelt meteen; een tweede kijkt binnen 24 uur.",
                "One person acts at once; a second looks within 24 hours.",
            ),
        ),
    ),
)

LeadState = CodeList(
    name="LeadState",
    label=Label("Stand van een aanwijzing", "State of a lead"),
    source="Baken; that somebody has a lead in hand is no state: it ends by itself",
    members=(
        member("waiting", "wacht op een beoordeling", "waits for an assessment", group="queue"),
        member("no_concern", "geen zorg", "no concern", group="queue"),
        member("unsure", "onzeker", "unsure", group="queue"),
        member("worth_contacting", "contact waard", "worth contacting", group="queue"),
        member(
            "second_look",
            "wacht op een tweede, losse beoordeling",
            "waits for a second, separate assessment",
            (
                "Wie als tweede oordeelt, ziet een gewone aanwijzing die wacht.",
                "Whoever assesses second sees an ordinary lead that waits.",
            ),
            group="queue",
        ),
        member(
            "differing",
            "twee beoordelingen verschillen",
            "two assessments differ",
            (
                "Niemand legt het eigen antwoord op: een derde beslist, of een van de twee neemt dat van de "
                "ander over.",
                "Nobody imposes their own answer: a third decides, or one of the two takes over the other's.",
            ),
            group="queue",
        ),
        member("urgent_first", "dringend: niemand keek nog", "urgent: nobody looked yet", group="urgent"),
        member(
            "urgent_second", "dringend: wacht op een tweede", "urgent: waits for a second", group="urgent"
        ),
        member("urgent_confirmed", "dringend: blijft staan", "urgent: stands", group="urgent"),
        member("urgent_lifted", "dringend: vervallen", "urgent: lifted", group="urgent"),
    ),
)

OutcomeExportState = CodeList(
    name="OutcomeExportState",
    label=Label("Stand van een aanvraag van uitkomsten", "State of a request for outcomes"),
    source="Baken",
    members=(
        member("asked", "wacht op een tweede persoon", "waits for a second person"),
        member("approved", "goedgekeurd", "approved"),
        member("declined", "afgewezen", "declined"),
        member("taken", "opgehaald", "downloaded"),
    ),
)

HindsightState = CodeList(
    name="HindsightState",
    label=Label("Stand van een terugblik", "State of a hindsight review"),
    source="Baken; a proven case run again under the rules of its time",
    members=(
        member("asked", "wacht op een tweede persoon", "waits for a second person"),
        member(
            "approved",
            "goedgekeurd, wordt berekend",
            "approved, being worked out",
            ("Een werker draait de zaak opnieuw.", "A worker runs the case again."),
        ),
        member("declined", "niet goedgekeurd", "not approved"),
        member("done", "klaar", "done", ("De uitkomst staat op de pagina.", "Its page tells what came out.")),
    ),
)

LeadStepKind = CodeList(
    name="LeadStepKind",
    label=Label("Wat iemand met een aanwijzing deed", "What somebody did with a lead"),
    source="Baken; besides deciding on it",
    members=(
        member("reopened", "heropend", "reopened", ("Zij wacht opnieuw.", "It waits again.")),
        member(
            "handed",
            "overgedragen",
            "handed over",
            (
                "Aan een collega; na een vaste tijd gaat zij terug naar de wachtrij.",
                "To a colleague; after a set time it goes back to the queue.",
            ),
        ),
        member(
            "parted",
            "deel gescheiden",
            "part split off",
            (
                "Een deel van de waarnemingen hoort nu bij een andere adverteerder.",
                "Part of the sightings belong to another advertiser now.",
            ),
        ),
        member(
            "told",
            "vermoeden uit een gesprek",
            "suspicion from a conversation",
            (
                "Wie met de persoon spreekt, denkt dat die misschien minderjarig is. Twee mensen kijken.",
                "Whoever talks with the person thinks that they may be a minor. Two people look.",
            ),
        ),
    ),
)
