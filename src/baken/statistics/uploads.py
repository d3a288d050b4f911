"""A file that is only held against the list of exports: hashed while it comes in, and not kept."""

import hashlib
from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

if TYPE_CHECKING:
    _File = UploadedFile[bytes]
else:
    _File = UploadedFile

LARGEST = 200_000_000
"""Bytes after which somebody is cut off."""


class HashedFile(_File):
    """A file of which only the SHA-256 is known."""

    def __init__(self, name: str | None, size: int, sha256: str) -> None:
        super().__init__(file=BytesIO(), name=name, size=size)
        self.sha256 = sha256


class HashingUpload(FileUploadHandler):
    """Takes the hash of a file and lets its bytes go."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begins a file."""
        super().new_file(*args, **kwargs)
        self._hash = hashlib.sha256()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Takes a part."""
        if start > LARGEST:
            raise StopUpload(connection_reset=True)
        self._hash.update(raw_data)

    def file_complete(self, file_size: int) -> HashedFile:
        """The hash, as a form takes it."""
        return HashedFile(self.file_name, file_size, self._hash.hexdigest())
