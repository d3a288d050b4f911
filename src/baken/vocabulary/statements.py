"""The words of a statement of reasons as the Commission's transparency database takes them.

The codes are the Commission's, in capitals. Those from before 1 July 2025 are not in these lists, and the
database refuses them. Keywords stand in `statement_keywords`.
"""

from baken.vocabulary.code_list import CodeList, Label, member

SOURCE = "European Commission, DSA Transparency Database, its validation code, codes from 1 July 2025"

StatementVisibility = CodeList(
    name="StatementVisibility",
    label=Label("Wat er met de zichtbaarheid gebeurde", "What was done to its visibility"),
    source=SOURCE,
    members=(
        member("DECISION_VISIBILITY_CONTENT_REMOVED", "verwijderd", "removed"),
        member("DECISION_VISIBILITY_CONTENT_DISABLED", "niet meer te openen", "access disabled"),
        member("DECISION_VISIBILITY_CONTENT_DEMOTED", "lager getoond", "demoted"),
        member("DECISION_VISIBILITY_CONTENT_AGE_RESTRICTED", "alleen voor volwassenen", "age restricted"),
        member(
            "DECISION_VISIBILITY_CONTENT_INTERACTION_RESTRICTED", "zonder reacties", "interaction restricted"
        ),
        member("DECISION_VISIBILITY_CONTENT_LABELLED", "met een label", "labelled"),
        member("DECISION_VISIBILITY_OTHER", "anders", "other"),
    ),
)

StatementMonetary = CodeList(
    name="StatementMonetary",
    label=Label("Wat er met het geld gebeurde", "What was done to payments"),
    source=SOURCE,
    members=(
        member("DECISION_MONETARY_SUSPENSION", "betalingen opgeschort", "payments suspended"),
        member("DECISION_MONETARY_TERMINATION", "betalingen beëindigd", "payments ended"),
        member("DECISION_MONETARY_OTHER", "anders", "other"),
    ),
)

StatementProvision = CodeList(
    name="StatementProvision",
    label=Label("Wat er met de dienst gebeurde", "What was done to the service"),
    source=SOURCE,
    members=(
        member("DECISION_PROVISION_PARTIAL_SUSPENSION", "deels opgeschort", "suspended in part"),
        member("DECISION_PROVISION_TOTAL_SUSPENSION", "geheel opgeschort", "suspended wholly"),
        member("DECISION_PROVISION_PARTIAL_TERMINATION", "deels beëindigd", "ended in part"),
        member("DECISION_PROVISION_TOTAL_TERMINATION", "geheel beëindigd", "ended wholly"),
    ),
)

StatementAccount = CodeList(
    name="StatementAccount",
    label=Label("Wat er met het account gebeurde", "What was done to the account"),
    source=SOURCE,
    members=(
        member("DECISION_ACCOUNT_SUSPENDED", "opgeschort", "suspended"),
        member("DECISION_ACCOUNT_TERMINATED", "beëindigd", "terminated"),
    ),
)

StatementAccountType = CodeList(
    name="StatementAccountType",
    label=Label("Soort account", "Type of account"),
    source=SOURCE,
    members=(
        member("ACCOUNT_TYPE_BUSINESS", "zakelijk", "business"),
        member("ACCOUNT_TYPE_PRIVATE", "particulier", "private"),
    ),
)

StatementGround = CodeList(
    name="StatementGround",
    label=Label("Grond van het besluit", "Ground of the decision"),
    source=SOURCE,
    members=(
        member("DECISION_GROUND_ILLEGAL_CONTENT", "in strijd met de wet", "illegal content"),
        member(
            "DECISION_GROUND_INCOMPATIBLE_CONTENT",
            "in strijd met de voorwaarden",
            "against the terms and conditions",
        ),
    ),
)

StatementSource = CodeList(
    name="StatementSource",
    label=Label("Waar het mee begon", "What it began with"),
    source=SOURCE,
    members=(
        member("SOURCE_ARTICLE_16", "melding volgens artikel 16", "notice under article 16", group="notice"),
        member(
            "SOURCE_TRUSTED_FLAGGER",
            "melding van een betrouwbare flagger",
            "notice by a trusted flagger",
            group="notice",
        ),
        member("SOURCE_TYPE_OTHER_NOTIFICATION", "andere melding", "other notification", group="notice"),
        member("SOURCE_VOLUNTARY", "eigen onderzoek", "own initiative"),
    ),
)

StatementAutomation = CodeList(
    name="StatementAutomation",
    label=Label("Hoe er werd besloten", "How it was decided"),
    source=SOURCE,
    members=(
        member("AUTOMATED_DECISION_FULLY", "geheel door een machine", "wholly by a machine"),
        member("AUTOMATED_DECISION_PARTIALLY", "deels door een machine", "in part by a machine"),
        member("AUTOMATED_DECISION_NOT_AUTOMATED", "door een mens", "by a person"),
    ),
)

