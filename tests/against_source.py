"""Fixtures held against the documents that they come from. Pure functions, no Django.

Two questions. Is every text that claims to be printed found again in its own chapter, letters and
digits alike? Is every line of a chapter kept in some text, or on the short list of exceptions?
"""

import difflib
import html
import re
from dataclasses import dataclass, field
from pathlib import Path

import yaml

FIXTURES = Path(__file__).parent.parent / "fixtures"
DOCUMENTS = FIXTURES / "sources"
EXCEPTIONS = DOCUMENTS / "exceptions.yaml"
PARTS = DOCUMENTS / "parts.yaml"  # of documents that lost their headings: name of part → its line

LANGUAGES = ("fr", "nl", "en")
PRINTED = (
    "printed",
    "mended",
)  # origins of texts that must be found; translations by the source too
# Columns that are no translated texts and still hold words of the source.
PRINTED_COLUMNS = {"street", "postal_code", "locality", "person", "value", "name", "axis"}
# Set in capitals in one place and not in another: compared without regard to case.
TYPESET = {"title", "acronym"}
GAP = re.compile(r"\s*\[…\]\s*")  # where a quotation leaves something out
ALIKE = 0.9  # a mended text is still that text

_BREAKS = re.compile(r"</?(?:p|ul|ol|li|td|tr|th|br|div)\b[^>]*>", re.IGNORECASE)
_MARKER = re.compile(r"^(?:[-*•–]|\d+[.)])\s+")
_NUMBER = re.compile(r"^(\d+(?:\.\d+)*)(?!\.?\d)")
_HEADING = re.compile(r"^(#+)\s+(.*)")
_LETTER = re.compile(r"[^\W_]|(?<=\d)[.,](?=\d)")  # a decimal mark counts: 1,6 is not 16


def letters(text, is_heading=False):
    """The letters and digits of a text, without its marks: tags, Markdown, footnotes, bullets.

    The number of a heading stays, that of a list item goes: sources write 1), Markdown writes 1.
    """
    text = re.sub(r"<sup>.*?</sup>", "", html.unescape(text))
    text = re.sub(r"<((?:https?|mailto):[^>]+)>", r"\1", text)
    text = re.sub(r"<[^>]+>", "", _BREAKS.sub("\n", text))
    text = re.sub(r"\[([^\]]*)\](?:\([^)]*\)|\{[^}]*\})", r"\1", text)
    return "".join(_letters_of_line(line.strip(), is_heading) for line in text.splitlines())


def _letters_of_line(line, is_heading):
    heading = _HEADING.match(line)
    if heading:
        line = heading[2]
    while not (heading or is_heading) and _MARKER.match(line):
        line = _MARKER.sub("", line)
    return "".join(_LETTER.findall(line))


class Document:
    """A source: its lines, its letters in one string, and where each line starts in it.

    `parts` are the headings of a document that has none of its own: {name: line, counted from 1}.
    """

    def __init__(self, text, parts=None):
        self.lines = text.splitlines()
        by_line = [letters(line) for line in self.lines]
        self.letters = "".join(by_line)
        self.starts = [0]
        for line in by_line:
            self.starts.append(self.starts[-1] + len(line))
        self.headings = [
            (number, len(match[1]), match[2].strip())
            for number, line in enumerate(self.lines)
            if (match := _HEADING.match(line))
        ]
        if parts:
            self.headings = [(line - 1, 1, name) for name, line in parts.items()]

    def span(self, locator, chapter=""):
        """Lines from–to of a place: a chapter by its heading, or a numbered part of a chapter.

        No locator means the whole document, and so does any in a document without headings.
        """
        whole = (0, len(self.lines))
        if not locator or not self.headings:
            return whole
        outer = self.span(chapter) if chapter else whole
        for first, level, heading in self.headings:
            if outer[0] <= first < outer[1] and _names(locator, heading):
                return first, self._end(first, level, heading, outer[1])
        if chapter:
            return self.span(locator)
        raise LookupError(f"no heading {locator!r}")

    def _end(self, first, level, heading, last):
        """A numbered part ends at the next number that is not inside it: the levels of the
        headings are not reliable, their numbers are. Another one ends at its own level."""
        inside = _NUMBER.match(heading)
        for line, other_level, other in self.headings:
            number = _NUMBER.match(other)
            if not first < line < last:
                continue
            if inside and (other_level == 1 or (number and not _is_part(number[1], inside[1]))):
                return line
            if not inside and other_level <= level:
                return line
        return last

    def in_letters(self, span):
        return self.starts[span[0]], self.starts[span[1]]


