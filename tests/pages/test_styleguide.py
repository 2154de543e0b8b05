import re
from pathlib import Path

from django.conf import settings

TEMPLATES = Path(settings.BASE_DIR) / "templates"


def included(name, seen):
    """Names of all templates that a template draws in, itself among them."""
    if name not in seen:
        seen.add(name)
        text = (TEMPLATES / name).read_text(encoding="utf-8")
        for other in re.findall(r'{% include "([^"]+)"', text):
            included(other, seen)
    return seen


def test_the_style_guide_shows_every_component():
    components = {f"components/{path.name}" for path in (TEMPLATES / "components").glob("*.html")}
    assert components - included("styleguide.html", set()) == set()
