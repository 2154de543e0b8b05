"""A document of core.blocks as a Word file: real headings, lists and tables, each text in its
language."""

import base64
import datetime
import io
import re

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from core.word_styles import INK_2, LINE, LOCALES, line_of, set_styles

NOT_IN_XML = re.compile(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LONGEST_PROPERTY = 255  # characters
LABELS, NUMBERS = Cm(4.2), Cm(3)  # widths of columns: names in `rows`, numbers in tables


def word(document):
    """The bytes of a document: a title, `front` blocks, contents, then each of `parts`."""
    writer = Writer(document)
    writer.title()
    writer.write(document["front"])
    writer.contents()
    writer.write([document["qr"]])
    for part in document["parts"]:
        writer.new_page()
        writer.write(part)
    return writer.bytes()


class Writer:
    def __init__(self, document):
        self.document = document
        self.docx = Document()
        self.bookmarks = 0
        self.heads = [
            block
            for part in document["parts"]
            for block in part
            if block["kind"] == "heading" and block["level"] <= 2
        ]
        set_properties(self.docx, document)
        set_styles(self.docx, document["lang"])
        set_page(self.docx, document)
        self.styles = {style.name: style.style_id for style in self.docx.styles}

    def bytes(self):
        out = io.BytesIO()
        self.docx.save(out)
        return out.getvalue()

    def title(self):
        self.line("Subtitle", self.document["author"])
        self.line("Title", self.document["title"])

    def new_page(self):
        self.docx.add_page_break()

    def contents(self):
        """A table of contents that can be clicked at once, and updated with page numbers."""
        self.line("Contents", self.document["words"]["contents"])
        for number, block in enumerate(self.heads, 1):
            line = self.line(f"TOC {block['level']}")
            if number == 1:
                add_field_part(line, "begin")
                add_field_part(line, instruction=r"TOC \o 1-2 \h \z \u")
                add_field_part(line, "separate")
            link = OxmlElement("w:hyperlink")
            link.set(qn("w:anchor"), f"part-{number}")
            link.set(qn("w:history"), "1")
            line._p.append(link)
            for piece in block["runs"]:
                link.append(self.run(line, piece)._r)
            if number == len(self.heads):
                add_field_part(line, "end")

    # --- Blocks

    def write(self, blocks, level=1):
        for block in blocks:
            getattr(self, f"write_{block['kind']}")(block, level)

    def write_heading(self, block, level):
        line = self.line(f"Heading {block['level']}")
        is_listed = any(block is head for head in self.heads)
        if is_listed:
            self.bookmarks += 1
            add_bookmark(line, "bookmarkStart", self.bookmarks)
        self.runs(line, block["runs"])
        if is_listed:
            add_bookmark(line, "bookmarkEnd", self.bookmarks)

    def write_paragraph(self, block, level):
        style = {"lead": "Lead", "small": "Small", "label": "Label", "kicker": "Small"}
        self.runs(self.line(style.get(block.get("style"), "Normal")), block["runs"])

    def write_list(self, block, level):
        kind = "List Bullet" if block["start"] is None else "List Number"
        name = kind if level == 1 else f"{kind} {min(level, 3)}"
        numbering = None if block["start"] is None else self.numbering(name, block["start"])
        for item in block["items"]:
            for position, inside in enumerate(item or [{"kind": "paragraph", "runs": []}]):
                if inside["kind"] != "paragraph":
                    self.write([inside], level + 1)
                    continue
                line = self.line(name if position == 0 else "List Continue")
                if position == 0 and numbering is not None:
                    properties = line._p.get_or_add_pPr().get_or_add_numPr()
                    properties.get_or_add_ilvl().val = 0
                    properties.get_or_add_numId().val = numbering
                self.runs(line, inside["runs"])

    def numbering(self, name, start):
        """A numbering of its own, so that each list begins where it should."""
        style = self.docx.styles[name].element
        numbers = self.docx.part.numbering_part.element
        of_style = style.pPr.numPr.numId.val
        abstract = numbers.num_having_numId(of_style).abstractNumId.val
        number = numbers.add_num(abstract)
        number.add_lvlOverride(ilvl=0).add_startOverride(start)
        return number.numId

    def write_rows(self, block, level):
        widths = [LABELS, self.width - LABELS]
        table = add_table(self.docx, len(block["rows"]), widths)
        mark_table(table, firstRow="0", firstColumn="1")
        for line, row in zip(table.rows, block["rows"], strict=True):
            name, content = line.cells
            self.runs(self.fill(name, "Row label"), [{"text": row["label"]}])
            self.runs(self.fill(content, "Cell"), row["runs"])
        self.line("After table")

    def write_table(self, block, level):
        self.line("Caption", block["caption"])
        others = [NUMBERS] * (len(block["head"]) - 1)
        table = add_table(self.docx, 1 + len(block["lines"]), [self.width - sum(others), *others])
        mark_table(table, firstRow="1", firstColumn="0")
        head = [[{"text": words, "strong": True}] for words in block["head"]]
        for line, contents in zip(table.rows, [head, *block["lines"]], strict=True):
            for column, (cell, runs) in enumerate(zip(line.cells, contents, strict=True)):
                words = self.fill(cell, "Cell")
                self.runs(words, runs)
                if column in block["numbers"]:
                    words.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        self.line("After table")

    def write_note(self, block, level):
        style = "Draft note" if block["variant"] == "draft" else "Note"
        if block["title"]:
            line = self.line(style)
            line.add_run(block["title"]).bold = True
            line.paragraph_format.keep_with_next = True
        for inside in block["blocks"]:
            if inside["kind"] == "paragraph":
                self.runs(self.line(style), inside["runs"])
            else:
                self.write([inside], level)

    def write_phases(self, block, level):
        for number, phase in enumerate(block["items"], 1):
            title = [{"text": f"{number}. "}, *phase["title"]]
            self.write_heading({"level": 4, "runs": title}, level)
            if phase["rhythm"]:
                self.line("Small", phase["rhythm"])
            self.write(phase["blocks"])

    def write_columns(self, block, level):
        for part in block["parts"]:
            self.line("Heading 3", part["title"])
            self.write(part["blocks"])

    def write_picture(self, block, level):
        line = self.line("Picture")
        data = io.BytesIO(base64.b64decode(block["png"]))
        picture = line.add_run().add_picture(data, width=Cm(2.4))
        picture._inline.docPr.set("descr", block["alt"])
        self.runs(self.line("Small"), block["runs"])

    # --- Paragraphs and runs

    def line(self, style, words=""):
        """A new paragraph. The style is set by its id: by name, the library reads all of them."""
        line = self.docx.add_paragraph()
        line._p.style = self.styles[style]
        self.runs(line, [{"text": words}] if words else [])
        return line

    def fill(self, cell, style):
        """The paragraph that stands in a cell."""
        (line,) = cell.paragraphs
        line._p.style = self.styles[style]
        return line

    def runs(self, line, runs):
        for piece in runs:
            if "url" in piece:
                self.link(line, piece)
            else:
                self.run(line, piece)

    def run(self, line, piece):
        found = line.add_run(NOT_IN_XML.sub("", piece["text"]))
        found.bold = piece.get("strong")
        found.italic = piece.get("emphasis")
        if piece.get("small"):
            found.font.size, found.font.color.rgb = Pt(9), RGBColor.from_string(INK_2)
        if "lang" in piece:
            set_language(found._r.get_or_add_rPr(), piece["lang"])
        return found

    def link(self, line, piece):
        found = self.run(line, piece)
        found._r.style = self.styles["Hyperlink"]
        link = OxmlElement("w:hyperlink")
        part = line.part
        link.set(qn("r:id"), part.relate_to(piece["url"], RELATIONSHIP_TYPE.HYPERLINK, True))
        line._p.append(link)
        link.append(found._r)

    @property
    def width(self):
        section = self.docx.sections[0]
        return section.page_width - section.left_margin - section.right_margin


# --- What python-docx has no words for


def set_properties(docx, document):
    properties = docx.core_properties
    properties.title, properties.author = as_property(document["title"]), document["author"]
    properties.language = LOCALES.get(document["lang"], document["lang"])
    properties.subject, properties.comments = as_property(document["description"]), ""
    made = datetime.datetime.fromisoformat(document["made"])
    properties.created = properties.modified = made
    properties.last_modified_by = document["author"]


def as_property(words):
    return NOT_IN_XML.sub("", words)[:LONGEST_PROPERTY]


def set_language(properties, code):
    """w:lang of a run or a style; a script from right to left has an attribute of its own."""
    language = OxmlElement("w:lang")
    is_bidi = code in RIGHT_TO_LEFT
    language.set(qn("w:bidi" if is_bidi else "w:val"), LOCALES.get(code, code))
    if is_bidi:
        properties.append(OxmlElement("w:rtl"))
    properties.append(language)


AFTER_TABLE_BORDERS = ("w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")


def set_page(docx, document):
    section = docx.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)
    section.top_margin = section.bottom_margin = Cm(2.4)
    section.different_first_page_header_footer = True
    head = section.header.paragraphs[0]
    head.style = docx.styles["Small"]
    head.add_run(document["title"])
    for foot in (section.footer.paragraphs[0], section.first_page_footer.paragraphs[0]):
        foot.style = docx.styles["Small"]
        foot.add_run(f"{document['author']} · {document['date']} · ")
        add_field(foot, "PAGE")
        foot.add_run(" / ")
        add_field(foot, "NUMPAGES")


