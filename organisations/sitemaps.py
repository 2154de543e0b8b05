from core.sitemaps import EntrySitemap
from organisations.models import Organisation


class OrganisationSitemap(EntrySitemap):
    model = Organisation
