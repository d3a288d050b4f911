"""Talking with people: over which channel, on which ground somebody is approached first, how a message and a
conversation stand, and why a message may not go."""

from baken.vocabulary.code_list import CodeList, Label, member

MessageChannel = CodeList(
    name="MessageChannel",
    label=Label("Kanaal", "Channel"),
    source="Baken",
    members=(
        member("whatsapp", "WhatsApp", "WhatsApp"),
        member("sms", "sms", "text message"),
        member("email", "e-mail", "e-mail"),
    ),
)

ContactGroundKind = CodeList(
    name="ContactGroundKind",
    label=Label("Grond om iemand te benaderen", "Ground to approach somebody"),
    source="Telecommunicatiewet 11.7; AVG 6",
    members=(
        member("prior_consent", "toestemming vooraf", "prior consent"),
        member("vital_interest", "vitaal belang", "vital interest"),
        member("public_task", "taak van algemeen belang", "task in the public interest"),
        member("legitimate_interest", "gerechtvaardigd belang", "legitimate interest"),
    ),
)

AskedState = CodeList(
    name="AskedState",
    label=Label("Stand van wat een tweede persoon beslist", "State of what a second person decides"),
    source="Baken",
    members=(
        member("asked", "gevraagd", "asked"),
        member("approved", "goedgekeurd", "approved"),
        member("declined", "afgekeurd", "declined"),
        member("withdrawn", "ingetrokken", "withdrawn"),
    ),
)

ConversationState = CodeList(
    name="ConversationState",
    label=Label("Stand van een gesprek", "State of a conversation"),
    source="Baken",
    members=(
        member("open", "open", "open"),
        member("paused", "gepauzeerd", "paused"),
        member("closed", "gesloten", "closed"),
    ),
)

ConversationStart = CodeList(
    name="ConversationStart",
    label=Label("Wie het gesprek begon", "Who began the conversation"),
    source="Baken",
    members=(
        member("us", "wij", "we did"),
        member("them", "de ander", "the other person"),
    ),
)

ConversationStepKind = CodeList(
    name="ConversationStepKind",
    label=Label("Wat er in een gesprek gebeurde", "What happened in a conversation"),
    source="Baken",
    members=(
        member("begun", "begonnen", "begun"),
        member("taken", "genomen", "taken"),
        member("handed", "overgedragen", "handed over"),
        member("joined", "meegekomen", "joined"),
        member("left", "weer weg", "left"),
        member("paused", "gepauzeerd", "paused"),
        member("resumed", "verder gegaan", "resumed"),
        member("closed", "gesloten", "closed"),
        member("reopened", "weer geopend", "opened again"),
        member("stopped", "stop gezet", "stopped"),
        member("stop_doubted", "misschien een stop", "perhaps a stop"),
        member("no_stop", "geen stop", "no stop"),
        member("complained", "klacht opgeschreven", "complaint written down"),
        member("agreed", "veilig contact afgesproken", "safe contact agreed"),
        member("control_suspected", "misschien leest iemand mee", "somebody may be reading along"),
        member("minority_suspected", "misschien minderjarig", "perhaps a minor"),
        member("note", "notitie", "note"),
    ),
)

MessageKind = CodeList(
    name="MessageKind",
    label=Label("Soort bericht", "Kind of message"),
    source="Baken",
    members=(
        member("opening", "eerste bericht", "opening", group="ours"),
        member("follow_up", "herinnering", "follow-up", group="ours"),
        member("reply", "antwoord", "reply", group="ours"),
        member("text", "tekst", "text", group="theirs"),
        member("media", "iemand stuurde een afbeelding", "somebody sent a picture", group="theirs"),
        member("unreadable", "niet te lezen", "can't be read", group="theirs"),
    ),
)

MessageState = CodeList(
    name="MessageState",
    label=Label("Stand van een bericht", "State of a message"),
    source="Baken",
    members=(
        member("second", "wacht op een tweede persoon", "waits for a second person"),
        member("waiting", "klaar om te gaan", "ready to go"),
        member("sending", "gaat nu", "going now"),
        member("sent", "verstuurd", "sent"),
        member("delivered", "aangekomen", "delivered"),
        member("read", "gelezen", "read"),
        member("unknown", "niet bekend of het ging", "not known whether it went"),
        member("failed", "niet verstuurd", "not sent"),
        member("refused", "mocht niet gaan", "was not allowed to go"),
        member("dropped", "teruggehaald", "taken back"),
        member("received", "ontvangen", "received"),
    ),
)

