from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "baken.rights"
    label = "rights"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What is held is not taken out of the register with its file either."""
        from baken.register.taking_back.holding import also_ask
        from baken.rights.holding import held_of_import

        also_ask(held_of_import)
