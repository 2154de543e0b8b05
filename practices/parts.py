"""Activities, phases and posts of a practice, as the components want them."""

from django.utils.translation import gettext as _

from core.i18n import text_of
from core.markdown import render
from core.numbers import number
from practices import words
from practices.models import Phase
from sources.parts import language_of


def phase_inputs(activity):
    """The phases of an activity for components/phases.html."""
    return [
        {
            "number": position,
            "title": phase_title(phase),
            "lang": language_of(text_of(phase, "title")),
            "rhythm": rhythm_line(phase.own_rhythms),
            "objectives_html": _html(phase, "objectives"),
            "content_html": _html(phase, "content"),
            "organisation_html": _html(phase, "organisation"),
        }
        for position, phase in enumerate(activity.own_phases, 1)
    ]


def rhythm_line(rhythms):
    """All rhythms in one line: as numbers where they are known, else as printed."""
    lines = []
    for rhythm in rhythms:
        line = words.in_words(rhythm) or text_of(rhythm, "as_printed").value
        label = text_of(rhythm, "label").value
        lines.append(
            _("%(label)s: %(rhythm)s") % {"label": label, "rhythm": line} if label else line
        )
    return " · ".join(lines)


def phase_title(phase):
    title = text_of(phase, "title").value
    return title or (phase.get_kind_display() if phase.kind != Phase.Kind.PRINTED else _("Phase"))


def _html(row, field):
    return render(text_of(row, field).value)


def post_inputs(posts):
    """Posts for components/posts_table.html."""
    return [
        {
            "role": text_of(post, "role").value,
            "lang": language_of(text_of(post, "role")),
            "sort": post.get_sort_display(),
            "printed": post.get_where_display(),
            "count": "" if post.head_count is None else number(post.head_count),
            "fte": "" if post.full_time_equivalent is None else number(post.full_time_equivalent),
            "fte_words": ""
            if post.full_time_equivalent is None
            else words.full_time(post.full_time_equivalent),
        }
        for post in posts
    ]
