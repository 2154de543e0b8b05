"""Two to five practices side by side: facts in rows, then the parts of their pages by kind."""

import re
from dataclasses import dataclass, field

from django.db.models import Count, Q
from django.http import HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView

from core.addresses import address_of
from core.models import SLUG_PATTERN, PastSlug, sort_key
from core.views import PageInfo
from practices.cards import depth_badge
from practices.facts import Facts
from practices.groups import GROUPS, hang_rhythms
from practices.models import Practice
from practices.page import for_page, shown_groups

FEWEST, MOST = 2, 5
SUGGESTED = 8  # further practices to choose from


class Compare(PageInfo, TemplateView):
    """The practices that the address names (`p`, several times), and a form to choose others."""

    parameters = ["p"]
    template_name = "pages/compare.html"

    def get(self, request, *args, **kwargs):
        asked = [slug for slug in request.GET.getlist("p") if re.match(SLUG_PATTERN, slug)]
        self.practices = list(for_page().published().filter(slug__in=asked[: 4 * MOST]).in_order())
        self.lost = set(asked) - {practice.slug for practice in self.practices}
        if moved := moved_to(self.lost):
            query = request.GET.copy()
            query.setlist("p", [moved.get(slug, slug) for slug in asked])
            return HttpResponseRedirect(f"{request.path}?{query.urlencode()}")
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        practices = self.practices
        is_comparable = FEWEST <= len(practices) <= MOST
        return super().get_context_data(
            columns=columns_of(practices) if is_comparable else [],
            groups=groups_of(practices) if is_comparable else [],
            problem=self.problem(),
            chosen=practices,
            practices_url=address_of("practices"),
            suggested=suggested_beside(practices),
            **kwargs,
        )

    def problem(self):
        """What is not as asked, in words; empty where all is well."""
        if self.lost:
            return _("Not in this directory: %(names)s.") % {"names": ", ".join(sorted(self.lost))}
        if len(self.practices) > MOST:
            return (
                ngettext(
                    "You chose %(n)s practice.", "You chose %(n)s practices.", len(self.practices)
                )
                % {"n": len(self.practices)}
                + " "
                + _("Keep at most five ticked.")
            )
        return ""


def moved_to(slugs):
    """{old slug: slug of today} of practices that were renamed or merged into another."""
    if not slugs:
        return {}
    kind = Practice._meta.label_lower
    renamed = PastSlug.objects.filter(kind=kind, slug__in=slugs, reason="corrected")
    merged = Practice.objects.filter(slug__in=slugs, merged_into__isnull=False)
    return dict(renamed.values_list("slug", "became")) | dict(
        merged.values_list("slug", "merged_into__slug")
    )


def suggested_beside(practices):
    """Further practices to choose: most themes in common first, then full sheets."""
    themes = {link.theme_id for practice in practices for link in practice.theme_links.all()}
    others = Practice.objects.listed().exclude(pk__in=[practice.pk for practice in practices])
    shared = Count("themes", filter=Q(themes__in=themes))
    order = ["-shared", "-is_full_sheet", sort_key(), "pk"]
    return others.annotate(shared=shared).order_by(*order)[:SUGGESTED]


def columns_of(practices):
    """The heads of the columns, each with the address of the comparison without it."""
    slugs = [practice.slug for practice in practices]
    return [
        {
            "practice": practice,
            "badge": depth_badge(practice.is_full_sheet),
            "others": [slug for slug in slugs if slug != practice.slug],
        }
        for practice in practices
    ]


@dataclass
class Cell:
    """What one practice, or several neighbours alike, have to say in a row."""

    html: str
    practices: list
    is_shared: bool = False  # by all practices of the page

    @property
    def span(self):
        return len(self.practices)


@dataclass
class Row:
    label: str
    cells: list


