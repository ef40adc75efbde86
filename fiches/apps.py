from django.apps import AppConfig


class FichesConfig(AppConfig):
    name = "fiches"
    verbose_name = "Fiches et lectures"

    def ready(self) -> None:
        from search import registry  # noqa: PLC0415 - models must be loaded first

        from . import languages  # noqa: F401, PLC0415 - watches references

        registry.register_facet("theme", "Thème")
        registry.register_facet("situation", "Situation")
