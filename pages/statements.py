"""What the directory says about itself: pages of plain text, without a query."""

from django.views.generic import TemplateView

from core.addresses import address_of
from core.views import PageInfo


class Statement(PageInfo, TemplateView):
    parameters = []

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            how_url=address_of("how"), sources_url=address_of("sources"), **kwargs
        )


class About(Statement):
    template_name = "pages/about.html"


class How(Statement):
    template_name = "pages/how.html"


class Privacy(Statement):
    template_name = "pages/privacy.html"


class Accessibility(Statement):
    template_name = "pages/accessibility.html"
