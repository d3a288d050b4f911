"""Organisations that closed."""

from baken.accounts.models import AskedClosing, Organisation
from baken.operations.closing.actions import ask_closing, decide_closing
from tests.factories.users import make_person


def close_organisation(organisation: Organisation) -> Organisation:
    """Closed by two people, as it stands then. Raises `StillOpen`."""
    admin = make_person(organisation, "admin", purpose="accountability")
    officer = make_person(organisation, "data_protection_officer", purpose="accountability")
    before = AskedClosing.objects.filter(state="asked").first()
    asked = before or ask_closing(by=admin, why="Wij gaan op in een andere stichting.")
    decide_closing(by=officer, asked_id=asked.id, approve=True)
    return Organisation.objects.get(id=organisation.id)
