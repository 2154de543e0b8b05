import inspect
from pathlib import Path

from django.template.base import Node

OURS = Path(__file__).resolve().parents[1] / "templates"


class Undefined(str):
    """Django's `string_if_invalid`, made to fail. Not in the stock admin's templates, which lean
    on undefined variables. `{% if name %}` and `{% firstof name %}` ask, and stay allowed."""

    def __contains__(self, text):
        return text == "%s"

    def __mod__(self, variable):
        template = template_being_rendered()
        if template and OURS in Path(template).parents:
            name = Path(template).relative_to(OURS)
            raise AssertionError(f"templates/{name} uses the undefined variable {variable!s}")
        return ""


def template_being_rendered():
    for frame in inspect.stack(context=0):
        node = frame.frame.f_locals.get("self")
        if isinstance(node, Node) and getattr(node, "origin", None):
            return node.origin.name
    return None
