from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "unionhall.kit"
    label = "kit"

    def ready(self) -> None:
        from . import fields  # noqa: F401  registers the lookup `path__under`
        from .plain_errors import speak_plainly

        speak_plainly()
