"""What was done before today for invented people who said yes, as data: bland, and about nobody."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CaseStory:
    """A case that began `began` days ago and was last written in `last` days ago. `tasks` are words, who does
    it, in how many days it was due, and how it ended; `ends` is "paused", a reason to close it, or nothing;
    `said` what the person said of it then, if anything. `small`: it stands in every market."""

    called: str
    login: str
    began: int
    last: int
    wishes: str
    note: str
    ground: str = "yes"
    way: str = "spoken"
    tasks: tuple[tuple[str, str, int, str], ...] = ()
    party: tuple[str, str] | None = None
    plan: tuple[tuple[str, str, str], ...] = ()
    ends: str = ""
    said: str = ""
    small: bool = False


LETTER = ("Verzonnen: samen een brief schrijven.", "together", 7, "done")
COURSE = ("Verzonnen: kijken welke cursus past.", "person", 14, "open")
ROOM = ("Verzonnen: vragen naar een rustige kamer.", "we", 5, "done")
FORM = ("Verzonnen: het formulier ophalen.", "we", 3, "dropped")

CASES = (
    CaseStory(
        "Iris", "noor", 80, 30, "Verzonnen: een eigen kamer en een vaste dag voor zichzelf.",
        "Verzonnen: de kamer is gevonden.", tasks=(ROOM, LETTER),
        party=("Verzonnen: Woonhuis Zuid", "shelter"), ends="wishes_met", said="helped", small=True,
    ),
    CaseStory(
        "Fien", "daan", 64, 21, "Verzonnen: iemand die de taal spreekt.",
        "Verzonnen: een ander team gaat verder.", way="written", tasks=(LETTER,),
        party=("Verzonnen: Stichting Rustig Begin", "guidance"), ends="handed_over", said="helped",
    ),
    CaseStory(
        "Jet", "yara", 51, 44, "Verzonnen: alleen weten welke hulp er is.",
        "Verzonnen: wil het nu zelf doen.", tasks=(FORM,), ends="own_choice", said="no_difference",
    ),
    CaseStory(
        "Pia", "noor", 47, 9, "Verzonnen: praten over ander werk.",
        "Verzonnen: na drie weken geen antwoord meer.", tasks=(COURSE,), ends="no_contact",
    ),
    CaseStory(
        "Nel", "daan", 40, 12, "Verzonnen: een cursus, later dit jaar.",
        "Verzonnen: op vakantie tot volgende maand.", tasks=(COURSE,), ends="paused", small=True,
        said="helped",
    ),
    CaseStory(
        "Tine", "yara", 33, 3, "Verzonnen: dat niemand meekijkt op de telefoon.",
        "Verzonnen: samen de stappen doorgenomen.", tasks=(LETTER, COURSE),
        plan=(
            ("safe_device", "no", "chosen"), ("see_sharing", "no", "done"), ("stop_sharing", "yes", "later"),
        ),
        said="helped",
    ),
    CaseStory(
        "Wies", "noor", 26, 2, "", "Verzonnen: het gaat beter, wij bellen morgen.", ground="danger",
        tasks=(ROOM,), party=("Verzonnen: Huisartsenpost Noord", "health"), said="not_wanted",
    ),
    CaseStory(
        "Saar", "daan", 22, 1, "", "Verzonnen: de eerste stappen zijn gezet.", ground="reporting_code",
        tasks=(LETTER,), said="harmed",
    ),
    CaseStory(
        "Bo", "yara", 12, 1, "Verzonnen: hulp bij papieren.", "Verzonnen: de papieren zijn aangevraagd.",
        way="paper", tasks=(FORM, COURSE), party=("Verzonnen: Rechtswinkel West", "legal"),
        said="helped",
    ),
)  # fmt: skip
