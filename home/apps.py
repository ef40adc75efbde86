from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Accueil"

    def ready(self) -> None:
        from fiches import podcast  # noqa: PLC0415 - models must be loaded first
        from structures.answering import register_service_line  # noqa: PLC0415

        from . import site  # noqa: PLC0415 (what it watches, once models are loaded)

        podcast.register_owner(site.podcast_owner)
        register_service_line(site.service_line)
