"""Why a message did not go over a channel, or may not have."""

from baken.vocabulary.code_list import CodeList, Label, member

ChannelFault = CodeList(
    name="ChannelFault",
    label=Label("Wat er met een bericht misging", "What went wrong with a message"),
    source="Baken; each code of a provider falls under one of these",
    members=(
        member(
            "window_closed",
            "zij schreven langer dan 24 uur geleden: alleen een goedgekeurd sjabloon mag nog",
            "they wrote more than 24 hours ago: only an approved template may still go",
        ),
        member("busy", "de dienst had het te druk", "the service was too busy"),
        member("away", "de dienst was niet te bereiken", "the service could not be reached"),
        member("recipient", "dit adres kan het bericht niet krijgen", "this address can't get the message"),
        member(
            "recipient_refuses",
            "de dienst verstuurt niet meer aan dit adres",
            "the service no longer sends to this address",
        ),
        member(
            "account",
            "de dienst weigert onze toegang: vraag wie de server beheert",
            "the service refuses our access: ask whoever runs the server",
        ),
        member(
            "template",
            "het sjabloon is daar niet goedgekeurd of past niet",
            "the template is not approved there, or does not fit",
        ),
        member(
            "text_differs",
            "de tekst bij de dienst is niet de tekst die twee collega's nakeken",
            "the text at the service is not the text that two colleagues reviewed",
        ),
        member(
            "text_unknown",
            "de tekst bij de dienst was niet op te vragen, dus ook niet te vergelijken",
            "the text at the service could not be asked for, so it could not be compared",
        ),
        member(
            "not_set_up",
            "het account is nog niet helemaal ingesteld: vraag wie de server beheert",
            "the account is not set up completely: ask whoever runs the server",
        ),
        member(
            "too_long", "het bericht is te lang voor dit kanaal", "the message is too long for this channel"
        ),
        member("rejected", "de dienst weigert het bericht", "the service refuses the message"),
        member(
            "no_answer",
            "geen antwoord: misschien is het verstuurd",
            "no answer: it may have been sent",
        ),
        member(
            "broken",
            "storing bij de dienst: misschien is het verstuurd",
            "the service failed: it may have been sent",
        ),
        member(
            "asked",
            "de dienst zei, toen Baken ernaar vroeg, dat het niet verstuurd was",
            "the service said, when asked, that it had not been sent",
        ),
        member(
            "unreadable",
            "deze tekst was niet meer te openen",
            "this text could not be opened any more",
        ),
    ),
)
