from django.apps import AppConfig


class AdvertsConfig(AppConfig):
    name = "baken.adverts"
    label = "adverts"
    default_auto_field = "django.db.models.BigAutoField"
