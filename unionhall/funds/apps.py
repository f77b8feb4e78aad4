from django.apps import AppConfig


class FundsConfig(AppConfig):
    name = "unionhall.funds"
    label = "funds"
