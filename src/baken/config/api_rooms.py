"""The API of this installation: which room answers under which address of it."""

from django.urls import path

from baken.api.application import ProgramApi
from baken.api.description_views import document_of, page_of
from baken.api.problems import nothing_here
from baken.desk.guard import public_page
from baken.door.api import router as door
from baken.notices.received.api import router as notices
from baken.notices.statements.api import router as statements
from baken.referrals.api import router as referrals

ROOMS = (("door", door), ("notices", notices), ("statements", statements), ("referrals", referrals))
"""What stands after /api/, and the router of the room."""

programs = ProgramApi(ROOMS)
document, described = document_of(programs), page_of(programs)
nowhere = [path("<path:rest>", public_page(nothing_here), name="programs_nowhere")]
