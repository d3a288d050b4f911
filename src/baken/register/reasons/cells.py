"""What can be wrong with one cell, or with which cells are filled."""

from baken.register.reasons.sentence import Reason, Sentence
from baken.vocabulary.code_list import CodeList, Label

MOST_NAMED = 60
"""A list with more codes than this is named in a reason, not written out."""

KINDS = {
    "registration": Label("een registratie", "registration"),
    "mention": Label("een vermelding van een platform", "mention"),
    "role": Label("een rol van een platform", "role"),
    "person": Label("een persoon", "person"),
    "status": Label("een status", "status"),
}
"""The kinds of record: in English as a file has them."""
DOES_NOT_BELONG = Sentence(
    "{name} hoort niet bij {kind}; maak deze cel leeg", "{name} does not belong to a {kind}"
)
MISSING = Sentence("{column}: ontbreekt", "{column}: missing")
NOT_A_REFERENCE = Sentence(
    "{column}: geen zaaknummer van letters, cijfers en ._/- (hooguit 64 tekens)",
    "{column}: not a reference (letters, digits and ._/- ; 64 at most)",
)
NOT_AN_ORGANISATION = Sentence(
    "{column}: geen naam van een organisatie (eerst letters, hooguit 80 tekens, geen lang getal)",
    "{column}: not the name of an organisation (letters first, 80 characters at most, no long number)",
)
NOT_A_PLATFORM_NAME = Sentence(
    "{column}: geen naam van een platform (hooguit 80 tekens)",
    "{column}: not the name of a platform (80 characters at most)",
)
NOT_A_PSEUDONYM = Sentence(
    "{column}: geen pseudoniem: een letter, daarna letters, cijfers en streepjes, zonder lang getal",
    "{column}: not a pseudonym: a letter, then letters, digits and hyphens, without a long number",
)
MISSING_CODE = Sentence("{column}: ontbreekt; kies een van: {codes}", "{column}: missing; one of {codes}")
WRONG_CODE = Sentence(
    "{column}: staat niet in de lijst; kies een van: {codes}", "{column}: not one of {codes}"
)
MISSING_CODE_OF_MANY = Sentence(
    "{column}: ontbreekt; kies een code uit de lijst {list}, zoals {first}",
    "{column}: missing; a code of {list}, such as {first}",
)
WRONG_CODE_OF_MANY = Sentence(
    "{column}: geen code uit de lijst {list}; goed is bijvoorbeeld {first}",
    "{column}: not a code of {list}, such as {first}",
)
MISSING_CODES = Sentence(
    "{column}: ontbreekt; kies een of meer van: {codes}, met ; ertussen",
    "{column}: missing; one or more of {codes}, with ; between them",
)
WRONG_CODES = Sentence(
    "{column}: staat niet in de lijst; kies uit: {codes}, met ; tussen meer dan een",
    "{column}: not one of {codes}, with ; between several",
)
CODE_TWICE = Sentence(
    "{column}: een code staat er twee keer; laat er een staan", "{column}: a code stands twice"
)
MISSING_DAY = Sentence(
    "{column}: ontbreekt; vul een datum in als JJJJ-MM-DD", "{column}: missing; a date as YYYY-MM-DD"
)
NOT_A_DAY = Sentence(
    "{column}: geen datum als JJJJ-MM-DD, van 1900 tot en met 2100",
    "{column}: not a date as YYYY-MM-DD, from 1900 to 2100",
)
NOT_A_ROLE_AND_DAY = Sentence(
    "{column}: geen rol met een dag, zoals {first}:2024-05-31, met ; tussen meer dan een",
    "{column}: not a role with a day, such as {first}:2024-05-31, with ; between several",
)
ROLE_SINCE_TWICE = Sentence(
    "{column}: bij {code} staan twee dagen; laat er een staan",
    "{column}: {code} stands there twice; leave one",
)
SINCE_WITHOUT_ROLE = Sentence(
    "{column}: {code} staat niet bij {our.person_roles}; zet die rol erbij of haal de dag weg",
    "{column}: {code} is none of the {our.person_roles}; add the role or leave its day out",
)
NOT_WHOLE = Sentence(
    "{column}: geen heel getal van {lowest} tot en met {highest}",
    "{column}: not a whole number from {lowest} to {highest}",
)
NOT_A_COUNTRY = Sentence(
    "{column}: geen landcode van twee hoofdletters volgens ISO 3166-1, zoals NL",
    "{column}: not an ISO 3166-1 code of two capitals",
)


def missing_code(column: str, codes: CodeList) -> Reason:
    """No code where one must stand."""
    return _of(codes, column, MISSING_CODE, MISSING_CODE_OF_MANY)


def wrong_code(column: str, codes: CodeList) -> Reason:
    """Something else than a code of the list."""
    return _of(codes, column, WRONG_CODE, WRONG_CODE_OF_MANY)


def _of(codes: CodeList, column: str, few: Sentence, many: Sentence) -> Reason:
    if len(codes) > MOST_NAMED:
        first = next(iter(codes))
        return many(column=column, list=Label(codes.label.nl, codes.name), first=first)
    return few(column=column, codes=codes)
