"""What languages are called, for whoever reads a page."""

from baken.vocabulary.code_list import Label

LANGUAGES: dict[str, Label] = {
    "nl": Label("Nederlands", "Dutch"),
    "en": Label("Engels", "English"),
    "de": Label("Duits", "German"),
    "fr": Label("Frans", "French"),
    "es": Label("Spaans", "Spanish"),
    "ro": Label("Roemeens", "Romanian"),
    "hu": Label("Hongaars", "Hungarian"),
    "bg": Label("Bulgaars", "Bulgarian"),
    "pl": Label("Pools", "Polish"),
    "it": Label("Italiaans", "Italian"),
    "pt": Label("Portugees", "Portuguese"),
    "und": Label("niet herkend", "not recognised"),
}


def language_name(code: str) -> Label:
    """The name of a language; its code where it is none of those that adverts are mostly written in."""
    return LANGUAGES.get(code, Label(code, code))


WORD_LISTS: dict[str, Label] = {
    "always_available": Label("altijd beschikbaar", "always available"),
    "managed_by_other": Label("een ander regelt het contact", "somebody else handles the contact"),
    "restricted_movement": Label("nooit alleen op pad", "never out alone"),
    "several_persons": Label("meer mensen in één advertentie", "several people in one advert"),
    "trustworthy_provider": Label("noemt zich betrouwbaar", "says to be trustworthy"),
    "youthful_style": Label("jeugdige stijl", "youthful style"),
}
"""What the lists that ship with Baken are called."""


def word_list_name(name: str) -> Label:
    """The name of a word list; one's own has the name that somebody gave it."""
    own = name.replace("_", " ")
    return WORD_LISTS.get(name, Label(own, own))


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
