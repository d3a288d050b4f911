"""What can be wrong with a file in the Human Trafficking Case Data Standard."""

from baken.register.reasons.sentence import Sentence

NO_FIELD_IN_HEADER = Sentence(
    "geen kolom van de standaard: op de eerste regel staan de namen van de velden (vic_..., prs_...)",
    "no column of the standard: the first line holds its field names (vic_..., prs_...)",
)
FIELD_TWICE = Sentence(
    "een veld van de standaard staat twee keer op de eerste regel",
    "a field of the standard stands twice in the first line",
)
NO_FIELD_ANYWHERE = Sentence(
    "nergens een persoon met een veld van de standaard (vic_..., prs_...)",
    "no victim with a field of the standard (vic_..., prs_...) in it",
)
NOT_A_PERSON = Sentence(
    "geen persoon met velden, maar een ander soort waarde", "not a victim but another kind of value"
)
NOT_TEXTS = Sentence(
    "{field}: geen tekst, heel getal of lijst van teksten",
    "{field}: not a text, a whole number or a list of texts",
)
CONSENT_REFUSED = Sentence(
    "{field}: de toestemming is nee, dus deze regel blijft eruit", "{field}: says no, so the row stays out"
)
CONSENT_UNCLEAR = Sentence(
    "{field}: de toestemming is ja noch nee, dus deze regel blijft eruit",
    "{field}: neither yes nor no, so the row stays out",
)
ROWS_DISAGREE = Sentence(
    "de regels van deze registratie zeggen niet hetzelfde over wat voor de hele registratie geldt",
    "its rows disagree on what is the same for a whole registration",
)
