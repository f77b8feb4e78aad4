from django.apps import AppConfig


class SafetyConfig(AppConfig):
    name = "unionhall.safety"
    label = "safety"
