"""What the log calls each action, in words: a table, so that whoever reads the log needs no codes."""

from baken.audit.case_words import OF_CASES
from baken.audit.conversation_words import OF_CONVERSATIONS
from baken.audit.platform_words import OF_PLATFORMS
from baken.vocabulary.code_list import Label

GROUPS: dict[str, Label] = {
    "accounts": Label("Mensen en toegang", "People and access"),
    "adverts": Label("Advertenties", "Adverts"),
    "api": Label("Programma's", "Programs"),
    "audit": Label("Logboek", "Log"),
    "cases": Label("Begeleiding", "Cases"),
    "collection": Label("Verzamelen", "Collecting"),
    "conversations": Label("Gesprekken", "Conversations"),
    "door": Label("Deur", "Door"),
    "desk": Label("Pagina's", "Pages"),
    "notices": Label("Meldingen en motiveringen", "Notices and statements of reasons"),
    "operations": Label("Beheer", "Administration"),
    "outreach": Label("Mensen benaderen", "Reaching out"),
    "platforms": Label("Platforms", "Platforms"),
    "referrals": Label("Doorverwijzen", "Referrals"),
    "register": Label("Register", "Register"),
    "rights": Label("Bewaren en wissen", "Keeping and erasing"),
    "statistics": Label("Cijfers", "Figures"),
    "triage": Label("Triage", "Triage"),
    "watch": Label("Markt", "Market"),
}
"""The rooms that write events: what stands before the dot."""

