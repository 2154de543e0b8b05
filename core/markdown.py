"""Long texts: Markdown in, clean HTML out, or plain data for documents. The one place that reads
Markdown."""

import html
from dataclasses import dataclass

import nh3
from django.utils.safestring import mark_safe
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.attrs import attrs_plugin

LISTS = ("bullet_list", "ordered_list")
TAGS = {"p", "ul", "ol", "li", "strong", "em", "a", "br", "span", "sup"}
ATTRIBUTES = {"a": {"href", "lang", "dir"}, "span": {"lang", "dir"}, "li": {"id"}, "ol": {"start"}}
BREAKS = {"softbreak": " ", "hardbreak": "\n"}
EMPHASIS = {"em": {"emphasis": True}, "strong": {"strong": True}}
LINKS = ("http://", "https://", "tel:")  # those that lead somewhere from a document

_parser = (
    MarkdownIt("commonmark", {"html": False})
    .disable(["heading", "lheading", "code", "fence", "image", "hr", "html_block", "blockquote"])
    .use(attrs_plugin, spans=True, allowed=["lang", "dir"])
)


def _unlink_mailboxes(state):
    """Of a link to a mailbox only the words stay, with their language."""
    for block in state.tokens:
        is_mailbox = False
        for token in block.children or []:
            if token.type == "link_open":
                is_mailbox = token.attrs["href"].lower().startswith("mailto:")
            if is_mailbox and token.type in ("link_open", "link_close"):
                token.type, token.tag = token.type.replace("link", "span"), "span"
                token.attrs.pop("href", None)


_parser.core.ruler.push("unlink_mailboxes", _unlink_mailboxes)


@dataclass(frozen=True)
class Point:
    """One point of a text, and the anchor that it has where the whole text is shown."""

    anchor: str
    html: str

    @property
    def words(self):
        return _plain(self.html)


def render(text, anchor=""):
    """HTML of a Markdown text. With an `anchor`, list items get ids: `<anchor>-1`, `<anchor>-2` …

    Paragraphs, lists, emphasis, links and `[woord]{lang=nl}` come through; anything else is text.
    A link to a mailbox leaves its words.
    """
    return _html(_tokens(text, anchor))


def points(text, anchor):
    """The points of a text: items of its lists, each with what is nested in it, and paragraphs.

    The anchors are those of `render(text, anchor)`; a paragraph stands at the anchor itself. One
    that ends in a colon leads to what follows and is no point.
    """
    found = []
    for block in SyntaxTreeNode(_tokens(text, anchor)).children:
        if block.type in LISTS:
            found += [Point(item.attrs["id"], _inside(item)) for item in block.children]
        elif block.next_sibling is None or not block.children[0].content.endswith(":"):
            found.append(Point(anchor, _inside(block)))
    return found


def _tokens(text, anchor):
    tokens = _parser.parse(text or "")
    if anchor:
        items = (token for token in tokens if token.type == "list_item_open")
        for number, token in enumerate(items, 1):
            token.attrSet("id", f"{anchor}-{number}")
    return tokens


def _inside(node):
    """What is in a block, as HTML without ids: it may stand beside that of other texts."""
    tokens = [token for child in node.children for token in child.to_tokens()]
    return _html(tokens, {**ATTRIBUTES, "li": set()})


def _html(tokens, attributes=ATTRIBUTES):
    rendered = _parser.renderer.render(tokens, _parser.options, {})
    cleaned = nh3.clean(rendered, tags=TAGS, attributes=attributes, link_rel="noopener")
    return mark_safe(cleaned)  # cleaned just above


def blocks(text):
    """The same text as plain data, for documents that are not HTML.

    A paragraph is {"kind": "paragraph", "runs": […]}; a list {"kind": "list", "start": the number
    of its first item or None, "items": [[block, …], …]}. A run is {"text": …} and, where they hold,
    strong, emphasis, url and lang. A break is a run of its own.
    """
    return _blocks(SyntaxTreeNode(_parser.parse(text or "")))


def _blocks(parent):
    found = []
    for node in parent.children:
        if node.type == "paragraph":
            found.append({"kind": "paragraph", "runs": list(_runs(node.children[0], {}))})
        else:
            start = node.attrs.get("start", 1) if node.type == "ordered_list" else None
            items = [_blocks(item) for item in node.children]
            found.append({"kind": "list", "start": start, "items": items})
    return found


def _runs(parent, marks):
    for node in parent.children:
        if node.type in BREAKS:
            yield {"text": BREAKS[node.type]}
        elif node.children:
            yield from _runs(node, {**marks, **_marks(node)})
        elif node.content:
            yield {"text": node.content, **marks}


def _marks(node):
    marks = {"lang": node.attrs["lang"]} if node.attrs.get("lang") else {}
    if node.type == "link" and node.attrs["href"].startswith(LINKS):
        marks["url"] = node.attrs["href"]
    return {**marks, **EMPHASIS.get(node.type, {})}


def plain(text):
    """The words of a Markdown text without its marks, for excerpts and descriptions."""
    return _plain(render(text))


def _plain(rendered):
    return " ".join(html.unescape(nh3.clean(rendered, tags=set())).split())