StatementContentType = CodeList(
    name="StatementContentType",
    label=Label("Soort inhoud", "Type of content"),
    source=SOURCE,
    members=(
        member("CONTENT_TYPE_APP", "app", "app"),
        member("CONTENT_TYPE_AUDIO", "geluid", "audio"),
        member("CONTENT_TYPE_IMAGE", "beeld", "image"),
        member("CONTENT_TYPE_PRODUCT", "product", "product"),
        member("CONTENT_TYPE_SYNTHETIC_MEDIA", "kunstmatig gemaakt", "synthetic media"),
        member("CONTENT_TYPE_TEXT", "tekst", "text"),
        member("CONTENT_TYPE_VIDEO", "video", "video"),
        member("CONTENT_TYPE_OTHER", "anders", "other"),
    ),
)

StatementCategory = CodeList(
    name="StatementCategory",
    label=Label("Waar het over gaat", "What it is about"),
    source=SOURCE,
    members=(
        member("STATEMENT_CATEGORY_ANIMAL_WELFARE", "dierenwelzijn", "animal welfare"),
        member(
            "STATEMENT_CATEGORY_CONSUMER_INFORMATION", "informatie voor consumenten", "consumer information"
        ),
        member("STATEMENT_CATEGORY_CYBER_VIOLENCE", "geweld online", "cyber violence"),
        member(
            "STATEMENT_CATEGORY_CYBER_VIOLENCE_AGAINST_WOMEN",
            "geweld online tegen vrouwen",
            "cyber violence against women",
        ),
        member(
            "STATEMENT_CATEGORY_DATA_PROTECTION_AND_PRIVACY_VIOLATIONS",
            "inbreuk op privacy",
            "data protection and privacy violations",
        ),
        member(
            "STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH",
            "strafbare of schadelijke uitingen",
            "illegal or harmful speech",
        ),
        member(
            "STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS",
            "inbreuk op intellectueel eigendom",
            "intellectual property infringements",
        ),
        member(
            "STATEMENT_CATEGORY_NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS",
            "schade aan debat of verkiezingen",
            "negative effects on civic discourse or elections",
        ),
        member(
            "STATEMENT_CATEGORY_NOT_SPECIFIED_NOTICE",
            "niet aangegeven in de melding",
            "not specified in the notice",
        ),
        member(
            "STATEMENT_CATEGORY_OTHER_VIOLATION_TC",
            "andere inbreuk op de voorwaarden",
            "other violation of the terms",
        ),
        member(
            "STATEMENT_CATEGORY_PROTECTION_OF_MINORS", "bescherming van minderjarigen", "protection of minors"
        ),
        member(
            "STATEMENT_CATEGORY_RISK_FOR_PUBLIC_SECURITY",
            "gevaar voor de openbare veiligheid",
            "risk for public security",
        ),
        member("STATEMENT_CATEGORY_SCAMS_AND_FRAUD", "oplichting en fraude", "scams and fraud"),
        member("STATEMENT_CATEGORY_SELF_HARM", "zichzelf schade doen", "self-harm"),
        member(
            "STATEMENT_CATEGORY_UNSAFE_AND_PROHIBITED_PRODUCTS",
            "onveilige en verboden producten",
            "unsafe and prohibited products",
        ),
        member("STATEMENT_CATEGORY_VIOLENCE", "geweld en uitbuiting", "violence"),
    ),
)

_LANGUAGES = (
    "AA AB AE AF AK AM AN AR AS AV AY AZ BA BE BG BH BI BM BN BO BR BS CA CE CH CO CR CS CU CV CY "
    "DA DE DV DZ EE EL EN EO ES ET EU FA FF FI FJ FO FR FY GA GD GL GN GU GV HA HE HI HO HR HT HU "
    "HY HZ IA ID IE IG II IK IO IS IT IU JA JV KA KG KI KJ KK KL KM KN KO KR KS KU KV KW KY LA LB "
    "LG LI LN LO LT LU LV MG MH MI MK ML MN MR MS MT MY NA NB ND NE NG NL NN NO NR NV NY OC OJ OM "
    "OR OS PA PI PL PS PT QU RM RN RO RU RW SA SC SD SE SG SI SK SL SM SN SO SQ SR SS ST SU SV SW "
    "TA TE TG TH TI TK TL TN TO TR TS TT TW TY UG UK UR UZ VE VI VO WA WO XH YI YO ZA ZH ZU"
)
CONTENT_LANGUAGES = frozenset(_LANGUAGES.split())
"""ISO 639-1 in capitals, as the database takes them; Greek is EL."""

_TERRITORIES = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IS IT LI LV LT LU MT NL NO PL PT RO SK SI ES SE"
TERRITORIES = frozenset(_TERRITORIES.split())
"""The countries of the European Economic Area; Greece is GR."""

StatementState = CodeList(
    name="StatementState",
    label=Label("Stand van een motivering", "State of a statement of reasons"),
    source="Baken",
    members=(
        member("written", "geschreven", "written"),
        member("ready", "klaar om te versturen", "ready to be sent"),
        member("sent", "verstuurd", "sent"),
        member("refused", "geweigerd door de databank", "refused by the database"),
    ),
)
