"""The look of a Word file: its styles, in the colours and sizes of the site."""

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

# Those of static/css/tokens.css.
INK, INK_2, BRAND, ACCENT = "1C2A29", "4D5B59", "0B5A52", "9B4110"
LINE, SHADE, ACCENT_SOFT = "DDD9CD", "F6F3EA", "FBEEE0"
READ, UI = "Georgia", "Calibri"
# As the spelling checkers of word processors name them.
LOCALES = {"fr": "fr-BE", "nl": "nl-BE", "en": "en-GB"}
HEADINGS = {  # level: size, colour, space before and after
    1: (20, BRAND, 0, 6),
    2: (14, INK, 20, 6),
    3: (11.5, BRAND, 12, 3),
    4: (10.5, INK, 9, 2),
}
# The order of the schema of WordprocessingML, from shading on.
AFTER_BORDERS = (
    "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:contextualSpacing",
    "w:jc", "w:outlineLvl", "w:rPr",
)  # fmt: skip


def set_styles(docx, code):
    styles = docx.styles
    for old in styles.element.iter(qn("w:lang")):
        old.set(qn("w:val"), LOCALES.get(code, code))
    set_style(styles["Normal"], UI, 10.5, after=6)
    styles["Normal"].paragraph_format.line_spacing = 1.15
    for level, (size, colour, before, after) in HEADINGS.items():
        set_style(styles[f"Heading {level}"], READ, size, colour, before, after)
        styles[f"Heading {level}"].font.bold = True
        styles[f"Heading {level}"].font.italic = False
    set_style(styles["Title"], READ, 26, BRAND, 6, 12)
    set_border(styles["Title"], None)
    set_style(styles["Subtitle"], UI, 10.5, INK_2, 60, 0)
    styles["Subtitle"].font.italic = False
    set_style(styles["Caption"], UI, 9.5, INK_2, 8, 4)
    for kind in ("List Bullet", "List Number", "List Continue"):
        for name in (kind, f"{kind} 2", f"{kind} 3"):
            styles[name].paragraph_format.space_after = Pt(3)
    own = {
        "Contents": (READ, 13, INK, 12, 4),
        "Lead": (READ, 12.5, None, 2, 8),
        "Small": (UI, 9, INK_2, 0, 6),
        "Label": (UI, 9.5, INK_2, 6, 2),
        "Cell": (UI, 10, None, 3, 3),
        "Row label": (UI, 10, INK_2, 3, 3),
        "Picture": (UI, 10, None, 6, 3),
        "After table": (UI, 4, None, 0, 4),
        "Note": (UI, 9.5, None, 4, 4),
        "Draft note": (UI, 9.5, None, 4, 4),
        "TOC 1": (UI, 10.5, None, 6, 0),
        "TOC 2": (UI, 9.5, INK_2, 0, 0),
    }
    for name, values in own.items():
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        set_style(style, *values)
    for name in ("Contents", "Label", "TOC 1"):
        styles[name].font.bold = True
    for name in ("Caption", "Contents", "Label", "Picture"):
        styles[name].paragraph_format.keep_with_next = True
    styles["TOC 2"].paragraph_format.left_indent = Cm(0.6)
    for name, colour in {"Note": SHADE, "Draft note": ACCENT_SOFT}.items():
        set_border(styles[name], BRAND if name == "Note" else ACCENT)
        set_shade(styles[name], colour)
        styles[name].paragraph_format.left_indent = Cm(0.3)
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = RGBColor.from_string(BRAND), True


def set_style(style, font, size, colour=None, before=0, after=0):
    style.font.name, style.font.size = font, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):  # the theme's fonts would win
        if name.endswith("Theme"):
            del fonts.attrib[name]
    for name in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(name), font)
    if colour:
        style.font.color.rgb = RGBColor.from_string(colour)
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)


def set_border(style, colour):
    """A line at the start of the paragraphs of a style; None takes all lines away."""
    properties = style.element.get_or_add_pPr()
    for old in properties.findall(qn("w:pBdr")):
        properties.remove(old)
    if colour:
        borders = OxmlElement("w:pBdr")
        borders.append(line_of("w:left", colour, size=18, space=8))
        properties.insert_element_before(borders, *AFTER_BORDERS)


def set_shade(style, colour):
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), colour)
    style.element.get_or_add_pPr().insert_element_before(shade, *AFTER_BORDERS[1:])


def line_of(name, colour, size, space=0):
    line = OxmlElement(name)
    for attribute, value in {"val": "single", "sz": size, "space": space, "color": colour}.items():
        line.set(qn(f"w:{attribute}"), str(value))
    return line
