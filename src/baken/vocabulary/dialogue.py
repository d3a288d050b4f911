"""The dialogue with platforms: what is raised with one, how, and what came of it."""

from baken.vocabulary.code_list import CodeList, Label, member

DialogueSubject = CodeList(
    name="DialogueSubject",
    label=Label("Waarover een punt gaat", "What a point is about"),
    source="Baken; what the door-policy study and reports of trade in accounts found",
    members=(
        member("age_checks", "leeftijd aan de deur", "age checks at the door"),
        member("notice_unanswered", "een melding zonder antwoord", "a notice that was not answered"),
        member("advert_stayed", "een advertentie die bleef staan", "an advert that stayed"),
        member("accounts_change_hands", "accounts die van hand wisselen", "accounts that change hands"),
        member("information_to_police", "gegevens aan de politie", "information to the police"),
        member("site_design", "hoe de site gemaakt is", "how the site is made"),
        member("other", "anders", "other"),
    ),
)

DialogueWay = CodeList(
    name="DialogueWay",
    label=Label("Hoe iets is gezegd", "How something was said"),
    source="Baken",
    members=(
        member("meeting", "bijeenkomst", "meeting"),
        member("letter", "brief", "letter"),
        member("mail", "e-mail", "e-mail"),
        member("call", "telefoon of videogesprek", "phone or video call"),
        member("notice", "melding via de site", "notice through the site"),
    ),
)

DialogueState = CodeList(
    name="DialogueState",
    label=Label("Stand van een punt", "State of a point"),
    source="Baken",
    members=(
        member("raised", "aan de orde gesteld", "raised"),
        member("answered", "beantwoord", "answered"),
        member("agreed", "afgesproken", "agreed"),
        member("refused", "geweigerd", "refused"),
        member("done", "afgerond", "done"),
        member("dropped", "losgelaten", "dropped"),
    ),
)

DialogueStepKind = CodeList(
    name="DialogueStepKind",
    label=Label("Wat er met een punt gebeurde", "What happened to a point"),
    source="Baken",
    members=(
        member("raised", "aan de orde gesteld", "raised"),
        member("answered", "het platform antwoordde", "the platform answered"),
        member("agreed", "er is iets afgesproken", "something was agreed on"),
        member("refused", "het platform weigerde", "the platform refused"),
        member("noted", "besproken, nog geen uitkomst", "discussed, no outcome yet"),
        member("done", "afgerond", "done"),
        member("dropped", "losgelaten", "dropped"),
        member("reopened", "weer opgepakt", "taken up again"),
        member("corrected", "verbeterd", "corrected"),
        member("taken_back", "teruggenomen", "taken back"),
    ),
)

DialogueTurn = CodeList(
    name="DialogueTurn",
    label=Label("Wie aan zet is", "Whose turn it is"),
    source="Baken",
    members=(
        member("overdue", "het platform: te laat", "the platform: overdue"),
        member("ours", "wij", "us"),
        member("theirs", "het platform", "the platform"),
        member("nobody", "niemand meer", "nobody any more"),
    ),
)

AgendaGroup = CodeList(
    name="AgendaGroup",
    label=Label("Waarom een punt op de agenda staat", "Why a point is on the agenda"),
    source="Baken",
    members=(
        member("overdue", "Afgesproken en te laat", "Agreed on and overdue"),
        member("due", "Afgesproken voor deze dag", "Agreed on for this day"),
        member("ours", "Wij zijn aan zet", "Our turn"),
        member("waiting", "Nog zonder antwoord", "Not answered yet"),
        member("later", "Afgesproken voor later", "Agreed on for later"),
        member("new", "In de bijeenkomst aan de orde gesteld", "Raised in the meeting"),
    ),
)

DialogueMeetingState = CodeList(
    name="DialogueMeetingState",
    label=Label("Stand van een bijeenkomst", "State of a meeting"),
    source="Baken",
    members=(
        member("planned", "gepland", "planned"),
        member("held", "gehouden", "held"),
        member("cancelled", "gaat niet door", "cancelled"),
    ),
)

DialogueMeetingStepKind = CodeList(
    name="DialogueMeetingStepKind",
    label=Label("Wat er met een bijeenkomst gebeurde", "What happened to a meeting"),
    source="Baken",
    members=(
        member("planned", "gepland", "planned"),
        member("moved", "veranderd", "changed"),
        member("held", "gehouden, het verslag is af", "held, the minutes are complete"),
        member("cancelled", "gaat niet door", "cancelled"),
        member("reopened", "verslag weer open", "minutes open again"),
    ),
)