def _names(locator, heading):
    number = _NUMBER.match(heading)
    return (number and number[1] == locator) or letters(heading, True) == letters(locator, True)


def _is_part(number, whole):
    return number == whole or number.startswith(f"{whole}.")


def document(source):
    """The document of a source by its identifier, or None where none is kept here."""
    paths = sorted(DOCUMENTS.glob(f"{source}.*.txt"))
    if not paths:
        return None
    parts = yaml.safe_load(PARTS.read_text(encoding="utf-8"))
    return Document(paths[0].read_text(encoding="utf-8"), parts.get(source))


@dataclass(frozen=True)
class Claim:
    """Words of a fixture that its source must bear out."""

    row: str  # file, number and kind of the row, for messages
    column: str
    text: str
    source: str
    places: tuple  # of (locator, chapter)
    is_mended: bool = False
    is_explained: bool = False  # the row has an editorial note
    is_text: bool = True  # an original text; else a column beside it

    @property
    def pieces(self):
        """What must be found in one stretch each."""
        is_heading = self.column in ("title", "heading", "number", "locator")
        return [letters(piece, is_heading) for piece in GAP.split(self.text)]

    def __str__(self):
        return f"{self.row} {self.column}: {self.text[:80]!r}"


def entries():
    """(name, rows) of each fixture file that rests on a source: one entry, its root row first."""
    for path in sorted(FIXTURES.glob("[3-9]*/*.yaml")):
        rows = yaml.safe_load(path.read_text(encoding="utf-8"))
        if rows:
            yield f"{path.parent.name}/{path.name}", rows


def claims_of_entry(rows, name):
    """All that an entry says its sources print."""
    root = rows[0]["fields"]
    own_slug = root.get("slug", "") if rows[0]["model"] == "sources.source" else ""
    source = own_slug or _key(root.get("source"))
    chapter = "" if own_slug else root.get("locator", "")
    cited = [
        (row["fields"].get("locator", ""), "")
        for row in rows[1:]
        if row["model"].endswith("citation") and _key(row["fields"].get("source")) == source
    ]
    claims = []
    for number, row in enumerate(rows):
        fields = row["fields"]
        row_source = (not own_slug and _key(fields.get("source"))) or source
        if number == 0:
            places = [(chapter, ""), *cited]
            claims.append(Claim(name, "locator", chapter, source, ((chapter, ""),), is_text=False))
        elif row_source != source:
            places = [(fields.get("locator", ""), "")]
        else:
            places = [(fields["locator"], chapter) if fields.get("locator") else (chapter, "")]
        label = f"{name}#{number} {row['model']}"
        claims += _claims_of_row(fields, label, row_source, tuple(places))
    return [claim for claim in claims if claim.text and claim.source]


def _claims_of_row(fields, label, source, places):
    is_explained = any(fields.get(f"editorial_note_{code}") for code in LANGUAGES)
    number = fields.get("printed_number", "")
    for column, languages in fields.get("text_states", {}).items():
        for code, stored in languages.items():
            origin = stored.get("origin")
            if stored["state"] not in ("original", "published") or origin not in PRINTED:
                continue
            text = fields.get(f"{column}_{code}") or ""
            if column == "title" and number:
                text = f"{number} {text}"
            mended = origin == "mended"
            yield Claim(label, column, text, source, places, mended, is_explained)
    for column, value in fields.items():
        is_printed = column.endswith("as_printed") or column in PRINTED_COLUMNS
        if is_printed and isinstance(value, str):
            yield Claim(label, column, value, source, places, is_text=False)


def unstated(rows):
    """Texts of an entry that do not say what they are: no state, or an original of no origin."""
    for row in rows:
        states = row["fields"].get("text_states", {})
        for name in row["fields"]:
            column, _, code = name.rpartition("_")
            if code not in LANGUAGES:
                continue
            stored = states.get(column, {}).get(code, {})
            if not stored or (stored["state"] == "original" and not stored.get("origin")):
                yield f"{row['model']} {name}"


def _key(natural_key):
    return natural_key[0] if natural_key else ""


