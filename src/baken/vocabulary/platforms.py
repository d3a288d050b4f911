"""Platforms and the part they play: types, roles, moments, how sure, and whether a name is known."""

from baken.vocabulary.code_list import CodeList, Label, member

EMM = "emm"
"""Members of the registration study of 2021, kept apart so that counts stay comparable with it."""
BAKEN = "baken"
"""Members that Baken adds to those of the study."""

PlatformType = CodeList(
    name="PlatformType",
    label=Label("Soort platform", "Type of platform"),
    source="EMM registration study 2021; the group baken is added",
    members=(
        member("sex_advertising_website", "seksadvertentiewebsite", "sex advertising website", group=EMM),
        member("instant_messaging", "berichtendienst", "instant messaging service", group=EMM),
        member("social_network", "sociaal netwerk", "social network site", group=EMM),
        member("dating_service", "datingdienst", "dating service", group=EMM),
        member("webcam_platform", "webcamplatform", "webcam platform", group=BAKEN),
        member("marketplace", "marktplaats", "marketplace", group=BAKEN),
        member("forum", "forum", "forum", group=BAKEN),
        member("other", "anders", "other", group=BAKEN),
    ),
)

ADVERT_SITES = ("sex_advertising_website", "dating_service", "marketplace")
"""The types of sites that exist to publish adverts; on the others adverts are found by looking for them."""

PlatformRole = CodeList(
    name="PlatformRole",
    label=Label("Rol van een platform", "Role of a platform"),
    source="EMM registration study 2021 (six roles); the group baken is added",
    members=(
        member("recruiting", "werven", "recruiting", group=EMM),
        member("placing_adverts", "advertenties plaatsen", "placing adverts", group=EMM),
        member("attracting_customers", "klanten werven", "attracting customers", group=EMM),
        member(
            "meeting_customers",
            "afspreken met klanten",
            "meeting customers",
            ("Contact en afspraken met klanten.", "Contact and appointments with customers."),
            group=EMM,
        ),
        member("building_relation", "relatie opbouwen", "building the relation", group=EMM),
        member("spreading_images", "beelden verspreiden", "spreading images", group=EMM),
        member("control_and_monitoring", "controle en toezicht", "control and monitoring", group=BAKEN),
        member("payment", "betaling", "payment", group=BAKEN),
        member("threats_after", "dreigen na afloop", "threats after the exploitation", group=BAKEN),
        member("transport_or_lodging", "vervoer of onderdak", "transport or lodging", group=BAKEN),
        member("unknown", "onbekend", "unknown", group=BAKEN),
    ),
)

Moment = CodeList(
    name="Moment",
    label=Label("Moment", "Moment"),
    source="CKM",
    members=(
        member("before", "voor de uitbuiting", "before the exploitation"),
        member("during", "tijdens de uitbuiting", "during the exploitation"),
        member("after", "na de uitbuiting", "after the exploitation"),
        member("unknown", "onbekend", "unknown"),
    ),
)

Certainty = CodeList(
    name="Certainty",
    label=Label("Zekerheid", "Certainty"),
    source="Baken",
    members=(
        member(
            "established",
            "vastgesteld",
            "established",
            (
                "Blijkt uit meer dan één bron of uit stukken.",
                "Shown by more than one source or by documents.",
            ),
        ),
        member("stated", "verklaard", "stated", ("Eén persoon zegt het.", "One person says so.")),
        member(
            "presumed",
            "vermoed",
            "presumed",
            ("Afgeleid door wie registreert.", "Inferred by who registers it."),
        ),
        member("unknown", "onbekend", "unknown"),
    ),
)

Naming = CodeList(
    name="Naming",
    label=Label("Is het platform genoemd", "Is the platform named"),
    source="EMM registration study 2021",
    members=(
        member("named", "met naam genoemd", "named"),
        member(
            "unnamed",
            "zonder naam",
            "unnamed",
            ("Er staat alleen 'een website' of 'een app'.", "It only says 'a website' or 'an app'."),
        ),
        member(
            "unclear",
            "onduidelijk",
            "unclear",
            ("Niet te bepalen welk platform bedoeld is.", "It can't be told which platform is meant."),
        ),
    ),
)
