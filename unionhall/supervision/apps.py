from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "unionhall.supervision"
    label = "supervision"

    def ready(self) -> None:
        """Give the matters of this room their lifecycles."""
        from . import lifecycles  # noqa: F401
