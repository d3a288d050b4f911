"""What can be wrong with a registration whose cells can be read, and where in it something is wrong."""

from baken.register.reasons.sentence import Sentence

IN_REGISTRATION = Sentence("registratie {reference}: {reason}", "registration {reference}: {reason}")
IN_MENTION = Sentence("vermelding {number}: {reason}", "mention {number}: {reason}")
IN_ROLE = Sentence("rol {number}: {reason}", "role {number}: {reason}")
IN_PERSON = Sentence("persoon {number}: {reason}", "person {number}: {reason}")
IN_STATUS = Sentence("status {number}: {reason}", "status {number}: {reason}")

NO_LINE_OF_ITS_OWN = Sentence(
    "de registratie heeft geen eigen regel (record: registration); voeg die toe",
    "it has no line of its own (record: registration)",
)
NO_REFERENCE = Sentence(
    "{our.reference}: ontbreekt, of heeft iets anders dan letters, cijfers en ._/- (hooguit 64 tekens)",
    "{our.reference}: missing, or not letters, digits and ._/- (64 at most)",
)
DAYS_OUT_OF_ORDER = Sentence(
    "de datums volgen niet op elkaar: eerst {our.incident_from}, dan {our.incident_until}, "
    "dan {our.registered_on}",
    "{our.incident_from}, {our.incident_until} and {our.registered_on} are not in this order of time",
)
MUNICIPALITY_ELSEWHERE = Sentence(
    "{our.municipality}: ligt niet in die provincie; laat {our.province} leeg, dan volgt die vanzelf",
    "{our.municipality}: does not lie in that province; with {our.province} left empty it follows",
)

ONLY_NAMED = Sentence(
    "{column}: alleen een platform met een naam heeft dit; maak deze cel leeg",
    "{column}: only a named platform has one",
)
NOT_A_NAME = Sentence(
    "{our.platform}: dit is geen naam; een vermelding zonder naam heeft bij {our.naming} unnamed of unclear",
    "{our.platform}: not a name; a mention without one has {our.naming} unnamed or unclear",
)
NOT_IN_CATALOGUE = Sentence(
    "{our.platform}: staat niet in de lijst van platforms; met {our.platform_type} erbij komt het erin",
    "{our.platform}: not in the catalogue; give its {our.platform_type} to add it",
)
LONG_NUMBER_IN_NAME = Sentence(
    "{our.platform}: een naam met een lang getal erin kan niet in de lijst van platforms",
    "{our.platform}: a name with a long number in it can't be added to the catalogue",
)
OTHER_TYPE = Sentence(
    "{our.platform_type}: in de lijst van platforms staat {type}",
    "{our.platform_type}: the catalogue says {type}",
)
OTHER_TYPE_EARLIER = Sentence(
    "{our.platform_type}: op een eerdere regel staat {type}; maak ze gelijk",
    "{our.platform_type}: an earlier line says {type}",
)
PLATFORM_TWICE = Sentence(
    "dit platform staat al in deze registratie; laat één vermelding staan",
    "the platform is mentioned already in this registration",
)
ROLE_TWICE = Sentence(
    "een rol van deze vermelding staat er twee keer voor hetzelfde moment; laat er een staan",
    "a role of this mention stands twice for one moment",
)

BORN_TWICE = Sentence(
    "{our.birth_group}: {our.birth_country} zegt het al; laat een van de twee leeg",
    "{our.birth_group}: {our.birth_country} says it already; leave one of the two empty",
)
STANDS_ALONE = Sentence(
    "{our.vulnerabilities}: {code} gaat niet samen met iets anders",
    "{our.vulnerabilities}: {code} stands alone or not at all",
)
SINCE_AFTER_REGISTRATION = Sentence(
    "{our.person_roles_since}: een rol begint na {our.registered_on}; verbeter een van de twee",
    "{our.person_roles_since}: a role begins after {our.registered_on}; mend one of the two",
)
PERSON_TWICE = Sentence(
    "een persoon staat twee keer in deze registratie; laat er een staan",
    "a person stands twice in this registration",
)
PERSON_DIFFERS_EARLIER = Sentence(
    "deze persoon heeft in een eerdere registratie iets anders bij {our.sex}, {our.birth_country} "
    "of {our.birth_group}",
    "the person has another {our.sex}, {our.birth_country} or {our.birth_group} in an earlier registration",
)

STATUS_TWICE = Sentence(
    "{our.allegation_status}: staat ook op een eigen regel; houd een van de twee",
    "{our.allegation_status}: stands in a line of its own too; keep one of the two",
)
ONE_WITHOUT_DATE = Sentence(
    "{our.decided_on}: van meer statussen mag alleen de eerste zonder datum zijn",
    "{our.decided_on}: of several statuses only the first may have no date",
)
TWO_ON_ONE_DAY = Sentence(
    "{our.decided_on}: twee statussen op één dag; houd de status die aan het eind van die dag gold",
    "{our.decided_on}: two statuses on one day; keep the one that held at its end",
)
BEFORE_THE_INCIDENT = Sentence(
    "{our.decided_on}: een status van vóór {our.incident_from}",
    "{our.decided_on}: a status from before {our.incident_from}",
)
STILL_TO_COME = Sentence(
    "{our.decided_on}: een datum die nog moet komen", "{our.decided_on}: a date that is still to come"
)

HELD_OTHERWISE = Sentence(
    "het register heeft dit zaaknummer al, met een andere inhoud; daar is niets aan veranderd",
    "the register holds this reference with other content; it was left as it is",
)
PERSON_HELD_OTHERWISE = Sentence(
    "het register heeft van een persoon hieruit iets anders bij {our.sex}, {our.birth_country} "
    "of {our.birth_group}",
    "the register holds a person of it with another {our.sex}, {our.birth_country} or {our.birth_group}",
)
