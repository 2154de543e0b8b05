"""The page that shows the mailbox of a contact to whoever asks for it.

It may be a person's, so it stands in no other page: programs that gather addresses follow links,
they press no buttons.
"""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import TemplateView

from core.i18n import text_of
from core.models import Entry
from core.public_forms import is_sent_from_here, opened_now, was_opened_here
from core.views import PageInfo
from organisations.models import Contact, ContactPoint


def reachable_contacts():
    """Published contacts of something published."""
    published = Entry.Status.PUBLISHED
    return (
        Contact.objects.published()
        .filter(
            Q(organisation__status=published)
            | Q(practices__status=published)
            | Q(projects__status=published)
        )
        .select_related("organisation")
        .distinct()
    )


# No cookie, so no token in one: the form carries a signed time instead.
@method_decorator([csrf_exempt, never_cache], name="dispatch")
class Write(PageInfo, TemplateView):
    """GET offers a button; POST answers with the address."""

    template_name = "organisations/write.html"

    def dispatch(self, request, *args, code, **kwargs):
        self.contact = reachable_contacts().filter(code=code).first()
        points = ContactPoint.objects.filter(
            contact=self.contact, kind=ContactPoint.Kind.EMAIL, is_published=True, is_cut_off=False
        )
        self.points = list(points) if self.contact else []
        if not self.points:
            raise Http404
        return super().dispatch(request, *args, code=code, **kwargs)

    def post(self, request, *args, code, **kwargs):
        if not is_sent_from_here(request):
            raise PermissionDenied
        is_fresh = was_opened_here(request.POST.get("opened", ""), code)
        context = self.get_context_data(
            code=code, points=self.points if is_fresh else [], is_stale=not is_fresh
        )
        return self.render_to_response(context, status=200 if is_fresh else 400)

    def get_context_data(self, code, **kwargs):
        contact, organisation = self.contact, self.contact.organisation
        return super().get_context_data(
            contact=contact,
            has_role=bool(text_of(contact, "role")),
            organisation=organisation if organisation and organisation.is_published else None,
            opened=opened_now(code),
            **kwargs,
        )
