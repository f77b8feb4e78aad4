from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    name = "unionhall.channels"
    label = "channels"
