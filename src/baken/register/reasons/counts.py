"""What can be wrong with the cells of a published count table."""

from baken.register.reasons.sentence import Sentence

IN_COLUMN = Sentence("kolom {name}: {reason}", "column {name}: {reason}")
NO_COUNT = Sentence(
    "leeg; een aantal is een heel getal, of . waar het verborgen is",
    "empty; a count is a whole number, or . where it is hidden",
)
SIGNS_BETWEEN = Sentence(
    "geen heel getal; schrijf het zonder tekens tussen de cijfers",
    "not a whole number; write it without signs between the digits",
)
NOT_WHOLE = Sentence("geen heel getal", "not a whole number")
BELOW_ZERO = Sentence("een aantal kan niet onder 0 zijn", "a count can't be below 0")
