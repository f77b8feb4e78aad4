from django.apps import AppConfig


class MattersConfig(AppConfig):
    name = "unionhall.matters"
    label = "matters"
