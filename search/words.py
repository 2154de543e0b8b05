"""Words of rows in one language, for the documents of the apps."""

from core.i18n import text_in
from core.markdown import plain


def of(rows, language, *fields):
    """The words of these fields of some rows, as far as they are written in the language."""
    texts = (text_in(row, field, language) for row in rows for field in fields)
    return " \n".join(plain(text) for text in texts if text)


def labels(rows):
    """Names of vocabulary terms and places in the active language."""
    return ", ".join(dict.fromkeys(str(row) for row in rows))
