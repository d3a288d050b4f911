"""The words that say which role a platform played, in Dutch and English.

A word belongs to one or more families; a role is told by families that stand together.
"""

import re

from baken.extraction.narratives.verb_families import FORMS

FAMILIES: dict[str, str] = {
    "advert": (
        r"(?:seks|sex)?advertenti\w*|\w+advertenties?|adverteer\w*|adverteren|geadverteerd|adverts?|"
        r"ads?|advertise\w*|"
        r"listings?"
    ),
    "profile": r"\w*pagina|accounts?|page|pagina|profiles|profielpagina|bladzijde|profiel\w*|account|profile",
    "make": r"maakt?e?n?|aangemaakt|made|created?|set|opende|beheerde",
    "put": r"zette?n?|gezet|plaats\w*|geplaatst|placed|posted|put",
    "her": r"haar|hem|her|him|hen|them|mij|me",
    "customer": (
        r"cliënteel|clientèle|clientele|callers|punters|klandizie|guests|gasten|klant\w*|customers?|"
        r"clients?|afnemers?|bezoekers|cliënten"
    ),
    "find": (
        r"werven|wierf|wierven|geworven|werving|klantenwerving|vinden|vond|vonden|gevonden|zoeken|zocht|"
        r"zochten|gezocht|trekken|trok|getrokken|aantrekken|aangetrokken|lokken|lokte|regelde|regelen|"
        r"geregeld|reclame|find|found|attract\w*|draw|drew|drawn|seek|sought|solicit\w*|looked|looking|"
        r"binnen|promot\w*|leverde|opleverde|brought|came"
    ),
    "meet": (
        r"afspra\w*|afspre\w*|afgesproken|sprak|spraken|contact\w*|bericht\w*|chat\w*|gesprek\w*|bellen|"
        r"belde\w*|belt|"
        r"gebeld|boek\w*|geboekt|tijd|tijden|tijdstip|adres\w*|bereik\w*|reage\w*|arrang\w*|"
        r"appointments?|bookings?|booked|"
        r"messaged?|messages|talk\w*|speak|spoke|address|reach\w*|prijs\w*|prijzen|prices?|negotiat\w*|"
        r"onderhandel\w*|benader\w*|meld\w*|nummer|number|geappt|"
        r"wrote|schreven|stuurden|sent|ask\w*|vroegen|app(?:te|ten|t|en)|text(?:ed|ing)"
    ),
    "bookings": (
        r"afspraak|afspraakjes|appointment|boekingen|bookings|afspraken|appointments|klantcontact\w*|"
        r"klantafspraken"
    ),
    "pay": (
        r"betaalverzoek\w*|betaallink\w*|invoice|factuur|facturen|betaal\w*|betaling\w*|betaald|"
        r"overma\w*|overgemaakt|paid|pay|pays|payments?|transfer\w*|"
        r"tikkie\w*|"
        r"afreken\w*|geïnd|innen"
    ),
    "no_pay": r"compliment\w*|loon|wages|salaris|attention|aandacht|uitbetaald",
    "recruit": (
        r"geworven|wierf|werven|werft|werving|geronseld|ronselde|ronselen|gerekruteerd|rekruteerde|"
        r"recruit\w*|benader\w*|aangesproken|approach\w*|vriendschapsverzoek|vriendverzoek|vacature\w*|"
        r"vacanc\w*|groomed|aangeschreven|lured?|gelokt|lokken|lokte|aangenomen|hired|aangeworven"
    ),
    "know": r"kennen|ontmoette?n?|ontmoet|met|meeting",
    "got": r"got|get|getting|came",
    "knew": r"kende|kenden|kent|ken|knew|knows",
    "acquaint": r"know|acquainted",
    "contact": r"contact|aanraking|contacted|contacteerde|contacte",
    "contact_verb": (
        r"kwam\w*|gekomen|nam|opgenomen|legde|gelegd|begon|begonnen|zocht|eerste|first|came|got|started|"
        r"began|made|kreeg|kregen|in|into|gezocht|ontstond|initial"
    ),
    "contacted": r"contacted|contacteerde|gecontacteerd",
    "came": r"kwam|kwamen|gekomen|komen|come|comes|coming",
    "first": r"eerste|first",
    "message": (
        r"gesprek\w*|conversations?|bericht\w*|messages?|messaged|mailtje|mail\w*|e-?mail\w*|chatten|"
        r"chatte|appje"
    ),
    "ask": r"gevraagd|uitgenodigd|invited",
    "friend": r"friend",
    "request": r"request|verzoek|verzoekje|uitnodiging|invitation|invite",
    "offer": (
        r"beloof\w*|belofte|bood|boden|aanbood|aanbod|aangeboden|geboden|aanbieden|offer\w*|promis\w*|"
        r"reageerde\w*|solliciteerde|answered|applied"
    ),
    "work": (
        r"oproep(?:je)?|lesgeven|\w*lessen|dansles|bijverdien\w*|casting|werken|\w*klus|gig|vacancy|"
        r"position|(?!net)\w*werk|baan|baantje|job|jobs|work|employment|contract|arbeidscontract|"
        r"model\w*|bijbaan"
    ),
    "earn": r"verdienen|verdiende|earn",
    "sell": r"aanbood|aangeboden|aanbieden|bood|offered|offering|koop|sale",
    "relation": (
        r"special|speciaal|intieme?|intimate|innige?|hechte?|relatie|verliefd\w*|vertrouw\w*|"
        r"verkering|complimen\w*|relationship|trust\w*|love|liefdevolle|"
        r"lieve?|sweet|cadeau\w*|gifts?|affection|band|bond|toenadering|flirt\w*|charm\w*|inpalmen|"
        r"ingepalmd|liefde|attached|gehecht"
    ),
    "called": r"noemde|noemt|called|calling",
    "partner": r"vriendin|girlfriend",
    "grew": r"grew|grow|growing",
    "close": r"close|closer",
    "found": r"vond|vonden|gevonden|vinden|found|find|finding",
    "heard": r"heard|hoorde|hoorden|gehoord",
    "added": r"toevoegde|toegevoegd|toevoegen|added",
    "gets": r"kreeg|kregen|krijgt|krijgen|got|gets|get|getting",
    "ticket": r"\w*tickets?|boardingpass\w*",
    "sent": (
        r"sturen|stuurt|send|sends|gestuurd|stuurde|stuurden|sent|emailed|mailde|gemaild|ontving|"
        r"received|kreeg"
    ),
    "others": (
        r"familie|family|collega's|colleagues|vrienden|vriendinnen|friends|anderen|others|ouders|parents|"
        r"werkgever|employer|kennissen|acquaintances|relatives|familieleden"
    ),
    "staff": (
        r"personeel|werknemers?|arbeid(?:er|st)ers?|arbeiders|arbeidskrachten|mensen|vrouwen|mannen|meiden|"
        r"workers?|staff|employees|people|women|men|girls"
    ),
    "wanted": r"gezocht|zocht|zochten|zoekt|zoeken|sought|seeking|looked|looking|wanted",
    "answered": r"reageerde\w*|gereageerd|solliciteerde|gesolliciteerd|answered|applied|responded|replied",
    "match": r"match|matches|gematcht|matchte|matched",
    "talk": (
        r"chat\w*|praat\w*|praten|gepraat|sprak|spraken|talk\w*|spoke|contact|appte\w*|appen|geappt|"
        r"touch|bericht\w*|"
        r"messages?|skype\w*|gesprek\w*|mail\w*|schreef|schreven|wrote|texted|belden"
    ),
    "daily": (
        r"elk|hourly|avonden|nachten|uren|nights?|weeks|months|constantly|constant|steeds|regelmatig|"
        r"regularly|avond|dagelijks\w*|urenlang|daily|maanden\w*|wekenlang|verder|hours|elke|iedere|"
        r"every|hield\w*|bleven|"
        r"kept|weken|dagenlang|hele"
    ),
    "image": r"video's|\w*foto|\w*foto's|\w*fotos|beeld|beelden|\w*materiaal|"
    r"clips?|film|films|filmpje|filmpjes|video|video's|videos|opnames?|opnamen|"
    r"photos?|images?|pictures?|recordings?|footage|pics?",
    "spread": (
        r"rond(?:gaan|gaat|ging|gingen)|verspreid\w*|gedeeld|deelt|deelde|deelden|delen|doorgestuurd|"
        r"rondgestuurd|shar(?:ed?|es|ing)|"
        r"spread\w*|forward\w*|circulat\w*|leaked|gelekt|uploaded|posted|publish\w*|gepubliceerd|geplaatst|"
        r"plaatste|gezet|rounds|distribut\w*|rondgegaan|online|zette"
    ),
    "send_on": r"stuurde|stuurden|stuurt|sent|passed|gaan|gaat|gingen|going|went",
    "on": r"door|rond|around|on",
    "control": (
        r"eye|tabs|whereabouts|gps|tracker|gaten|controlled|opdraagt|opdroeg|ordered|beval|beveelt|"
        r"locatie|location|wachtwoord\w*|password\w*|"
        r"opdracht\w*|instruct\w*|orders|volgde|gevolgd|volgen|meel\w*|meek\w*|monitor\w*|track\w*|"
        r"shifts|werktijden|"
        r"watch(?:ed|ing)|toezicht|bewaakte|bewaakt|supervis\w*|aanwijzingen|spied|overgenomen|"
        r"roosters?|dienstroosters?|rosters?"
    ),
    "checks": r"controle\w*|checked|checks?",
    "police": r"politie|police|recherche|inspectie|inspectors?|toezichthouders?",
    "must": r"moest|moesten|had|made|dwong|forced|verplicht",
    "tell": r"melden|report|laten|doorgeven|tell|show|zien|vertellen|see|zag",
    "where": r"waar|where",
    "has_to": r"moest|moesten|moet|moeten|dwong|forced|verplicht|must",
    "pass_on": r"doorgeven|melden|vertellen|rapporteren|report|tell",
    "asked_for": r"hoeveel|wie|wat|welke|how|who|whom|what|which",
    "told": r"told|bevolen|voorgeschreven|instructed",
    "to_do": r"go|wear|do|dragen|aantrekken|doen",
    "was": r"was|waren|were|be|zijn|moest|is",
    "along": r"mee|along|messages|berichten",
    "read": r"las|lezen|read|keek|kijken|looked|look",
    "threat": r"bedreig\w*|gedreigd|dreig\w*|dreigde|dreigbericht\w*|chant\w*|gechanteerd|afpers\w*|"
    r"afgeperst|"
    r"menac\w*|intimid\w*|threat\w*|blackmail\w*|extort\w*",
    "after": (
        r"ex|exen|former|voormalige?|aangifte|alsnog|gevlucht|weggelopen|fled|quit|ended|uitgemaakt|"
        r"verbroken|breakup|na|nadat|after|afterwards|gestopt|stopte|stopped|vertrek|vertrok|weg|left|"
        r"gone|afloop|later|"
        r"sinds|since|terug|return|achteraf|ontsnapt|escaped|weggegaan"
    ),
    "lodging": (
        r"\w*huisjes?|bungalows?|\w*kamers?|\w*woning|\w*appartement|\w*vlucht|motel|hostel|suite|"
        r"caravan|slaapplek|slaapplaats|lift|trein\w*|bus|train|car|hotel\w*|kamer\w*|room|rooms|"
        r"apartments?|appartement\w*|woning\w*|taxi\w*|pand|studio|house|flat|lodgings?|huisvesting|"
        r"accommodation|ritten|rit|rides?|"
        r"reis|reizen|travel|trips?|vlucht\w*|flights?|tickets?|onderdak|verblijf|huis|vervoer|transport"
    ),
    "driver": r"\w*chauffeurs?|drivers?",
    "address": r"adres|adressen|address|addresses",
    "everything": r"alles|allemaal|everything",
    "acquaintance": r"kennis|kennisgemaakt|kennismaken|kennismaking|acquaintance",
    "business": r"\w*salon|restaurant|bedrijf|\w*bureau|agency|company|zaak|business",
    "claimed": r"zei|gezegd|vertelde|said|claimed|told|beweerde",
    "bank": r"rekening|bankrekening|rekeningnummer|iban|bank",
    "visit": r"bezoeken|visit|see|zien",
    "arrived": r"reached|arrived|kwam|kwamen|came|binnen",
    "number": r"\w*nummer|number",
    "stood": r"stond|staat|stonden|gezet|stood|was|appeared|listed",
    "kin": (
        r"moeder|vader|broer|zus|buren|klasgenoten|oud-klasgenoten|mother|father|brother|sister|"
        r"neighbours|classmates|strangers|onbekenden|school|boss|baas|dorp"
    ),
    "permission": r"toestemming|permission|verlof",
    "stranger": r"onbekende|onbekenden|vreemde|vreemdeling|stranger|strangers|somebody|someone|iemand",
    "talking": r"talking|chatting|speaking|texting|praat|gesprek|contact",
    "came_to": r"raakten?|geraakt|raken|got",
    "sees": r"las|zag|gelezen|gezien|saw|seen|read|noticed|spotted|rondging|tegengekomen|kwam",
    "help": r"hulp|help|schuld|schulden|debts?|lening|loan|geld|money|shelter",
    "men": r"mannen|men|heren|gentlemen|bezoek|visitors",
    "appoint": r"afspraak|afspraken|afgesproken|appointments?|meetings?|bezoektijd\w*",
    "as": r"als|as",
    "for_sale": r"koop|sale",
    "respond": r"reage\w*|gereageerd|respond\w*|repl\w*|answer\w*|antwoord\w*|bereikbaar|available|reachable",
    "reporting": r"report|reporting|verslag|rapporteren|verantwoording|verantwoorden|rekenschap",
    "money": (
        r"geld\w*|verdiensten|inkomsten|opbrengst\w*|bedrag\w*|omzet|money|earnings|income|takings|sums?|"
        r"amounts?|rekeningnummer|iban|proceeds|helft|aandeel|share"
    ),
    "cash": r"contant|contante|cash",
    "harm": r"wraak|revenge|aandoen|boeten|kapotmaken|vermoorden|harm|hurt|regret|spijt",
    "care": r"huisarts|arts|dokter|doctor|gp|ggd|tandarts|dentist|gemeente|advocaat|lawyer|hulpverlen\w*",
    "antwoord": r"antwoord\w*|vragen|questions?|enquir\w*|inquir\w*",
    "book": (
        r"geboekt|boekte\w*|boeken|boekt|geregeld|regelde\w*|regelen|gehuurd|huurde\w*|huren|booked|book|"
        r"arranged?|rented|reserve\w*|gereserveerd|besteld|bestelde|kocht|gekocht|bought"
    ),
}
"""Family to the words in it, as a pattern over a whole word."""

