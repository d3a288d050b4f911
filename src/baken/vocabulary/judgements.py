"""What a person may say of links, and why."""

from baken.vocabulary.code_list import CodeList, Label, member

LinkJudgement = CodeList(
    name="LinkJudgement",
    label=Label("Oordeel over samenhang", "Judgement on links"),
    source="Baken",
    members=(
        member("join", "hoort bij elkaar", "belongs together"),
        member("split", "hoort niet bij elkaar", "does not belong together"),
    ),
)

LinkLevel = CodeList(
    name="LinkLevel",
    label=Label("Waarover een oordeel over samenhang gaat", "What a judgement on links is about"),
    source="Baken",
    members=(
        member("advertiser", "adverteerder", "advertiser"),
        member("unique_advert", "unieke advertentie", "unique advert"),
    ),
)

JudgementReason = CodeList(
    name="JudgementReason",
    label=Label("Waarom iets wel of niet bij elkaar hoort", "Why something does or does not belong together"),
    source="Baken",
    members=(
        member("same_contact", "zelfde contact", "the same contact", group="join"),
        member("same_way_of_writing", "zelfde manier van schrijven", "the same way of writing", group="join"),
        member("new_contact", "nieuw nummer of account, zelfde advertenties",
               "a new number or account, the same adverts", group="join"),
        member("told_join", "wij hoorden dat het één adverteerder is", "we were told it is one advertiser",
               group="join"),
        member("other_join", "iets anders dat samenhoort: zie de toelichting",
               "something else that belongs together: see the words", group="join"),
        member("shared_contact", "meer adverteerders delen een contact",
               "several advertisers share a contact", group="split"),
        member("copied_text", "de tekst is overgenomen", "the text was copied", group="split"),
        member("changed_hands", "het nummer of account wisselde van hand",
               "the number or account changed hands", group="split"),
        member("told_split", "wij hoorden dat het verschillende adverteerders zijn",
               "we were told these are different advertisers", group="split"),
        member("other_split", "iets anders dat losstaat: zie de toelichting",
               "something else that stands apart: see the words", group="split"),
    ),
)  # fmt: skip
