"""Replaces Wagtail's configuration of its own "users" app, to give the admin our screens of accounts."""

from wagtail.users.apps import WagtailUsersAppConfig


class AccountsAppConfig(WagtailUsersAppConfig):
    user_viewset = "cms.account_views.AccountViewSet"
