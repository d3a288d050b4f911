"""What every answer of the desk says to browsers and to whatever stands between."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]


MINUTES_KEPT = 5
"""For how long what everybody may see may be kept before it is asked for again."""


def for_everybody(response: HttpResponse) -> HttpResponse:
    """Marks an answer that is about nobody and the same for everybody: it may be kept for some minutes."""
    response.for_everybody = True  # type: ignore[attr-defined]
    response["Cache-Control"] = f"public, max-age={MINUTES_KEPT * 60}"
    return response


class NotKeptMiddleware:
    """No page but those for everybody is kept: not by a proxy, nor on the device of who read it, where
    somebody else may look.

    Stands behind the files that are the same for everybody, which are kept.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        kept = getattr(response, "for_everybody", False)
        if not kept and "no-store" not in response.get("Cache-Control", ""):
            response["Cache-Control"] = "no-store, private"
        response.setdefault("Permissions-Policy", NO_DEVICES)
        return response


NO_DEVICES = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
"""The desk looks at nobody and asks no device for anything but a key to come in with."""
