from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")

    def ready(self):
        from core.publishing import after_change
        from search.indexing import entries_changed

        after_change(entries_changed)
