"""Two to five practices side by side: facts in rows, then the parts of their pages by kind."""

import re
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

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
from practices.filters import PracticeFilter
from practices.groups import GROUPS, hang_rhythms
from practices.models import Practice
from practices.page import for_page, shown_groups
from sources.provenance import Provenance

FEWEST, MOST = 2, 5
SUGGESTED = 8  # further practices to choose from
LONG = 300  # characters of a cell that are not said twice in a row
FACTS, DIFFERENCES = "facts", "differences"


def asked_slugs(query):
    """The slugs that an address names, each once, in its order."""
    slugs = dict.fromkeys(query.getlist("p"))
    return [slug for slug in slugs if re.fullmatch(SLUG_PATTERN, slug)]


class Compare(PageInfo, TemplateView):
    """The practices that the address names (`p`, several times), and a form to choose others.

    `only=differences` leaves out what is the same for all; `find` looks for practices with the
    words `q` to add.
    """

    parameters = ["p", "only", "q", "find"]
    parameters_in_order = ["p"]
    template_name = "pages/compare.html"

    def get(self, request, *args, **kwargs):
        asked = asked_slugs(request.GET)[: 4 * MOST]
        found = for_page().published().filter(slug__in=asked)
        self.practices = sorted(found, key=lambda practice: asked.index(practice.slug))
        self.lost = set(asked) - {practice.slug for practice in self.practices}
        if moved := moved_to(self.lost):
            query = request.GET.copy()
            query.setlist("p", [moved.get(slug, slug) for slug in asked])
            return HttpResponseRedirect(f"{request.path}?{query.urlencode()}")
        if "q" in request.GET and "find" not in request.GET:  # compared, with words left over
            return HttpResponseRedirect(self.address(asked))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        practices, words = self.practices, self.request.GET.get("q", "")
        is_comparable = FEWEST <= len(practices) <= MOST
        groups = groups_of(practices) if is_comparable else []
        same = sum(row.is_shared for rows in groups for row in rows.rows)
        if self.only == DIFFERENCES:
            groups = without_shared(groups)
        return super().get_context_data(
            columns=self.columns() if is_comparable else [],
            groups=groups,
            contents=[{"url": f"#{rows.code}", "label": rows.label} for rows in groups],
            switch=self.switch(same) if is_comparable else None,
            only=self.only,
            problem=self.problem(),
            chosen=practices,
            practices_url=address_of("practices"),
            words=words,
            suggested=found_beside(practices, words) if words else suggested_beside(practices),
            **kwargs,
        )

    @property
    def only(self):
        return DIFFERENCES if self.request.GET.get("only") == DIFFERENCES else ""

    def address(self, slugs, only=None):
        """Of the comparison of these practices, as it is shown now unless told."""
        only = self.only if only is None else only
        query = [*(("p", slug) for slug in slugs), *([("only", only)] if only else [])]
        return f"{self.request.path}?{urlencode(query)}"

    def columns(self):
        """The heads of the columns, each with the address of the comparison without it."""
        slugs = [practice.slug for practice in self.practices]
        return [
            {
                "practice": practice,
                "without_url": self.address([s for s in slugs if s != practice.slug]),
            }
            for practice in self.practices
        ]

    def switch(self, same):
        """From all rows to those that differ, and back; None where all differ."""
        slugs = [practice.slug for practice in self.practices]
        if self.only:
            return {"url": self.address(slugs, only=""), "label": _("Show all rows")}
        if not same:
            return None
        words = ngettext(
            "Hide %(n)s row that is the same for all",
            "Hide %(n)s rows that are the same for all",
            same,
        )
        return {"url": self.address(slugs, only=DIFFERENCES), "label": words % {"n": same}}

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


def found_beside(practices, words):
    """Further practices that hold these words, the best first; none for words that no search
    takes."""
    others = Practice.objects.listed().exclude(pk__in=[practice.pk for practice in practices])
    filterset = PracticeFilter({"q": words}, queryset=others)
    return filterset.qs[:SUGGESTED] if filterset.is_valid() else []


@dataclass
class Cell:
    """What one practice, or several neighbours alike, have to say in a row."""

    html: str
    practices: list
    same_as: object = None  # the practice further left that says this long text too

    @property
    def span(self):
        return len(self.practices)


@dataclass
class Row:
    label: str
    cells: list
    folds: bool  # on a phone

    @property
    def is_shared(self):
        """Do all practices say the same?"""
        return len(self.cells) == 1

    @property
    def speakers(self):
        """The practices that say something."""
        return [practice for cell in self.cells if cell.html for practice in cell.practices]


@dataclass
class Rows:
    """One group of rows; `lacking` says once, for each practice, what it does not have, and
    `silent` what none of them has."""

    code: str
    label: str
    rows: list = field(default_factory=list)
    lacking: list = field(default_factory=list)
    silent: list = field(default_factory=list)

    def add(self, label, practices, contents):
        """A row, unless no practice has anything in it. `contents` are HTML, "" for nothing."""
        if not any(contents):
            return
        cells, first = [], {}
        for practice, html in zip(practices, contents, strict=True):
            if cells and html and cells[-1].html == html:
                cells[-1].practices.append(practice)
                continue
            cells.append(Cell(html, [practice], first.get(html) if len(html) > LONG else None))
            first.setdefault(html, practice)
        self.rows.append(Row(label, cells, folds=self.code != FACTS))

    def say_what_lacks(self):
        """By the empty cells. Not so for facts: what stands with an activity is not lacking."""
        lacking = {}
        for row in self.rows:
            for cell in row.cells:
                if not cell.html:
                    lacking.setdefault(cell.practices[0], []).append(row.label)
        self.lacking = [
            {"practice": practice, "labels": labels} for practice, labels in lacking.items()
        ]


def without_shared(groups):
    """Only the rows in which the practices differ."""
    kept = [replace(rows, rows=[row for row in rows.rows if not row.is_shared]) for rows in groups]
    return [rows for rows in kept if rows.rows]


def groups_of(practices):
    """All rows of the comparison in the order of the practice page."""
    hang_rhythms(practices)
    found = [_facts(practices), *_parts(practices)]
    return [rows for rows in found if rows.rows]


def _facts(practices):
    rows = Rows(FACTS, _("In short"))
    lines = [_cell("line", p, badge=depth_badge(p.is_full_sheet)) for p in practices]
    rows.add(_("What it is"), practices, lines)
    found = [
        Facts(p, p.own_activities, p.own_rhythms, Provenance(p).shows_texts) for p in practices
    ]
    rows.silent = [name for name in found[0].unknown if all(name in f.unknown for f in found)]
    for practice, facts in zip(practices, found, strict=True):
        labels = [name for name in facts.unknown if name not in rows.silent]
        if labels:
            rows.lacking.append({"practice": practice, "labels": labels})
    facts = [{fact["label"]: fact for fact in of_one} for of_one in found]
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
        rows.say_what_lacks()
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
