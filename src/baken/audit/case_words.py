"""What the log calls what is done with cases: part of the table of words."""

from baken.vocabulary.code_list import Label

OF_CASES: dict[str, Label] = {
    "cases.begun": Label("begeleiding begonnen", "case begun"),
    "cases.closed": Label("begeleiding afgesloten", "case closed"),
    "cases.document_made": Label("document voor de persoon gemaakt", "document for the person made"),
    "cases.event_removed": Label("iets uit het verhaal weggehaald", "something taken out of the story"),
    "cases.event_told": Label("iets aan het verhaal toegevoegd", "something added to the story"),
    "cases.joined": Label("collega op een begeleiding gezet", "colleague put on a case"),
    "cases.left": Label("collega van een begeleiding gehaald", "colleague taken off a case"),
    "cases.look_asked": Label(
        "tweede persoon over een begeleiding gevraagd", "second person asked about a case"
    ),
    "cases.look_decided": Label(
        "als tweede persoon over een begeleiding beslist", "decided on a case as a second person"
    ),
    "cases.look_read": Label(
        "gelezen wat een tweede persoon over een begeleiding beslist", "what a second person decides read"
    ),
    "cases.meldcode_concluded": Label("meldcode besloten", "reporting code concluded"),
    "cases.meldcode_read": Label("stappen van de meldcode bekeken", "steps of the reporting code viewed"),
    "cases.meldcode_written": Label(
        "stap van de meldcode opgeschreven", "step of the reporting code written"
    ),
    "cases.note_written": Label("aantekening bij een begeleiding", "note with a case"),
    "cases.party_added": Label(
        "betrokken organisatie opgeschreven", "organisation involved with a case written down"
    ),
    "cases.party_removed": Label("betrokken organisatie weggehaald", "organisation involved taken away"),
    "cases.party_stopped": Label(
        "betrokken organisatie kan niet verder helpen", "organisation involved can't help any more"
    ),
    "cases.paused": Label("begeleiding stilgezet", "case paused"),
    "cases.plan_chosen": Label("stap van het veiligheidsplan gekozen", "step of the safety plan chosen"),
    "cases.plan_read": Label("veiligheidsplan bekeken", "safety plan viewed"),
    "cases.read": Label("begeleiding bekeken", "case viewed"),
    "cases.reopened": Label("begeleiding heropend", "case reopened"),
    "cases.resumed": Label("begeleiding weer opgepakt", "case taken up again"),
    "cases.said_noted": Label(
        "opgeschreven wat iemand over de begeleiding zei",
        "what somebody said of being accompanied written down",
    ),
    "cases.said_taken_back": Label(
        "teruggenomen wat iemand over de begeleiding zei",
        "what somebody said of being accompanied taken back",
    ),
    "cases.said_talked_over": Label(
        "besproken wat iemand over de begeleiding zei", "what somebody said of being accompanied talked over"
    ),
    "cases.task_agreed": Label("afspraak bij een begeleiding gemaakt", "step with a case agreed on"),
    "cases.task_settled": Label(
        "afspraak bij een begeleiding afgehandeld", "agreed step with a case settled"
    ),
    "cases.timeline_read": Label("verhaal van de persoon bekeken", "story of the person viewed"),
    "cases.words_changed": Label("naam of wensen veranderd", "name or wishes changed"),
    "cases.yes_recorded": Label("ja van de persoon vastgelegd", "yes of the person recorded"),
    "cases.yes_taken_back": Label("ja teruggenomen, woorden gewist", "yes taken back, words erased"),
}
