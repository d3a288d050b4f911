from baken.tenancy.acting import Actor, acting_for  # noqa: F401
from baken.tenancy.owned import OWNED_RETENTION, OrganisationOwned  # noqa: F401
