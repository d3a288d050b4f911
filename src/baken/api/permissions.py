"""Who may let programs in, and say what they are told."""

from baken.tenancy.permission import permission

MANAGE_PROGRAMS = permission(
    "api.manage_programs",
    "sleutels van programma's, en de adressen die bericht krijgen",
    "keys of programs, and the addresses that are told",
    roles=("admin",),
    purpose="accountability",
)
