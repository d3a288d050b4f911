"""What a transparency report counts, and what came of it."""

from baken.vocabulary.code_list import CodeList, Label, member

SOURCE = "Digital Services Act, articles 15 and 24; Implementing Regulation (EU) 2024/2835"

TransparencyKind = CodeList(
    name="TransparencyKind",
    label=Label("Waar het mee begon", "What it began with"),
    source=SOURCE,
    members=(
        member("notice", "melding", "notice"),
        member("trusted_flagger", "melding van een betrouwbare flagger", "notice by a trusted flagger"),
        member("other_notification", "andere melding", "other notification"),
        member("own_initiative", "eigen onderzoek", "own initiative"),
        member("complaint", "klacht over een besluit", "complaint about a decision"),
    ),
)

TransparencyOutcome = CodeList(
    name="TransparencyOutcome",
    label=Label("Wat ervan kwam", "What came of it"),
    source=SOURCE,
    members=(
        member(
            "account", "account opgeschort of beëindigd", "account suspended or terminated", group="measure"
        ),
        member("service", "dienst opgeschort of beëindigd", "service suspended or ended", group="measure"),
        member("monetary", "betalingen beperkt", "payments restricted", group="measure"),
        member(
            "visibility", "inhoud verwijderd of beperkt", "content removed or restricted", group="measure"
        ),
        member("no_action", "geen maatregel", "no action", group="none"),
        member("upheld", "besluit bleef staan", "decision upheld", group="complaint"),
        member("overturned", "besluit teruggedraaid", "decision reversed", group="complaint"),
    ),
)
