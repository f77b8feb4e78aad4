from django.apps import AppConfig


class WorklistConfig(AppConfig):
    name = "unionhall.worklist"
    label = "worklist"
