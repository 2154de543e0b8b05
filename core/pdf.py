"""A document of core.blocks as a tagged PDF, set by Typst. No network, no file is written."""

import json
import logging
import subprocess
import sys

from django.conf import settings

from core import typesetting

TEMPLATES = settings.BASE_DIR / "templates" / "documents"
PATIENCE = 25  # seconds, less than gunicorn has; twenty of the longest practices take two

logger = logging.getLogger(__name__)


def pdf(template, document):
    """The bytes of a document; `template` names a file of templates/documents/.

    In a process of its own: Typst remembers what it has set, up to a gigabyte after ten long
    documents, and gives that back only when it ends.
    """
    done = subprocess.run(
        [sys.executable, typesetting.__file__, TEMPLATES / template],
        input=json.dumps(document).encode(),
        capture_output=True,
        timeout=PATIENCE,
    )
    said = done.stderr.decode().strip()
    if done.returncode:
        raise RuntimeError(f"{template} for “{document['title']}”: {said}")
    if said:
        logger.warning("%s, in “%s”", said, document["title"])
    return done.stdout
