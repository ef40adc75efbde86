from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail_modeladmin.options import modeladmin_register

from cms.duties import register_duty

from .guetteurs import duty, history
from .guetteurs.admin import GuetteurAdmin
from .viewsets import ReseauGroup

register_snippet(ReseauGroup)

modeladmin_register(GuetteurAdmin)
register_duty(duty.DUTY)
hooks.register("register_log_actions", history.register)
