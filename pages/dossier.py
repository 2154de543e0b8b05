"""The dossier: practices that a reader picked, to take along. Its address is the list."""

from dataclasses import dataclass

from django.http import HttpResponseRedirect, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView

from core.addresses import absolute, address_of
from core.i18n import text_of
from core.sharing import mailto
from core.views import PageInfo
from pages import compare
from pages.compare import asked_slugs
from practices.models import Practice

MOST = 20


def query_of(slugs):
    """“?p=a&p=b”; nothing where there are none."""
    query = QueryDict(mutable=True)
    query.setlist("p", slugs)
    return f"?{query.urlencode()}" if slugs else ""


class Dossier(PageInfo, TemplateView):
    """What is picked, in order, with what can be done with it, and a way to pick more."""

    parameters = ["p", "q"]
    parameters_in_order = ["p"]
    template_name = "pages/dossier.html"

    def get(self, request, *args, **kwargs):
        asked = asked_slugs(request.GET)
        found = Practice.objects.published().filter(slug__in=asked).prefetch_related("theme_links")
        by_slug = {practice.slug: practice for practice in found}
        self.lost = [slug for slug in asked if slug not in by_slug]
        if moved := compare.moved_to(self.lost):
            slugs = [moved.get(slug, slug) for slug in asked]
            return HttpResponseRedirect(f"{request.path}{query_of(dict.fromkeys(slugs))}")
        self.practices = [by_slug[slug] for slug in asked if slug in by_slug]
        self.slugs = [practice.slug for practice in self.practices]
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        query, count = query_of(self.slugs), len(self.slugs)
        is_ready = 0 < count <= MOST
        is_comparable = compare.FEWEST <= count <= compare.MOST
        return super().get_context_data(
            rows=[Row(practice, self.slugs) for practice in self.practices],
            size=size_in_words(count),
            problems=self.problems(),
            pdf_url=address_of("dossier-pdf") + query if is_ready else "",
            word_url=address_of("dossier-word") + query if is_ready else "",
            compare_url=address_of("compare") + query if is_comparable else "",
            empty_url=address_of("dossier"),
            practices_url=address_of("practices"),
            address=absolute(address_of("dossier") + query),
            mail=self.mail(query),
            words=self.request.GET.get("q", ""),
            offered=self.offered() if count < MOST else [],
            **kwargs,
        )

    def problems(self):
        """What is not as asked, in words."""
        found = []
        if self.lost:
            names = {"names": ", ".join(self.lost)}
            found.append(_("Not in this directory: %(names)s.") % names)
        if len(self.slugs) > MOST:
            found.append(
                _(
                    "A dossier holds at most %(most)s practices. Yours has %(n)s: take some out, "
                    "or make two."
                )
                % {"most": MOST, "n": len(self.slugs)}
            )
        return found

    def offered(self):
        """Practices to add: those that hold the words, else those beside what is picked."""
        words = self.request.GET.get("q")
        if words:
            return compare.found_beside(self.practices, words)
        return compare.suggested_beside(self.practices)

    def mail(self, query):
        lines = [
            f"{text_of(practice, 'title').value}: {absolute(f'/p/{practice.slug}')}"
            for practice in self.practices
        ]
        title = title_of(len(self.practices))
        return mailto(title, [title, absolute(address_of("dossier") + query), "", *lines])


@dataclass
class Row:
    """One practice of the list, with the addresses of the dossier without it, and in another
    order."""

    practice: Practice
    slugs: list

    @property
    def address(self):
        return absolute(f"/p/{self.practice.slug}").partition("://")[2]

    @property
    def without_url(self):
        rest = [slug for slug in self.slugs if slug != self.practice.slug]
        return address_of("dossier") + query_of(rest)

    @property
    def earlier_url(self):
        return self._moved(-1)

    @property
    def later_url(self):
        return self._moved(1)

    def _moved(self, step):
        place = self.slugs.index(self.practice.slug)
        if not 0 <= place + step < len(self.slugs):
            return ""
        slugs = [slug for slug in self.slugs if slug != self.practice.slug]
        slugs.insert(place + step, self.practice.slug)
        return address_of("dossier") + query_of(slugs)


def title_of(count):
    words = ngettext("Dossier: %(n)s practice", "Dossier: %(n)s practices", count)
    return words % {"n": count}


def size_in_words(count):
    words = ngettext(
        "%(n)s of at most %(most)s practices", "%(n)s of at most %(most)s practices", count
    )
    return words % {"n": count, "most": MOST}
