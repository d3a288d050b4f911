"""What a heading or a word could mean, by the names that the register has for things and by what offices
call them. A proposal is shown as one: a person takes it or not."""

from collections.abc import Iterable, Mapping
from functools import cache

from baken.platforms.catalogue import PlatformIndex, folded
from baken.register.building import NO_NAMES
from baken.register.mapped.mapping import NAMING_ANSWER, PLATFORM_ANSWER
from baken.register.mapped.targets import targets
from baken.vocabulary.municipalities import Municipality

HEADINGS = {
    "reference": (
        "zaaknummer zaaknr zaak dossier dossiernummer registratienummer referentie kenmerk case "
        "casenumber case_number reference"
    ),
    "registered_on": (
        "datum registratie|registratiedatum|datum melding|meldingsdatum|datum opname|registered on|"
        "date registered|date of report|report date|date"
    ),
    "incident_from": ("begindatum|datum van|pleegdatum van|start incident|van|incident from|start date|from"),
    "incident_until": (
        "einddatum|datum tot|pleegdatum tot|einde incident|tot|tot en met|incident until|end date|until|to"
    ),
    "source_kind": "bron|soort bron|source|source kind",
    "source_organisation": "organisatie|bronorganisatie|organisation|source organisation",
    "police_unit": "eenheid|politie eenheid|regio|police unit|unit|region",
    "province": "provincie|province",
    "municipality": "gemeente|gemeentenaam|gemeentecode|plaats gemeente|municipality",
    "met_online": "online ontmoet|online leren kennen|contact online|met online",
    "form": ("vorm|uitbuitingsvorm|soort uitbuiting|vorm van uitbuiting|form|form of exploitation"),
    "scope": ("binnenlands|binnen of buitenland|grensoverschrijdend|scope|domestic or cross border"),
    "platform": "platform|platforms|site|website|app|kanaal|medium|online platform",
    "role": "rol platform|rol van platform|gebruik|doel|role|platform role|used for",
    "moment": "moment|fase|phase",
    "certainty": "zekerheid|certainty",
    "role_source": "blijkt uit|bron van de rol|known from|role source",
    "person_number": (
        "persoonsnummer|persoon|cliëntnummer|clientnummer|client|cliënt|slachtoffernummer|person|"
        "person number|client number"
    ),
    "sex": "geslacht|gender|sekse|m/v|sex",
    "age": "leeftijd|age|leeftijd incident",
    "birth_country": "geboorteland|land van geboorte|country of birth|birth country",
    "person_roles": "rol|rol persoon|hoedanigheid|person role|role of person",
    "person_roles_since": "rol sinds|sinds wanneer rol|role since",
    "allegation_status": "status|status vermoeden",
    "coercion_means": "dwangmiddel|dwangmiddelen|coercion|means of coercion",
}
"""Headings that offices use, beside our own names and labels; `|` between those with spaces."""
WORDS = {
    "sex": {"female": "v f vr vrouwelijk", "male": "m mannelijk", "other": "x overig", "unknown": "o onb ?"},
    "form": {
        "sexual": "seksueel|seksuele uitbuiting|prostitutie", "labour": "arbeid|arbeidsuitbuiting",
        "criminal": "crimineel|criminele uitbuiting", "smuggling": "smokkel|mensensmokkel",
        "unknown": "onb|?", "other": "overig",
    },
    "scope": {
        "domestic": "ja|binnenland|binnenlands|nederland|nl",
        "cross_border": "nee|buitenland|grensoverschrijdend|international|internationaal", "unknown": "onb|?",
    },
    "source_kind": {
        "police_registration": "politie|police", "help_organisation": "hulp|hulpverlening|ngo",
        "care_organisation": "zorg|care", "court_ruling": "uitspraak|vonnis|rechtbank|court",
        "help_chat": "chat|hulplijn", "outreach": "veldwerk|outreach", "unknown": "onb|?",
    },
    "person_roles": {"victim": "slo|so", "witness": "get", "notifier": "meldster"},
    "moment": {"before": "voor|vooraf", "during": "tijdens", "after": "na|achteraf", "unknown": "onb|?"},
    "certainty": {
        "established": "zeker|bewezen", "stated": "gezegd", "presumed": "vermoedelijk", "unknown": "onb|?",
    },
    "municipality": {
        "GM0518": "'s-gravenhage|s-gravenhage|'s gravenhage",
        "GM0796": "'s-hertogenbosch|s-hertogenbosch|'s hertogenbosch",
    },
    "met_online": {"yes": "ja|online", "no": "nee|offline", "unknown": "onb|?"},
    "role": {
        "recruiting": "werving|ronselen", "placing_adverts": "advertentie|adverteren", "unknown": "onb|?",
    },
}  # fmt: skip
"""Words that offices use for our codes, beside the codes and their labels."""


@cache
def _headings() -> dict[str, str]:
    found: dict[str, str] = {}
    for target in targets().values():
        for name in (target.name, target.label.nl, target.label.en):
            found.setdefault(_plain(name), target.name)
    for name, said in HEADINGS.items():
        for heading in said.split("|") if "|" in said else said.split():
            found.setdefault(_plain(heading), name)
    return found


def _plain(heading: str) -> str:
    return " ".join(folded(heading).replace("_", " ").replace("-", " ").split())


def proposed_columns(headings: Iterable[str]) -> dict[str, str]:
    """Heading to column of ours, where its name says so; no column is proposed twice."""
    found: dict[str, str] = {}
    for heading in headings:
        name = _headings().get(_plain(heading))
        if heading and name and name not in found.values():
            found[heading] = name
    return found


@cache
def _words(name: str) -> Mapping[str, str]:
    codes = targets()[name].codes
    found: dict[str, str] = {}
    for member in codes or ():
        for word in (member.code, member.label.nl, member.label.en):
            found.setdefault(folded(word), member.code)
    if name == "municipality":
        # offices write the number of Statistics Netherlands with and without its letters and noughts
        for one in Municipality.codes:
            number = one.removeprefix("GM")
            found |= {number: one, number.lstrip("0"): one}
    for code, said in WORDS.get(name, {}).items():
        for word in said.split("|") if "|" in said else said.split():
            found.setdefault(folded(word), code)
    return found


def proposed_answer(name: str, word: str, platforms: PlatformIndex) -> str:
    """What a word in this column could mean, as an answer of a mapping; empty where nothing says so."""
    if targets()[name].kind != "platform":
        return _words(name).get(folded(word), "")
    entry = platforms.find(word)
    if entry:
        return f"{PLATFORM_ANSWER}{entry.code}"
    return f"{NAMING_ANSWER}unnamed" if folded(word) in NO_NAMES else ""
