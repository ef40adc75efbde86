from django.apps import AppConfig


class FichesConfig(AppConfig):
    name = "fiches"
    verbose_name = "Fiches et lectures"

    def ready(self) -> None:
        from cms import rich_text  # noqa: PLC0415 - models must be loaded first
        from links import registry as links  # noqa: PLC0415
        from search import registry  # noqa: PLC0415

        from . import calls, catalogue, confined, outside_links  # noqa: PLC0415

        registry.register_facet("theme", "Thème")
        rich_text.register(calls.write)
        catalogue.watch_what_is_read()
        confined.connect()
        links.register(outside_links.given)
        registry.register_facet("situation", "Situation")
