from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Recherche"

    def ready(self) -> None:
        from wagtail.models import Collection, CollectionViewRestriction  # noqa: PLC0415 - models must be loaded first

        from cms.watching import watch  # noqa: PLC0415

        from . import models, registry, related, sources  # noqa: PLC0415

        for vocabulary in (models.Synonym, models.CrisisExpression, models.PromotedResult):
            watch(vocabulary)
        # What everyone may read hangs on these too (``elastic.delivery``); the directory watches pages.
        watch(CollectionViewRestriction)
        watch(Collection, "path")

        registry.register(sources.PAGES)
        registry.register(sources.DOCUMENTS)
        related.connect()
