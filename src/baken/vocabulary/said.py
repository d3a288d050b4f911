"""What somebody said of our contact with them: their own answer, never what we think of it."""

from baken.vocabulary.code_list import CodeList, Label, member

SaidOfContact = CodeList(
    name="SaidOfContact",
    label=Label("Wat iemand zelf over ons contact zei", "What somebody said of our contact"),
    source="Baken, rule 14 of the project",
    members=(
        member("helped", "het hielp", "it helped", group="said"),
        member("no_difference", "het maakte niets uit", "it made no difference", group="said"),
        member(
            "harmed",
            "het deed kwaad",
            "it did harm",
            ("Een collega ziet dit en bespreekt het.", "A colleague sees this and talks it over."),
            group="said",
        ),
        member("not_wanted", "het was niet gewenst", "it was not wanted", group="said"),
        member(
            "no_answer",
            "gevraagd, maar zei er niets over",
            "asked, but said nothing of it",
            (
                "Zwijgen is geen antwoord: het neemt de plaats van een eerder antwoord niet in.",
                "Silence is no answer: it does not take the place of an earlier one.",
            ),
        ),
    ),
)
