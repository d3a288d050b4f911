"""On which ground something may be collected, which documents show it, and what state a basis is in.

The lists name articles, not what holds: whether a ground holds for an organisation is for its counsel
to say, in a document that goes with the basis.
"""

from baken.vocabulary.code_list import CodeList, Label, member

AVG = "avg"
POLICE = "police"
INVENTED = "synthetic"

LegalGround = CodeList(
    name="LegalGround",
    label=Label("Wettelijke grond", "Legal ground"),
    source="AVG article 6(1); Wet politiegegevens articles 8 to 10; whether one holds is for counsel to say",
    members=(
        member("consent", "toestemming (AVG 6 lid 1 a)", "consent (GDPR 6(1)(a))", group=AVG),
        member(
            "legal_obligation",
            "wettelijke plicht (AVG 6 lid 1 c)",
            "legal obligation (GDPR 6(1)(c))",
            ("De wet die de plicht oplegt, staat in het advies.", "The advice names the law that obliges."),
            group=AVG,
        ),
        member(
            "vital_interests", "vitaal belang (AVG 6 lid 1 d)", "vital interests (GDPR 6(1)(d))", group=AVG
        ),
        member(
            "public_task",
            "taak van algemeen belang (AVG 6 lid 1 e)",
            "task in the public interest (GDPR 6(1)(e))",
            (
                "De wet die de taak opdraagt, staat in het advies.",
                "The advice names the law that gives the task.",
            ),
            group=AVG,
        ),
        member(
            "legitimate_interests",
            "gerechtvaardigd belang (AVG 6 lid 1 f)",
            "legitimate interests (GDPR 6(1)(f))",
            (
                "Vraagt een afweging van belangen; staat niet open voor de overheid in haar taken.",
                "Asks a balancing of interests; not open to public authorities in their tasks.",
            ),
            group=AVG,
        ),
        member("police_daily", "politietaak (Wpg 8)", "daily police task (Wpg 8)", group=POLICE),
        member(
            "police_inquiry",
            "onderzoek in een bepaald geval (Wpg 9)",
            "inquiry in a given case (Wpg 9)",
            group=POLICE,
        ),
        member(
            "police_threats",
            "inzicht in ernstige bedreigingen (Wpg 10)",
            "insight into serious threats (Wpg 10)",
            group=POLICE,
        ),
        member(
            "synthetic",
            "verzonnen gegevens",
            "invented data",
            (
                "Alleen voor een oefenomgeving: de gegevens gaan over niemand.",
                "For a practice environment only: the data concern nobody.",
            ),
            group=INVENTED,
        ),
    ),
)

SpecialGround = CodeList(
    name="SpecialGround",
    label=Label("Uitzondering voor bijzondere gegevens", "Exception for special categories"),
    source="AVG article 9(2); UAVG articles 22 to 24; Wpg article 5; whether one holds is for counsel to say",
    members=(
        member(
            "explicit_consent",
            "uitdrukkelijke toestemming (AVG 9 lid 2 a)",
            "explicit consent (GDPR 9(2)(a))",
            group=AVG,
        ),
        member(
            "vital_interests", "vitaal belang (AVG 9 lid 2 c)", "vital interests (GDPR 9(2)(c))", group=AVG
        ),
        member(
            "made_public",
            "kennelijk zelf openbaar gemaakt (AVG 9 lid 2 e)",
            "manifestly made public by the person (GDPR 9(2)(e))",
            (
                "Wie een advertentie plaatste, is vaak niet te weten: zie het advies.",
                "Who placed an advert often can't be known: see the advice.",
            ),
            group=AVG,
        ),
        member("legal_claims", "rechtsvordering (AVG 9 lid 2 f)", "legal claims (GDPR 9(2)(f))", group=AVG),
        member(
            "substantial_public_interest",
            "zwaarwegend algemeen belang (AVG 9 lid 2 g)",
            "substantial public interest (GDPR 9(2)(g))",
            ("Vraagt een wet, zoals UAVG 23.", "Asks a law, such as UAVG 23."),
            group=AVG,
        ),
        member(
            "research",
            "onderzoek en statistiek (AVG 9 lid 2 j, UAVG 24)",
            "research and statistics (GDPR 9(2)(j), UAVG 24)",
            group=AVG,
        ),
        member(
            "police_special",
            "bijzondere politiegegevens (Wpg 5)",
            "special categories of police data (Wpg 5)",
            group=POLICE,
        ),
        member(
            "none_held", "geen bijzondere gegevens", "no special categories of data are held", group=INVENTED
        ),
    ),
)

BasisDocumentKind = CodeList(
    name="BasisDocumentKind",
    label=Label("Soort document", "Kind of document"),
    source="Baken; AVG article 35 for the assessment, the grounds of this module for the others",
    members=(
        member("dpia", "gegevensbeschermingseffectbeoordeling (DPIA)", "data protection assessment (DPIA)"),
        member("counsel_opinion", "advies van een jurist", "counsel's opinion"),
        member("balancing_test", "afweging van belangen", "balancing of interests"),
        member("authorisation", "machtiging", "authorisation"),
        member("other", "ander document", "other document"),
    ),
)

_REQUIRED: dict[str, tuple[str, ...]] = {
    AVG: ("dpia", "counsel_opinion"),
    POLICE: ("dpia", "counsel_opinion", "authorisation"),
    INVENTED: (),
}


def required_documents(ground: str) -> tuple[str, ...]:
    """The kinds of document that must be there before a basis on this ground comes into force.

    Raises KeyError for what is no ground.
    """
    group = LegalGround[ground].group or AVG
    more = ("balancing_test",) if ground == "legitimate_interests" else ()
    return _REQUIRED[group] + more


def special_grounds_for(ground: str) -> tuple[str, ...]:
    """The exceptions that can go with a ground: those of the same law, or that no such data are held."""
    group = LegalGround[ground].group or AVG
    return tuple(dict.fromkeys((*SpecialGround.codes_in(group), "none_held")))


BasisState = CodeList(
    name="BasisState",
    label=Label("Stand van een grondslag", "State of a basis"),
    source="Baken",
    members=(
        member("draft", "ontwerp", "draft"),
        member("in_force", "van kracht", "in force"),
        member("ended", "beëindigd", "ended"),
        member("withdrawn", "ingetrokken", "withdrawn"),
    ),
)

CaptureKind = CodeList(
    name="CaptureKind",
    label=Label("Hoe verzameld", "How collected"),
    source="Baken",
    members=(
        member("file", "bestand van advertenties", "file of adverts"),
        member("web_archive", "webarchief (WARC, WACZ)", "web archive (WARC, WACZ)"),
        member("crawl", "van de site opgehaald", "crawled from the site"),
        member("by_hand", "met de hand", "by hand"),
    ),
)
