"""Forms for everybody, without a cookie: a signed time in the form, and the browser's own word on
where it was sent from."""

from django.conf import settings
from django.core import signing

OPEN_FOR = 60 * 60  # seconds between opening a form and sending it

_signer = signing.TimestampSigner(salt="core.public_forms")


def opened_now(purpose):
    """The value of the hidden field `opened`; good for the form of this purpose alone."""
    return _signer.sign(purpose)


def was_opened_here(value, purpose):
    """Did this site make the form, for this purpose, and not long ago?"""
    try:
        return _signer.unsign(value, max_age=OPEN_FOR) == purpose
    except signing.BadSignature:  # forged or too old
        return False


def is_sent_from_here(request):
    """False where the browser says that another site sent the form. Browsers that say nothing
    are believed: the signed time is still asked for."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return request.headers.get("Origin", settings.PUBLIC_URL) == settings.PUBLIC_URL
