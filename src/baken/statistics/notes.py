"""What every reader of a figure must know beside it: the standing reservations, in both languages."""

from typing import TYPE_CHECKING

import polars as pl

from baken.vocabulary.code_list import Label

if TYPE_CHECKING:
    from baken.register.coded import CodedRegister

EXACT = Label(
    "Exacte cijfers, alleen voor de eigen organisatie. Niet publiceren en niet delen: een klein aantal "
    "kan naar een persoon wijzen.",
    "Exact figures, for the organisation's own eyes only. Not to be published or shared: a small number "
    "can point to a person.",
)
SYNTHETIC = Label(
    "Verzonnen gegevens van een demonstratie: deze cijfers gaan over niemand.",
    "Invented records of a demonstration: these figures are about nobody.",
)
DARK_NUMBER = Label(
    "Er is een donker getal: de tabel telt wat is geregistreerd, niet wat er is gebeurd.",
    "There is a dark number: the table counts what was registered, not what happened.",
)
REGISTERED_ROLES = Label(
    "Rollen zijn geregistreerde rollen. Latere bevindingen, zoals dat een zaak geen uitbuiting was, zijn "
    "er niet in verwerkt.",
    "Roles are registered roles. Later findings, such as that a case was no exploitation, are not in them.",
)
ONE_MENTION = Label(
    "Een vermelding is één platform met een naam, één keer per registratie.",
    "A mention is one platform with a name, once per registration.",
)
WHOLE_PERCENTS = Label(
    "Percentages zijn afgerond op hele procenten en tellen daarom niet altijd op tot 100.",
    "Percentages are rounded to whole percents and so do not always add up to 100.",
)
OF_KNOWN = Label(
    "Een aandeel is dat van de gevallen waarin het antwoord bekend is; beide aantallen staan erbij. Onbekend "
    "is een aandeel van alle gevallen.",
    "A share is that of the cases in which the answer is known; both counts stand beside it. Unknown is a "
    "share of all cases.",
)
REGISTER = (EXACT, DARK_NUMBER, REGISTERED_ROLES)

MARKET = (
    EXACT,
    Label(
        "Een unieke advertentie is één tekst met wat daarin wisselt, hoe vaak, waar en door wie ook "
        "geplaatst. Zij is geen persoon en zegt niets over uitbuiting; sekswerk is legaal.",
        "A unique advert is one text with its varying parts, however often, wherever and by whomever it is "
        "published. It is not a person and says nothing about exploitation; sex work is legal.",
    ),
    Label(
        "Een advertentie staat vaak in meer provincies tegelijk: provincies tellen niet op tot Nederland.",
        "An advert often appears in several provinces at once: provinces do not add up to the country.",
    ),
    Label(
        "Geteld is wat van advertentiesites is verzameld. Webcam, chat, netwerken, fora en wat mensen met de "
        "hand vastlegden, staan per week onder Markt.",
        "Counted is what was collected from advert sites. Webcams, chats, networks, forums and what people "
        "recorded by hand stand per week under Market.",
    ),
    Label(
        "Er is een donker getal: geteld is wat op de verzamelde platforms is gezien.",
        "There is a dark number: what is counted is what was seen on the platforms collected from.",
    ),
    Label(
        "Het geslacht is dat wat de advertentie het vaakst noemt; staat er niets of is het gelijk, dan "
        "is het onbekend (unknown).",
        "The gender is the one that the advert states most often; where none is stated or two are stated "
        "equally often it is unknown.",
    ),
)


def nameless(register: "CodedRegister") -> Label:
    """How many mentions name no platform; they are registered, and never counted as a platform."""
    unnamed = register.mentions.filter(pl.col("naming") == "unnamed").height
    unclear = register.mentions.filter(pl.col("naming") == "unclear").height
    return Label(
        f"Niet als platform geteld: {unnamed} vermeldingen zonder naam en {unclear} waarvan het platform "
        "onduidelijk is.",
        f"Not counted as a platform: {unnamed} mentions without a name and {unclear} whose platform is "
        "unclear.",
    )


def other_matters(register: "CodedRegister") -> list[Label]:
    """Says so where the register holds more than the study did: another form, or across the border."""
    elsewhere = register.registrations.filter(
        ~pl.col("form").is_in(["sexual", "unknown"]) | (pl.col("scope") == "cross_border")
    ).height
    if not elsewhere:
        return []
    return [
        Label(
            f"Meegeteld zijn ook {elsewhere} registraties van een andere vorm dan binnenlandse seksuele "
            "uitbuiting.",
            f"Also counted are {elsewhere} registrations of another form than domestic sexual exploitation.",
        )
    ]
