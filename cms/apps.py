from django.apps import AppConfig


class CmsConfig(AppConfig):
    name = "cms"
    label = "cms"
    verbose_name = "Socle"

    def ready(self) -> None:
        from . import checks, dates, lots, renditions, watching  # noqa: F401, PLC0415 (models must be loaded first)
        from .recordings import leftovers  # noqa: PLC0415

        leftovers.connect()
        dates.connect()
        lots.connect()
        renditions.connect()
        watching.connect(sender=self)
