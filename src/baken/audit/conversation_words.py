"""What the log calls what happens in conversations and in reaching out."""

from baken.vocabulary.code_list import Label

OF_CONVERSATIONS: dict[str, Label] = {
    "conversations.alarm_answered": Label("alarm beantwoord", "alarm answered"),
    "conversations.alarm_raised": Label("alarm gegeven", "alarm raised"),
    "conversations.begun": Label("gesprek begonnen", "conversation begun"),
    "conversations.check_word_tried": Label("controlewoord gevraagd", "check word asked"),
    "conversations.closed": Label("gesprek gesloten", "conversation closed"),
    "conversations.complaint_noted": Label("klacht opgeschreven", "complaint written down"),
    "conversations.contact_read": Label("contactgegeven bekeken", "contact detail viewed"),
    "conversations.control_suspected": Label(
        "opgeschreven dat misschien iemand meeleest", "noted that somebody may be reading along"
    ),
    "conversations.doubt_decided": Label(
        "besloten dat iets geen stop was", "decided that something was no stop"
    ),
    "conversations.ground_asked": Label(
        "grond om mensen te benaderen gevraagd", "ground to approach people asked for"
    ),
    "conversations.ground_decided": Label(
        "beslist over een grond om mensen te benaderen", "decided on a ground to approach people"
    ),
    "conversations.ground_withdrawn": Label(
        "grond om mensen te benaderen ingetrokken", "ground to approach people withdrawn"
    ),
    "conversations.handed": Label("gesprek overgedragen", "conversation handed over"),
    "conversations.joined": Label("meegekomen in een gesprek", "joined a conversation"),
    "conversations.left": Label("weggegaan uit een gesprek", "left a conversation"),
    "conversations.list_read": Label("gesprekken bekeken", "conversations viewed"),
    "conversations.message_approved": Label("bericht goedgekeurd", "message approved"),
    "conversations.message_dropped": Label("bericht teruggehaald", "message taken back"),
    "conversations.message_going": Label(
        "bericht aangeboden aan het kanaal", "message handed to its channel"
    ),
    "conversations.message_held": Label("bericht tegengehouden door de regels", "message held by the rules"),
    "conversations.message_not_sent": Label("bericht niet verstuurd", "message not sent"),
    "conversations.message_received": Label("bericht ontvangen", "message received"),
    "conversations.message_second": Label(
        "als tweede over een bericht beslist", "decided on a message as a second person"
    ),
    "conversations.message_sent": Label("bericht verstuurd", "message sent"),
    "conversations.message_settled": Label("gezegd of een bericht ging", "said whether a message went"),
    "conversations.message_told": Label(
        "gehoord wat er van een bericht werd", "told what became of a message"
    ),
    "conversations.message_unknown": Label(
        "niet bekend of een bericht ging", "not known whether a message went"
    ),
    "conversations.minority_suspected": Label(
        "opgeschreven dat iemand misschien minderjarig is", "noted that somebody may be a minor"
    ),
    "conversations.not_understood": Label(
        "een aanbieder vertelde iets dat niet te lezen is", "a provider told something that can't be read"
    ),
    "conversations.note_written": Label(
        "notitie bij een gesprek geschreven", "note on a conversation written"
    ),
    "conversations.paused": Label("gesprek gepauzeerd", "conversation paused"),
    "conversations.read": Label("gesprek gelezen", "conversation read"),
    "conversations.reopened": Label("gesprek weer geopend", "conversation opened again"),
    "conversations.resumed": Label("gesprek verder gegaan", "conversation resumed"),
    "conversations.rules_asked": Label("regels voor contact gevraagd", "rules of contact asked for"),
    "conversations.rules_decided": Label("beslist over regels voor contact", "decided on rules of contact"),
    "conversations.rules_taken_back": Label(
        "gevraagde regels voor contact teruggenomen", "asked rules of contact taken back"
    ),
    "conversations.rules_set": Label("regels voor contact ingesteld", "rules of contact set"),
    "conversations.safe_contact_agreed": Label("veilig contact afgesproken", "safe contact agreed"),
    "conversations.said_noted": Label(
        "opgeschreven wat iemand over het contact zei", "what somebody said of the contact written down"
    ),
    "conversations.said_taken_back": Label(
        "teruggenomen wat iemand over het contact zei", "what somebody said of the contact taken back"
    ),
    "conversations.said_talked_over": Label(
        "besproken wat iemand over het contact zei", "what somebody said of the contact talked over"
    ),
    "conversations.stopped": Label("berichten aan iemand gestopt", "messages to somebody stopped"),
    "conversations.taken": Label("gesprek genomen", "conversation taken"),
    "conversations.template_decided": Label("beslist over een sjabloon", "decided on a template"),
    "conversations.template_taken_back": Label("sjabloon teruggenomen", "template taken back"),
    "conversations.template_withdrawn": Label("sjabloon ingetrokken", "template withdrawn"),
    "conversations.template_written": Label("sjabloon geschreven", "template written"),
    "outreach.begun": Label("begonnen iemand te benaderen", "began to approach somebody"),
    "outreach.contacts_read": Label("bekeken wie te bereiken is", "viewed who can be reached"),
}
