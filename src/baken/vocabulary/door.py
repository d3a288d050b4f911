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
