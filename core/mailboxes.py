"""E-mail addresses inside texts. Readers get addresses from contact points, which know whose
they are; a text leaves a mark in their place, and its links to them go (core.markdown)."""

import re

ADDRESS = r"[\w.+-]+(?:@|%40)[\w-]+(?:\.[\w-]+)+"
MAILBOX = re.compile(rf"<(?:mailto:)?{ADDRESS}>|{ADDRESS}", re.IGNORECASE)  # Markdown: a link
MARK = "[e-mail]"  # the same word in all languages


def without_mailboxes(text):
    """A text without the addresses that stand in it as they are written, or with %40 in a link."""
    return MAILBOX.sub(MARK, text) if "@" in text or "%40" in text else text
