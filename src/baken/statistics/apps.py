from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    name = "baken.statistics"
    label = "statistics"

    def ready(self) -> None:
        """Keeps the list of every file that leaves the desk, whichever room made it."""
        from baken.desk.exports import exported
        from baken.statistics import permissions  # noqa: F401 - known to the menu before a page opens
        from baken.statistics.actions import keep_export

        exported.connect(keep_export, dispatch_uid="baken.statistics.exports")
