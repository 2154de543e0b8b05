"""The one way from a long text to HTML: what comes through, and what never does."""

from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.mailboxes import without_mailboxes
from core.markdown import ATTRIBUTES, TAGS, blocks, plain, points, render


class Elements(HTMLParser):
    """Collects the elements of a piece of HTML: [(tag, attributes)]."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def elements(html):
    return Elements(html).found


def test_paragraphs_and_emphasis():
    html = render("Un *premier* mot.\n\nUn **second**.")
    assert html == "<p>Un <em>premier</em> mot.</p>\n<p>Un <strong>second</strong>.</p>\n"


def test_nothing_gives_nothing():
    assert render("") == render(None) == ""


def test_lists_keep_their_kind_and_where_they_start():
    assert render("- un\n- deux").count("<li>") == 2
    assert render("3. trois\n4. quatre").startswith('<ol start="3">')


def test_each_item_of_a_list_can_be_linked_to():
    html = render("- un\n- deux\n\nEntre.\n\n1. trois", anchor="s10")
    assert [attrs["id"] for tag, attrs in elements(html) if tag == "li"] == [
        "s10-1",
        "s10-2",
        "s10-3",
    ]


def test_items_have_no_anchor_unless_one_is_asked_for():
    assert elements(render("- un")) == [("ul", {}), ("li", {})]


def test_a_link_leads_where_it_says():
    assert elements(render("[le site](https://example.org/a?b=1&c=2)"))[1] == (
        "a",
        {"href": "https://example.org/a?b=1&c=2", "rel": "noopener"},
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[écrire](mailto:a@example.org)", "écrire"),
        ("[écrire](mailto:a.b%40example.org)", "écrire"),
        ("[écrire](MAILTO:a&#64;example.org?subject=x)", "écrire"),
        ("[a@example.org](mailto:a@example.org)", "[e-mail]"),
        ("<a@example.org>", "[e-mail]"),
        ("<mailto:a%40example.org>", "[e-mail]"),
        ("[*écrire*][x]\n\n[x]: mailto:a@example.org", "écrire"),
        ("a%40example.org", "[e-mail]"),
    ],
)
def test_a_link_to_a_mailbox_leaves_its_words(text, words):
    masked = without_mailboxes(text)
    html = render(masked)
    assert plain(masked) == words and "href" not in html and "example" not in html
    (paragraph,) = blocks(masked)
    assert "".join(run["text"] for run in paragraph["runs"]) == words
    assert all("url" not in run for run in paragraph["runs"])


def test_what_was_a_link_to_a_mailbox_keeps_its_language_and_others_stay_links():
    html = render("[schrijf](mailto:a@example.org){lang=nl} [site](https://example.org/)")
    assert '<span lang="nl">schrijf</span>' in html
    assert '<a href="https://example.org/" rel="noopener">site</a>' in html


def test_a_word_in_another_language_carries_it():
    assert '<span lang="nl">woord</span>' in render("un [woord]{lang=nl} ici")
    assert '<span lang="ar" dir="rtl">مرحبا</span>' in render("[مرحبا]{lang=ar dir=rtl}")


def test_a_link_may_carry_its_language():
    assert elements(render("[site](https://example.org/){lang=nl}"))[1][1]["lang"] == "nl"


@pytest.mark.parametrize(
    "attributes", ["{onclick=alert(1)}", "{style=color:red}", "{class=x}", "{#id}", "{.x}"]
)
def test_no_other_attribute_comes_through(attributes):
    for tag, found in elements(render(f"[woord]{attributes}")):
        assert set(found) <= ATTRIBUTES.get(tag, set())


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<b onmouseover=alert(1)>gras</b>",
        "<img src=x onerror=alert(1)>",
        "<iframe src=https://example.org></iframe>",
        "<!-- rien -->",
        "a <sup>1</sup>",
    ],
)
def test_html_is_shown_as_the_text_that_it_is(text):
    assert [tag for tag, _ in elements(render(text))] in (["p"], [])
    assert "&lt;" in render(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("# Titre", "Titre"),
        ("Titre\n=====", "Titre"),
        ("| a | b |\n|---|---|\n| c | d |", "c"),
        ("![une image](https://example.org/x.png)", "une image"),
        ("    code", "code"),
        ("```\ncode\n```", "code"),
        ("> cité", "cité"),
        ("---", "---"),
    ],
)
def test_what_is_no_part_of_our_markdown_stays_text(text, words):
    html = render(text)
    assert words in html
    assert {tag for tag, _ in elements(html)} <= {"p", "a", "br", "ul", "li"}
    assert not any(tag in html for tag in ["<h", "<table", "<img", "<pre", "<blockquote", "<hr"])


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "&#106;avascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
    ],
)
def test_a_link_that_runs_something_is_no_link(address):
    found = elements(render(f"[clic]({address}) [clic](<{address}>)"))
    assert [attrs for tag, attrs in found if "href" in attrs] == []


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.text(max_size=200),
        st.lists(
            st.sampled_from(
                ["<script>", "</p>", "[a](", "javascript:", ")", "{lang=", "}", '"', "'", "- ",
                 "1. ", "\n", "\n\n", "**", "_", "<a href=", ">", "&lt;", "&#x3c;", "`", "|", "#",
                 "![", "]", "x", "\\", "<!--", "-->", "<![CDATA[", "onclick=", "\x00", "\u202e"]
            ),
            max_size=40,
        ).map("".join),
    )
)  # fmt: skip
@example("[a](<javascript:alert(1)>){lang='x\" onclick=y'}")
@example("<<script>script>alert(1)<</script>/script>")
def test_no_text_ever_makes_another_element_or_attribute(text):
    for tag, attributes in elements(render(text, anchor="s1")):
        assert tag in TAGS
        assert set(attributes) <= ATTRIBUTES.get(tag, set()) | {"rel"}
        scheme, colon, _rest = (attributes.get("href") or "").partition(":")
        assert not colon or scheme.strip().lower() not in ("javascript", "data", "vbscript")


def test_the_plain_words_of_a_text():
    assert plain("- *un*\n- [deux](https://example.org)\n\n3 < 4") == "un deux 3 < 4"


def test_the_points_of_a_text_have_the_anchors_of_the_whole():
    text = "Un mot.\n\nVoici :\n\n- un *beau*\n  - plus bas\n- deux\n\n1. trois"
    found = [(point.anchor, point.html.split("\n")[0]) for point in points(text, "s3")]
    assert found == [
        ("s3", "Un mot."),
        ("s3-1", "un <em>beau</em>"),
        ("s3-3", "deux"),
        ("s3-4", "trois"),
    ]
    ids = {attrs["id"] for tag, attrs in elements(render(text, "s3")) if tag == "li"}
    assert {anchor for anchor, _html in found[1:]} <= ids
    assert "id=" not in "".join(point.html for point in points(text, "s3"))


def test_a_text_without_words_has_no_points():
    assert points("", "s1") == points(None, "s1") == []


# --- As plain data, for documents


def test_paragraphs_and_marks_become_runs():
    found = blocks("Un *premier* **[woord]{lang=nl}**\\\nici : [lien](https://example.org/)")
    (paragraph,) = found
    assert paragraph == {
        "kind": "paragraph",
        "runs": [
            {"text": "Un "},
            {"text": "premier", "emphasis": True},
            {"text": " "},
            {"text": "woord", "strong": True, "lang": "nl"},
            {"text": "\n"},
            {"text": "ici : "},
            {"text": "lien", "url": "https://example.org/"},
        ],
    }


def test_lists_keep_what_is_inside_them():
    (found,) = blocks("3. trois\n\n   encore\n4. quatre\n   - dedans")
    assert found["start"] == 3
    first, second = found["items"]
    assert [block["kind"] for block in first] == ["paragraph", "paragraph"]
    assert [block["kind"] for block in second] == ["paragraph", "list"]
    assert second[1]["start"] is None


@pytest.mark.parametrize("address", ["/fr/pratiques/", "page.html", "ftp://example.org/x"])
def test_a_link_that_leads_nowhere_from_paper_is_text(address):
    (paragraph,) = blocks(f"[lien]({address})")
    assert paragraph["runs"] == [{"text": "lien"}]


def words_in(found):
    for block in found:
        yield "".join(run["text"] for run in block.get("runs", []))
        for item in block.get("items", []):
            yield from words_in(item)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(alphabet="ab *_[]()-1.\\\n`<>{}=!&;", max_size=60))
@example("-")
@example("1. ")
@example("[]{lang=nl}")
def test_any_text_has_the_same_words_as_data_and_as_html(text):
    # Nothing is between two blocks in one, and a break in the other.
    assert "".join("".join(words_in(blocks(text))).split()) == "".join(plain(text).split())
