"""Search campaigns: their states, who does what in one, how something was found, what it turned out to be."""

from baken.vocabulary.code_list import CodeList, Label, member

CampaignState = CodeList(
    name="CampaignState",
    label=Label("Stand van een zoekactie", "State of a search campaign"),
    source="Baken",
    members=(
        member("prepared", "voorbereid", "prepared"),
        member("open", "bezig", "open"),
        member("closed", "afgelopen", "closed"),
        member("reported", "verslag gemaakt", "reported"),
    ),
)

CampaignPart = CodeList(
    name="CampaignPart",
    label=Label("Taak in een zoekactie", "Part in a search campaign"),
    source="Baken",
    members=(
        member("leads", "leidt", "leads"),
        member("searches", "zoekt", "searches"),
        member("checks", "kijkt na", "checks"),
    ),
)

SearchRoute = CodeList(
    name="SearchRoute",
    label=Label("Hoe iets gevonden is", "How something was found"),
    source="Baken",
    members=(
        member("browsing", "door te bladeren op het platform", "by browsing the platform"),
        member("plain_word", "met een gewoon zoekwoord", "with a plain search word"),
        member("coded_word", "met een verhullend woord of een emoji", "with a coded word or an emoji"),
        member("place_word", "met de naam van een plaats", "with the name of a place"),
        member("search_engine", "met een zoekmachine", "with a search engine"),
        member("suggested", "het platform stelde het voor", "the platform suggested it"),
        member("link", "een link op een ander platform", "a link on another platform"),
        member("tip", "een tip", "a tip"),
        member("word_of_mouth", "van horen zeggen", "word of mouth"),
        member("other", "anders", "other"),
    ),
)

FindOutcome = CodeList(
    name="FindOutcome",
    label=Label("Wat een vondst is", "What a find is"),
    source="Baken; a second person says so",
    members=(
        member("sought", "wat we zoeken", "what we look for"),
        member("not_sought", "niet wat we zoeken", "not what we look for"),
        member("known", "al bekend", "already known"),
        member("new_platform", "een nieuw platform", "a new platform"),
    ),
)

FindMatch = CodeList(
    name="FindMatch",
    label=Label("Waarom vondsten bij elkaar staan", "Why finds stand together"),
    source="Baken",
    members=(
        member("first", "de eerste keer gevonden", "found for the first time"),
        member(
            "address", "hetzelfde adres of nummer op het platform", "the same address or id on the platform"
        ),
        member("text", "dezelfde tekst", "the same text"),
        member("contact", "hetzelfde contact", "the same contact"),
        member("person", "een collega voegde ze samen", "a colleague joined them"),
    ),
)

ProposalState = CodeList(
    name="ProposalState",
    label=Label("Stand van een voorstel", "State of a proposal"),
    source="Baken",
    members=(
        member("proposed", "voorgesteld", "proposed"),
        member("accepted", "overgenomen", "accepted"),
        member("declined", "niet overgenomen", "declined"),
    ),
)
