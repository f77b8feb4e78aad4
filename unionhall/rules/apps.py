from django.apps import AppConfig


class RulesConfig(AppConfig):
    name = "unionhall.rules"
    label = "rules"
