from django.apps import AppConfig


class CollectionConfig(AppConfig):
    name = "baken.collection"
    label = "collection"
    default_auto_field = "django.db.models.BigAutoField"
