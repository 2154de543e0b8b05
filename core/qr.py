"""QR codes for printed pages, as pictures of a document."""

import base64
import io

import segno
from django.utils.translation import gettext as _

from core.blocks import picture, run


def qr(address, words=""):
    """The code that leads to an address, with the address in print under it."""
    code = segno.make(address, error="m", micro=False)
    svg, png = io.BytesIO(), io.BytesIO()
    code.save(svg, kind="svg", border=0, xmldecl=False, dark="#1c2a29")
    code.save(png, kind="png", border=0, scale=6, dark="#1c2a29")
    caption = [run(words), run("\n")] if words else []
    return picture(
        svg.getvalue().decode(),
        base64.b64encode(png.getvalue()).decode(),
        _("QR code that leads to %(address)s") % {"address": address},
        [*caption, run(printed(address), url=address)],
    )


def printed(address):
    """An address as people read it: without the scheme."""
    return address.partition("://")[2] or address
