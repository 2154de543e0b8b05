"""What the directory says about itself: pages of plain text, without a query."""

from django.views.generic import TemplateView

from core.views import PageInfo


class About(PageInfo, TemplateView):
    template_name = "pages/about.html"
    parameters = []


class How(PageInfo, TemplateView):
    template_name = "pages/how.html"
    parameters = []


class Privacy(PageInfo, TemplateView):
    template_name = "pages/privacy.html"
    parameters = []


class Accessibility(PageInfo, TemplateView):
    template_name = "pages/accessibility.html"
    parameters = []
