"""The families of verbs that say which role a platform played, each listed by its infinitives.

Most are what a thesaurus has under the matter; some were added where an invented narrative lacked them.
"""

from baken.extraction.narratives.clauses_told import word_set
from baken.extraction.narratives.verb_forms import Apart, dutch_forms, english_forms

VERBS: dict[str, tuple[str, str]] = {
    "recruit": (
        "werven aan|werven benaderen ronselen rekruteren scouten strikken lokken mee|lokken over|halen "
        "overreden aan|spreken aan|schrijven in|lijven aan|klampen verleiden paaien "
        "mee|tronen bepraten om|praten polsen",
        "recruit approach scout lure entice coax persuade headhunt befriend groom snare tempt ensnare "
        "entrapp cajole inveigle enlist poach "
        "reach|out sound|out talk|into sign|up",
    ),
    "pose": ("voor|doen", "pose pretend impersonate"),
    "advertise": (
        "adverteren annonceren aan|prijzen herplaatsen vernieuwen",
        "advertise relist repost renew",
    ),
    "place": (
        "plaatsen zetten publiceren uploaden opstellen aan|melden in|schrijven op|zetten neer|zetten",
        "place post publish upload list register put",
    ),
    "relation": (
        "in|palmen vleien versieren charmeren flirten aan|pappen troosten",
        "charm flatter woo flirt romance confide bond",
    ),
    "spread": (
        "verspreiden delen rond|sturen door|sturen rond|gaan publiceren lekken uploaden circuleren openbaren "
        "rond|delen verzenden door|zetten terecht|komen op|duiken",
        "spread share circulate leak distribute publish upload forward post repost expose "
        "surface pass|around pass|round send|round",
    ),
    "control": (
        "bewaken mee|kijken mee|lezen instrueren dicteren aan|sturen bevelen op|dragen "
        "bespieden afluisteren verantwoorden coachen traceren in|loggen",
        "control monitor watch track instruct dictate oversee supervise surveil coach spy micromanage",
    ),
    "checks": ("controleren", "check"),
    "demand": (
        "eisen dwingen verplichten bevelen gebieden sommeren",
        "demand force require oblige coerce insist compel",
    ),
    "pay": ("betalen over|maken af|rekenen", "pay transfer"),
    "move_money": (
        "storten over|boeken af|dragen af|staan in|nemen op|eisen op|vragen op|strijken wegsluizen "
        "door|boeken door|sluizen af|geven ontvangen terug|betalen verrekenen sturen over|maken",
        "deposit wire remit collect send forward receive claim demand settle split take transfer",
    ),
    "threat": (
        "bedreigen dreigen chanteren afpersen intimideren",
        "threaten blackmail extort intimidate menace",
    ),
    "harass": (
        "lastig|vallen bestoken stalken treiteren terroriseren",
        "harass stalk hound pester torment bully",
    ),
    "book": (
        "boeken huren in|huren af|huren reserveren bestellen kopen regelen vast|leggen bespreken",
        "book rent hire reserve order buy arrange organise organize",
    ),
    "fetch": (
        "op|halen af|halen weg|brengen vervoeren af|zetten brengen rijden rond|rijden",
        "drive fetch transport collect chauffeur ferry pick|up drop|off",
    ),
    "stay": ("verblijven logeren overnachten", "stay lodge"),
    "plan": (
        "voor|stellen plannen in|plannen bevestigen beantwoorden regelen coördineren vast|leggen af|spreken "
        "verzetten af|stemmen onderhandelen",
        "schedule plan confirm coordinate answer reply arrange handle negotiate introduce",
    ),
    "bring_in": (
        "werven trekken aan|trekken lokken leveren op|leveren binnen|halen genereren binnen|komen winnen "
        "aan|leveren toe|leiden",
        "attract draw bring find gain win source generate obtain pull lure secure",
    ),
    "meet_up": ("af|spreken", ""),
    "search": ("zoeken door|zoeken na|zoeken controleren bekijken", "search check query scan browse"),
    "saw": ("vinden aan|treffen terug|vinden zien op|leveren", "find see yield show turn produce"),
    "begin": ("beginnen starten ontstaan", "begin start"),
    "talk": ("praten chatten kletsen bellen videobellen corresponderen", "talk chat correspond"),
    "go_on": ("verder|gaan over|stappen door|gaan", "continue move switch"),
}
"""Family to its (Dutch, English) infinitives."""

FORMS: dict[str, frozenset[str]] = {}
"""A word to the families it is a form of."""
APART: dict[str, dict[str, frozenset[str]]] = {}
"""A form to the particle that may follow it in its clause ("sprak", "aan"), to the families of the two."""


_NOUNS = word_set("huur rent order plan field stay watch track coach claim share post control")
"""Forms that are as often a noun that tells nothing ("the rent", "a plan")."""


def _gather() -> None:
    for family, (dutch, english) in VERBS.items():
        for verb in dutch.split():
            for form in dutch_forms(verb):
                if isinstance(form, Apart):
                    rows = APART.setdefault(form.form, {})
                    rows[form.particle] = rows.get(form.particle, frozenset()) | {family}
                elif form not in _NOUNS:
                    FORMS[form] = FORMS.get(form, frozenset()) | {family}
        for verb in english.split():
            base, _, particle = verb.partition("|")
            for form in frozenset(english_forms(base)):
                if particle:
                    rows = APART.setdefault(form, {})
                    rows[particle] = rows.get(particle, frozenset()) | {family}
                elif form not in _NOUNS:
                    FORMS[form] = FORMS.get(form, frozenset()) | {family}


_gather()
