from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Recherche"

    def ready(self) -> None:
        from cms.watching import watch  # noqa: PLC0415 - models must be loaded first

        from . import models, registry, related, sources, text  # noqa: PLC0415

        for vocabulary in (models.Synonym, models.CrisisExpression, models.PromotedResult):
            watch(vocabulary)

        registry.register_facet(text.KIND, "Genre")
        registry.register(sources.PAGES)
        registry.register(sources.DOCUMENTS)
        related.connect()
