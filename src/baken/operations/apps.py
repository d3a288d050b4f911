from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "baken.operations"
    label = "operations"
