from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("Directory")

    def ready(self):
        from core import checks, groups, memory  # noqa: F401  (they register themselves)
