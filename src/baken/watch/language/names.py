"""What languages are called, for whoever reads a page."""

from baken.vocabulary.code_list import Label
from baken.vocabulary.languages import LANGUAGES
from baken.vocabulary.word_lists import WORD_LISTS, word_list_name

__all__ = ["LANGUAGES", "WORD_LISTS", "language_name", "trait_name", "word_list_name"]


def language_name(code: str) -> Label:
    """The name of a language; its code where it is none of those that adverts are mostly written in."""
    return LANGUAGES.get(code, Label(code, code))


TRAITS: dict[str, Label] = {
    "nationality": Label("nationaliteit", "nationality"),
    "ethnicity": Label("afkomst", "ethnicity"),
    "migration": Label("migratie", "migration"),
    "language": Label("taal", "language"),
    "gender": Label("geslacht", "gender"),
    "religion": Label("godsdienst", "religion"),
    "health": Label("gezondheid", "health"),
    "the country of a phone number": Label("land van een telefoonnummer", "country of a phone number"),
    "change of place": Label("van plaats veranderen", "change of place"),
}


def trait_name(category: str) -> Label:
    """What a protected word is about."""
    return TRAITS.get(category, Label(category, category))