NotAllowed = CodeList(
    name="NotAllowed",
    label=Label("Waarom een bericht niet mag gaan", "Why a message may not go"),
    source="Baken, rules 2, 3 and 6 to 8",
    members=(
        member("closed", "het gesprek is gesloten", "the conversation is closed"),
        member("paused", "het gesprek is gepauzeerd", "the conversation is paused"),
        member(
            "no_ground", "er is geen grond om iemand te benaderen", "there is no ground to approach anybody"
        ),
        member("not_approved", "niemand keurde deze tekst goed", "nobody approved this text"),
        member("approval_old", "de goedkeuring is te oud", "the approval is too old"),
        member(
            "no_lead",
            "niemand vindt nu dat contact zoeken goed is",
            "nobody decided that reaching out is worth it",
        ),
        member("no_template", "de tekst is geen nagekeken sjabloon", "the text is no reviewed template"),
        member("nobody_wrote", "niemand schreef ons", "nobody wrote to us"),
        member(
            "their_turn",
            "er gingen al drie berichten zonder antwoord",
            "three messages went without an answer",
        ),
        member(
            "window_closed", "de ander schreef langer dan een dag geleden", "they wrote more than a day ago"
        ),
        member("suppressed", "deze persoon wil geen berichten", "this person wants no messages"),
        member("stop_in_doubt", "misschien vroeg iemand om te stoppen", "somebody perhaps asked to stop"),
        member("they_began", "de ander begon dit gesprek", "they began this conversation"),
        member("opened_before", "er ging al een eerste bericht", "an opening went before"),
        member("no_opening", "er ging nog geen eerste bericht", "no opening went yet"),
        member("too_soon", "de herinnering is te vroeg", "the follow-up is too early"),
        member("never_again", "er ging al een herinnering", "a follow-up went before"),
        member("answered", "de ander antwoordde al", "they answered already"),
        member("advert_too_old", "de advertentie is te oud", "the advert is too old"),
        member("minority", "er is een vermoeden van minderjarigheid", "there is a suspicion of minority"),
        member("supervisor_needed", "eerst komt een begeleider mee", "a supervisor joins first"),
        member("threat", "er is gedreigd", "there was a threat"),
        member("second_needed", "een tweede persoon beslist mee", "a second person decides too"),
        member("other_channel", "de ander koos een ander kanaal", "they chose another channel"),
        member(
            "preferences_over", "veilig contact moet opnieuw gevraagd", "safe contact must be asked again"
        ),
        member("check_word", "het controlewoord is nog niet gevraagd", "the check word was not asked yet"),
        member("quiet_hours", "het zijn stille uren", "these are quiet hours"),
        member("safe_hours", "het is nu niet veilig voor de ander", "now is not safe for them"),
    ),
)

PhoneHolder = CodeList(
    name="PhoneHolder",
    label=Label("Wie de telefoon heeft", "Who holds the phone"),
    source="Baken",
    members=(
        member("self", "de persoon zelf", "the person"),
        member("shared", "gedeeld", "shared"),
        member("controlled", "een ander", "somebody else"),
        member("unknown", "niet bekend", "not known"),
    ),
)

SafetyAlarmKind = CodeList(
    name="SafetyAlarmKind",
    label=Label("Soort alarm", "Kind of alarm"),
    source="Baken",
    members=(
        member("threat", "dreiging", "threat"),
        member("perhaps_threat", "misschien dreiging", "perhaps a threat"),
        member("minority", "misschien minderjarig", "perhaps a minor"),
        member("changed_voice", "misschien schrijft een ander", "somebody else may be writing"),
    ),
)

TextFault = CodeList(
    name="TextFault",
    label=Label("Wat er aan een tekst schort", "What is wrong with a text"),
    source="Baken, rule 7",
    members=(
        member(
            "forbidden_word",
            "een woord dat kan schaden wie meeleest",
            "a word that can harm if somebody reads along",
        ),
        member(
            "threat",
            "een woord dat als dreiging of plicht klinkt",
            "a word that sounds like a threat or a duty",
        ),
        member("promise", "een belofte", "a promise"),
        member("money", "iets over geld", "something about money"),
        member("link", "een andere link dan de neutrale pagina", "a link other than the neutral page"),
        member("contact", "een nummer, adres of naam van een account", "a number, address or account name"),
        member("advert", "een verwijzing naar een advertentie", "a reference to an advert"),
        member("place", "een plek om zelf iets in te vullen", "a place to fill something in"),
        member("too_long", "te lang", "too long"),
        member("empty", "leeg", "empty"),
    ),
)
