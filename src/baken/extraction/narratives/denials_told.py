"""Whether a narrative says that a platform was not used, or only speaks of how it was reported."""

from collections.abc import Sequence

from baken.extraction.narratives.clauses_told import Word, word_set
from baken.extraction.narratives.mentions_told import Spoken
from baken.extraction.narratives.verb_families import FORMS

_NOT = word_set("niet nooit nimmer not never don't doesn't didn't wasn't isn't weren't hasn't haven't nooit")
_STRAIGHT = word_set("geen zonder no without neither nor noch")
_NOBODY = word_set("niemand nobody")
_SENT = word_set("contact berichten messages gebruik use toegang access account")
_USES = word_set("gebruikt gebruikte gebruikten gebruiken had heeft hebben zat used uses has had")
_BUT_ALSO = word_set("alleen only enkel slechts just meer anymore langer")
_OF_IT = word_set(
    "account accounts profiel profile contact berichten messages gebruik use advertentie advertenties "
    "advert adverts ad ads toegang access"
)
_DENIES = word_set("ontkent ontkende ontkennen denies denied deny ontkend")
_PROOF = word_set("bewijs bewijzen aanwijzing aanwijzingen sprake evidence indication indications proof")
_TURNS = word_set("maar but wel echter however")
_CLOSES_FORWARD = word_set("gebruikt gebruikte gebeurd gegaan geweest actief used aan gebruiken voorgekomen")
_SELF = word_set("zelf zichzelf herself himself themselves personally persoonlijk")
_NOTHING_TO_DO = (("niets", "mee", "te", "maken"), ("nothing", "to", "do", "with"))
_NOTHING = word_set("niets nothing")
_SEEN = word_set("aangetroffen gevonden teruggevonden found seen")
_SEARCHED = frozenset(form for form, of in FORMS.items() if "search" in of) | word_set(
    "gezocht gekeken keek looked"
)
_FOUND = word_set(
    "vond vonden gevonden aangetroffen found saw seen gezien opgeleverd yielded resultaat result results"
)
_NONE = word_set("geen no niets nothing zonder without niemand nobody none")
_KNOWING = word_set(
    "know knew known realise realised realize realized remember aware sure certain weet wist wisten weten "
    "beseft besefte doorhad herinnert herinneren zeker bewust agree agreed instemde toegestemd consent"
)
_ASKED = word_set("vroeg vroegen gevraagd verzocht asked wil wilde wants wanted prefers")
_OF_US = word_set("wij we ons us")
_NO_PART = (("geen", "rol"), ("no", "role"), ("no", "part"))
_DESKS = word_set(
    "politie meldpunt police hotline helpline wijkagent recherche hulplijn gemeente opvang centrum "
    "autoriteiten instanties justitie advocaat authorities lawyer embassy ambassade consulaat consulate"
)
_US = word_set("wij we")
_TEAM = word_set("ons onze our")
_TO_THEM = word_set("haar hem hen her him them cliënt cliënte client")
_TO_US = word_set("mailen appen sms'en bellen mail email e-mail text call reach bereiken message")
_WE_WROTE = word_set(
    "gestuurd stuurden sturen gebeld belden geappt appten gemaild mailden benaderd benaderden sent send "
    "texted called messaged contacted wrote geschreven schreven"
)
_TO_DESK = word_set("naar aan bij to with met")
_REPORTS = word_set("meldt meldde gemeld melding aangifte reported reports report")
_WINDOW = 8


def is_denied(sentence: Sequence[Word], spoken: Spoken, coordinated: bool, before_denied: bool) -> bool:
    """Whether the platform is said not to have been used. One that is only joined to the platform
    before it ("not on X or Y") shares what is said of that."""
    if coordinated:
        return before_denied
    if (
        _is_unproven(sentence[: spoken.first])
        or _saw_nothing([word.key for word in sentence[: spoken.first]])
        or _sought_in_vain(sentence, spoken)
        or _denied_ahead(sentence, spoken)
        or _denied_behind(sentence, spoken)
    ):
        return True
    clause = sentence[spoken.first].clause
    return any(
        word.key in _DENIES
        and not _is_not_denied(sentence, at)
        and not any(other.key in _TURNS for other in sentence[at : spoken.first])
        for at, word in enumerate(sentence[: spoken.first])
        if word.clause <= clause
    )


def _is_not_denied(sentence: Sequence[Word], at: int) -> bool:
    """ "Does not deny", "ontkent niet"."""
    return any(word.key in _NOT for word in sentence[max(0, at - 1) : at + 2])


def _is_unproven(before: Sequence[Word]) -> bool:
    """ "No evidence that …"."""
    for at, word in enumerate(before[:-1]):
        if word.key in ("geen", "no") and before[at + 1].key in _PROOF:
            return all(other.key not in _TURNS for other in before[at:])
    return False


