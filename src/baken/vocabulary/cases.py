"""What is done for one person who wants it: how it began, the steps of the reporting code, the plan for
digital safety."""

from baken.vocabulary.code_list import CodeList, Label, member

CaseGround = CodeList(
    name="CaseGround",
    label=Label("Waarop een begeleiding begint", "On what a case begins"),
    source="Baken; the law named beside each",
    members=(
        member("yes", "de persoon zei ja", "the person said yes"),
        member(
            "danger",
            "levensgevaar, en de persoon kan nu geen ja zeggen",
            "danger to life, and the person can't say yes now",
            (
                "AVG artikel 6 lid 1 onder d en artikel 9 lid 2 onder c. Eén persoon begint meteen; een "
                "tweede kijkt binnen 24 uur na.",
                "GDPR articles 6(1)(d) and 9(2)(c). One person begins at once; a second reviews within 24 "
                "hours.",
            ),
        ),
        member(
            "reporting_code",
            "de stappen van de meldcode, zonder ja",
            "the steps of the reporting code, without a yes",
            (
                "Wmo 2015 artikel 5.2.6: wie beroepshalve een vermoeden heeft. Een tweede persoon beslist "
                "eerst.",
                "Wmo 2015 article 5.2.6: whoever has a suspicion by profession. A second person decides "
                "first.",
            ),
        ),
    ),
)

CaseState = CodeList(
    name="CaseState",
    label=Label("Stand van een begeleiding", "State of a case"),
    source="Baken",
    members=(
        member("waiting", "wacht op een tweede persoon", "waits for a second person"),
        member("open", "loopt", "open"),
        member("paused", "staat stil", "paused"),
        member("closed", "afgesloten", "closed"),
        member("ended", "gestopt, woorden gewist", "ended, words erased"),
    ),
)

CaseEventKind = CodeList(
    name="CaseEventKind",
    label=Label("Wat er met een begeleiding gebeurde", "What happened to a case"),
    source="Baken",
    members=(
        member("begun", "begonnen", "begun"),
        member("asked", "gevraagd aan een tweede persoon", "asked of a second person"),
        member("approved", "een tweede persoon ging akkoord", "a second person agreed"),
        member("declined", "een tweede persoon ging niet akkoord", "a second person did not agree"),
        member("said_yes", "de persoon zei ja", "the person said yes"),
        member("note", "aantekening", "note"),
        member("paused", "stilgezet", "paused"),
        member("resumed", "weer verder", "resumed"),
        member("closed", "afgesloten", "closed"),
        member("reopened", "heropend", "reopened"),
        member("yes_back", "de persoon nam het ja terug", "the person took the yes back"),
        member("joined", "iemand kwam erbij", "somebody joined"),
        member("left", "iemand ging eraf", "somebody left"),
    ),
)

CaseClosure = CodeList(
    name="CaseClosure",
    label=Label("Waarom een begeleiding is afgesloten", "Why a case was closed"),
    source="Baken",
    members=(
        member("wishes_met", "gedaan wat de persoon wilde", "done what the person wanted"),
        member("handed_over", "anderen begeleiden verder", "others accompany further"),
        member("own_choice", "de persoon wil niet verder", "the person does not want to go on"),
        member("no_contact", "geen contact meer", "no contact any more"),
        member("moved", "de persoon is verhuisd", "the person moved"),
        member("other", "anders", "other"),
    ),
)

CaseQuestion = CodeList(
    name="CaseQuestion",
    label=Label("Waarover een tweede persoon bij een begeleiding beslist", "What a second person decides on"),
    source="Baken; rule 2 of the project",
    members=(
        member("ground", "beginnen zonder ja", "beginning without a yes"),
        member(
            "danger", "nakijken wat bij levensgevaar is begonnen", "reviewing what began in danger to life"
        ),
        member("report", "melden of niet melden, zonder ja", "reporting or not, without a yes"),
    ),
)

TaskState = CodeList(
    name="TaskState",
    label=Label("Stand van een afspraak", "State of an agreed step"),
    source="Baken",
    members=(
        member("open", "te doen", "to do"),
        member("done", "gedaan", "done"),
        member("dropped", "niet meer nodig", "not needed any more"),
    ),
)

TaskDoer = CodeList(
    name="TaskDoer",
    label=Label("Wie een afspraak doet", "Who does an agreed step"),
    source="Baken",
    members=(
        member("person", "de persoon zelf", "the person"),
        member("we", "wij", "we"),
        member("together", "samen", "together"),
        member("other", "iemand anders", "somebody else"),
    ),
)

PartyRole = CodeList(
    name="PartyRole",
    label=Label("Wat een betrokken organisatie doet", "What an organisation involved does"),
    source="Baken",
    members=(
        member("guidance", "begeleiding", "guidance"),
        member("shelter", "opvang", "shelter"),
        member("health", "gezondheid", "health"),
        member("legal", "juridische hulp", "legal help"),
        member("police", "politie", "police"),
        member("municipality", "gemeente", "municipality"),
        member("work_or_school", "werk of school", "work or school"),
        member("other", "anders", "other"),
    ),
)

MeldcodeStep = CodeList(
    name="MeldcodeStep",
    label=Label("Stap van de meldcode", "Step of the reporting code"),
    source="Wet verplichte meldcode huiselijk geweld en kindermishandeling: the five steps",
    members=(
        member("signals", "signalen in kaart brengen", "mapping the signals"),
        member(
            "consult",
            "overleggen met een collega en zo nodig Veilig Thuis",
            "consulting a colleague and Veilig Thuis where needed",
        ),
        member("talk", "praten met de persoon", "talking with the person"),
        member("weigh", "wegen hoe ernstig het is", "weighing how serious it is"),
        member("decide", "beslissen over melden en hulp", "deciding on reporting and help"),
    ),
)

MeldcodeOutcome = CodeList(
    name="MeldcodeOutcome",
    label=Label("Uitkomst van de meldcode", "Outcome of the reporting code"),
    source="Baken",
    members=(
        member("report", "melden", "report"),
        member("no_report", "niet melden, wel hulp", "not report, but help"),
    ),
)

NoticedBy = CodeList(
    name="NoticedBy",
    label=Label("Kan de ander het merken", "Whether the other can notice"),
    source="Baken",
    members=(
        member("no", "nee", "no"),
        member("yes", "ja", "yes"),
        member("unknown", "weet ik niet", "I don't know"),
    ),
)

PlanChoice = CodeList(
    name="PlanChoice",
    label=Label("Wat iemand met een stap van het plan doet", "What somebody does with a step of the plan"),
    source="Baken",
    members=(
        member("chosen", "dit wil ik doen", "I want to do this"),
        member("done", "gedaan", "done"),
        member("later", "later", "later"),
        member("not_wanted", "dit wil ik niet", "I don't want this"),
    ),
)
