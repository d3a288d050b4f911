"""What word lists are called, for whoever reads a page."""

from baken.vocabulary.code_list import Label

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
