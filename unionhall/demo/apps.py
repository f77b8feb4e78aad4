from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "unionhall.demo"
    label = "demo"
