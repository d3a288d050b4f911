"""Who may reach out."""

from baken.tenancy.permission import permission

REACH_OUT = permission(
    "outreach.reach_out",
    "iemand benaderen naar aanleiding van een aanwijzing",
    "approach somebody because of a lead",
    roles=("outreach_worker", "analyst"),
    purpose="outreach",
)
