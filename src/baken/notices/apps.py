from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "baken.notices"
    label = "notices"
    default_auto_field = "django.db.models.BigAutoField"
