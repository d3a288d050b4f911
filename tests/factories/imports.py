"""Files that were imported, and what a worker does with those that are to go."""

from datetime import date

from baken.register.actions import import_registrations
from baken.register.formats import write
from baken.register.models import AskedUndo, ImportBatch
from baken.register.records import MentionRecord, PersonRecord, RegistrationRecord
from baken.register.taking_back.actions import ask_undo
from baken.tenancy.acting import Actor
from tests.factories.users import make_person


def registrar(by: Actor) -> Actor:
    """Somebody who registers."""
    return make_person(by.organisation, "registrar", purpose="registration")


def record(reference: str, person: str = "P-1") -> RegistrationRecord:
    """A registration with a platform and a person, who may stand in others."""
    return RegistrationRecord(
        reference,
        registered_on=date(2020, 5, 1),
        source_kind="outreach",
        form="sexual",
        scope="domestic",
        mentions=(MentionRecord("named", "Snapchat", "instant_messaging"), MentionRecord("unclear")),
        persons=(PersonRecord(person, "female", ("victim",), "NL", 30),),
    )


def imported(by: Actor, count: int = 3, name: str = "R") -> ImportBatch:
    """A file of so many registrations, each with a person of its own, in the register of who acts."""
    records = [record(f"{name}-{number}", f"{name}P-{number}") for number in range(1, count + 1)]
    result = import_registrations(by=by, data=write(records, format="csv"), format="csv", source="f.csv")
    assert result.rejects == ()
    newest: ImportBatch = ImportBatch.objects.latest("imported_at")
    return newest


def asked_undo(by: Actor, count: int = 3, name: str = "R") -> AskedUndo:
    """One that a registrar asked to take back, and that waits for a worker."""
    return ask_undo(by=registrar(by), batch=imported(by, count, name))


def work(by: Actor) -> None:
    """Does what a worker does with one file that is to go."""
    from baken.pipeline.tasks import undo_imports

    undo_imports(organisation_id=str(by.organisation.id))
