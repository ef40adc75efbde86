from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Accueil"

    def ready(self) -> None:
        from . import site  # noqa: F401, PLC0415 (what it watches, once models are loaded)
