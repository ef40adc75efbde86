from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Accueil"

    def ready(self) -> None:
        from structures.answering import register_service_line  # noqa: PLC0415 - models must be loaded first

        from .site import service_line  # noqa: PLC0415

        register_service_line(service_line)
