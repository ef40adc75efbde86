"""The latest fiches, for feed readers."""

import datetime

from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed

from cms.feeds import Channel, SectionRss
from cms.querysets import readable
from cms.typography import french

from .models import FicheIndexPage, FichePage

MAX_FICHES = 20


class FichesRss(SectionRss):
    """``/fiches.rss``: the fiches that were last published or reviewed."""

    section = FicheIndexPage
    address = "fiches_rss"

    def items(self) -> list[FichePage]:
        fiches = readable(FichePage.objects.all()).newest_first()
        return list(fiches.select_related("theme").defer("body", "key_points", "first_steps")[:MAX_FICHES])

    def item_author_name(self, item: FichePage) -> str | None:
        return french(", ".join(author.value["name"] for author in item.authors)) or None

    def item_categories(self, item: FichePage) -> list[str]:
        return [item.get_part_display(), *([item.theme.name] if item.theme else [])]

    def item_pubdate(self, item: FichePage) -> datetime.datetime:
        return item.first_published_at or changed_at(item)

    def item_updateddate(self, item: FichePage) -> datetime.datetime:
        return changed_at(item)


class FichesAtom(FichesRss):
    """``/fiches.atom``: the same in Atom."""

    feed_type = Atom1Feed
    address = "fiches_atom"

    def subtitle(self, channel: Channel) -> str:
        return channel.description


def changed_at(fiche: FichePage) -> datetime.datetime:
    """The last publication, or the day of the last review if it is later."""
    moments = [fiche.last_published_at] if fiche.last_published_at else []
    if fiche.reviewed_on:
        moments.append(timezone.make_aware(datetime.datetime.combine(fiche.reviewed_on, datetime.time())))
    return max(moments)
