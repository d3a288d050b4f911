"""What languages are called that adverts are mostly written in, for whoever reads a page."""

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
ADVERT_LANGUAGES: dict[str, Label] = {code: label for code, label in LANGUAGES.items() if code != "und"}
"""Those, without what was not recognised."""
