"""What the catalogue of platforms keeps of one: how it stands, what changed, how the DSA sees it."""

from baken.vocabulary.code_list import CodeList, Label, member

PlatformStatus = CodeList(
    name="PlatformStatus",
    label=Label("Stand van een platform", "State of a platform"),
    source="Baken",
    members=(
        member("active", "actief", "active"),
        member("closed", "gestopt", "closed"),
        member("merged", "opgegaan in een ander", "merged into another"),
    ),
)

PlatformChangeKind = CodeList(
    name="PlatformChangeKind",
    label=Label("Wat er aan een platform veranderde", "What changed of a platform"),
    source="Baken",
    members=(
        member("added", "toegevoegd", "added"),
        member("renamed", "andere naam", "renamed"),
        member("retyped", "ander soort", "type changed"),
        member("alias_added", "bijnaam erbij", "nickname added"),
        member("alias_removed", "bijnaam weg", "nickname removed"),
        member("dated", "begindatum veranderd", "opening date changed"),
        member("closed", "gestopt", "closed"),
        member("reopened", "weer actief", "active again"),
        member("merged", "opgegaan in een ander", "merged into another"),
        member("qualified", "kwalificatie voor de DSA", "DSA qualification"),
    ),
)

DsaQualification = CodeList(
    name="DsaQualification",
    label=Label("Kwalificatie voor de DSA", "DSA qualification"),
    source="Regulation (EU) 2022/2065, articles 3(g) and 3(i), 19 and 33; a person decides",
    members=(
        member("not_hosting", "geen hostingdienst", "no hosting service"),
        member("hosting", "hostingdienst", "hosting service"),
        member(
            "small_platform",
            "onlineplatform, micro of klein (art. 19)",
            "online platform, micro or small (art. 19)",
        ),
        member("online_platform", "onlineplatform", "online platform"),
        member("very_large", "zeer groot onlineplatform (art. 33)", "very large online platform (art. 33)"),
    ),
)
