"""A document as plain data, made once and then written as PDF (core.pdf) and as Word (core.word).

A block is a dictionary with a `kind`; what else it holds is said at the functions below, which make
them. A run is a piece of text: see core.markdown. Nothing here is markup: what a text holds comes
out as it is.
"""

from django.utils.translation import get_language, get_language_info

from core import markdown
from core.i18n import Text, text_of


def run(text, lang="", **marks):
    """A piece of text; marks are strong, emphasis, small and url."""
    marks = {"lang": lang, **marks}
    return {"text": str(text), **{name: value for name, value in marks.items() if value}}


def runs_of(content):
    """The runs of a str, a `Text`, a run, or a list of these."""
    if isinstance(content, list):
        return [run for item in content for run in runs_of(item)]
    if isinstance(content, dict):
        return [content]
    if isinstance(content, Text):
        return [run(content.value, foreign(content))] if content else []
    return [run(content)] if content else []


def foreign(shown):
    """The language of a text where it is not the reader's."""
    return shown.language if shown.is_foreign else ""


def paragraph(content, style=""):
    """`style`: "", lead, small, label or kicker."""
    return {"kind": "paragraph", "runs": runs_of(content), "style": style}


def heading(level, content):
    return {"kind": "heading", "level": level, "runs": runs_of(content)}


def bullets(items):
    """A list of single paragraphs, and of lists of blocks."""
    items = [item if isinstance(item, list) else [item] for item in items]
    return {"kind": "list", "start": None, "items": items}


def rows(pairs):
    """Names and what stands beside them, from (label, content); empty contents are left out."""
    pairs = [(label, runs_of(content)) for label, content in pairs]
    found = [{"label": str(label), "runs": runs} for label, runs in pairs if runs]
    return [{"kind": "rows", "rows": found}] if found else []


def table(caption, head, lines, numbers=()):
    """`numbers` are the columns that hold numbers, from 0."""
    lines = [[runs_of(cell) for cell in line] for line in lines]
    return {
        "kind": "table",
        "caption": caption,
        "head": [str(cell) for cell in head],
        "lines": lines,
        "numbers": list(numbers),
    }


def note(content, title="", variant="info"):
    """Something to know before reading on: blocks in a frame. `variant`: info, draft or note."""
    return {"kind": "note", "title": title, "variant": variant, "blocks": content}


def phases(items):
    """A line of phases, from (title runs, rhythm, blocks)."""
    items = [
        {"title": runs_of(title), "rhythm": rhythm, "blocks": content}
        for title, rhythm, content in items
    ]
    return {"kind": "phases", "items": items}


def columns(*parts):
    """Parts side by side where there is room, from (title, variant, blocks)."""
    parts = [
        {"title": title, "variant": variant, "blocks": content}
        for title, variant, content in parts
        if content
    ]
    return {"kind": "columns", "parts": parts}


def picture(svg, png, alt, caption=()):
    """`svg` for PDF, `png` (base64) for Word."""
    return {"kind": "picture", "svg": svg, "png": png, "alt": alt, "runs": runs_of(list(caption))}


def prose(row, field):
    """The blocks of a long text, each run with its language where it is not the reader's."""
    shown = text_of(row, field)
    found = markdown.blocks(shown.value)
    return _in_language(found, foreign(shown)) if foreign(shown) else found


def _in_language(found, lang):
    for block in found:
        for piece in block.get("runs", []):
            piece.setdefault("lang", lang)
        for item in block.get("items", []):
            _in_language(item, lang)
    return found


def in_lines(found):
    """The runs of blocks, each paragraph in a line of its own, where there is room for no more."""
    lines = []
    for block in found:
        if block["kind"] == "list":
            lines += [in_lines(item) for item in block["items"]]
        else:
            lines.append(block["runs"])
    return [piece for line in lines for piece in [*line, run("\n")]][:-1]


def words_of(runs):
    return "".join(piece["text"] for piece in runs)


def reading_direction():
    return "rtl" if get_language_info(get_language())["bidi"] else "ltr"


def small(words):
    return [paragraph(words, "small")] if words else []


def small_run(words):
    return run(f" {words}", small=True) if words else []
