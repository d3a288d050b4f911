"""Handing somebody over to help, child protection or the police: to whom, on which ground, with what, and
what came of it; and the directory of who helps."""

from baken.vocabulary.code_list import CodeList, Label, member

ReceiverKind = CodeList(
    name="ReceiverKind",
    label=Label("Soort ontvanger", "Kind of receiver"),
    source="Baken",
    members=(
        member("help", "hulp", "help"),
        member("child_protection", "kinderbescherming", "child protection"),
        member("police", "politie", "police"),
    ),
)

HelpKind = CodeList(
    name="HelpKind",
    label=Label("Soort hulp", "Kind of help"),
    source="Baken; what the national organisations publish that they do",
    members=(
        member("advice", "advies en luisterend oor", "advice and a listening ear"),
        member("coordination", "hulp zoeken en regelen", "finding and arranging help"),
        member("shelter", "opvang", "shelter"),
        member("guidance", "begeleiding", "guidance"),
        member("health", "gezondheid", "health"),
        member("legal", "juridische hulp", "legal help"),
        member("online_images", "beelden op internet weghalen", "having images on the internet removed"),
        member("leaving", "ander werk zoeken", "looking for other work"),
        member("youth", "hulp aan jongeren", "help for young people"),
        member("report", "melding of aangifte", "making a report"),
    ),
)

HelpHours = CodeList(
    name="HelpHours",
    label=Label("Wanneer bereikbaar", "When within reach"),
    source="Baken",
    members=(
        member("day_and_night", "dag en nacht", "day and night"),
        member("long_days", "ook 's avonds of in het weekend", "in the evening or at weekends too"),
        member("office_hours", "op werkdagen overdag", "on working days"),
        member("unknown", "niet bekend", "not known"),
    ),
)

IntakeWay = CodeList(
    name="IntakeWay",
    label=Label("Hoe iemand binnenkomt", "How somebody comes in"),
    source="Baken",
    members=(
        member("self", "de persoon meldt zich zelf", "the person comes forward"),
        member("professional", "een professional meldt aan", "a professional refers"),
        member("both", "zelf of door een professional", "by themselves or through a professional"),
    ),
)

HelpCapacity = CodeList(
    name="HelpCapacity",
    label=Label("Plaats", "Room"),
    source="Baken",
    members=(
        member("room", "plaats", "room"),
        member("waiting_list", "wachtlijst", "waiting list"),
        member("full", "geen plaats", "no room"),
        member("unknown", "niet bekend", "not known"),
    ),
)

FitReason = CodeList(
    name="FitReason",
    label=Label("Waarom een organisatie hier staat", "Why an organisation stands here"),
    source="Baken",
    members=(
        member("kind", "geeft deze hulp", "gives this help"),
        member("in_municipality", "werkt in deze gemeente", "works in this municipality"),
        member("in_province", "werkt in deze provincie", "works in this province"),
        member("nationwide", "werkt in het hele land", "works in the whole country"),
        member("language", "spreekt deze taal", "speaks this language"),
        member("language_unknown", "taal niet bekend: vraag het", "language not known: ask"),
        member(
            "language_other",
            "spreekt deze taal niet: vraag een tolk",
            "does not speak this language: ask for an interpreter",
        ),
        member("room", "heeft plaats", "has room"),
        member("waiting_list", "heeft een wachtlijst", "has a waiting list"),
        member("full", "heeft geen plaats", "has no room"),
        member("room_unknown", "plaats niet bekend: bel eerst", "room not known: call first"),
        member("stale", "lang niet nagegaan", "not checked for long"),
    ),
)

ReferralGround = CodeList(
    name="ReferralGround",
    label=Label("Grond van een doorverwijzing", "Ground of a referral"),
    source="Baken; rule 2 of the project: consent, or two people, or danger to life",
    members=(
        member("consent", "de persoon wil dit", "the person wants this"),
        member(
            "without_consent",
            "zonder toestemming, met twee mensen",
            "without consent, by two people",
            (
                "Alleen een melding aan kinderbescherming of politie, volgens de meldcode.",
                "Only a report to child protection or the police, following the reporting code.",
            ),
        ),
        member(
            "acute_danger",
            "direct gevaar",
            "acute danger",
            (
                "Een persoon handelt meteen; een tweede kijkt binnen 24 uur na.",
                "One person acts at once; a second reviews within 24 hours.",
            ),
        ),
    ),
)

