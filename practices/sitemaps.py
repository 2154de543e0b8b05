from core.sitemaps import EntrySitemap
from practices.models import Practice


class PracticeSitemap(EntrySitemap):
    model = Practice