def add_field(line, instruction):
    add_field_part(line, "begin")
    add_field_part(line, instruction=instruction)
    add_field_part(line, "separate")
    line.add_run("1")
    add_field_part(line, "end")


def add_field_part(line, kind="", instruction=""):
    part = OxmlElement("w:instrText" if instruction else "w:fldChar")
    if instruction:
        part.set(qn("xml:space"), "preserve")
        part.text = instruction
    else:
        part.set(qn("w:fldCharType"), kind)
    line.add_run()._r.append(part)


def add_bookmark(line, tag, number):
    mark = OxmlElement(f"w:{tag}")
    mark.set(qn("w:id"), str(number))
    if tag == "bookmarkStart":
        mark.set(qn("w:name"), f"part-{number}")
    line._p.append(mark)


def add_table(docx, lines, widths):
    """A table with hairlines between its lines."""
    table = docx.add_table(lines, len(widths))
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    borders = OxmlElement("w:tblBorders")
    for name in ("top", "bottom", "insideH"):
        borders.append(line_of(f"w:{name}", LINE, size=4))
    table._tbl.tblPr.insert_element_before(borders, *AFTER_TABLE_BORDERS)
    return table


def mark_table(table, **marks):
    """Which line and column are heads, for those who do not see it."""
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    look.attrib.clear()
    for name, value in {**marks, "lastRow": "0", "lastColumn": "0", "noHBand": "1"}.items():
        look.set(qn(f"w:{name}"), value)
