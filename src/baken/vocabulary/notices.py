"""Notices under the Digital Services Act: who gives one, about what, and what became of it."""

from baken.vocabulary.code_list import CodeList, Label, member

SOURCE = "Baken; Regulation (EU) 2022/2065, articles 16 to 23"

NotifierKind = CodeList(
    name="NotifierKind",
    label=Label("Wie een melding geeft", "Who gives a notice"),
    source=SOURCE,
    members=(
        member("user", "gebruiker van de site", "user of the site"),
        member("trusted_flagger", "betrouwbare flagger", "trusted flagger"),
        member("ngo", "maatschappelijke organisatie", "non-governmental organisation"),
        member("authority", "overheid of toezichthouder", "authority"),
        member("person_concerned", "de persoon om wie het gaat", "the person concerned"),
        member(
            "anonymous",
            "anoniem",
            "anonymous",
            (
                "Alleen bij mogelijk seksueel misbruik van minderjarigen (artikel 16, lid 2, onder c).",
                "Only for possible sexual abuse of minors (article 16(2)(c)).",
            ),
        ),
    ),
)

NoticeSubject = CodeList(
    name="NoticeSubject",
    label=Label("Waar een melding over gaat", "What a notice is about"),
    source=SOURCE,
    members=(
        member("minor", "misbruik van een minderjarige", "abuse of a minor", group="urgent"),
        member("exploitation", "dwang of uitbuiting", "coercion or exploitation", group="urgent"),
        member("without_consent", "geplaatst zonder toestemming", "placed without consent"),
        member("fraud", "oplichting of vals account", "fraud or false account"),
        member("privacy", "gegevens van iemand", "somebody's personal data"),
        member("other", "anders in strijd met de wet", "illegal in another way"),
    ),
)

NoticeState = CodeList(
    name="NoticeState",
    label=Label("Stand van een melding", "State of a notice"),
    source=SOURCE,
    members=(
        member("received", "ontvangen", "received"),
        member("set_aside", "apart gezet", "set aside"),
        member("in_hand", "in behandeling", "in hand"),
        member("decided", "besloten", "decided"),
    ),
)

NoticeOutcome = CodeList(
    name="NoticeOutcome",
    label=Label("Besluit op een melding", "Decision on a notice"),
    source=SOURCE,
    members=(
        member("no_action", "de advertentie blijft staan", "the advert stays"),
        member("remove", "de advertentie is verwijderd", "the advert was removed", group="measure"),
        member("disable", "de advertentie is niet meer te openen", "access was disabled", group="measure"),
        member(
            "restrict", "de advertentie wordt minder getoond", "the advert is shown less", group="measure"
        ),
        member("suspend_account", "het account is opgeschort", "the account was suspended", group="measure"),
        member("end_account", "het account is beëindigd", "the account was ended", group="measure"),
        member("limit_service", "de dienst is deels opgeschort", "the service was limited", group="measure"),
    ),
)

SeriousSuspicion = CodeList(
    name="SeriousSuspicion",
    label=Label("Vermoeden volgens artikel 18", "Suspicion under article 18"),
    source=SOURCE,
    members=(
        member("none", "nee", "no"),
        member(
            "minority", "ja: iemand kan minderjarig zijn", "yes: somebody may be a minor", group="serious"
        ),
        member(
            "exploitation",
            "ja: iemand kan worden uitgebuit",
            "yes: somebody may be exploited",
            group="serious",
        ),
        member(
            "danger",
            "ja: leven of veiligheid van iemand is in gevaar",
            "yes: somebody's life or safety is in danger",
            group="serious",
        ),
    ),
)

ReferralChoice = CodeList(
    name="ReferralChoice",
    label=Label("Doorgegeven aan de autoriteiten", "Passed on to the authorities"),
    source=SOURCE,
    members=(
        member("sent", "doorgegeven", "passed on"),
        member("not_sent", "niet doorgegeven, met reden", "not passed on, with a reason"),
    ),
)

DecisionState = CodeList(
    name="DecisionState",
    label=Label("Stand van een besluit", "State of a decision"),
    source=SOURCE,
    members=(
        member("open", "wacht op doorgeven", "waits to be passed on"),
        member("closed", "afgesloten", "closed"),
        member("overturned", "teruggedraaid", "overturned"),
    ),
)

ComplaintSide = CodeList(
    name="ComplaintSide",
    label=Label("Wie een klacht indient", "Who complains"),
    source=SOURCE,
    members=(
        member("notifier", "de melder", "the notifier"),
        member("advertiser", "de adverteerder", "the advertiser"),
    ),
)

ComplaintState = CodeList(
    name="ComplaintState",
    label=Label("Stand van een klacht", "State of a complaint"),
    source=SOURCE,
    members=(
        member("lodged", "ingediend", "lodged"),
        member("upheld", "het besluit blijft", "the decision stands"),
        member("overturned", "het besluit is teruggedraaid", "the decision was overturned"),
    ),
)

NotifierSuspensionState = CodeList(
    name="NotifierSuspensionState",
    label=Label("Stand van een opschorting", "State of a suspension"),
    source=SOURCE,
    members=(
        member("asked", "gevraagd", "asked for"),
        member("approved", "van kracht", "in force"),
        member("declined", "afgewezen", "declined"),
        member("lifted", "opgeheven", "lifted"),
    ),
)
