"""Passing a page on. Nothing is sent or stored by us: the reader's own programs do it."""

from urllib.parse import quote

NEW_LINE = "\r\n"  # as RFC 6068 wants it


def mailto(subject, lines):
    """The address that opens a new mail with a subject and a ready text."""
    return f"mailto:?subject={quote(subject)}&body={quote(NEW_LINE.join(lines))}"
