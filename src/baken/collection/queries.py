"""Reads of collection: sources with what came in, and documents, each read of which is noted."""

from django.db.models import Case, Count, IntegerField, Max, OuterRef, QuerySet, Subquery, Sum, When
from django.db.models.functions import Coalesce

from baken.audit.actions import record_event
from baken.collection.documents import open_document
from baken.collection.models import BasisDocument, Capture, Intake, Source
from baken.tenancy.acting import Actor

BY_HAND = "by_hand"


def sources_with_counts() -> QuerySet[Source]:
    """Sources with `last_collected`, `seen` and `rejected` of their platform under their basis; of what
    people write down by hand those of the source itself."""
    own = Intake.objects.filter(platform=OuterRef("platform"), basis=OuterRef("basis")).order_by()
    grouped = own.values("platform")
    written = Capture.objects.filter(source=OuterRef("pk"), how=BY_HAND).order_by().values("source")
    return Source.objects.select_related("basis").annotate(
        last_collected=Case(
            When(kind=BY_HAND, then=Subquery(written.annotate(last=Max("stored_at")).values("last"))),
            default=Subquery(grouped.annotate(last=Max("at")).values("last")),
        ),
        seen=Coalesce(
            Case(
                When(kind=BY_HAND, then=Subquery(written.annotate(n=Count("id")).values("n"))),
                default=Subquery(grouped.annotate(sum=Sum("seen")).values("sum")),
                output_field=IntegerField(),
            ),
            0,
            output_field=IntegerField(),
        ),
        rejected=Coalesce(Subquery(grouped.annotate(sum=Sum("rejected")).values("sum")), 0),
    )


def read_document(*, by: Actor, document: BasisDocument) -> bytes:
    """The document as it came; noted in the log."""
    record_event(
        by=by,
        action="collection.document_read",
        subject=f"document:{document.id}",
        details={"kind": document.kind},
    )
    return open_document(document.organisation_id, document.id, document.content)
