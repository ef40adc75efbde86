from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Recherche"

    def ready(self) -> None:
        from . import registry, sources, text  # noqa: PLC0415 - models must be loaded first

        registry.register_facet(text.KIND, "Genre")
        registry.register(sources.PAGES)
