from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "unionhall.documents"
    label = "documents"