_OF_ROOMS = OF_PLATFORMS | OF_CASES | OF_CONVERSATIONS
ACTIONS: dict[str, Label] = _OF_ROOMS | {
    "accounts.language_chosen": Label("taal gekozen", "language chosen"),
    "accounts.organisation_created": Label("organisatie gemaakt", "organisation created"),
    "accounts.organisation_renamed": Label("naam van de organisatie veranderd", "organisation renamed"),
    "accounts.password_set": Label("wachtwoord ingesteld", "password set"),
    "accounts.recovery_codes_made": Label("herstelcodes gemaakt", "recovery codes made"),
    "accounts.second_factor_added": Label("tweede stap toegevoegd", "second step added"),
    "accounts.second_factor_removed": Label("tweede stap weggehaald", "second step removed"),
    "accounts.second_factor_reset": Label(
        "tweede stap van iemand weggehaald", "somebody's second step removed"
    ),
    "accounts.session_ended": Label("sessie beëindigd", "session ended"),
    "accounts.signed_in": Label("ingelogd", "signed in"),
    "accounts.signed_out": Label("uitgelogd", "signed out"),
    "accounts.start_link_given": Label("startlink gegeven", "start link given"),
    "accounts.start_link_used": Label("startlink gebruikt", "start link used"),
    "accounts.user_changed": Label(
        "gegevens of rollen van iemand veranderd", "somebody's details or roles changed"
    ),
    "accounts.user_created": Label("iemand toegevoegd", "somebody added"),
    "accounts.closing_asked": Label("gevraagd om te sluiten", "asked to close"),
    "accounts.closing_declined": Label("sluiten afgekeurd", "closing declined"),
    "accounts.closing_taken_back": Label("verzoek om te sluiten teruggenomen", "request to close taken back"),
    "accounts.organisation_closed": Label("organisatie gesloten", "organisation closed"),
    "accounts.organisation_reopened": Label("organisatie weer geopend", "organisation opened again"),
    "accounts.user_let_in": Label("iemand weer toegelaten", "somebody let in again"),
    "accounts.user_shut_out": Label("iemand afgesloten", "somebody shut out"),
    "adverts.by_hand_undone": Label("eigen waarneming teruggenomen", "own sighting taken back"),
    "adverts.capture_read": Label("vastlegging van een advertentie gelezen", "capture of an advert read"),
    "adverts.capture_verified": Label("vastlegging nagerekend", "capture verified"),
    "adverts.extraction_failed": Label("advertentie kon niet gelezen worden", "advert could not be read"),
    "adverts.extraction_stored": Label("uitgelezen advertenties bewaard", "read adverts stored"),
    "adverts.firings_counted": Label("geteld hoe vaak regels afgaan", "how often rules fire counted"),
    "adverts.hand_over_asked": Label("bewijspakket aangevraagd", "evidence package asked for"),
    "adverts.hand_over_decided": Label("over een bewijspakket beslist", "evidence package decided on"),
    "adverts.judgement_made": Label(
        "gezegd wat bij één adverteerder hoort", "said what belongs to one advertiser"
    ),
    "adverts.judgement_undone": Label("oordeel over samenhang ongedaan gemaakt", "judgement on links undone"),
    "adverts.links_stored": Label("samenhang bewaard", "links stored"),
    "adverts.recorded_by_hand": Label("waarneming met de hand vastgelegd", "sighting recorded by hand"),
    "adverts.own_words_read": Label(
        "eigen woordenlijsten van de regels gelezen", "own word lists of the rules read"
    ),
    "adverts.records_read": Label("advertenties gelezen door een taak", "adverts read by a job"),
    "adverts.records_unreadable": Label(
        "beschadigde advertenties overgeslagen", "damaged adverts passed over"
    ),
    "adverts.rule_files_read": Label("bestanden van de regels opgehaald", "files of the rules downloaded"),
    "adverts.rules_compared": Label(
        "voorgestelde regels naast de geldende gelegd", "proposed rules compared with those in force"
    ),
    "adverts.rules_comparison_asked": Label(
        "vergelijking van regels gevraagd", "comparison of rules asked for"
    ),
    "adverts.rules_comparison_refused": Label(
        "vergelijking van regels geweigerd: te vaak op één dag",
        "comparison of rules refused: too often in one day",
    ),
    "adverts.rules_made_live": Label("versie van de regels van kracht", "version of the rules put in force"),
    "adverts.rules_proposed": Label("versie van de regels voorgesteld", "version of the rules proposed"),
    "adverts.rules_replaced": Label("versie van de regels vervangen", "version of the rules replaced"),
    "adverts.rules_resumed": Label(
        "eerdere versie van de regels weer van kracht", "earlier version of the rules in force again"
    ),
    "adverts.rules_withdrawn": Label("versie van de regels ingetrokken", "version of the rules withdrawn"),
    "adverts.sightings_stored": Label("waarnemingen bewaard", "sightings stored"),
    "adverts.signals_stored": Label("signalen bewaard", "signals stored"),
    "adverts.synthetic_cleared": Label("verzonnen markt weggehaald", "synthetic market cleared"),
    "audit.event_read": Label("regel van het logboek bekeken", "event of the log viewed"),
    "audit.read": Label("logboek bekeken", "log viewed"),
    "audit.verified": Label("gecontroleerd of het logboek heel is", "checked whether the log is whole"),
    "collection.basis_approved": Label("grondslag van kracht gemaakt", "basis brought into force"),
    "collection.basis_drafted": Label("grondslag ontworpen", "basis drafted"),
    "collection.basis_ended": Label("grondslag beëindigd", "basis ended"),
    "collection.basis_recorded": Label("grondslag vastgelegd", "basis recorded"),
    "collection.basis_withdrawn": Label(
        "ontwerp van een grondslag ingetrokken", "draft of a basis withdrawn"
    ),
    "collection.crawl_begun": Label("ophaalronde ging lopen", "crawl began to run"),
    "collection.crawl_ended": Label("ophaalronde eindigde vanzelf", "crawl ended by itself"),
    "collection.crawl_resumed": Label(
        "ophaalronde hervat na een onderbreking", "crawl resumed after a break"
    ),
    "collection.crawl_schedule_set": Label(
        "bepaald hoe vaak een bron wordt opgehaald", "how often a source is crawled decided"
    ),
    "collection.crawl_started": Label("ophaalronde gestart", "crawl started"),
    "collection.crawl_stopped": Label("ophaalronde gestopt", "crawl stopped"),
    "collection.captures_kept": Label("vastleggingen bewaard", "captures kept"),
    "collection.capture_read": Label("vastlegging gelezen", "capture read"),
    "collection.evidence_handed_over": Label("bewijspakket gemaakt", "evidence package made"),
    "collection.document_added": Label("document bij een grondslag gelegd", "document added to a basis"),
    "collection.document_read": Label(
        "document bij een grondslag opgehaald", "document of a basis downloaded"
    ),
    "collection.intake_recorded": Label("verzameling vastgelegd", "intake recorded"),
    "collection.source_added": Label("bron toegevoegd", "source added"),
    "collection.source_profile_changed": Label(
        "profiel van een bron veranderd", "profile of a source changed"
    ),
    "collection.source_ended": Label("bron beëindigd", "source ended"),
    "desk.exported": Label("bestand opgehaald", "file downloaded"),
    "desk.look_up_refused": Label("zoeken geweigerd: te vaak", "look-up refused: too often"),
    "desk.nothing_to_confirm_with": Label("kon niets bevestigen", "could confirm nothing"),
    "desk.not_found": Label("pagina was er niet", "page was not there"),
    "desk.page_read": Label("pagina bekeken", "page viewed"),
    "desk.refused": Label("pagina geweigerd", "page refused"),
    "operations.key_rotated": Label("nieuwe hoofdsleutel toegevoegd", "new master key added"),
    "operations.backup_made": Label("reservekopie gemaakt", "backup made"),
    "operations.job_retried": Label("taak opnieuw gestart", "job started again"),
    "platforms.nicknames_added": Label("bijnamen van platforms toegevoegd", "nicknames of platforms added"),
    "platforms.added": Label("platforms toegevoegd", "platforms added"),
    "platforms.meeting_moved": Label(
        "bijeenkomst met platforms veranderd of afgesloten", "meeting with platforms changed or concluded"
    ),
    "platforms.meeting_planned": Label("bijeenkomst met platforms gepland", "meeting with platforms planned"),
    "platforms.point_corrected": Label(
        "verbeterd wat met een platform is besproken", "what was discussed with a platform corrected"
    ),
    "platforms.point_moved": Label(
        "opgeschreven wat met een punt voor een platform gebeurde",
        "what happened to a point with a platform written down",
    ),
    "platforms.point_raised": Label(
        "iets met een platform aan de orde gesteld", "something raised with a platform"
    ),
    "platforms.step_taken_back": Label(
        "stap in het overleg met een platform teruggenomen", "step in the dialogue with a platform taken back"
    ),
    "platforms.words_erased": Label(
        "woorden over het overleg met platforms gewist", "words on the dialogue with platforms erased"
    ),
    "platforms.changed": Label("platform veranderd", "platform changed"),
    "register.alike_shown": Label("gelijkende registraties getoond", "similar registrations shown"),
    "register.corrected": Label("registratie verbeterd", "registration corrected"),
    "register.draft_discarded": Label("concept weggegooid", "draft discarded"),
    "register.draft_rebased": Label(
        "concept bijgewerkt naar de nieuwste stand", "draft brought up to the newest state"
    ),
    "register.draft_started": Label("concept begonnen", "draft started"),
    "register.drafts_expired": Label("verlopen concepten gewist", "expired drafts erased"),
    "register.exported": Label("register uitgevoerd naar een bestand", "register exported to a file"),
    "register.file_held": Label("bestand van een ander kantoor geopend", "file of another office opened"),
    "register.file_let_go": Label("bestand van een ander kantoor gewist", "file of another office erased"),
    "register.import_tried": Label("inlezen geprobeerd", "import tried"),
    "register.import_undone": Label("inlezen ongedaan gemaakt", "import undone"),
    "register.imported": Label("register ingelezen", "register imported"),
    "register.listed": Label("lijst van registraties bekeken", "list of registrations viewed"),
    "register.mapping_kept": Label("leeswijzer bewaard", "mapping kept"),
    "register.mapping_removed": Label("leeswijzer verwijderd", "mapping removed"),
    "register.narrative_read": Label("verhaal meegelezen", "narrative read along"),
    "register.person_recognised": Label(
        "persoon herkend in het register", "person recognised in the register"
    ),
    "register.proposals_taken": Label(
        "voorstellen uit een verhaal overgenomen", "proposals from a narrative taken over"
    ),
    "register.read": Label("registratie gelezen", "registration read"),
    "register.registered": Label("registratie opgeslagen", "registration saved"),
    "register.searched": Label("registratie opgezocht", "registration looked up"),
    "register.undo_asked": Label("terugnemen van een bestand gevraagd", "taking back a file asked for"),
    "register.undo_failed": Label(
        "bestand door een fout niet teruggenomen", "file not taken back because of a fault"
    ),
    "register.undo_read": Label("gelezen wat er van terugnemen kwam", "read what came of taking back a file"),
    "register.undo_refused": Label("bestand niet teruggenomen", "file not taken back"),
    "register.undo_withdrawn": Label(
        "vraag om een bestand terug te nemen ingetrokken", "request to take back a file withdrawn"
    ),
    "register.waiting_dropped": Label("van de nakijklijst gewist", "erased from the review list"),
    "register.words_answered": Label(
        "woorden van de nakijklijst beantwoord", "words of the review list answered"
    ),
    "register.words_shown": Label("woorden uit een bestand getoond", "words of a file shown"),
    "rights.erased": Label("verlopen gegevens gewist", "expired data erased"),
    "rights.erasure_asked": Label("gevraagd om te wissen", "erasure asked"),
    "rights.erasure_done": Label("gewist op verzoek", "erased on request"),
    "rights.hold_ended": Label("vasthouden beëindigd", "hold ended"),
    "rights.hold_sought": Label("iets om vast te houden niet gevonden", "something to hold was not found"),
    "rights.hold_placed": Label("gegevens vastgehouden", "hold placed"),
    "rights.hold_read": Label("één vasthouden bekeken", "one hold viewed"),
    "rights.hold_reviewed": Label("vasthouden beoordeeld", "hold reviewed"),
    "rights.holds_read": Label("vastgehouden gegevens bekeken", "holds viewed"),
    "rights.period_set": Label("bewaartermijn veranderd", "retention period changed"),
    "rights.plan_read": Label("bekeken wat verloopt", "what expires viewed"),
    "rights.proved": Label("wissen bewezen", "erasure proved"),
    "rights.run_asked": Label("gevraagd om te wissen wat verlopen is", "erasure run asked for"),
    "rights.run_finished": Label("ronde van het wissen klaar", "erasure run finished"),
    "rights.run_started": Label("ronde van het wissen begonnen", "erasure run started"),
    "rights.scrubbed": Label("resten uit de bestanden gehaald", "remains taken out of the files"),
    "rights.unreadable_erased": Label("onleesbare gegevens gewist", "unreadable data erased"),
    "statistics.edition_asked": Label("uitgave van een tabel gevraagd", "edition of a table asked for"),
    "statistics.edition_compared": Label(
        "uitgave naast de precieze aantallen gelegd", "edition held against the exact counts"
    ),
    "statistics.edition_declined": Label("uitgave teruggestuurd", "edition sent back"),
    "statistics.edition_made": Label("uitgave van een tabel gemaakt", "edition of a table made"),
    "statistics.edition_proposed": Label("uitgave voorgesteld", "edition proposed"),
    "statistics.edition_published": Label("uitgave gepubliceerd", "edition published"),
    "statistics.edition_refused": Label("gevraagde uitgave niet gemaakt", "edition asked for not made"),
    "statistics.edition_withdrawn": Label("uitgave teruggenomen", "edition taken back"),
    "statistics.publication_asked": Label(
        "gevraagd een publicatie te maken en voor te stellen", "asked to make and propose a publication"
    ),
    "statistics.publication_changed": Label(
        "concept van een publicatie veranderd", "draft of a publication changed"
    ),
    "statistics.publication_declined": Label("publicatie teruggestuurd", "publication sent back"),
    "statistics.publication_made": Label("publicatie begonnen", "publication begun"),
    "statistics.publication_not_made": Label(
        "voorgestelde publicatie niet gemaakt", "publication proposed not made"
    ),
    "statistics.publication_proposed": Label("publicatie voorgesteld", "publication proposed"),
    "statistics.publication_published": Label("publicatie openbaar gemaakt", "publication made public"),
    "statistics.publication_withdrawn": Label("publicatie teruggenomen", "publication taken back"),
    "statistics.export_checked": Label("uitvoer van cijfers nagegaan", "export of figures checked"),
    "statistics.exports_read": Label("uitgevoerde cijfers bekeken", "exports of figures viewed"),
    "statistics.fairness_asked": Label("gevraagd de regels te wegen", "asked for the rules to be weighed"),
    "statistics.fairness_read": Label("eerlijkheid van de regels bekeken", "fairness of the rules viewed"),
    "statistics.fairness_weighed": Label("regels gewogen op eerlijkheid", "rules weighed for fairness"),
    "statistics.provision_approved": Label(
        "tabel voor een partner goedgekeurd", "table for a partner approved"
    ),
    "statistics.provision_asked": Label(
        "gevraagd of een tabel naar een partner mag", "asked whether a table may go to a partner"
    ),
    "statistics.provision_declined": Label(
        "tabel voor een partner afgewezen", "table for a partner declined"
    ),
    "statistics.frames_read": Label("gecodeerde gegevens geteld", "coded data counted"),
    "statistics.question_asked": Label(
        "eigen vraag aan het register gesteld", "register asked a question of one's own"
    ),
    "statistics.programme_read": Label(
        "cijfers van het programma bekeken", "figures of the programme viewed"
    ),
    "statistics.table_read": Label("tabel met cijfers bekeken", "table of figures viewed"),
    "statistics.totals_read": Label("totalen bekeken", "totals viewed"),
    "triage.advertiser_read": Label("adverteerder bekeken", "advertiser viewed"),
    "triage.assessment_undone": Label("beoordeling teruggenomen", "assessment undone"),
    "triage.case_looked_up": Label("zaaknummer opgezocht", "case number looked up"),
    "triage.conclusions_counted": Label("uitkomsten van aanwijzingen geteld", "conclusions on leads counted"),
    "triage.draft_begun": Label("afweging begonnen", "assessment begun"),
    "triage.lead_assessed": Label("aanwijzing beoordeeld", "lead assessed"),
    "triage.lead_asked_again": Label("aanwijzing heropend", "lead reopened"),
    "triage.lead_handed": Label("aanwijzing overgedragen", "lead handed over"),
    "triage.lead_taken_back": Label("overgedragen aanwijzing teruggenomen", "handed lead taken back"),
    "triage.pace_chosen": Label("eigen tempo gekozen", "own pace chosen"),
    "triage.work_agreed": Label("afspraken over triage veranderd", "agreements on triage changed"),
    "triage.backup_called": Label("wie achter de dienst staat geroepen", "backup of the duty called"),
    "triage.difference_concluded": Label(
        "besloten waar twee beoordelingen verschilden", "decided where two assessments differed"
    ),
    "triage.second_look_answered": Label("als tweede, los van de eerste beoordeeld", "assessed second"),
    "triage.second_look_drawn": Label(
        "getrokken voor een tweede beoordeling", "drawn for a second assessment"
    ),
    "triage.second_look_lapsed": Label("tweede beoordeling verlopen", "second assessment lapsed"),
    "triage.shift_planned": Label("dienst voor spoed gepland", "shift for urgent leads planned"),
    "triage.shift_removed": Label("dienst voor spoed weggehaald", "shift for urgent leads removed"),
    "triage.package_read": Label("meldpakket bekeken", "report package viewed"),
    "triage.lead_claimed": Label("aanwijzing genomen", "lead claimed"),
    "triage.lead_opened": Label("aanwijzing geopend", "lead opened"),
    "triage.lead_read": Label("aanwijzing gelezen", "lead read"),
    "triage.lead_released": Label("aanwijzing teruggelegd", "lead released"),
    "triage.lead_reopened": Label("aanwijzing opnieuw voorgelegd", "lead asked again"),
    "triage.leads_placed": Label("aanwijzingen in de wachtrij gezet", "leads placed in the queue"),
    "triage.leads_read": Label("aanwijzingen bekeken", "leads viewed"),
    "triage.list_read": Label("wachtrij bekeken", "queue viewed"),
    "triage.hindsight_asked": Label(
        "gevraagd een bewezen zaak opnieuw te draaien", "asked for a proven case to be run again"
    ),
    "triage.hindsight_decided": Label(
        "beslist over het opnieuw draaien van een bewezen zaak", "decided on running a proven case again"
    ),
    "triage.hindsight_read": Label(
        "terugblik op een bewezen zaak gelezen", "hindsight review of a case read"
    ),
    "triage.hindsight_run": Label("bewezen zaak opnieuw gedraaid", "proven case run again"),
    "triage.hindsight_summed": Label(
        "terugblik op bewezen zaken samen bekeken", "hindsight over proven cases viewed"
    ),
    "triage.minority_told": Label(
        "vermoeden van minderjarigheid uit een gesprek op de spoedlijst gezet",
        "suspicion of minority from a conversation put on the urgent list",
    ),
    "triage.outcomes_asked": Label("uitvoer van uitkomsten aangevraagd", "export of outcomes asked for"),
    "triage.outcomes_decided": Label("over uitvoer van uitkomsten beslist", "export of outcomes decided on"),
    "triage.outcomes_read": Label("uitkomsten van beoordelingen gelezen", "outcomes of assessments read"),
    "triage.practised": Label("geoefend", "practised"),
    "triage.sample_set": Label("blinde steekproef ingesteld", "blind sample set"),
    "conversations.synthetic_cleared": Label(
        "verzonnen gesprekken weggehaald", "synthetic conversations cleared"
    ),
    "triage.synthetic_cleared": Label("verzonnen aanwijzingen weggehaald", "synthetic leads cleared"),
    "triage.team_read": Label("cijfers van het team bekeken", "figures of the team viewed"),
    "triage.urgent_looked": Label("dringende aanwijzing nagekeken", "urgent lead looked at"),
    "watch.alarm_looked_at": Label(
        "opgeschreven wat opviel op een platform", "noted what stood out on a platform"
    ),
    "watch.alarm_reopened": Label(
        "wat opviel opnieuw laten bekijken", "what stood out to be looked at again"
    ),
    "watch.alarms_raised": Label("gezien dat er iets opvalt in de markt", "seen that something stands out"),
    "watch.market_counted": Label("de markt per week geteld", "the market counted per week"),
    "watch.market_read": Label("de markt bekeken", "the market viewed"),
    "watch.campaign_closed": Label("zoekactie eerder gestopt", "search campaign ended early"),
    "watch.campaign_prepared": Label("zoekactie voorbereid", "search campaign prepared"),
    "watch.campaign_reported": Label(
        "verslag van een zoekactie vastgesteld", "report of a search campaign fixed"
    ),
    "watch.find_added": Label("vondst vastgelegd", "find added"),
    "watch.find_checked": Label("vondst nagekeken", "find checked"),
    "watch.find_read": Label("vondst gelezen", "find read"),
    "watch.finds_joined": Label("vondsten samengevoegd", "finds joined"),
    "watch.finds_read": Label("vondsten van een zoekactie bekeken", "finds of a search campaign viewed"),
    "watch.platform_proposed": Label("platform voorgesteld", "platform proposed"),
    "watch.platform_searched": Label("genoteerd waar gezocht is", "where was searched noted"),
    "watch.proposal_decided": Label(
        "over een voorgesteld platform beslist", "decision on a proposed platform"
    ),
    "watch.proposal_read": Label("voorgesteld platform bekeken", "proposed platform viewed"),
    "watch.proposals_read": Label("voorgestelde woorden bekeken", "proposed words viewed"),
    "watch.report_read": Label("verslag van een zoekactie bekeken", "report of a search campaign viewed"),
    "watch.rising_read": Label("opkomende woorden bekeken", "rising words viewed"),
    "watch.rising_stored": Label("opkomende woorden bepaald", "rising words worked out"),
    "watch.synthetic_cleared": Label(
        "verzonnen tellingen en zoekacties weggehaald", "synthetic counts cleared"
    ),
    "watch.word_decided": Label("over een voorgesteld woord beslist", "decision on a proposed word"),
    "watch.word_lists_read": Label("eigen woordenlijsten bekeken", "own word lists viewed"),
    "watch.word_proposed": Label("woord voorgesteld", "word proposed"),
    "watch.words_counted": Label("woorden van een week geteld", "words of a week counted"),
    "watch.words_read": Label("woord in zinnen bekeken", "word viewed in sentences"),
}

