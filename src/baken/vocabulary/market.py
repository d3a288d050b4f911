"""The market watch: what stands out on a platform, who looked, and why weeks can't be compared."""

from baken.vocabulary.code_list import CodeList, Label, member

MarketChange = CodeList(
    name="MarketChange",
    label=Label("Wat er op een platform opvalt", "What stands out on a platform"),
    source="Baken",
    members=(
        member(
            "rise",
            "groei die opvalt",
            "unusual growth",
            (
                "Meer advertenties dan dit platform in zijn eigen verleden had.",
                "More adverts than this platform had in its own past.",
            ),
        ),
        member(
            "fall",
            "daling die opvalt",
            "unusual decline",
            (
                "Minder advertenties dan dit platform in zijn eigen verleden had.",
                "Fewer adverts than this platform had in its own past.",
            ),
        ),
        member(
            "new",
            "voor het eerst gezien",
            "seen for the first time",
            (
                "Er werd al langer verzameld, maar nog niet van dit platform.",
                "Collecting went on for some time, but not from this platform.",
            ),
        ),
        member(
            "vanished",
            "niet meer gezien",
            "no longer seen",
            (
                "Er is verzameld, en er stond niets meer.",
                "It was collected, and nothing was there any more.",
            ),
        ),
    ),
)

MarketAlarmState = CodeList(
    name="MarketAlarmState",
    label=Label("Stand van wat opvalt", "State of what stands out"),
    source="Baken",
    members=(
        member("new", "wacht op een blik", "waits for a look"),
        member("looked_at", "bekeken", "looked at"),
    ),
)

NotComparable = CodeList(
    name="NotComparable",
    label=Label("Waarom weken niet te vergelijken zijn", "Why weeks can't be compared"),
    source="Baken",
    members=(
        member("first_week", "nog te kort verzameld", "not collected long enough yet"),
        member("not_collected", "niet verzameld", "not collected"),
        member("less_collected", "minder verzameld", "less was collected"),
        member("broken_off", "het ophalen brak af", "collecting broke off"),
        member("not_over", "de week was nog niet voorbij", "the week was not over yet"),
        member("too_little", "te weinig om iets te zeggen", "too little to say anything"),
    ),
)
