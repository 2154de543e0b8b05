import brotli
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

# What a directory never asks of a device. Features that are not named keep the browser's default.
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "microphone",
        "payment",
        "usb",
    )
)


class PermissionsPolicyMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response


class CompressionMiddleware(GZipMiddleware):
    """Brotli for browsers that take it, else Django's own gzip.

    The ready packages were read and left: one breaks ETags and ignores `br;q=0`, the other has had
    no release since 2023.
    """

    # 5 of 11: the higher ones cost far more time than the last few per cent are worth.
    quality = 5
    at_least = 200

    def process_response(self, request, response):
        if (
            response.streaming
            or response.has_header("Content-Encoding")
            or len(response.content) < self.at_least
            or not accepts_brotli(request.headers.get("Accept-Encoding", ""))
        ):
            return super().process_response(request, response)
        patch_vary_headers(response, ["Accept-Encoding"])
        response.content = brotli.compress(response.content, quality=self.quality)
        response.headers["Content-Length"] = str(len(response.content))
        response.headers["Content-Encoding"] = "br"
        # The same page in another encoding is another sequence of bytes: the ETag becomes weak.
        etag = response.get("ETag", "")
        if etag.startswith('"'):
            response.headers["ETag"] = f"W/{etag}"
        return response


def accepts_brotli(header):
    for item in header.lower().split(","):
        coding, _, quality = item.partition(";")
        if coding.strip() == "br":
            return quality.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False
