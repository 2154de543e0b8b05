"""One sitemap a kind of entry, from the same `published()` as the pages."""

from django.contrib.sitemaps import Sitemap

from core.addresses import absolute, address_of
from core.i18n import language_codes
from core.views import languages_of


class EntrySitemap(Sitemap):
    """Every published entry in each language in which it can be read, with its alternates.

    Subclasses set `model`.
    """

    model = None
    limit = 5000

    def items(self):
        entries = self.model.objects.published().order_by("pk")
        return [
            (entry, code, codes)
            for entry in entries
            for codes in [languages_of(entry)]
            for code in codes
        ]

    def get_urls(self, page=1, site=None, protocol=None):
        return [
            {
                "location": self.address(entry, code),
                "lastmod": entry.updated_at,
                "alternates": [
                    {"lang_code": other, "location": self.address(entry, other)} for other in codes
                ],
            }
            for entry, code, codes in self.paginator.page(page).object_list
        ]

    def get_latest_lastmod(self):
        return None

    def address(self, entry, code):
        return absolute(address_of(self.model._meta.model_name, entry.slug, language=code))


class PageSitemap(Sitemap):
    """Pages that exist in every language: lists and statements. Subclasses set `names`."""

    names = []

    def items(self):
        return [(name, code) for name in self.names for code in language_codes()]

    def get_urls(self, page=1, site=None, protocol=None):
        return [
            {
                "location": absolute(address_of(name, language=code)),
                "alternates": [
                    {
                        "lang_code": other,
                        "location": absolute(address_of(name, language=other)),
                    }
                    for other in language_codes()
                ],
            }
            for name, code in self.paginator.page(page).object_list
        ]
