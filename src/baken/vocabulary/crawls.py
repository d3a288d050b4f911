"""A crawl: the state it is in, why it ended, what went wrong with a page, and how often one begins."""

from baken.vocabulary.code_list import CodeList, Label, member

CrawlState = CodeList(
    name="CrawlState",
    label=Label("Stand van een ophaalronde", "State of a crawl"),
    source="Baken",
    members=(
        member("waiting", "wacht", "waiting", group="active"),
        member("running", "loopt", "running", group="active"),
        member("done", "klaar", "done", group="over"),
        member("stopped", "gestopt", "stopped", group="over"),
        member("failed", "mislukt", "failed", group="over"),
    ),
)

CrawlEnd = CodeList(
    name="CrawlEnd",
    label=Label("Waarom een ophaalronde eindigde", "Why a crawl ended"),
    source="Baken; a group is the state that the crawl is then in",
    members=(
        member(
            "finished",
            "alles bezocht wat het profiel aanwijst",
            "everything visited that the profile names",
            group="done",
        ),
        member(
            "page_limit",
            "het hoogste aantal pagina's is bereikt",
            "the largest number of pages was reached",
            (
                "De volgende ronde begint weer vooraan. Een hoger aantal staat u toe in het profiel.",
                "The next crawl begins at the front again. The profile can allow a larger number.",
            ),
            group="done",
        ),
        member("by_person", "door iemand gestopt", "stopped by somebody", group="stopped"),
        member(
            "basis_lapsed",
            "de grondslag geldt niet meer",
            "the lawful basis no longer holds",
            (
                "Vraag de functionaris gegevensbescherming of er een nieuwe grondslag komt.",
                "Ask the data protection officer whether there will be a new basis.",
            ),
            group="stopped",
        ),
        member(
            "source_inactive",
            "de bron is niet meer actief",
            "the source is no longer active",
            ("Voeg de bron opnieuw toe als dat mag.", "Add the source again if that is allowed."),
            group="stopped",
        ),
        member(
            "outside_hours",
            "de uren waarin mag worden opgehaald zijn voorbij",
            "the hours in which the profile allows crawling are over",
            (
                "Begin een nieuwe ronde binnen de uren van het profiel.",
                "Start a new crawl within the hours of the profile.",
            ),
            group="stopped",
        ),
        member(
            "site_refused",
            "de site weigert",
            "the site refuses",
            (
                "De site antwoordde dat dit niet mag. Baken gaat daar nooit omheen. Neem contact op met de "
                "site, of kijk met de hand.",
                "The site answered that this is not allowed. Baken never works around that. Contact the "
                "site, or look by hand.",
            ),
            group="stopped",
        ),
        member(
            "behind_login",
            "de site vraagt om in te loggen",
            "the site asks to log in",
            (
                "Achter een log-in haalt Baken niets op. Kijk of de beginpagina nog klopt.",
                "Baken fetches nothing behind a log-in. Check whether the start page is still right.",
            ),
            group="stopped",
        ),
        member(
            "asks_for_human",
            "de site vraagt om een mens (captcha)",
            "the site asks for a human (captcha)",
            (
                "Baken lost zo'n vraag nooit op. Neem contact op met de site, of kijk met de hand.",
                "Baken never answers such a question. Contact the site, or look by hand.",
            ),
            group="stopped",
        ),
        member(
            "robots_forbid",
            "de site staat dit in robots.txt niet toe",
            "the site's robots.txt does not allow this",
            (
                "Kies een beginpagina die wel mag, of vraag toestemming aan de site.",
                "Choose a start page that is allowed, or ask the site for permission.",
            ),
            group="stopped",
        ),
        member(
            "asked_to_wait",
            "de site vraagt om langer te wachten dan een ronde duurt",
            "the site asks to wait longer than a crawl takes",
            (
                "Begin later opnieuw, met een langere tijd tussen pagina's in het profiel.",
                "Start again later, with more time between pages in the profile.",
            ),
            group="stopped",
        ),
        member(
            "unreachable",
            "de site is niet bereikbaar",
            "the site can't be reached",
            ("Probeer het later opnieuw.", "Try again later."),
            group="failed",
        ),
        member(
            "address_refused",
            "het adres van de site is er geen dat Baken mag bezoeken",
            "the site's address is none that Baken may visit",
            (
                "Een adres binnen het eigen netwerk wordt nooit bezocht; een oefenorganisatie bezoekt "
                "alleen de eigen machine.",
                "An address inside the own network is never visited; a practice organisation visits its "
                "own machine only.",
            ),
            group="failed",
        ),
        member(
            "profile_unusable",
            "het profiel van de bron kan niet gebruikt worden",
            "the profile of the source can't be used",
            ("Verbeter het profiel van de bron.", "Mend the profile of the source."),
            group="failed",
        ),
        member(
            "nothing_found",
            "op de beginpagina's staat niets wat het profiel aanwijst",
            "the start pages hold nothing that the profile names",
            (
                "De site is misschien veranderd. Kijk of de selectors in het profiel nog kloppen.",
                "The site may have changed. Check whether the selectors of the profile still hold.",
            ),
            group="failed",
        ),
        member(
            "broke",
            "het ophalen brak af door een fout in Baken",
            "crawling broke off through a fault in Baken",
            (
                "Wat bewaard is, blijft. Begin een nieuwe ronde; gebeurt het weer, meld het dan.",
                "What was stored stays. Start a new crawl; if it happens again, report it.",
            ),
            group="failed",
        ),
    ),
)

CrawlTrouble = CodeList(
    name="CrawlTrouble",
    label=Label("Wat er mis was met een pagina", "What was wrong with a page"),
    source="Baken",
    members=(
        member("http_error", "de site gaf een foutmelding", "the site answered with an error"),
        member("timed_out", "de pagina kwam niet op tijd", "the page did not come in time"),
        member("broke_off", "de pagina brak af", "the page broke off"),
        member("too_large", "de pagina is te groot", "the page is too large"),
        member("not_text", "geen tekst, dus niet opgehaald", "not text, so not fetched"),
        member("unreadable", "de pagina is niet te lezen", "the page can't be read"),
        member(
            "no_advert",
            "het profiel vond geen advertentie op de pagina",
            "the profile found no advert on the page",
            (
                "De site is misschien veranderd. Kijk of de selectors in het profiel nog kloppen.",
                "The site may have changed. Check whether the selectors of the profile still hold.",
            ),
        ),
        member("bad_record", "wat op de pagina staat past niet", "what the page says does not fit"),
        member("not_allowed", "het profiel sluit dit adres uit", "the profile excludes this address"),
        member("elsewhere", "het adres is van een andere site", "the address is of another site"),
        member("robots", "robots.txt sluit dit adres uit", "robots.txt excludes this address"),
        member("unreachable", "de site was niet bereikbaar", "the site could not be reached"),
    ),
)

CrawlEvery = CodeList(
    name="CrawlEvery",
    label=Label("Hoe vaak vanzelf", "How often by itself"),
    source="Baken",
    members=(
        member("off", "nooit", "never"),
        member("daily", "elke dag", "daily"),
        member("weekly", "elke week", "weekly"),
    ),
)
