from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "baken.desk"
    label = "desk"
