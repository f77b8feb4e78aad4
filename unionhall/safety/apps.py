from django.apps import AppConfig


class SafetyConfig(AppConfig):
    name = "unionhall.safety"
    label = "safety"

    def ready(self) -> None:
        """The models learn their lifecycles, whose moves are actions of this room."""
        from . import lifecycles  # noqa: F401
