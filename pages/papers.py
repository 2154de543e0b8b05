"""Documents to take along: a dossier as PDF or Word, and a practice on one page.

Made in the request (docs/decisions/0010-documents-in-the-request.md) and kept: the same is not made
twice.
"""

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.text import slugify
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views import View

from core import edtf_dates
from core.addresses import absolute, address_of
from core.blocks import paragraph, reading_direction
from core.cache import key_of, made_once
from core.pdf import pdf
from core.qr import qr
from core.word import word
from pages.compare import asked_slugs
from pages.dossier import MOST, query_of, title_of
from practices.handout import handout
from practices.page import for_page, hang_links, pages_of
from practices.sheet import Sheet

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Paper(View):
    """A document under a name that says what it is. Search engines do not ask for it.

    Subclasses say which practices (`slugs`), what is made of them (`make`), under which name
    (`file_name`), and the page to go to where it cannot be made (`page_url`), which says why.
    """

    content_type = PDF

    def get(self, request, **kwargs):
        self.slugs = self.asked()
        if not 0 < len(self.slugs) <= MOST:
            return HttpResponseRedirect(self.page_url())
        key = key_of(type(self).__name__, get_language(), *self.slugs)
        content = made_once(key, self.made)
        if content is None:
            return HttpResponseRedirect(self.page_url())
        response = HttpResponse(content, content_type=self.content_type)
        response.headers["Content-Disposition"] = f'attachment; filename="{self.file_name()}"'
        response.headers["X-Robots-Tag"] = "noindex"
        response.headers["ETag"] = f'"{key}"'
        patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
        # Only now: “*” means any document, and there may be none.
        return get_conditional_response(request, etag=f'"{key}"', response=response)

    def made(self):
        """The bytes; None where one of the practices is not public."""
        practices = for_page().published().filter(slug__in=self.slugs).prefetch_related("formats")
        by_slug = {practice.slug: practice for practice in practices}
        if len(by_slug) < len(self.slugs):
            return None
        pages = pages_of([by_slug[slug] for slug in self.slugs])
        hang_links(pages)
        return self.make(pages)


class DossierPdf(Paper):
    ending = "pdf"

    def asked(self):
        return asked_slugs(self.request.GET)

    def page_url(self):
        return address_of("dossier") + query_of(self.slugs)

    def make(self, pages):
        return pdf("dossier.typ", dossier(pages, absolute(self.page_url())))

    def file_name(self):
        count = len(self.slugs)
        words = ngettext("%(n)s practice", "%(n)s practices", count) % {"n": count}
        today = timezone.localdate().isoformat()
        name = slugify(f"{settings.SITE_NAME} {_('Dossier')} {words} {today}")
        return f"{name}.{get_language()}.{self.ending}"


class DossierWord(DossierPdf):
    content_type, ending = WORD, "docx"

    def make(self, pages):
        return word(dossier(pages, absolute(self.page_url())))


class Handout(Paper):
    def asked(self):
        return [self.kwargs["slug"]]

    def page_url(self):
        return address_of("practice", *self.slugs)

    def make(self, pages):
        (page,) = pages
        return pdf("handout.typ", handout_of(page))

    def file_name(self):
        return f"{slugify(settings.SITE_NAME)}-{self.slugs[0]}.{get_language()}.pdf"


def handout_of(page):
    """The document of templates/documents/handout.typ."""
    content = handout(page)
    return {**frame(content["title"]), **content}


def frame(title, description=""):
    """What every document says of itself."""
    today = timezone.localdate().isoformat()
    return {
        "title": title,
        "description": description,
        "author": settings.SITE_NAME,
        "lang": get_language(),
        "direction": reading_direction(),
        "date": edtf_dates.words(today),
        "made": f"{today}T00:00:00+00:00",
    }


def dossier(pages, address):
    """The document of core.blocks: a first page with contents, then one part for each practice."""
    sheets = [Sheet(page) for page in pages]
    words = {"site": settings.SITE_NAME, "date": edtf_dates.words(timezone.localdate().isoformat())}
    front = [
        paragraph(
            _("Good practices in the social integration of newcomers, picked from %(site)s.")
            % words,
            "lead",
        ),
        paragraph(
            _(
                "As they stood on %(date)s. Each practice says where its texts come from, what its "
                "source lets us show and whom to ask. Ask the publisher of a source before you "
                "copy its texts."
            )
            % words
        ),
    ]
    return {
        **frame(title_of(len(sheets)), ", ".join(sheet.title for sheet in sheets)),
        "words": {"contents": _("Contents")},
        "front": front,
        "qr": qr(address, _("This dossier on the web, to change or to pass on:")),
        "parts": [list(sheet.blocks) for sheet in sheets],
    }
