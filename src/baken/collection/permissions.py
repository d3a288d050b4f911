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
