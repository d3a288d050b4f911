"""Taking in a file of bounded size, in memory only: it never stands in clear on a disk."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from baken.collection.documents import LARGEST


class BoundedUpload(FileUploadHandler):
    """Keeps a file in memory, of what is too large just enough to tell so; the rest is let go."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begins a file."""
        super().new_file(*args, **kwargs)
        self._file = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Takes a part of the file."""
        self._file.write(raw_data[: max(0, LARGEST + 1 - start)])

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