@dataclass
class Rows:
    """One group of rows; `lacking` says once, for each practice, what it does not have."""

    code: str
    label: str
    rows: list = field(default_factory=list)
    lacking: list = field(default_factory=list)

    def add(self, label, practices, contents):
        """A row, unless no practice has anything in it. `contents` are HTML, "" for nothing."""
        if not any(contents):
            return
        cells = []
        for practice, html in zip(practices, contents, strict=True):
            if cells and html and cells[-1].html == html:
                cells[-1].practices.append(practice)
            else:
                cells.append(Cell(html, [practice]))
        cells[0].is_shared = len(cells) == 1
        self.rows.append(Row(label, cells))

    def say_what_lacks(self):
        lacking = {}
        for row in self.rows:
            for cell in row.cells:
                if not cell.html:
                    lacking.setdefault(cell.practices[0], []).append(row.label)
        self.lacking = [
            {"practice": practice, "labels": labels} for practice, labels in lacking.items()
        ]


def groups_of(practices):
    """All rows of the comparison in the order of the practice page."""
    hang_rhythms(practices)
    found = [_facts(practices), *_parts(practices)]
    for rows in found:
        rows.say_what_lacks()
    return [rows for rows in found if rows.rows]


def _facts(practices):
    rows = Rows("facts", _("In short"))
    facts = [
        {fact["label"]: fact for fact in Facts(p, p.own_activities, p.own_rhythms)}
        for p in practices
    ]
    for label in dict.fromkeys(label for known in facts for label in known):
        rows.add(label, practices, [_cell("fact", known.get(label)) for known in facts])
    tags = [
        (_("Themes"), lambda p: [link.theme for link in p.theme_links.all()]),
        (_("For whom"), lambda p: [link.target_group for link in p.target_group_links.all()]),
    ]
    for label, terms_of in tags:
        rows.add(label, practices, [_cell("terms", terms_of(practice)) for practice in practices])
    return rows


def _parts(practices):
    """For each group of the page: its rows, kind by kind."""
    shown = [{group.code: group for group in shown_groups(practice)} for practice in practices]
    for code in GROUPS:
        rows = Rows(code.value, code.label)
        groups = [groups.get(code.value) for groups in shown]
        before, after = _kinds(groups, "before"), _kinds(groups, "after")
        rows.add(_("Who can take part"), practices, _cells("criteria", groups))
        rows.add(_("Team"), practices, _cells("post_inputs", groups))
        rows.add(_("Figures"), practices, _cells("figure_inputs", groups))
        _add_sections(rows, practices, groups, before)
        rows.add(_("Activities"), practices, _activities(practices, groups))
        rows.add(_("Strengths"), practices, _cells("strengths", groups))
        rows.add(_("Weaknesses"), practices, _cells("weaknesses", groups))
        _add_sections(rows, practices, groups, after)
        yield rows


def _kinds(groups, name):
    """The kinds of section in that part of the groups, in their fixed order."""
    kinds = {s.kind for group in groups if group for s in getattr(group, name)}
    return sorted(kinds, key=lambda kind: (kind.position, kind.pk))


def _add_sections(rows, practices, groups, kinds):
    for kind in kinds:
        of_kind = [
            [s for s in (group.sections if group else []) if s.kind == kind] for group in groups
        ]
        rows.add(str(kind), practices, [_cell("sections", sections) for sections in of_kind])


def _cells(name, groups):
    """The cells of one attribute of the groups: its name says how it is shown."""
    kind = "sections" if name in ("strengths", "weaknesses") else name
    return [_cell(kind, getattr(group, name)) if group else "" for group in groups]


def _activities(practices, groups):
    return [
        _cell("activities", group.activities, url=practice.get_absolute_url()) if group else ""
        for practice, group in zip(practices, groups, strict=True)
    ]


def _cell(kind, content, **more):
    """One cell as HTML; "" where there is nothing to show."""
    if not content:
        return ""
    html = render_to_string("pages/_compared.html", {"kind": kind, kind: content, **more})
    return mark_safe(html.strip())  # what a template of ours has just escaped