@dataclass
class Report:
    """What came of holding claims against one document."""

    missing: list = field(default_factory=list)  # claims that the source does not bear out
    unexplained: list = field(default_factory=list)  # mended, and nothing says how
    letters: int = 0  # of the original texts
    unedited: int = 0  # of these, found as they are
    covered: bytearray = field(default_factory=bytearray)  # one flag per letter of the document

    @property
    def unedited_share(self):
        return self.unedited / self.letters if self.letters else 1.0


def hold_against(claims, source_document, mended=()):
    """Look up every claim, the longest first, and note which letters of the document it covers."""
    report = Report(covered=bytearray(len(source_document.letters)))
    for claim in sorted(claims, key=lambda claim: -len(claim.text)):
        found = _find(claim, source_document, report.covered)
        size = sum(len(piece) for piece in claim.pieces)
        if found is None and (claim.is_text or claim.column.endswith("as_printed")):
            report.missing.append(claim)
        if claim.is_text:
            report.letters += size
            report.unedited += size if found is True else found or 0
        is_listed = any(letters(now) in letters(claim.text) for now in mended)
        if claim.is_mended and not (claim.is_explained or is_listed):
            report.unexplained.append(claim)
    return report


def _find(claim, source_document, covered):
    """True where all pieces stand in the source; the number of letters alike where the text is
    mended; None where it is not there."""
    spans = []
    for locator, chapter in claim.places:
        span = source_document.span(locator, chapter)
        spans.append(source_document.in_letters(span))
    if not claim.is_text:
        spans.append((0, len(source_document.letters)))  # a column may quote another page
    if _find_pieces(claim, source_document, spans, covered):
        return True
    if not claim.is_mended:
        return None
    return max(_find_mended(claim, source_document, span, covered) for span in spans) or None


def _find_pieces(claim, source_document, spans, covered):
    """Are all pieces there, each in one of the places? Marks them where they are."""
    found = []
    for piece in claim.pieces:
        for start, end in spans:
            text = source_document.letters[start:end]
            if claim.column in TYPESET:
                text, piece = text.casefold(), piece.casefold()
            if piece in text:
                found.append((piece, text, start))
                break
        else:
            return False
    for place in found:
        _cover(*place, covered)
    return True


def _cover(piece, text, offset, covered):
    """Mark one occurrence: the first that is not yet covered, so that what a source says twice
    must be kept twice."""
    places = [match.start() + offset for match in re.finditer(f"(?={re.escape(piece)})", text)]
    fresh = [place for place in places if not all(covered[place : place + len(piece)])]
    for place in (fresh or places)[:1]:
        covered[place : place + len(piece)] = b"\1" * len(piece)


def _find_mended(claim, source_document, span, covered):
    """Letters that a mended text shares with the stretch of the source that it was made from."""
    text, piece = source_document.letters[slice(*span)], "".join(claim.pieces)
    matcher = difflib.SequenceMatcher(None, text, piece, autojunk=False)
    anchor = matcher.find_longest_match()
    room = len(piece) // 10 + 40
    first = max(0, anchor.a - anchor.b - room)
    last = anchor.a - anchor.b + len(piece) + room
    matcher.set_seq1(text[first:last])
    blocks = [block for block in matcher.get_matching_blocks() if block.size > 2]
    alike = sum(block.size for block in blocks)
    if not blocks or alike < ALIKE * len(piece):
        return 0
    start, end = blocks[0].a, blocks[-1].a + blocks[-1].size
    if end - start > len(piece) + room:
        return 0
    place = span[0] + first
    covered[place + start : place + end] = b"\1" * (end - start)
    return min(alike, len(piece) - max(0, (end - start) - len(piece)))


def uncovered(source_document, covered, span):
    """Stretches of letters of a chapter that no text holds, as (line number, letters)."""
    left = []
    for line in range(*span):
        start, end = source_document.starts[line], source_document.starts[line + 1]
        text = source_document.letters[start:end]
        for run in re.finditer(b"\0+", bytes(covered[start:end])):
            left.append((line + 1, text[slice(*run.span())]))
    return left


def exceptions(source):
    """Of one document: letters that no text needs to hold, and what was mended without a note."""
    listed = yaml.safe_load(EXCEPTIONS.read_text(encoding="utf-8"))[source]
    left_out = {letters(row["text"], True): row["reason"] for row in listed.get("left_out", [])}
    return left_out, [row["now"] for row in listed.get("mended", [])]
