from django.apps import AppConfig


class TriageConfig(AppConfig):
    name = "baken.triage"
    label = "triage"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from baken.adverts.by_hand import also_ask
        from baken.adverts.reading.folding import ask_choice
        from baken.triage.agreed import wants_texts_open
        from baken.triage.in_hand import works_with

        also_ask(works_with)
        ask_choice(wants_texts_open)
