from typing import Any

from wagtail.admin.panels import Panel
from wagtail.permissions import policy_registry

from .models.consentement import WITHDRAW, Consentement


class ConsentPanel(Panel):
    """Where the consent of the person who speaks stands, with the way to its record. It holds no field of the page."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "fiches/admin/consent_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            user = self.request.user
            policy = policy_registry.get_by_type(Consentement)
            page = self.instance
            return {
                **super().get_context_data(parent_context),
                "page": page,
                "consent": Consentement.objects.filter(page_id=page.pk).first() if page.pk else None,
                "may_add": policy.user_has_permission(user, "add"),
                "may_read": policy.user_has_any_permission(user, ["change", "view"]),
                "may_withdraw": policy.user_has_permission(user, WITHDRAW),
            }
