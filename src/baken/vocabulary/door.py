"""The door of a platform: what a check decides, on which grounds, and how an age was shown."""

from baken.vocabulary.code_list import CodeList, Label, member

DoorDecision = CodeList(
    name="DoorDecision",
    label=Label("Wat een controle aan de deur beslist", "What a check at the door decides"),
    source="Baken; only a person refuses",
    members=(
        member("allow", "doorlaten", "let through"),
        member("hold", "vasthouden tot een mens kijkt", "hold until a person looks"),
    ),
)

HoldGround = CodeList(
    name="HoldGround",
    label=Label("Waarom een advertentie wacht", "Why an advert waits"),
    source="Baken",
    members=(
        member("suspected_minority", "een leeftijd onder de 18 jaar", "an age under 18"),
        member(
            "under_platform_age", "een leeftijd onder die van het platform", "an age under the platform's"
        ),
        member("age_evidence_missing", "geen geldig leeftijdsbewijs", "no age evidence that is valid"),
        member(
            "age_evidence_fallen_away",
            "een leeftijdsbewijs dat vervallen is",
            "age evidence that fell away",
            (
                "Waaraan het gebonden was, is veranderd of wordt niet meer verteld.",
                "What it was bound to changed, or is told no longer.",
            ),
        ),
        member(
            "fact_unknown",
            "een gegeven dat het platform eist, ontbreekt",
            "a fact the platform requires is missing",
        ),
        member(
            "indicators",
            "indicatoren die samen reden geven om te kijken",
            "indicators that together are reason to look",
        ),
        member(
            "two_people_wait",
            "een andere inzending wacht op twee mensen, of is geweigerd",
            "another submission waits for two people, or was refused",
        ),
        member("not_checked", "er kon niets worden gecontroleerd", "nothing could be checked"),
    ),
)

AgeEvidenceMethod = CodeList(
    name="AgeEvidenceMethod",
    label=Label("Hoe een leeftijd is aangetoond", "How an age was shown"),
    source="Baken; it proves the account holder, not the person advertised",
    members=(
        member("platform_document", "document, door het platform bekeken", "document, seen by the platform"),
        member("in_person", "in persoon", "in person"),
        member("idin", "iDIN", "iDIN"),
        member("permit_number", "vergunningnummer", "permit number"),
        member("eu_attestation", "Europees leeftijdsbewijs", "European age attestation"),
    ),
)

EvidenceBond = CodeList(
    name="EvidenceBond",
    label=Label("Waaraan een leeftijdsbewijs gebonden is", "What age evidence is bound to"),
    source="Baken; reports of traded accounts",
    members=(
        member("phone", "telefoon", "phone"),
        member("payer", "betaler", "payer"),
        member("device", "apparaat", "device"),
        member("photos", "alle foto's", "all photos"),
        member("text", "tekst", "text"),
    ),
)

EvidenceState = CodeList(
    name="EvidenceState",
    label=Label(
        "Hoe een leeftijdsbewijs ervoor staat voor een advertentie", "How age evidence stands for an advert"
    ),
    source="Baken",
    members=(
        member("holds", "geldt", "holds"),
        member("fallen_away", "vervallen: te veel is veranderd", "fell away: too much changed"),
        member("ended", "verlopen: de tijd is om", "ended: its time is over"),
        member("not_yet", "was er nog niet", "was not there yet"),
        member("other_account", "van een ander account", "of another account"),
        member("not_asked", "een manier die het beleid niet vraagt", "a way that the policy does not ask"),
    ),
)

DoorCheckState = CodeList(
    name="DoorCheckState",
    label=Label("Hoe het staat met een controle aan de deur", "How a check at the door stands"),
    source="Baken",
    members=(
        member("allowed", "doorgelaten", "let through"),
        member("held", "wacht op een mens", "waits for a person"),
        member(
            "let_through",
            "na de afgesproken tijd doorgelaten",
            "let through after the set time",
            (
                "Alleen ervaring uit de praktijk (graad C) sprak ertegen, en niemand keek op tijd.",
                "Only practice (grade C) spoke against it, and nobody looked in time.",
            ),
        ),
        member("overtaken", "vervangen door een latere controle", "replaced by a later check"),
        member("cleared", "door een mens doorgelaten", "let through by a person"),
        member("refused", "door een mens geweigerd", "refused by a person"),
    ),
)

DoorOutcome = CodeList(
    name="DoorOutcome",
    label=Label("Wat een mens beslist over wat wacht", "What a person decides on what waits"),
    source="Baken; where an age under 18 is suspected two people say the same",
    members=(
        member("go_online", "de advertentie mag online", "the advert may go online"),
        member("refuse", "de advertentie wordt geweigerd", "the advert is refused"),
    ),
)

RefusalState = CodeList(
    name="RefusalState",
    label=Label("Stand van een weigering", "State of a refusal"),
    source="Digital Services Act, article 18",
    members=(
        member(
            "open",
            "open: waar het vermoeden heen ging, staat er nog niet",
            "open: where the suspicion went is not said yet",
        ),
        member("closed", "afgesloten", "closed"),
    ),
)

AppealState = CodeList(
    name="AppealState",
    label=Label("Stand van een bezwaar", "State of an appeal"),
    source="Digital Services Act, article 20",
    members=(
        member("open", "wacht op antwoord", "waits for an answer"),
        member("upheld", "de weigering blijft", "the refusal stands"),
        member("overturned", "de weigering is teruggedraaid", "the refusal was overturned"),
    ),
)

AppealOutcome = CodeList(
    name="AppealOutcome",
    label=Label("Wat een ander beslist over een bezwaar", "What somebody else decides on an appeal"),
    source="Digital Services Act, article 20; where an age under 18 is suspected two people say the same",
    members=(
        member("uphold", "de weigering blijft", "the refusal stands"),
        member("overturn", "de advertentie mag alsnog online", "the advert may go online after all"),
    ),
)

DoorPolicyState = CodeList(
    name="DoorPolicyState",
    label=Label("Stand van een versie van het deurbeleid", "State of a version of the door policy"),
    source="Baken",
    members=(
        member("asked", "wacht op een tweede persoon", "waits for a second person"),
        member("approved", "vastgesteld", "adopted"),
        member("declined", "afgewezen", "declined"),
    ),
)

PolicyDrop = CodeList(
    name="PolicyDrop",
    label=Label("Wat een nieuw deurbeleid minder vraagt", "What a new door policy asks less"),
    source="Baken; a second person decides on these",
    members=(
        member("minimum_age", "een lagere leeftijd", "a lower age"),
        member("age_evidence", "geen leeftijdsbewijs meer", "no age evidence any more"),
        member("evidence_method", "een manier van bewijs erbij", "one more way of showing an age"),
        member("required", "een gegeven dat niet meer bekend hoeft te zijn", "a fact that need not be known"),
        member("grade_c_hours", "korter wachten", "a shorter wait"),
    ),
)
