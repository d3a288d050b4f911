"""What every answer of the desk says to browsers and to whatever stands between."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]


class NotKeptMiddleware:
    """No page is kept: not by a proxy, nor on the device of who read it, where somebody else may look.

    Stands behind the files that are the same for everybody, which are kept.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if "no-store" not in response.get("Cache-Control", ""):
            response["Cache-Control"] = "no-store, private"
        response.setdefault("Permissions-Policy", NO_DEVICES)
        return response


NO_DEVICES = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
"""The desk looks at nobody and asks no device for anything but a key to come in with."""
