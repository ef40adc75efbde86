from django.apps import AppConfig


class ReseauConfig(AppConfig):
    name = "reseau"
    verbose_name = "Réseau"

    def ready(self) -> None:
        from search import registry  # noqa: PLC0415 - models must be loaded first

        from . import searchable  # noqa: PLC0415

        for source in searchable.SOURCES:
            registry.register(source)
