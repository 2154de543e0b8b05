"""What a practice consists of, in the five parts of its page: for the page and for comparing."""

from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from core.addresses import address_of
from core.templatetags.texts import prose
from practices.models import Rhythm
from practices.parts import post_inputs
from sources.parts import figure_inputs
from vocabulary.models import SectionKind

GROUPS = [
    SectionKind.Group.HOW,
    SectionKind.Group.WHO,
    SectionKind.Group.TAKES,
    SectionKind.Group.GIVES,
    SectionKind.Group.WHY,
]

FEW = 2

# Positions of section kinds (vocabulary): what stands before and after the middle of a group.
AFTER_APPROACH, AFTER_WEAKNESSES = 35, 265


@dataclass
class Group:
    """One of the five parts of the page, with what belongs in it."""

    code: str
    label: str
    sections: list = field(default_factory=list)
    activities: list = field(default_factory=list)
    posts: list = field(default_factory=list)
    criteria: list = field(default_factory=list)
    figures: list = field(default_factory=list)
    strengths: list = field(default_factory=list)
    weaknesses: list = field(default_factory=list)
    source_date: str = ""
    theme: object = None  # the main one of the practice

    def __bool__(self):
        parts = [self.sections, self.activities, self.posts, self.criteria, self.figures]
        return any([*parts, self.strengths, self.weaknesses])

    @property
    def before(self):
        """Sections that stand before the activities, or before strengths and weaknesses."""
        return [s for s in self.sections if s.kind.position < self._middle]

    @property
    def after(self):
        return [s for s in self.sections if s.kind.position >= self._middle]

    @property
    def _middle(self):
        return {"how": AFTER_APPROACH, "gives": AFTER_WEAKNESSES}.get(self.code, 0)

    @property
    def opens_plan(self):
        """Few activities stand open; more are a plan to look over first."""
        return len(self.activities) <= FEW

    @property
    def post_inputs(self):
        return post_inputs(self.posts)

    @property
    def figure_inputs(self):
        date = self.source_date
        return [{**figure_inputs(figure, date), "row": figure} for figure in self.figures]

    @property
    def pros(self):
        return self._joined(self.strengths)

    @property
    def cons(self):
        return self._joined(self.weaknesses)

    def _joined(self, sections):
        """Several sections of one kind as one block of components/pros_cons.html."""
        if not sections:
            return None
        anchors = [f"s{section.position}" for section in sections]
        texts = [(a, prose(s, "text", a)) for a, s in zip(anchors, sections, strict=True)]
        return {"html": format_html_join("\n", '<div id="{}">{}</div>', texts)}

    @property
    def more(self):
        """Where the same is gathered from all practices of the theme: list of {url, label}."""
        links = [
            ("strengths", _("All strengths about: %(theme)s"), self.strengths),
            ("weaknesses", _("All watch-outs about: %(theme)s"), self.weaknesses),
        ]
        return [
            {
                "url": f"{address_of(name)}?theme={self.theme.code}",
                "label": label % {"theme": self.theme},
            }
            for name, label, sections in links
            if sections and self.theme
        ]


def groups_of(practice, sections, shows_texts):
    """The filled groups of a practice that went through `hang_rhythms`; `sections` are those that
    may be shown, in the order of their kinds."""
    date = practice.source.date if practice.source else ""
    theme = next((link.theme for link in practice.theme_links.all()), None)
    groups = {code: Group(code.value, code.label, source_date=date, theme=theme) for code in GROUPS}
    for section in sections:
        if section.kind.group not in groups:
            continue
        group = groups[section.kind.group]
        target = {"strengths": group.strengths, "weaknesses": group.weaknesses}
        target.get(section.kind.code, group.sections).append(section)
    if shows_texts:
        groups["how"].activities = practice.own_activities
        groups["who"].criteria = sorted(practice.criteria.all(), key=lambda row: row.position)
    groups["takes"].posts = sorted(practice.posts.all(), key=lambda row: row.position)
    groups["gives"].figures = sorted(practice.figures.all(), key=lambda row: row.position)
    return [group for group in groups.values() if group]


def hang_rhythms(practices):
    """Give practices, their activities and phases their `own_rhythms`: one query for all.

    Activities and phases come prefetched; they hang as `own_activities` and `own_phases`.
    """
    rows = list(
        Rhythm.objects.filter(
            Q(practice__in=practices)
            | Q(activity__practice__in=practices)
            | Q(phase__activity__practice__in=practices)
        ).order_by("position", "pk")
    )
    for practice in practices:
        practice.own_activities = list(practice.activities.all())
        practice.own_rhythms = [r for r in rows if r.practice_id == practice.pk]
        for activity in practice.own_activities:
            activity.own_rhythms = [r for r in rows if r.activity_id == activity.pk]
            activity.own_phases = sorted(activity.phases.all(), key=lambda phase: phase.position)
            practice.own_rhythms += activity.own_rhythms
            for phase in activity.own_phases:
                phase.own_rhythms = [r for r in rows if r.phase_id == phase.pk]
                practice.own_rhythms += phase.own_rhythms
