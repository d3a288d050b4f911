"""Files that come in: nowhere, but on the pages that take one, from who may send it, and in memory only.

What comes in never stands in clear on a disk, and who may send nothing can't fill anything.
"""

from collections.abc import Callable
from functools import partial, wraps
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from baken.tenancy.permission import may

View = Callable[..., HttpResponse]


class NoFiles(FileUploadHandler):
    """Every other page: reading ends where a file begins."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Cuts the sender off."""
        raise StopUpload(connection_reset=True)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Gets nothing."""

    def file_complete(self, file_size: int) -> None:
        """There is no file."""


class BoundedUpload(FileUploadHandler):
    """Keeps a file in memory, of what is too large just enough to tell so; the rest is let go."""

    def __init__(self, request: HttpRequest, largest: int) -> None:
        super().__init__(request)
        self._largest = largest

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begins a file."""
        super().new_file(*args, **kwargs)
        self._file = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Takes a part of the file."""
        self._file.write(raw_data[: max(0, self._largest + 1 - start)])

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """The file, as forms take it."""
        size = self._file.tell()
        self._file.seek(0)
        return InMemoryUploadedFile(
            file=self._file,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=size,
            charset=self.charset,
        )


def takes_file(upload: Callable[[HttpRequest], FileUploadHandler]) -> Callable[[View], View]:
    """Before a guarded page that takes a file. Only then is the form's own token checked, since reading
    that reads the file."""

    def decorate(view: View) -> View:
        protected = csrf_protect(view)

        @csrf_exempt
        @wraps(view)
        def taking(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if may(request.user, view.permission):  # type: ignore[attr-defined]
                request.upload_handlers = [upload(request)]
            return protected(request, *args, **kwargs)

        return taking

    return decorate


def bounded(largest: int) -> Callable[[HttpRequest], FileUploadHandler]:
    """Takes files of at most so many bytes."""
    return partial(BoundedUpload, largest=largest)
