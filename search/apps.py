from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Recherche"

    def ready(self) -> None:
        from cms.watching import watch  # noqa: PLC0415 - models must be loaded first

        from . import models, registry, related, sources  # noqa: PLC0415

        for vocabulary in (models.Synonym, models.CrisisExpression, models.PromotedResult):
            watch(vocabulary)

        registry.register(sources.PAGES)
        registry.register(sources.DOCUMENTS)
        related.connect()
