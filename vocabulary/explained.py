"""Terms of the glossary explained where a page first uses them.

Works on the HTML of a page: the first use of each term becomes a button that opens its explanation
(the `popover` of HTML: no script, by touch and keyboard). A term is looked for in the language of
the words around it and explained in the reader's.
"""

import re
from html import escape
from html.parser import HTMLParser

from django.utils.translation import get_language

from core.i18n import language_codes, value_in
from vocabulary.models import GlossaryTerm

# Where no explanation opens: what is clicked already, headings, names of facts, small print.
CLOSED = {"a", "button", "summary", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "th", "label", "nav"}
CLOSED |= {"script", "style", "svg", "select", "caption", "small"}
UNMARKED = "data-unmarked"  # an element that says so is left alone, with all inside it
VOID = {"br", "hr", "img", "input", "link", "meta"}
ENDINGS = "(?:s|x|e|es|n|en)?"  # plurals and agreements of the three languages
INFLECTED_FROM = 4  # letters from which a word takes endings


def explain(html):
    """(HTML with the first use of each term marked, the terms in the order of their use).

    One query. The HTML must be well formed, as that of our templates is.
    """
    terms = list(GlossaryTerm.objects.order_by("pk"))
    marker = _Marker({code: _Forms(terms, code) for code in language_codes()})
    marker.feed(html)
    marker.close()
    return "".join(marker.out), list(marker.used.values())


class _Marker(HTMLParser):
    """Copies HTML to the letter, but for the first use of each term."""

    def __init__(self, forms):
        super().__init__(convert_charrefs=False)
        self.forms = forms
        self.used, self.out = {}, []
        self.open = [(get_language(), False)]  # (language, is closed) of each element around

    def handle_starttag(self, tag, attrs):
        self.out.append(self.get_starttag_text())
        if tag not in VOID:
            language, is_closed = self.open[-1]
            own = dict(attrs)
            is_closed = is_closed or tag in CLOSED or UNMARKED in own
            self.open.append((own.get("lang") or language, is_closed))

    def handle_startendtag(self, tag, attrs):
        self.out.append(self.get_starttag_text())

    def handle_endtag(self, tag):
        self.out.append(f"</{tag}>")
        self.open.pop()

    def handle_data(self, data):
        language, is_closed = self.open[-1]
        forms = self.forms.get(language)
        self.out.append(data if is_closed or not forms else forms.mark(data, self.used))

    def handle_entityref(self, name):
        self.out.append(f"&{name};")

    def handle_charref(self, name):
        self.out.append(f"&#{name};")


class _Forms:
    """All forms of all terms in one language: the term, its abbreviation, its variants."""

    def __init__(self, terms, language):
        self.terms = {}  # name of the group in the pattern → its term
        branches = []
        forms = [(form, term) for term in terms for form in _forms_of(term, language)]
        for number, (form, term) in enumerate(sorted(forms, key=lambda pair: -len(pair[0]))):
            self.terms[f"t{number}"] = term
            branches.append(f"(?P<t{number}>{_branch(form)})")
        alternatives = "|".join(branches) or "(?!)"
        self.pattern = re.compile(rf"(?<![\w/])(?:{alternatives})(?![\w/])")

    def mark(self, text, used):
        def button(found):
            term = self.terms[found.lastgroup]
            if term.code in used:
                return found[0]
            used[term.code] = term
            return (
                f'<button class="term" type="button" popovertarget="term-{term.code}">'
                f"{found[0]}</button>"
            )

        return self.pattern.sub(button, text)


def _forms_of(term, language):
    texts = [value_in(term, "term", language), value_in(term, "abbreviation", language)]
    texts += value_in(term, "variants", language).split(";")
    return {text.strip() for text in texts if text.strip()}


def _branch(form):
    """A form as it may stand in a text. One in capitals is matched in capitals only."""
    is_name = form.upper() == form
    words = [
        re.escape(escape(word, quote=False))
        + ("" if is_name or len(word) < INFLECTED_FROM else ENDINGS)
        for word in form.split()
    ]
    pattern = re.sub("['’]", "['’]", r"\s+".join(words))
    return pattern if is_name else f"(?i:{pattern})"
