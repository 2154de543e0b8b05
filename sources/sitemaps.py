from core.sitemaps import EntrySitemap
from sources.models import Source
from sources.page import languages_of_source


class SourceSitemap(EntrySitemap):
    """Sources are always public, and have no day of their last change."""

    model = Source

    def items(self):
        return [
            (source, code, codes)
            for source in Source.objects.public().order_by("pk")
            for codes in [languages_of_source(source)]
            for code in codes
        ]

    def get_urls(self, page=1, site=None, protocol=None):
        return [
            {
                "location": self.address(source, code),
                "alternates": [
                    {"lang_code": other, "location": self.address(source, other)} for other in codes
                ],
            }
            for source, code, codes in self.paginator.page(page).object_list
        ]
