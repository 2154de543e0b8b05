"""Long texts: Markdown in, clean HTML out. The one place where a text becomes HTML."""

import html

import nh3
from django.utils.safestring import mark_safe
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.attrs import attrs_plugin

TAGS = {"p", "ul", "ol", "li", "strong", "em", "a", "br", "span", "sup"}
ATTRIBUTES = {"a": {"href", "lang", "dir"}, "span": {"lang", "dir"}, "li": {"id"}, "ol": {"start"}}

_parser = (
    MarkdownIt("commonmark", {"html": False})
    .disable(["heading", "lheading", "code", "fence", "image", "hr", "html_block", "blockquote"])
    .use(attrs_plugin, spans=True, allowed=["lang", "dir"])
)


def render(text, anchor=""):
    """HTML of a Markdown text. With an `anchor`, list items get ids: `<anchor>-1`, `<anchor>-2` …

    Paragraphs, lists, emphasis, links and `[woord]{lang=nl}` come through; anything else is text.
    """
    tokens = _parser.parse(text or "")
    if anchor:
        items = (token for token in tokens if token.type == "list_item_open")
        for number, token in enumerate(items, 1):
            token.attrSet("id", f"{anchor}-{number}")
    rendered = _parser.renderer.render(tokens, _parser.options, {})
    cleaned = nh3.clean(rendered, tags=TAGS, attributes=ATTRIBUTES, link_rel="noopener")
    return mark_safe(cleaned)  # cleaned just above


def points(text):
    """The points of a long text, each in plain words: its list items and its paragraphs."""
    blocks = SyntaxTreeNode(_parser.parse(text or "")).children
    nodes = [n for block in blocks for n in (block.children if "list" in block.type else [block])]
    return [_plain_html(_parser.renderer.render(n.to_tokens(), _parser.options, {})) for n in nodes]


def plain(text):
    """The words of a Markdown text without its marks, for excerpts and descriptions."""
    return _plain_html(render(text))


def _plain_html(rendered):
    return " ".join(html.unescape(nh3.clean(rendered, tags=set())).split())
