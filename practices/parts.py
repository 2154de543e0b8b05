"""Activities, phases and posts of a practice, as the components want them."""

from django.utils.translation import gettext as _

from core.i18n import text_of
from core.markdown import render
from core.numbers import number
from practices import words
from practices.models import Phase
from sources.parts import language_of

LONG = 320  # letters: longer texts are not set in narrow columns


def is_long(activity):
    """Do its phases hold texts too long to stand beside each other?"""
    fields = ["objectives", "content", "organisation"]
    texts = [text_of(phase, name).value for phase in activity.own_phases for name in fields]
    return any(len(text) > LONG for text in texts)


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


def post_line(post):
    """A post in one line: “2 × group worker (2 full-time equivalents)”."""
    role, count, whole = text_of(post, "role").value, post.head_count, post.full_time_equivalent
    line = role if count is None else f"{number(count)} × {role}"
    return line if whole is None else f"{line} ({words.full_time(whole)})"


def post_inputs(posts):
    """Posts for components/posts_table.html."""
    return [
        {
            "role": text_of(post, "role").value,
            "lang": language_of(text_of(post, "role")),
            "row": post,
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
