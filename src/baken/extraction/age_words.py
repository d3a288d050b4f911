"""Words beside an age: what leads one in, and how words for years begin."""

import re

_WORD = re.compile(r"[^\W\d_]+")
_SAYING_ENDS_WORDS = (
    "leeftijd lft lft. age aged alter edad âge agee agé âgé âgée vârstă vârsta varsta életkor életkorom "
    "kor korom "
    "wiek lat von de възраст idade età возраст is van ben net nu pas ik i'm i\u2019m im am bin j'ai "
    "j\u2019ai tengo на of"
)
SAYING_ENDS = tuple(_SAYING_ENDS_WORDS.split())
"""Before an age they may say that it is one."""
ENDS_OF_SAYING = frozenset(_WORD.findall(said)[-1] for said in SAYING_ENDS)
_YEARS_BEGIN = "j ja jr le y ye yr yo jä añ an ro év ev la l лет ле го г ро ya vj de"
FIRST_OF_YEARS = frozenset(word[:2] for word in _YEARS_BEGIN.split())
"""The first two letters of what may follow an age in digits."""
