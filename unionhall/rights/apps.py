from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "unionhall.rights"
    label = "rights"
