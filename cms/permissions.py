"""Four eyes: what readers see has been approved by somebody else than its author."""

from wagtail.models import PagePermissionTester


class FourEyesPermissionTester(PagePermissionTester):
    """Takes direct publication away from every role: pages are published by their approval in the workflow.

    The "publish" permission keeps its other effects (unpublish, move, reorder, schedule, restrict), which are the
    webmaster's. Superusers are the technical account, not a role: they keep a way in when the workflow is stuck,
    and the page's history shows it.
    """

    def can_publish(self) -> bool:
        return self.user.is_superuser and super().can_publish()

    def can_publish_subpage(self) -> bool:
        return self.user.is_superuser and super().can_publish_subpage()

    def can_set_view_restrictions(self) -> bool:
        return super().can_publish()

    def can_unschedule(self) -> bool:
        return super().can_publish()
