"""Typst itself. core.pdf runs this file as a program: the document in, the PDF out.

    python core/typesetting.py templates/documents/dossier.typ < document.json > dossier.pdf

It imports nothing of the site, so that it starts at once.
"""

import datetime
import json
import sys
from pathlib import Path

import typst

STANDARD = ["ua-1"]  # PDF/UA: tags, language, title, order and alternative texts, or an error
MISSING = "could not be displayed"


def typeset(template, document):
    """(PDF, what is wrong with it). With Typst's own fonts; where those lack a letter with the
    system's too; where no font has it, a box stands for it, and the tags stay."""
    try:
        return _typeset(template, document, STANDARD, own_fonts=True), ""
    except typst.TypstError as error:
        if MISSING not in str(error):
            raise
    try:
        return _typeset(template, document, STANDARD), ""
    except typst.TypstError as error:
        if MISSING not in str(error):
            raise
        return _typeset(template, document, []), str(error)


def _typeset(template, document, standards, own_fonts=False):
    return typst.compile(
        template,
        root=Path(template).parent,
        ignore_system_fonts=own_fonts,
        format="pdf",
        sys_inputs={"document": json.dumps(document)},
        pdf_standards=standards,
        timestamp=datetime.datetime.fromisoformat(document["made"]),
    )


if __name__ == "__main__":
    content, fault = typeset(sys.argv[1], json.load(sys.stdin))
    sys.stdout.buffer.write(content)
    sys.stderr.write(fault)