REASONS: dict[str, Label] = {
    "moderation at the door": Label("beoordelen aan de deur", "moderation at the door"),
    "administration": Label("beheer", "administration"),
    "a program of the organisation": Label(
        "een programma van de organisatie", "a program of the organisation"
    ),
    "keys of programs": Label("programmasleutels", "keys of programs"),
    "messages to programs": Label("berichten aan programma's", "messages to programs"),
    "a search campaign": Label("een zoekactie", "a search campaign"),
    "rising words": Label("opkomende woorden", "rising words"),
    "word lists": Label("eigen woordenlijsten", "own word lists"),
    "accompanying people": Label("mensen begeleiden", "accompanying people"),
    "reaching out": Label("iemand benaderen", "reaching out"),
    "rules of contact": Label("regels voor contact", "rules of contact"),
    "a message came in": Label("er kwam een bericht", "a message came in"),
    "job send_messages": Label("taak: berichten versturen", "job: sending messages"),
    "referring people": Label("mensen doorverwijzen", "referring people"),
    "reporting suspicions": Label("vermoedens melden", "reporting suspicions"),
    "the directory of help": Label("de gids van hulp", "the directory of help"),
    "the receiver's answer": Label("het antwoord van de ontvanger", "the receiver's answer"),
    "the dialogue with platforms": Label("het overleg met platforms", "the dialogue with platforms"),
    "audits of doors": Label("toetsen van voordeuren", "audits of doors"),
    "the catalogue of platforms": Label("de lijst van platforms", "the catalogue of platforms"),
    "notices to the platform": Label("meldingen bij het platform", "notices to the platform"),
    "a notice was given": Label("er kwam een melding", "a notice was given"),
    "counts of notices": Label("aantallen meldingen", "counts of notices"),
    "misuse of notices": Label("misbruik van meldingen", "misuse of notices"),
    "the notice desk": Label("het meldpunt", "the notice desk"),
    "the queue": Label("de wachtrij", "the queue"),
    "the urgent list": Label("de spoedlijst", "the urgent list"),
    "assessing leads": Label("aanwijzingen beoordelen", "assessing leads"),
    "what belongs together": Label("wat bij elkaar hoort", "what belongs together"),
    "a case number": Label("een zaaknummer", "a case number"),
    "own pace": Label("eigen tempo", "own pace"),
    "how leads are worked on": Label("afspraken over triage", "how leads are worked on"),
    "the rota for what is urgent": Label("het rooster voor spoed", "the rota for what is urgent"),
    "reporting what is urgent": Label("melden van wat dringend is", "reporting what is urgent"),
    "own decisions": Label("eigen beslissingen", "own decisions"),
    "practice": Label("oefenen", "practice"),
    "managing the organisation": Label("de organisatie beheren", "managing the organisation"),
    "a new organisation": Label("een nieuwe organisatie", "a new organisation"),
    "no reason given yet": Label("nog geen reden gegeven", "no reason given yet"),
    "daily work on the register": Label("dagelijks werk aan het register", "daily work on the register"),
    "figures": Label("cijfers bekijken", "looking at figures"),
    "editions of figures": Label("uitgaven van cijfers", "editions of figures"),
    "publications of figures": Label("publicaties van cijfers", "publications of figures"),
    "statements of reasons": Label("motiveringen", "statements of reasons"),
    "the transparency report": Label("het transparantieverslag", "the transparency report"),
    "how the team is doing": Label("hoe het team ervoor staat", "how the team is doing"),
    "oversight of exports": Label("toezicht op uitvoer", "oversight of exports"),
    "market watch": Label("de markt volgen", "watching the market"),
    "looking back at proven cases": Label("terugkijken op bewezen zaken", "looking back at proven cases"),
    "fairness of the rules": Label("eerlijkheid van de regels", "fairness of the rules"),
    "reading the rules": Label("de regels lezen", "reading the rules"),
    "changing the rules": Label("de regels veranderen", "changing the rules"),
    "sets a retention period": Label("een bewaartermijn veranderen", "changing a retention period"),
    "looks at what is held": Label("bekijken wat vastgehouden wordt", "looking at what is on hold"),
    "holds something": Label("iets vasthouden", "putting something on hold"),
    "lets go of what was held": Label("iets loslaten", "releasing what was on hold"),
    "own second factor": Label("eigen tweede stap", "own second step"),
    "signing in": Label("inloggen", "signing in"),
    "signing out": Label("uitloggen", "signing out"),
    "job extract": Label("taak: advertenties lezen", "job: reading adverts"),
    "job link": Label("taak: samenhang zoeken", "job: finding what belongs together"),
    "job count_words": Label(
        "taak: woorden tellen die meer gebruikt worden", "job: counting words that are used more"
    ),
    "job indicate": Label("taak: aanwijzingen zoeken", "job: finding leads"),
    "job try_rules": Label(
        "taak: nagaan wat voorgestelde regels veranderen", "job: seeing what proposed rules would change"
    ),
    "job run_hindsight": Label("taak: bewezen zaken opnieuw draaien", "job: running proven cases again"),
    "job seal": Label("taak: logboek verzegelen", "job: sealing the log"),
    "job verify_log": Label("taak: logboek nagaan", "job: checking the log"),
}
"""The fixed reasons of pages and jobs; what people and commands gave as a reason stands as they gave it."""


def reason_words(reason: str) -> Label:
    """The words of a fixed reason, and what it was about as it stands; any other as it was given."""
    fixed, mark, about = reason.partition(": ")
    if fixed not in REASONS:
        return Label(reason, reason)
    return Label(f"{REASONS[fixed].nl}{mark}{about}", f"{REASONS[fixed].en}{mark}{about}")


def action_words(code: str) -> Label:
    """The words of an action; the code itself for one that the table does not know (any more)."""
    return ACTIONS.get(code, Label(code, code))


def actions_in(group: str) -> tuple[str, ...]:
    """The codes of the actions in one group, in their order."""
    return tuple(code for code in ACTIONS if code.startswith(f"{group}."))
