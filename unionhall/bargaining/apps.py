from django.apps import AppConfig


class BargainingConfig(AppConfig):
    name = "unionhall.bargaining"
    label = "bargaining"

    def ready(self) -> None:
        from . import lifecycles  # noqa: F401  gives the models their courses
