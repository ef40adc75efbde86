from django.apps import AppConfig


class StructuresConfig(AppConfig):
    name = "structures"
    verbose_name = "Structures d'aide"

    def ready(self) -> None:
        from cms.models.publication import register_publication_rule  # noqa: PLC0415 - models must be loaded first
        from links import registry as links  # noqa: PLC0415
        from search import registry  # noqa: PLC0415

        from . import aide, mentions, outside_links  # noqa: PLC0415

        register_publication_rule(mentions.withdrawn_errors)
        registry.register_facet("departement", "Département")
        registry.register_facet("public", "Pour qui")
        registry.register_view(aide.FOUND_AS)
        links.register(outside_links.given)
