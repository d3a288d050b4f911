from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "baken.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Second factors are noted in the log wherever they change."""
        from baken.accounts import second_factor_events

        second_factor_events.connect()
