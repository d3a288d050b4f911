"""What a change may innocently be: said beside everything that stands out, before anybody thinks of worse."""

from baken.vocabulary.code_list import Label

_MORE_COLLECTED = Label(
    "Er is een bron bij gekomen, of er is vaker of verder opgehaald dan de aantallen laten zien.",
    "A source was added, or more was fetched than the numbers show.",
)
_SITE_CHANGED = Label(
    "De site is veranderd: een andere opbouw, een nieuwe afdeling, gratis of juist betaald plaatsen.",
    "The site changed: another layout, a new section, placing adverts for free or for money.",
)
_SEASON = Label(
    "Een vakantie, een feestdag of een groot evenement.",
    "A holiday, a public holiday or a large event.",
)

EXPLANATIONS: dict[str, tuple[Label, ...]] = {
    "rise": (
        _SEASON,
        Label(
            "Een ander platform is gestopt of duurder geworden, en mensen zijn verhuisd.",
            "Another platform stopped or became dearer, and people moved.",
        ),
        _SITE_CHANGED,
        Label(
            "Eén adverteerder of bureau plaatst ineens veel, of er is reclame met veel teksten (spam).",
            "One advertiser or agency suddenly places many, or there is spam with many texts.",
        ),
        _MORE_COLLECTED,
    ),
    "fall": (
        _SEASON,
        Label(
            "Er is minder gezien dan het aantal dagen laat zien: een profiel dat niet meer past, een site "
            "die weigert.",
            "Less was seen than the number of days shows: a profile that no longer fits, a site that "
            "refuses.",
        ),
        _SITE_CHANGED,
        Label(
            "Mensen zijn naar een ander platform gegaan.",
            "People went to another platform.",
        ),
    ),
    "new": (
        Label(
            "Iemand van uw organisatie heeft een bron toegevoegd; het platform zelf kan al jaren bestaan.",
            "Somebody in your organisation added a source; the platform itself may have existed for years.",
        ),
        Label(
            "Een bestaand platform kreeg een andere naam of een ander adres.",
            "An existing platform got another name or another address.",
        ),
        Label("Een platform is echt nieuw.", "A platform is really new."),
    ),
    "vanished": (
        Label(
            "De site is veranderd, en het profiel vindt de advertenties niet meer.",
            "The site changed, and the profile no longer finds the adverts.",
        ),
        Label("De site ligt plat of weigert.", "The site is down or refuses."),
        Label(
            "Het platform is gestopt, of ging verder onder een andere naam.",
            "The platform stopped, or went on under another name.",
        ),
    ),
}
"""Per kind of change, the likeliest first."""
