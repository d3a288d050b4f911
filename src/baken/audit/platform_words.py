"""What the log calls what is done with programs, doors, notices and referrals: part of the table of words."""

from baken.vocabulary.code_list import Label

OF_PLATFORMS: dict[str, Label] = {
    "api.asked_again": Label(
        "antwoord van eerder nog eens gegeven aan een programma", "earlier answer given to a program again"
    ),
    "api.called": Label("vraag van een programma beantwoord", "request of a program answered"),
    "api.deliveries_read": Label("berichten aan programma's bekeken", "messages to programs viewed"),
    "api.delivery_asked_again": Label("bericht opnieuw laten versturen", "message asked to be sent again"),
    "api.key_made": Label("programmasleutel gemaakt", "key of a program made"),
    "api.key_revoked": Label("programmasleutel ingetrokken", "key of a program revoked"),
    "api.key_rotated": Label("geheim van een programmasleutel vernieuwd", "secret of a key renewed"),
    "api.refused": Label("vraag van een programma geweigerd", "request of a program refused"),
    "api.webhook_added": Label("adres voor berichten toegevoegd", "address for messages added"),
    "api.webhook_removed": Label("adres voor berichten weggehaald", "address for messages removed"),
    "api.webhook_secret_renewed": Label(
        "geheim van een adres voor berichten vernieuwd", "secret of an address for messages renewed"
    ),
    "api.webhook_switched_off": Label("adres voor berichten uitgezet", "address for messages switched off"),
    "api.webhook_switched_on": Label("adres voor berichten aangezet", "address for messages switched on"),
    "api.webhook_tried": Label("adres voor berichten geprobeerd", "address for messages tried"),
    "door.answered_again": Label(
        "dezelfde advertentie nog eens aan de deur", "the same advert at the door again"
    ),
    "door.appeal_lodged": Label(
        "bezwaar tegen een weigering vastgelegd", "appeal against a refusal recorded"
    ),
    "door.appeal_read": Label("bezwaar gelezen", "appeal read"),
    "door.appeal_said": Label("over een bezwaar gezegd wat ervan komt", "said what becomes of an appeal"),
    "door.appeal_upheld": Label("weigering blijft na bezwaar", "refusal stands after an appeal"),
    "door.attempt_recorded": Label("proefadvertentie vastgelegd", "test advert recorded"),
    "door.attempt_removed": Label("proefadvertentie weggehaald", "test advert taken away"),
    "door.audit_closed": Label("toets van een voordeur afgesloten", "audit of a door closed"),
    "door.audit_imported": Label("toets van een voordeur ingelezen", "audit of a door imported"),
    "door.audit_started": Label("toets van een voordeur begonnen", "audit of a door begun"),
    "door.audit_withdrawn": Label("toets van een voordeur ingetrokken", "audit of a door withdrawn"),
    "door.broken_found": Label(
        "iets bewaards aan de deur is niet te lezen; de advertentie wacht",
        "something kept at the door can't be read; the advert waits",
    ),
    "door.check_read": Label("controle aan de deur gelezen", "check at the door read"),
    "door.checked": Label("advertentie aan de deur gecontroleerd", "advert checked at the door"),
    "door.checklist_filled": Label(
        "vragenlijst over een platform ingevuld", "checklist on a platform answered"
    ),
    "door.cleared": Label("advertentie na kijken doorgelaten", "advert let through after a look"),
    "door.entrance_asked": Label(
        "gevraagd wat een proefingang beslist", "asked what decides at a test entrance"
    ),
    "door.evidence_read": Label("leeftijdsbewijs bekeken", "age evidence viewed"),
    "door.evidence_recorded": Label("leeftijdsbewijs vastgelegd", "age evidence recorded"),
    "door.let_through": Label("na de afgesproken tijd doorgelaten", "let through after the set time"),
    "door.overturned": Label("weigering na bezwaar teruggedraaid", "refusal overturned on appeal"),
    "door.policy_decided": Label("over een deurbeleid beslist", "door policy decided on"),
    "door.policy_proposed": Label("deurbeleid vastgelegd", "door policy recorded"),
    "door.rates_read": Label(
        "bekeken hoe vaak de deur onterecht tegenhield", "viewed how often the door held without need"
    ),
    "door.referral_recorded": Label(
        "vastgelegd waar een vermoeden heen ging", "where a suspicion went recorded"
    ),
    "door.refused": Label("advertentie geweigerd", "advert refused"),
    "door.said": Label(
        "over een wachtende advertentie gezegd wat ermee gebeurt", "said what happens to a held advert"
    ),
    "door.replayed": Label("beslissingen aan de deur nagerekend", "decisions at the door decided again"),
    "door.trial_run": Label("eigen regels aan de deur beproefd", "own rules tried at the door"),
    "notices.complaint_decided": Label("over een klacht beslist", "complaint decided on"),
    "notices.complaint_lodged": Label("klacht ontvangen", "complaint received"),
    "notices.complaint_read": Label("klacht gelezen", "complaint read"),
    "notices.counts_read": Label("aantallen meldingen bekeken", "counts of notices viewed"),
    "notices.decided": Label("op een melding besloten", "notice decided on"),
    "notices.desk_set": Label("meldpunt ingesteld", "notice desk set"),
    "notices.flagger_confirmed": Label(
        "vastgesteld of een melder een betrouwbare flagger is",
        "whether a notifier is a trusted flagger looked up",
    ),
    "notices.given": Label("melding ontvangen", "notice received"),
    "notices.misuse_read": Label("gekeken naar misbruik van meldingen", "misuse of notices looked at"),
    "notices.notifier_warned": Label("melder gewaarschuwd", "notifier warned"),
    "notices.put_back": Label("melding teruggelegd", "notice put back"),
    "notices.queue_read": Label("meldingen bekeken", "notices viewed"),
    "notices.read": Label("melding gelezen", "notice read"),
    "notices.referral_recorded": Label(
        "vastgelegd of een vermoeden is doorgegeven", "recorded whether a suspicion was passed on"
    ),
    "notices.state_asked": Label(
        "stand van een melding opgevraagd met een code", "state of a notice asked for by code"
    ),
    "notices.statement_corrected": Label("motivering verbeterd", "statement of reasons corrected"),
    "notices.statement_held_back": Label("motivering teruggehouden", "statement of reasons held back"),
    "notices.statement_read": Label("motivering gelezen", "statement of reasons read"),
    "notices.statement_refused": Label("motivering geweigerd", "statement of reasons refused"),
    "notices.statement_released": Label("motivering klaargezet", "statement of reasons released"),
    "notices.statement_sent": Label("motivering verstuurd", "statement of reasons sent"),
    "notices.statement_written": Label("motivering geschreven", "statement of reasons written"),
    "notices.statements_checked": Label("motiveringen nagekeken", "statements of reasons checked"),
    "notices.statements_listed": Label(
        "lijst van motiveringen gelezen", "list of statements of reasons read"
    ),
    "notices.suspension_asked": Label(
        "opschorting van een melder gevraagd", "suspension of a notifier asked for"
    ),
    "notices.suspension_decided": Label(
        "over opschorting van een melder beslist", "suspension of a notifier decided on"
    ),
    "notices.suspension_lifted": Label(
        "opschorting van een melder opgeheven", "suspension of a notifier lifted"
    ),
    "notices.suspensions_read": Label("opschortingen van melders bekeken", "suspensions of notifiers viewed"),
    "notices.taken": Label("melding in behandeling genomen", "notice taken in hand"),
    "notices.text_preserved": Label("tekst van een advertentie bewaard", "text of an advert preserved"),
    "notices.unfounded_marked": Label(
        "melding kennelijk ongegrond genoemd", "notice marked manifestly unfounded"
    ),
    "notices.unfounded_unmarked": Label(
        "melding niet langer kennelijk ongegrond", "notice no longer marked unfounded"
    ),
    "notices.untied": Label("melding losgemaakt", "notice untied"),
    "referrals.answered": Label(
        "de ontvanger antwoordde op een doorverwijzing", "the receiver answered a referral"
    ),
    "referrals.consent_recorded": Label(
        "toestemming bij een doorverwijzing vastgelegd", "consent with a referral recorded"
    ),
    "referrals.consent_withdrawn": Label(
        "toestemming bij een doorverwijzing teruggenomen", "consent with a referral taken back"
    ),
    "referrals.directory_loaded": Label(
        "landelijke organisaties in de gids van hulp overgenomen",
        "national organisations taken into the directory of help",
    ),
    "referrals.finished": Label(
        "doorverwijzing afgerond: hulp is begonnen", "referral finished: help has begun"
    ),
    "referrals.help_imported": Label(
        "organisaties in de gids van hulp ingelezen", "organisations read into the directory of help"
    ),
    "referrals.help_kept": Label(
        "organisatie in de gids van hulp nagegaan", "organisation in the directory of help checked"
    ),
    "referrals.import_undone": Label(
        "inlezen in de gids van hulp ongedaan gemaakt", "import into the directory of help undone"
    ),
    "referrals.items_written": Label(
        "opgeschreven wat met een doorverwijzing mee mag", "what may go with a referral written down"
    ),
    "referrals.link_renewed": Label(
        "nieuw adres voor de ontvanger gemaakt", "new address for the receiver made"
    ),
    "referrals.look_asked": Label(
        "tweede persoon over een doorverwijzing gevraagd", "second person asked about a referral"
    ),
    "referrals.look_decided": Label(
        "als tweede persoon over een doorverwijzing beslist", "decided on a referral as a second person"
    ),
    "referrals.offered": Label("doorverwijzing aangeboden", "referral offered"),
    "referrals.package_opened": Label("de ontvanger opende het pakket", "the receiver opened the package"),
    "referrals.package_read": Label("pakket van een doorverwijzing gelezen", "package of a referral read"),
    "referrals.prepared": Label("doorverwijzing begonnen", "referral begun"),
    "referrals.report_acknowledged": Label(
        "ontvangst van een melding bevestigd", "receipt of a report confirmed"
    ),
    "referrals.report_built": Label("pakket voor een melding gemaakt", "packet of a report built"),
    "referrals.report_failed": Label("versturen van een melding mislukt", "sending a report failed"),
    "referrals.report_items_written": Label("opgeschreven wat gemeld wordt", "what is reported written down"),
    "referrals.report_look_asked": Label(
        "tweede persoon over een melding gevraagd", "second person asked about a report"
    ),
    "referrals.report_look_decided": Label(
        "als tweede persoon over een melding beslist", "decided on a report as a second person"
    ),
    "referrals.report_not_sent": Label(
        "vermoeden met reden niet gemeld", "suspicion not reported, with a reason"
    ),
    "referrals.report_opened": Label(
        "vermoeden van een ernstig misdrijf vastgelegd", "suspicion of a serious crime recorded"
    ),
    "referrals.report_opened_by_receiver": Label(
        "de ontvanger opende de melding", "the receiver opened the report"
    ),
    "referrals.report_packet_read": Label("inhoud van een melding gelezen", "content of a report read"),
    "referrals.report_read": Label("vermoeden bekeken", "suspicion viewed"),
    "referrals.report_receiver_added": Label("ontvanger bij een melding gezet", "receiver added to a report"),
    "referrals.report_sent": Label("melding verstuurd", "report sent"),
    "referrals.reports_listed": Label("lijst van vermoedens bekeken", "list of suspicions viewed"),
    "referrals.read": Label("doorverwijzing bekeken", "referral viewed"),
    "referrals.state_asked": Label("gevraagd hoe een doorverwijzing staat", "asked how a referral stands"),
    "referrals.taken_over": Label("stilte van een ontvanger opgepakt", "silence of a receiver taken up"),
    "referrals.withdrawn": Label("doorverwijzing ingetrokken", "referral withdrawn"),
}