def _denied_ahead(sentence: Sequence[Word], spoken: Spoken) -> bool:
    clause = sentence[spoken.first].clause
    for back in range(1, _WINDOW + 1):
        at = spoken.first - back
        if at < 0:
            return False
        word = sentence[at]
        if word.clause != clause:
            return False
        behind = sentence[at + 1].key if at + 1 < len(sentence) else ""
        if word.key in _TURNS:
            return False
        if word.key in _NOT:
            beside = sentence[max(0, at - 1) : at + 2]
            if any(one.key in _DENIES for one in beside) or _is_of_knowing(sentence, at, spoken.first):
                return False
            return behind not in _BUT_ALSO and not _is_by_another(sentence, at)
        if word.key in _NOBODY:
            return behind in _USES
        if word.key in _STRAIGHT and (
            back == 1
            or (word.key in ("noch", "neither", "nor") and back <= 3)
            or (behind in _OF_IT and back <= 4)
        ):
            return True
    return False


def _denied_behind(sentence: Sequence[Word], spoken: Spoken) -> bool:
    clause = sentence[spoken.first].clause
    rest = [word.key for word in sentence[spoken.last : spoken.last + _WINDOW] if word.clause == clause]
    if _has_nothing_to_do(sentence[spoken.last :]) or _saw_nothing(rest):
        return True
    for at, key in enumerate(rest):
        if tuple(rest[at : at + 2]) in _NO_PART:
            return True
        if key in ("geen", "no") and at <= 2 and rest[at + 1 : at + 2] and rest[at + 1] in _OF_IT:
            return True
        if key in _NOT and at <= 4:
            left = rest[at + 1 :]
            return not left or left[0] in _CLOSES_FORWARD
    return False


def _has_nothing_to_do(words: Sequence[Word]) -> bool:
    keys = tuple(word.key for word in words)
    return any(keys[at : at + 4] in _NOTHING_TO_DO for at in range(len(keys)))


def _saw_nothing(keys: Sequence[str]) -> bool:
    """ "Nothing was found on X"."""
    return any(key in _NOTHING and not _SEEN.isdisjoint(keys[at + 1 : at + 4]) for at, key in enumerate(keys))


def _sought_in_vain(sentence: Sequence[Word], spoken: Spoken) -> bool:
    """ "Searched X and found no advert"."""
    keys = [word.key for word in sentence]
    if _SEARCHED.isdisjoint(keys[max(0, spoken.first - _WINDOW) : spoken.last + 4]):
        return False
    near = range(spoken.last, min(len(keys), spoken.last + 2 * _WINDOW))
    return any(
        keys[at] in _NONE and not _FOUND.isdisjoint(keys[max(spoken.last, at - 3) : at + 5]) for at in near
    )


def _is_of_knowing(sentence: Sequence[Word], at: int, until: int) -> bool:
    """ "Did not know that it stood on X": what is not known is said to be so all the same."""
    if any(word.key in _NOT for word in sentence[at + 1 : until]):
        return False
    return any(word.key in _KNOWING for word in sentence[max(0, at - 2) : min(at + 3, until)])


def _is_by_another(sentence: Sequence[Word], at: int) -> bool:
    """ "Did not place it herself": what was done stands, somebody else did it."""
    clause = sentence[at].clause
    return any(word.key in _SELF for word in sentence if word.clause == clause)


def is_of_the_report(sentence: Sequence[Word], spoken: Spoken) -> bool:
    """Whether somebody wrote to the police or a help desk through it: that is no part of what happened."""
    if _is_ours(sentence):
        return True
    clause = sentence[spoken.first].clause
    ahead = sentence[max(0, spoken.first - 4) : spoken.first]
    if any(word.clause == clause and word.key in _OF_IT - _SENT for word in ahead):
        return False
    behind = [word.key for word in sentence[spoken.last : spoken.last + 5]]
    for at, key in enumerate(behind[:-1]):
        if key in _TO_DESK and not _DESKS.isdisjoint(behind[at + 1 : at + 3]):
            return True
    near = [word.key for word in sentence[max(0, spoken.first - 2) : spoken.first]]
    after = behind[:1]
    return "via" in near + ["via"][: "per" in near or "by" in near] and not _REPORTS.isdisjoint(near + after)


def _is_ours(sentence: Sequence[Word]) -> bool:
    """ "We sent her a message on X": what the writer's own team did."""
    keys = [word.key for word in sentence]
    opens = bool(keys) and (keys[0] in _US or keys[0] in _TEAM)
    if not _OF_US.isdisjoint(keys) and not _ASKED.isdisjoint(keys) and not _TO_US.isdisjoint(keys):
        return True
    return opens and not _TO_THEM.isdisjoint(keys) and not _WE_WROTE.isdisjoint(keys)
