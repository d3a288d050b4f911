"""Who may see how the market and its language move, and who may search together."""

from baken.tenancy.permission import SEES_NO_PERSON, permission

WORKERS = ("outreach_worker", "analyst")

SEARCH = permission(
    "watch.search",
    "meedoen aan een zoekactie",
    "take part in a search campaign",
    roles=WORKERS,
    purpose="outreach",
)
READ_WORDS = permission(
    "watch.read_words",
    "opkomende woorden zien, in de zinnen waarin ze staan",
    "see rising words, in the sentences they stand in",
    roles=WORKERS,
    purpose="outreach",
)
PROPOSE_WORDS = permission(
    "watch.propose_words",
    "woorden voorstellen voor een woordenlijst, en voorstellen van een ander beoordelen",
    "propose words for a word list, and decide on what others propose",
    roles=WORKERS,
    purpose="outreach",
)
TAKE_WORDS_OUT = permission(
    "watch.take_words_out",
    "een eigen woordenlijst ophalen, versleuteld",
    "take out a word list of one's own, encrypted",
    roles=("analyst",),
    purpose="outreach",
)
READ_MARKET = permission(
    "watch.read_market",
    "zien hoe de markt beweegt",
    "see how the market moves",
    roles=("outreach_worker", "analyst", "registrar", "researcher", "admin", SEES_NO_PERSON),
    purpose="statistics",
    about_persons=False,
)
JUDGE_MARKET = permission(
    "watch.judge_market",
    "opschrijven wat u zag in wat opvalt op een platform",
    "write down what you saw in what stands out on a platform",
    roles=("analyst", "researcher"),
    purpose="statistics",
    about_persons=False,
)
TAKE_MARKET_OUT = permission(
    "watch.take_market_out",
    "de aantallen per week als bestand ophalen",
    "take the counts per week out as a file",
    roles=("analyst", "researcher"),
    purpose="statistics",
    about_persons=False,
)
