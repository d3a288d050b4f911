from django.apps import AppConfig


class DoorConfig(AppConfig):
    name = "baken.door"
    label = "door"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What waits for a report of a suspected crime hears when that is settled; who lets statements of
        reasons go hears which refusals were overturned."""
        from baken.door.appeals.queries import overturned_checks
        from baken.door.reviews.reported import KIND, hear_of_report
        from baken.notices.statements.queries import tell_overturned
        from baken.referrals.reports.telling import when_settled

        when_settled(KIND, hear_of_report)
        tell_overturned(KIND, overturned_checks)
