from django.apps import AppConfig


class StructuresConfig(AppConfig):
    name = "structures"
    verbose_name = "Structures d'aide"

    def ready(self) -> None:
        from search import registry  # noqa: PLC0415 - models must be loaded first

        registry.register_facet("departement", "Département")
        registry.register_facet("public", "Pour qui")
