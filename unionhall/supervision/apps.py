from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "unionhall.supervision"
    label = "supervision"
