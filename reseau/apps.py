from django.apps import AppConfig


class ReseauConfig(AppConfig):
    name = "reseau"
    verbose_name = "Réseau"

    def ready(self) -> None:
        from cms.duties import register_duty  # noqa: PLC0415 - models must be loaded first
        from search import registry  # noqa: PLC0415

        from . import duties, searchable  # noqa: PLC0415

        for source in searchable.SOURCES:
            registry.register(source)
        for duty in duties.DUTIES:
            register_duty(duty)
