"""What a curator sees beside the form: languages, and an outline of the parts of an entry."""

from django.conf import settings
from django.db import models
from django.urls import NoReverseMatch, reverse

from core.admin_lists import state_badge, state_badges
from core.i18n import language_codes, source_language, translated_fields, worst_state
from core.models import Translated
from core.ownership import owner_fields, owner_of, root_of


class Desk:
    """For a ModelAdmin: gathers what `admin/_desk.html` shows."""

    outline = ()  # reverse names of rows that have change pages of their own

    def desk(self, request, obj):
        """What the page shows beside the form."""
        owner = owner_of(obj)
        return {
            "owner": owner and self._link_to(owner),
            "language_links": self._language_links(obj),
            "outline_groups": [self._outline_group(request, obj, name) for name in self.outline],
            "preview_url": self.get_view_on_site_url(obj),
        }

    def get_view_on_site_url(self, obj=None):
        root = root_of(obj) if obj is not None else None
        if not hasattr(root, "get_absolute_url"):
            return None
        try:
            return root.get_absolute_url()
        except NoReverseMatch:
            return None

    def _admin_url(self, row, view="change"):
        model = row._meta
        return reverse(f"admin:{model.app_label}_{model.model_name}_{view}", args=[row.pk])

    def _link_to(self, row):
        return {"name": str(row), "kind": row._meta.verbose_name, "url": self._admin_url(row)}

    def _language_links(self, obj):
        """A link to the translations of the whole entry for each language but its own."""
        if not issubclass(self.model, Translated):
            return []
        root = root_of(obj)
        states = getattr(root, "language_states", None) or {}
        root_page = self.admin_site._registry.get(type(root))
        if root_page is None:
            return []
        own = getattr(root, "original_language", "")
        names = dict(settings.LANGUAGES)
        name = f"admin:{root._meta.app_label}_{root._meta.model_name}_translations"
        return [
            {
                "name": names[code],
                "badge": state_badge(states.get(code) or worst_state([root], code)),
                "url": None if code == own else reverse(name, args=[root.pk, code]),
            }
            for code in language_codes()
        ]

    def _outline_group(self, request, obj, name):
        """Rows with change pages of their own: what they are, how complete, in which state."""
        relation = next(r for r in obj._meta.related_objects if r.get_accessor_name() == name)
        model, page = relation.related_model, self.admin_site._registry[relation.related_model]
        add = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")
        rows = outline_rows(getattr(obj, name), page.outline)
        return {
            "title": model._meta.verbose_name_plural,
            "add": f"{add}?{relation.field.name}={obj.pk}",
            "add_label": model._meta.verbose_name,
            "may_add": page.has_add_permission(request),
            "rows": [self._outline_row(row, page.outline) for row in rows],
        }

    def _outline_row(self, row, nested):
        parts = [part for name in nested for part in getattr(row, name).all()]
        return {
            **self._link_to(row),
            "position": getattr(row, "position", ""),
            "badges": state_badges({code: worst_state([row], code) for code in language_codes()}),
            "empty": empty_texts(row),
            "rows": [self._outline_row(part, ()) for part in parts],
        }


def outline_rows(manager, nested):
    """The rows of an outline in their order, with what their names and their parts need."""
    model = manager.model
    named = [
        field.name
        for field in model._meta.concrete_fields
        if field.is_relation and field not in owner_fields(model)
    ]
    names = {field.name for field in model._meta.fields}
    order = ["position", "pk"] if "position" in names else ["pk"]
    return manager.select_related(*named).prefetch_related(*nested).order_by(*order)


def empty_texts(row):
    """Names of the long texts that a row could have and has not, but for editorial notes."""
    fields = [row._meta.get_field(name) for name in translated_fields(type(row))]
    return [
        field.verbose_name
        for field in fields
        if isinstance(field, models.TextField)
        and field.name != "editorial_note"
        and source_language(row, field.name) is None
    ]
