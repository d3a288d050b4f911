from django.apps import AppConfig


class DoorConfig(AppConfig):
    name = "baken.door"
    label = "door"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What waits for a report of a suspected crime hears when that is settled."""
        from baken.door.reviews.reported import KIND, hear_of_report
        from baken.referrals.reports.telling import when_settled

        when_settled(KIND, hear_of_report)
