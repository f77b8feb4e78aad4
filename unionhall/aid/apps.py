from django.apps import AppConfig


class AidConfig(AppConfig):
    name = "unionhall.aid"
    label = "aid"
