"""What a team needs to start: a list to tick, drawn from the posts and sections of a practice."""

from dataclasses import dataclass, replace

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from core.i18n import Text, text_of
from core.markdown import points
from core.templatetags.texts import marked
from practices.models import Post
from practices.parts import post_line

WORDS = 24  # a longer point is cut, and leads to its section


@dataclass
class Point:
    """One thing to tick. `url` leads to the whole text where only its first words stand here."""

    code: str
    text: Text
    url: str = ""

    @property
    def words(self):
        return marked(self.text)


def checklist(practice, sections):
    """[(heading, points)] of what it takes, without headings that have none; `sections` are those
    that may be shown."""
    people = [_of_post(post) for post in _counted_once(practice.posts.all())]
    needs = [
        (_("People"), people or _of(sections, "staff", "resources")),
        (_("Knowledge and skills"), _of(sections, *SKILLS)),
        (_("A place"), _of(sections, "premises")),
        (_("Partners"), _of(sections, "partnerships")),
        (_("Money and material"), _of(sections, "budget")),
        (_("Tools"), _of(sections, "tools")),
    ]
    return [(heading, found) for heading, found in needs if found]


SKILLS = ["skills", "training", "knowledge", "qualities", "development"]


def _counted_once(posts):
    """The staff part and the budget part may count the same people: the first that speaks."""
    posts = sorted(posts, key=lambda post: post.position)
    for where in Post.Where.values:
        if found := [post for post in posts if post.where == where]:
            return found
    return []


def _of_post(post):
    return Point(f"p{post.position}", replace(text_of(post, "role"), value=post_line(post)))


def _of(sections, *kinds):
    found = [section for section in sections if section.kind.code in kinds]
    return [point for section in found for point in _of_section(section)]


def _of_section(section):
    shown, anchor = text_of(section, "text"), f"s{section.position}"
    for number, point in enumerate(points(shown.value, anchor), 1):
        short = Truncator(point.words).words(WORDS)
        url = "" if short == point.words else f"#{point.anchor}"
        yield Point(f"{anchor}-{number}", replace(shown, value=short), url)
