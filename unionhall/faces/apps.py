from django.apps import AppConfig


class FacesConfig(AppConfig):
    name = "unionhall.faces"
    label = "faces"

    def ready(self) -> None:
        import unionhall.roles  # noqa: F401  declares the roles everyone asks about
