"""The latest public reports of meetings, for feed readers. Meetings to come have their calendar (``agenda``)."""

import datetime
from typing import Any

from django.db.models import F
from django.utils.feedgenerator import Atom1Feed

from cms.feeds import Channel, SectionRss
from cms.typography import french

from .models import CompteRendu, ReseauPage

MAX_REPORTS = 20


class ComptesRendusRss(SectionRss):
    """``/comptes-rendus.rss``: the reports that were last approved."""

    section = ReseauPage
    address = "comptes_rendus_rss"

    def title(self, channel: Channel) -> str:
        return french(f"{channel.publisher} : comptes rendus")

    def description(self, channel: Channel) -> str:
        return french("Ce qui est sorti des réunions du groupe, quand plus rien ne permet de reconnaître une personne.")

    def items(self, channel: Channel) -> list[CompteRendu]:
        """Each with its full address. Two queries."""
        reports = CompteRendu.objects.public().written().for_lists().prefetch_related("themes")
        latest = list(reports.order_by(F("last_published_at").desc(nulls_last=True), "-date", "pk")[:MAX_REPORTS])
        network = ReseauPage()
        for report in latest:
            report.address = f"{channel.link}{network.report_path(report)}"
        return latest

    def item_link(self, item: Any) -> str:
        return str(item.address)

    def item_guid(self, item: CompteRendu) -> str:
        """A tag (RFC 4151): the same whatever the address becomes."""
        return f"tag:medaide,2016-11:reunion-{item.pk}"

    def item_categories(self, item: CompteRendu) -> list[str]:
        place = [item.departement.name] if item.departement else []
        return [*place, *(theme.name for theme in item.themes.all())]

    def item_pubdate(self, item: CompteRendu) -> datetime.datetime:
        """Never before the meeting: it may have been announced first, under the same address."""
        return max(item.first_published_at or item.search_date, item.search_date)

    def item_updateddate(self, item: CompteRendu) -> datetime.datetime:
        return item.last_published_at or item.search_date


class ComptesRendusAtom(ComptesRendusRss):
    """``/comptes-rendus.atom``: the same in Atom."""

    feed_type = Atom1Feed
    address = "comptes_rendus_atom"

    def subtitle(self, channel: Channel) -> str:
        return self.description(channel)