_LONGEST_WORD = 40
_PATTERNS = {family: re.compile(pattern) for family, pattern in FAMILIES.items()}

TOLD_BY: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("recruiting", ("recruit",), ("customer",)),
    ("recruiting", ("know",), ("customer",)),
    ("recruiting", ("got", "acquaint"), ("customer",)),
    ("recruiting", ("contact", "contact_verb"), ("customer", "daily", "others")),
    ("recruiting", ("contacted",), ("customer",)),
    ("recruiting", ("first", "message"), ("customer", "men")),
    ("recruiting", ("work", "came"), ("customer",)),
    ("recruiting", ("friend", "request"), ()),
    ("recruiting", ("offer", "work"), ("customer",)),
    ("recruiting", ("message", "work"), ("customer",)),
    ("recruiting", ("earn",), ("customer",)),
    ("recruiting", ("ask",), ("customer",)),
    ("recruiting", ("staff", "wanted"), ("customer",)),
    ("recruiting", ("work", "found"), ("customer",)),
    ("recruiting", ("first", "heard"), ("customer",)),
    ("recruiting", ("added", "her"), ("customer", "image")),
    ("recruiting", ("begin", "everything"), ("customer",)),
    ("recruiting", ("message", "stranger"), ("customer", "image", "must", "threat")),
    ("recruiting", ("pose", "talk"), ("customer",)),
    ("recruiting", ("request", "sent"), ("customer", "pay", "money", "image")),
    ("recruiting", ("acquaintance", "make"), ("customer",)),
    ("recruiting", ("business", "claimed"), ("customer", "police", "meet", "pay")),
    ("recruiting", ("pose", "contact"), ("customer",)),
    ("recruiting", ("begin", "talking"), ("customer", "daily")),
    ("recruiting", ("came_to", "talking"), ("customer", "daily")),
    ("recruiting", ("work", "answered"), ("customer",)),
    ("recruiting", ("work", "sees"), ("customer",)),
    ("recruiting", ("offer", "help"), ("customer", "advert", "pay", "for_sale")),
    ("placing_adverts", ("advertise",), ("work",)),
    ("placing_adverts", ("advert",), ()),
    ("attracting_customers", ("customer", "find"), ()),
    ("attracting_customers", ("customer", "bring_in"), ()),
    ("attracting_customers", ("customer", "came"), ("meet", "plan", "antwoord")),
    ("meeting_customers", ("customer", "meet"), ()),
    ("meeting_customers", ("customer", "plan"), ()),
    ("meeting_customers", ("customer", "antwoord"), ()),
    ("meeting_customers", ("men", "appoint"), ("care",)),
    ("meeting_customers", ("men", "meet_up"), ("care", "police")),
    ("meeting_customers", ("men", "visit"), ("care", "police", "recruit", "advert")),
    ("meeting_customers", ("bookings",), ("care",)),
    ("building_relation", ("relation",), ()),
    ("building_relation", ("called", "partner"), ()),
    ("building_relation", ("grew", "close"), ()),
    ("building_relation", ("loves",), ("customer",)),
    ("building_relation", ("talk", "daily"), ("customer", "must", "control")),
    ("spreading_images", ("image", "spread"), ("advert",)),
    ("spreading_images", ("image", "send_on", "on"), ("advert",)),
    ("spreading_images", ("image", "send_on", "others"), ("advert",)),
    ("spreading_images", ("image", "sent", "others"), ("advert", "customer", "must")),
    ("spreading_images", ("image", "sent", "kin"), ("advert", "customer", "must")),
    ("spreading_images", ("image", "send_on", "kin"), ("advert", "customer", "must")),
    ("control_and_monitoring", ("control",), ()),
    ("control_and_monitoring", ("demand", "sent"), ("customer", "money", "spread")),
    ("control_and_monitoring", ("demand", "respond"), ("customer",)),
    ("control_and_monitoring", ("demand", "tell"), ("customer",)),
    ("control_and_monitoring", ("must", "reporting"), ("police",)),
    ("control_and_monitoring", ("has_to", "permission"), ("police", "image")),
    ("control_and_monitoring", ("has_to", "sent", "daily"), ("customer", "money", "pay")),
    ("control_and_monitoring", ("has_to", "respond"), ("customer",)),
    ("control_and_monitoring", ("what_to",), ("customer", "police")),
    ("control_and_monitoring", ("checks",), ("police",)),
    ("control_and_monitoring", ("must", "tell", "where"), ()),
    ("control_and_monitoring", ("tell", "whereabouts"), ()),
    ("control_and_monitoring", ("pass_on", "has_to", "asked_for"), ()),
    ("control_and_monitoring", ("told", "asked_for", "to_do"), ()),
    ("control_and_monitoring", ("read", "along"), ()),
    ("payment", ("pay",), ("no_pay", "advert")),
    ("payment", ("money", "move_money"), ("no_pay",)),
    ("payment", ("money", "bank"), ("no_pay",)),
    ("threats_after", ("threat", "after"), ()),
    ("threats_after", ("harass", "after"), ()),
    ("threats_after", ("harm", "after"), ()),
    ("transport_or_lodging", ("lodging", "book"), ()),
    ("transport_or_lodging", ("lodging", "found"), ("police", "customer", "advert", "checks")),
    ("transport_or_lodging", ("stay", "book"), ("customer",)),
    ("transport_or_lodging", ("driver", "address"), ()),
    ("transport_or_lodging", ("driver", "fetch"), ()),
    ("transport_or_lodging", ("fetch", "address"), ("customer",)),
    ("transport_or_lodging", ("ticket", "sent"), ()),
    ("transport_or_lodging", ("ticket", "arrived"), ()),
)
"""(role, families that all stand there, families of which none may)."""


class Families(dict[str, frozenset[str]]):
    """The families that each word of one narrative belongs to; forgotten with it."""

    def __missing__(self, key: str) -> frozenset[str]:
        if len(key) > _LONGEST_WORD:
            return frozenset()
        found = frozenset(family for family, pattern in _PATTERNS.items() if pattern.fullmatch(key))
        found |= FORMS.get(key, frozenset())
        self[key] = found
        return found
