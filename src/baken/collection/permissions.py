"""Who may say on which ground is collected, and from where."""

from baken.tenancy.permission import permission

READ = permission(
    "collection.read",
    "grondslagen en bronnen",
    "lawful bases and sources",
    roles=("admin", "data_protection_officer", "analyst"),
    purpose="accountability",
    about_persons=False,
)
DRAFT_BASIS = permission(
    "collection.draft_basis",
    "een grondslag ontwerpen en er documenten bij leggen",
    "drafting a basis and adding documents to it",
    roles=("admin", "data_protection_officer"),
    purpose="accountability",
    about_persons=False,
)
APPROVE_BASIS = permission(
    "collection.approve_basis",
    "een grondslag van kracht maken",
    "bringing a basis into force",
    roles=("data_protection_officer",),
    purpose="accountability",
    about_persons=False,
)
END_BASIS = permission(
    "collection.end_basis",
    "een grondslag beëindigen",
    "ending a basis",
    roles=("admin", "data_protection_officer"),
    purpose="accountability",
    about_persons=False,
)
READ_DOCUMENT = permission(
    "collection.read_document",
    "een document bij een grondslag",
    "a document of a basis",
    roles=("admin", "data_protection_officer"),
    purpose="accountability",
)
MANAGE_SOURCES = permission(
    "collection.manage_sources",
    "bronnen toevoegen en beëindigen",
    "adding and ending sources",
    roles=("admin",),
    purpose="accountability",
    about_persons=False,
)
START_CRAWL = permission(
    "collection.start_crawl",
    "een ronde beginnen die een site ophaalt",
    "starting a crawl of a site",
    roles=("admin", "analyst"),
    purpose="accountability",
    about_persons=False,
)
STOP_CRAWL = permission(
    "collection.stop_crawl",
    "een ronde stoppen",
    "stopping a crawl",
    roles=("admin", "analyst", "data_protection_officer"),
    purpose="accountability",
    about_persons=False,
)
SCHEDULE_CRAWL = permission(
    "collection.schedule_crawl",
    "bepalen hoe vaak een site vanzelf wordt opgehaald",
    "deciding how often a site is crawled by itself",
    roles=("admin",),
    purpose="accountability",
    about_persons=False,
)
TRY_PROFILE = permission(
    "collection.try_profile",
    "proberen wat een profiel op een pagina vindt",
    "trying what a profile finds on a page",
    roles=("admin",),
    purpose="accountability",
)
HAND_OVER = permission(
    "collection.hand_over",
    "vragen om vastleggingen als bewijs over te dragen",
    "asking for captures to be handed over as evidence",
    roles=("analyst",),
    purpose="outreach",
)
APPROVE_HAND_OVER = permission(
    "collection.approve_hand_over",
    "goedkeuren dat bewijs wordt overgedragen",
    "approving that evidence is handed over",
    roles=("data_protection_officer",),
    purpose="accountability",
)