ReferralState = CodeList(
    name="ReferralState",
    label=Label("Stand van een doorverwijzing", "State of a referral"),
    source="Baken",
    members=(
        member("prepared", "in voorbereiding", "being prepared"),
        member("offered", "aangeboden, wacht op antwoord", "offered, waits for an answer"),
        member("overdue", "te laat: geen antwoord", "overdue: no answer"),
        member("accepted", "aangenomen", "accepted"),
        member("refused", "geweigerd", "refused"),
        member("done", "hulp is begonnen", "help has begun"),
        member("withdrawn", "ingetrokken", "withdrawn"),
    ),
)

ReferralStepKind = CodeList(
    name="ReferralStepKind",
    label=Label("Wat er met een doorverwijzing gebeurde", "What happened to a referral"),
    source="Baken",
    members=(
        member("prepared", "begonnen", "begun"),
        member("offered", "aangeboden", "offered"),
        member("opened", "de ontvanger las het pakket", "the receiver read the package"),
        member("accepted", "de ontvanger neemt aan", "the receiver accepts"),
        member("refused", "de ontvanger weigert", "the receiver refuses"),
        member("done", "hulp is begonnen", "help has begun"),
        member("withdrawn", "ingetrokken", "withdrawn"),
        member("taken_over", "een collega pakte de stilte op", "a colleague took up the silence"),
    ),
)

RefusalReason = CodeList(
    name="RefusalReason",
    label=Label("Waarom een ontvanger weigert", "Why a receiver refuses"),
    source="Baken",
    members=(
        member("no_room", "geen plaats", "no room"),
        member("other_region", "andere regio", "another region"),
        member("other_help", "andere hulp nodig", "other help is needed"),
        member("not_reached", "persoon niet bereikt", "the person was not reached"),
        member("other", "anders", "other"),
    ),
)

PackageItem = CodeList(
    name="PackageItem",
    label=Label("Onderdeel van een pakket", "Item of a package"),
    source="Baken",
    members=(
        member("wish", "wat de persoon wil", "what the person wants"),
        member("name", "hoe de persoon genoemd wil worden", "how the person wants to be called"),
        member("contact", "hoe de persoon te bereiken is", "how to reach the person"),
        member("safe_contact", "wanneer en hoe contact veilig is", "when and how contact is safe"),
        member("language", "taal en tolk", "language and interpreter"),
        member("situation", "wat er speelt", "what is going on"),
        member("safety", "waar op te letten voor de veiligheid", "what to watch for safety"),
        member("needs", "wat nu nodig is", "what is needed now"),
    ),
)

ConsentWay = CodeList(
    name="ConsentWay",
    label=Label("Hoe toestemming is gegeven", "How consent was given"),
    source="Baken",
    members=(
        member("spoken", "in een gesprek", "in conversation"),
        member("written", "in een bericht", "in a message"),
        member("paper", "op papier", "on paper"),
    ),
)

SecondLook = CodeList(
    name="SecondLook",
    label=Label("Waarover een tweede persoon beslist", "What a second person decides on"),
    source="Baken; rule 2 of the project",
    members=(
        member("contact_details", "contactgegevens meegeven", "passing contact details on"),
        member("without_consent", "melden zonder toestemming", "reporting without consent"),
        member(
            "acute_danger",
            "nakijken wat bij direct gevaar is gedaan",
            "reviewing what was done in acute danger",
        ),
    ),
)

SecondLookState = CodeList(
    name="SecondLookState",
    label=Label("Stand van een vraag aan een tweede persoon", "State of a question to a second person"),
    source="Baken",
    members=(
        member("asked", "wacht op een tweede persoon", "waits for a second person"),
        member("approved", "goedgekeurd", "approved"),
        member("declined", "afgewezen", "declined"),
    ),
)
